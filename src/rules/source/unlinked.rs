//! “According to” nobody in particular.
//!
//! # What it flags
//! “According to reports”, where neither an organisation nor a person nor a document is named.
//!
//! # Why it matters
//! The reader cannot look it up, and cannot weigh it.
//!
//! # Examples
//! ```news,flag,md
//! ---
//! newsmark: 1
//! ---
//!
//! The bridge will cost nine million, according to reports.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! ---
//!
//! The bridge will cost nine million, according to the Trade Ministry.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! ---
//!
//! The bridge will cost nine million, according to the council's report.
//! ```
//!
//! # Limits
//! Any name, and any document or office with “the” in front of it, will do. It does not judge whether the source is a
//! good one.
//!
//! # Settings
//! None.

use crate::analysis::tokens::TokenKind;
use crate::diagnostic::Severity;
use crate::knowledge::sourcing;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set};
use crate::text::ByteRange;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "source/unlinked",
    summary: "“according to” nobody in particular",
    severity: Severity::Info,
    set: Set::Publish,
    absence: true,
    basis: "",
    settings: &[],
    source: include_str!("unlinked.rs"),
    check: Check::Block { reads: Reads::empty(), check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let prose = cx.prose();
    let tokens = &cx.summary.tokens;
    let mut findings = Vec::new();
    for at in 2..tokens.len() {
        let is_word = tokens[at].kind == TokenKind::Word;
        let phrase = ByteRange { start: tokens[at - 2].range.start, end: tokens[at - 1].range.end };
        if !is_word || !sourcing::is_according_to(phrase.of(prose)) || cx.is_quoted(phrase) {
            continue;
        }
        let ends = tokens.get(at + 1).is_none_or(|t| t.kind == TokenKind::Punct);
        if ends && sourcing::is_vague(tokens[at].text(prose)) {
            let range = ByteRange { start: phrase.start, end: tokens[at].range.end };
            findings.push(
                Finding::new(cx.source(range), format!("which {}?", tokens[at].text(prose).to_lowercase()))
                    .help("name the source, or say why it cannot be named"),
            );
        }
    }
    findings
}
