//! Dates and times in prose: found per block, made exact against an anchor when the story is folded.

use super::sentences::Sentence;
use super::tokens::Token;
use crate::text::ByteRange;

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DateKind {
    /// A day or something coarser.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// One date expression of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Its bytes in the prose.
    pub range: ByteRange,
    /// Its TIMEX3 type.
    pub kind: DateKind,
}

/// Finds the date expressions of a block, in order; they do not overlap.
pub fn find(prose: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<DateMention> {
    let _ = (prose, tokens, sentences);
    Vec::new()
}
