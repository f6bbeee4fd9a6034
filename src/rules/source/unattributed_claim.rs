//! A claim that nobody is said to make.
//!
//! # What it flags
//! Words annotated as a claim (`.claim`) without `by=`, `source=` or `via=`.
//!
//! # Why it matters
//! Whoever marks a claim wants to know later whose it was.
//!
//! # Examples
//! ```news,flag
//! [The zones have failed]{.claim} and will be given up.
//! ```
//! ```news,flag
//! The council says that [the bridge is safe]{.claim status=disputed}.
//! ```
//! ```news,ok
//! [The zones have failed]{.claim by=keller} and will be given up.
//! ```
//! ```news,ok
//! [The zones have failed]{.claim source=un-report} and will be given up.
//! ```
//!
//! # Limits
//! It reads annotations only, so it never speaks on bare copy; it does not guess which words are a claim.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "source/unattributed-claim",
    summary: "an annotated claim is nobody's",
    severity: Severity::Warning,
    set: Set::OptIn,
    absence: true,
    basis: "",
    settings: &[],
    source: include_str!("unattributed_claim.rs"),
    check: Check::Block { reads: Reads::empty(), check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let claims = cx.block.spans.iter().filter(|s| s.is("claim", cx.prose()));
    let silent = claims.filter(|s| ["by", "source", "via", "cont"].iter().all(|k| s.attrs.get(k).is_none()));
    silent
        .map(|span| Finding::new(span.inner, "who claims this?").help("add by=…, or source=… for a document"))
        .collect()
}
