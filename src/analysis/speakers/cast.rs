//! Who is at hand while a story is read, and how prominent each is.

use crate::analysis::entities::EntityIndex;
use crate::analysis::mentions::Gender;

/// Somebody or something that is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// One of the story's entities.
    Entity(EntityIndex),
    /// A speaker whose name is known from the source phrase alone: hash of its last word.
    Phrase(u64),
    /// Somebody without a name: hash of the noun.
    Stranger(u64),
}

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A person.
    Person,
    /// Somebody, if the words are a name at all.
    Perhaps,
    /// A body, if it is not a person after all.
    BodyPerhaps,
    /// A body.
    Body,
}

/// Somebody or something at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    pub who: Who,
    /// Gender, if it is known.
    pub gender: Option<Gender>,
    /// What it is.
    pub kind: Kind,
    /// Block of the last reference.
    pub block: u32,
    /// Whether the last reference was a subject or a source.
    pub leading: bool,
    /// Sentence of the last reference, counted over the story.
    pub clock: u32,
    pub salience: i32,
    /// Sentence in which it was last a subject or a source; 0 if it never was.
    pub led: u32,
    /// Block in which a name or phrase last named it.
    pub named: Option<u32>,
    /// Sentence in which it was last asked something; 0 if it never was.
    pub asked: u32,
}

/// Everybody at hand, the least recent first.
#[derive(Clone, Debug, Default)]
pub(super) struct Cast {
    pub figures: Vec<Figure>,
    /// Sentences read so far that refer to anybody, the one at hand included.
    pub clock: u32,
    /// The block that is being read.
    pub block: u32,
}

/// Most figures that are kept at hand.
const MOST: usize = 24;
/// Steps after which a figure has faded as far as it can.
const FADED: u32 = 12;
/// No figure stands out more than this.
const HIGHEST: i32 = 160;

impl Cast {
    /// Notes a reference worth `points`.
    pub fn touch(&mut self, new: Figure, points: i32) {
        let old = self.figures.iter().position(|f| f.who == new.who).map(|i| self.figures.remove(i));
        if old.is_none() && self.figures.len() >= MOST {
            self.figures.remove(0);
        }
        let rest = old.map_or(0, |f| self.weight(&f));
        let (more, less) = (rest.max(points), rest.min(points));
        let here = old.filter(|f| self.is_here(f));
        self.figures.push(Figure {
            salience: (more + less / 3).min(HIGHEST),
            clock: self.clock,
            gender: new.gender.or(old.and_then(|f| f.gender)),
            named: new.named.or(old.and_then(|f| f.named)),
            led: if new.leading { self.clock } else { old.map_or(0, |f| f.led) },
            leading: new.leading || here.is_some_and(|f| f.leading),
            asked: old.map_or(0, |f| f.asked),
            ..new
        });
    }

    /// Notes that `who` is asked something, and that those who led the sentence only ask.
    pub fn ask(&mut self, who: Who) {
        for figure in self.figures.iter_mut().filter(|f| f.clock == self.clock) {
            if figure.who == who {
                figure.asked = self.clock;
            } else {
                (figure.leading, figure.led) = (false, 0);
            }
        }
    }

    /// Whether the same people are at hand and stand out as much. Sentences are counted from the one at hand.
    pub fn is_like(&self, other: &Self) -> bool {
        let back = |cast: &Self, clock: u32| cast.clock.wrapping_sub(clock);
        let since = |cast: &Self, clock: u32| (clock > 0).then(|| back(cast, clock));
        let same = |a: &Figure, b: &Figure| {
            back(self, a.clock) == back(other, b.clock)
                && since(self, a.led) == since(other, b.led)
                && since(self, a.asked) == since(other, b.asked)
                && Figure { clock: b.clock, led: b.led, asked: b.asked, ..*a } == *b
        };
        self.figures.len() == other.figures.len()
            && self.figures.iter().zip(&other.figures).all(|(a, b)| same(a, b))
    }

    /// How prominent the figure is now: it fades with every sentence that speaks of others, and with every paragraph.
    pub fn weight(&self, figure: &Figure) -> i32 {
        let sentences = (self.clock - figure.clock).min(FADED);
        let blocks = (self.block - figure.block).min(FADED);
        let weight = (0..sentences).fold(figure.salience, |weight, _| weight * 5 / 8);
        (0..blocks).fold(weight, |weight, _| weight * 6 / 8)
    }

    /// Whoever leads the sentence at hand without a name does so no longer.
    pub fn name_stranger(&mut self) {
        let clock = self.clock;
        let last = self.figures.last_mut().filter(|f| f.clock == clock && matches!(f.who, Who::Stranger(_)));
        if let Some(stranger) = last {
            *stranger = Figure { leading: false, led: 0, salience: 0, ..*stranger };
        }
    }

    /// Who leads the sentence at hand, if nobody else was spoken of since.
    pub fn subject(&self) -> Option<&Figure> {
        self.figures.last().filter(|f| f.leading && self.is_here(f))
    }

    /// Whether the figure was spoken of in the sentence at hand.
    pub fn is_here(&self, figure: &Figure) -> bool {
        figure.clock == self.clock
    }

    /// The figure of `who`.
    pub fn find(&self, who: Who) -> Option<&Figure> {
        self.figures.iter().rev().find(|f| f.who == who)
    }
}

impl Figure {
    /// The entity that it is, if it is one.
    pub fn entity(&self) -> Option<EntityIndex> {
        match self.who {
            Who::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    /// A figure seen in `block`.
    pub fn new(who: Who, gender: Option<Gender>, kind: Kind, block: u32) -> Self {
        Self {
            who,
            gender,
            kind,
            block,
            leading: false,
            clock: 0,
            salience: 0,
            led: 0,
            named: None,
            asked: 0,
        }
    }
}
