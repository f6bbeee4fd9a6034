//! Tokens as the grammar of dates reads them.

use super::openers;
use super::{Bound, Clock, DateKind, DateMention, Shape, Tense};
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;
use crate::knowledge::timewords::{self, TimeWord};
use crate::text::ByteRange;

/// The tokens of one sentence; positions are token indices of the block.
pub(super) struct Reader<'a> {
    pub(super) prose: &'a str,
    tokens: &'a [Token],
    first: usize,
}

/// A date found at some tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    /// Its first token.
    pub(super) first: usize,
    /// Behind its last token.
    pub(super) end: usize,
    pub(super) kind: DateKind,
    pub(super) shape: Shape,
    pub(super) clock: Option<Clock>,
    pub(super) part: Option<&'static str>,
    pub(super) bound: Option<Bound>,
    pub(super) until: Option<Shape>,
}

impl Match {
    pub(super) fn new(first: usize, end: usize, kind: DateKind, shape: Shape) -> Self {
        Self { first, end, kind, shape, clock: None, part: None, bound: None, until: None }
    }

    pub(super) fn date(first: usize, end: usize, shape: Shape) -> Self {
        Self::new(first, end, DateKind::Date, shape)
    }

    /// The same, begun at an earlier token.
    pub(super) fn from(self, first: usize) -> Self {
        Self { first, ..self }
    }

    pub(super) fn mention(self, tokens: &[Token], tense: Tense, sentence: u32) -> DateMention {
        let range = ByteRange { start: tokens[self.first].range.start, end: tokens[self.end - 1].range.end };
        DateMention {
            range,
            kind: self.kind,
            shape: self.shape,
            clock: self.clock,
            part: self.part,
            bound: self.bound,
            until: self.until,
            joined: false,
            stamp: self.first == 0 && self.clock.is_some(),
            tense,
            ahead: false,
            back: false,
            said: false,
            describes: false,
            sentence,
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(prose: &'a str, tokens: &'a [Token], first: usize) -> Self {
        Self { prose, tokens, first }
    }

    /// Whether a date may begin with the token: cheap, and true far too often.
    #[inline]
    pub(super) fn may_begin(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        // Most words: nothing but small letters, and no part in dates.
        if token.plain && !token.is(WordClass::TIME_WORD) {
            return false;
        }
        match token.kind {
            TokenKind::Number => true,
            TokenKind::Word if token.is(WordClass::TIME_WORD) => {
                !self.sense(at).is_some_and(|sense| openers::opens_nothing(self, at, sense))
            }
            TokenKind::Word if token.range.len() > 5 && token.class.is_empty() => {
                token.text(self.prose).as_bytes().contains(&b'-')
            }
            // A listed compound that ends in a unit, *long* or *end*: only the bytes before such an ending are looked at.
            TokenKind::Word if token.class == WordClass::COMMON => {
                let text = token.text(self.prose).as_bytes();
                let end = text.len();
                end > 6 && (text[end - 4] == b'-' || text[end - 5] == b'-' || text[end - 6] == b'-')
            }
            // Q3, H1
            TokenKind::Word if token.range.len() == 2 => self.quarter_sign(at).is_some(),
            TokenKind::SingleMark => self.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number),
            _ => false,
        }
    }

    /// The token at `at`, if it lies in the sentence.
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The token before `at`, if it lies in the sentence.
    pub(super) fn before(&self, at: usize) -> Option<&'a Token> {
        at.checked_sub(1).filter(|before| *before >= self.first).and_then(|before| self.tokens.get(before))
    }

    /// The text of the token at `at`; empty behind the end.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.text(self.prose))
    }

    /// The sense of the token at `at` in dates.
    pub(super) fn sense(&self, at: usize) -> Option<TimeWord> {
        let token = self.tokens.get(at)?;
        if token.kind == TokenKind::Word && token.is(WordClass::TIME_WORD) {
            timewords::of_listed(token.word)
        } else {
            None
        }
    }

    /// Whether the token at `at` has a capital.
    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_capitalised)
    }

    /// Whether the token at `at` is a number token.
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// Whether the token at `at` is the mark `c`.
    pub(super) fn is_punct(&self, at: usize, c: char) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_punct(self.prose, c))
    }

    /// Whether the token at `at` is the word `word`, written small or with a capital.
    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    /// `at`, or the position behind the mark `c` if it stands there.
    pub(super) fn skip(&self, at: usize, c: char) -> usize {
        if self.is_punct(at, c) { at + 1 } else { at }
    }

    /// The number at `at` when it is written in digits only.
    pub(super) fn digits(&self, at: usize) -> Option<u32> {
        let text = self.text(at);
        let plain = text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
        if plain { text.parse().ok() } else { None }
    }

    /// The day of a month at `at`: `3`, `03`, `3rd`.
    pub(super) fn day_of_month(&self, at: usize) -> Option<u8> {
        let text = self.text(at);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 2 || !matches!(&text[digits..], "" | "st" | "nd" | "rd" | "th") {
            return None;
        }
        text[..digits].parse().ok().filter(|d| (1..=31).contains(d))
    }

    /// The year at `at`, four digits that can be one.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        if self.text(at).len() != 4 {
            return None;
        }
        self.digits(at).filter(|y| (1000..=2199).contains(y)).map(|y| y as i16)
    }

    /// `Q3`, `H1`: the number, and whether it is half a year.
    pub(super) fn quarter_sign(&self, at: usize) -> Option<(u8, bool)> {
        match self.text(at).as_bytes() {
            [b'Q', n @ b'1'..=b'4'] => Some((n - b'0', false)),
            [b'H', n @ b'1'..=b'2'] => Some((n - b'0', true)),
            _ => None,
        }
    }

    /// Whether the sentence begins with the token at `at`, and the block with the sentence.
    pub(super) fn opens_block(&self, at: usize) -> bool {
        at == 0 && self.first == 0
    }
}
