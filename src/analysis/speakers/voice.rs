//! The speaker that a quotation's own paragraphs give it.

use super::Found;
use super::join::Joined;
use crate::analysis::article::{Blocks, Place};
use crate::analysis::attribution::{Attribution, Shape};

/// The attribution in one of the quotation's own paragraphs: one that stands beside it before one further off.
pub(super) fn of(blocks: &Blocks<'_>, quote: &Joined) -> Option<Found> {
    let mut best: Option<(bool, Found)> = None;
    for &(block, part) in &quote.parts {
        let attributions = &blocks[block as usize].summary.attributions;
        // Those of quotations stand first, in order.
        let at = attributions.partition_point(|a| a.quote.is_some_and(|q| q < part));
        let Some(found) = attributions.get(at).filter(|a| a.quote == Some(part)) else { continue };
        let beside = found.shape != Shape::SameParagraph;
        if best.is_none_or(|(b, _)| beside && !b) {
            best = Some((beside, self::found(block, found)));
        }
    }
    best.map(|(_, found)| found)
}

/// An attribution of `block` with its places.
pub(super) fn found(block: u32, a: &Attribution) -> Found {
    Found {
        source: Place { block, range: a.source },
        cue: (!a.cue.is_empty()).then_some(Place { block, range: a.cue }),
        shape: a.shape,
        confidence: a.confidence,
    }
}
