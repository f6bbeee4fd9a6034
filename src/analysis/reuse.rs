//! What an edit leaves as it was: the parts of the fold that need not be done again.
//!
//! Most keystrokes fall between names and dates. Where the blocks that were read again name the same things and dates
//! as before, who is who and which day is which are taken over from the version before, with the places inside those
//! blocks brought up to date. The result is the one that a fold from scratch gives; `tests/it/incremental.rs` holds that.

use super::article::{Article, BlockRef, Blocks, Date};
use super::entities::{Clusters, Entity};
use super::mentions::Mention;
use crate::syntax::{BlockKind, Update};
use crate::text::ByteRange;
use std::ops::Range;
use std::sync::Arc;

/// The version before an edit that left the number of blocks as it was.
pub struct Earlier<'a> {
    /// What it said.
    pub article: &'a Article,
    /// Its blocks.
    blocks: &'a Blocks<'a>,
    /// The blocks that were read again, by the same index in both versions.
    changed: Range<usize>,
}

impl<'a> Earlier<'a> {
    /// `None` where nothing can be taken over: blocks came or went, the front matter was edited, or the writer has
    /// marked something, so that what was inferred is no longer at hand.
    pub fn of(
        article: &'a Article,
        blocks: &'a Blocks<'a>,
        now: &Blocks<'_>,
        update: Update,
    ) -> Option<Self> {
        let end = now.len().checked_sub(update.kept_after)?;
        let changed = update.kept_before..end;
        let plain = |b: &BlockRef<'_>| b.block.kind != BlockKind::FrontMatter && b.block.spans.is_empty();
        let fits = blocks.len() == now.len() && changed.start <= changed.end && !article.marked;
        let alike = fits && changed.clone().all(|i| plain(&blocks[i]) && plain(&now[i]));
        alike.then_some(Self { article, blocks, changed })
    }

    /// The entities and whom each mention belongs to, if the edit left all names alone.
    pub fn names(&self, now: &Blocks<'_>) -> Option<Clusters> {
        if !self.changed.clone().all(|i| same_names(&self.blocks[i], &now[i])) {
            return None;
        }
        let mut entities = self.article.entities.clone();
        let of = self.article.entity_of.clone();
        for block in self.changed.clone() {
            let (before, after) = (&self.blocks[block].summary.mentions, &now[block].summary.mentions);
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                let moved = before.range != after.range || before.title != after.title;
                if let Some(entity) = of[block][index].filter(|_| moved) {
                    shift(Arc::make_mut(&mut entities[entity as usize]), block as u32, index as u32, after);
                }
            }
        }
        Some((entities, of))
    }

    /// The dates, if the edit left all dates alone and the story hangs on the same day as before.
    pub fn dates(&self, now: &Blocks<'_>, anchor: Option<&str>) -> Option<Vec<Arc<Date>>> {
        let alike = |i: usize| same_dates(&self.blocks[i], &now[i]);
        if self.article.anchor.as_deref() != anchor || !self.changed.clone().all(alike) {
            return None;
        }
        let mut dates = self.article.dates.clone();
        let first = dates.partition_point(|d| (d.place.block as usize) < self.changed.start);
        for date in dates[first..].iter_mut().take_while(|d| (d.place.block as usize) < self.changed.end) {
            let range = now[date.place.block as usize].summary.dates[date.index as usize].range;
            if date.place.range != range {
                Arc::make_mut(date).place.range = range;
            }
        }
        Some(dates)
    }
}

/// Brings one mention of an entity up to date.
fn shift(entity: &mut Entity, block: u32, index: u32, mention: &Mention) {
    let at = entity.mentions.partition_point(|m| (m.place.block, m.index) < (block, index));
    if let Some(known) = entity.mentions.get_mut(at) {
        known.place.range = mention.range;
    }
    for title in entity.titles.iter_mut().filter(|t| t.place.block == block && t.mention == index) {
        title.place.range = mention.title;
    }
}

/// Whether two readings of a block name the same things in the same words.
fn same_names(before: &BlockRef<'_>, after: &BlockRef<'_>) -> bool {
    let (old, new) = (&before.summary.mentions, &after.summary.mentions);
    let unplaced = |m: &Mention| {
        let nowhere = ByteRange::default();
        Mention { range: nowhere, tokens: (0, 0), title: nowhere, ..m.clone() }
    };
    old.len() == new.len()
        && old.iter().zip(new).all(|(a, b)| {
            a.range.of(before.prose()) == b.range.of(after.prose())
                && a.title.of(before.prose()) == b.title.of(after.prose())
                && unplaced(a) == unplaced(b)
        })
}

/// Bytes between two dates from which on neither reads the other.
const APART: u32 = 16;

/// Whether two readings of a block have the same dates, as far from one another as matters.
fn same_dates(before: &BlockRef<'_>, after: &BlockRef<'_>) -> bool {
    let (old, new) = (&before.summary.dates, &after.summary.dates);
    let gap = |all: &[super::dates::DateMention], i: usize| {
        let end = i.checked_sub(1).map_or(0, |b| all[b].range.end);
        all[i].range.start.saturating_sub(end).min(APART)
    };
    before.prose().is_empty() == after.prose().is_empty()
        && old.len() == new.len()
        && (0..old.len()).all(|i| {
            let placed = super::dates::DateMention { range: new[i].range, ..old[i].clone() };
            placed == new[i]
                && old[i].range.len() == new[i].range.len()
                && (i == 0 || gap(old, i) == gap(new, i))
        })
}
