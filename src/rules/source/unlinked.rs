//! “According to” nobody in particular.
//!
//! # What it flags
//! “According to reports”, “according to some”, “according to local media”, where neither an organisation nor a person nor
//! a document is named.
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
//! ```news,flag,md
//! ---
//! newsmark: 1
//! ---
//!
//! According to some unconfirmed press reports, the bridge will cost nine million.
//! ```
//! ```news,flag,md
//! ---
//! newsmark: 1
//! ---
//!
//! According to many, the bridge will cost nine million.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! ---
//!
//! The bridge will cost nine million, according to some of the engineers who built it.
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

use crate::analysis::tokens::{Token, TokenKind};
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
        let phrase = ByteRange { start: tokens[at - 2].range.start, end: tokens[at - 1].range.end };
        if !sourcing::is_according_to(phrase.of(prose)) || cx.is_quoted(phrase) {
            continue;
        }
        if let Some(last) = nobody(prose, &tokens[at..]).map(|n| at + n) {
            let words = ByteRange { start: tokens[at].range.start, end: tokens[last].range.end };
            let range = ByteRange { start: phrase.start, end: words.end };
            findings.push(
                Finding::new(cx.source(range), question(words.of(prose)))
                    .help("name the source, or say why it cannot be named"),
            );
        }
    }
    findings
}

/// Words in front of a source that may say how many, and of what sort: `some unconfirmed press reports`.
const IN_FRONT: usize = 3;

/// Index of the last token of words at the start of `tokens` that name nobody, where the phrase ends with them.
fn nobody(prose: &str, tokens: &[Token]) -> Option<usize> {
    let word = |at: usize| tokens.get(at).filter(|t| t.kind == TokenKind::Word).map(|t| t.text(prose));
    let loose = |at: &usize| word(*at).is_some_and(|w| sourcing::is_number_of(w) || sourcing::is_sort_of(w));
    let first = (0..IN_FRONT).take_while(loose).count();
    let last = match word(first) {
        Some(noun) if sourcing::is_vague(noun) => first,
        // `according to some`
        _ if first == 1 && word(0).is_some_and(sourcing::is_number_of) => 0,
        _ => return None,
    };
    tokens.get(last + 1).is_none_or(|t| matches!(t.kind, TokenKind::Punct | TokenKind::Dash)).then_some(last)
}

/// What the desk asks.
fn question(words: &str) -> String {
    let words = words.to_lowercase();
    let asked = words.split_whitespace().skip_while(|w| sourcing::is_number_of(w));
    match asked.collect::<Vec<_>>().join(" ") {
        none if none.is_empty() => format!("who are `{words}`?"),
        sources => format!("which {sources}?"),
    }
}
