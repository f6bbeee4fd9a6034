//! What the name model sees of a stretch of words: numbers of features, each with a weight for every label.
//!
//! A feature's number is a hash of its template and values, the same on every machine.

use super::around::Surroundings;
use super::regions::{Regions, Run, Shape, Word};
use crate::knowledge::WordClass;
use crate::knowledge::gazetteer::NameClass;

/// Number of a feature.
pub type Feature = u32;

/// Where a word stands in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Position {
    /// The only word.
    Only,
    /// The first of several.
    First,
    /// Neither first nor last.
    Inner,
    /// The last of several.
    Last,
}

/// All positions.
pub const POSITIONS: [Position; 4] = [Position::Only, Position::First, Position::Inner, Position::Last];

/// What a feature is about; the order is part of the model file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Template {
    /// The word, at its position.
    Word,
    /// The word.
    WordAnywhere,
    /// A class of the word.
    WordClass,
    /// A class of the word as a name.
    NameClass,
    /// How the word is written.
    Shape,
    /// Its last letters.
    Suffix,
    /// How common a word is that opens a sentence.
    Opens,
    /// The token before.
    Before,
    /// What kind of token stands before.
    BeforeClass,
    /// The kinds of both tokens before.
    TwoBefore,
    /// The token behind.
    Behind,
    /// What kind of token stands behind.
    BehindClass,
    /// The kinds of both tokens behind.
    TwoBehind,
    /// All words of the name.
    Whole,
    /// A class of all words as one name.
    WholeClass,
    /// How the words are written.
    Pattern,
    /// The same with the token before.
    PatternBefore,
    /// The same with the token behind.
    PatternBehind,
    /// Number of words.
    Length,
    /// Whether it is made like the name of a person.
    Given,
    /// Every stretch.
    Bias,
    /// The label before.
    Transition,
    /// How common and how known a name of one word is.
    SameSentenceCase,
    /// The token before the one before.
    HeadBefore,
    /// The token behind the one behind, and what stands behind a comma.
    HeadBehind,
    /// Brackets around it.
    Enclosed,
    /// The class as a name that says most.
    Salient,
    /// The same with the token before.
    SalientBefore,
    /// The same with the token behind.
    SalientBehind,
    /// Which head of a name the last word is.
    HeadWord,
}

#[inline]
pub(super) fn mix(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(0x9E37_79B1).rotate_left(13).wrapping_mul(0x85EB_CA6B)
}

/// The number of the feature of `template` with the values `a` and `b`.
#[inline]
pub fn number(template: Template, a: u32, b: u32) -> Feature {
    mix(mix(mix(0x5EED, template as u32), a), b)
}

pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Classes of words that tell something about names.
const TELLING: WordClass = WordClass::HONORIFIC
    .union(WordClass::TITLE)
    .union(WordClass::ROLE)
    .union(WordClass::ORG_HEAD)
    .union(WordClass::PLACE_HEAD)
    .union(WordClass::DEMONYM)
    .union(WordClass::NAME_PARTICLE)
    .union(WordClass::COMMON)
    .union(WordClass::MONTH)
    .union(WordClass::WEEKDAY)
    .union(WordClass::TITLE_MODIFIER)
    .union(WordClass::ORG_PREFIX)
    .union(WordClass::DETERMINER)
    .union(WordClass::PREPOSITION)
    .union(WordClass::PRONOUN_SUBJECT)
    .union(WordClass::ABBREVIATION)
    .union(WordClass::CUE)
    .union(WordClass::CUE_NOUN)
    .union(WordClass::AUXILIARY)
    .union(WordClass::MODAL)
    .union(WordClass::NUMBER);

fn each_bit(mut bits: u64, mut with: impl FnMut(u32)) {
    while bits != 0 {
        with(bits.trailing_zeros());
        bits &= bits - 1;
    }
}

/// The class of a name that says most about it: a country’s name that is also somebody’s surname is a country’s.
fn salient(name: NameClass, class: WordClass) -> u32 {
    const ORDER: [NameClass; 11] = [
        NameClass::COUNTRY,
        NameClass::BODY,
        NameClass::MEDIA,
        NameClass::COMPANY,
        NameClass::OBJECT,
        NameClass::REGION,
        NameClass::TEAM,
        NameClass::BIG_CITY,
        NameClass::STATE,
        NameClass::CAPITAL,
        NameClass::COMMON_GIVEN,
    ];
    let common = class.contains(WordClass::COMMON);
    let rank = ORDER.iter().position(|c| name.intersects(*c)).unwrap_or_else(|| {
        let (place, given) = (name.contains(NameClass::CITY), name.intersects(NameClass::GIVEN));
        let surname = name.contains(NameClass::SURNAME);
        20 + usize::from(place) + 2 * usize::from(given) + 4 * usize::from(surname)
    });
    rank as u32 * 2 + u32::from(common)
}

/// How common a word is that a capital may have made a name: 1 for frequent words, 2 for other words of English.
fn commonness(word: &Word) -> u32 {
    match (word.class.contains(WordClass::COMMON), word.name.contains(NameClass::ENGLISH)) {
        (true, _) => 1,
        (false, true) => 2,
        _ => 0,
    }
}

/// The values of the features of one word, whatever its position.
pub struct WordValues {
    hash: u32,
    classes: u64,
    name: u32,
    salient: Option<u32>,
    unknown: bool,
    shape: u32,
    opens: Option<u32>,
    suffixes: Option<[u32; 2]>,
}

impl WordValues {
    /// Those of `word`.
    pub fn of(regions: &Regions, word: &Word) -> Self {
        let lower = word.lower.of(&regions.lower);
        let known = word.class & TELLING;
        let names = word.shape != Shape::Connector;
        let suffix = |length: usize| {
            let mut from = lower.len() - length;
            while !lower.is_char_boundary(from) {
                from -= 1;
            }
            hash(&lower[from..])
        };
        Self {
            hash: hash(lower),
            // All of them are among the first 64 classes.
            classes: known.bits() as u64,
            name: word.name.bits(),
            salient: names.then(|| salient(word.name, word.class)),
            unknown: word.name.is_empty() && known.is_empty(),
            shape: word.shape as u32,
            opens: word.opens.then(|| commonness(word)),
            suffixes: (names && lower.len() > 4).then(|| [suffix(2), suffix(3)]),
        }
    }

    /// The features that the word has at any position.
    pub fn anywhere(&self, with: &mut impl FnMut(Template, u32, u32)) {
        with(Template::WordAnywhere, self.hash, 0);
    }

    /// The other features of the word at `position`.
    pub fn at(&self, position: Position, with: &mut impl FnMut(Template, u32, u32)) {
        let place = position as u32;
        with(Template::Word, self.hash, place);
        each_bit(self.classes, |bit| with(Template::WordClass, bit, place));
        each_bit(u64::from(self.name), |bit| with(Template::NameClass, bit, place));
        if let Some(salient) = self.salient {
            with(Template::Salient, salient, place);
        }
        if self.unknown {
            with(Template::NameClass, 99, place);
        }
        with(Template::Shape, self.shape, place);
        if let Some(commonness) = self.opens {
            with(Template::Opens, commonness, place);
        }
        for suffix in self.suffixes.into_iter().flatten() {
            with(Template::Suffix, suffix, place);
        }
    }
}

/// The words of a run in short: how they are written and what they are known as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Hash of how the words are written.
    pattern: u32,
    /// The class as a name that says most.
    salient: u32,
    /// Whether it is one word.
    single: bool,
}

impl Form {
    /// That of no name.
    pub const NONE: Self = Self { pattern: 0, salient: u32::MAX, single: false };

    /// That of `run`.
    pub fn of(regions: &Regions, run: &Run) -> Self {
        let words = &regions.words[run.from..run.to];
        let pattern = words.iter().fold(0, |h, w| mix(h, w.shape as u32));
        let single = words.len() == 1;
        let class = if single { words[0].class } else { WordClass::empty() };
        let name = if single { words[0].name } else { run.name };
        Self { pattern, salient: salient(name, class), single }
    }

    /// A number for it together with a category beside it; equal ones may be of different forms.
    pub fn hash(self, category: u32) -> u32 {
        mix(self.pattern ^ self.salient.rotate_left(7), category)
    }

    /// Features of the form with the category of the token before.
    pub fn before(self, category: u32, with: &mut impl FnMut(Template, u32, u32)) {
        with(Template::PatternBefore, self.pattern, category);
        with(Template::SalientBefore, self.salient, category);
    }

    /// Features of the form with the category of the token behind.
    pub fn behind(self, category: u32, with: &mut impl FnMut(Template, u32, u32)) {
        with(Template::PatternBehind, self.pattern, category);
        if self.single {
            with(Template::SalientBehind, self.salient, category);
        }
    }
}

/// Features of the words of `run` together, but for those that [`Form`] gives.
pub fn of_whole(
    around: &Surroundings<'_>,
    regions: &Regions,
    run: &Run,
    form: Form,
    with: &mut impl FnMut(Template, u32, u32),
) {
    let words = &regions.words[run.from..run.to];
    let (first, last) = (&words[0], &words[words.len() - 1]);
    with(Template::Bias, 0, 0);
    with(Template::Pattern, form.pattern, 0);
    if words.len() > 1 {
        with(Template::Whole, hash(regions.lower_of(run.from, run.to)), 0);
        with(Template::Salient, form.salient, 9);
        let head =
            last.class & (WordClass::ORG_HEAD | WordClass::PLACE_HEAD | WordClass::ROLE | WordClass::TITLE);
        with(Template::HeadWord, head.bits().trailing_zeros(), form.pattern);
        each_bit(u64::from(run.name.bits()), |bit| with(Template::WholeClass, bit, 0));
        with(Template::Length, words.len() as u32, 0);
        let given = u32::from(first.name.intersects(NameClass::GIVEN))
            + 2 * u32::from(last.name.intersects(NameClass::SURNAME))
            + 4 * u32::from(
                last.class.intersects(WordClass::COMMON | WordClass::ORG_HEAD | WordClass::PLACE_HEAD),
            )
            + 8 * u32::from(words.iter().any(|w| w.shape == Shape::Connector));
        with(Template::Given, given, u32::from(words.len() == 2));
    } else {
        let named = u32::from(first.name.is_empty());
        with(
            Template::SameSentenceCase,
            commonness(first) + 3 * named + 6 * u32::from(first.opens),
            first.shape as u32,
        );
    }
    if around.is_enclosed((first.token as usize).checked_sub(1), last.token as usize + 1) {
        with(Template::Enclosed, first.shape as u32, words.len().min(3) as u32);
    }
}

/// The feature of one label behind another.
pub fn of_transition(previous: usize) -> Feature {
    number(Template::Transition, previous as u32, 0)
}

/// The feature that every stretch has.
pub fn bias() -> Feature {
    number(Template::Bias, 0, 0)
}
