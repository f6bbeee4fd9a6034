//! Dates and their values.

use super::answer::{Dating, Gold, meets};
use super::entities::words;
use super::tally::{Measure, Report};
use jiff::civil::Date as Day;
use newsmark::analysis::Story;
use newsmark::analysis::article::Date;
use newsmark::analysis::dates::DateKind;

/// Counts the dates of one article: calendar dates and clock times, not lengths of time.
pub fn compare(gold: &Gold, story: &Story, report: &mut Report) {
    let found = &story.article.dates;
    for date in &gold.dates {
        let near: Vec<&Date> = found.iter().map(|d| &**d).filter(|d| meets(d.place, date.place)).collect();
        let hit = near.iter().any(|d| is_right(d, date));
        report.count(Measure::DateRecall, hit);
        if hit {
            continue;
        }
        let got: Vec<String> =
            near.iter().map(|d| format!("{:?} {:?}", words(story, d.place), d.edtf)).collect();
        let what = format!("{:?} is {}: found {}", words(story, date.place), date.when, got.join(", "));
        let class = if near.is_empty() { "dates/missed" } else { "dates/value" };
        report.error(class, &gold.at(date.place), &what);
    }
    for date in found.iter().filter(|d| is_calendar(d)) {
        let answers: Vec<&Dating> = gold.dates.iter().filter(|g| meets(g.place, date.place)).collect();
        let hit = answers.iter().any(|g| is_right(date, g));
        report.count(Measure::DatePrecision, hit);
        if answers.is_empty() {
            let what = format!("{:?} {:?} is no date", words(story, date.place), date.edtf);
            report.error("dates/spurious", &gold.at(date.place), &what);
        }
    }
}

/// Whether two EDTF values mean the same stretch of days, and the same minute where `expected` has one.
pub fn same_value(found: &str, expected: &str) -> bool {
    let clock =
        |value: &str| value.split_once('T').map(|(_, t)| t.trim_end_matches('Z').get(..5).map(str::to_owned));
    if clock(expected).is_some_and(|expected| clock(found) != Some(expected)) {
        return false;
    }
    found == expected || (days(expected).is_some() && days(found) == days(expected))
}

fn is_right(found: &Date, expected: &Dating) -> bool {
    [&found.edtf, &found.value].into_iter().flatten().any(|v| same_value(v, &expected.when))
}

fn is_calendar(date: &Date) -> bool {
    let value = date.value.as_deref().unwrap_or_default();
    matches!(date.kind, DateKind::Date | DateKind::Time) && value.starts_with(|c: char| c.is_ascii_digit())
}

/// First and last day of an EDTF value: a day, month, year or an interval of them. `None` for seasons and the like.
fn days(value: &str) -> Option<(Day, Day)> {
    if let Some((from, to)) = value.split_once('/') {
        return Some((days(from)?.0, days(to)?.1));
    }
    let day = value.split_once('T').map_or(value, |(day, _)| day).trim_end_matches(['~', '?']);
    let mut parts = day.split('-').map(|p| p.parse::<i16>().ok());
    let year = parts.next()??;
    let first = match (parts.next(), parts.next()) {
        (None, _) => return Some((Day::new(year, 1, 1).ok()?, Day::new(year, 12, 31).ok()?)),
        (Some(month), None) => {
            let first = Day::new(year, month?.try_into().ok()?, 1).ok()?;
            return Some((first, first.last_of_month()));
        }
        (Some(month), Some(day)) => Day::new(year, month?.try_into().ok()?, day?.try_into().ok()?).ok()?,
    };
    Some((first, first))
}
