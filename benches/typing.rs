//! What one keystroke costs the core: reading the paragraph again, folding the story, running the rules.
//!
//! `cargo bench --bench typing` prints times for four lengths; `cargo bench --bench typing -- FILE [EDITS]` does it for a
//! text of your own, `bytes=35000` for one length. `tests/tools/instructions-typing` counts its instructions.

use newsmark::analysis::{Options, Story};
use newsmark::edit::{StripOptions, strip};
use newsmark::lint::{Linter, Run};
use newsmark::syntax::{Document, Mode};
use newsmark::text::{ByteRange, Edit};
use std::time::{Duration, Instant};

/// Small numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// The articles of `tests/articles/gold` without their marks, over and over until `size` bytes are reached.
fn copy(size: usize) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles/gold");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("articles").flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.to_string_lossy().ends_with(".nm.md"));
    paths.sort();
    let texts = paths.iter().map(|p| std::fs::read_to_string(p).expect("an article"));
    let clean = |t: String| strip(&Document::parse(&t, Mode::Markdown), StripOptions::default()).text;
    let plain: Vec<String> = texts.map(clean).collect();
    let mut text = String::new();
    while text.len() < size {
        for article in &plain {
            text.push_str(article);
            text.push_str("\n\n");
        }
    }
    let end = (0..=size).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    text.truncate(end);
    text
}

/// Places between two letters of a word, from the end of the text to its beginning, so that what is typed moves none of them.
fn places(text: &str, count: usize) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut dice = Dice(7);
    let mut found = Vec::new();
    while found.len() < count {
        let at = 1 + dice.below(bytes.len().saturating_sub(2));
        if bytes[at - 1].is_ascii_lowercase() && bytes[at].is_ascii_lowercase() {
            found.push(at);
        }
    }
    found.sort_by_key(|at| std::cmp::Reverse(*at));
    found
}

#[inline(never)]
fn keystroke(linter: &Linter, story: &Story, before: &Run, at: usize) -> (Story, Run) {
    let edit = Edit { range: ByteRange::empty(at), text: "e".into() };
    let (story, _) = story.updated(&edit);
    let run = linter.rerun(&story, before);
    (story, run)
}

fn measure(name: &str, text: &str, edits: usize) {
    let linter = Linter::default();
    let start = Instant::now();
    // As the server reads: persons are found for whoever asks.
    let options = Options { without_persons: true, ..Options::default() };
    let mut story = Story::read(text, Mode::Markdown, options);
    let mut run = linter.run(&story);
    let opened = start.elapsed();
    let mut times: Vec<Duration> = Vec::new();
    for at in places(text, edits) {
        let start = Instant::now();
        let next = keystroke(&linter, &story, &run, at);
        times.push(start.elapsed());
        (story, run) = next;
    }
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    println!(
        "{name:>8}  opened {opened:>10.2?}  keystroke: p25 {:>9.2?}  median {:>9.2?}  p75 {:>9.2?}  p95 {:>9.2?}  findings {}",
        at(25),
        at(50),
        at(75),
        at(95),
        run.diagnostics.len()
    );
}

fn main() {
    let mut args = std::env::args().skip(1).filter(|a| a != "--bench");
    if let Some(path) = args.next() {
        let edits = args.next().and_then(|n| n.parse().ok()).unwrap_or(100);
        let text = match path.strip_prefix("bytes=").and_then(|size| size.parse().ok()) {
            Some(size) => copy(size),
            None => std::fs::read_to_string(&path).expect("a text"),
        };
        return measure(&path, &text, edits);
    }
    for (name, size) in [("5 kB", 5_000), ("35 kB", 35_000), ("100 kB", 100_000), ("1 MB", 1_000_000)] {
        measure(name, &copy(size), 100);
    }
}
