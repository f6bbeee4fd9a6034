//! Where in the story a mention stands, and what its paragraph lends it.

use super::signs::Signs;
use super::{EventMention, EventStatus};
use crate::analysis::article::{BlockRef, Blocks};
use crate::analysis::dates::Tense;

/// Where a mention stands.
pub(super) struct Here<'a> {
    pub(super) blocks: &'a Blocks<'a>,
    pub(super) block: usize,
    /// Index in the article of the block's first date.
    pub(super) first_date: usize,
    pub(super) place: Signs,
    /// The events that the writer marked in the block.
    pub(super) marks: Marks,
    /// The date that dates what its sentence does not.
    pub(super) lent: Option<u32>,
}

impl Here<'_> {
    /// The one date of the paragraph that it has for what was: not that of what is planned, "they will sue on Friday".
    pub(super) fn lent(block: BlockRef<'_>) -> Option<u32> {
        let dates = &block.summary.dates;
        let mut days = dates.iter().enumerate().filter(|(_, d)| d.is_calendar()).take(2);
        let (Some((index, date)), None) = (days.next(), days.next()) else { return None };
        if date.describes {
            return None;
        }
        let planned = |m: &EventMention| m.status == EventStatus::Planned && m.date == Some(index as u32);
        let ahead = date.tense == Tense::Future || block.events().iter().any(planned);
        (!ahead).then_some(index as u32)
    }

    /// The one date of the paragraph, for an event in a sentence without one: "They won the cup. The final on Friday …".
    pub(super) fn only_date(&self, mention: &EventMention) -> Option<u32> {
        let elsewhere = Signs::DATED | Signs::RECENT | Signs::QUOTED | Signs::MODAL | Signs::INFINITIVE;
        if mention.counted || mention.signs.intersects(elsewhere) {
            return None;
        }
        self.lent
    }
}

/// Where the writer marked events in a block: each start with the furthest end of the marks up to it, in order.
pub(super) struct Marks(Vec<(u32, u32)>);

impl Marks {
    pub(super) fn of(block: BlockRef<'_>) -> Self {
        let spans = block.block.spans.iter().filter(|s| s.attrs.has_class("event"));
        let mut marks: Vec<(u32, u32)> = spans.map(|s| (s.prose.start, s.prose.end)).collect();
        marks.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut marks {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self(marks)
    }

    /// Whether a mark touches the mention.
    pub(super) fn hold(&self, mention: &EventMention) -> bool {
        let before = self.0.partition_point(|(start, _)| *start < mention.head.end);
        before.checked_sub(1).is_some_and(|last| self.0[last].1 > mention.head.start)
    }
}
