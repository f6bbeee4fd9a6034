//! Stretches with a first and a last day or month in one expression: `12 to 16 August`, `May 10–12`, `July-September`.

use super::super::clock::clock_at;
use super::super::reader::{Match, Reader};
use super::super::{Base, Clock, DateKind, Shape};
use super::days::year_behind;
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;
use crate::knowledge::timewords::{TimeWord, Unit};

/// The range that begins at `at`.
pub(super) fn range_at(reader: &Reader<'_>, at: usize) -> Option<Match> {
    if reader.is_number(at) {
        return days_then_month(reader, at).or_else(|| years_in_one(reader, at));
    }
    months_in_one(reader, at).or_else(|| month_then_days(reader, at)).or_else(|| months(reader, at))
}

/// `12 to 16 August 2019`, `12-16 August`, `between 3 and 14 October`.
fn days_then_month(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let (first, last, end) = two_days(reader, at)?;
    let month_at = end + usize::from(reader.is_word(end, "of"));
    let Some(TimeWord::Month { month, .. }) = reader.sense(month_at) else { return None };
    if !reader.is_capitalised(month_at) {
        return None;
    }
    let (year, end) = match year_behind(reader, reader.skip(month_at + 1, '.')) {
        (Some(year), end) => (Some(year), end),
        (None, _) => (None, month_at + 1),
    };
    days_of(at, end, month, first, last, year)
}

/// `May 10 to 12`, `May 10-12, 2017`, `May 10–12`.
fn month_then_days(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let Some(TimeWord::Month { month, .. }) = reader.sense(at) else { return None };
    if !reader.is_capitalised(at) {
        return None;
    }
    let (first, last, days_end) = two_days(reader, reader.skip(at + 1, '.'))?;
    let (year, end) = year_behind(reader, days_end);
    // "Since May 10 to 12 people a day": a number before a noun counts it.
    let counts = reader.token(days_end).is_some_and(|t| {
        t.kind == TokenKind::Word
            && !t.is(WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::AUXILIARY)
    });
    if counts && reader.is_word(days_end - 2, "to") {
        return None;
    }
    days_of(at, end, month, first, last, year)
}

fn days_of(at: usize, end: usize, month: u8, first: u8, last: u8, year: Option<i16>) -> Option<Match> {
    let day = |day| Shape::Day { year, month, day, weekday: None };
    (first < last).then(|| Match { until: Some(day(last)), ..Match::date(at, end, day(first)) })
}

/// Two days of a month and the position behind them: `12 to 16`, `12-16`, `12–16`; `3 and 14` behind *between*.
fn two_days(reader: &Reader<'_>, at: usize) -> Option<(u8, u8, usize)> {
    if let Some((first, last)) = reader.text(at).split_once(['-', '–']) {
        let day = |text: &str| {
            let plain = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
            text.parse().ok().filter(|d| plain && (1..=31).contains(d))
        };
        return Some((day(first)?, day(last)?, at + 1));
    }
    let first = reader.day_of_month(at)?;
    joins(reader, at + 1).then_some(())?;
    Some((first, reader.day_of_month(at + 2)?, at + 3))
}

/// `2015-16`, `2015/16`: a season or a year of business that begins in one year and ends in the next.
fn years_in_one(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let (first, last) = reader.text(at).split_once(['-', '–', '/'])?;
    let plain = |text: &str, len| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    if !plain(first, 4) || !plain(last, 2) {
        return None;
    }
    let first: i16 = first.parse().ok().filter(|y| (1900..=2100).contains(y))?;
    let next = (first + 1) % 100 == last.parse::<i16>().ok()?;
    next.then(|| Match { until: Some(Shape::Year(first + 1)), ..Match::date(at, at + 1, Shape::Year(first)) })
}

/// The first hour of `from 2 to 4 p.m.`, `between 11 and 1 p.m.`; the second is read by itself.
pub(super) fn hours(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let hour = reader.digits(at).filter(|h| (1..=12).contains(h) && joins(reader, at + 1))? as u8;
    if !reader.is_word(at.checked_sub(1)?, "from") && !reader.is_word(at - 1, "between") {
        return None;
    }
    let (clock, _) = clock_at(reader, at + 2)?;
    // "2 to 4 p.m." is in the afternoon, "11 to 1 p.m." begins before noon.
    let to = clock.hour % 12;
    let late = clock.hour >= 12 && hour % 12 <= to;
    let clock = Clock { hour: hour % 12 + if late { 12 } else { 0 }, minute: Some(0), ..clock };
    let day = Shape::Offset { unit: Unit::Day, by: 0, base: Base::Story };
    Some(Match { clock: Some(clock), ..Match::new(at, at + 1, DateKind::Time, day) })
}

/// `July-September`, `July-September 2018`
fn months_in_one(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let (first, last) = reader.text(at).split_once(['-', '‐', '\u{2011}'])?;
    let capital = |text: &str| text.starts_with(char::is_uppercase);
    (capital(first) && capital(last)).then_some(())?;
    let month = |text: &str| match crate::knowledge::timewords::sense(text) {
        Some(TimeWord::Month { month, .. }) => Some(month),
        _ => None,
    };
    months_of(reader, at, at + 1, month(first)?, month(last)?)
}

/// `July–September 2018`
fn months(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let dash = reader.token(at + 1).is_some_and(|t| t.kind == TokenKind::Dash);
    let (Some(TimeWord::Month { month: first, .. }), Some(TimeWord::Month { month: last, .. })) =
        (reader.sense(at), reader.sense(at + 2).filter(|_| dash))
    else {
        return None;
    };
    let capitals = reader.is_capitalised(at) && reader.is_capitalised(at + 2);
    // A dash with room around it parts sentences: "in May – June was too late".
    let tight = reader.token(at)?.range.end == reader.token(at + 1)?.range.start;
    if capitals && tight { months_of(reader, at, at + 3, first, last) } else { None }
}

fn months_of(reader: &Reader<'_>, at: usize, end: usize, first: u8, last: u8) -> Option<Match> {
    let year = reader.year(end);
    let end = end + usize::from(year.is_some());
    let month = |month, year| Shape::Month { year, month, shift: None, years: None };
    // From one year into the next: the year that is said is that of the end.
    let begins = if first > last { year.map(|y| y - 1) } else { year };
    Some(Match { until: Some(month(last, year)), ..Match::date(at, end, month(first, begins)) })
}

/// Whether the token at `at` joins the two ends of a range.
pub(in super::super) fn joins(reader: &Reader<'_>, at: usize) -> bool {
    let Some(token) = reader.token(at) else { return false };
    match reader.text(at) {
        "to" | "until" | "till" | "through" => true,
        "and" => (1..=6).any(|back| at >= back && reader.is_word(at - back, "between")),
        _ => token.kind == TokenKind::Dash || token.is_punct(reader.prose, '-'),
    }
}
