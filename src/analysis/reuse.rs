//! What an edit leaves as it was: the parts of the fold that need not be done again.
//!
//! Most keystrokes fall between names, dates and words of saying. Where the blocks that were read again say the same to a
//! part of the fold as before (`alike`), its result is taken over from the version before, with the places inside those
//! blocks brought up to date. The result is the one that a fold from scratch gives; `tests/it/incremental.rs` holds that.

use super::alike::{self, Alike, Asked, Pair};
use super::article::{Article, BlockRef, Blocks, Date, Event, Furniture, Place};
use super::entities::{Clusters, Entity, EntityIndex};
use super::mentions::Mention;
use super::speakers::{self, Resumed};
use crate::syntax::{BlockKind, Update};
use std::ops::Range;
use std::sync::Arc;

/// The entities of the names of one block.
type Names = Arc<[Option<EntityIndex>]>;

/// The version before an edit that left the number of blocks as it was.
pub struct Earlier<'a> {
    /// What it said.
    pub article: &'a Article,
    /// Its blocks.
    blocks: &'a Blocks<'a>,
    /// The blocks that were read again, by the same index in both versions.
    pub changed: Range<usize>,
    /// Both readings of these.
    pairs: Vec<Pair<'a>>,
    /// What they have in common.
    alike: Alike,
}

impl<'a> Earlier<'a> {
    /// `None` where nothing can be taken over: blocks came or went, the front matter was edited, or the writer has
    /// marked something, so that what was inferred is no longer at hand.
    pub fn of(
        article: &'a Article,
        blocks: &'a Blocks<'a>,
        now: &'a Blocks<'a>,
        update: Update,
        asked: Asked,
    ) -> Option<Self> {
        let end = now.len().checked_sub(update.kept_after)?;
        let changed = update.kept_before..end;
        let plain = |b: &BlockRef<'_>| b.block.kind != BlockKind::FrontMatter && b.block.spans.is_empty();
        let fits = blocks.len() == now.len() && changed.start <= changed.end && !article.marked;
        if !fits || !changed.clone().all(|i| plain(&blocks[i]) && plain(&now[i])) {
            return None;
        }
        let (pairs, alike) = alike::compare(blocks, now, changed.clone(), asked);
        Some(Self { article, blocks, changed, pairs, alike })
    }

    /// Furniture and sections, if the edit left the form of its blocks alone and touched none of the furniture.
    pub fn form(&self) -> Option<(Furniture, Vec<bool>)> {
        let furniture = &self.article.furniture;
        let mut places = [furniture.headline, furniture.byline].into_iter().flatten();
        let touched = places.any(|p| self.changed.contains(&(p.block as usize)));
        (self.alike.contains(Alike::FORM) && !touched)
            .then(|| (furniture.clone(), self.article.views.iter().map(|v| v.subheading).collect()))
    }

    /// The entities and whom each mention belongs to, if the edit left all names alone.
    pub fn names(&self, now: &Blocks<'_>) -> Option<Clusters> {
        if !self.alike.contains(Alike::NAMES) {
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

    /// Takes over the entities that are as they were in a new joining of all names; whether it comes to the same people
    /// in the same order, and to the same everywhere but in the blocks that were read again.
    pub fn same_people(&self, entities: &mut [Arc<Entity>], of: &[Names]) -> bool {
        if !self.same_elsewhere(entities, of) {
            return false;
        }
        let mut same = true;
        for (new, old) in entities.iter_mut().zip(&self.article.entities) {
            if new == old {
                *new = Arc::clone(old);
            } else {
                same &= new.is_like(old);
            }
        }
        same
    }

    /// Whether there are as many entities as before, and the same ones are named in all blocks that were not read again.
    fn same_elsewhere(&self, entities: &[Arc<Entity>], of: &[Names]) -> bool {
        let old = self.article;
        let mut elsewhere = (0..of.len()).filter(|b| !self.changed.contains(b));
        old.entities.len() == entities.len() && elsewhere.all(|b| of[b] == old.entity_of[b])
    }

    /// Whether the blocks that were read again name the same things in the same words, whatever speaks for them.
    pub fn names_stand(&self, now: &Blocks<'_>, of: &[Names]) -> bool {
        self.changed.clone().all(|block| {
            let (old, new) = (self.blocks[block], now[block]);
            let (before, after) = (&old.summary.mentions, &new.summary.mentions);
            of[block] == self.article.entity_of[block]
                && before.iter().zip(after).all(|(a, b)| a.range.of(old.prose()) == b.range.of(new.prose()))
        })
    }

    /// The quotations with their speakers, those near the edit made again, for the same people in all of the story.
    pub fn quotes(&self, now: &Blocks<'_>, (entities, of): (&[Arc<Entity>], &[Names])) -> Option<Resumed> {
        if !self.same_beside(now, of) {
            return None;
        }
        let before = (&self.article.quotes[..], &self.article.speakers);
        let same_genders = self.alike.contains(Alike::NAMES | Alike::GENDERS);
        speakers::resume(now, entities, of, before, self.changed.clone(), same_genders)
    }

    /// The quotations with the phrases of their speakers, those near the edit made again.
    pub fn phrases(&self, now: &Blocks<'_>) -> Resumed {
        speakers::rephrase(now, &self.article.quotes, self.changed.clone())
    }

    /// Whether the story still has the people of `entities`, or all names were left alone.
    pub fn has_people(&self, entities: &[Arc<Entity>], of: &[Names]) -> bool {
        let like = |(new, old): (&Arc<Entity>, &Arc<Entity>)| new == old || new.is_like(old);
        self.alike.contains(Alike::NAMES)
            || self.same_elsewhere(entities, of) && entities.iter().zip(&self.article.entities).all(like)
    }

    /// Whether the blocks that were read again say the same beside the names of the same people: ages, nations, homes.
    fn same_beside(&self, now: &Blocks<'_>, of: &[Names]) -> bool {
        self.changed.clone().all(|block| {
            let old = speakers::beside::all(self.blocks[block], &self.article.entity_of[block]);
            let new = speakers::beside::all(now[block], &of[block]);
            old.eq(new)
        })
    }

    /// Both readings of the block in which `place` lies, if it was read again.
    fn pair(&self, place: &Place) -> Option<&Pair<'a>> {
        (place.block as usize).checked_sub(self.changed.start).and_then(|i| self.pairs.get(i))
    }

    /// The dates, if the edit left all dates alone and the story hangs on the same day and country as before.
    pub fn dates(
        &self,
        now: &Blocks<'_>,
        anchor: Option<&str>,
        country: Option<&str>,
    ) -> Option<Vec<Arc<Date>>> {
        let moved = super::dates::country(self.blocks, &self.article.furniture) != country;
        if moved || self.article.anchor.as_deref() != anchor || !self.alike.contains(Alike::DATES) {
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

    /// The events, if somebody has asked for them and the edit left them alone. That all names and dates are the same, and that the story hangs on the
    /// same day, is for the caller to see to.
    pub fn events(&self) -> Option<Vec<Arc<Event>>> {
        if !self.alike.contains(Alike::EVENTS) {
            return None;
        }
        let mut events = self.article.known_events()?.clone();
        for event in &mut events {
            if event.mentions.iter().all(|p| self.pair(p).is_none()) {
                continue;
            }
            for place in &mut Arc::make_mut(event).mentions {
                if let Some(pair) = self.pair(place) {
                    *place = pair.place_of_event(*place)?;
                }
            }
        }
        Some(events)
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
