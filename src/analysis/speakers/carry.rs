//! Speakers carried over from another paragraph.

use super::join::Joined;
use super::{Found, Quote, QuoteStatus, voice};
use crate::analysis::Confidence;
use crate::analysis::article::{BlockRef, Blocks};
use crate::analysis::attribution::Shape;

/// The speaker from the paragraph before, for a quotation that has none in its own: behind a colon who speaks there,
/// behind a quotation who said that.
pub(super) fn to(blocks: &Blocks<'_>, quote: &Joined, earlier: &[Quote]) -> Option<Found> {
    let (block, _) = *quote.parts.first()?;
    if !alone(blocks[block as usize]) {
        return None;
    }
    let before = previous(blocks, block as usize)?;
    let ends_in_colon = ends_in_colon(blocks[before]);
    let has_quote = blocks[before].summary.quotes.parts.iter().any(|p| p.depth == 0);
    if !ends_in_colon && !has_quote {
        return None;
    }
    let last = blocks[before].summary.attributions.last().map(|a| voice::found(before as u32, a));
    let carried = last.or_else(|| {
        let quote = earlier.last().filter(|q| {
            q.status == QuoteStatus::Attributed && q.parts.iter().any(|p| p.block as usize == before)
        })?;
        let source = quote.speaker.as_ref()?.place?;
        Some(Found { source, cue: quote.cue, shape: Shape::Carried, confidence: quote.confidence })
    })?;
    Some(Found { shape: Shape::Carried, confidence: carried.confidence.min(Confidence::Medium), ..carried })
}

/// Whether the block holds nothing but quotations.
pub(super) fn alone(block: BlockRef<'_>) -> bool {
    let summary = block.summary;
    let mut at = 0;
    for part in summary.quotes.parts.iter().filter(|p| p.depth == 0) {
        if part.tokens.0 - u32::from(part.opened) > at {
            return false;
        }
        at = part.tokens.1 + u32::from(part.closed);
    }
    at > 0 && at as usize == summary.tokens.len()
}

/// Whether the block ends in a colon.
pub(super) fn ends_in_colon(block: BlockRef<'_>) -> bool {
    block.prose().trim_end().ends_with(':')
}

/// The nearest block of prose before `block`.
pub(super) fn previous(blocks: &Blocks<'_>, block: usize) -> Option<usize> {
    (0..block).rev().find(|b| blocks[*b].block.kind.is_prose() && !blocks[*b].prose().is_empty())
}
