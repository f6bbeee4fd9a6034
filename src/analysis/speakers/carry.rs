//! Speakers carried over from another paragraph.

use super::join::Joined;
use super::{Found, Quote, QuoteStatus, voice};
use crate::analysis::Confidence;
use crate::analysis::article::{BlockRef, Blocks, Place};
use crate::analysis::attribution::{Attribution, Shape};
use crate::analysis::tokens::Token;
use crate::syntax::BlockKind;
use std::sync::Arc;

/// The speaker from the paragraph before, for a quotation that has none in its own: behind a colon who speaks there,
/// behind a quotation who said that.
pub(super) fn to(blocks: &Blocks<'_>, quote: &Joined, earlier: &[Arc<Quote>]) -> Option<Found> {
    let (block, _) = *quote.parts.first()?;
    if !alone(blocks[block as usize]) || cut_off(blocks, quote) {
        return None;
    }
    let before = announcing(blocks, previous(blocks, block as usize)?);
    let ends_in_colon = ends_in_colon(blocks[before]);
    let has_quote = blocks[before].summary.quotes.parts.iter().any(|p| p.depth == 0);
    if !ends_in_colon && !has_quote {
        return None;
    }
    let last = last_said(blocks[before]).map(|a| voice::found(before as u32, a));
    let carried = last.or_else(|| {
        let quote = earlier.last().filter(|q| {
            q.status == QuoteStatus::Attributed && q.parts.iter().any(|p| p.block as usize == before)
        })?;
        let source = quote.speaker.as_ref()?.place?;
        Some(Found { source, cue: quote.cue, shape: Shape::Carried, confidence: quote.confidence })
    })?;
    Some(Found { shape: Shape::Carried, confidence: carried.confidence.min(Confidence::Medium), ..carried })
}

/// The paragraph that announces a block quotation with a colon, where `block` is the last paragraph of one: what is quoted
/// behind it is by the same speaker. Otherwise `block` itself.
fn announcing(blocks: &Blocks<'_>, block: usize) -> usize {
    let set_off = |b: &usize| blocks[*b].block.kind == BlockKind::QuoteLines;
    let mut above = std::iter::successors(Some(block), |b| previous(blocks, *b)).skip_while(set_off);
    above.next().filter(|b| set_off(&block) && ends_in_colon(blocks[*b])).unwrap_or(block)
}

/// Whom the paragraph before a quotation that stands alone reports without quoting anybody.
pub(super) fn reported_before<'a>(blocks: &Blocks<'a>, quote: &Joined) -> Option<&'a str> {
    let (block, _) = *quote.parts.first()?;
    if !alone(blocks[block as usize]) {
        return None;
    }
    let before = blocks[previous(blocks, block as usize)?];
    let quotes = before.summary.quotes.parts.iter().any(|p| p.depth == 0);
    let sources = before.summary.attributions.iter().rev().map(|a| a.source.of(before.prose()));
    // A verb of saying may have found a thing (`gusts … were recorded`); a name is somebody.
    sources.filter(|_| !quotes).find(|source| source.contains(char::is_uppercase))
}

/// The attribution of the block that stands last in its text.
fn last_said<'a>(block: BlockRef<'a>) -> Option<&'a Attribution> {
    let all = &block.summary.attributions;
    let quoting = all.partition_point(|a| a.quote.is_some());
    let place = |a: &&Attribution| a.cue.start.max(a.source.start);
    let spoken = quoting.checked_sub(1).and_then(|i| all.get(i));
    [spoken, all.get(quoting..).and_then(<[Attribution]>::last)].into_iter().flatten().max_by_key(place)
}

/// `— X` or `-X, mayor` as a paragraph of its own behind the quotation.
pub(super) fn credit_below(blocks: &Blocks<'_>, quote: &Joined) -> Option<Found> {
    let (block, _) = *quote.parts.last()?;
    if !alone(blocks[block as usize]) {
        return None;
    }
    let below = (block as usize + 1..blocks.len()).find(|b| !blocks[*b].prose().is_empty())?;
    let here = blocks[below];
    let listed = here.block.kind == BlockKind::ListItem;
    let credit = here.summary.attributions.iter().find(|a| {
        a.shape == Shape::Credit && a.quote.is_none() && (listed || (a.cue.start == 0 && !a.cue.is_empty()))
    })?;
    Some(Found {
        source: Place { block: below as u32, range: credit.source },
        cue: None,
        shape: Shape::Credit,
        confidence: Confidence::High,
    })
}

/// Whether the block holds nothing but quotations.
pub(super) fn alone(block: BlockRef<'_>) -> bool {
    block.summary.quotes.fill_block
}

/// Whether the quotation ends in a comma and nothing follows in its paragraph: what named the speaker was cut off.
pub(super) fn cut_off(blocks: &Blocks<'_>, quote: &Joined) -> bool {
    let Some(&(block, part)) = quote.parts.last() else { return false };
    let here = blocks[block as usize];
    let part = &here.summary.quotes.parts[part as usize];
    let last = part.tokens.1.checked_sub(1).and_then(|i| here.summary.tokens.get(i as usize));
    let rest = here.summary.tokens.get(part.tokens.1 as usize..).unwrap_or_default();
    part.closed && last.is_some_and(|t| t.is_punct(here.prose(), ',')) && !rest.iter().any(Token::is_wordlike)
}

/// Whether the block ends in a colon.
pub(super) fn ends_in_colon(block: BlockRef<'_>) -> bool {
    block.prose().trim_end().ends_with(':')
}

/// The nearest block of prose before `block`.
pub(super) fn previous(blocks: &Blocks<'_>, block: usize) -> Option<usize> {
    (0..block).rev().find(|b| blocks[*b].block.kind.is_prose() && !blocks[*b].prose().is_empty())
}
