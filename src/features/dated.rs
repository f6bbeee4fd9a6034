//! The values of dates as a reader would say them: `2017-W19` is the week from 8 to 14 May.

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A value in words: `2017-05-10, a Wednesday`, `May 2017`, `3 days`; anything that has none as it is.
pub fn written_out(value: &str) -> String {
    if let Some((from, to)) = value.split_once('/') {
        return match (from, to) {
            ("" | "..", to) => format!("until {}", written_out(to)),
            (from, "" | "..") => format!("from {} on", written_out(from)),
            _ => format!("{} to {}", written_out(from), written_out(to)),
        };
    }
    if let Some(words) = reference(value) {
        return words.to_owned();
    }
    if let Some(length) = value.strip_prefix('P').and_then(length) {
        return length;
    }
    match value.split_once('T') {
        Some((day, clock)) => match (written(day), clock_words(clock)) {
            (Some(day), Some(clock)) => format!("{day}, {clock}"),
            _ => value.to_owned(),
        },
        None => written(value).unwrap_or_else(|| value.to_owned()),
    }
}

/// What TIMEX3 writes for words such as *now*.
fn reference(value: &str) -> Option<&'static str> {
    Some(match value {
        "PRESENT_REF" => "now",
        "PAST_REF" => "some time before",
        "FUTURE_REF" => "some time to come",
        _ => return None,
    })
}

/// A day, week, month, part of a year, year, decade or century.
fn written(value: &str) -> Option<String> {
    if value.len() == 10 && value.is_ascii() {
        let day: Date = value.parse().ok()?;
        return Some(format!("{value}, a {}", day.strftime("%A")));
    }
    let (year, part) = match value.split_once('-') {
        Some((year, part)) => (year, part),
        None => return whole_years(value),
    };
    let year: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
    if let Some(week) = part.strip_prefix('W') {
        let (week, end) = match week.strip_suffix("-WE") {
            Some(week) => (week, true),
            None => (week, false),
        };
        let day =
            |weekday| Some(ISOWeekDate::new(year, week.parse().ok()?, weekday).ok()?.date().to_string());
        let from = if end { Weekday::Saturday } else { Weekday::Monday };
        return Some(format!("{} to {}", day(from)?, day(Weekday::Sunday)?));
    }
    let months = |from: i8, to: i8| {
        let name = |month| Some(Date::new(year, month, 1).ok()?.strftime("%B").to_string());
        Some(format!("{} to {} {year}", name(from)?, name(to)?))
    };
    match part {
        "Q1" => months(1, 3),
        "Q2" => months(4, 6),
        "Q3" => months(7, 9),
        "Q4" => months(10, 12),
        "H1" => months(1, 6),
        "H2" => months(7, 12),
        "SP" | "21" => Some(format!("spring {year}")),
        "SU" | "22" => Some(format!("summer {year}")),
        "FA" | "23" => Some(format!("autumn {year}")),
        "WI" | "24" => Some(format!("winter {year}")),
        _ if part.len() == 2 => {
            Some(Date::new(year, part.parse().ok()?, 1).ok()?.strftime("%B %Y").to_string())
        }
        _ => None,
    }
}

/// `2017`, `199X`, `19XX`
fn whole_years(value: &str) -> Option<String> {
    let known = value.trim_end_matches('X');
    let number: u32 = known.parse().ok()?;
    match known.len() {
        4 => Some(value.to_owned()),
        3 => Some(format!("the {number}0s")),
        2 => Some(format!("the years {number}00 to {number}99")),
        _ => None,
    }
}

/// `16:30`, `MO`: a time of day.
fn clock_words(clock: &str) -> Option<String> {
    Some(match clock {
        "MO" => "in the morning".to_owned(),
        "MI" => "at midday".to_owned(),
        "AF" => "in the afternoon".to_owned(),
        "EV" => "in the evening".to_owned(),
        "NI" => "at night".to_owned(),
        "DT" => "in the daytime".to_owned(),
        _ if clock.starts_with(|c: char| c.is_ascii_digit()) => {
            if clock.contains(':') {
                clock.to_owned()
            } else {
                format!("{clock}:00")
            }
        }
        _ => return None,
    })
}

/// `3D` as `3 days`, `T2H` as `2 hours`, `XY` as `some years`.
fn length(length: &str) -> Option<String> {
    let (length, time) = match length.strip_prefix('T') {
        Some(rest) => (rest, true),
        None => (length, false),
    };
    let last = length.chars().next_back()?;
    let count = &length[..length.len() - last.len_utf8()];
    let unit = match (last, time) {
        ('S', true) => "second",
        ('M', true) => "minute",
        ('H', true) => "hour",
        ('D', false) => "day",
        ('W', false) => "week",
        ('M', false) => "month",
        ('Y', false) => "year",
        _ => return None,
    };
    match count {
        "X" => Some(format!("some {unit}s")),
        "1" => Some(format!("1 {unit}")),
        _ if count.parse::<f64>().is_ok() => Some(format!("{count} {unit}s")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_said_in_words() {
        for (value, words) in [
            ("2017-05-10", "2017-05-10, a Wednesday"),
            ("2017-05-10T16:30", "2017-05-10, a Wednesday, 16:30"),
            ("2017-05-10TEV", "2017-05-10, a Wednesday, in the evening"),
            ("2017-W19", "2017-05-08 to 2017-05-14"),
            ("2017-W19-WE", "2017-05-13 to 2017-05-14"),
            ("2017-05", "May 2017"),
            ("2017-Q2", "April to June 2017"),
            ("2017-SU", "summer 2017"),
            ("2017", "2017"),
            ("199X", "the 1990s"),
            ("19", "the years 1900 to 1999"),
            ("2017-23", "autumn 2017"),
            ("P3D", "3 days"),
            ("P1W", "1 week"),
            ("PT2H", "2 hours"),
            ("PXY", "some years"),
            ("PRESENT_REF", "now"),
            ("2017-05-10/2017-05-12", "2017-05-10, a Wednesday to 2017-05-12, a Friday"),
            ("2017-05-10/..", "from 2017-05-10, a Wednesday on"),
            ("P1Y2M", "P1Y2M"),
            ("2017-13", "2017-13"),
        ] {
            assert_eq!(written_out(value), words, "{value}");
        }
    }
}
