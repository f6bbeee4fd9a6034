//! A story that nobody signs.
//!
//! # What it flags
//! Copy prepared for publication with neither `by:` in its front matter nor a byline nor a sign-off.
//!
//! # Why it matters
//! Readers and search engines ask who wrote it.
//!
//! # Examples
//! ```news,flag,md
//! ---
//! newsmark: 1
//! headline: Bridge opens
//! ---
//!
//! The bridge opens on Friday, the city said.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! headline: Bridge opens
//! by: Anna Keller
//! ---
//!
//! The bridge opens on Friday, the city said.
//! ```
//! ```news,flag,md
//! ---
//! newsmark: 1
//! ---
//!
//! # Bridge opens
//!
//! The bridge opens on Friday, the city said. It took nine years to build.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! headline: Bridge opens
//! ---
//!
//! By Anna Keller
//!
//! The bridge opens on Friday, the city said.
//! ```
//!
//! # Limits
//! Initials at the end of the copy are a signature.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::text::ByteRange;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "story/missing-byline",
    summary: "nobody signs the story",
    severity: Severity::Info,
    set: Set::Publish,
    absence: true,
    basis: "bylines and sign-offs in the copy",
    settings: &[],
    source: include_str!("missing_byline.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let signed = cx.article().furniture.byline.is_some() || cx.matter.is_some_and(|m| !m.by.is_empty());
    if signed || cx.document().is_empty() {
        return Vec::new();
    }
    let first = cx.document().blocks()[0].text.lines().next().unwrap_or_default();
    vec![
        Finding::new(ByteRange::new(0, first.len()), "who wrote this? the story has no byline")
            .help("add `by:` to the front matter"),
    ]
}
