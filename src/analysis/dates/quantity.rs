//! Lengths of time, and dates counted in them: `two and a half years`, `two weeks ago`, `a day later`.

use super::reader::{Match, Reader};
use super::{Amount, Base, DateKind, Shape};
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;
use crate::knowledge::timewords::{TimeWord, Unit};

/// The amount that begins at `at`, and the position behind it.
pub(super) fn amount_at(reader: &Reader<'_>, at: usize) -> Option<(Amount, usize)> {
    if reader.is_number(at) {
        let text = reader.text(at);
        if let Some((whole, "5")) = text.split_once('.') {
            let amount = Amount { whole: whole.parse().ok()?, half: true, vague: false };
            return Some((amount, at + 1));
        }
        let whole = reader.digits(at)?;
        return Some(with_half(reader, whole, at + 1));
    }
    match reader.sense(at) {
        Some(TimeWord::Number(first)) => {
            let (whole, end) = number_words(reader, first, at + 1);
            Some(with_half(reader, whole, end))
        }
        Some(TimeWord::Some(2)) => Some((Amount::exactly(2), skip_of(reader, at + 1))),
        Some(TimeWord::Some(_)) => Some((Amount::open(), at + 1)),
        Some(TimeWord::Recent) => Some((Amount::open(), at + 1)),
        Some(TimeWord::Article) => article_amount(reader, at),
        Some(TimeWord::Half) if matches!(reader.sense(at + 1), Some(TimeWord::Article)) => {
            Some((Amount { whole: 0, half: true, vague: false }, at + 2))
        }
        _ => hyphenated_number(reader.text(at)).map(|n| with_half(reader, n, at + 1)),
    }
}

/// `a couple of`, `a few`, `a hundred`, `a dozen`, and plain `a`.
fn article_amount(reader: &Reader<'_>, at: usize) -> Option<(Amount, usize)> {
    match reader.sense(at + 1) {
        Some(TimeWord::Some(2)) => Some((Amount::exactly(2), skip_of(reader, at + 2))),
        Some(TimeWord::Some(_)) => Some((Amount::open(), at + 2)),
        Some(TimeWord::Number(n)) if n >= 12 => Some((Amount::exactly(n), at + 2)),
        // "A half hour"
        Some(TimeWord::Half)
            if matches!(reader.sense(at + 2), Some(TimeWord::Unit { plural: false, .. })) =>
        {
            Some((Amount { whole: 0, half: true, vague: false }, at + 2))
        }
        _ => Some((Amount::exactly(1), at + 1)),
    }
}

fn skip_of(reader: &Reader<'_>, at: usize) -> usize {
    if reader.is_word(at, "of") { at + 1 } else { at }
}

/// `one hundred`, `twenty five`: the number and the position behind it.
fn number_words(reader: &Reader<'_>, first: u32, mut at: usize) -> (u32, usize) {
    let mut whole = first;
    while let Some(TimeWord::Number(next)) = reader.sense(at) {
        whole = match (whole, next) {
            (w, 100) if w < 100 => w * 100,
            (w, n) if w >= 20 && n < 10 && w % 10 == 0 => w + n,
            _ => break,
        };
        at += 1;
    }
    (whole, at)
}

/// `and a half` behind a number.
fn with_half(reader: &Reader<'_>, whole: u32, at: usize) -> (Amount, usize) {
    let half = reader.is_word(at, "and")
        && matches!(reader.sense(at + 1), Some(TimeWord::Article))
        && matches!(reader.sense(at + 2), Some(TimeWord::Half));
    (Amount { whole, half, vague: false }, if half { at + 3 } else { at })
}

/// `twenty-five`
fn hyphenated_number(text: &str) -> Option<u32> {
    let (tens, ones) = text.split_once('-')?;
    match (crate::knowledge::timewords::sense(tens)?, crate::knowledge::timewords::sense(ones)?) {
        (TimeWord::Number(t), TimeWord::Number(o)) if t >= 20 && o < 10 => Some(t + o),
        _ => None,
    }
}

/// `two-week`, `41-year`, `fifty-year`: a length inside one word.
pub(super) fn hyphenated(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let mut parts = reader.text(at).split(['-', '‐', '\u{2011}']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    // Ages are no dates: "a 16-year-old", "an 18-year old".
    let age = matches!(reader.sense(at + 1), Some(TimeWord::Old));
    if age || third.is_some_and(|t| t != "long") || parts.next().is_some() {
        return None;
    }
    let sense = crate::knowledge::timewords::sense;
    if let (Some(TimeWord::Unit { unit, plural: false }), None) = (sense(first), third) {
        return unit_first(at, unit, second);
    }
    let amount = if first.bytes().all(|b| b.is_ascii_digit()) && first.len() < 5 {
        Amount::exactly(first.parse().ok()?)
    } else {
        match crate::knowledge::timewords::sense(first)? {
            TimeWord::Number(n) => Amount::exactly(n),
            TimeWord::Some(_) => Amount::open(),
            TimeWord::Half => Amount { whole: 0, half: true, vague: false },
            _ => return None,
        }
    };
    let Some(TimeWord::Unit { unit, .. }) = crate::knowledge::timewords::sense(second) else { return None };
    Some(Match::new(at, at + 1, DateKind::Duration, Shape::Length { amount, unit }))
}

/// `year-ago`, `year-earlier`, `year-long`: one unit and what it is.
fn unit_first(at: usize, unit: Unit, second: &str) -> Option<Match> {
    let found = match crate::knowledge::timewords::sense(second) {
        Some(TimeWord::Ago | TimeWord::Earlier) => {
            Match::date(at, at + 1, Shape::Offset { unit, by: -1, base: Base::Story })
        }
        _ if second == "long" => {
            let shape = Shape::Length { amount: Amount::exactly(1), unit };
            Match::new(at, at + 1, DateKind::Duration, shape)
        }
        _ => return None,
    };
    (unit >= Unit::Day).then_some(found)
}

/// An amount and a unit at `at`, with what turns the length into a date: `ago`, `later`, `before`.
pub(super) fn quantity(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let (amount, mut next) = amount_at(reader, at)?;
    if let Some(TimeWord::Filler) = reader.sense(next) {
        next += 1;
    }
    next = reader.skip(next, '-');
    let unit = unit_at(reader, next)?;
    let single = amount == Amount::exactly(1);
    let article = matches!(reader.sense(at), Some(TimeWord::Article));
    if article && single {
        return article_quantity(reader, at, next, unit);
    }
    // "two quarter finals", "the 2018 day of rest": a number before a singular is seldom an amount, save in "a 20 year low".
    let singular = matches!(reader.sense(next), Some(TimeWord::Unit { plural: false, .. }));
    let odd = matches!(unit, Unit::Quarter | Unit::Second) || amount.whole > 366;
    let age = matches!(reader.sense(next + 1), Some(TimeWord::Old));
    if age || singular && odd && amount.whole > 1 {
        return None;
    }
    Some(counted(reader, at, next + 1, amount, unit))
}

/// `a week`, `an hour ago`; `15 a year` recurs.
fn article_quantity(reader: &Reader<'_>, at: usize, next: usize, unit: Unit) -> Option<Match> {
    // "A year and a half"
    let (amount, end) = with_half(reader, 1, next + 1);
    let found = counted(reader, at, end, amount, unit);
    if found.kind != DateKind::Duration && unit != Unit::Second {
        return Some(found);
    }
    let before = reader.before(at);
    if before.is_some_and(|t| {
        // "Twice a week", "seven days a week"
        let often = matches!(t.text(reader.prose), "once" | "twice" | "times" | "percent" | "%");
        let days = || matches!(reader.sense(at - 1), Some(TimeWord::Unit { plural: true, .. }));
        t.kind == TokenKind::Number || t.is(WordClass::NUMBER) || often || days()
    }) {
        return Some(Match { kind: DateKind::Set, ..found });
    }
    let plain = !matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend);
    plain.then_some(found)
}

/// The unit at `at`.
pub(super) fn unit_at(reader: &Reader<'_>, at: usize) -> Option<Unit> {
    match reader.sense(at) {
        Some(TimeWord::Unit { unit, .. }) => Some(unit),
        // "thirty second": the ordinal is also a unit, but only its plural is safe.
        _ => None,
    }
}

/// A length, or the date that lies so far from the base.
pub(super) fn counted(reader: &Reader<'_>, first: usize, end: usize, amount: Amount, unit: Unit) -> Match {
    let number = amount.whole as i32;
    let (sign, base, end_here) = match reader.sense(end) {
        Some(TimeWord::Ago) => (-1, Base::Publication, end + 1),
        Some(TimeWord::Earlier) => (-1, Base::Story, end + 1),
        Some(TimeWord::Later) => (1, Base::Story, end + 1),
        Some(TimeWord::Hence) => (1, Base::Publication, end + 1),
        // "A year from now"
        _ if reader.is_word(end, "from")
            && matches!(reader.sense(end + 1), Some(TimeWord::Reference("PRESENT_REF"))) =>
        {
            (1, Base::Publication, end + 2)
        }
        _ => (0, Base::Story, end),
    };
    if sign == 0 {
        return Match::new(first, end, DateKind::Duration, Shape::Length { amount, unit });
    }
    if amount.vague || amount.half || number > 5000 {
        let value = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        return Match::date(first, end_here, Shape::Reference(value));
    }
    let kind = if unit < Unit::Day { DateKind::Time } else { DateKind::Date };
    Match::new(first, end_here, kind, Shape::Offset { unit, by: sign * number, base })
}

/// A bare plural, where the words round it show that a length is meant: `in minutes`, `years ago`, `for decades`.
pub(super) fn bare_plural(reader: &Reader<'_>, at: usize) -> Option<Match> {
    let Some(TimeWord::Unit { unit, plural: true }) = reader.sense(at) else { return None };
    let found = counted(reader, at, at + 1, Amount::open(), unit);
    let before = reader.before(at).is_some_and(|t| t.is(WordClass::PREPOSITION));
    let governed = before && !reader.is_word(at - 1, "of");
    // "Hours after the vote", "…, days before the vote"
    let opens = reader.before(at).is_none_or(|t| t.is_punct(reader.prose, ','));
    let counts = opens && matches!(reader.sense(at + 1), Some(TimeWord::After | TimeWord::Before));
    (found.kind != DateKind::Duration || governed || counts).then_some(found)
}
