//! A story without a dateline.
//!
//! # What it flags
//! Copy with neither a dateline in front nor `located:` or `dateline:` in its front matter.
//!
//! # Why it matters
//! The dateline says where the reporting was done.
//!
//! # Examples
//! ```news,flag
//! The bridge opens on Friday, the city said. It took nine years to build and cost two lives.
//! ```
//! ```news,ok
//! BRATISLAVA (AP) — The bridge opens on Friday, the city said.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! located: Bratislava
//! ---
//!
//! The bridge opens on Friday, the city said.
//! ```
//! ```news,flag
//! The council voted for the bridge on Friday.
//! BRATISLAVA is on the other side of the river.
//! ```
//!
//! # Limits
//! A dateline is a place in capitals with a dash behind it in one of the first paragraphs. The profile `ap` switches the
//! rule on. It is exact by what it says: 703 of 840 published articles of no common style have no dateline.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::text::ByteRange;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "story/missing-dateline",
    summary: "the story has no dateline",
    severity: Severity::Info,
    set: Set::OptIn,
    absence: true,
    basis: "datelines in the copy",
    settings: &[],
    source: include_str!("missing_dateline.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let given = cx.matter.is_some_and(|m| m.located.is_some() || m.dateline.is_some());
    let blocks = cx.document().blocks();
    let prose = blocks.iter().any(|b| b.kind.is_prose() && !b.prose().is_empty());
    if given || !prose || cx.article().furniture.dateline.is_some() {
        return Vec::new();
    }
    let first = blocks[0].text.lines().next().unwrap_or_default();
    vec![
        Finding::new(ByteRange::new(0, first.len()), "where was this reported? the story has no dateline")
            .help("begin with the place in capitals and a dash, or add `located:` to the front matter"),
    ]
}
