//! Brackets of an annotation that do not fit together.
//!
//! # What it flags
//! A span that is not closed, braces that belong to no span, spans nested too deep, and brackets inside a span that
//! other readers take for markup.
//!
//! # Why it matters
//! What the annotation says is lost, or sticks to the wrong words.
//!
//! # Examples
//! ```news,flag,fix,md
//! Mayor [Anna Keller{.person ref=keller} opened the bridge.
//! ```
//! ```news,fixed,md
//! Mayor [Anna Keller]{.person ref=keller} opened the bridge.
//! ```
//! ```news,flag,md
//! Mayor Anna Keller]{.person ref=keller} opened the bridge.
//! ```
//! ```news,ok,md
//! Mayor [Anna Keller]{.person ref=keller} opened the [sic] bridge.
//! ```
//! ```news,ok,md
//! Mayor [Anna [Keller]{.person ref=keller}]{.source} opened the bridge.
//! ```
//!
//! # Limits
//! Brackets without braces are copy and are never flagged.
//!
//! # Settings
//! None.

use super::{finding, is_missing};
use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set};
use crate::syntax::SyntaxErrorKind;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "markup/bracket",
    summary: "the brackets of an annotation do not fit together",
    severity: Severity::Error,
    set: Set::Copy,
    absence: false,
    basis: "",
    settings: &[],
    source: include_str!("bracket.rs"),
    check: Check::Block { reads: Reads::empty(), check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let errors = cx.block.errors.iter();
    errors
        .filter(|e| !e.kind.is_attribute() && e.kind != SyntaxErrorKind::DroppedLine)
        .map(|error| {
            let finding = finding(cx, error).absence(is_missing(error.kind));
            match error.kind {
                SyntaxErrorKind::LiteralBracket => finding.severity(Severity::Hint),
                _ => finding,
            }
        })
        .collect()
}
