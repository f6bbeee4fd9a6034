//! What the name model sees of a stretch of words: numbers of features, each with a weight for every label.
//!
//! A feature's number is a hash of its template and values, the same on every machine.

use super::regions::{Regions, Run, Shape, Word};
use crate::analysis::tokens::{Token, TokenKind};
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

/// The templates; the order is part of the model file.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Template {
    Word,
    WordAnywhere,
    WordClass,
    NameClass,
    Shape,
    Suffix,
    Opens,
    Before,
    BeforeClass,
    TwoBefore,
    Behind,
    BehindClass,
    TwoBehind,
    Whole,
    WholeClass,
    Pattern,
    PatternBefore,
    PatternBehind,
    Length,
    Given,
    Bias,
    Transition,
    SameSentenceCase,
    HeadBefore,
    HeadBehind,
    Enclosed,
    Salient,
    SalientBefore,
    SalientBehind,
    HeadWord,
}

fn mix(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(0x9E37_79B1).rotate_left(13).wrapping_mul(0x85EB_CA6B)
}

fn number(template: Template, a: u32, b: u32) -> Feature {
    mix(mix(mix(0x5EED, template as u32), a), b)
}

fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Hash of a word whatever its capitals.
fn hash_lower(text: &str) -> u32 {
    let step = |h: u32, b: u8| (h ^ u32::from(b)).wrapping_mul(0x0100_0193);
    if text.is_ascii() {
        return text.bytes().fold(0x811C_9DC5, |h, b| step(h, b.to_ascii_lowercase()));
    }
    let mut utf8 = [0; 4];
    text.chars().flat_map(char::to_lowercase).fold(0x811C_9DC5, |h, c| {
        let c = if c == '’' { '\'' } else { c };
        c.encode_utf8(&mut utf8).bytes().fold(h, step)
    })
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

/// Features of one word of a name at `position`.
pub fn of_word(regions: &Regions, word: &Word, position: Position, with: &mut impl FnMut(Feature)) {
    let place = position as u32;
    let lower = word.lower.of(&regions.lower);
    let word_hash = hash(lower);
    with(number(Template::Word, word_hash, place));
    with(number(Template::WordAnywhere, word_hash, 0));
    let known = word.class & TELLING;
    // All of them are among the first 64 classes.
    each_bit(known.bits() as u64, |bit| with(number(Template::WordClass, bit, place)));
    each_bit(u64::from(word.name.bits()), |bit| with(number(Template::NameClass, bit, place)));
    if word.shape != Shape::Connector {
        with(number(Template::Salient, salient(word.name, word.class), place));
    }
    if word.name.is_empty() && known.is_empty() {
        with(number(Template::NameClass, 99, place));
    }
    with(number(Template::Shape, word.shape as u32, place));
    if word.opens {
        with(number(Template::Opens, commonness(word), place));
    }
    if word.shape != Shape::Connector && lower.len() > 4 {
        for length in [2, 3] {
            let mut from = lower.len() - length;
            while !lower.is_char_boundary(from) {
                from -= 1;
            }
            with(number(Template::Suffix, hash(&lower[from..]), place));
        }
    }
}

/// What a token beside a name is: the word itself where it is a small one or a mark, else its classes.
fn category(prose: &str, token: Option<&Token>) -> u32 {
    let Some(token) = token else { return 1 };
    match token.kind {
        TokenKind::DoubleMark | TokenKind::SingleMark => 2,
        TokenKind::Dash => 3,
        TokenKind::Number => 4,
        TokenKind::Ellipsis => 5,
        TokenKind::Possessive => 6,
        TokenKind::Punct => hash(token.text(prose)),
        TokenKind::Word => {
            let small = WordClass::PREPOSITION | WordClass::DETERMINER | WordClass::CONJUNCTION;
            if token.is(small) && !token.is_capitalised() {
                return hash_lower(token.text(prose));
            }
            let first = [
                WordClass::HONORIFIC,
                WordClass::TITLE,
                WordClass::ROLE,
                WordClass::CUE,
                WordClass::AUXILIARY,
                WordClass::MODAL,
                WordClass::DEMONYM,
                WordClass::RELATIVE,
                WordClass::ORG_HEAD,
                WordClass::PLACE_HEAD,
            ];
            let class = first.iter().position(|c| token.is(*c)).map_or(20, |i| i as u32 + 7);
            class + 32 * u32::from(token.is_capitalised())
        }
    }
}

/// What a token is to the names beside it.
#[derive(Clone, Copy)]
struct Beside {
    hash: u32,
    category: u32,
}

/// Tokens in and around some words, each looked at once.
pub struct Surroundings<'a> {
    prose: &'a str,
    tokens: &'a [Token],
    first: usize,
    beside: Vec<Beside>,
}

impl<'a> Surroundings<'a> {
    /// Nothing yet of a block.
    pub fn new(prose: &'a str, tokens: &'a [Token]) -> Self {
        Self { prose, tokens, first: 0, beside: Vec::new() }
    }

    /// Moves to the tokens `first..end` and two on either side.
    pub fn look_at(&mut self, first: usize, end: usize) {
        self.first = first.saturating_sub(2);
        self.beside.clear();
        let near = &self.tokens[self.first..(end + 2).min(self.tokens.len())];
        let read = |t: &Token| Beside {
            hash: hash_lower(t.text(self.prose)),
            category: category(self.prose, Some(t)),
        };
        self.beside.extend(near.iter().map(read));
    }

    /// The hash of a token whatever its capitals; of none, 7.
    fn hash(&self, at: Option<usize>) -> u32 {
        self.get(at).map_or(7, |b| b.hash)
    }

    /// What a token is beside a name, as [`category`] says.
    fn category(&self, at: Option<usize>) -> u32 {
        self.get(at).map_or_else(|| category(self.prose, None), |b| b.category)
    }

    fn get(&self, at: Option<usize>) -> Option<Beside> {
        self.beside.get(at?.checked_sub(self.first)?).copied()
    }
}

/// Features of what stands before token `before` and from token `behind` on.
pub fn of_context(
    around: &Surroundings<'_>,
    before: Option<usize>,
    behind: Option<usize>,
    with: &mut impl FnMut(Feature),
) {
    let (prose, tokens) = (around.prose, around.tokens);
    if let Some(end) = behind {
        let (next, second) = (Some(end), Some(end + 1));
        with(number(Template::Behind, around.hash(next), 0));
        with(number(Template::BehindClass, around.category(next), 0));
        let pair = mix(around.category(next), around.category(second));
        with(number(Template::TwoBehind, pair, 0));
        if tokens.get(end).is_some_and(|t| t.is_punct(prose, ',')) {
            with(number(Template::HeadBehind, around.hash(second), 0));
            let role = tokens[end..].iter().take(7).any(|t| t.is(WordClass::ROLE | WordClass::TITLE));
            with(number(Template::HeadBehind, u32::from(role), 1));
        }
        if tokens.len() > end + 1 {
            with(number(Template::HeadBehind, around.hash(second), 2));
        }
    }
    if let Some(first) = before {
        let (previous, second) = (first.checked_sub(1), first.checked_sub(2));
        with(number(Template::Before, around.hash(previous), 0));
        with(number(Template::BeforeClass, around.category(previous), 0));
        let pair = mix(around.category(previous), around.category(second));
        with(number(Template::TwoBefore, pair, 0));
        if second.is_some() {
            with(number(Template::HeadBefore, around.hash(second), 0));
        }
    }
}

/// Features of the words of `run` together.
pub fn of_whole(around: &Surroundings<'_>, regions: &Regions, run: &Run, with: &mut impl FnMut(Feature)) {
    let words = &regions.words[run.from..run.to];
    let (first, last) = (&words[0], &words[words.len() - 1]);
    let pattern = words.iter().fold(0, |h, w| mix(h, w.shape as u32));
    with(bias());
    with(number(Template::Pattern, pattern, 0));
    let (before, behind) = ((first.token as usize).checked_sub(1), last.token as usize + 1);
    let (category_before, category_behind) = (around.category(before), around.category(Some(behind)));
    with(number(Template::PatternBefore, pattern, category_before));
    with(number(Template::PatternBehind, pattern, category_behind));
    if words.len() > 1 {
        with(number(Template::Whole, hash(regions.lower_of(run.from, run.to)), 0));
        let most = salient(run.name, WordClass::empty());
        with(number(Template::Salient, most, 9));
        with(number(Template::SalientBefore, most, category_before));
        let head =
            last.class & (WordClass::ORG_HEAD | WordClass::PLACE_HEAD | WordClass::ROLE | WordClass::TITLE);
        with(number(Template::HeadWord, head.bits().trailing_zeros(), pattern));
        each_bit(u64::from(run.name.bits()), |bit| with(number(Template::WholeClass, bit, 0)));
        with(number(Template::Length, words.len() as u32, 0));
        let given = u32::from(first.name.intersects(NameClass::GIVEN))
            + 2 * u32::from(last.name.intersects(NameClass::SURNAME))
            + 4 * u32::from(
                last.class.intersects(WordClass::COMMON | WordClass::ORG_HEAD | WordClass::PLACE_HEAD),
            )
            + 8 * u32::from(words.iter().any(|w| w.shape == Shape::Connector));
        with(number(Template::Given, given, u32::from(words.len() == 2)));
    } else {
        let most = salient(first.name, first.class);
        with(number(Template::SalientBefore, most, category_before));
        with(number(Template::SalientBehind, most, category_behind));
        let named = u32::from(first.name.is_empty());
        with(number(
            Template::SameSentenceCase,
            commonness(first) + 3 * named + 6 * u32::from(first.opens),
            first.shape as u32,
        ));
    }
    let mark = |at: Option<usize>, c| {
        at.and_then(|at| around.tokens.get(at)).is_some_and(|t| t.is_punct(around.prose, c))
    };
    if mark(before, '(') && mark(Some(behind), ')') {
        with(number(Template::Enclosed, first.shape as u32, words.len().min(3) as u32));
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
