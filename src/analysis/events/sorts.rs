//! Which words of a sentence are of the sorts that events are told by, a bit for each word: what a stretch of the sentence
//! holds is then asked without reading it again for every event.

use crate::analysis::dates::moves_to_day;
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;
use smallvec::SmallVec;
use std::ops::Range;

/// What a word or mark is to the events of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Part of a name, as its capital shows.
    Name,
    /// A number in figures.
    Number,
    /// A modal; the month of May is none.
    Modal,
    /// *not*, *no*, *never*.
    Negation,
    /// *if*, *whether*, *unless*.
    Condition,
    /// A past form that is no auxiliary.
    Past,
    /// What begins a clause or ends one: relatives, subordinators, quotation marks, semicolons.
    ClauseBreak,
    /// A comma.
    Comma,
    /// *cancelled*, *called off*
    CallsOff,
    /// *postponed*, *put off*
    PutsOff,
    /// *denied*
    Denies,
}

const SORTS: usize = Sort::Denies as usize + 1;

/// The sorts of up to 64 tokens, the first one lowest.
type Chunk = [u64; SORTS];

/// The sorts of the tokens of one sentence.
pub(super) struct Sorts {
    first: usize,
    chunks: SmallVec<[Chunk; 1]>,
}

impl Sorts {
    /// Those of the tokens `first..end`, which are one sentence.
    pub(super) fn of(prose: &str, tokens: &[Token], first: usize, end: usize) -> Self {
        let mut chunks = SmallVec::new();
        for from in (first..end).step_by(64) {
            let mut chunk = [0; SORTS];
            for at in from..end.min(from + 64) {
                note(prose, tokens, first, at, |sort| chunk[sort as usize] |= 1 << (at - from));
            }
            chunks.push(chunk);
        }
        Self { first, chunks }
    }

    /// How many of the tokens `range` are of a sort. Nothing outside the sentence is.
    pub(super) fn count(&self, sort: Sort, range: Range<usize>) -> usize {
        self.within(range).map(|(chunk, mask)| (chunk[sort as usize] & mask).count_ones() as usize).sum()
    }

    /// Whether any of the tokens `range` is of a sort. Nothing outside the sentence is.
    pub(super) fn any(&self, sort: Sort, range: Range<usize>) -> bool {
        self.within(range).any(|(chunk, mask)| chunk[sort as usize] & mask != 0)
    }

    /// Whether any token of the sentence is of a sort.
    pub(super) fn has(&self, sort: Sort) -> bool {
        self.chunks.iter().any(|chunk| chunk[sort as usize] != 0)
    }

    /// The chunks that `range` touches, each with the bits of the range.
    fn within(&self, range: Range<usize>) -> impl Iterator<Item = (&Chunk, u64)> {
        let (from, to) = (range.start.saturating_sub(self.first), range.end.saturating_sub(self.first));
        let touched = from / 64..to.div_ceil(64).clamp(from / 64, self.chunks.len().max(from / 64));
        touched.map(move |index| {
            let low = from.saturating_sub(index * 64);
            let high = (to - index * 64).min(64);
            let mask = if high > low { (u64::MAX >> (64 - (high - low))) << low } else { 0 };
            (&self.chunks[index], mask)
        })
    }
}

/// Says which sorts the token at `at` is of, in a sentence that begins with the token `first`.
fn note(prose: &str, tokens: &[Token], first: usize, at: usize, mut is: impl FnMut(Sort)) {
    let token = &tokens[at];
    match token.kind {
        TokenKind::Number => is(Sort::Number),
        TokenKind::DoubleMark => is(Sort::ClauseBreak),
        TokenKind::Punct if token.is_punct(prose, ',') => is(Sort::Comma),
        TokenKind::Punct if token.is_punct(prose, ';') => is(Sort::ClauseBreak),
        TokenKind::Word => {
            let capital = token.is_capitalised();
            if capital && (token.class.is_empty() || at > first && token.range.len() > 4) {
                is(Sort::Name);
            }
            if token.is(TOLD_BY_CLASS) {
                of_class(token, capital, &mut is);
                of_text(prose, tokens, first, at, is);
            }
        }
        _ => {}
    }
}

/// Classes that make a word one of some sort; *off* is a particle, and *if* a subordinator.
const TOLD_BY_CLASS: WordClass = WordClass::MODAL
    .union(WordClass::PARTICLE)
    .union(WordClass::NEGATION)
    .union(WordClass::VERB_PAST)
    .union(WordClass::SUBORDINATOR)
    .union(WordClass::RELATIVE)
    .union(WordClass::CALLS_OFF)
    .union(WordClass::PUTS_OFF)
    .union(WordClass::MOVES)
    .union(WordClass::DENIES);

fn of_class(token: &Token, capital: bool, is: &mut impl FnMut(Sort)) {
    let class = token.class;
    let breaks = class.intersects(WordClass::SUBORDINATOR | WordClass::RELATIVE)
        && !class.contains(WordClass::PREPOSITION);
    for (sort, told) in [
        (Sort::Modal, class.contains(WordClass::MODAL) && !capital),
        (Sort::Negation, class.contains(WordClass::NEGATION)),
        (Sort::Past, class.contains(WordClass::VERB_PAST) && !class.contains(WordClass::AUXILIARY)),
        (Sort::ClauseBreak, breaks),
        (Sort::CallsOff, class.contains(WordClass::CALLS_OFF)),
        (Sort::PutsOff, class.contains(WordClass::PUTS_OFF)),
        (Sort::Denies, class.contains(WordClass::DENIES)),
    ] {
        if told {
            is(sort);
        }
    }
}

fn of_text(prose: &str, tokens: &[Token], first: usize, at: usize, mut is: impl FnMut(Sort)) {
    if tokens[at].is(WordClass::MOVES) && moves_to_day(prose, tokens, at) {
        is(Sort::PutsOff);
    }
    // Looking at the length first saves most of the reading.
    match tokens[at].range.len() {
        3 if at > first && tokens[at].text(prose) == "off" => {
            let verb = tokens[at - 1].text(prose);
            if verb.starts_with("call") {
                is(Sort::CallsOff);
            } else if verb.starts_with("put") {
                is(Sort::PutsOff);
            }
        }
        2 | 6 | 7 if matches!(tokens[at].text(prose), "if" | "If" | "whether" | "unless") => {
            is(Sort::Condition);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tokens::tokenize;

    #[test]
    fn stretches_are_counted_over_the_bounds_of_chunks() {
        let prose = "No, he did not, and, ".repeat(40);
        let tokens = tokenize(&prose);
        for (first, end) in [(0, tokens.len()), (3, 70), (5, 5 + 64), (9, 9 + 128)] {
            let sorts = Sorts::of(&prose, &tokens, first, end);
            for from in first..end {
                for to in from..=end {
                    let commas = tokens[from..to].iter().filter(|t| t.is_punct(&prose, ',')).count();
                    assert_eq!(sorts.count(Sort::Comma, from..to), commas, "{first} {end} {from} {to}");
                    assert_eq!(sorts.any(Sort::Comma, from..to), commas > 0);
                }
            }
            assert_eq!(sorts.count(Sort::Comma, end..end + 99), 0);
        }
    }
}
