//! Events dated by counting from others: *two days after the vote*.

use super::reading::Clause;
use super::scene::window;
use super::signs::Signs;
use super::{Count, EventMention, Page, Sense};
use crate::analysis::dates::DateKind;
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;
use crate::text::ByteRange;

/// Whether a length with *after* or *before* dates something by counting from an event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// There is none.
    No,
    /// From this event, behind the *after* that ends at this offset: the days before it are those of another.
    Base(u32),
    /// From another event of its sentence, behind the *after* that ends at this offset.
    FromAnother(u32),
}

/// How "two days after the vote" stands to the event at `at`; whether that is a finite verb.
pub(super) fn counted(page: &Page<'_>, clause: &Clause<'_>, at: usize, finite: bool) -> Counted {
    let (low, high) = window(clause, at);
    let lengths = page.dates_between(low, high).iter().filter(|d| d.kind == DateKind::Duration && !d.ahead);
    let mut found = Counted::No;
    for length in lengths.take(MOST_LENGTHS) {
        let link = clause.tokens.partition_point(|t| t.range.start < length.range.end);
        if link >= clause.end || !matches!(clause.text(link), "after" | "before") {
            continue;
        }
        let between = || {
            (link + 1..at).any(|i| {
                let kind = clause.tokens[i].kind;
                !matches!(kind, TokenKind::Word | TokenKind::Possessive | TokenKind::Number)
            })
        };
        let verb = finite && clause.sorts.count(super::sorts::Sort::Past, link + 1..at) == 0;
        if at > link && at - link <= if verb { BASE_CLAUSE } else { BASE } && !between() {
            return Counted::Base(clause.tokens[link].range.end);
        }
        found = Counted::FromAnother(clause.tokens[link].range.end);
    }
    found
}

/// Says which events of a sentence are dated by counting from another: *two days after the vote*.
///
/// `offset` is the index in the block of the first of them.
pub(super) fn count(prose: &str, page: &Page<'_>, sentence: &mut [EventMention], offset: u32) {
    let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { return };
    if !sentence.iter().any(|m| m.counted) {
        return;
    }
    let (low, high) = (first.head.start, last.head.start);
    // The length may stand before the first event.
    let from = page.dates.partition_point(|d| d.range.end + 200 < low);
    let lengths = page.dates[from..].iter().enumerate().take_while(|(_, d)| d.range.start < high);
    for (i, length) in lengths.filter(|(_, d)| d.kind == DateKind::Duration && !d.ahead).take(MOST_LENGTHS) {
        let link = page.tokens.partition_point(|t| t.range.start < length.range.end);
        let after = match page.tokens.get(link) {
            Some(t) if t.is(WordClass::SUBORDINATOR | WordClass::PREPOSITION) => t,
            _ => continue,
        };
        let base = sentence.partition_point(|m| m.head.start < after.range.end);
        // "A day after the vote he left", "a day after a bomb killed nine"
        let near = base..sentence.len().min(base + 3);
        let noun = |b: &usize| {
            let m = &sentence[*b];
            m.counted
                && *b < base + 2
                && matches!(m.sense, Sense::Noun(..))
                && !m.signs.contains(Signs::MODIFIER)
        };
        let verb = |b: &usize| sentence[*b].based && matches!(sentence[*b].sense, Sense::Verb(..));
        let first = near.clone().find(|b| sentence[*b].based && noun(b)).or_else(|| near.clone().find(verb));
        let Some(base) = first.or_else(|| near.clone().find(noun)) else { continue };
        let count =
            Count { length: (from + i) as u32, after: after.range.len() == 5, base: offset + base as u32 };
        let Some(own) = nearest(sentence, base, length.range) else { continue };
        // "On May 4, two days after the vote, he left" gives its day; that of the base is not its own.
        let comma = |from: u32, to: u32| {
            let first = page.tokens.partition_point(|t| t.range.start < from);
            page.tokens[first..].iter().take_while(|t| t.range.start < to).any(|t| t.is_punct(prose, ','))
        };
        let borrowed = |d: u32| {
            let day = page.dates[d as usize].range.start;
            day > length.range.start && !comma(sentence[base].head.end, day)
        };
        if sentence[own].date.is_none_or(borrowed) {
            (sentence[own].date, sentence[own].far) = (None, u8::MAX);
            sentence[own].counts = Some(count);
            sentence[own].signs |= Signs::DATED | Signs::DATE_NEAR;
        } else if sentence[base].date.is_none() {
            // "On Saturday, a day after a bomb killed nine": the day that is known tells the other one.
            sentence[base].counts = Some(Count { after: !count.after, base: offset + own as u32, ..count });
            sentence[base].signs |= Signs::DATED | Signs::DATE_NEAR;
        }
    }
}

/// The verb that a length with *after* or *before* dates: the last one before it, else the first behind what is counted from.
fn nearest(sentence: &[EventMention], base: usize, length: ByteRange) -> Option<usize> {
    let dated = |m: &EventMention| {
        let finite = !m.signs.intersects(Signs::INFINITIVE | Signs::ING | Signs::REDUCED);
        matches!(m.sense, Sense::Verb(..)) && finite && m.counted
    };
    let before = sentence.partition_point(|m| m.head.end <= length.start);
    let found = sentence[..before].iter().rposition(dated);
    found.or_else(|| (base + 1..sentence.len()).find(|i| dated(&sentence[*i])))
}

/// Words from *after* to the event that is counted from.
const BASE: usize = 4;

/// Words from *after* to the verb of the clause that is counted from.
const BASE_CLAUSE: usize = 12;

/// A sentence with more lengths is no longer looked through.
const MOST_LENGTHS: usize = 4;
