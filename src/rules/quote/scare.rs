//! Words held at a distance by quotation marks.
//!
//! # What it flags
//! One to three words in quotation marks that nobody is said to have spoken: "so-called".
//!
//! # Why it matters
//! The marks pass a judgement and name nobody who makes it. Either somebody said so, and the reader should know who,
//! or the paper says so, and then it should say it.
//!
//! # Examples
//! ```news,flag
//! The council met the local “experts” behind closed doors.
//! ```
//! ```news,ok
//! The mayor called the plan “deeply flawed.”
//! ```
//!
//! # Limits
//! Which words are so-called is a guess: of 30 hits on published copy that were read by hand 17 were words that nobody in
//! the story is said to have used, the others terms, and words of a headline whose speaker the story names. That is why
//! the rule is information at most, and off until a desk switches it on. A sentence that reports what somebody said is
//! left alone.
//!
//! # Settings
//! None. Mark words that are meant so with `.scare`, and words as words with `.term`.

use crate::analysis::Confidence;
use crate::analysis::quotes::QuoteKind;
use crate::analysis::tokens::TokenKind;
use crate::diagnostic::Severity;
use crate::knowledge::WordClass;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set, tokens_in};
use crate::text::ByteRange;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/scare",
    summary: "words in quotation marks that nobody said",
    severity: Severity::Info,
    set: Set::OptIn,
    absence: false,
    basis: "what the marks are used for",
    settings: &[],
    source: include_str!("scare.rs"),
    check: Check::Block { reads: Reads::QUOTES, check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    cx.view
        .quotes
        .iter()
        .filter(|q| q.kind == QuoteKind::Scare && !is_reported(cx, q.range))
        .map(|q| {
            Finding::new(cx.source(q.range), "who calls it that? nobody is said to have used these words")
                .help("say who does, or drop the marks; words meant so can be marked [“…”]{.scare}")
                .confidence(Confidence::Medium)
        })
        .collect()
}

/// Whether the sentence reports what somebody said or wrote, or the words hold a figure or a name: then they are a term,
/// a title, or the words of whoever is named.
fn is_reported(cx: &BlockContext<'_>, range: ByteRange) -> bool {
    let says = WordClass::CUE
        | WordClass::CUE_PARTICIPLE
        | WordClass::CUE_NOUN
        | WordClass::HEARER_CUE
        | WordClass::ACCORDING
        | WordClass::NAMING;
    let sentence = cx.summary.sentences.iter().find(|s| s.range.overlaps(range));
    let around = sentence.map_or(&[][..], |s| tokens_in(cx.summary, s.range));
    let before = around.partition_point(|t| t.range.start < range.start);
    let weak = WordClass::WEAK_CUE | WordClass::WEAK_CUE_PARTICIPLE;
    let spoken = around.iter().any(|t| !range.covers(t.range) && t.is(says))
        || around[before.saturating_sub(NEAR)..before].iter().any(|t| t.is(weak));
    let inside = tokens_in(cx.summary, range);
    spoken || inside.iter().any(|t| t.kind == TokenKind::Number || t.is_capitalised())
}

/// Tokens before the words among which “called it” and the like tell whose they are.
const NEAR: usize = 6;
