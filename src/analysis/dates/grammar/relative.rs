//! Dates told by where they lie: `last week`, `this morning`, `the next day`; and what recurs: `every two weeks`.

use super::super::quantity;
use super::super::reader::{Match, Reader};
use super::super::{Amount, Base, DateKind, Shape};
use super::with_time;
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;
use crate::knowledge::timewords::{Bound, Shift, TimeWord, Unit};

pub(super) const WEEKLY: Shape =
    Shape::Length { amount: Amount { whole: 1, half: false, vague: false }, unit: Unit::Week };

/// `the day`, `the week`: the one told of. Longer or unclear ones are left alone.
pub(super) fn the_unit(reader: &Reader<'_>, at: usize, unit: Unit) -> Option<Match> {
    // "the day before", "the day after", "the year before"
    let by = match reader.sense(at + 2) {
        Some(TimeWord::Before) => -1,
        Some(TimeWord::After) => 1,
        _ => 0,
    };
    if by != 0 && !reader.token(at + 3).is_some_and(|t| t.is_wordlike()) {
        return Some(Match::date(at, at + 3, Shape::Offset { unit, by, base: Base::Story }));
    }
    let plain = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Weekend);
    let within = unit == Unit::Day || reader.before(at).is_some_and(|t| t.is(WordClass::PREPOSITION));
    let ends = !reader
        .token(at + 2)
        .is_some_and(|t| t.is_wordlike() && !t.is(WordClass::PREPOSITION | WordClass::CONJUNCTION));
    // "the day of the vote", "the week before the vote": another event says which.
    let of = by != 0 || reader.is_word(at + 2, "of") || reader.is_word(at + 2, "that");
    (plain && within && ends && !of).then(|| {
        let base = if unit == Unit::Day { Base::Story } else { Base::Publication };
        Match::date(at, at + 2, Shape::Offset { unit, by: 0, base })
    })
}

/// `last week`, `this spring`, `next Monday`, `the past two years`, `that day`, `this morning`. `first` is the token
/// of `the` where there is one.
pub(super) fn shifted(reader: &Reader<'_>, first: usize, at: usize, shift: Shift) -> Option<Match> {
    // "The current fiscal year"
    let next = at + 1 + usize::from(matches!(reader.sense(at + 1), Some(TimeWord::Filler)));
    if let Some((amount, behind)) = quantity::amount_at(reader, next)
        && !matches!(reader.sense(next), Some(TimeWord::Article))
    {
        return shifted_amount(reader, first, behind, amount, shift);
    }
    match reader.sense(next)? {
        TimeWord::Unit { unit, plural: true } => {
            shifted_amount(reader, first, next, Amount::open(), shift).filter(|_| unit != Unit::Second)
        }
        TimeWord::Unit { unit, plural: false } => shifted_unit(reader, first, next, unit, shift),
        TimeWord::Weekday { day, common } if !common => {
            let shift = if shift == Shift::Following { Shift::Next } else { shift };
            let shape = Shape::Weekday { weekday: day, shift: Some(shift) };
            let found = Match::date(first, next + 1, shape);
            Some(with_time(reader, found))
        }
        TimeWord::Month { month, .. } if reader.is_capitalised(next) => {
            let shape = Shape::Month { year: None, month, shift: Some(shift), years: None };
            Some(Match::date(first, next + 1, shape))
        }
        TimeWord::Season { season, .. } => Some(Match::date(
            first,
            next + 1,
            Shape::Season { year: None, season, shift: Some(shift), years: None },
        )),
        TimeWord::Part { code, plural: false } => shifted_part(first, next, code, shift),
        TimeWord::Holiday(rule) => Some(Match::date(first, next + 1, Shape::Holiday { rule, year: None })),
        _ => None,
    }
}

/// `this time last year`: the month a year ago.
pub(super) fn this_time(reader: &Reader<'_>, at: usize, shift: Shift) -> Option<Match> {
    if shift != Shift::This || !reader.is_word(at + 1, "time") {
        return None;
    }
    let by = match (reader.sense(at + 2)?, reader.sense(at + 3)?) {
        (TimeWord::Shift(Shift::Last), TimeWord::Unit { unit: Unit::Year, plural: false }) => -12,
        (TimeWord::Shift(Shift::Next), TimeWord::Unit { unit: Unit::Year, plural: false }) => 12,
        _ => return None,
    };
    Some(Match::date(at, at + 4, Shape::Offset { unit: Unit::Month, by, base: Base::Publication }))
}

pub(super) fn shifted_amount(
    reader: &Reader<'_>,
    first: usize,
    at: usize,
    amount: Amount,
    shift: Shift,
) -> Option<Match> {
    if matches!(shift, Shift::This | Shift::That) {
        return None;
    }
    let at = at + usize::from(matches!(reader.sense(at), Some(TimeWord::Filler)));
    let Some(TimeWord::Unit { unit, plural: true }) = reader.sense(at) else { return None };
    Some(Match::new(first, at + 1, DateKind::Duration, Shape::Length { amount, unit }))
}

pub(super) fn shifted_unit(
    reader: &Reader<'_>,
    first: usize,
    at: usize,
    unit: Unit,
    shift: Shift,
) -> Option<Match> {
    use Shift::{Coming, Following, Last, Next, Past, Previous, That, This};
    let the = first + 1 < at;
    if unit < Unit::Day {
        return (shift == Past || shift == Last).then(|| {
            Match::new(first, at + 1, DateKind::Duration, Shape::Length { amount: Amount::exactly(1), unit })
        });
    }
    let up_to_now =
        matches!(shift, Past | Last) && unit >= Unit::Decade || shift == Past && unit != Unit::Weekend;
    if up_to_now && the {
        let shape = Shape::Length { amount: Amount::exactly(1), unit };
        return Some(Match::new(first, at + 1, DateKind::Duration, shape));
    }
    // "that week" counts from the story, "this" and "last" from publication.
    let (by, base) = match shift {
        Last | Past => (-1, Base::Publication),
        Previous => (-1, Base::Story),
        This => (0, Base::Publication),
        That => (0, Base::Story),
        Next if the && unit == Unit::Day => (1, Base::Story),
        Next | Coming => (1, Base::Publication),
        Following => (1, Base::Story),
    };
    // "last year's fourth quarter"
    let owner = reader.token(at + 1).is_some_and(|t| t.kind == TokenKind::Possessive);
    if owner
        && unit == Unit::Year
        && base == Base::Publication
        && let Some(found) = super::spans::quarter(reader, at + 2)
        && let Shape::Quarter { year: None, years: None, number, half } = found.shape
    {
        return Some(Match {
            shape: Shape::Quarter { year: None, years: Some(by as i8), number, half },
            ..found.from(first)
        });
    }
    Some(Match::date(first, at + 1, Shape::Offset { unit, by, base }))
}

/// `last night`, `this morning`, `the next morning`.
pub(super) fn shifted_part(first: usize, at: usize, code: &'static str, shift: Shift) -> Option<Match> {
    let (by, base) = match shift {
        Shift::Last | Shift::Past => (-1, Base::Publication),
        Shift::This => (0, Base::Publication),
        Shift::That => (0, Base::Story),
        Shift::Previous => (-1, Base::Story),
        Shift::Next | Shift::Coming | Shift::Following => (1, Base::Story),
    };
    let found = Match::new(first, at + 1, DateKind::Time, Shape::Offset { unit: Unit::Day, by, base });
    Some(Match { part: Some(code), ..found })
}

/// `every day`, `each year`, `every two weeks`, `every Monday`.
pub(super) fn each(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let (amount, next) = match quantity::amount_at(reader, at + 1) {
        Some((amount, next)) => (amount, next),
        None if reader.is_word(at + 1, "other") => (Amount::exactly(2), at + 2),
        None => (Amount::exactly(1), at + 1),
    };
    let unit = match reader.sense(next)? {
        TimeWord::Unit { unit, .. } => unit,
        TimeWord::Weekday { common: false, .. } => Unit::Week,
        TimeWord::Month { common: false, .. } | TimeWord::Season { common: false, .. } => Unit::Year,
        TimeWord::Part { .. } => Unit::Day,
        _ => return None,
    };
    Some(Match::new(at, next + 1, DateKind::Set, Shape::Length { amount, unit }))
}

/// `per year`
pub(super) fn per(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let unit = quantity::unit_at(reader, at + 1)?;
    Some(Match::new(at, at + 2, DateKind::Set, Shape::Length { amount: Amount::exactly(1), unit }))
}

/// `year end`, `month end`; `the end of the year` is a stretch of months and read elsewhere.
pub(super) fn end_of(reader: &Reader<'_>, at: usize, unit: Unit) -> Option<Match> {
    // "By year’s end"
    let end = at + 1 + usize::from(reader.token(at + 1).is_some_and(|t| t.kind == TokenKind::Possessive));
    let ends = matches!(reader.sense(end), Some(TimeWord::Bound(Bound::End)));
    let closed =
        !reader.is_word(end + 1, "of") && reader.before(at).is_some_and(|t| t.is(WordClass::PREPOSITION));
    (ends && closed).then(|| last_day(reader, at, end + 1, unit))?
}

/// `year-end`, `month-end`, `quarter-end`
pub(super) fn end_of_in_one(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let (unit, end) = reader.text(at).split_once(['-', '‐', '\u{2011}'])?;
    let sense = crate::knowledge::timewords::sense;
    let (Some(TimeWord::Unit { unit, plural: false }), Some(TimeWord::Bound(bound))) =
        (sense(unit), sense(end))
    else {
        return None;
    };
    // "Year-end figures" are those of a year that the words do not name.
    let names = reader.token(at + 1).is_some_and(|t| {
        t.kind == TokenKind::Word
            && !t
                .is(WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::AUXILIARY | WordClass::MODAL)
    });
    if bound != Bound::End || names { None } else { last_day(reader, at, at + 1, unit) }
}

fn last_day(reader: &Reader<'_>, at: usize, end: usize, unit: Unit) -> Option<Match> {
    let year = reader.year(end);
    let end = end + usize::from(year.is_some());
    let fits = matches!(unit, Unit::Year) || matches!(unit, Unit::Month | Unit::Quarter) && year.is_none();
    fits.then(|| Match::date(at, end, Shape::EndOf { unit, year }))
}

/// `day five`, `Day 3`: a day of something that began before.
pub(super) fn nth_day(reader: &Reader<'_>, at: usize, unit: Unit) -> Option<Match> {
    let number = match reader.sense(at + 1) {
        Some(TimeWord::Number(n)) => n,
        Some(_) => return None,
        None => reader.digits(at + 1)?,
    };
    let begins = reader.before(at).is_none_or(|t| t.is(WordClass::PREPOSITION));
    let alone = !reader.token(at + 2).is_some_and(|t| t.is(WordClass::TIME_UNIT | WordClass::MONTH));
    let fits = unit == Unit::Day && begins && alone && (1..=60).contains(&number);
    fits.then(|| Match::date(at, at + 2, Shape::Nth(number as u8)))
}

/// `a week on Tuesday`, `a week from Friday`: the one behind the next.
pub(super) fn week_on(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let week = matches!(reader.sense(at + 1), Some(TimeWord::Unit { unit: Unit::Week, plural: false }));
    let on = reader.is_word(at + 2, "on") || reader.is_word(at + 2, "from");
    let Some(TimeWord::Weekday { day, common: false }) = reader.sense(at + 3).filter(|_| week && on) else {
        return None;
    };
    // "He played twice a week on Tuesdays and once a week on Friday": how often.
    let often = reader.before(at).is_some_and(|t| t.is(WordClass::NUMBER | WordClass::ADVERB));
    (!often).then(|| Match::date(at, at + 4, Shape::Weekday { weekday: day, shift: Some(Shift::Following) }))
}
