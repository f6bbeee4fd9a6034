//! One version of a document with everything known about it, and how to find things in it by place.

use crate::analysis::article::Place;
use crate::analysis::dates::DateMention;
use crate::analysis::entities::{Entity, EntityIndex};
use crate::analysis::mentions::Mention;
use crate::analysis::speakers::Quote;
use crate::analysis::{Article, Story, Summary};
use crate::text::{Buffer, ByteRange};
use std::sync::Arc;

/// One version of one document: its text for lines, its story for everything else.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The text.
    pub buffer: &'a Buffer,
    /// What it says.
    pub story: &'a Story,
}

/// A place in the copy: a block and an offset into its prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Index of the block.
    pub block: usize,
    /// Byte of its prose.
    pub offset: usize,
}

impl<'a> Reading<'a> {
    /// The whole story.
    pub fn article(self) -> &'a Article {
        &self.story.article
    }

    /// The spot of the prose at the file offset `offset`; `None` in an empty file and outside the copy.
    pub fn spot(self, offset: usize) -> Option<Spot> {
        let document = &self.story.document;
        let block = document.block_at(offset)?;
        let parsed = &document.blocks()[block];
        let inside = offset.saturating_sub(document.start_of(block));
        let copy = parsed.content.touches(inside) && !parsed.prose().is_empty();
        copy.then(|| Spot { block, offset: parsed.prose.from_source(inside) })
    }

    /// The summary of block `block`.
    pub fn summary(self, block: usize) -> &'a Summary {
        &self.story.summaries[block]
    }

    /// Where `place` stands in the file.
    pub fn range(self, place: Place) -> ByteRange {
        self.story.document.to_file(place.block as usize, place.range)
    }

    /// The words at `place`, without markup.
    pub fn words(self, place: Place) -> &'a str {
        let prose = self.story.document.blocks()[place.block as usize].prose();
        prose.get(place.range.bounds()).unwrap_or_default()
    }

    /// The line of `place`, counted from one.
    pub fn line(self, place: Place) -> usize {
        self.buffer.line_of(self.range(place).start as usize) + 1
    }

    /// The name at `spot` with its index; a cursor right behind the name still counts.
    pub fn mention_at(self, spot: Spot) -> Option<(usize, &'a Mention)> {
        let mentions = &self.summary(spot.block).mentions;
        let near = mentions.iter().enumerate().filter(|(i, m)| {
            m.range.touches(spot.offset) && m.stands(self.entity_of(spot.block, *i).is_some())
        });
        let mut near = near.map(|(i, _)| i);
        let first = near.next()?;
        let index =
            if mentions[first].range.contains(spot.offset) { first } else { near.next().unwrap_or(first) };
        Some((index, &mentions[index]))
    }

    /// The entity that mention `mention` of block `block` belongs to.
    pub fn entity_of(self, block: usize, mention: usize) -> Option<(EntityIndex, &'a Entity)> {
        let article = self.article();
        let index = (*article.entity_of.get(block)?.get(mention)?)?;
        Some((index, &article.entities[index as usize]))
    }

    /// The innermost quotation over `spot`.
    pub fn quote_at(self, spot: Spot) -> Option<&'a Quote> {
        let quotes = &self.article().quotes;
        // Quotations are in order of the text, so those that can reach the spot begin in or before its block.
        let behind =
            quotes.partition_point(|q| q.parts.first().is_some_and(|p| p.block as usize <= spot.block));
        let covers = |q: &&Arc<Quote>| {
            q.parts.iter().any(|p| p.block as usize == spot.block && p.range.touches(spot.offset))
        };
        let length = |q: &&Arc<Quote>| q.parts.iter().map(|p| p.range.len()).sum::<usize>();
        quotes[..behind].iter().rev().take(NEAR).filter(covers).min_by_key(length).map(|q| &**q)
    }

    /// The date at `spot` with its index in the block.
    pub fn date_at(self, spot: Spot) -> Option<(usize, &'a DateMention)> {
        let dates = &self.summary(spot.block).dates;
        dates.iter().enumerate().find(|(_, d)| d.range.touches(spot.offset))
    }
}

/// How many quotations before a spot are looked at: no paragraph holds more, and none runs on over more.
const NEAR: usize = 256;
