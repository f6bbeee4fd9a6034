//! `tests/speakers/*.md`: stories with the words that name each quotation's speaker. Anyone can add a case without Rust;
//! the folder's README says how.

use newsmark::analysis::attribution::Shape;
use newsmark::analysis::quotes::QuoteKind;
use newsmark::analysis::speakers::{Quote, QuoteStatus};
use newsmark::analysis::{Options, Story};
use newsmark::diagnostic::Severity;
use newsmark::lint::{self, LintOptions, Linter};
use newsmark::syntax::Mode;
use std::path::{Path, PathBuf};

/// Words of a quotation that an answer begins with.
const FIRST_WORDS: usize = 3;

/// The answers for one story, a line for each quotation; with `people`, who the speaker is, too.
fn answers(copy: &str, people: bool) -> Vec<String> {
    let story = Story::read(copy, Mode::Line, Options::default());
    let run = Linter::new(LintOptions::default()).run(&story);
    let levels = lint::reported(&story, &run);
    let quotes = story.article.quotes.iter().zip(levels);
    quotes.map(|(quote, level)| answer(&story, quote, level) + &person(quote, people)).collect()
}

fn answer(story: &Story, quote: &Quote, level: Option<Severity>) -> String {
    let part = quote.parts[0];
    let prose = story.document.blocks()[part.block as usize].prose();
    let words = part.range.of(prose).trim_matches(|c: char| !c.is_alphanumeric());
    let first: Vec<&str> = words.split_whitespace().take(FIRST_WORDS).collect();
    let who = match (&quote.speaker, quote.status, quote.kind) {
        (Some(speaker), ..) => speaker.text.as_str(),
        _ if quote.shape == Some(Shape::Denied) => "denied",
        (None, QuoteStatus::NotSpeech, QuoteKind::Scare) => "scare",
        (None, QuoteStatus::NotSpeech, QuoteKind::Title) => "title",
        (None, QuoteStatus::NotSpeech, QuoteKind::Term) => "term",
        (None, _, QuoteKind::Fragment) => "fragment",
        (None, ..) => "nobody",
    };
    let reported = match level {
        Some(Severity::Warning | Severity::Error) => ", warning",
        Some(Severity::Info) => ", info",
        Some(Severity::Hint) => ", hint",
        None => "",
    };
    format!("{} -> {who}{reported}", first.join(" "))
}

/// ` = Anna Keller`, or nothing where nobody asks.
fn person(quote: &Quote, asked: bool) -> String {
    match &quote.speaker {
        Some(speaker) if asked => format!(" = {}", speaker.name.as_deref().unwrap_or("nobody")),
        _ => String::new(),
    }
}

/// The file with the answers of its stories written new, and a message for each story that is answered otherwise.
fn rewritten(path: &Path, source: &str) -> (String, Vec<String>) {
    let (mut out, mut failures) = (String::new(), Vec::new());
    let mut lines = source.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if !matches!(line, "```copy" | "```people") {
            continue;
        }
        let fence: Vec<&str> = lines.by_ref().map(|(_, l)| l).take_while(|l| *l != "```").collect();
        let rule = fence.iter().position(|l| *l == "---").unwrap_or(fence.len());
        let copy = fence[..rule].join("\n") + "\n";
        let got = answers(&copy, line == "```people");
        let want = fence.get(rule + 1..).unwrap_or_default();
        if got != want {
            let name = format!("{}:{}", path.file_name().unwrap_or_default().to_string_lossy(), number + 1);
            failures.push(format!("{name}\n{copy}want {want:#?}\ngot {got:#?}"));
        }
        out.push_str(&copy);
        out.push_str("---\n");
        for line in got {
            out.push_str(&line);
            out.push('\n');
        }
        out.push_str("```\n");
    }
    (out, failures)
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/speakers");
    let named = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path());
    let mut files: Vec<_> = named.filter(|p| p.file_name().is_some_and(|n| n != "README.md")).collect();
    files.sort();
    files
}

#[test]
fn the_words_that_name_the_speaker_are_found() {
    let mut failures = Vec::new();
    for file in files() {
        let source = std::fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
        let (written, wrong) = rewritten(&file, &source);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, written).unwrap();
        } else {
            failures.extend(wrong);
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
