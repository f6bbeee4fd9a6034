//! Events: what an editor would put into a timeline.

use super::dates::DateMention;
use super::mentions::Mention;
use super::sentences::Sentence;
use super::tokens::Token;
use crate::text::ByteRange;

/// Whether an event has taken place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EventStatus {
    /// It has.
    Held,
    /// It is to.
    Planned,
    /// It was called off.
    Cancelled,
    /// It was put off.
    Postponed,
    /// Somebody says it did not.
    Denied,
}

/// One event mention of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventMention {
    /// The head word in the prose.
    pub head: ByteRange,
    /// The words an outline would show, in the prose.
    pub name: ByteRange,
    /// Held, planned …
    pub status: EventStatus,
    /// Index of the date in the block that dates it.
    pub date: Option<u32>,
    /// Index of the place mention that says where.
    pub place: Option<u32>,
    /// Indices of the mentions that take part.
    pub participants: Vec<u32>,
    /// Whether an outline should list it.
    pub outline: bool,
}

/// Finds the event mentions of a block, in order.
pub fn find(
    prose: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    mentions: &[Mention],
    dates: &[DateMention],
) -> Vec<EventMention> {
    let _ = (prose, tokens, sentences, mentions, dates);
    Vec::new()
}
