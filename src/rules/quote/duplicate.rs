//! The same long quotation twice.
//!
//! # What it flags
//! A quotation of eight words or more that stood in the story before, word for word.
//!
//! # Why it matters
//! It is nearly always left over from moving paragraphs. Readers take it for carelessness, and rightly.
//!
//! # Examples
//! ```news,flag
//! The council met on Friday to speak of the bridge.
//! It had met for the same reason in every year since 1986.
//! Few members stayed to the end.
//! “We have waited for this bridge for more than thirty years,” Anna Keller said.
//! “We have waited for this bridge for more than thirty years,” she said.
//! ```
//! ```news,ok
//! The council met on Friday to speak of the bridge.
//! It had met for the same reason in every year since 1986.
//! Few members stayed to the end.
//! “We have waited for this bridge for more than thirty years,” Anna Keller said.
//! “We will not wait another thirty years for the next one,” she said.
//! ```
//! ```news,flag
//! The council met on Friday to speak of the bridge.
//! It had met for the same reason in every year since 1986.
//! Few members stayed to the end.
//! Anna Keller told them: “The ferry is no answer to what this valley has asked for.”
//! Asked about the costs, she said: “The ferry is no answer to what this valley has asked for.”
//! ```
//! ```news,ok
//! The council met on Friday to speak of the bridge.
//! It had met for the same reason in every year since 1986.
//! Few members stayed to the end.
//! “It is safe,” Anna Keller said.
//! Asked again, she said: “It is safe.”
//! ```
//!
//! # Limits
//! Headlines, sub-headings and quotations set apart in a paragraph of their own may repeat the words
//! of a quotation.
//!
//! # Settings
//! `min_words`: how many words a quotation has at least to be looked at; 8.

use crate::analysis::Place;
use crate::diagnostic::Severity;
use crate::rules::wording::words;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set, Setting, SettingKind};
use rustc_hash::FxHashMap;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/duplicate",
    summary: "the same long quotation stands in the story twice",
    severity: Severity::Warning,
    set: Set::Copy,
    absence: false,
    basis: "quotation marks",
    settings: &[Setting {
        name: "min_words",
        kind: SettingKind::Integer(8),
        summary: "how many words a quotation has at least to be looked at",
    }],
    source: include_str!("duplicate.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let least = cx.settings.integer(&RULE, "min_words") as usize;
    let mut seen: FxHashMap<u64, Place> = FxHashMap::default();
    let mut findings = Vec::new();
    for quote in cx.article().quotes.iter().filter(|q| q.parts.len() == 1) {
        let part = quote.parts[0];
        let Some(key) = key(cx, part) else { continue };
        let Some(first) = seen.get_mut(&key) else {
            seen.insert(key, part);
            continue;
        };
        // Where a quotation stands is asked only of the few that come twice.
        if may_repeat(cx, part) {
            continue;
        }
        if may_repeat(cx, *first) {
            *first = part;
            continue;
        }
        let spoken = words(cx.text(part));
        if spoken.len() >= least && spoken == words(cx.text(*first)) {
            findings.push(
                Finding::new(cx.file(part), "this quotation stands in the story already")
                    .help("delete one of the two")
                    .related(cx.file(*first), "here for the first time"),
            );
        }
    }
    findings
}

/// What the words of the quotation are compared by.
fn key(cx: &ArticleContext<'_>, part: Place) -> Option<u64> {
    let parts = &cx.summaries()[part.block as usize].quotes.parts;
    let at = parts.partition_point(|p| p.range.start < part.range.start);
    parts.get(at).filter(|p| p.range == part.range).map(|p| p.key)
}

/// Whether the quotation stands where words of another may be repeated.
fn may_repeat(cx: &ArticleContext<'_>, part: Place) -> bool {
    cx.may_be_heading(part.block as usize) || stands_alone(cx, part)
}

/// Whether the quotation is all that its paragraph holds, as a quotation set apart for show is.
fn stands_alone(cx: &ArticleContext<'_>, part: Place) -> bool {
    let prose = cx.document().blocks()[part.block as usize].prose();
    part.range.len() + 2 >= prose.trim().len()
}
