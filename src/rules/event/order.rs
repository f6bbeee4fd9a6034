//! Annotated events whose dates contradict their order.
//!
//! # What it flags
//! An event annotated `after=` another whose date comes later, or `before=` one that comes earlier.
//!
//! # Why it matters
//! Either the order or a date is wrong, and the timeline of the story shows it to everybody.
//!
//! # Examples
//! ```news,flag,md
//! The memorandum was [signed]{.event #signed when=2017-05-06} in May.
//!
//! It [took effect]{.event #effect when=2017-05-04 after=signed} soon.
//! ```
//! ```news,ok,md
//! The memorandum was [signed]{.event #signed when=2017-05-04} in May.
//!
//! It [took effect]{.event #effect when=2017-05-06 after=signed} soon.
//! ```
//! ```news,flag,md
//! The [first vote]{.event #first when=2017-05-06 before=second} was close.
//!
//! The [second vote]{.event #second when=2017-05-04} was not.
//! ```
//! ```news,ok,md
//! The [first vote]{.event #first when=2017-05-04 before=second} was close.
//!
//! The [second vote]{.event #second when=2017-05-06} was not.
//! ```
//!
//! # Limits
//! It compares only dates that annotations give, and only where no reading of them fits.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::knowledge::edtf::{self, Extent};
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::syntax::Span;
use crate::text::ByteRange;
use rustc_hash::FxHashMap;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "event/order",
    summary: "the dates of two events contradict their order",
    severity: Severity::Error,
    set: Set::Copy,
    absence: false,
    basis: "",
    settings: &[],
    source: include_str!("order.rs"),
    check: Check::Article(check),
};

/// An event with an id: its date and its place in the file.
struct Dated {
    when: Extent,
    value: Box<str>,
    range: ByteRange,
}

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let mut dated: FxHashMap<&str, Dated> = FxHashMap::default();
    for (block, span) in cx.spans() {
        if let (Some(id), Some(when)) = (span.attrs.id(), when(span)) {
            let value = span.attrs.get("when").unwrap_or_default().into();
            dated.entry(id).or_insert(Dated { when, value, range: cx.from_source(block, span.inner) });
        }
    }
    cx.spans().flat_map(|(block, span)| contradictions(cx, block, span, &dated)).collect()
}

fn when(span: &Span) -> Option<Extent> {
    edtf::read(span.attrs.get("when")?)
}

fn contradictions(
    cx: &ArticleContext<'_>,
    block: usize,
    span: &Span,
    dated: &FxHashMap<&str, Dated>,
) -> Vec<Finding> {
    let Some(own) = when(span) else { return Vec::new() };
    let mut findings = Vec::new();
    for (key, other_first) in [("after", true), ("before", false)] {
        let Some(pair) = span.attrs.pair(key) else { continue };
        for (_, id) in pair.values() {
            let Some(other) = dated.get(id) else { continue };
            let (earlier, later) = if other_first { (other.when, own) } else { (own, other.when) };
            let wrong = earlier.first.zip(later.last).is_some_and(|(e, l)| l < e);
            if !wrong {
                continue;
            }
            let date = span.attrs.get("when").unwrap_or_default();
            let message = format!("{date} is not {key} {}, the date of `{id}`", other.value);
            findings.push(
                Finding::new(cx.from_source(block, span.attrs.range), message)
                    .help("check both dates, and which of the two came first")
                    .related(other.range, "the other event"),
            );
        }
    }
    findings
}
