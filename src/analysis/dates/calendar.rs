//! Arithmetic on the calendar, always inside the years 1 to 9999.

use super::{Shape, Tense};
use crate::knowledge::timewords::{Shift, Unit};
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A stretch of the calendar, as exact as the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    Day(Date),
    /// ISO year and week.
    Week(i16, i8),
    /// Saturday and Sunday of an ISO week.
    Weekend(i16, i8),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    /// 1 (spring) to 4 (winter)
    Season(i16, i8),
    Year(i16),
    /// 199 for the 1990s
    Decade(i16),
    /// 18 for the 19th
    Century(i16),
}

impl Stretch {
    /// Its first day.
    pub(super) fn first_day(self) -> Option<Date> {
        let day = |y: i16, m: i8| Date::new(y, m, 1).ok();
        match self {
            Self::Day(date) => Some(date),
            Self::Week(y, w) => monday(y, w),
            Self::Weekend(y, w) => monday(y, w)?.checked_add(5.days()).ok(),
            Self::Month(y, m) => day(y, m),
            Self::Quarter(y, q) => day(y, q * 3 - 2),
            Self::Half(y, h) => day(y, h * 6 - 5),
            Self::Season(y, s) => day(y, s * 3),
            Self::Year(y) => day(y, 1),
            Self::Decade(d) => day(d.checked_mul(10)?, 1),
            Self::Century(c) => day(c.checked_mul(100)?, 1),
        }
    }
}

fn monday(year: i16, week: i8) -> Option<Date> {
    ISOWeekDate::new(year, week, Weekday::Monday).ok().map(ISOWeekDate::date)
}

/// The day that `text` begins with: `2017-05-10` or RFC 3339.
pub fn day_of(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// The English name of the weekday of a day.
pub fn weekday_name(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// `by` units from `base`, as exact as the unit.
pub(super) fn offset(base: Date, unit: Unit, by: i32) -> Option<Stretch> {
    let by = i64::from(by);
    let week = |d: Date| {
        let w = d.iso_week_date();
        (w.year(), w.week())
    };
    Some(match unit {
        Unit::Second | Unit::Minute => Stretch::Day(base),
        Unit::Hour => Stretch::Day(base.checked_add((by / 24).days()).ok()?),
        Unit::Day => Stretch::Day(base.checked_add(by.days()).ok()?),
        Unit::Week | Unit::Weekend | Unit::Fortnight => {
            let weeks = if unit == Unit::Fortnight { by * 2 } else { by };
            let (y, w) = week(base.checked_add(weeks.weeks()).ok()?);
            if unit == Unit::Weekend { Stretch::Weekend(y, w) } else { Stretch::Week(y, w) }
        }
        Unit::Month => {
            let d = base.first_of_month().checked_add(by.months()).ok()?;
            Stretch::Month(d.year(), d.month())
        }
        Unit::Quarter => {
            let d = base.first_of_month().checked_add((by * 3).months()).ok()?;
            Stretch::Quarter(d.year(), (d.month() + 2) / 3)
        }
        Unit::Year => Stretch::Year(year(base, by)?),
        Unit::Decade => Stretch::Decade(year(base, by * 10)? / 10),
        Unit::Century => Stretch::Century(year(base, by * 100)? / 100),
    })
}

fn year(base: Date, by: i64) -> Option<i16> {
    i16::try_from(i64::from(base.year()) + by).ok().filter(|y| (1..=9999).contains(y))
}

/// The day of the week `weekday` (1 is Monday) that is meant on the day `base`.
pub(super) fn weekday(base: Date, weekday: u8, shift: Option<Shift>, tense: Tense) -> Option<Date> {
    let ahead = (i64::from(weekday) - i64::from(base.weekday().to_monday_one_offset())).rem_euclid(7);
    let days = match shift {
        Some(Shift::Last | Shift::Previous) => {
            if ahead == 0 {
                -7
            } else {
                ahead - 7
            }
        }
        // "Friday week": the one behind the next.
        Some(Shift::Following) => 7 + if ahead == 0 { 7 } else { ahead },
        Some(Shift::Next | Shift::Coming) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        _ if ahead == 0 => 0,
        _ if tense == Tense::Future => ahead,
        _ => ahead - 7,
    };
    base.checked_add(days.days()).ok()
}

/// The year of a month or day without one: back for a clause that looks back, ahead for one that looks ahead, else the
/// nearest.
pub(super) fn nearest_year(base: Date, tense: Tense, start: impl Fn(i16) -> Option<Date>) -> Option<i16> {
    let distance = |year: i16| -> Option<i64> {
        let days = i64::from(base.until(start(year)?).ok()?.get_days());
        // A verb can mislead, the calendar cannot: a wrong direction costs months, not everything.
        let wrong = match tense {
            Tense::Past if days > 0 => 300,
            Tense::Future if days < -31 => 150,
            _ => 0,
        };
        Some(days.abs() + wrong)
    };
    let year = base.year();
    [year, year - 1, year + 1]
        .into_iter()
        .filter_map(|y| Some((distance(y)?, y)))
        .min_by_key(|(d, _)| *d)
        .map(|(_, y)| y)
}

/// Years in which month and day fall on `weekday`, nearest to `near` first.
pub(super) fn years_with(month: u8, day: u8, weekday: u8, near: i16) -> Vec<i16> {
    let mut years: Vec<i16> = (near - 25..=near + 14)
        .filter(|y| {
            Date::new(*y, month as i8, day as i8)
                .is_ok_and(|d| d.weekday().to_monday_one_offset() == weekday as i8)
        })
        .collect();
    years.sort_by_key(|y| ((y - near).abs(), *y));
    years
}

/// The day of a feast in a year.
pub(super) fn holiday(rule: &str, year: i16) -> Option<Date> {
    if let Some((month, which)) = rule.split_once(' ') {
        return weekday_of_month(month.parse().ok()?, which, year);
    }
    if rule.starts_with(|c: char| c.is_ascii_digit()) {
        let (month, day) = rule.split_once('-')?;
        return Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
    }
    // "easter-2": so many days from a movable feast.
    if let Some(at) = rule.find(['+', '-']) {
        let days: i64 = rule[at..].parse().ok()?;
        return holiday(&rule[..at], year)?.checked_add(days.days()).ok();
    }
    match rule {
        "thanksgiving" => Date::new(year, 11, 1).ok()?.nth_weekday_of_month(4, Weekday::Thursday).ok(),
        "easter" => easter(year),
        _ => None,
    }
}

/// The day that `first monday` or `last monday` names in a month.
fn weekday_of_month(month: i8, which: &str, year: i16) -> Option<Date> {
    let (nth, weekday) = which.split_once(' ')?;
    let nth = match nth {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "last" => -1,
        _ => return None,
    };
    let weekday = match weekday {
        "sunday" => Weekday::Sunday,
        "monday" => Weekday::Monday,
        _ => return None,
    };
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// Whether the shape says all that is needed to find its place in the calendar.
pub(super) fn absolute(shape: Shape) -> Option<Stretch> {
    match shape {
        Shape::Day { year: Some(y), month, day, .. } => {
            Date::new(y, month as i8, day as i8).ok().map(Stretch::Day)
        }
        Shape::Month { year: Some(y), month, .. } => Some(Stretch::Month(y, month as i8)),
        Shape::Quarter { year: Some(y), number, half, .. } => {
            Some(if half { Stretch::Half(y, number as i8) } else { Stretch::Quarter(y, number as i8) })
        }
        Shape::Season { year: Some(y), season, .. } => Some(Stretch::Season(y, season as i8)),
        Shape::Holiday { rule, year: Some(y) } => holiday(rule, y).map(Stretch::Day),
        Shape::Year(y) => Some(Stretch::Year(y)),
        Shape::Decade(d) => Some(Stretch::Decade(d)),
        Shape::Century(c) => Some(Stretch::Century(c)),
        _ => None,
    }
}
