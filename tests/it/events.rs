//! `tests/events/*.md`: stories with the events that their outline must hold. Anyone can add a case without Rust.

use crate::stories;
use newsmark::analysis::{Options, Story};
use newsmark::syntax::Mode;

/// Name, day and status of each event of the outline.
fn outline(text: &str) -> Vec<[String; 3]> {
    let dated = text.strip_prefix("@ ").and_then(|text| text.split_once("\n\n"));
    let (published, text) = dated.unwrap_or(("2024-03-14", text));
    let options = Options { published: Some(published.to_owned()), ..Options::default() };
    let story = Story::read(text, Mode::Markdown, options);
    let events = story.events().iter().filter(|e| e.outline);
    let row = |e: &newsmark::analysis::article::Event| {
        let when = e.when.clone().unwrap_or_else(|| "-".to_owned());
        [e.name.clone(), when, e.status.name().to_owned()]
    };
    events.map(|e| row(e)).collect()
}

/// What is wrong with one expectation.
fn complaint(line: &str, found: &[[String; 3]]) -> Option<String> {
    if let Some(line) = line.strip_prefix("not ") {
        let (name, when) = line.split_once(" | ").unwrap_or((line, ""));
        let listed = found.iter().any(|[n, w, _]| n == name && (when.is_empty() || w == when));
        return listed.then(|| format!("“{line}” is listed"));
    }
    let wanted: Vec<&str> = line.split(" | ").collect();
    (!found.iter().any(|row| row.as_slice() == wanted)).then(|| format!("no {wanted:?}"))
}

#[test]
fn events_are_named_dated_and_joined() {
    stories::check("events", outline, |line, found| complaint(line, found));
}
