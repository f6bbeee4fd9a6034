//! Events: what an editor would put into a timeline.
//!
//! [`find`] reads one block: `reading` decides whether a word is a verb or a noun here, `signs` what
//! speaks for and against listing it, `scene` who and when (`foreign`: whose day it is not), `places` where, `status`
//! whether, `counting` when it is *two days after the vote*, `compare` what one sentence tells. [`join`] gathers the mentions of one event over the story;
//! `weights` decides what the outline lists, `outline` writes that out.

mod compare;
mod counting;
mod foreign;
mod here;
mod join;
mod naming;
mod outline;
mod places;
mod reading;
pub mod same;
mod scene;
mod signs;
mod sorts;
mod status;
mod weights;

pub use join::{Context, join, signs_of};
pub use signs::Signs;

use super::dates::DateMention;
use super::mentions::Mention;
use super::quotes::Quotes;
use super::sentences::Sentence;
use super::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;
use crate::knowledge::eventwords::{NounKind, VerbForm, VerbKind};
use crate::text::ByteRange;
use smallvec::SmallVec;
use std::cell::RefCell;

/// Whether an event has taken place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EventStatus {
    /// It has.
    Held,
    /// It is to.
    Planned,
    /// It was called off.
    Cancelled,
    /// It was put off.
    Postponed,
    /// Somebody says it did not.
    Denied,
}

impl EventStatus {
    const ALL: [Self; 5] = [Self::Held, Self::Planned, Self::Cancelled, Self::Postponed, Self::Denied];

    /// The status that `word` is the [`name`](Self::name) of.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == word)
    }

    /// The word for it in output: lower case, as `status=` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Planned => "planned",
            Self::Cancelled => "cancelled",
            Self::Postponed => "postponed",
            Self::Denied => "denied",
        }
    }
}

/// The word class that a mention has where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A verb: what it tells of and its form.
    Verb(VerbKind, VerbForm),
    /// A noun: what it tells of and whether it is a plural.
    Noun(NounKind, bool),
}

/// One event mention of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventMention {
    /// The head word in the prose.
    pub head: ByteRange,
    /// The words an outline would show, in the prose.
    pub name: ByteRange,
    /// What a verb happens to (*signed a memorandum*) or, without that, who does it; empty for nouns and where there is none.
    pub about: ByteRange,
    /// Base form of a verb, singular of a noun; the word as printed where it is in no list.
    pub lemma: &'static str,
    /// Verb or noun here.
    pub sense: Sense,
    /// Held, planned …
    pub status: EventStatus,
    /// Index of the date in the block that dates it.
    pub date: Option<u32>,
    /// How far off that date is, in words, with what the clauses and verbs between cost.
    pub far: u8,
    /// Index of the place mention that says where.
    pub place: Option<u32>,
    /// Indices of the mentions that take part.
    pub participants: SmallVec<[u32; 4]>,
    /// What speaks for and against listing it.
    pub signs: Signs,
    /// Whether it is told apart from one told before: *a second vote*, *another strike*.
    pub another: bool,
    /// Whether it is brought in with *a*: *a Japanese probe*.
    pub fresh: bool,
    /// Whether several are counted: *nine games*.
    pub several: bool,
    /// Whether the sentence counts from it, or dates it by counting from another event: *two days after the vote*.
    pub counted: bool,
    /// Whether what the sentence dates by counting is counted from it.
    pub based: bool,
    /// Whether a noun before it in the sentence is the same word.
    pub again: bool,
    /// The length that dates it by counting from another event of the sentence.
    pub counts: Option<Count>,
    /// Index of its sentence.
    pub sentence: u32,
    /// For a verb: index in the block of the noun of the same event, as *the quake* of *the quake struck*. For a noun: that
    /// of the noun whose name it is part of, as *the ballot* of *the strike ballot*.
    pub tells_of: Option<u32>,
}

impl EventMention {
    /// Whether the outline lists it, judged by the block alone; [`super::article::Event::outline`] knows the whole story.
    pub fn is_listed(&self) -> bool {
        weights::score(self.signs) > 0
    }
}

/// "Two days after the vote".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Index in the block of the length, *two days*.
    pub length: u32,
    /// Whether it counts forward.
    pub after: bool,
    /// Index in the block of the event that is counted from, *the vote*.
    pub base: u32,
}

/// What one block says, as far as events need it.
pub(super) struct Page<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) quotes: &'a Quotes,
    pub(super) mentions: &'a [Mention],
    pub(super) dates: &'a [DateMention],
    /// Whether it has four sentences or more.
    pub(super) long: bool,
}

impl<'a> Page<'a> {
    /// The dates that lie wholly between two offsets of the prose.
    pub(super) fn dates_between(&self, start: u32, end: u32) -> &'a [DateMention] {
        let first = self.dates.partition_point(|d| d.range.start < start);
        let behind = self.dates.partition_point(|d| d.range.start < end);
        &self.dates[first..behind.max(first)]
    }

    /// Indices of the names that lie between two offsets of the prose.
    pub(super) fn mentions_between(&self, start: u32, end: u32) -> std::ops::Range<usize> {
        let first = self.mentions.partition_point(|m| m.range.start < start);
        let behind = self.mentions.partition_point(|m| m.range.start < end);
        first..behind.max(first)
    }
}

/// Finds the event mentions of a block, in order.
#[inline(never)]
pub fn find(
    prose: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    quotes: &Quotes,
    mentions: &[Mention],
    dates: &[DateMention],
) -> Vec<EventMention> {
    let page = Page { tokens, quotes, mentions, dates, long: sentences.len() >= 4 };
    let mut found = ROOM.take();
    for (index, sentence) in sentences.iter().enumerate() {
        let (first, end) = (sentence.first as usize, sentence.end as usize);
        let mut clause = None;
        let before = found.len();
        for at in first..end {
            let token = &tokens[at];
            if token.kind != TokenKind::Word || !may_tell(token, prose) {
                continue;
            }
            let clause = clause.get_or_insert_with(|| reading::Clause::new(prose, tokens, first, end));
            if let Some((sense, lemma)) = reading::read(clause, at) {
                found.push(scene::mention(&page, clause, at, sense, lemma, index as u32));
            }
        }
        counting::count(prose, &page, &mut found[before..], before as u32);
        compare::compare(&page, &mut found[before..], before as u32);
    }
    let mut mentions = Vec::with_capacity(found.len());
    mentions.append(&mut found);
    if found.capacity() < MOST_KEPT {
        ROOM.set(found);
    }
    mentions
}

thread_local! {
    /// Room to find the events of a block in, kept for the next one.
    static ROOM: RefCell<Vec<EventMention>> = const { RefCell::new(Vec::new()) };
}

/// After a block with more events than that, which is no paragraph, the room is given back.
const MOST_KEPT: usize = 1000;

/// Whether the word may tell of an event: cheap, and true too often.
fn may_tell(token: &Token, prose: &str) -> bool {
    if token.is(WordClass::EVENT_VERB | WordClass::EVENT_NOUN | WordClass::CONTEST) {
        return !token
            .is(WordClass::AUXILIARY | WordClass::PREPOSITION | WordClass::MONTH | WordClass::ACCORDING);
    }
    let len = token.range.len();
    token.class.is_empty() && len > 5 && !token.is_capitalised() && {
        let bytes = token.text(prose).as_bytes();
        bytes.ends_with(b"ed") || bytes.ends_with(b"ing")
    }
}

#[cfg(test)]
mod tests;
