//! What the rest of the story says about one block: the second input of a block rule.

use super::Confidence;
use super::article::{Article, Blocks, Date};
use super::quotes::QuoteKind;
use super::speakers::{Quote, QuoteStatus};
use crate::text::ByteRange;
use std::ops::Range;
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
    /// How sure.
    pub confidence: Confidence,
    /// See [`crate::analysis::speakers::Quote::missing`].
    pub missing: Option<Confidence>,
    /// Whether this is the first part of the quotation.
    pub first: bool,
    /// Whether the quotation goes on in the next paragraph.
    pub goes_on: bool,
}

/// Builds the view of every block. Those of `before`, the views of a version with the same blocks, are taken over where
/// nothing has changed.
#[inline(never)]
pub(super) fn build(
    blocks: &Blocks<'_>,
    article: &Article,
    subheading: &[bool],
    before: &[Arc<BlockView>],
) -> Vec<Arc<BlockView>> {
    let plain = Arc::new(BlockView::default());
    let mut builder = Builder { article, plain, parts: &parts_by_block(article), dates: &article.dates };
    (0..blocks.len()).map(|index| builder.view(index, subheading[index], before.get(index))).collect()
}

/// The views of `before`, with the quotations of the blocks `made.0`, those of the indices `made.1`, brought up to date.
/// Everything else is as it was.
pub(super) fn update(
    article: &Article,
    before: &[Arc<BlockView>],
    (blocks, quotes): (Range<usize>, Range<usize>),
) -> Vec<Arc<BlockView>> {
    let mut views = before.to_vec();
    let parts =
        quotes.flat_map(|quote| (0..article.quotes[quote].parts.len()).map(move |part| (quote, part)));
    let place = |(quote, part): &(usize, usize)| article.quotes[*quote].parts[*part].block as usize;
    let mut parts: Vec<(usize, usize)> = parts.collect();
    parts.sort_by_key(place);
    for block in blocks {
        let first = parts.partition_point(|p| place(p) < block);
        let here = parts[first..].iter().take_while(|p| place(p) == block);
        let here: Vec<(&Quote, usize)> =
            here.map(|(quote, part)| (&*article.quotes[*quote], *part)).collect();
        let shown = &views[block].quotes;
        let same =
            shown.len() == here.len() && shown.iter().zip(&here).all(|(v, (q, part))| v.shows(q, *part));
        if !same {
            let made = here.iter().map(|(quote, part)| QuoteView::of(quote, *part)).collect();
            Arc::make_mut(&mut views[block]).quotes = made;
        }
    }
    views
}

/// Builds one view after the other, in order of the blocks.
struct Builder<'a> {
    article: &'a Article,
    /// The view that most blocks have: nothing in it.
    plain: Arc<BlockView>,
    /// Quotations and parts of this block and those behind it.
    parts: &'a [(u32, u32)],
    /// Dates of this block and those behind it.
    dates: &'a [Arc<Date>],
}

impl Builder<'_> {
    fn view(&mut self, index: usize, subheading: bool, before: Option<&Arc<BlockView>>) -> Arc<BlockView> {
        let article = self.article;
        let block = index as u32;
        let headline = article.furniture.headline.is_some_and(|h| h.block == block);
        let place = |(q, p): (u32, u32)| article.quotes[q as usize].parts[p as usize];
        let (parts, later) =
            self.parts.split_at(self.parts.iter().take_while(|p| place(**p).block <= block).count());
        let ends = self.dates.iter().take_while(|d| d.place.block <= block).count();
        let (dates, later_dates) = self.dates.split_at(ends);
        (self.parts, self.dates) = (later, later_dates);
        let quotes = || parts.iter().map(|(q, p)| (&*article.quotes[*q as usize], *p as usize));
        if let Some(before) = before
            && (before.subheading, before.headline) == (subheading, headline)
            && before.quotes.len() == parts.len()
            && before.quotes.iter().zip(quotes()).all(|(view, (quote, part))| view.shows(quote, part))
            && before.dates.iter().eq(dates.iter().map(|d| &d.value))
        {
            return Arc::clone(before);
        }
        if !subheading && !headline && parts.is_empty() && dates.is_empty() {
            return Arc::clone(&self.plain);
        }
        Arc::new(BlockView {
            subheading,
            headline,
            quotes: quotes().map(|(quote, part)| QuoteView::of(quote, part)).collect(),
            dates: dates.iter().map(|d| d.value.clone()).collect(),
        })
    }
}

impl QuoteView {
    fn of(quote: &Quote, part: usize) -> Self {
        Self {
            range: quote.parts[part].range,
            kind: quote.kind,
            status: quote.status,
            confidence: quote.confidence,
            missing: quote.missing,
            first: part == 0,
            goes_on: part + 1 < quote.parts.len(),
        }
    }

    /// Whether [`QuoteView::of`] would give this view.
    fn shows(&self, quote: &Quote, part: usize) -> bool {
        let Self { range, kind, status, confidence, missing, first, goes_on } = self;
        *range == quote.parts[part].range
            && *kind == quote.kind
            && *status == quote.status
            && *confidence == quote.confidence
            && *missing == quote.missing
            && *first == (part == 0)
            && *goes_on == (part + 1 < quote.parts.len())
    }
}

/// Quotation and part, in order of the block they stand in.
fn parts_by_block(article: &Article) -> Vec<(u32, u32)> {
    let mut parts = Vec::with_capacity(article.quotes.len());
    let mut sorted = true;
    let mut last = 0;
    for (index, quote) in (0..).zip(&article.quotes) {
        for (part, place) in (0..).zip(&quote.parts) {
            sorted &= last <= place.block;
            last = place.block;
            parts.push((index, part));
        }
    }
    if !sorted {
        parts.sort_by_key(|(q, p)| article.quotes[*q as usize].parts[*p as usize].block);
    }
    parts
}
