//! Going on behind an edit: the story is read again from a little before it, until all is as it was.
//!
//! Who is at hand is kept for every so many blocks. A reading begins at one of these, in front of the edit, and ends
//! where the same people are at hand as in the version before. The quotations between a paragraph without any in front
//! of the edit and one behind that end are made again; all others are the same.

use super::cast::{Cast, Who};
use super::learnt::{Learnt, Phrase, Phrases, Title};
use super::naming::Names;
use super::persons::People;
use super::{Quote, carry, gender, records};
use crate::analysis::article::{BlockRef, Blocks};
use crate::analysis::entities::{Entity, EntityIndex};
use crate::analysis::mentions::Gender;
use crate::syntax::BlockKind;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// So many blocks apart it is kept who is at hand.
const STEP: usize = 8;

/// Who is at hand before a block.
#[derive(Clone, Debug)]
struct State {
    cast: Cast,
    last: Option<(Who, u32)>,
}

/// What is needed to read a part of the story again.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    names: Arc<Names>,
    genders: Arc<[Option<Gender>]>,
    titles: Vec<Title>,
    phrases: Arc<Phrases>,
    /// One for every [`STEP`] blocks, from the first on.
    states: Vec<Arc<State>>,
}

/// How a story was read is nothing to what it says.
impl PartialEq for Memo {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The quotations of a story after an edit.
pub struct Resumed {
    /// All of them.
    pub quotes: Vec<Arc<Quote>>,
    /// For the next edit.
    pub memo: Memo,
    /// The blocks whose quotations were made again.
    pub blocks: Range<usize>,
    /// The indices of their quotations.
    pub made: Range<usize>,
}

/// Reads the whole story.
pub(super) fn read<'a>(
    blocks: &'a Blocks<'a>,
    entities: &'a [Arc<Entity>],
    of: &'a [Arc<[Option<EntityIndex>]>],
) -> (People<'a>, Memo) {
    let mut people = People::new(blocks, entities, of);
    let mut states = Vec::with_capacity(blocks.len().div_ceil(STEP));
    for block in 0..blocks.len() {
        if block % STEP == 0 {
            states.push(Arc::new(people.state()));
        }
        people.read(block as u32);
    }
    let memo = Memo {
        names: Arc::clone(&people.names),
        genders: Arc::clone(&people.genders),
        titles: people.learnt.log.clone(),
        phrases: Arc::new(people.learnt.phrases.clone()),
        states,
    };
    (people, memo)
}

/// The quotations after an edit of the blocks `changed` that left the number of blocks and all names as they were, from
/// those of the version before. `None` if the edit changes whom pronouns mean everywhere.
#[inline(never)]
pub fn resume<'a>(
    blocks: &'a Blocks<'a>,
    entities: &'a [Arc<Entity>],
    of: &'a [Arc<[Option<EntityIndex>]>],
    before: (&[Arc<Quote>], &Memo),
    changed: Range<usize>,
    same_genders: bool,
) -> Option<Resumed> {
    let (old, memo) = before;
    if !same_genders && *gender::of(blocks, entities, of) != *memo.genders {
        return None;
    }
    let start = begin(blocks, &changed);
    let mut reading = Reading::at(memo, start.saturating_sub(1) / STEP, blocks, entities, of)?;
    let settled = reading.until_settled(changed.end.max(start + 1));
    let memo_after = reading.memo(settled);
    let end = end(blocks, settled);
    (settled..end).for_each(|block| reading.people.read(block as u32));
    let made = records(blocks, Some(&reading.people), start..end);
    Some(replace(old, made, memo_after, start..end))
}

/// The quotations after such an edit with the phrases of their speakers alone, for whatever people.
#[inline(never)]
pub fn rephrase(blocks: &Blocks<'_>, old: &[Arc<Quote>], changed: Range<usize>) -> Resumed {
    let start = begin(blocks, &changed);
    let end = end(blocks, changed.end.max(start + 1).min(blocks.len()));
    let made = records(blocks, None, start..end);
    replace(old, made, Memo::default(), start..end)
}

/// Whether nothing that a block says of speakers goes on behind it. Behind a block quotation goes on who announced it.
fn is_quiet(blocks: &Blocks<'_>, block: usize) -> bool {
    let BlockRef { block, summary } = blocks[block];
    summary.quotes.parts.is_empty() && block.kind != BlockKind::QuoteLines
}

/// The block from which on quotations are made again after an edit of `changed`.
fn begin(blocks: &Blocks<'_>, changed: &Range<usize>) -> usize {
    let above = carry::previous(blocks, changed.start);
    let mut above = std::iter::successors(above, |b| carry::previous(blocks, *b));
    above.find(|b| is_quiet(blocks, *b)).map_or(0, |b| b + 1)
}

/// The block up to which quotations are made again where all is as it was from `settled` on.
fn end(blocks: &Blocks<'_>, settled: usize) -> usize {
    let prose = |b: &usize| blocks[*b].block.kind.is_prose() && !blocks[*b].prose().is_empty();
    let below = (settled..blocks.len()).find(|b| prose(b) && is_quiet(blocks, *b));
    below.map_or(blocks.len(), |b| b + 1)
}

/// The quotations `old` with those of `blocks` as they were `made` again.
fn replace(old: &[Arc<Quote>], mut made: Vec<Arc<Quote>>, memo: Memo, blocks: Range<usize>) -> Resumed {
    let first = old.partition_point(|q| (q.parts[0].block as usize) < blocks.start);
    let last = old.partition_point(|q| (q.parts[0].block as usize) < blocks.end);
    keep_same(&mut made, &old[first..last]);
    let made_at = first..first + made.len();
    let mut quotes = Vec::with_capacity(old.len() - (last - first) + made.len());
    quotes.extend_from_slice(&old[..first]);
    quotes.append(&mut made);
    quotes.extend_from_slice(&old[last..]);
    Resumed { quotes, memo, blocks, made: made_at }
}

/// Takes over the records that are as they were, from both ends.
fn keep_same(made: &mut [Arc<Quote>], old: &[Arc<Quote>]) {
    let same = |(new, old): (&mut Arc<Quote>, &Arc<Quote>)| {
        let same = new == old;
        if same {
            *new = Arc::clone(old);
        }
        same
    };
    let front = made.iter_mut().zip(old).map(same).take_while(|same| *same).count();
    let (made, old) = (&mut made[front..], &old[front..]);
    made.iter_mut().rev().zip(old.iter().rev()).map(same).take_while(|same| *same).for_each(drop);
}

/// A reading of a part of the story.
struct Reading<'a, 'm> {
    people: People<'a>,
    /// The version before.
    memo: &'m Memo,
    /// Index of the state that it began with.
    from: usize,
    /// The states met since.
    states: Vec<Arc<State>>,
    /// Titles learnt before it began.
    titles: usize,
}

impl<'a, 'm> Reading<'a, 'm> {
    /// A reading from the state of index `from` on.
    fn at(
        memo: &'m Memo,
        from: usize,
        blocks: &'a Blocks<'a>,
        entities: &'a [Arc<Entity>],
        of: &'a [Arc<[Option<EntityIndex>]>],
    ) -> Option<Self> {
        let state = memo.states.get(from)?;
        let block = (from * STEP) as u32;
        let learnt = Learnt::before(block, &memo.names, &memo.titles, &memo.phrases);
        let titles = learnt.log.len();
        let people = People {
            blocks,
            entities,
            of,
            names: Arc::clone(&memo.names),
            learnt,
            cast: state.cast.clone(),
            genders: Arc::clone(&memo.genders),
            last: state.last,
            // A block begins a sentence of its own; the very first one is being read from the start.
            sentence: (block.saturating_sub(1), 0),
            before: None,
            answers: FxHashMap::default(),
            behind: smallvec::SmallVec::new(),
            ruled_out: smallvec::SmallVec::new(),
        };
        Some(Self { people, memo, from, states: Vec::new(), titles })
    }

    /// Reads up to the first block, `least` or behind it, before which all is as it was; the number of blocks if there
    /// is none.
    fn until_settled(&mut self, least: usize) -> usize {
        for block in self.from * STEP..self.people.blocks.len() {
            if block % STEP == 0 && block > self.from * STEP {
                if block >= least && self.is_settled(block) {
                    return block;
                }
                self.states.push(Arc::new(self.people.state()));
            }
            self.people.read(block as u32);
        }
        self.people.blocks.len()
    }

    /// Whether the same is known before `block` as in the version before.
    fn is_settled(&self, block: usize) -> bool {
        let Some(state) = self.memo.states.get(block / STEP) else { return false };
        self.people.last == state.last
            && self.people.cast.is_like(&state.cast)
            && self.people.learnt.log[self.titles..] == *self.titles_before(block)
            && self.same_phrases(block as u32)
    }

    /// The titles that the version before learnt between the beginning of this reading and `block`.
    fn titles_before(&self, block: usize) -> &'m [Title] {
        let all = &self.memo.titles[self.titles..];
        &all[..all.partition_point(|t| (t.block as usize) < block)]
    }

    /// Whether the same unlisted names were met up to `block`, each first in the same words.
    fn same_phrases(&self, block: u32) -> bool {
        let learnt = &self.people.learnt;
        let between = |p: &&Phrase| p.place.block >= learnt.from && p.place.block < block;
        let count = self.memo.phrases.values().filter(between).count();
        let same = |old: &Phrase, new: &Phrase| {
            old.words == new.words && old.place.block >= learnt.from && old.place.block < block
        };
        count == learnt.phrases.len()
            && learnt
                .phrases
                .iter()
                .all(|(word, new)| learnt.known.get(word).is_some_and(|old| same(old, new)))
    }

    /// What is needed after the next edit, once all is as it was from block `settled` on.
    fn memo(&mut self, settled: usize) -> Memo {
        let (old, learnt) = (self.memo, &self.people.learnt);
        let mut states = old.states[..=self.from].to_vec();
        states.append(&mut self.states);
        let mut titles = learnt.log.clone();
        let mut phrases = Arc::clone(&old.phrases);
        let whole = settled == self.people.blocks.len();
        if !whole {
            states.extend_from_slice(&old.states[settled / STEP..]);
            titles.extend_from_slice(&old.titles[titles.len()..]);
        }
        if whole || learnt.phrases.iter().any(|(word, phrase)| old.phrases.get(word) != Some(phrase)) {
            let all = Arc::make_mut(&mut phrases);
            if whole {
                all.retain(|_, phrase| phrase.place.block < learnt.from);
            }
            all.extend(&learnt.phrases);
        }
        let (names, genders) = (Arc::clone(&self.people.names), Arc::clone(&self.people.genders));
        Memo { names, genders, titles, phrases, states }
    }
}

impl People<'_> {
    fn state(&self) -> State {
        State { cast: self.cast.clone(), last: self.last }
    }
}
