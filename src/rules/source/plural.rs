//! Sources in the plural where the story has one.
//!
//! # What it flags
//! “Sources”, “officials” and their like as the speaker, in a story whose annotations name exactly one source.
//!
//! # Why it matters
//! The plural makes the report look better founded than it is.
//!
//! # Examples
//! ```news,flag
//! Sources said the bridge was not safe. [An engineer of the city]{.source desc="an engineer"} saw the cracks.
//! ```
//! ```news,ok
//! Sources said the bridge was not safe. [An engineer]{.source desc="an engineer"} and [a driver]{.source desc="a driver"} saw the cracks.
//! ```
//! ```news,ok
//! Sources said the bridge was not safe.
//! ```
//! ```news,flag
//! Several officials said the bridge was not safe. [An official]{.source desc="an official"} had seen the cracks.
//! ```
//!
//! # Limits
//! It speaks only where sources are annotated (`.source`), so never on bare copy; which words stand for how many people is
//! not guessed.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::knowledge::sourcing;
use crate::rules::wording::shortened;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use std::collections::BTreeSet;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "source/plural",
    summary: "sources in the plural where the story has one",
    severity: Severity::Warning,
    set: Set::OptIn,
    absence: false,
    basis: "the shapes of attribution in the copy",
    settings: &[],
    source: include_str!("plural.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let blocks = cx.document().blocks();
    let mut sources = BTreeSet::new();
    for (block, span) in cx.spans().filter(|(block, span)| span.is("source", blocks[*block].prose())) {
        let attrs = &span.attrs;
        let name = attrs.get("ref").or_else(|| attrs.get("desc")).or_else(|| attrs.id());
        sources.insert(name.unwrap_or_else(|| span.prose.of(blocks[block].prose())));
    }
    if sources.len() != 1 {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, summary) in cx.summaries().iter().enumerate() {
        for attribution in &summary.attributions {
            let phrase = attribution.source.of(blocks[index].prose());
            let last = phrase.split_whitespace().next_back().unwrap_or_default();
            if sourcing::is_plural_source(&last.to_lowercase()) {
                let message = format!("`{}` are several; the story names one source", shortened(phrase, 40));
                findings.push(
                    Finding::new(cx.file_range(index, attribution.source), message)
                        .help("say it in the singular, or annotate the other sources"),
                );
            }
        }
    }
    findings.dedup_by(|a, b| a.range == b.range);
    findings
}
