//! Whether two readings of one block say the same: what an edit inside the block has left alone.
//!
//! Each part of the fold reads a block in its own way, so each has its own question here. "The same" is meant up to the
//! places, which an edit moves: what stood behind it stands further on.

use super::article::{BlockRef, Blocks, Place};
use super::attribution::Attribution;
use super::dates::DateMention;
use super::events::EventMention;
use super::furniture::{self, Form};
use super::mentions::Mention;
use super::quotes::QuotePart;
use super::references::{Reference, ReferenceKind};
use super::sentences::Sentence;
use super::speakers;
use super::tokens::{Token, TokenKind};
use crate::syntax::BlockKind;
use crate::text::ByteRange;

bitflags::bitflags! {
    /// What two readings of a block have in common.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Alike: u8 {
        /// They name the same things in the same words.
        const NAMES = 1;
        /// They have the same dates, as far from one another as matters.
        const DATES = 1 << 1;
        /// They quote in the same places, and name the same sources and people in the same words.
        const SPEECH = 1 << 2;
        /// They tell of the same events in the same words.
        const EVENTS = 1 << 3;
        /// They have the same outer form, and are too long to be a heading.
        const FORM = 1 << 4;
    }
}

/// Two readings of one block, before and after an edit.
pub struct Pair<'a> {
    before: BlockRef<'a>,
    after: BlockRef<'a>,
    /// So many bytes at the beginning are the same.
    front: u32,
    /// From this byte of the older prose on everything is the same.
    behind: u32,
}

impl<'a> Pair<'a> {
    /// The readings side by side.
    pub fn new(before: BlockRef<'a>, after: BlockRef<'a>) -> Self {
        let (old, new) = (before.prose().as_bytes(), after.prose().as_bytes());
        let front = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let back =
            old[front..].iter().rev().zip(new[front..].iter().rev()).take_while(|(a, b)| a == b).count();
        Self { before, after, front: front as u32, behind: (old.len() - back) as u32 }
    }

    /// What they have in common.
    pub fn alike(&self) -> Alike {
        let mut alike = Alike::empty();
        alike.set(Alike::NAMES, self.same_names());
        alike.set(Alike::DATES, self.same_dates());
        alike.set(Alike::SPEECH, self.same_speech());
        alike.set(Alike::EVENTS, self.same_events());
        alike.set(Alike::FORM, self.same_form());
        alike
    }

    /// Whether an offset of the older prose has become `new`.
    fn moved(&self, old: u32, new: u32) -> bool {
        let (before, after) = (self.before.prose().len() as u32, self.after.prose().len() as u32);
        old <= self.front && old == new || old >= self.behind && old + after == new + before
    }

    /// Whether a range of the older prose has become `new`.
    fn is(&self, old: ByteRange, new: ByteRange) -> bool {
        self.moved(old.start, new.start) && self.moved(old.end, new.end)
    }

    /// Whether two ranges hold the same words.
    fn reads(&self, old: ByteRange, new: ByteRange) -> bool {
        old.of(self.before.prose()) == new.of(self.after.prose())
    }

    fn same_names(&self) -> bool {
        let unplaced = |m: &Mention| {
            let nowhere = ByteRange::default();
            Mention { range: nowhere, tokens: (0, 0), title: nowhere, ..m.clone() }
        };
        each(&self.before.summary.mentions, &self.after.summary.mentions, |a, b| {
            self.reads(a.range, b.range) && self.reads(a.title, b.title) && unplaced(a) == unplaced(b)
        })
    }

    fn same_dates(&self) -> bool {
        let (old, new) = (&self.before.summary.dates, &self.after.summary.dates);
        let gap = |all: &[DateMention], i: usize| {
            let end = i.checked_sub(1).map_or(0, |b| all[b].range.end);
            all[i].range.start.saturating_sub(end).min(APART)
        };
        self.before.prose().is_empty() == self.after.prose().is_empty()
            && each(old, new, |a, b| {
                DateMention { range: b.range, ..a.clone() } == *b && a.range.len() == b.range.len()
            })
            && (1..old.len()).all(|i| gap(old, i) == gap(new, i))
    }

    fn same_speech(&self) -> bool {
        let (old, new) = (self.before.summary, self.after.summary);
        let last = |b: BlockRef<'a>| b.prose().trim_end().chars().next_back();
        self.before.block.kind == self.after.block.kind
            && last(self.before) == last(self.after)
            && each(&old.tokens, &new.tokens, |a, b| self.same_token(a, b))
            && each(&old.sentences, &new.sentences, |a, b| {
                self.is(a.range, b.range) && Sentence { range: b.range, ..*a } == *b
            })
            && old.quotes.fill_block == new.quotes.fill_block
            && each(&old.quotes.parts, &new.quotes.parts, |a, b| {
                // The words of a quotation are nothing to its speaker.
                self.is(a.range, b.range) && QuotePart { range: b.range, key: b.key, ..a.clone() } == *b
            })
            && each(&old.attributions, &new.attributions, |a, b| self.same_attribution(a, b))
            && old.references.genders == new.references.genders
            && each(&old.references.all, &new.references.all, |a, b| {
                self.is(a.range, b.range)
                    && self.reads(a.range, b.range)
                    && Reference { range: b.range, ..*a } == *b
                    && self.same_noun(a.kind)
            })
    }

    /// Whether somebody without a name is called by the same noun. Both readings have it at the same token.
    fn same_noun(&self, kind: ReferenceKind) -> bool {
        let ReferenceKind::Stranger(noun, _) = kind else { return true };
        let word = |b: BlockRef<'a>| b.summary.tokens.get(noun as usize).map(|t| t.text(b.prose()));
        word(self.before) == word(self.after)
    }

    fn same_attribution(&self, a: &Attribution, b: &Attribution) -> bool {
        let placed = Attribution { source: b.source, cue: b.cue, ..a.clone() } == *b;
        placed
            && self.is(a.source, b.source)
            && self.is(a.cue, b.cue)
            && self.reads(a.source, b.source)
            && self.reads(a.cue, b.cue)
    }

    /// Whether a word is the same to who reads sources: a plain word may have been written otherwise.
    fn same_token(&self, a: &Token, b: &Token) -> bool {
        if !self.is(a.range, b.range) || (a.kind, a.case) != (b.kind, b.case) {
            return false;
        }
        if a.range.end <= self.front || a.range.start >= self.behind || self.reads(a.range, b.range) {
            return true;
        }
        let (old, new) = (a.text(self.before.prose()), b.text(self.after.prose()));
        a.kind == TokenKind::Word
            && !a.is_capitalised()
            && old.len().min(new.len()) > SHORT
            && (a.class ^ b.class).difference(speakers::UNREAD).is_empty()
            && ENDINGS.iter().all(|e| old.ends_with(e) == new.ends_with(e))
    }

    fn same_events(&self) -> bool {
        let (old, new) = (self.before.summary, self.after.summary);
        self.before.block.kind == self.after.block.kind
            && old.sentences.is_empty() == new.sentences.is_empty()
            && old.form.stopped == new.form.stopped
            && each(&old.events, &new.events, |a, b| {
                let placed = EventMention { head: b.head, name: b.name, about: b.about, ..a.clone() } == *b;
                placed && self.reads(a.name, b.name) && self.reads(a.about, b.about)
            })
    }

    fn same_form(&self) -> bool {
        let (old, new) = (&self.before.summary.form, &self.after.summary.form);
        let kind = self.before.block.kind;
        old.chars.min(new.chars) as usize > furniture::LONGEST
            && !matches!(kind, BlockKind::Heading(_))
            && kind == self.after.block.kind
            && Form { chars: 0, ..*old } == Form { chars: 0, ..*new }
    }

    /// Where something of the older prose now stands, if it is a quotation, a source or a cue of the block.
    pub fn place_of_speech(&self, place: Place) -> Option<Place> {
        let (old, new) = (self.before.summary, self.after.summary);
        let mut parts = old.quotes.parts.iter().zip(&new.quotes.parts);
        let part = parts.find(|(a, _)| a.range == place.range).map(|(_, b)| b.range);
        let range = part.or_else(|| {
            let mut all = old.attributions.iter().zip(&new.attributions);
            all.find_map(|(a, b)| match place.range {
                range if range == a.source => Some(b.source),
                range if range == a.cue => Some(b.cue),
                _ => None,
            })
        });
        range.map(|range| Place { range, ..place })
    }

    /// Where the event at `place` of the older prose now stands.
    pub fn place_of_event(&self, place: Place) -> Option<Place> {
        let at = self.before.summary.events.iter().position(|e| e.head == place.range)?;
        self.after.summary.events.get(at).map(|e| Place { range: e.head, ..place })
    }
}

/// Bytes between two dates from which on neither reads the other.
const APART: u32 = 16;

/// Words of so many bytes may be initials or marks of something; longer ones are words.
const SHORT: usize = 2;

/// Endings by which a word in no list is read.
const ENDINGS: [&str; 5] = ["ing", "ed", "ly", "s", "ss"];

/// Whether two lists have the same length and the same entries.
fn each<T>(old: &[T], new: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(a, b)| same(a, b))
}

/// What the readings of the blocks `changed` have in common, all taken together.
pub fn compare<'a>(
    before: &'a Blocks<'a>,
    after: &'a Blocks<'a>,
    changed: std::ops::Range<usize>,
) -> (Vec<Pair<'a>>, Alike) {
    let pairs: Vec<Pair<'a>> = changed.map(|i| Pair::new(before[i], after[i])).collect();
    let alike = pairs.iter().fold(Alike::all(), |alike, pair| alike & pair.alike());
    (pairs, alike)
}
