//! What a whole archive costs the core: each article read from scratch and its analysis written as JSON, as `newsmark analyze --jsonl` does, without files, arguments and output.
//!
//! `cargo bench --bench reading -- FILE.jsonl [ARTICLES]` reads one article a line (`{"id", "text"}`); without a file it takes
//! the articles of `tests/articles`. With `print` behind them it prints the analyses, with `lint` it reads and checks only, as
//! `newsmark lint` does. `tests/tools/instructions-reading` counts its instructions, stage by stage.

use newsmark::analysis::{Options, Story};
use newsmark::export::analysis::analysis;
use newsmark::lint::{self, Linter};
use newsmark::rules::quote::unattributed;
use newsmark::syntax::{Format, Mode};
use std::hint::black_box;
use std::time::{Duration, Instant};

#[derive(serde::Deserialize)]
struct Line {
    text: String,
    date: Option<String>,
    dct: Option<String>,
}

/// One article with its day of publication.
struct Copy {
    text: String,
    format: Format,
    date: Option<String>,
}

fn from_lines(path: &str, most: usize) -> Vec<Copy> {
    let file = std::fs::read_to_string(path).expect("a file with one article a line");
    let lines = file.lines().take(most).map(|l| serde_json::from_str::<Line>(l).expect("an article"));
    lines.map(|l| Copy { format: Format::plain(&l.text), text: l.text, date: l.date.or(l.dct) }).collect()
}

/// The articles of the repository, in order of their paths.
fn own() -> Vec<Copy> {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles"))];
    let mut paths = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            match path.extension().and_then(|e| e.to_str()) {
                _ if path.is_dir() => folders.push(path),
                Some("md" | "txt") => paths.push(path),
                _ => {}
            }
        }
    }
    paths.sort();
    let read = |p: &std::path::PathBuf| std::fs::read_to_string(p).ok();
    paths
        .iter()
        .filter_map(read)
        .map(|text| Copy { text, format: Mode::Markdown.into(), date: None })
        .collect()
}

#[inline(never)]
fn article(linter: &Linter, copy: &Copy) -> Vec<u8> {
    let options = Options { published: copy.date.clone(), ..Options::default() };
    let story = Story::read(&copy.text, copy.format, options);
    let run = linter.run_one(&story, &unattributed::RULE);
    let mut json = Vec::new();
    analysis(&story, &lint::reported(&story, &run), &mut json);
    json
}

/// One article as `newsmark lint` reads it: how much was found.
#[inline(never)]
fn checked(linter: &Linter, copy: &Copy) -> usize {
    let options = Options { published: copy.date.clone(), without_persons: true, ..Options::default() };
    linter.run(&Story::read(&copy.text, copy.format, options)).diagnostics.len()
}

/// Bytes of JSON for all articles, or the number of findings. Counted by its name.
#[inline(never)]
fn all(linter: &Linter, copies: &[Copy], lint: bool) -> usize {
    match lint {
        true => copies.iter().map(|c| checked(linter, c)).sum(),
        false => copies.iter().map(|c| article(linter, c).len()).sum(),
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let number = |at: usize| args.get(at).and_then(|n| n.parse().ok());
    let most = number(1).unwrap_or(usize::MAX);
    let mut copies = args.first().filter(|p| !p.is_empty()).map_or_else(own, |path| from_lines(path, most));
    copies.truncate(most);
    let bytes: usize = copies.iter().map(|c| c.text.len()).sum();
    let linter = Linter::default();
    let lint = args.iter().any(|a| a == "lint");
    if args.iter().any(|a| a == "print") {
        for copy in &copies {
            println!("{{{}}}", String::from_utf8_lossy(&article(&linter, copy)));
        }
        return;
    }
    // The first article reads the word lists, too.
    black_box(article(&linter, &copies[0]));
    let mut best = Duration::MAX;
    for _ in 0..number(2).unwrap_or(1) {
        let start = Instant::now();
        black_box(all(&linter, &copies, lint));
        best = best.min(start.elapsed());
    }
    let speed = bytes as f64 / best.as_secs_f64() / 1e6;
    println!("{} articles, {bytes} bytes, {best:.2?}, {speed:.1} MB/s", copies.len());
}
