//! How a date is written: TIMEX3 for exchange, EDTF for annotations.

use super::calendar::Stretch;
use super::{Amount, Clock};
use crate::knowledge::timewords::{Bound, Unit};
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt::Write;

/// TIMEX3 value of a stretch with a time or a part of the day.
pub(super) fn timex(stretch: Stretch, clock: Option<Clock>, part: Option<&str>) -> String {
    let mut value = match stretch {
        Stretch::Day(day) => day.to_string(),
        Stretch::Week(y, w) => format!("{y:04}-W{w:02}"),
        Stretch::Weekend(y, w) => format!("{y:04}-W{w:02}-WE"),
        Stretch::Month(y, m) => format!("{y:04}-{m:02}"),
        Stretch::Quarter(y, q) => format!("{y:04}-Q{q}"),
        Stretch::Half(y, h) => format!("{y:04}-H{h}"),
        Stretch::Season(y, s) => format!("{y:04}-{}", ["SP", "SU", "FA", "WI"][(s as usize - 1).min(3)]),
        Stretch::Year(y) => format!("{y:04}"),
        Stretch::Decade(d) => format!("{d:03}X"),
        Stretch::Century(c) => format!("{c:02}"),
    };
    if let (Stretch::Day(_), Some(clock)) = (stretch, clock) {
        value.push('T');
        value.push_str(&time(clock));
    } else if let (Stretch::Day(_), Some(part)) = (stretch, part) {
        value.push('T');
        value.push_str(part);
    }
    value
}

/// `08:30Z`, `22:00-04:00`, `10`.
fn time(clock: Clock) -> String {
    let mut text = format!("{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0));
    match clock.zone {
        Some(0) => text.push('Z'),
        Some(zone) => {
            let sign = if zone < 0 { '-' } else { '+' };
            let _ = write!(text, "{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60);
        }
        None => {}
    }
    text
}

/// The stretch from the first day of one EDTF value to the last of another; `None` where it would run backwards.
pub(super) fn interval(from: &str, to: &str) -> Option<String> {
    let day = |text: &str| text.split('T').next().unwrap_or_default().to_owned();
    let from = day(from.split('/').next()?);
    let to = day(to.rsplit('/').next()?);
    (from < to || to.starts_with(&from) && from != to).then(|| format!("{from}/{to}"))
}

/// TIMEX3 value of a length: `P3D`, `PT2H`, `P2.5Y`, `PXM`.
pub(super) fn length(amount: Amount, unit: Unit) -> String {
    let (letter, time, factor) = match unit {
        Unit::Second => ("S", true, 1),
        Unit::Minute => ("M", true, 1),
        Unit::Hour => ("H", true, 1),
        Unit::Day => ("D", false, 1),
        Unit::Weekend => ("WE", false, 1),
        Unit::Week => ("W", false, 1),
        Unit::Fortnight => ("W", false, 2),
        Unit::Month => ("M", false, 1),
        Unit::Quarter => ("Q", false, 1),
        Unit::Year => ("Y", false, 1),
        Unit::Decade => ("Y", false, 10),
        Unit::Century => ("Y", false, 100),
    };
    if amount.vague {
        return match unit {
            Unit::Decade => "PXDE".to_owned(),
            Unit::Century => "PXCE".to_owned(),
            _ => format!("P{}X{letter}", if time { "T" } else { "" }),
        };
    }
    // Half an hour is thirty minutes, half a year six months.
    if amount.half && amount.whole == 0 {
        match unit {
            Unit::Hour => return "PT30M".to_owned(),
            Unit::Year => return "P6M".to_owned(),
            _ => {}
        }
    }
    let halves = (u64::from(amount.whole) * 2 + u64::from(amount.half)) * factor;
    let half = if halves % 2 == 1 { ".5" } else { "" };
    format!("P{}{}{half}{letter}", if time { "T" } else { "" }, halves / 2)
}

/// EDTF (ISO 8601-2) of a stretch: a day, a month, a year, else an interval.
pub(super) fn edtf(stretch: Stretch, clock: Option<Clock>, bound: Option<Bound>) -> Option<String> {
    let interval = |a: Date, b: Date| format!("{a}/{b}");
    if let Some(bound) = bound
        && let Some(text) = bounded(stretch, bound)
    {
        return Some(text);
    }
    Some(match stretch {
        Stretch::Day(day) => match clock {
            Some(clock) if clock.hour < 24 && clock.minute.is_some() => {
                let time = time(Clock { zone: None, ..clock });
                let zone = time_zone(clock);
                format!("{day}T{time}:00{zone}")
            }
            _ => day.to_string(),
        },
        Stretch::Week(..) => {
            let monday = stretch.first_day()?;
            interval(monday, monday.checked_add(6.days()).ok()?)
        }
        Stretch::Weekend(..) => {
            let saturday = stretch.first_day()?;
            interval(saturday, saturday.checked_add(1.days()).ok()?)
        }
        Stretch::Month(y, m) => format!("{y:04}-{m:02}"),
        Stretch::Quarter(y, q) => format!("{y:04}-{:02}/{y:04}-{:02}", q * 3 - 2, q * 3),
        Stretch::Half(y, h) => format!("{y:04}-{:02}/{y:04}-{:02}", h * 6 - 5, h * 6),
        Stretch::Season(y, s) => format!("{y:04}-{}", 20 + i16::from(s)),
        Stretch::Year(y) => format!("{y:04}"),
        Stretch::Decade(d) => format!("{d:03}X"),
        Stretch::Century(c) => format!("{c:02}XX"),
    })
}

fn time_zone(clock: Clock) -> String {
    let whole = time(clock);
    whole[5..].to_owned()
}

/// The beginning, middle or end of a month or year as an interval; others stay whole.
fn bounded(stretch: Stretch, bound: Bound) -> Option<String> {
    match (stretch, bound) {
        (Stretch::Month(y, m), _) => {
            let first = Date::new(y, m, 1).ok()?;
            let days = match bound {
                Bound::Start => (1, 10),
                Bound::Mid => (11, 20),
                Bound::End => (21, first.days_in_month()),
                Bound::Rest | Bound::Eve => return None,
            };
            Some(format!("{y:04}-{m:02}-{:02}/{y:04}-{m:02}-{:02}", days.0, days.1))
        }
        (Stretch::Year(y), _) => {
            let months = match bound {
                Bound::Start => (1, 3),
                Bound::Mid => (5, 8),
                Bound::End => (10, 12),
                Bound::Rest | Bound::Eve => return None,
            };
            Some(format!("{y:04}-{:02}/{y:04}-{:02}", months.0, months.1))
        }
        _ => None,
    }
}
