//! What a date of the story says, once it is known where in the calendar it lies.

use super::calendar::{self, Stretch};
use super::resolve::Reading;
use super::{Base, DateMention, Shape, Tense, value};
use crate::analysis::article::{Date, Place};
use crate::knowledge::timewords::Unit;
use jiff::ToSpan;
use jiff::civil;

/// A date of the story, with its values and how they were found.
pub(super) fn date(
    mention: &DateMention,
    index: u32,
    place: Place,
    stretch: Option<Stretch>,
    reading: &Reading,
    near: i16,
) -> Date {
    let value = match (stretch, mention.shape) {
        // Others are told the length, as TIMEX3 has it; the day is for the desk.
        (Some(stretch), _) if !mention.ahead => Some(value::timex(stretch, reading.clock, mention.part)),
        (_, Shape::Length { amount, unit }) => Some(value::length(amount, unit)),
        (None, Shape::Reference(reference)) => Some(reference.to_owned()),
        _ => None,
    };
    let candidate_years = match mention.shape {
        Shape::Day { year: None, month, day, weekday: Some(weekday) } if value.is_none() => {
            calendar::years_with(month, day, weekday, near)
        }
        _ => Vec::new(),
    };
    let edtf = stretch.and_then(|s| value::edtf(s, reading.clock, mention.bound));
    let edtf = if mention.back { up_to_now(mention.shape, reading.anchor) } else { edtf };
    let edtf = match (edtf, mention.until) {
        (Some(from), Some(until)) => Some(up_to(from, stretch, until)),
        (edtf, _) => edtf,
    };
    Date {
        place,
        index,
        kind: mention.kind,
        needs_anchor: value.is_none()
            && calendar_possible(mention.shape)
            && !reading.lacks_country(mention.shape),
        edtf,
        span: None,
        candidate_years,
        why: why(mention, stretch, reading),
        value,
    }
}

/// The stretch from a resolved day or month up to the other end of its expression.
fn up_to(from: String, stretch: Option<Stretch>, until: Shape) -> String {
    let to = match (stretch, until) {
        (Some(Stretch::Day(first)), Shape::Day { day, .. }) => {
            let last = civil::Date::new(first.year(), first.month(), day as i8).ok();
            last.map(|d| d.to_string())
        }
        (Some(Stretch::Month(year, first)), Shape::Month { month, .. }) => {
            let year = if (month as i8) < first { year + 1 } else { year };
            Some(format!("{year:04}-{month:02}"))
        }
        (Some(Stretch::Year(_)), Shape::Year(last)) => Some(format!("{last:04}")),
        _ => None,
    };
    to.and_then(|to| value::interval(&from, &to)).unwrap_or(from)
}

/// The stretch of *the past week*.
fn up_to_now(shape: Shape, anchor: Option<civil::Date>) -> Option<String> {
    let Shape::Length { amount, .. } = shape else { return None };
    let length = match shape {
        Shape::Length { unit: Unit::Week, .. } => i64::from(amount.whole).weeks(),
        Shape::Length { unit: Unit::Month, .. } => i64::from(amount.whole).months(),
        _ => i64::from(amount.whole).years(),
    };
    let from = anchor?.checked_sub(length).ok()?;
    value::interval(&from.to_string(), &anchor?.to_string())
}

/// Whether any anchor could make the shape exact: 30 February cannot be.
fn calendar_possible(shape: Shape) -> bool {
    match shape {
        Shape::Day { year: Some(_), .. } | Shape::Slashed { .. } | Shape::Nth(_) => false,
        Shape::Day { month, day, .. } => civil::Date::new(2020, month as i8, day as i8).is_ok(),
        _ => true,
    }
}

/// `new zealand` as it is printed.
fn in_capitals(country: &str) -> String {
    let words = country.split(' ').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    });
    words.collect::<Vec<_>>().join(" ")
}

/// How the date was made exact, for a reader.
fn why(mention: &DateMention, stretch: Option<Stretch>, reading: &Reading) -> String {
    if let (true, Some(anchor)) = (mention.ahead && stretch.is_some(), reading.anchor) {
        return format!("counted from the publication date {anchor}");
    }
    if matches!(mention.shape, Shape::Length { .. } | Shape::Reference(_)) {
        return "as the words say".to_owned();
    }
    if matches!(mention.shape, Shape::Nth(_)) {
        return "counted from a first day that the words do not name".to_owned();
    }
    if let (Shape::Holiday { .. }, Some(country)) = (mention.shape, reading.rule_of(mention.shape).1) {
        return format!("the day that it has in {}", in_capitals(country));
    }
    if reading.lacks_country(mention.shape) {
        return "its day depends on the country, and no dateline that is known names one".to_owned();
    }
    if calendar::absolute(mention.shape).is_some() {
        return "the words give it in full".to_owned();
    }
    let (Some(_), Some(anchor)) = (stretch, reading.anchor) else {
        return match (stretch, reading.default_year) {
            (Some(_), Some(year)) => format!("the year is the default year {year}"),
            _ => "no publication date to count from".to_owned(),
        };
    };
    let direction = match mention.tense {
        Tense::Past => ", in a sentence that looks back",
        Tense::Future => ", in a sentence that looks ahead",
        Tense::Open => "",
    };
    match mention.shape {
        Shape::Day { .. } | Shape::Month { .. } | Shape::Quarter { .. } | Shape::Season { .. } => {
            format!("the year is counted from the publication date {anchor}{direction}")
        }
        Shape::Offset { base: Base::Story, .. } => "counted from the date told just before".to_owned(),
        Shape::Weekday { .. } => {
            format!(
                "counted from the publication date, {} {anchor}{direction}",
                calendar::weekday_name(anchor)
            )
        }
        _ => format!("counted from the publication date {anchor}"),
    }
}
