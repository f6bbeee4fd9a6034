//! Days: `Wednesday, May 10`, `10 May 2017`, `5/10/17`, `the 4th of May`.

use super::super::Shape;
use super::super::quantity;
use super::super::reader::{Match, Reader};
use super::spans::{bare_year, decade, month_led, quarter, years_behind};
use crate::knowledge::timewords::{Shift, TimeWord, Unit};

/// `Wednesday`, `Wednesday, May 10`, `Wednesday 10 May 2017`, `Wednesday (May 10)`.
pub(super) fn weekday_led(reader: &Reader<'_>, at: usize, weekday: u8, common: bool) -> Option<Match> {
    let mut next = reader.skip(at + 1, '.');
    next = reader.skip(next, ',');
    if matches!(reader.sense(next), Some(TimeWord::The)) {
        next += 1;
    }
    let in_brackets = reader.is_punct(next, '(');
    if let Some(day) = core_day(reader, next + usize::from(in_brackets)) {
        let shape = match day.shape {
            Shape::Day { year, month, day, .. } => Shape::Day { year, month, day, weekday: Some(weekday) },
            other => other,
        };
        let end = if in_brackets { reader.skip(day.end, ')') } else { day.end };
        return Some(Match { shape, end, ..day.from(at) });
    }
    if common || !reader.is_capitalised(at) || is_no_weekday(reader, at) {
        return None;
    }
    // "Friday week"
    if matches!(reader.sense(at + 1), Some(TimeWord::Unit { unit: Unit::Week, plural: false })) {
        let shape = Shape::Weekday { weekday, shift: Some(Shift::Following) };
        return Some(Match::date(at, at + 2, shape));
    }
    let plain = Match::date(at, at + 1, Shape::Weekday { weekday, shift: None });
    // "Monday last week", "Friday next week"
    if let Some(TimeWord::Shift(shift)) = reader.sense(at + 1)
        && matches!(reader.sense(at + 2), Some(TimeWord::Unit { unit: Unit::Week, .. }))
    {
        return Some(Match { end: at + 3, shape: Shape::Weekday { weekday, shift: Some(shift) }, ..plain });
    }
    Some(plain)
}

/// "on a Tuesday" is any Tuesday; "the Sunday Argus" is a name.
pub(super) fn is_no_weekday(reader: &Reader<'_>, at: usize) -> bool {
    let before = reader.before(at).and_then(|_| reader.sense(at - 1));
    let name = reader.is_capitalised(at + 1) && reader.sense(at + 1).is_none();
    matches!(before, Some(TimeWord::Article)) || matches!(before, Some(TimeWord::The)) && name
}

/// A day of a month in either order, in digits too.
pub(super) fn core_day(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let found = match reader.sense(at) {
        Some(TimeWord::Month { month, .. }) => month_led(reader, at, month, false),
        Some(_) => None,
        None => number_led(reader, at),
    };
    found.filter(|m| matches!(m.shape, Shape::Day { .. } | Shape::Slashed { .. }))
}

/// `, 2017` or `2017` behind a day, and the position behind it.
pub(super) fn year_behind(reader: &Reader<'_>, at: usize) -> (Option<i16>, usize) {
    let year_at = reader.skip(at, ',');
    match reader.year(year_at).filter(|y| (1500..=2150).contains(y)) {
        // "On May 10, 2000 people marched" is rare, "0800 GMT" is not.
        Some(year) if !matches!(reader.sense(year_at + 1), Some(TimeWord::Zone(_))) => {
            (Some(year), year_at + 1)
        }
        _ => {
            let (years, end) = years_behind(reader, at);
            // A day of last year or next year keeps the words; the year is found when the story is folded.
            let _ = years;
            (None, end.min(at))
        }
    }
}

/// Dates that begin with digits.
pub(super) fn number_led(reader: &Reader<'_>, at: usize) -> Option<Match> {
    if let Some(found) = numeric(reader, at) {
        return Some(found);
    }
    // The one day that news names by two numbers wherever it is printed.
    if reader.text(at) == "9/11" {
        return Some(Match::date(
            at,
            at + 1,
            Shape::Day { year: Some(2001), month: 9, day: 11, weekday: None },
        ));
    }
    if let Some(day) = reader.day_of_month(at) {
        let month_at = at + 1 + usize::from(reader.is_word(at + 1, "of"));
        if let Some(TimeWord::Month { month, .. }) = reader.sense(month_at)
            && reader.is_capitalised(month_at)
        {
            let behind = reader.skip(month_at + 1, '.');
            let (year, mut end) = year_behind(reader, behind);
            if year.is_none() {
                // "no. 4 August 16, 2011": the month belongs to what follows.
                if reader.day_of_month(behind).is_some() && year_behind(reader, behind + 1).0.is_some() {
                    return None;
                }
                end = month_at + 1;
            }
            return Some(Match::date(at, end, Shape::Day { year, month, day, weekday: None }));
        }
    }
    quarter(reader, at)
        .or_else(|| quantity::quantity(reader, at))
        .or_else(|| quantity::hyphenated(reader, at))
        .or_else(|| decade(reader, at))
        .or_else(|| bare_year(reader, at))
}

/// `2017-05-10`, `10/05/2017`, `10.05.2017`, `5/10/17`.
pub(super) fn numeric(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let text = reader.text(at);
    if !(6..=20).contains(&text.len()) {
        return None;
    }
    let date = text.split_once('T').map_or(text, |(d, _)| d);
    let mark = date.bytes().find(|b| matches!(b, b'-' | b'/' | b'.'))? as char;
    let mut parts = date.split(mark);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let number = |s: &str| s.parse::<u16>().ok().filter(|_| s.len() <= 4);
    let (x, y, z) = (number(a)?, number(b)?, number(c)?);
    let shape = if a.len() == 4 {
        let (month, day) = (y as u8, z as u8);
        ((1..=12).contains(&y) && (1..=31).contains(&z)).then_some(())?;
        Shape::Day { year: Some(x as i16), month, day, weekday: None }
    } else {
        let year = match c.len() {
            4 => z as i16,
            2 if mark == '/' => {
                if z < 50 {
                    2000 + z as i16
                } else {
                    1900 + z as i16
                }
            }
            _ => return None,
        };
        ((1..=31).contains(&x) && (1..=31).contains(&y) && (x <= 12 || y <= 12)).then_some(())?;
        Shape::Slashed { first: x as u8, second: y as u8, year }
    };
    Some(Match::date(at, at + 1, shape))
}

/// `the third of March`
pub(super) fn nth_of_month(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let day = ordinal(reader, at).filter(|d| (1..=31).contains(d))? as u8;
    let Some(TimeWord::Month { month, .. }) = reader.sense(at + 2).filter(|_| reader.is_word(at + 1, "of"))
    else {
        return None;
    };
    let (year, end) = year_behind(reader, at + 3);
    Some(Match::date(at, end, Shape::Day { year, month, day, weekday: None }))
}

/// `the 4th of May`
pub(super) fn the_nth_of_month(reader: &Reader<'_>, at: usize) -> Option<Match> {
    reader.day_of_month(at).filter(|_| !reader.text(at).ends_with(|c: char| c.is_ascii_digit()))?;
    number_led(reader, at).filter(|m| matches!(m.shape, Shape::Day { .. }))
}

/// The ordinal at `at`, in words or digits.
pub(super) fn ordinal(reader: &Reader<'_>, at: usize) -> Option<u32> {
    match reader.sense(at) {
        Some(TimeWord::Ordinal(n)) => Some(n),
        Some(TimeWord::Unit { unit: Unit::Second, plural: false }) => Some(2),
        Some(_) => None,
        None => {
            let text = reader.text(at);
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let suffix = digits > 0 && digits < 3 && matches!(&text[digits..], "st" | "nd" | "rd" | "th");
            if suffix { text[..digits].parse().ok() } else { None }
        }
    }
}
