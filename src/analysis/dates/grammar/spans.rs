//! Months, quarters, seasons, years, decades, centuries and feasts.

use super::super::Shape;
use super::super::reader::{Match, Reader};
use super::days::{ordinal, year_behind};
use crate::knowledge::WordClass;
use crate::knowledge::feasts::rule_in;
use crate::knowledge::timewords::{Bound, Shift, TimeWord, Unit};

/// `’82`, behind the mark and a preposition.
pub(super) fn short_year(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let governed = at > 1 && reader.before(at - 1).is_some_and(|t| t.is(WordClass::PREPOSITION));
    let year = reader.digits(at).filter(|_| reader.text(at).len() == 2 && governed)? as i16;
    Some(Match::date(at, at + 1, Shape::Year(if year < 30 { 2000 + year } else { 1900 + year })))
}

/// `mid-May`, `mid-2009`, `early-1990s`
pub(super) fn mid(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let (edge, rest) = reader.text(at).split_once('-')?;
    let TimeWord::Edge(bound) = crate::knowledge::timewords::sense(edge)? else { return None };
    let shape = match crate::knowledge::timewords::sense(rest) {
        Some(TimeWord::Month { month, .. }) => Shape::Month { year: None, month, shift: None, years: None },
        Some(TimeWord::Season { season, .. }) => {
            Shape::Season { year: None, season, shift: None, years: None }
        }
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

/// `May 10`, `May 10, 2017`, `May 10-12`, `May 2017`, `May`.
pub(super) fn month_led(reader: &Reader<'_>, at: usize, month: u8, common: bool) -> Option<Match> {
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
pub(super) fn governs_month(reader: &Reader<'_>, at: usize) -> bool {
    reader
        .before(at)
        .is_some_and(|t| t.is(WordClass::PREPOSITION | WordClass::TIME_WORD | WordClass::CONJUNCTION))
}

/// `last year`, `of this year` behind a month or a quarter: years from that of publication.
pub(super) fn years_behind(reader: &Reader<'_>, at: usize) -> (Option<i8>, usize) {
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

/// A year alone, where what stands round it shows that it is one.
pub(super) fn bare_year(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let year = reader.year(at).filter(|y| (1700..=2100).contains(y))?;
    let found = Match::date(at, at + 1, Shape::Year(year));
    // "The 1988 third quarter"
    if let Some(Shape::Quarter { year: None, years: None, number, half: false }) =
        quarter(reader, at + 1).map(|m| m.shape)
    {
        let shape = Shape::Quarter { year: Some(year), number, years: None, half: false };
        return Some(Match::date(at, at + 3, shape));
    }
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
        || before.text(reader.prose) == "fiscal"
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
pub(super) fn decade(reader: &Reader<'_>, at: usize) -> Option<Match> {
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

/// `the 1990’s`, as some desks write it.
pub(super) fn decade_possessive(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let owner =
        reader.token(at + 1).is_some_and(|t| t.kind == crate::analysis::tokens::TokenKind::Possessive);
    // "The 2010’s best film": a year whose film it is.
    let owned = reader.token(at + 2).is_some_and(|t| {
        t.kind == crate::analysis::tokens::TokenKind::Word
            && !t
                .is(WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::AUXILIARY | WordClass::MODAL)
    });
    let year = reader.year(at).filter(|y| owner && !owned && y % 10 == 0)?;
    Some(Match::date(at, at + 2, Shape::Decade(year / 10)))
}

/// 199 for `1990s`, `90s`.
pub(super) fn decade_of(text: &str) -> Option<i16> {
    let digits = text.strip_suffix('s')?;
    let digits = digits.strip_suffix(['\'', '’']).unwrap_or(digits);
    let number: i16 = digits.parse().ok().filter(|n| n % 10 == 0)?;
    match digits.len() {
        4 if (1700..=2100).contains(&number) => Some(number / 10),
        2 if number >= 20 => Some(190 + number / 10),
        _ => None,
    }
}

/// `the fourth quarter`, `third quarter of 2009`, `the first half of this year`, `Q3 2009`.
pub(super) fn quarter(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let number = ordinal(reader, at)?;
    // "the third fiscal quarter"
    let unit_at = at + 1 + usize::from(reader.is_word(at + 1, "fiscal"));
    let (half, limit) = match reader.sense(unit_at) {
        Some(TimeWord::Unit { unit: Unit::Quarter, plural: false }) => (false, 4),
        Some(TimeWord::Half) => (true, 2),
        _ => return None,
    };
    if !(1..=limit).contains(&number) {
        return None;
    }
    quarter_behind(reader, at, unit_at + 1, number as u8, half)
}

/// `third-quarter`, in one word.
pub(super) fn quarter_in_one(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let (number, unit) = reader.text(at).split_once(['-', '‐', '\u{2011}'])?;
    let sense = crate::knowledge::timewords::sense;
    let Some(TimeWord::Unit { unit: Unit::Quarter, plural: false }) = sense(unit) else { return None };
    let number = match sense(number)? {
        TimeWord::Ordinal(number) => number,
        TimeWord::Unit { unit: Unit::Second, .. } => 2,
        _ => return None,
    };
    (1..=4).contains(&number).then(|| quarter_behind(reader, at, at + 1, number as u8, false))?
}

/// The year behind a quarter or half that ends before `end`.
pub(super) fn quarter_behind(
    reader: &Reader<'_>,
    at: usize,
    end: usize,
    number: u8,
    half: bool,
) -> Option<Match> {
    let year_at = end + usize::from(reader.is_word(end, "of") || reader.is_word(end, "in"));
    if let Some(year) = reader.year(year_at) {
        return Some(Match::date(
            at,
            year_at + 1,
            Shape::Quarter { year: Some(year), number, years: None, half },
        ));
    }
    let (years, end) = years_behind(reader, end);
    // "The first half" alone is that of a match more often than that of a year.
    (!half || years.is_some())
        .then(|| Match::date(at, end, Shape::Quarter { year: None, number, years, half }))
}

/// `the 19th century`, `the third day` (of something: left alone).
pub(super) fn ordinal_unit(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let number = ordinal(reader, at)?;
    match reader.sense(at + 1) {
        Some(TimeWord::Unit { unit: Unit::Century, plural: false }) if (2..=22).contains(&number) => {
            Some(Match::date(at, at + 2, Shape::Century(number as i16 - 1)))
        }
        _ => None,
    }
}

/// `summer 2009`, `the summer of 2009`, `the spring`; alone only behind a preposition.
pub(super) fn season_led(reader: &Reader<'_>, at: usize, season: u8, common: bool) -> Option<Match> {
    let year_at = at + 1 + usize::from(reader.is_word(at + 1, "of"));
    if let Some(year) = reader.year(year_at) {
        return Some(Match::date(
            at,
            year_at + 1,
            Shape::Season { year: Some(year), season, shift: None, years: None },
        ));
    }
    if let (Some(years), end) = years_behind(reader, at + 1) {
        let shape = Shape::Season { year: None, season, shift: None, years: Some(years) };
        return Some(Match::date(at, end, shape));
    }
    let alone = !common && reader.before(at).is_some_and(|t| t.is(WordClass::PREPOSITION));
    alone.then(|| Match::date(at, at + 1, Shape::Season { year: None, season, shift: None, years: None }))
}

/// `Christmas`, `Christmas Eve`, `Thanksgiving Day 2009`.
pub(super) fn holiday(reader: &Reader<'_>, at: usize, rule: &'static str) -> Option<Match> {
    if !reader.is_capitalised(at) {
        return None;
    }
    // "Easter Monday"
    if let Some(Some(found)) = super::feasts::ending_at(reader, at + 1) {
        return Some(found);
    }
    let (end, bound) = match reader.sense(at + 1) {
        Some(TimeWord::Bound(Bound::Eve)) => (at + 2, Some(Bound::Eve)),
        Some(TimeWord::Unit { unit: Unit::Day, plural: false }) => (at + 2, None),
        _ => (at + 1, None),
    };
    let year = reader.year(end);
    let end = end + usize::from(year.is_some());
    let country = super::feasts::country_before(reader, at);
    let rule = country.and_then(|c| rule_in(rule, Some(c))).unwrap_or(rule);
    Some(Match { bound, ..Match::date(at, end, Shape::Holiday { rule, year }) })
}
