//! The level at which a run reports each quotation as unattributed.

use super::Run;
use crate::analysis::Story;
use crate::diagnostic::Severity;
use crate::rules::quote::unattributed;
use rustc_hash::FxHashMap;

/// For each quotation of the story the level of its `quote/unattributed` finding in `run`, if there is one.
pub fn reported(story: &Story, run: &Run) -> Vec<Option<Severity>> {
    let levels: FxHashMap<u32, Severity> = run
        .diagnostics
        .iter()
        .filter(|d| d.rule == unattributed::RULE.id)
        .map(|d| (d.range.start, d.severity))
        .collect();
    let start =
        |place: crate::analysis::Place| story.document.to_file(place.block as usize, place.range).start;
    story
        .article
        .quotes
        .iter()
        .map(|quote| quote.parts.first().and_then(|part| levels.get(&start(*part)).copied()))
        .collect()
}
