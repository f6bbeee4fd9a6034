//! Attributes between braces that are not well formed.
//!
//! # What it flags
//! Commas between attributes, spaces round `=`, curly marks round a value, a missing closing brace or mark, a bare
//! word, the same key twice.
//!
//! # Why it matters
//! Newsmark reads what was meant. Other Markdown readers print the braces, or drop what they cannot read.
//!
//! # Examples
//! ```news,flag,fix,md
//! [“Yes,”]{.quote, by=keller} Anna Keller said.
//! ```
//! ```news,fixed,md
//! [“Yes,”]{.quote by=keller} Anna Keller said.
//! ```
//! ```news,flag,md
//! [“Yes,”]{.quote by=“Anna Keller”} Anna Keller said.
//! ```
//! ```news,ok,md
//! [“Yes,”]{.quote by=keller} Anna Keller said.
//! ```
//! ```news,ok,md
//! [The bridge]{.event #bridge when=2017-05-10 where="Port Ellis"} opened.
//! ```
//!
//! # Limits
//! Braces in prose are never an error.
//!
//! # Settings
//! None.

use super::{finding, is_missing};
use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set};
use crate::syntax::SyntaxErrorKind;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "markup/attributes",
    summary: "attributes are not well formed",
    severity: Severity::Error,
    set: Set::Copy,
    absence: false,
    basis: "",
    settings: &[],
    source: include_str!("attributes.rs"),
    check: Check::Block { reads: Reads::empty(), check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let errors = cx.block.errors.iter().filter(|e| e.kind.is_attribute());
    errors
        .map(|error| {
            let finding = finding(cx, error).absence(is_missing(error.kind));
            match error.kind {
                // Read as it was meant; `fmt` writes the other spelling.
                SyntaxErrorKind::OtherKey => finding.severity(Severity::Hint),
                _ => finding,
            }
        })
        .collect()
}
