//! Dates of the whole story made exact against its anchor.

use super::calendar::{self, Stretch};
use super::{Base, DateKind, DateMention, Shape, Tense, value};
use crate::analysis::article::{Blocks, Date, Options, Place};
use crate::knowledge::timewords::{Bound, Shift, Unit};
use jiff::ToSpan;
use jiff::civil;
use std::sync::Arc;

/// Candidate years are listed round this one when the story names no year: a fixed point, so that nothing depends on
/// the day of the run.
const MIDDLE_YEAR: i16 = 2020;

/// All dates of the story in order of the text, made exact against the day of publication.
pub fn resolve(blocks: &Blocks<'_>, options: &Options, anchor: Option<civil::Date>) -> Vec<Arc<Date>> {
    let near = options.default_year.or_else(|| latest_year(blocks)).unwrap_or(MIDDLE_YEAR);
    let mut dates = Vec::new();
    let mut before = None;
    for (index, block) in blocks.iter().enumerate() {
        let mut reading = Reading { anchor, default_year: options.default_year, told: None, before };
        for (i, mention) in block.summary.dates.iter().enumerate() {
            let following = block.summary.dates.get(i + 1);
            let stretch = reading.stretch(mention, following);
            if let Some(stretch) = stretch {
                reading.told =
                    stretch.first_day().map(|day| Told { day, stretch, sentence: mention.sentence });
            }
            let place = Place { block: index as u32, range: mention.range };
            dates.push(Arc::new(date(mention, i as u32, place, stretch, &reading, near)));
        }
        if !block.prose().is_empty() {
            before = reading.told;
        }
    }
    dates
}

/// The latest year that the story prints in full, within reason.
fn latest_year(blocks: &Blocks<'_>) -> Option<i16> {
    let dates = blocks.iter().flat_map(|b| &b.summary.dates);
    let years = dates.filter_map(|d| match d.shape {
        Shape::Day { year, .. } | Shape::Month { year, .. } => year,
        Shape::Year(year) => Some(year),
        _ => None,
    });
    years.filter(|y| (1900..=2100).contains(y)).max()
}

/// The date told last, which *the next day* counts from.
#[derive(Clone, Copy)]
struct Told {
    day: civil::Date,
    stretch: Stretch,
    sentence: u32,
}

/// What is known while one block is read from left to right.
struct Reading {
    anchor: Option<civil::Date>,
    default_year: Option<i16>,
    told: Option<Told>,
    /// The date told last in the paragraph before.
    before: Option<Told>,
}

impl Reading {
    /// Where in the calendar the mention lies.
    fn stretch(&self, mention: &DateMention, following: Option<&DateMention>) -> Option<Stretch> {
        if let Some(stretch) = calendar::absolute(mention.shape) {
            return Some(eve(stretch, mention.bound));
        }
        if matches!(mention.kind, DateKind::Duration | DateKind::Set) {
            return None;
        }
        let stretch = match mention.shape {
            Shape::Day { month, day, .. } => self.day(mention, month, day),
            Shape::Slashed { first, second, year } => self.slashed(first, second, year),
            Shape::Month { month, shift, years, .. } => self.month(mention, following, month, shift, years),
            Shape::Quarter { number, years, half, .. } => self.quarter(mention.tense, number, years, half),
            Shape::Season { season, shift, .. } => self.season(mention.tense, season, shift),
            Shape::Weekday { weekday, shift } => {
                calendar::weekday(self.anchor?, weekday, shift, mention.tense).map(Stretch::Day)
            }
            Shape::Offset { unit, by, base } => self.offset(mention, unit, by, base),
            Shape::Holiday { rule, .. } => {
                let anchor = self.anchor?;
                let year = calendar::nearest_year(anchor, mention.tense, |y| calendar::holiday(rule, y))?;
                calendar::holiday(rule, year).map(Stretch::Day)
            }
            _ => None,
        };
        stretch.map(|s| eve(s, mention.bound))
    }

    fn day(&self, mention: &DateMention, month: u8, day: u8) -> Option<Stretch> {
        let at = |year| civil::Date::new(year, month as i8, day as i8).ok();
        let year = match self.anchor {
            Some(anchor) => calendar::nearest_year(anchor, mention.tense, at)?,
            None => self.default_year?,
        };
        at(year).map(Stretch::Day)
    }

    /// Month first, or day first where that is the only way or nearer to the date of publication.
    fn slashed(&self, first: u8, second: u8, year: i16) -> Option<Stretch> {
        let at = |month: u8, day: u8| civil::Date::new(year, month as i8, day as i8).ok();
        let far = |date: civil::Date| {
            self.anchor.and_then(|a| a.until(date).ok()).map_or(0, |span| span.get_days().abs())
        };
        let (american, british) = (at(first, second), at(second, first));
        match (american, british) {
            (Some(a), Some(b)) => Some(if far(b) < far(a) { b } else { a }),
            (a, b) => a.or(b),
        }
        .map(Stretch::Day)
    }

    fn month(
        &self,
        mention: &DateMention,
        following: Option<&DateMention>,
        month: u8,
        shift: Option<Shift>,
        years: Option<i8>,
    ) -> Option<Stretch> {
        // "between May and June 2009": the year stands with the second.
        if let Some(DateMention { shape: Shape::Month { year: Some(year), month: last, .. }, range, .. }) =
            following
            && shift.is_none()
            && years.is_none()
            && range.start - mention.range.end <= 6
        {
            let year = if month > *last { year - 1 } else { *year };
            return Some(Stretch::Month(year, month as i8));
        }
        let Some(anchor) = self.anchor else {
            return self.default_year.map(|y| Stretch::Month(y, month as i8));
        };
        let this = anchor.month() as u8;
        let year = match (years, shift) {
            (Some(years), _) => anchor.year() + i16::from(years),
            (_, Some(Shift::Last | Shift::Past)) => anchor.year() - i16::from(month >= this),
            (_, Some(Shift::Next | Shift::Coming)) => anchor.year() + i16::from(month <= this),
            (_, Some(Shift::This)) => anchor.year(),
            _ => match mention.tense {
                Tense::Past => anchor.year() - i16::from(month > this),
                Tense::Future => anchor.year() + i16::from(month < this),
                Tense::Open => {
                    let first = |y| civil::Date::new(y, month as i8, 1).ok();
                    calendar::nearest_year(anchor.first_of_month(), Tense::Open, first)?
                }
            },
        };
        Some(Stretch::Month(year, month as i8))
    }

    fn quarter(&self, tense: Tense, number: u8, years: Option<i8>, half: bool) -> Option<Stretch> {
        let anchor = self.anchor?;
        let size = if half { 6 } else { 3 };
        let current = (anchor.month() as u8).div_ceil(size);
        let year = match (years, tense) {
            (Some(years), _) => anchor.year() + i16::from(years),
            (None, Tense::Future) => anchor.year() + i16::from(number < current),
            (None, Tense::Past) => anchor.year() - i16::from(number > current),
            // Results of the last quarter come out at the beginning of the next year.
            (None, Tense::Open) => anchor.year() - i16::from(number > current + 2),
        };
        Some(if half { Stretch::Half(year, number as i8) } else { Stretch::Quarter(year, number as i8) })
    }

    fn season(&self, tense: Tense, season: u8, shift: Option<Shift>) -> Option<Stretch> {
        let anchor = self.anchor?;
        let current = (anchor.month() as u8 / 3).max(1);
        let year = anchor.year();
        let year = match (shift, tense) {
            (Some(Shift::Last | Shift::Past | Shift::Previous), _) => year - i16::from(season >= current),
            (Some(Shift::Next | Shift::Coming | Shift::Following), _) => year + i16::from(season <= current),
            (Some(_), _) | (None, Tense::Open) => year,
            (None, Tense::Past) => year - i16::from(season > current),
            (None, Tense::Future) => year + i16::from(season < current),
        };
        Some(Stretch::Season(year, season as i8))
    }

    fn offset(&self, mention: &DateMention, unit: Unit, by: i32, base: Base) -> Option<Stretch> {
        // A time of day belongs to the day told of for longer than "the next day" does.
        let reach = if mention.clock.is_some() { 3 } else { 1 };
        let here = self.told.filter(|t| mention.sentence - t.sentence <= reach);
        let near = here.or(self.before.filter(|_| self.told.is_none() && mention.sentence <= 1));
        let base = match (base, near) {
            (Base::Story, Some(told)) if unit > Unit::Day || matches!(told.stretch, Stretch::Day(_)) => {
                told.day
            }
            _ => self.anchor?,
        };
        let stretch = calendar::offset(base, unit, by)?;
        // "They marched over the weekend": the one that was, unless it is going on.
        if unit == Unit::Weekend && by == 0 && mention.tense != Tense::Future && stretch.first_day()? > base {
            return calendar::offset(base, unit, -1);
        }
        Some(stretch)
    }
}

/// The day before, for *the eve of*.
fn eve(stretch: Stretch, bound: Option<Bound>) -> Stretch {
    match (stretch, bound) {
        (Stretch::Day(day), Some(Bound::Eve)) => Stretch::Day(day.checked_sub(1.days()).unwrap_or(day)),
        _ => stretch,
    }
}

fn date(
    mention: &DateMention,
    index: u32,
    place: Place,
    stretch: Option<Stretch>,
    reading: &Reading,
    near: i16,
) -> Date {
    let value = match (stretch, mention.shape) {
        (Some(stretch), _) => Some(value::timex(stretch, mention.clock, mention.part)),
        (None, Shape::Length { amount, unit }) => Some(value::length(amount, unit)),
        (None, Shape::Reference(reference)) => Some(reference.to_owned()),
        _ => None,
    };
    let candidate_years = match mention.shape {
        Shape::Day { year: None, month, day, weekday: Some(weekday) } if value.is_none() => {
            calendar::years_with(month, day, weekday, near)
        }
        _ => Vec::new(),
    };
    Date {
        place,
        index,
        kind: mention.kind,
        needs_anchor: value.is_none() && calendar_possible(mention.shape),
        edtf: stretch.and_then(|s| value::edtf(s, mention.clock, mention.bound)),
        candidate_years,
        why: why(mention, stretch, reading),
        value,
    }
}

/// Whether any anchor could make the shape exact: 30 February cannot be.
fn calendar_possible(shape: Shape) -> bool {
    match shape {
        Shape::Day { year: Some(_), .. } | Shape::Slashed { .. } => false,
        Shape::Day { month, day, .. } => civil::Date::new(2020, month as i8, day as i8).is_ok(),
        _ => true,
    }
}

/// How the date was made exact, for a reader.
fn why(mention: &DateMention, stretch: Option<Stretch>, reading: &Reading) -> String {
    if matches!(mention.shape, Shape::Length { .. } | Shape::Reference(_)) {
        return "as the words say".to_owned();
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
