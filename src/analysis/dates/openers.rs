//! Which words of time open no date where they stand, by a look at the word behind: most do not.
//!
//! Each answer is one that the grammar would give, later and at many times the cost.

use super::reader::Reader;
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;
use crate::knowledge::timewords::{Bound, TimeWord};

/// Whether `sense`, that of the token at `at`, opens no date there for certain.
pub(super) fn opens_nothing(reader: &Reader<'_>, at: usize, sense: TimeWord) -> bool {
    let next = at + 1;
    let followed_by = |words: &[&str]| words.iter().any(|w| reader.is_word(next, w));
    match sense {
        // "the roaring 1920s"
        TimeWord::The => is_dull(reader, next) && !is_of_time(reader, at + 2),
        TimeWord::At => !matches!(reader.sense(next), Some(TimeWord::Least)),
        TimeWord::Compare => !matches!(reader.sense(next), Some(TimeWord::Than)),
        TimeWord::Bound(bound) => bound != Bound::Eve && !followed_by(&["of"]),
        TimeWord::Part { .. } => !followed_by(&["of", "on"]),
        TimeWord::Shift(_) => is_dull(reader, next) && !followed_by(&["time"]),
        TimeWord::Number(_) => is_dull(reader, next) && !followed_by(&["and"]),
        TimeWord::Some(_) => is_dull(reader, next) && !followed_by(&["of"]),
        TimeWord::Edge(_) => is_dull(reader, next) && !followed_by(&["in", "on"]),
        TimeWord::Article
        | TimeWord::About
        | TimeWord::Earlier
        | TimeWord::Later
        | TimeWord::Recent
        | TimeWord::Ordinal(_)
        | TimeWord::Half
        | TimeWord::Per => is_dull(reader, next),
        TimeWord::Each => is_dull(reader, next) && !followed_by(&["other"]),
        // These stand inside dates and behind them.
        TimeWord::Than
        | TimeWord::Least
        | TimeWord::Filler
        | TimeWord::Before
        | TimeWord::After
        | TimeWord::Old
        | TimeWord::Ago
        | TimeWord::Hence
        | TimeWord::Zone(_)
        | TimeWord::Meridiem(_)
        | TimeWord::OClock => true,
        _ => false,
    }
}

/// Whether the token at `at` is a word that no date holds: plain letters, and no word of time.
fn is_dull(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|token| {
        token.kind == TokenKind::Word
            && !token.is(WordClass::TIME_WORD)
            && reader.text(at).bytes().all(|b| b.is_ascii_alphabetic())
    })
}

/// Whether the token at `at` is a number or a word of time.
fn is_of_time(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|t| t.kind == TokenKind::Number || t.is(WordClass::TIME_WORD))
}
