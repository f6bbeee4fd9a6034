//! Dates of the whole story made exact against its anchor.

use super::calendar::{self, Stretch};
use super::written::date;
use super::{Base, Clock, DateKind, DateMention, Shape, Tense, value};
use crate::analysis::article::{Blocks, Date, Options, Place};
use crate::knowledge::feasts::rule_in;
use crate::knowledge::timewords::{Bound, Shift, Unit};
use jiff::ToSpan;
use jiff::civil;
use std::sync::Arc;

/// Candidate years are listed round this one when the story names no year: a fixed point, so that nothing depends on
/// the day of the run.
const MIDDLE_YEAR: i16 = 2020;

/// All dates of the story in order of the text, made exact against the day of publication; feasts are those of `country`.
#[inline(never)]
pub fn resolve(
    blocks: &Blocks<'_>,
    options: &Options,
    anchor: Option<civil::Date>,
    country: Option<&'static str>,
) -> Vec<Arc<Date>> {
    let near = options.default_year.or_else(|| latest_year(blocks)).unwrap_or(MIDDLE_YEAR);
    let mut dates = Vec::new();
    let (mut before, mut happened) = (None, None);
    for (index, block) in blocks.iter().enumerate() {
        let mut reading = Reading {
            anchor,
            country,
            default_year: options.default_year,
            told: None,
            before,
            happened,
            clock: None,
        };
        for (i, mention) in block.summary.dates.iter().enumerate() {
            let following = block.summary.dates.get(i + 1);
            let stretch = reading.stretch(mention, following);
            let stretch = stretch.map(|s| reading.clocked(mention, s));
            if let Some(stretch) = stretch {
                let told =
                    |day| Told { day, stretch, sentence: mention.sentence, clock: reading.clock, age: 0 };
                reading.told = stretch.first_day().map(told);
                reading.happened = reading.told.filter(|_| !mention.said).or(reading.happened);
            }
            let place = Place { block: index as u32, range: mention.range };
            dates.push(Arc::new(date(mention, i as u32, place, stretch, &reading, near)));
        }
        if !block.prose().is_empty() {
            let older = |told: Told| Told { age: told.age + 1, ..told };
            before = reading.told.or(before.map(older)).filter(|t| t.age < AGE);
            happened = reading.happened.map(older).filter(|t| t.age < HAPPENED);
        }
    }
    join_ranges(blocks, &mut dates);
    dates
}

/// The day or stretch that lies a length after `day`, or before it: *two days after the vote*. Of months and years nobody
/// counts the days.
pub fn counted_from(day: civil::Date, length: Shape, after: bool) -> Option<String> {
    let Shape::Length { amount, unit } = length else { return None };
    let exact = !amount.vague && !amount.half && amount.whole <= 10_000;
    let (unit, whole) = match unit {
        Unit::Week => (Unit::Day, amount.whole * 7),
        Unit::Fortnight => (Unit::Day, amount.whole * 14),
        Unit::Day | Unit::Month | Unit::Year => (unit, amount.whole),
        _ => return None,
    };
    let by = if after { whole as i32 } else { -(whole as i32) };
    let stretch = exact.then(|| calendar::offset(day, unit, by))??;
    value::edtf(stretch, None, None)
}

/// Gives both ends of "from Tuesday to Friday" the whole stretch.
fn join_ranges(blocks: &Blocks<'_>, dates: &mut [Arc<Date>]) {
    for at in 1..dates.len() {
        let (before, behind) = dates.split_at_mut(at);
        let (Some(first), Some(last)) = (before.last_mut(), behind.first_mut()) else { continue };
        let mention = blocks[first.place.block as usize].summary.dates.get(first.index as usize);
        if !mention.is_some_and(|m| m.joined) || first.place.block != last.place.block {
            continue;
        }
        if let (Some(from), Some(to)) = (&first.edtf, &last.edtf)
            && let Some(span) = value::interval(from, to)
        {
            Arc::make_mut(last).span = Some(span.clone());
            Arc::make_mut(first).span = Some(span);
        }
    }
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
    clock: Option<Clock>,
    /// Paragraphs without a date since.
    age: u8,
}

/// For so many paragraphs *that day* is the day told last.
const AGE: u8 = 4;

/// For so many paragraphs a time of day is one of the day on which something took place.
const HAPPENED: u8 = 3;

/// What is known while one block is read from left to right.
pub(super) struct Reading {
    pub(super) anchor: Option<civil::Date>,
    /// Where the story is from.
    pub(super) country: Option<&'static str>,
    pub(super) default_year: Option<i16>,
    told: Option<Told>,
    /// The date told last in the paragraphs before.
    before: Option<Told>,
    /// The date told last that is not one of saying, in this paragraph (age 0) or those before.
    happened: Option<Told>,
    /// The time of day of the date that is read.
    pub(super) clock: Option<Clock>,
}

impl Reading {
    /// Where the mention lies once the clock is turned: "ten minutes later" counts from the time told before.
    fn clocked(&mut self, mention: &DateMention, stretch: Stretch) -> Stretch {
        self.clock = mention.clock;
        let Shape::Offset { unit: unit @ (Unit::Minute | Unit::Hour), by, base: Base::Story } = mention.shape
        else {
            return stretch;
        };
        let told = self.told.filter(|t| mention.clock.is_none() && matches!(t.stretch, Stretch::Day(_)));
        let turned = told.and_then(|told| {
            let clock = told.clock?;
            let minutes = by.checked_mul(if unit == Unit::Hour { 60 } else { 1 })?;
            let at = i32::from(clock.hour) * 60 + i32::from(clock.minute?) + minutes;
            let day = told.day.checked_add(i64::from(at.div_euclid(1440)).days()).ok()?;
            let at = at.rem_euclid(1440);
            let clock = Clock { hour: (at / 60) as u8, minute: Some((at % 60) as u8), ..clock };
            Some((Stretch::Day(day), clock))
        });
        match turned {
            Some((stretch, clock)) => {
                self.clock = Some(clock);
                stretch
            }
            None => stretch,
        }
    }

    /// The rule of a feast, and the country whose it is where it depends on that of the story.
    pub(super) fn rule_of(&self, shape: Shape) -> (&'static str, Option<&'static str>) {
        let Shape::Holiday { rule, .. } = shape else { return ("", None) };
        rule_in(rule, self.country).map_or((rule, None), |own| (own, self.country))
    }

    /// Whether the words name a feast whose day depends on a country that is not known.
    pub(super) fn lacks_country(&self, shape: Shape) -> bool {
        matches!(shape, Shape::Holiday { .. }) && calendar::holiday(self.rule_of(shape).0, 2020).is_none()
    }

    /// Where in the calendar the mention lies.
    fn stretch(&self, mention: &DateMention, following: Option<&DateMention>) -> Option<Stretch> {
        let feast = matches!(mention.shape, Shape::Holiday { .. });
        if let Some(stretch) = calendar::absolute(mention.shape).filter(|_| !feast) {
            return Some(eve(stretch, mention.bound));
        }
        if mention.ahead
            && let Shape::Length { amount, unit } = mention.shape
        {
            return calendar::offset(self.anchor?, unit, amount.whole as i32);
        }
        if matches!(mention.kind, DateKind::Duration | DateKind::Set) {
            return None;
        }
        let stretch = match mention.shape {
            Shape::Day { month, day, .. } => self.day(mention, month, day),
            Shape::Slashed { first, second, year } => self.slashed(first, second, year),
            Shape::Month { month, shift, years, .. } => self.month(mention, following, month, shift, years),
            Shape::Quarter { number, years, half, .. } => self.quarter(mention.tense, number, years, half),
            Shape::Season { season, shift: Some(Shift::Following), .. } => {
                self.season_behind(mention, season)
            }
            Shape::Season { season, years: Some(years), .. } => {
                Some(Stretch::Season(self.anchor?.year() + i16::from(years), season as i8))
            }
            Shape::Season { season, shift, .. } => self.season(mention.tense, season, shift),
            Shape::Weekday { weekday, shift } => {
                calendar::weekday(self.anchor?, weekday, shift, mention.tense).map(Stretch::Day)
            }
            Shape::Offset { unit, by, base } => self.offset(mention, unit, by, base),
            Shape::EndOf { unit, year } => self.end_of(mention.tense, unit, year),
            Shape::Holiday { year, .. } => {
                let rule = self.rule_of(mention.shape).0;
                let on = |year| calendar::holiday(rule, year);
                let nearest = || calendar::nearest_year(self.anchor?, mention.tense, on);
                on(year.or_else(nearest)?).map(Stretch::Day)
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
        // "In May 2009 it failed; it emerged that October"
        if let (None, Some(Shift::That), Some(told)) = (years, shift, self.told.or(self.before)) {
            return Some(Stretch::Month(told.day.year(), month as i8));
        }
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

    /// "Won in 2020 and lost it the following spring": the one behind the date told last.
    fn season_behind(&self, mention: &DateMention, season: u8) -> Option<Stretch> {
        let told = self.told.filter(|t| mention.sentence - t.sentence <= 1);
        let Some(told) = told else { return self.season(mention.tense, season, Some(Shift::Following)) };
        // Of a year nobody knows where in it: its own spring is not the following one.
        let current =
            if matches!(told.stretch, Stretch::Year(_)) { 4 } else { (told.day.month() as u8 / 3).max(1) };
        Some(Stretch::Season(told.day.year() + i16::from(season <= current), season as i8))
    }

    /// The last day of a year, quarter or month: the coming one, or the one that was where the clause looks back.
    fn end_of(&self, tense: Tense, unit: Unit, year: Option<i16>) -> Option<Stretch> {
        let last = |day: civil::Date| match unit {
            Unit::Year => civil::Date::new(day.year(), 12, 31).ok(),
            Unit::Quarter => {
                let first = civil::Date::new(day.year(), (day.month() + 2) / 3 * 3, 1).ok()?;
                Some(first.last_of_month())
            }
            _ => Some(day.last_of_month()),
        };
        if let Some(year) = year {
            return last(civil::Date::new(year, 12, 1).ok()?).map(Stretch::Day);
        }
        let anchor = self.anchor?;
        let end = last(anchor)?;
        if tense != Tense::Past || end <= anchor {
            return Some(Stretch::Day(end));
        }
        let months = match unit {
            Unit::Year => 12,
            Unit::Quarter => 3,
            _ => 1,
        };
        last(anchor.first_of_month().checked_sub(months.months()).ok()?).map(Stretch::Day)
    }

    fn offset(&self, mention: &DateMention, unit: Unit, by: i32, base: Base) -> Option<Stretch> {
        // A time of day belongs to the day told of for longer than "the next day" does.
        let reach = if mention.clock.is_some() { 3 } else { 1 };
        // The times of a live blog are those of its own day, whatever its entries tell of.
        if mention.stamp && base == Base::Story {
            return calendar::offset(self.anchor?, unit, by);
        }
        let here = self.told.filter(|t| mention.sentence - t.sentence <= reach);
        // "That day" reaches back further than a time of day or "the next day" does.
        let that = by == 0 && unit == Unit::Day && mention.clock.is_none() && mention.part.is_none();
        let before = self.before.filter(|t| t.age == 0 || that);
        // "The truck struck the crowd about 10:30 p.m.": not on the day on which somebody said so.
        let clocked = mention.clock.is_some() && mention.tense == Tense::Past;
        let happened = self.happened.filter(|t| clocked && matches!(t.stretch, Stretch::Day(_)));
        let happened = happened.filter(|t| t.age > 0 || mention.sentence - t.sentence <= reach);
        let here = happened.or(here);
        let near = here.or(before.filter(|_| self.told.is_none() && mention.sentence <= 1));
        let of_story = base == Base::Story;
        let base = match (base, near) {
            (Base::Story, Some(told)) if unit > Unit::Day || matches!(told.stretch, Stretch::Day(_)) => {
                told.day
            }
            _ => self.anchor?,
        };
        // "In the third quarter … a year earlier" compares quarters.
        let told = near.filter(|_| of_story && unit == Unit::Year && by.abs() < 100);
        if let Some(Stretch::Quarter(year, number)) = told.map(|t| t.stretch) {
            return Some(Stretch::Quarter(year + by as i16, number));
        }
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
