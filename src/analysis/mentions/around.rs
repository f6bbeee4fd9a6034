//! What stands beside the words of names, and what it is worth to them, remembered: the same small words and marks
//! stand beside names again and again.

use super::features::{Template, hash, mix};
use super::model::Model;
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;
use crate::knowledge::packed::{self, Packed};
use crate::knowledge::weights::Sums;
use std::cell::RefCell;
use std::sync::OnceLock;

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

/// The classes that a word beside a name is known by; the order is part of the model file.
const CATEGORIES: [WordClass; 10] = [
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

/// What a token beside a name is: the word itself where it is a small one or a mark, else its classes.
fn category(prose: &str, token: &Token) -> u32 {
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
            let class = CATEGORIES.iter().position(|c| token.is(*c)).map_or(20, |i| i as u32 + 7);
            class + 32 * u32::from(token.is_capitalised())
        }
    }
}

/// Places beside a name.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Side {
    /// Right before it.
    Before,
    /// One further.
    BeforeThat,
    /// Right behind it.
    Behind,
    /// One further.
    BehindThat,
    /// Behind the comma behind it.
    BehindComma,
}

/// All of them.
const SIDES: [Side; 5] = [Side::Before, Side::BeforeThat, Side::Behind, Side::BehindThat, Side::BehindComma];

/// What a token is to the names beside it.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    hash: u32,
    category: u32,
}

impl Beside {
    /// No token: the block begins or ends.
    const NOTHING: Self = Self { hash: 7, category: 1 };

    fn of(prose: &str, token: &Token) -> Self {
        Self { hash: hash_lower(token.text(prose)), category: category(prose, token) }
    }

    /// The features that the token alone gives a name at that side of it.
    fn features(self, side: Side, with: &mut impl FnMut(Template, u32, u32)) {
        match side {
            Side::Before => {
                with(Template::Before, self.hash, 0);
                with(Template::BeforeClass, self.category, 0);
            }
            Side::BeforeThat => with(Template::HeadBefore, self.hash, 0),
            Side::Behind => {
                with(Template::Behind, self.hash, 0);
                with(Template::BehindClass, self.category, 0);
            }
            Side::BehindThat => with(Template::HeadBehind, self.hash, 2),
            Side::BehindComma => with(Template::HeadBehind, self.hash, 0),
        }
    }

    /// What these are worth, for each side.
    fn worth(self, model: &Model) -> Worth {
        let mut worth = [0; SIDES.len()];
        for side in SIDES {
            self.features(side, &mut |t, a, b| model.add(t, a, b, &mut worth[side as usize]));
        }
        worth
    }
}

/// The weights of the features of a token for each side, summed up.
pub(super) type Worth = [Sums; SIDES.len()];

static NOTHING: OnceLock<Worth> = OnceLock::new();

/// Tokens that a thread remembers; a power of two.
const REMEMBERED: usize = 1024;

/// A token: its letters as they stand, what it is, and its classes.
type Key = (Packed, TokenKind, WordClass);

thread_local! {
    /// Tokens read not long ago, each at the place that its letters give. The model is the same all the time.
    static RECENT: RefCell<Vec<Option<(Key, Beside, Worth)>>> = const { RefCell::new(Vec::new()) };
}

/// Tokens in and around some words, each looked at once.
pub struct Surroundings<'a> {
    prose: &'a str,
    tokens: &'a [Token],
    /// What features are asked for with; `None` where they are only numbered.
    model: Option<&'a Model>,
    first: usize,
    beside: Vec<(Beside, Worth)>,
}

impl<'a> Surroundings<'a> {
    /// Nothing yet of a block.
    pub fn new(prose: &'a str, tokens: &'a [Token], model: Option<&'a Model>) -> Self {
        Self { prose, tokens, model, first: 0, beside: Vec::new() }
    }

    /// The same with the room of `beside`.
    pub(super) fn within(self, beside: Vec<(Beside, Worth)>) -> Self {
        Self { beside, ..self }
    }

    /// Gives that room back.
    pub(super) fn into_room(self) -> Vec<(Beside, Worth)> {
        self.beside
    }

    /// Moves to the tokens `first..end` and two on either side.
    pub fn look_at(&mut self, first: usize, end: usize) {
        self.first = first.saturating_sub(2);
        self.beside.clear();
        let near = &self.tokens[self.first..(end + 2).min(self.tokens.len())];
        let Some(model) = self.model else {
            self.beside.extend(near.iter().map(|t| (Beside::of(self.prose, t), Worth::default())));
            return;
        };
        RECENT.with_borrow_mut(|recent| {
            if recent.is_empty() {
                recent.resize(REMEMBERED, None);
            }
            // A word that stands alone stands beside no word of a name.
            let alone = (end == first + 1).then_some(first - self.first);
            self.beside.extend(near.iter().enumerate().map(|(at, token)| match alone {
                Some(word) if word == at => (Beside::NOTHING, Worth::default()),
                _ => remembered(self.prose, token, model, recent),
            }));
        });
    }

    fn get(&self, at: Option<usize>) -> Option<&(Beside, Worth)> {
        self.beside.get(at?.checked_sub(self.first)?)
    }

    fn beside(&self, at: Option<usize>) -> Beside {
        self.get(at).map_or(Beside::NOTHING, |(beside, _)| *beside)
    }

    fn worth(&self, at: Option<usize>, side: Side, model: &Model) -> Sums {
        let nothing = || NOTHING.get_or_init(|| Beside::NOTHING.worth(model));
        self.get(at).map_or_else(nothing, |(_, worth)| worth)[side as usize]
    }

    /// What a token is beside a name, as `category` says.
    pub fn category(&self, at: Option<usize>) -> u32 {
        self.beside(at).category
    }

    /// Whether the tokens at `before` and `behind` are brackets.
    pub fn is_enclosed(&self, before: Option<usize>, behind: usize) -> bool {
        let mark = |at: usize, c| self.tokens.get(at).is_some_and(|t| t.is_punct(self.prose, c));
        before.is_some_and(|at| mark(at, '(')) && mark(behind, ')')
    }

    /// The tokens that stand before a name at token `first`, each with its side.
    fn sides_before(first: usize) -> impl Iterator<Item = (Option<usize>, Side)> {
        let second = first.checked_sub(2);
        let that = second.map(|at| (Some(at), Side::BeforeThat));
        [(first.checked_sub(1), Side::Before)].into_iter().chain(that)
    }

    /// The tokens that stand behind a name that ends before token `end`, each with its side.
    fn sides_behind(&self, end: usize) -> impl Iterator<Item = (Option<usize>, Side)> {
        let comma = self.has_comma(end).then_some((Some(end + 1), Side::BehindComma));
        let that = (self.tokens.len() > end + 1).then_some((Some(end + 1), Side::BehindThat));
        [(Some(end), Side::Behind)].into_iter().chain(comma).chain(that)
    }

    fn has_comma(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_punct(self.prose, ','))
    }

    /// The feature of both tokens before a name together.
    fn pair_before(&self, first: usize, with: &mut impl FnMut(Template, u32, u32)) {
        let (previous, second) = (first.checked_sub(1), first.checked_sub(2));
        with(Template::TwoBefore, mix(self.category(previous), self.category(second)), 0);
    }

    /// The features of the tokens behind a name together.
    fn together_behind(&self, end: usize, with: &mut impl FnMut(Template, u32, u32)) {
        let pair = mix(self.category(Some(end)), self.category(Some(end + 1)));
        with(Template::TwoBehind, pair, 0);
        if self.has_comma(end) {
            let near = self.tokens[end..].iter().take(7);
            let role = near.into_iter().any(|t| t.is(WordClass::ROLE | WordClass::TITLE));
            with(Template::HeadBehind, u32::from(role), 1);
        }
    }

    /// Features of what stands before token `first`.
    pub fn features_before(&self, first: usize, with: &mut impl FnMut(Template, u32, u32)) {
        Self::sides_before(first).for_each(|(at, side)| self.beside(at).features(side, with));
        self.pair_before(first, with);
    }

    /// Features of what stands from token `end` on.
    pub fn features_behind(&self, end: usize, with: &mut impl FnMut(Template, u32, u32)) {
        self.sides_behind(end).for_each(|(at, side)| self.beside(at).features(side, with));
        self.together_behind(end, with);
    }

    /// What [`Self::features_before`] is worth.
    pub fn score_before(&self, first: usize, model: &Model, sum: &mut Sums) {
        Self::sides_before(first).for_each(|(at, side)| *sum += self.worth(at, side, model));
        self.pair_before(first, &mut |t, a, b| model.add(t, a, b, sum));
    }

    /// What [`Self::features_behind`] is worth.
    pub fn score_behind(&self, end: usize, model: &Model, sum: &mut Sums) {
        self.sides_behind(end).for_each(|(at, side)| *sum += self.worth(at, side, model));
        self.together_behind(end, &mut |t, a, b| model.add(t, a, b, sum));
    }
}

fn remembered(
    prose: &str,
    token: &Token,
    model: &Model,
    recent: &mut [Option<(Key, Beside, Worth)>],
) -> (Beside, Worth) {
    let read = || {
        let beside = Beside::of(prose, token);
        (beside, beside.worth(model))
    };
    let text = token.text(prose);
    if text.len() > size_of::<Packed>() {
        return read();
    }
    let key = (packed::pack(text.as_bytes()), token.kind, token.class);
    let place = &mut recent[packed::hash(key.0) as usize % REMEMBERED];
    match place {
        Some((known, beside, worth)) if *known == key => (*beside, *worth),
        _ => {
            let (beside, worth) = read();
            *place = Some((key, beside, worth));
            (beside, worth)
        }
    }
}
