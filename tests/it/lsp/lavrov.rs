//! The story that Newsmark was specified with, in an editor.

use super::editor::{Editor, URI};
use serde_json::{Value, json};

/// The bare story.
pub const STORY: &str = include_str!("../../articles/lavrov.txt");

/// The story with annotations and front matter, which gives the year.
const ANNOTATED: &str = include_str!("../../articles/lavrov.nm.md");

/// The outline of `text`, an entry a line, with its detail if `details`.
fn outline(language: &str, text: &str, details: bool) -> Vec<String> {
    let mut editor = Editor::eager();
    editor.open_as(language, text);
    let symbols = editor.request("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
    editor.finish();
    let mut lines = Vec::new();
    render(&symbols, 0, details, &mut lines);
    lines
}

#[test]
fn the_outline_shows_the_six_events_in_their_sections() {
    let expected = [
        "press conference",
        "meeting",
        "telephone conversation",
        "G20 summit",
        "Syria de-escalation zones",
        "  memorandum signed",
        "  memorandum took effect",
    ];
    assert_eq!(outline("plaintext", STORY, false), expected);
}

#[test]
fn the_outline_shows_dates_once_the_year_is_known() {
    let lines = outline("newsmark", ANNOTATED, true);
    let dated = |name: &str, when: &str| {
        let line = lines.iter().find(|l| l.trim().starts_with(name));
        assert!(line.is_some_and(|l| l.contains(when)), "{name} {when}: {lines:#?}");
    };
    dated("press conference", "(2017-05-10");
    dated("meeting", "(2017-05-10");
    dated("memorandum signed", "(2017-05-04");
    dated("memorandum took effect", "(2017-05-06");
}

fn render(symbols: &Value, depth: usize, details: bool, lines: &mut Vec<String>) {
    for symbol in symbols.as_array().into_iter().flatten() {
        let detail =
            symbol["detail"].as_str().filter(|_| details).map(|d| format!(" ({d})")).unwrap_or_default();
        let name = symbol["name"].as_str().unwrap_or_default();
        lines.push(format!("{}{name}{detail}", "  ".repeat(depth)));
        render(&symbol["children"], depth + 1, details, lines);
    }
}

#[test]
fn the_story_as_it_is_has_no_warning() {
    let mut editor = Editor::eager();
    let findings = editor.open(STORY);
    let loud: Vec<&String> = findings.iter().filter(|f| !f.starts_with("info")).collect();
    assert_eq!(loud, [""; 0]);
    editor.finish();
}

#[test]
fn typing_the_story_shows_no_finding_that_later_vanishes() {
    let mut editor = Editor::with(json!({"settle": 60_000}), "utf-16");
    editor.open("");
    let mut seen: Vec<String> = Vec::new();
    for c in STORY.chars() {
        editor.type_on(&c.to_string());
        let now = editor.findings();
        let rule = |f: &str| f.split(':').next().unwrap_or_default().to_owned();
        for finding in &seen {
            let kept = now.iter().any(|f| rule(f) == rule(finding));
            assert!(
                kept,
                "{finding} vanished after {:?}",
                &editor.text[editor.text.len().saturating_sub(60)..]
            );
        }
        seen = now;
    }
    editor.finish();
}

/// What stands in front of the speaker of the first quotation.
pub const BEFORE: &str = "agenda,”";
/// What the story as it is shows, as information.
pub const SHOWN: &str = "info entity/title-mismatch: State Secretary";

/// The first quotation.
pub const QUOTE: &str = "“There is a desire to move into the direction of settlement of all these problems… Both President Trump and \
                     President Putin are willing to attain concrete results that would help removing problems from the \
                     international agenda,”";

#[test]
fn a_deleted_speaker_is_missed_once_the_edit_has_settled() {
    let mut editor = Editor::with(json!({"settle": 300}), "utf-16");
    editor.open(STORY);
    editor.delete(BEFORE, " Lavrov said.");
    assert_eq!(editor.findings(), [SHOWN], "nothing while the writer may still be at it");
    assert_eq!(editor.next_findings(), [SHOWN.to_owned(), format!("warning quote/unattributed: {QUOTE}")]);
    editor.insert(BEFORE, " Lavrov said.");
    assert_eq!(editor.findings(), [SHOWN], "gone at once");
    editor.finish();
}

#[test]
fn saving_ends_the_wait() {
    let mut editor = Editor::with(json!({"settle": 60_000}), "utf-16");
    editor.open(STORY);
    editor.delete(BEFORE, " Lavrov said.");
    assert_eq!(editor.findings(), [SHOWN]);
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
    assert_eq!(editor.next_findings(), [SHOWN.to_owned(), format!("warning quote/unattributed: {QUOTE}")]);
    editor.finish();
}
