//! The forms that dates take in English news.
//!
//! [`date_at`] tries the forms at one token, longest first. Every function takes the position of the
//! first token of its form and returns the match with the position behind its last token.

use super::clock::clock_at;
use super::quantity;
use super::reader::{Match, Reader};
use super::{Amount, Base, DateKind, Shape};
use crate::knowledge::WordClass;
use crate::knowledge::timewords::{Bound, Shift, TimeWord, Unit};

/// The date that begins at token `at`, with its approximators (`about two years`) and its time of day.
pub(super) fn date_at(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let core_at = skip_approximators(reader, at);
    if core_at > at {
        let found = bounded(reader, core_at)?;
        let counted = matches!(found.kind, DateKind::Duration | DateKind::Time);
        return Some(if counted { found.from(at) } else { found });
    }
    bounded(reader, at)
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
        decade(reader, core).or_else(|| part_of_day(reader, core))?
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

/// One plain date.
fn core(reader: &Reader<'_>, at: usize) -> Option<Match> {
    if reader.is_number(at) {
        return number_led(reader, at);
    }
    let Some(sense) = reader.sense(at) else { return unlisted(reader, at) };
    match sense {
        TimeWord::Weekday { day, common } => weekday_led(reader, at, day, common),
        TimeWord::Weekdays(_) => Some(Match::new(at, at + 1, DateKind::Set, WEEKLY)),
        TimeWord::Month { month, common } => month_led(reader, at, month, common),
        TimeWord::Day(by) => Some(Match::date(at, at + 1, publication(Unit::Day, i32::from(by)))),
        TimeWord::Tonight | TimeWord::Overnight => {
            let night = Match::new(at, at + 1, DateKind::Time, publication(Unit::Day, 0));
            Some(Match { part: Some("NI"), ..night })
        }
        TimeWord::The => the_led(reader, at),
        TimeWord::Shift(shift) => shifted(reader, at, at, shift),
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
        TimeWord::Reference(value) => reference(reader, at, value),
        TimeWord::Holiday(rule) => holiday(reader, at, rule),
        TimeWord::Unit { .. } => quantity::bare_plural(reader, at),
        TimeWord::Number(_) | TimeWord::Some(_) | TimeWord::Article | TimeWord::Recent => {
            quantity::quantity(reader, at)
        }
        _ => None,
    }
}

const WEEKLY: Shape =
    Shape::Length { amount: Amount { whole: 1, half: false, vague: false }, unit: Unit::Week };

fn publication(unit: Unit, by: i32) -> Shape {
    Shape::Offset { unit, by, base: Base::Publication }
}

/// Words outside the list: `two-week`, `twenty-five years`, `mid-May`, `fourth-quarter`, `’90s`.
fn unlisted(reader: &Reader<'_>, at: usize) -> Option<Match> {
    if reader.is_number(at + 1) && !reader.text(at).starts_with(char::is_alphabetic) {
        return decade(reader, at + 1).or_else(|| short_year(reader, at + 1)).map(|m| m.from(at));
    }
    quantity::hyphenated(reader, at).or_else(|| quantity::quantity(reader, at)).or_else(|| mid(reader, at))
}

/// `’82`, behind the mark and a preposition.
fn short_year(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let governed = at > 1 && reader.before(at - 1).is_some_and(|t| t.is(WordClass::PREPOSITION));
    let year = reader.digits(at).filter(|_| reader.text(at).len() == 2 && governed)? as i16;
    Some(Match::date(at, at + 1, Shape::Year(if year < 30 { 2000 + year } else { 1900 + year })))
}

/// `mid-May`, `mid-2009`, `early-1990s`
fn mid(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let (edge, rest) = reader.text(at).split_once('-')?;
    let TimeWord::Edge(bound) = crate::knowledge::timewords::sense(edge)? else { return None };
    let shape = match crate::knowledge::timewords::sense(rest) {
        Some(TimeWord::Month { month, .. }) => Shape::Month { year: None, month, shift: None, years: None },
        Some(TimeWord::Season { season, .. }) => Shape::Season { year: None, season, shift: None },
        Some(_) => return None,
        None => decade_of(rest)
            .map(Shape::Decade)
            .or_else(|| rest.parse().ok().filter(|y| (1900..=2100).contains(y)).map(Shape::Year))?,
    };
    let mut found = Match { bound: Some(bound), ..Match::date(at, at + 1, shape) };
    if let Shape::Month { month, .. } = shape
        && let Some(year) = reader.year(at + 1)
    {
        found.shape = Shape::Month { year: Some(year), month, shift: None, years: None };
        found.end += 1;
    }
    Some(found)
}

/// `Wednesday`, `Wednesday, May 10`, `Wednesday 10 May 2017`, `Wednesday (May 10)`.
fn weekday_led(reader: &Reader<'_>, at: usize, weekday: u8, common: bool) -> Option<Match> {
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
fn is_no_weekday(reader: &Reader<'_>, at: usize) -> bool {
    let before = reader.before(at).and_then(|_| reader.sense(at - 1));
    let name = reader.is_capitalised(at + 1) && reader.sense(at + 1).is_none();
    matches!(before, Some(TimeWord::Article)) || matches!(before, Some(TimeWord::The)) && name
}

/// A day of a month in either order, in digits too.
fn core_day(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let found = match reader.sense(at) {
        Some(TimeWord::Month { month, .. }) => month_led(reader, at, month, false),
        Some(_) => None,
        None => number_led(reader, at),
    };
    found.filter(|m| matches!(m.shape, Shape::Day { .. } | Shape::Slashed { .. }))
}

/// `May 10`, `May 10, 2017`, `May 10-12`, `May 2017`, `May`.
fn month_led(reader: &Reader<'_>, at: usize, month: u8, common: bool) -> Option<Match> {
    if !reader.is_capitalised(at) {
        return None;
    }
    let next = reader.skip(at + 1, '.');
    if let Some(day) = reader.day_of_month(next) {
        let (year, end) = year_behind(reader, next + 1);
        return Some(Match::date(at, end, Shape::Day { year, month, day, weekday: None }));
    }
    // "May 10-12": the first day.
    if let Some((day, _)) = reader.text(next).split_once('-')
        && let Some(day) = day.parse().ok().filter(|d| (1..=31).contains(d))
        && reader.text(next).len() <= 5
    {
        let (year, end) = year_behind(reader, next + 1);
        return Some(Match::date(at, end, Shape::Day { year, month, day, weekday: None }));
    }
    let year_at = match reader.text(next) {
        "," | "of" => next + 1,
        _ => next,
    };
    if let Some(year) = reader.year(year_at) {
        return Some(Match::date(
            at,
            year_at + 1,
            Shape::Month { year: Some(year), month, shift: None, years: None },
        ));
    }
    if common && !governs_month(reader, at) {
        return None;
    }
    let (years, end) = years_behind(reader, at + 1);
    Some(Match::date(at, end, Shape::Month { year: None, month, shift: None, years }))
}

/// Whether `May` or `March` at `at` is a month by what stands before it.
fn governs_month(reader: &Reader<'_>, at: usize) -> bool {
    reader
        .before(at)
        .is_some_and(|t| t.is(WordClass::PREPOSITION | WordClass::TIME_WORD | WordClass::CONJUNCTION))
}

/// `, 2017` or `2017` behind a day, and the position behind it.
fn year_behind(reader: &Reader<'_>, at: usize) -> (Option<i16>, usize) {
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

/// `last year`, `of this year` behind a month or a quarter: years from that of publication.
fn years_behind(reader: &Reader<'_>, at: usize) -> (Option<i8>, usize) {
    let here = at + usize::from(reader.is_word(at, "of"));
    let the = usize::from(here > at && matches!(reader.sense(here), Some(TimeWord::The)));
    let Some(TimeWord::Shift(shift)) = reader.sense(here + the) else { return (None, at) };
    if !matches!(reader.sense(here + the + 1), Some(TimeWord::Unit { unit: Unit::Year, plural: false })) {
        return (None, at);
    }
    let years = match shift {
        Shift::Last | Shift::Past | Shift::Previous => -1,
        Shift::This => 0,
        Shift::Next | Shift::Coming | Shift::Following => 1,
        Shift::That => return (None, at),
    };
    (Some(years), here + the + 2)
}

/// Dates that begin with digits.
fn number_led(reader: &Reader<'_>, at: usize) -> Option<Match> {
    if let Some(found) = numeric(reader, at) {
        return Some(found);
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
fn numeric(reader: &Reader<'_>, at: usize) -> Option<Match> {
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

/// A year alone, where what stands round it shows that it is one.
fn bare_year(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let year = reader.year(at).filter(|y| (1700..=2100).contains(y))?;
    let found = Match::date(at, at + 1, Shape::Year(year));
    let counts = reader.token(at + 1).is_some_and(|t| {
        let lower =
            t.is_wordlike() && !t.is_capitalised() && t.kind == crate::analysis::tokens::TokenKind::Word;
        let function = t.is(WordClass::PREPOSITION
            | WordClass::CONJUNCTION
            | WordClass::AUXILIARY
            | WordClass::DETERMINER
            | WordClass::RELATIVE
            | WordClass::SUBORDINATOR
            | WordClass::MODAL
            | WordClass::PRONOUN_SUBJECT
            | WordClass::POSSESSIVE
            | WordClass::VERB_PAST);
        lower && !function && t.text(reader.prose).ends_with('s')
    });
    let Some(before) = reader.before(at) else { return (!counts).then_some(found) };
    let governed = before
        .is(WordClass::PREPOSITION | WordClass::SUBORDINATOR | WordClass::TIME_WORD | WordClass::MONTH)
        || before.is_punct(reader.prose, '(')
        || before.is_punct(reader.prose, '-')
        || before.is_punct(reader.prose, ',')
        || before.kind == crate::analysis::tokens::TokenKind::Dash
        || before.is(WordClass::CONJUNCTION | WordClass::DETERMINER | WordClass::POSSESSIVE)
        || before.is_capitalised();
    // "the 2014 protests", but "some 2000 workers".
    let definite = matches!(reader.sense(at - 1), Some(TimeWord::The)) || before.is(WordClass::POSSESSIVE);
    let counts = counts && !definite;
    let money = before.kind == crate::analysis::tokens::TokenKind::Punct
        && matches!(before.text(reader.prose), "$" | "£" | "€" | "#" | "/" | "." | "%");
    (governed && !counts && !money && (1900..=2100).contains(&year)
        || governed && before.is(WordClass::PREPOSITION) && !counts)
        .then_some(found)
}

/// `the 1990s`, `1990s`, `’90s`, `nineties`.
fn decade(reader: &Reader<'_>, at: usize) -> Option<Match> {
    if let Some(TimeWord::DecadeWord(digit)) = reader.sense(at) {
        return Some(Match::date(at, at + 1, Shape::Decade(190 + i16::from(digit))));
    }
    // "in his 30s", "in his early 30s": an age.
    let back = at
        - usize::from(matches!(
            reader.before(at).and_then(|_| reader.sense(at - 1)),
            Some(TimeWord::Edge(_))
        ));
    if reader.text(at).len() < 5 && reader.before(back).is_some_and(|t| t.is(WordClass::POSSESSIVE)) {
        return None;
    }
    decade_of(reader.text(at)).map(|d| Match::date(at, at + 1, Shape::Decade(d)))
}

/// 199 for `1990s`, `90s`.
fn decade_of(text: &str) -> Option<i16> {
    let digits = text.strip_suffix('s')?;
    let digits = digits.strip_suffix(['\'', '’']).unwrap_or(digits);
    let number: i16 = digits.parse().ok().filter(|n| n % 10 == 0)?;
    match digits.len() {
        4 if (1700..=2100).contains(&number) => Some(number / 10),
        2 if number >= 20 => Some(190 + number / 10),
        _ => None,
    }
}

/// Dates that begin with `the`.
fn the_led(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let next = at + 1;
    let found = match reader.sense(next) {
        None => decade(reader, next)
            .or_else(|| the_nth_of_month(reader, next))
            .or_else(|| quarter(reader, next))
            .or_else(|| ordinal_unit(reader, next))
            .or_else(|| {
                if reader.is_number(next) {
                    None
                } else {
                    decade(reader, next + 1).filter(|_| !reader.is_capitalised(next))
                }
            }),
        Some(TimeWord::Shift(shift)) => shifted(reader, at, next, shift),
        Some(TimeWord::Recent) => quantity::quantity(reader, next).filter(is_counted),
        Some(TimeWord::Unit { unit: Unit::Second, .. }) => {
            quarter(reader, next).or_else(|| ordinal_unit(reader, next))
        }
        Some(TimeWord::Unit { unit, plural: false }) if !reader.is_capitalised(next) => {
            the_unit(reader, at, unit)
        }
        Some(TimeWord::Part { code, plural: false }) if !is_modifier(reader, next) => {
            let day = Shape::Offset { unit: Unit::Day, by: 0, base: Base::Story };
            Some(Match { part: Some(code), ..Match::new(at, next + 1, DateKind::Time, day) })
        }
        Some(TimeWord::Season { season, common: false }) => season_led(reader, next, season, false)
            .or(Some(Match::date(next, next + 1, Shape::Season { year: None, season, shift: None }))),
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

/// `the third of March`
fn nth_of_month(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let day = ordinal(reader, at).filter(|d| (1..=31).contains(d))? as u8;
    let Some(TimeWord::Month { month, .. }) = reader.sense(at + 2).filter(|_| reader.is_word(at + 1, "of"))
    else {
        return None;
    };
    let (year, end) = year_behind(reader, at + 3);
    Some(Match::date(at, end, Shape::Day { year, month, day, weekday: None }))
}

/// `the 4th of May`
fn the_nth_of_month(reader: &Reader<'_>, at: usize) -> Option<Match> {
    reader.day_of_month(at).filter(|_| !reader.text(at).ends_with(|c: char| c.is_ascii_digit()))?;
    number_led(reader, at).filter(|m| matches!(m.shape, Shape::Day { .. }))
}

/// `the day`, `the week`: the one told of. Longer or unclear ones are left alone.
fn the_unit(reader: &Reader<'_>, at: usize, unit: Unit) -> Option<Match> {
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

/// `the fourth quarter`, `third quarter of 2009`, `the first half of this year`, `Q3 2009`.
fn quarter(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let number = ordinal(reader, at)?;
    let (half, limit) = match reader.sense(at + 1) {
        Some(TimeWord::Unit { unit: Unit::Quarter, plural: false }) => (false, 4),
        Some(TimeWord::Half) => (true, 2),
        _ => return None,
    };
    if !(1..=limit).contains(&number) {
        return None;
    }
    let number = number as u8;
    let year_at = at + 2 + usize::from(reader.is_word(at + 2, "of") || reader.is_word(at + 2, "in"));
    if let Some(year) = reader.year(year_at) {
        return Some(Match::date(
            at,
            year_at + 1,
            Shape::Quarter { year: Some(year), number, years: None, half },
        ));
    }
    let (years, end) = years_behind(reader, at + 2);
    // "The first half" alone is that of a match more often than that of a year.
    (!half || years.is_some())
        .then(|| Match::date(at, end, Shape::Quarter { year: None, number, years, half }))
}

/// The ordinal at `at`, in words or digits.
fn ordinal(reader: &Reader<'_>, at: usize) -> Option<u32> {
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

/// `the 19th century`, `the third day` (of something: left alone).
fn ordinal_unit(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let number = ordinal(reader, at)?;
    match reader.sense(at + 1) {
        Some(TimeWord::Unit { unit: Unit::Century, plural: false }) if (2..=22).contains(&number) => {
            Some(Match::date(at, at + 2, Shape::Century(number as i16 - 1)))
        }
        _ => None,
    }
}

/// `last week`, `this spring`, `next Monday`, `the past two years`, `that day`, `this morning`. `first` is the token
/// of `the` where there is one.
fn shifted(reader: &Reader<'_>, first: usize, at: usize, shift: Shift) -> Option<Match> {
    let next = at + 1;
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
        TimeWord::Season { season, .. } => {
            Some(Match::date(first, next + 1, Shape::Season { year: None, season, shift: Some(shift) }))
        }
        TimeWord::Part { code, plural: false } => shifted_part(first, next, code, shift),
        TimeWord::Holiday(rule) => Some(Match::date(first, next + 1, Shape::Holiday { rule, year: None })),
        _ => None,
    }
}

fn shifted_amount(
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

fn shifted_unit(reader: &Reader<'_>, first: usize, at: usize, unit: Unit, shift: Shift) -> Option<Match> {
    use Shift::{Coming, Following, Last, Next, Past, Previous, That, This};
    let the = first + 1 < at;
    if unit < Unit::Day {
        return (shift == Past || shift == Last).then(|| {
            Match::new(first, at + 1, DateKind::Duration, Shape::Length { amount: Amount::exactly(1), unit })
        });
    }
    if shift == Past && the && unit >= Unit::Decade {
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
    let _ = reader;
    Some(Match::date(first, at + 1, Shape::Offset { unit, by, base }))
}

/// `last night`, `this morning`, `the next morning`.
fn shifted_part(first: usize, at: usize, code: &'static str, shift: Shift) -> Option<Match> {
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

/// A part of the day alone, behind `early` or `late`.
fn part_of_day(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let Some(TimeWord::Part { code, .. }) = reader.sense(at) else { return None };
    let day = Shape::Offset { unit: Unit::Day, by: 0, base: Base::Story };
    Some(Match { part: Some(code), ..Match::new(at, at + 1, DateKind::Time, day) })
}

/// `every day`, `each year`, `every two weeks`, `every Monday`.
fn each(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let (amount, next) = match quantity::amount_at(reader, at + 1) {
        Some((amount, next)) => (amount, next),
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
fn per(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let unit = quantity::unit_at(reader, at + 1)?;
    Some(Match::new(at, at + 2, DateKind::Set, Shape::Length { amount: Amount::exactly(1), unit }))
}

/// `summer 2009`, `the summer of 2009`, `the spring`; alone only behind a preposition.
fn season_led(reader: &Reader<'_>, at: usize, season: u8, common: bool) -> Option<Match> {
    let year_at = at + 1 + usize::from(reader.is_word(at + 1, "of"));
    if let Some(year) = reader.year(year_at) {
        return Some(Match::date(at, year_at + 1, Shape::Season { year: Some(year), season, shift: None }));
    }
    if let Some(TimeWord::Shift(shift)) = reader.sense(year_at)
        && let (Some(_), end) = years_behind(reader, at + 1)
    {
        return Some(Match::date(at, end, Shape::Season { year: None, season, shift: Some(shift) }));
    }
    let alone = !common && reader.before(at).is_some_and(|t| t.is(WordClass::PREPOSITION));
    alone.then(|| Match::date(at, at + 1, Shape::Season { year: None, season, shift: None }))
}

/// `now`, `recently`.
fn reference(reader: &Reader<'_>, at: usize, value: &'static str) -> Option<Match> {
    let _ = reader;
    Some(Match::date(at, at + 1, Shape::Reference(value)))
}

/// `Christmas`, `Christmas Eve`, `Thanksgiving Day 2009`.
fn holiday(reader: &Reader<'_>, at: usize, rule: &'static str) -> Option<Match> {
    if !reader.is_capitalised(at) {
        return None;
    }
    let (end, bound) = match reader.sense(at + 1) {
        Some(TimeWord::Bound(Bound::Eve)) => (at + 2, Some(Bound::Eve)),
        Some(TimeWord::Unit { unit: Unit::Day, plural: false }) => (at + 2, None),
        _ => (at + 1, None),
    };
    let year = reader.year(end);
    let end = end + usize::from(year.is_some());
    Some(Match { bound, ..Match::date(at, end, Shape::Holiday { rule, year }) })
}
