//! A block as the writer's own words, each quotation in them as one item.

use crate::analysis::quotes::Quotes;
use crate::analysis::sentences::Sentence;
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::{WordClass, lexicon};
use crate::text::ByteRange;
use smallvec::SmallVec;

/// No quotation.
const NONE: u32 = u32::MAX;

/// One word or mark outside quotations, or one whole quotation.
#[derive(Clone, Copy, Debug)]
struct Item {
    /// First token.
    token: u32,
    /// Index behind the last token.
    end: u32,
    /// Index of the quotation, or [`NONE`].
    quote: u32,
    /// Sentence of the first token.
    sentence: u32,
    /// Sentence of the last token.
    last_sentence: u32,
    /// Item that the sentence of this one begins with.
    start: u32,
    /// Whether it is a word with a capital first, or behind a particle: `al-Bashir`, `d’Ettorre`.
    capital: bool,
}

/// The items of a block. Indices handed around in [`super`] are item indices; every look-up takes any index.
pub(super) struct Stream<'a> {
    pub prose: &'a str,
    pub tokens: &'a [Token],
    pub quotes: &'a Quotes,
    items: Vec<Item>,
    /// The items that are quotations.
    quoted: SmallVec<[u32; 8]>,
    /// The items that are words with which somebody may be said to speak.
    cues: SmallVec<[u32; 24]>,
}

/// Classes of words with which somebody may be said to speak.
const CUES: WordClass = WordClass::CUE
    .union(WordClass::WEAK_CUE)
    .union(WordClass::CUE_PARTICIPLE)
    .union(WordClass::WEAK_CUE_PARTICIPLE)
    .union(WordClass::CUE_BASE)
    .union(WordClass::ACCORDING);

/// `al-Bashir`, `d’Ettorre`: a name that begins with a particle in small letters.
fn is_behind_particle(prose: &str, token: &Token) -> bool {
    if token.plain || token.kind != TokenKind::Word || !token.class.is_empty() {
        return false;
    }
    let text = token.text(prose);
    let named = |tail: &str| tail.starts_with(char::is_uppercase);
    match text.split_once(['-', '’', '\'']) {
        Some((head, tail)) if text[head.len()..].starts_with('-') => {
            named(tail) && lexicon::classes_of(head).contains(WordClass::NAME_PARTICLE)
        }
        Some((head, tail)) => named(tail) && head.len() <= 2,
        None => false,
    }
}

/// Half-open range of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Items {
    pub start: usize,
    pub end: usize,
}

impl<'a> Stream<'a> {
    /// The stream of one block.
    pub fn new(prose: &'a str, tokens: &'a [Token], sentences: &[Sentence], quotes: &'a Quotes) -> Self {
        let mut items = Vec::with_capacity(tokens.len());
        let (mut quoted, mut cues) = (SmallVec::new(), SmallVec::new());
        let mut outer = quotes.parts.iter().enumerate().filter(|(_, p)| p.depth == 0).map(|(i, p)| {
            let first = p.tokens.0 - u32::from(p.opened);
            let end = p.tokens.1 + u32::from(p.closed);
            (i as u32, first, end)
        });
        let mut next = outer.next();
        let (mut at, mut sentence) = (0u32, 0u32);
        let advance = |sentence: &mut u32, token: u32| {
            while sentences.get(*sentence as usize).is_some_and(|s| s.end <= token) {
                *sentence += 1;
            }
            *sentence
        };
        while (at as usize) < tokens.len() {
            while next.is_some_and(|(_, first, end)| first < at || end <= at) {
                next = outer.next();
            }
            let first = advance(&mut sentence, at);
            let goes_on = items.last().filter(|before: &&Item| before.last_sentence == first);
            let start = goes_on.map_or(items.len() as u32, |before| before.start);
            let item = Item {
                token: at,
                end: at + 1,
                quote: NONE,
                sentence: first,
                last_sentence: first,
                start,
                capital: false,
            };
            if let Some((quote, _, end)) = next.filter(|(_, first, _)| *first == at) {
                quoted.push(items.len() as u32);
                items.push(Item { end, quote, last_sentence: advance(&mut sentence, end - 1), ..item });
                at = end;
                continue;
            }
            // The words up to the next quotation or the end of the sentence.
            let until = sentences.get(sentence as usize).map_or(tokens.len() as u32, |s| s.end);
            let until = next.map_or(until, |(_, first, _)| first.min(until));
            for token in &tokens[at as usize..until as usize] {
                if token.is(CUES) && token.kind == TokenKind::Word {
                    cues.push(items.len() as u32);
                }
                let capital = token.is_capitalised() || is_behind_particle(prose, token);
                items.push(Item { token: at, end: at + 1, capital, ..item });
                at += 1;
            }
        }
        Self { prose, tokens, quotes, items, quoted, cues }
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// The token at `i`; `None` for a quotation and behind the end.
    pub fn token(&self, i: usize) -> Option<&'a Token> {
        let item = self.items.get(i).filter(|item| item.quote == NONE)?;
        self.tokens.get(item.token as usize)
    }

    /// The items that are quotations, in order, each with the index of its quotation.
    pub fn quotations(&self) -> impl DoubleEndedIterator<Item = (usize, usize)> + '_ {
        self.quoted.iter().map(|i| (*i as usize, self.items[*i as usize].quote as usize))
    }

    /// The items that are words with which somebody may be said to speak, in order.
    pub fn cues(&self) -> impl Iterator<Item = usize> + '_ {
        self.cues.iter().map(|i| *i as usize)
    }

    /// The quotation at `i`.
    pub fn quote(&self, i: usize) -> Option<usize> {
        self.items.get(i).filter(|item| item.quote != NONE).map(|item| item.quote as usize)
    }

    /// The text of the token at `i`, empty for a quotation.
    pub fn text(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |t| t.text(self.prose))
    }

    /// Whether the token at `i` belongs to any of `classes`.
    pub fn is(&self, i: usize, classes: WordClass) -> bool {
        self.token(i).is_some_and(|t| t.is(classes))
    }

    /// Whether the token at `i` is the punctuation `c`.
    pub fn punct(&self, i: usize, c: char) -> bool {
        self.token(i).is_some_and(|t| t.is_punct(self.prose, c))
    }

    /// The kind of the token at `i`.
    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.token(i).map(|t| t.kind)
    }

    /// Whether the token at `i` is a word with a capital first, or behind a particle.
    pub fn is_capitalised(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|item| item.capital)
    }

    /// Whether the token at `i` is a word without a capital.
    pub fn is_lower_word(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Word) && !self.is_capitalised(i)
    }

    /// Whether a sentence ends between `i - 1` and `i`.
    pub fn breaks_before(&self, i: usize) -> bool {
        match (i.checked_sub(1).and_then(|b| self.items.get(b)), self.items.get(i)) {
            (Some(before), Some(item)) => before.last_sentence != item.sentence,
            _ => true,
        }
    }

    /// The first item of the sentence that `i` stands in, not counting what a quotation in it ends.
    pub fn sentence_start(&self, i: usize) -> usize {
        match self.items.get(i) {
            Some(item) => item.start as usize,
            None => self.items.last().map_or(0, |last| last.start as usize),
        }
    }

    /// The bytes of `items` in the prose.
    pub fn range(&self, items: Items) -> ByteRange {
        match (self.items.get(items.start), self.items.get(items.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if items.start < items.end => ByteRange {
                start: self.tokens[first.token as usize].range.start,
                end: self.tokens[last.end as usize - 1].range.end,
            },
            _ => ByteRange::default(),
        }
    }
}
