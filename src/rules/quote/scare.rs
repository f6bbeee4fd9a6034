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
//! Which words are so-called is a guess; that is why the rule is off until a desk switches it on.
//!
//! # Settings
//! None. Mark words that are meant so with `.scare`, and words as words with `.term`.

use crate::analysis::Confidence;
use crate::analysis::quotes::QuoteKind;
use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set};

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
        .filter(|q| q.kind == QuoteKind::Scare)
        .map(|q| {
            Finding::new(cx.source(q.range), "who calls it that? nobody is said to have used these words")
                .help("say who does, or drop the marks; words meant so can be marked [“…”]{.scare}")
                .confidence(Confidence::Medium)
        })
        .collect()
}
