//! The forms that dates take in English news.
//!
//! [`date_at`] tries the forms at one token, longest first. Every function takes the position of the
//! first token of its form and returns the match with the position behind its last token. `days`, `spans`
//! and `relative` hold the plain forms by kind; here they get edges (*early*, *the end of*) and times of day.

mod days;
mod feasts;
mod ranges;
mod relative;
mod spans;

use super::clock::clock_at;
use super::quantity;
use super::reader::{Match, Reader};
use super::{Amount, Base, DateKind, Shape};
use crate::knowledge::WordClass;
use crate::knowledge::timewords::{Bound, Shift, TimeWord, Unit};
use days::{nth_of_month, number_led, the_nth_of_month, weekday_led};
pub(super) use ranges::joins;
use relative::{WEEKLY, each, end_of, end_of_in_one, nth_day, per, shifted, the_unit, this_time, week_on};
use spans::{
    decade, decade_possessive, holiday, mid, month_led, ordinal_unit, quarter, quarter_behind,
    quarter_in_one, season_led, short_year,
};

/// The date that begins at token `at`, with its approximators (`about two years`) and its time of day.
pub(super) fn date_at(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let core_at = skip_approximators(reader, at);
    if core_at > at {
        let found = bounded(reader, core_at)?;
        let counted = matches!(found.kind, DateKind::Duration | DateKind::Time);
        return Some(if counted { found.from(at) } else { found });
    }
    ranges::range_at(reader, at).or_else(|| bounded(reader, at))
}

/// Behind `about`, `nearly`, `more than`, `at least`, `just over`.
fn skip_approximators(reader: &Reader<'_>, at: usize) -> usize {
    let mut here = at;
    loop {
        here = match (reader.sense(here), reader.sense(here + 1)) {
            (Some(TimeWord::About), _) => here + 1,
            (Some(TimeWord::Compare), Some(TimeWord::Than)) => here + 2,
            (Some(TimeWord::At), Some(TimeWord::Least)) => here + 2,
            _ => return here,
        };
    }
}

/// A date with `the beginning of`, `early`, `later` in front, or plain.
fn bounded(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let behind_the = match reader.sense(at) {
        Some(TimeWord::The) => at + 1,
        _ => at,
    };
    match reader.sense(behind_the) {
        Some(TimeWord::Bound(bound)) if reader.is_word(behind_the + 1, "of") => {
            let core = dated(reader, behind_the + 2).filter(|m| m.kind != DateKind::Set)?;
            if core.kind == DateKind::Duration {
                // "the end of a week", "the rest of the week"
                return Some(core);
            }
            Some(Match { bound: Some(bound), ..core.from(at) })
        }
        Some(TimeWord::Part { code, plural: false })
            if reader.is_word(behind_the + 1, "of") || reader.is_word(behind_the + 1, "on") =>
        {
            part_of(reader, at, behind_the + 2, code).or_else(|| dated(reader, at))
        }
        Some(TimeWord::Edge(bound)) => edged(reader, at, behind_the, bound),
        Some(TimeWord::Earlier | TimeWord::Later) if behind_the == at => {
            let core = dated(reader, at + 1).filter(|m| m.kind == DateKind::Date && !is_counted(m))?;
            matches!(core.shape, Shape::Offset { .. }).then(|| core.from(at))
        }
        _ => dated(reader, at),
    }
}

fn is_counted(found: &Match) -> bool {
    matches!(found.shape, Shape::Length { .. })
}

/// `early Monday`, `late 2009`, `the early 1990s`, `early in July`, `early on Monday`.
fn edged(reader: &Reader<'_>, at: usize, edge: usize, bound: Bound) -> Option<Match> {
    let mut core = edge + 1;
    let joined = reader.is_punct(core, '-');
    core += usize::from(joined || reader.is_word(core, "in") || reader.is_word(core, "on"));
    let found = if edge > at {
        decade(reader, core).or_else(|| ordinal_unit(reader, core)).or_else(|| part_of_day(reader, core))?
    } else {
        dated(reader, core).or_else(|| decade(reader, core)).or_else(|| part_of_day(reader, core))?
    };
    if matches!(found.kind, DateKind::Duration | DateKind::Set) || matches!(found.shape, Shape::Reference(_))
    {
        return None;
    }
    let first = if core == edge + 1 || joined { at } else { found.first };
    Some(Match { bound: Some(bound), ..found.from(first) })
}

/// A date with the time of day that goes with it, in either order.
fn dated(reader: &Reader<'_>, at: usize) -> Option<Match> {
    if let Some((clock, end)) = clock_at(reader, at) {
        return Some(clock_then_day(reader, at, clock, end));
    }
    if let Some(found) = ranges::hours(reader, at) {
        return Some(found);
    }
    let found = core(reader, at)?;
    if found.kind == DateKind::Date && is_day(found.shape) {
        Some(with_time(reader, found))
    } else {
        Some(found)
    }
}

fn is_day(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::Day { .. }
            | Shape::Weekday { .. }
            | Shape::Slashed { .. }
            | Shape::Offset { unit: Unit::Day, .. }
    )
}

/// `Tuesday morning`, `May 10 at 3 p.m.`, `May 10, 2017, 10:30 GMT`.
fn with_time(reader: &Reader<'_>, day: Match) -> Match {
    if let Some(TimeWord::Part { code, plural: false }) = reader.sense(day.end) {
        return Match { end: day.end + 1, kind: DateKind::Time, part: Some(code), ..day };
    }
    let mut at = reader.skip(day.end, ',');
    at = reader.skip(at, '|');
    if matches!(reader.sense(at), Some(TimeWord::At)) || reader.is_word(at, "around") {
        at += 1;
    }
    match clock_at(reader, at) {
        Some((clock, end)) => Match { end, kind: DateKind::Time, clock: Some(clock), ..day },
        None => day,
    }
}

/// `10:30 a.m. on Monday`, `8:30 p.m. Thursday night`, `noon today`.
fn clock_then_day(reader: &Reader<'_>, at: usize, clock: super::Clock, end: usize) -> Match {
    let nearby = Shape::Offset { unit: Unit::Day, by: 0, base: Base::Story };
    let alone = Match { clock: Some(clock), ..Match::new(at, end, DateKind::Time, nearby) };
    let mut day_at = reader.skip(end, ',');
    if reader.is_word(day_at, "local") && reader.is_word(day_at + 1, "time") {
        day_at += 2;
    }
    let local = Match { end: day_at.max(end), ..alone };
    if reader.is_word(day_at, "on") {
        day_at += 1;
    }
    match core(reader, day_at) {
        Some(day) if is_day(day.shape) && day.kind == DateKind::Date => {
            let mut end = day.end;
            if matches!(reader.sense(end), Some(TimeWord::Part { plural: false, .. })) {
                end += 1;
            }
            Match { end, shape: day.shape, ..alone }
        }
        Some(day) if day.part.is_some() => Match { end: day.end, shape: day.shape, ..alone },
        _ if reader.text(local.end.saturating_sub(1)) == "," => alone,
        _ => local,
    }
}

/// `the night of November 2, 2014`, `the morning of the 4th of May`, `the evening of Friday`.
fn part_of(reader: &Reader<'_>, at: usize, day_at: usize, code: &'static str) -> Option<Match> {
    let day = core(reader, day_at).filter(|m| m.kind == DateKind::Date && m.until.is_none())?;
    let named = matches!(day.shape, Shape::Day { .. } | Shape::Weekday { .. });
    named.then(|| Match { kind: DateKind::Time, part: Some(code), ..day.from(at) })
}

/// One plain date.
fn core(reader: &Reader<'_>, at: usize) -> Option<Match> {
    if reader.is_number(at) {
        return number_led(reader, at);
    }
    let Some(sense) = reader.sense(at) else { return unlisted(reader, at) };
    let names = matches!(
        sense,
        TimeWord::Weekday { .. } | TimeWord::Unit { unit: Unit::Day, .. } | TimeWord::Bound(Bound::Eve)
    );
    if names && let Some(feast) = feasts::ending_at(reader, at) {
        return feast;
    }
    match sense {
        // "May Day"
        TimeWord::Month { .. } if feasts::ending_at(reader, at + 1).is_some() => None,
        TimeWord::Weekday { day, common } => weekday_led(reader, at, day, common),
        TimeWord::Weekdays(_) => Some(Match::new(at, at + 1, DateKind::Set, WEEKLY)),
        TimeWord::Month { month, common } => month_led(reader, at, month, common),
        TimeWord::Day(by) => Some(Match::date(at, at + 1, publication(Unit::Day, i32::from(by)))),
        TimeWord::Tonight | TimeWord::Overnight => {
            let night = Match::new(at, at + 1, DateKind::Time, publication(Unit::Day, 0));
            Some(Match { part: Some("NI"), ..night })
        }
        TimeWord::The => the_led(reader, at),
        TimeWord::Shift(shift) => this_time(reader, at, shift).or_else(|| shifted(reader, at, at, shift)),
        TimeWord::Each => each(reader, at),
        TimeWord::Per => per(reader, at),
        // With a capital inside a sentence it is a name: the Daily Star.
        TimeWord::Every(_) if reader.is_capitalised(at) && reader.before(at).is_some() => None,
        TimeWord::Every(unit) => {
            let shape = Shape::Length { amount: Amount::exactly(1), unit };
            Some(Match::new(at, at + 1, DateKind::Set, shape))
        }
        TimeWord::Season { season, common } => season_led(reader, at, season, common),
        TimeWord::Ordinal(_) | TimeWord::Half => {
            quarter(reader, at).or_else(|| quantity::quantity(reader, at))
        }
        TimeWord::Reference(FUTURE) => None,
        TimeWord::Reference(value) => reference(reader, at, value),
        TimeWord::Holiday(rule) => holiday(reader, at, rule),
        TimeWord::Unit { unit, .. } => quantity::bare_plural(reader, at)
            .or_else(|| end_of(reader, at, unit))
            .or_else(|| nth_day(reader, at, unit)),
        TimeWord::Article if week_on(reader, at).is_some() => week_on(reader, at),
        TimeWord::Number(_) | TimeWord::Some(_) | TimeWord::Article | TimeWord::Recent => {
            quantity::quantity(reader, at)
        }
        _ => None,
    }
}

fn publication(unit: Unit, by: i32) -> Shape {
    Shape::Offset { unit, by, base: Base::Publication }
}

/// Words outside the list: `two-week`, `twenty-five years`, `mid-May`, `fourth-quarter`, `’90s`.
fn unlisted(reader: &Reader<'_>, at: usize) -> Option<Match> {
    if reader.is_number(at + 1) && !reader.text(at).starts_with(char::is_alphabetic) {
        return decade(reader, at + 1).or_else(|| short_year(reader, at + 1)).map(|m| m.from(at));
    }
    if let Some((number, half)) = reader.quarter_sign(at) {
        return quarter_behind(reader, at, at + 1, number, half);
    }
    quarter_in_one(reader, at)
        .or_else(|| quantity::hyphenated(reader, at))
        .or_else(|| quantity::quantity(reader, at))
        .or_else(|| mid(reader, at))
        .or_else(|| end_of_in_one(reader, at))
}

/// Dates that begin with `the`.
fn the_led(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let next = at + 1;
    let found = match reader.sense(next) {
        None => decade(reader, next)
            .or_else(|| decade_possessive(reader, next))
            .or_else(|| the_nth_of_month(reader, next))
            .or_else(|| quarter(reader, next))
            .or_else(|| ordinal_unit(reader, next))
            .or_else(|| {
                // "The near future"
                let future = matches!(reader.sense(next + 1), Some(TimeWord::Reference(FUTURE)));
                (future && is_alone(reader, next + 1))
                    .then(|| Match::date(at, next + 2, Shape::Reference(FUTURE)))
            })
            .or_else(|| {
                if reader.is_number(next) {
                    None
                } else {
                    decade(reader, next + 1).filter(|_| !reader.is_capitalised(next))
                }
            }),
        Some(TimeWord::Shift(Shift::Past)) if is_alone(reader, next) => {
            Some(Match::date(at, next + 1, Shape::Reference("PAST_REF")))
        }
        Some(TimeWord::Reference(value)) if value == FUTURE && is_alone(reader, next) => {
            Some(Match::date(at, next + 1, Shape::Reference(value)))
        }
        Some(TimeWord::Shift(shift)) => shifted(reader, at, next, shift),
        Some(TimeWord::Recent) => quantity::quantity(reader, next).filter(is_counted),
        Some(TimeWord::Unit { unit: Unit::Second, .. }) => {
            quarter(reader, next).or_else(|| ordinal_unit(reader, next))
        }
        Some(TimeWord::Unit { unit, plural: false }) if !reader.is_capitalised(next) => {
            the_unit(reader, at, unit)
        }
        Some(TimeWord::Part { code, plural: false }) if !is_modifier(reader, next) => {
            // "The night before", "the morning after"
            let by = match reader.sense(next + 1) {
                Some(TimeWord::Before) => -1,
                Some(TimeWord::After) => 1,
                _ => 0,
            };
            let by = if reader.token(next + 2).is_some_and(|t| t.is_wordlike()) { 0 } else { by };
            let day = Shape::Offset { unit: Unit::Day, by, base: Base::Story };
            let end = next + 1 + usize::from(by != 0);
            Some(Match { part: Some(code), ..Match::new(at, end, DateKind::Time, day) })
        }
        Some(TimeWord::Season { season, common: false }) => season_led(reader, next, season, false).or(Some(
            Match::date(next, next + 1, Shape::Season { year: None, season, shift: None, years: None }),
        )),
        Some(TimeWord::Ordinal(_) | TimeWord::Half) => quarter(reader, next)
            .or_else(|| ordinal_unit(reader, next))
            .or_else(|| nth_of_month(reader, next)),
        Some(TimeWord::DecadeWord(_)) => decade(reader, next),
        Some(TimeWord::Weekday { day, common }) => {
            weekday_led(reader, next, day, common).map(|m| m.from(next))
        }
        Some(TimeWord::Edge(_) | TimeWord::Bound(_)) => None,
        _ => None,
    };
    found.map(|m| m.from(at))
}

/// The open future, which only *the* before it makes a noun.
const FUTURE: &str = "FUTURE_REF";

/// Whether *past* or *future* at `at` is a noun for itself, and not that of somebody or something.
fn is_alone(reader: &Reader<'_>, at: usize) -> bool {
    let closed = WordClass::PREPOSITION
        | WordClass::CONJUNCTION
        | WordClass::AUXILIARY
        | WordClass::MODAL
        | WordClass::PRONOUN_SUBJECT
        | WordClass::DETERMINER
        | WordClass::POSSESSIVE
        | WordClass::ADVERB;
    let governed = reader.before(at).is_some_and(|t| t.is_wordlike());
    governed
        && !reader.token(at + 1).is_some_and(|t| {
            // "The past few years"
            let named = !t.is(closed) || t.is(WordClass::TIME_WORD) || t.text(reader.prose) == "of";
            t.is_wordlike() && named
        })
}

/// Whether the word at `at` only modifies the one behind it: "the night shift".
fn is_modifier(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at + 1).is_some_and(|t| {
        t.kind == crate::analysis::tokens::TokenKind::Word
            && t.class.intersects(WordClass::COMMON | WordClass::EVENT_NOUN)
            && !t.is(WordClass::PREPOSITION
                | WordClass::CONJUNCTION
                | WordClass::AUXILIARY
                | WordClass::SUBORDINATOR
                | WordClass::DETERMINER
                | WordClass::TIME_WORD
                | WordClass::VERB_PAST
                | WordClass::ADVERB
                | WordClass::PRONOUN_SUBJECT
                | WordClass::MODAL)
    })
}

/// A part of the day alone, behind `early` or `late`.
fn part_of_day(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let Some(TimeWord::Part { code, .. }) = reader.sense(at) else { return None };
    let day = Shape::Offset { unit: Unit::Day, by: 0, base: Base::Story };
    Some(Match { part: Some(code), ..Match::new(at, at + 1, DateKind::Time, day) })
}

/// `now`, `recently`.
fn reference(reader: &Reader<'_>, at: usize, value: &'static str) -> Option<Match> {
    let _ = reader;
    Some(Match::date(at, at + 1, Shape::Reference(value)))
}
