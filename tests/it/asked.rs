//! Linting reads no more of a story than the rules ask for, and finds the same.

use newsmark::analysis::{Options, Story};
use newsmark::lint::Linter;
use newsmark::syntax::{Format, Mode};
use std::fs;
use std::path::Path;

fn without_persons() -> Options {
    Options { without_persons: true, ..Options::default() }
}

/// Every article of the project, in the format of its name.
fn articles(folder: &Path, all: &mut Vec<(String, Format)>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()) {
        let extension = entry.extension().and_then(|e| e.to_str()).unwrap_or_default().to_owned();
        if entry.is_dir() {
            articles(&entry, all);
        } else if matches!(extension.as_str(), "md" | "txt") {
            // One file of the tests is no UTF-8.
            let Ok(text) = fs::read_to_string(&entry) else { continue };
            let format = Format::detect(&text, &extension);
            all.push((text, format));
        }
    }
}

#[test]
fn the_rules_of_every_day_find_the_same_where_nobody_asks_for_persons() {
    let mut all = Vec::new();
    articles(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")), &mut all);
    assert!(all.len() > 100, "the articles of the project, not {}", all.len());
    let linter = Linter::default();
    for (text, format) in all {
        let whole = linter.run(&Story::read(&text, format, Options::default()));
        let asked = linter.run(&Story::read(&text, format, without_persons()));
        assert_eq!(whole.diagnostics, asked.diagnostics, "{}", text.lines().next().unwrap_or_default());
    }
}

#[test]
fn a_story_whose_front_matter_wants_a_rule_about_persons_is_read_for_it() {
    let text = "---\nnewsmark: 1\nnewsmark-rules: {source/single: info}\n---\n\n\
        “We will build the road,” Foreign Minister Anna Berg said in Lund.\n\n\
        “It will be long,” she said. “And it will be safe,” she said.\n";
    assert!(!Linter::default().asks_for_persons());
    let run = Linter::default().run(&Story::read(text, Mode::Markdown, without_persons()));
    let found: Vec<&str> = run.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert!(found.contains(&"all that is said here comes from Anna Berg"), "{found:?}");
}

#[test]
fn a_speaker_is_the_phrase_alone_until_persons_are_asked_for() {
    let text = "Anna Berg came to Lund. “The road will be long,” she said.\n";
    let story = Story::read(text, Mode::Line, without_persons());
    let speaker = |story: &Story| story.article.quotes[0].speaker.clone().expect("a speaker");
    assert_eq!((speaker(&story).text.as_str(), speaker(&story).name), ("she", None));
    let whole = story.with_persons();
    assert_eq!(speaker(whole).name.as_deref(), Some("Anna Berg"));
    assert_eq!(whole.article, Story::read(text, Mode::Line, Options::default()).article);
}
