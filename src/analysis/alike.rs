//! Whether two readings of one block say the same: what an edit inside the block has left alone.
//!
//! Each part of the fold reads a block in its own way, so each has its own question here. "The same" is meant up to the
//! places, which an edit moves: what stood behind it stands further on.

use super::article::{BlockRef, Blocks, Place};
use super::dates::DateMention;
use super::events;
use super::furniture::{self, Form};
use super::mentions::Mention;
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
        /// Their pronouns say the same of the gender of those whom they name.
        const GENDERS = 1 << 2;
        /// Somebody has asked for the events before the edit, and they tell of the same ones in the same words.
        const EVENTS = 1 << 3;
        /// They have the same outer form, and are too long to be a heading.
        const FORM = 1 << 4;
    }
}

/// Two readings of one block, before and after an edit.
pub struct Pair<'a> {
    before: BlockRef<'a>,
    after: BlockRef<'a>,
    /// The event mentions that count, in both readings; `None` where nobody has asked for events.
    events: Option<[Vec<usize>; 2]>,
    /// Whether the block stands near the top of the story, where more is read of what it tells.
    top: bool,
}

impl<'a> Pair<'a> {
    /// The readings side by side; `told` where their events are to be compared.
    pub fn new(before: BlockRef<'a>, after: BlockRef<'a>, top: bool, told: bool) -> Self {
        let events = told.then(|| [before, after].map(|block| events::same::that_count(block.events())));
        Self { before, after, events, top }
    }

    /// What they have in common; of pronouns only if that is `asked`.
    fn alike(&self, asked: Asked) -> Alike {
        let mut alike = Alike::empty();
        alike.set(Alike::NAMES, self.same_names());
        alike.set(Alike::DATES, self.same_dates());
        alike.set(Alike::GENDERS, asked.persons && self.same_genders());
        alike.set(Alike::EVENTS, self.same_events());
        alike.set(Alike::FORM, self.same_form());
        alike
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

    /// Whether pronouns say the same of everybody's gender.
    fn same_genders(&self) -> bool {
        self.before.references().genders == self.after.references().genders
    }

    fn same_events(&self) -> bool {
        let Some([counting_old, counting_new]) = &self.events else { return false };
        let (old, new) = (self.before.summary, self.after.summary);
        let (events_old, events_new) = (self.before.events(), self.after.events());
        self.before.block.kind == self.after.block.kind
            && old.sentences.is_empty() == new.sentences.is_empty()
            && old.form.stopped == new.form.stopped
            && (!self.may_be_title() || each(events_old, events_new, |a, b| a.lemma == b.lemma))
            && each(counting_old, counting_new, |a, b| {
                let (a, b) = (&events_old[*a], &events_new[*b]);
                (!self.top || a.signs == b.signs)
                    && events::same::is_same(a, counting_old, b, counting_new)
                    && self.reads(a.name, b.name)
                    && self.reads(a.about, b.about)
            })
    }

    /// Whether the block may be the headline, of which all words are read.
    fn may_be_title(&self) -> bool {
        self.top || !self.after.summary.form.stopped || self.after.block.kind != BlockKind::Paragraph
    }

    fn same_form(&self) -> bool {
        let (old, new) = (&self.before.summary.form, &self.after.summary.form);
        let kind = self.before.block.kind;
        old.chars.min(new.chars) as usize > furniture::LONGEST
            && !matches!(kind, BlockKind::Heading(_))
            && kind == self.after.block.kind
            && Form { chars: 0, ..*old } == Form { chars: 0, ..*new }
    }

    /// Where the event at `place` of the older prose now stands.
    pub fn place_of_event(&self, place: Place) -> Option<Place> {
        let [counting_old, counting_new] = self.events.as_ref()?;
        let old = self.before.events();
        let at = counting_old.iter().position(|i| old[*i].head == place.range)?;
        let new = self.after.events().get(*counting_new.get(at)?)?;
        Some(Place { range: new.head, ..place })
    }
}

/// Behind so many paragraphs that tell something the top of a story ends.
const TOP: usize = 5;

/// Bytes between two dates from which on neither reads the other.
const APART: u32 = 16;

/// Whether two lists have the same length and the same entries.
fn each<T>(old: &[T], new: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(a, b)| same(a, b))
}

/// What is compared only where somebody has asked for it before the edit.
#[derive(Clone, Copy)]
pub struct Asked {
    /// The events.
    pub events: bool,
    /// Whom pronouns, roles and descriptions stand for.
    pub persons: bool,
}

/// What the readings of the blocks `changed` have in common, all taken together.
pub fn compare<'a>(
    before: &'a Blocks<'a>,
    after: &'a Blocks<'a>,
    changed: std::ops::Range<usize>,
    asked: Asked,
) -> (Vec<Pair<'a>>, Alike) {
    let tells = |b: &&BlockRef<'_>| {
        let summary = b.summary;
        b.block.kind == BlockKind::Paragraph && summary.form.stopped && !summary.sentences.is_empty()
    };
    let top = after[..changed.start].iter().filter(tells).take(TOP).count() < TOP;
    let pairs: Vec<Pair<'a>> = changed.map(|i| Pair::new(before[i], after[i], top, asked.events)).collect();
    let alike = pairs.iter().fold(Alike::all(), |alike, pair| alike & pair.alike(asked));
    (pairs, alike)
}
