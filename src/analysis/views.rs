//! What the rest of the story says about one block: the second input of a block rule.

use super::Confidence;
use super::article::{Article, Blocks};
use super::quotes::QuoteKind;
use super::speakers::QuoteStatus;
use crate::text::ByteRange;
use std::sync::Arc;

/// What the rest of the story says about one block, relative to the block: the second input of a block rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockView {
    /// Whether the block is a sub-heading of wire copy.
    pub subheading: bool,
    /// Whether the block is the story's headline.
    pub headline: bool,
    /// The quotation parts of the block, in the order of the summary's depth-0 parts.
    pub quotes: Vec<QuoteView>,
    /// Canonical name of each mention of the summary.
    pub names: Vec<Option<Arc<str>>>,
    /// Resolved value of each date of the summary.
    pub dates: Vec<Option<String>>,
}

/// A quotation as a block rule sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteView {
    /// Bytes of the block's prose.
    pub range: ByteRange,
    /// Kind.
    pub kind: QuoteKind,
    /// Whether it has a speaker.
    pub status: QuoteStatus,
    /// The speaker's name, or the phrase where it resolves to nobody.
    pub speaker: Option<String>,
    /// How sure.
    pub confidence: Confidence,
    /// See [`crate::analysis::speakers::Quote::missing`].
    pub missing: Option<Confidence>,
    /// Whether this is the first part of the quotation.
    pub first: bool,
    /// Whether the quotation goes on in the next paragraph.
    pub goes_on: bool,
}

/// Builds the view of every block.
pub(super) fn build(blocks: &Blocks<'_>, article: &Article, subheading: &[bool]) -> Vec<Arc<BlockView>> {
    let names: Vec<Arc<str>> = article.entities.iter().map(|e| Arc::from(e.name.as_str())).collect();
    let mut views: Vec<BlockView> = (0..blocks.len())
        .map(|index| BlockView {
            subheading: subheading[index],
            headline: article.furniture.headline.is_some_and(|h| h.block as usize == index),
            quotes: Vec::new(),
            names: article.entity_of[index]
                .iter()
                .map(|e| e.map(|e| Arc::clone(&names[e as usize])))
                .collect(),
            dates: Vec::new(),
        })
        .collect();
    for quote in &article.quotes {
        let last = quote.parts.len() - 1;
        for (index, part) in quote.parts.iter().enumerate() {
            views[part.block as usize].quotes.push(QuoteView {
                range: part.range,
                kind: quote.kind,
                status: quote.status,
                speaker: quote.speaker.as_ref().map(|s| s.name.clone().unwrap_or_else(|| s.text.clone())),
                confidence: quote.confidence,
                missing: quote.missing,
                first: index == 0,
                goes_on: index < last,
            });
        }
    }
    for date in &article.dates {
        views[date.place.block as usize].dates.push(date.value.clone());
    }
    views.into_iter().map(Arc::new).collect()
}
