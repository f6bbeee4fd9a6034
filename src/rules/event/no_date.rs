//! An annotated event without a date.
//!
//! # What it flags
//! `[telephone conversation]{.event #call}` where neither `when=` nor the sentence says when it was.
//!
//! # Why it matters
//! Without a date the event cannot stand in the timeline, in feeds, or beside the same event in another story.
//!
//! # Examples
//! ```news,flag,md
//! ---
//! newsmark: 1
//! ---
//!
//! The mayors spoke of it in a [telephone conversation]{.event #call}.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! ---
//!
//! The mayors spoke of it in a [telephone conversation]{.event #call when=2017-05-02}.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! ---
//!
//! The mayors spoke of it in a [telephone conversation]{.event #call} on May 2, 2017.
//! ```
//! ```news,flag,md
//! ---
//! newsmark: 1
//! ---
//!
//! The [vote]{.event #vote} was close.
//! ```
//!
//! # Limits
//! Events that only the prose shows are not flagged; nor is one that names an entry of the registry (`ref=`) or whose
//! parties are all that is known (`who=` with `when=` left out is enough for a past event of unknown date if `status=`
//! says so).
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set};
use crate::syntax::Span;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "event/no-date",
    summary: "an annotated event has no date",
    severity: Severity::Warning,
    set: Set::Publish,
    absence: true,
    basis: "dates in the sentence",
    settings: &[],
    source: include_str!("no_date.rs"),
    check: Check::Block { reads: Reads::empty(), check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let prose = cx.prose();
    let undated = cx.block.spans.iter().filter(|s| s.is("event", prose) && !is_dated(cx, s));
    undated
        .map(|span| {
            Finding::new(span.inner, "when was this? the event has no date")
                .help("add when=YYYY-MM-DD; a month (2017-05) or a year will do")
        })
        .collect()
}

fn is_dated(cx: &BlockContext<'_>, span: &Span) -> bool {
    let said = ["when", "ref", "part-of", "who", "status"].iter().any(|k| span.attrs.get(k).is_some());
    let sentence = cx.summary.sentences.iter().find(|s| s.range.overlaps(span.prose));
    said || sentence.is_some_and(|s| cx.summary.dates.iter().any(|d| s.range.covers(d.range)))
}
