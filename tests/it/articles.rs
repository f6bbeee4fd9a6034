//! Whole articles: everything that is inferred from `tests/articles/NAME.txt`, rendered as text in `NAME.analysis`.
//!
//! A first line `# published: 2017-05-10` in the expectation gives the publication date. `UPDATE=1` rewrites the rest.

use newsmark::analysis::article::{Article, Event};
use newsmark::analysis::{Options, Place, Story};
use newsmark::syntax::{Document, Format};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Line (from 1) and text of a place.
fn show(document: &Document, place: Place) -> (usize, String) {
    let range = document.to_file(place.block as usize, place.range);
    let text = document.text();
    let line = text[..range.start as usize].matches('\n').count() + 1;
    (line, range.of(&text).to_owned())
}

/// The text, or its two ends where it is long.
fn brief(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 8 {
        return words.join(" ");
    }
    format!("{} … {}", words[..4].join(" "), words[words.len() - 3..].join(" "))
}

fn quotes(out: &mut String, document: &Document, article: &Article) {
    for quote in &article.quotes {
        let (line, text) = show(document, quote.parts[0]);
        let kind = format!("{:?}", quote.kind).to_lowercase();
        let who = match &quote.speaker {
            Some(s) => match &s.name {
                Some(name) if *name != s.text => format!("{} = {name}", s.text),
                _ => s.text.clone(),
            },
            None => format!("{:?}", quote.status).to_lowercase(),
        };
        let _ = writeln!(out, "{line}: {kind} {} -> {who}", brief(&text));
    }
}

fn entities(out: &mut String, article: &Article) {
    for entity in &article.entities {
        let kind = format!("{:?}", entity.kind).to_lowercase();
        let _ = write!(out, "{} ({kind}) x{}", entity.name, entity.mentions.len());
        for title in &entity.titles {
            let _ = write!(out, "; {}", title.text);
        }
        out.push('\n');
    }
}

fn dates(out: &mut String, document: &Document, article: &Article) {
    for date in &article.dates {
        let (line, text) = show(document, date.place);
        let value = date.value.as_deref().unwrap_or("unresolved");
        let _ = write!(out, "{line}: {text} -> {value}");
        if !date.candidate_years.is_empty() {
            let _ = write!(out, ", fits {:?}", date.candidate_years);
        }
        out.push('\n');
    }
}

fn events(out: &mut String, document: &Document, events: &[Arc<Event>]) {
    for event in events.iter().filter(|e| e.outline) {
        let (line, _) = show(document, event.mentions[0]);
        let when = event.when.as_deref().unwrap_or("undated");
        let _ =
            writeln!(out, "{line}: {} | {when} | {}", event.name, event.location.as_deref().unwrap_or("-"));
    }
}

/// Everything about one article, as people read it.
fn render(text: &str, extension: &str, published: Option<String>) -> String {
    let mut out = String::new();
    if let Some(date) = &published {
        let _ = writeln!(out, "# published: {date}");
    }
    let story =
        Story::read(text, Format::detect(text, extension), Options { published, ..Options::default() });
    let (document, article) = (&*story.document, &*story.article);
    out.push_str("[sections]\n");
    for section in article.sections.iter().filter(|s| s.heading.is_some()) {
        let _ = writeln!(out, "{}", section.title);
    }
    out.push_str("[quotes]\n");
    quotes(&mut out, document, article);
    out.push_str("[entities]\n");
    entities(&mut out, article);
    out.push_str("[dates]\n");
    dates(&mut out, document, article);
    out.push_str("[events]\n");
    events(&mut out, document, story.events());
    out
}

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir("tests/articles")
        .expect("tests/articles")
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "analysis"))
        .collect();
    cases.sort();
    cases
}

/// The text and its extension: `lavrov.analysis` and `lavrov@2017-05-10.analysis` both belong to `lavrov.txt`,
/// `lavrov.nm.analysis` to `lavrov.nm.md`.
fn text_of(case: &Path) -> (String, &'static str) {
    let stem = case.file_stem().and_then(|s| s.to_str()).expect("a plain name");
    let name = stem.split('@').next().unwrap_or(stem);
    let extension = if name.ends_with(".nm") { "md" } else { "txt" };
    (fs::read_to_string(case.with_file_name(format!("{name}.{extension}"))).expect("the article"), extension)
}

#[test]
fn every_article_is_understood_as_written_beside_it() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in cases {
        let expected = fs::read_to_string(&case).expect("the expectation");
        let published =
            expected.lines().next().and_then(|l| l.strip_prefix("# published: ")).map(str::to_owned);
        let (text, extension) = text_of(&case);
        let found = render(&text, extension, published);
        if found == expected {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&case, &found).expect("written");
        } else {
            wrong.push(format!("{}\n--- expected\n{expected}\n--- found\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
