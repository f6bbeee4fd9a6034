//! A story without a headline.
//!
//! # What it flags
//! Copy prepared for publication with neither `headline:` or `title:` in its front matter nor a heading of the first level.
//!
//! # Why it matters
//! Feeds, search results and the front page show the headline first, and sometimes alone.
//!
//! # Examples
//! ```news,flag,md
//! ---
//! newsmark: 1
//! ---
//!
//! The bridge opens on Friday, the city said.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! headline: Bridge opens on Friday
//! ---
//!
//! The bridge opens on Friday, the city said.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! ---
//!
//! # Bridge opens on Friday
//!
//! The bridge opens on Friday, the city said.
//! ```
//! ```news,flag,md
//! ---
//! newsmark: 1
//! by: Anna Keller
//! ---
//!
//! The council of the town voted for the bridge on Friday, after a debate of nine hours.
//! ```
//!
//! # Limits
//! It does not judge the headline.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::syntax::BlockKind;
use crate::text::ByteRange;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "story/missing-headline",
    summary: "the story has no headline",
    severity: Severity::Warning,
    set: Set::Publish,
    absence: true,
    basis: "",
    settings: &[],
    source: include_str!("missing_headline.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let document = cx.document();
    let has_heading = document.blocks().iter().any(|b| b.kind == BlockKind::Heading(1));
    if document.is_empty() || has_heading || cx.article().furniture.headline.is_some() {
        return Vec::new();
    }
    if cx.matter.is_some_and(|m| m.headline.is_some()) {
        return Vec::new();
    }
    let first = document.blocks()[0].text.lines().next().unwrap_or_default();
    vec![
        Finding::new(ByteRange::new(0, first.len()), "this story has no headline")
            .help("add `headline:` to the front matter, or a line that begins with `# `"),
    ]
}
