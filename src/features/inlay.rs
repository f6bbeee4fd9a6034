//! Small words between the lines: who "he" is, which day "May 10" was.

use super::Reading;
use crate::analysis::article::{Date, Place};
use crate::analysis::dates::DateKind;
use crate::analysis::speakers::Speaker;
use crate::text::ByteRange;

/// Which hints are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Who a pronoun or a role is, at quotations.
    pub speakers: bool,
    /// Exact dates.
    pub dates: bool,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { speakers: true, dates: true }
    }
}

/// One hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Byte of the file behind which it stands.
    pub offset: usize,
    /// What it says.
    pub label: String,
    /// More about it.
    pub tooltip: String,
}

/// The hints inside `range`, in order.
pub fn hints(reading: Reading<'_>, range: ByteRange, wanted: Wanted) -> Vec<Hint> {
    let document = &reading.story.document;
    let first = document.block_at(range.start as usize).unwrap_or(0) as u32;
    let last = document.block_at(range.end as usize).unwrap_or(0) as u32;
    let mut found = Vec::new();
    if wanted.dates {
        let dates = &reading.article().dates;
        let from = dates.partition_point(|d| d.place.block < first);
        let near = dates[from..].iter().take_while(|d| d.place.block <= last);
        found.extend(near.filter_map(|d| date(reading, d)));
    }
    if wanted.speakers {
        let quotes = &reading.article().quotes;
        let behind = quotes.partition_point(|q| q.parts.first().is_some_and(|p| p.block <= last));
        let from = quotes[..behind].partition_point(|q| q.parts.last().is_some_and(|p| p.block < first));
        found.extend(
            quotes[from..behind].iter().filter_map(|q| speaker(reading, q.speaker.as_ref()?, &q.why)),
        );
    }
    found.retain(|h| range.touches(h.offset));
    found.sort_by(|a, b| (a.offset, &a.label).cmp(&(b.offset, &b.label)));
    found.dedup_by_key(|h| h.offset);
    found
}

fn date(reading: Reading<'_>, date: &Date) -> Option<Hint> {
    let value = date.value.as_deref()?;
    let plain = matches!(date.kind, DateKind::Date | DateKind::Time)
        && value.starts_with(|c: char| c.is_ascii_digit());
    let says = reading.words(date.place);
    let block = &reading.story.document.blocks()[date.place.block as usize];
    let annotated = block.span_over(date.place.range).is_some_and(|s| s.attrs.get("when").is_some());
    (!annotated && plain && says != value).then(|| Hint {
        offset: reading.range(date.place).end as usize,
        label: format!("→ {value}"),
        tooltip: date.why.clone(),
    })
}

fn speaker(reading: Reading<'_>, speaker: &Speaker, why: &str) -> Option<Hint> {
    let (place, name): (Place, &str) = (speaker.place?, speaker.name.as_deref()?);
    // A name needs no hint; a pronoun or a role does.
    let named = name.split(' ').any(|part| speaker.text.contains(part));
    (!named).then(|| Hint {
        offset: reading.range(place).end as usize,
        label: format!("→ {}", name.rsplit(' ').next().unwrap_or(name)),
        tooltip: if why.is_empty() { name.to_owned() } else { format!("{name}: {why}") },
    })
}
