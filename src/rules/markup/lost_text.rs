//! Copy that Markdown readers drop or change.
//!
//! # What it flags
//! `[Keller]: …` at the start of a line, which Markdown takes for the definition of a link and drops; and a paragraph
//! that begins with a year and a full stop (`1988. The…`), which it turns into item 1988 of a list.
//!
//! # Why it matters
//! The words are in the file and not on the page, and no program says so.
//!
//! # Examples
//! ```news,flag,md
//! [Keller]: The bridge opens in spring.
//! ```
//! ```news,flag,fix,md
//! 1988. The year the bridge was closed.
//! ```
//! ```news,fixed,md
//! 1988\. The year the bridge was closed.
//! ```
//! ```news,ok,md
//! Keller: The bridge opens in spring.
//! ```
//! ```news,ok,md
//! 1. The bridge opens in spring.
//! ```
//! ```news,ok
//! 1988. The year the bridge was closed.
//! ```
//!
//! # Limits
//! Plain text that no Markdown reader will see is left alone.
//!
//! # Settings
//! None.

use super::finding;
use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set};
use crate::syntax::{Block, BlockKind, Markup, Mode, SyntaxErrorKind};
use crate::text::{ByteRange, Edit};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "markup/lost-text",
    summary: "Markdown readers drop or change this copy",
    severity: Severity::Warning,
    set: Set::Copy,
    absence: false,
    basis: "",
    settings: &[],
    source: include_str!("lost_text.rs"),
    check: Check::Block { reads: Reads::empty(), check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    if cx.format.mode == Mode::Line || cx.format.markup == Markup::Plain {
        return Vec::new();
    }
    let dropped = cx.block.errors.iter().filter(|e| e.kind == SyntaxErrorKind::DroppedLine);
    dropped.map(|e| finding(cx, e)).chain(year_item(cx.block)).collect()
}

/// A paragraph that begins `1988. `.
fn year_item(block: &Block) -> Option<Finding> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let at = block.content.start as usize;
    let text = &block.text[at..];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits == 4 && text[..4] > *"1000" && text[..4] < *"2200";
    if !year || !text[4..].starts_with(". ") {
        return None;
    }
    let edit = Edit { range: ByteRange::empty(at + 4), text: "\\".into() };
    Some(
        Finding::new(ByteRange::new(at, at + 5), "Markdown readers make a numbered list of this year")
            .help("escape the full stop")
            .safe_fix("escape the full stop", vec![edit]),
    )
}
