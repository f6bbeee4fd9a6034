//! Columns in every encoding, and changes as editors send them.

use super::editor::{Editor, URI};
use serde_json::{Value, json};

/// Characters of one, two, three and four bytes, flags, a family, a combining mark, and U+2028, which ends no line.
const TRICKY: &str = "é “𝔸” 🇫🇷 👩‍👩‍👧 e\u{301}\u{2028}x";

/// The range of the heading in the outline of `# TRICKY` typed after `before`, in `encoding`.
fn heading_end(encoding: &str, before: &str) -> Value {
    let mut editor = Editor::with(json!({"settle": 0}), encoding);
    editor.open(&format!("{before}# {TRICKY}\n"));
    let symbols = editor.request("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
    editor.finish();
    symbols[0]["selectionRange"]["end"].clone()
}

#[test]
fn columns_count_what_was_agreed_on() {
    let utf16 = TRICKY.encode_utf16().count();
    assert_eq!(heading_end("utf-8", ""), json!({"line": 0, "character": TRICKY.len() + 2}));
    assert_eq!(heading_end("utf-16", ""), json!({"line": 0, "character": utf16 + 2}));
    assert_eq!(heading_end("utf-32", ""), json!({"line": 0, "character": TRICKY.chars().count() + 2}));
}

#[test]
fn lines_end_at_cr_lf_and_a_lone_cr() {
    let utf16 = TRICKY.encode_utf16().count();
    assert_eq!(heading_end("utf-16", "One.\r\n\r\n"), json!({"line": 2, "character": utf16 + 2}));
    assert_eq!(heading_end("utf-16", "One.\r\r"), json!({"line": 2, "character": utf16 + 2}));
}

/// The title the outline shows, which is the text as the server has it.
fn title(editor: &mut Editor) -> Value {
    let symbols = editor.request("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
    editor.findings();
    symbols[0]["name"].clone()
}

#[test]
fn several_changes_in_one_message_are_applied_in_order() {
    let mut editor = Editor::eager();
    editor.open("# 𝔸b\n");
    let at = |from: u32, to: u32| json!({"start": {"line": 0, "character": from}, "end": {"line": 0, "character": to}});
    editor.change(json!([
        {"range": at(4, 4), "text": "x"},
        {"range": at(5, 6), "text": "y"},
        {"range": at(2, 4), "text": "“"},
    ]));
    assert_eq!(title(&mut editor), "“xy");
    editor.change(json!([{"text": "# New\n"}, {"range": at(5, 99), "text": "s"}]));
    assert_eq!(title(&mut editor), "News");
    editor.finish();
}

#[test]
fn a_thousand_edits_without_waiting_end_in_the_right_text() {
    let mut editor = Editor::eager();
    editor.open("# \n");
    let words: String = (0..1000).map(|i| char::from(b'a' + (i % 26) as u8)).collect();
    for (i, c) in words.chars().enumerate() {
        let at = json!({"line": 0, "character": i + 2});
        editor.change(json!([{"range": {"start": at, "end": at}, "text": c.to_string()}]));
    }
    assert_eq!(title(&mut editor), words);
    editor.finish();
}
