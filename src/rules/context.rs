//! What a check is given to read.

use super::{Library, Settings};
use crate::analysis::article::{Article, Place};
use crate::analysis::entities::EntityIndex;
use crate::analysis::quotes::QuotePart;
use crate::analysis::tokens::Token;
use crate::analysis::views::BlockView;
use crate::analysis::{Options, Story, Summary};
use crate::syntax::{Block, BlockKind, Document, Format, FrontMatter, Span};
use crate::text::ByteRange;
use std::sync::Arc;

/// Paragraphs at the top of plain copy among which headlines and standfirsts are found.
const TOP_LINES: usize = 3;

/// Blocks at the top, comments and the like among them, that are looked at for headlines.
const TOP_BLOCKS: usize = 40;

/// Bytes up to which the first of them may be one, and those below it.
const SHORT_LINE: (usize, usize) = (200, 120);

/// One block, for a block rule.
#[derive(Clone, Copy)]
pub struct BlockContext<'a> {
    /// The block.
    pub block: &'a Block,
    /// What it says by itself.
    pub summary: &'a Summary,
    /// What the rest of the story says about it.
    pub view: &'a BlockView,
    /// What the document is written in.
    pub format: Format,
    /// Settings in force.
    pub settings: &'a Settings,
}

impl<'a> BlockContext<'a> {
    /// The block's copy without markup.
    pub fn prose(&self) -> &'a str {
        self.block.prose()
    }

    /// Where a range of the prose stands in the block's source.
    pub fn source(&self, prose: ByteRange) -> ByteRange {
        self.block.to_source(prose)
    }

    /// Whether a range of the prose lies inside quoted words, which are exempt from every rule about prose.
    pub fn is_quoted(&self, prose: ByteRange) -> bool {
        is_quoted(self.block, self.summary, prose)
    }

    /// Whether any byte of the range lies inside quoted words, or it holds some.
    pub fn touches_quotation(&self, prose: ByteRange) -> bool {
        let parts = &self.summary.quotes.parts;
        let before = parts.partition_point(|p| p.range.start < prose.end);
        let marked = parts[..before].iter().rev().take(NESTED).any(|p| p.range.overlaps(prose));
        marked || annotated(self.block, prose.end).any(|range| range.overlaps(prose))
    }
}

/// The whole story, for an article rule.
#[derive(Clone, Copy)]
pub struct ArticleContext<'a> {
    /// The story.
    pub story: &'a Story,
    /// What its front matter says.
    pub matter: Option<&'a FrontMatter>,
    /// Settings in force.
    pub settings: &'a Settings,
    /// What comes from other files.
    pub library: &'a Library,
}

impl<'a> ArticleContext<'a> {
    /// The blocks.
    pub fn document(&self) -> &'a Document {
        &self.story.document
    }

    /// What the whole story says.
    pub fn article(&self) -> &'a Article {
        &self.story.article
    }

    /// What each block says by itself.
    pub fn summaries(&self) -> &'a [Arc<Summary>] {
        &self.story.summaries
    }

    /// What the story was read with.
    pub fn options(&self) -> &'a Options {
        self.story.options()
    }

    /// Where a place stands in the file.
    pub fn file(&self, place: Place) -> ByteRange {
        self.document().to_file(place.block as usize, place.range)
    }

    /// Where a range of the prose of block `block` stands in the file.
    pub fn file_range(&self, block: usize, prose: ByteRange) -> ByteRange {
        self.document().to_file(block, prose)
    }

    /// The words at a place.
    pub fn text(&self, place: Place) -> &'a str {
        place.range.of(self.document().blocks()[place.block as usize].prose())
    }

    /// Whom the name that stands there, and nothing else, names.
    pub fn named_at(&self, place: Place) -> Option<EntityIndex> {
        let mentions = &self.summaries()[place.block as usize].mentions;
        let at = mentions.binary_search_by_key(&place.range.start, |m| m.range.start).ok()?;
        let named = self.article().entity_of[place.block as usize].get(at).copied().flatten();
        named.filter(|_| mentions[at].range == place.range)
    }

    /// Whether a place lies inside quoted words.
    pub fn is_quoted(&self, place: Place) -> bool {
        let index = place.block as usize;
        is_quoted(&self.document().blocks()[index], &self.summaries()[index], place.range)
    }
}

/// How many quotations may stand one inside the other, and then some: the covering one is among so many before a place.
const NESTED: usize = 8;

/// Whether `prose` lies between the marks of a quotation of the block, or in words annotated as one.
fn is_quoted(block: &Block, summary: &Summary, prose: ByteRange) -> bool {
    let parts = &summary.quotes.parts;
    let before = parts.partition_point(|p| p.range.start <= prose.start);
    let marked = parts[..before].iter().rev().take(NESTED).any(|p: &QuotePart| p.range.covers(prose));
    marked || annotated(block, prose.end).any(|range| range.covers(prose))
}

/// The words annotated as a quotation, marks or no marks, in which byte `end` of the prose may stand.
fn annotated(block: &Block, end: u32) -> impl Iterator<Item = ByteRange> + '_ {
    let before = block.spans.partition_point(|s| s.prose.start < end);
    let outermost = block.spans[..before].iter().rposition(|s| s.depth == 0).unwrap_or(before);
    block.spans[outermost..before].iter().filter(|s| s.is("quote", block.prose())).map(|s| s.prose)
}

/// The tokens of `summary` that lie in `range`.
pub fn tokens_in(summary: &Summary, range: ByteRange) -> &[Token] {
    let first = summary.tokens.partition_point(|t| t.range.start < range.start);
    let end = summary.tokens.partition_point(|t| t.range.start < range.end);
    &summary.tokens[first..end.max(first)]
}

impl<'a> ArticleContext<'a> {
    /// All annotated stretches with the index of their block, in order.
    pub fn spans(&self) -> impl Iterator<Item = (usize, &'a Span)> {
        let document = self.document();
        document
            .blocks()
            .iter()
            .enumerate()
            .flat_map(|(index, block)| block.spans.iter().map(move |s| (index, s)))
    }

    /// Where a range of the source of block `block` stands in the file.
    pub fn from_source(&self, block: usize, source: ByteRange) -> ByteRange {
        source.shifted(self.document().start_of(block))
    }

    /// Whether block `index` is a heading, or a short line at the very top, which in plain copy is one more often than not.
    pub fn may_be_heading(&self, index: usize) -> bool {
        let blocks = self.document().blocks();
        let above = || blocks[..index].iter().filter(|b| b.kind.is_prose()).take(TOP_LINES).count();
        let short = |above: usize| if above == 0 { SHORT_LINE.0 } else { SHORT_LINE.1 };
        let len = blocks[index].prose().len();
        self.is_heading(index)
            || (len <= SHORT_LINE.0 && Some(above()).is_some_and(|a| a < TOP_LINES && len <= short(a)))
    }

    /// The same, but in a story of a few paragraphs only where it is certain: there every line is short.
    pub fn is_top_line(&self, index: usize) -> bool {
        let first = self.document().blocks().iter().take(TOP_BLOCKS).filter(|b| b.kind.is_prose());
        let long = || first.count() > 2 * TOP_LINES;
        self.is_heading(index) || (index < TOP_BLOCKS && long() && self.may_be_heading(index))
    }

    /// Whether block `index` is a headline, a heading or a sub-heading.
    pub fn is_heading(&self, index: usize) -> bool {
        let block = &self.document().blocks()[index];
        matches!(block.kind, BlockKind::Heading(_))
            || self.article().views[index].subheading
            || self.article().furniture.headline.is_some_and(|h| h.block as usize == index)
    }
}
