//! Dates and times in prose: found per block, made exact against an anchor when the story is folded.
//!
//! [`find`] reads one block: `grammar` knows the forms that dates take, `tense` the direction that
//! the clause looks in. [`resolve`] makes each one exact against the date of the story (`anchor`),
//! with the calendar in `calendar`, and writes it as TIMEX3 and EDTF (`value`).

mod anchor;
mod calendar;
mod clock;
mod grammar;
mod openers;
mod quantity;
mod reader;
mod resolve;
mod tense;
mod value;
mod written;

pub use anchor::{country, of as anchor};
pub use calendar::{day_of, weekday_name};
pub use resolve::{counted_from, resolve};
pub use tense::Tense;
pub(in crate::analysis) use tense::moves_to_day;

use super::sentences::Sentence;
use super::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;
use crate::knowledge::timewords::{Bound, Shift, TimeWord, Unit};
use crate::text::ByteRange;

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DateKind {
    /// A day or something coarser.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// How many: *two*, *two and a half*, *several*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The whole number; meaningless when vague.
    pub whole: u32,
    /// Whether a half is added.
    pub half: bool,
    /// Whether the words leave the number open.
    pub vague: bool,
}

impl Amount {
    /// Exactly `whole`.
    pub fn exactly(whole: u32) -> Self {
        Self { whole, half: false, vague: false }
    }

    /// An open number.
    pub fn open() -> Self {
        Self { whole: 0, half: false, vague: true }
    }
}

/// What a relative date counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The day of publication: *yesterday*, *two weeks ago*.
    Publication,
    /// The day the text told of last: *the next day*, *two weeks later*.
    Story,
}

/// What the words of a date say, before an anchor makes it exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A day of a month, the year and the weekday as far as they are said.
    Day {
        /// The year, if it is said.
        year: Option<i16>,
        /// 1 to 12
        month: u8,
        /// 1 to 31
        day: u8,
        /// 1 (Monday) to 7, if it is said.
        weekday: Option<u8>,
    },
    /// `11/09/2010`: which of the two is the month is open.
    Slashed {
        /// The first number.
        first: u8,
        /// The second number.
        second: u8,
        /// The year.
        year: i16,
    },
    /// A month.
    Month {
        /// The year, if it is said.
        year: Option<i16>,
        /// 1 to 12
        month: u8,
        /// *last*, *next*
        shift: Option<Shift>,
        /// Years from the year of publication: *April last year*.
        years: Option<i8>,
    },
    /// A year.
    Year(i16),
    /// A decade: 199 for the 1990s.
    Decade(i16),
    /// A century: 18 for the 19th.
    Century(i16),
    /// A quarter, or a half when `half`.
    Quarter {
        /// The year, if it is said.
        year: Option<i16>,
        /// 1 to 4, or 1 to 2
        number: u8,
        /// Years from the year of publication.
        years: Option<i8>,
        /// Whether it is half a year.
        half: bool,
    },
    /// A season.
    Season {
        /// The year, if it is said.
        year: Option<i16>,
        /// 1 (spring) to 4 (winter)
        season: u8,
        /// *last*, *next*
        shift: Option<Shift>,
        /// Years from the year of publication: *the spring of last year*.
        years: Option<i8>,
    },
    /// A day of the week.
    Weekday {
        /// 1 (Monday) to 7
        weekday: u8,
        /// *last*, *next*
        shift: Option<Shift>,
    },
    /// So many days, weeks … from a base.
    Offset {
        /// Days, weeks …
        unit: Unit,
        /// How many; before the base when negative.
        by: i32,
        /// From where.
        base: Base,
    },
    /// A feast.
    Holiday {
        /// `12-25`, or the name of a rule.
        rule: &'static str,
        /// The year, if it is said.
        year: Option<i16>,
    },
    /// The last day of a month, quarter or year: *year-end*.
    EndOf {
        /// Of what.
        unit: Unit,
        /// The year, if it is said.
        year: Option<i16>,
    },
    /// A day counted from the beginning of something: *day five*.
    Nth(u8),
    /// An open past, present or future: the TIMEX3 value.
    Reference(&'static str),
    /// A length of time.
    Length {
        /// How many.
        amount: Amount,
        /// Of what.
        unit: Unit,
    },
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 24
    pub hour: u8,
    /// 0 to 59; `None` where only the hour is said.
    pub minute: Option<u8>,
    /// Minutes east of Greenwich.
    pub zone: Option<i16>,
}

/// One date expression of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Its bytes in the prose.
    pub range: ByteRange,
    /// Its TIMEX3 type.
    pub kind: DateKind,
    /// What its words say.
    pub shape: Shape,
    /// The time of day, if it is said.
    pub clock: Option<Clock>,
    /// The part of the day, as TIMEX3 codes it: `MO`, `AF`, `EV`, `NI`.
    pub part: Option<&'static str>,
    /// The beginning, middle or end of it.
    pub bound: Option<Bound>,
    /// What it goes up to, in one expression: *12 to 16 August*.
    pub until: Option<Shape>,
    /// Whether it is the beginning of a stretch that the next date ends: *from Tuesday to Friday*.
    pub joined: bool,
    /// Whether it stands before the copy of its paragraph, as the times of a live blog do.
    pub stamp: bool,
    /// Where the clause looks.
    pub tense: Tense,
    /// Whether it is a length after which something is to come: *will begin in three days*.
    pub ahead: bool,
    /// Whether it is a length that ends with the day of publication: *in the past week*.
    pub back: bool,
    /// Whether it stands right behind a verb of saying: *said early Friday*. Of what was said it is not the day.
    pub said: bool,
    /// Whether it is a year that only describes the noun behind it: *the 2012 campaign*.
    pub describes: bool,
    /// Index of its sentence in the block.
    pub sentence: u32,
}

impl DateMention {
    /// Whether it names a point or stretch of the calendar that something can be dated by.
    pub fn is_calendar(&self) -> bool {
        self.ahead
            || self.back
            || matches!(self.kind, DateKind::Date | DateKind::Time)
                && !matches!(self.shape, Shape::Reference(_))
    }
}

/// Finds the date expressions of a block, in order; they do not overlap.
#[inline(never)]
pub fn find(prose: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<DateMention> {
    let mut found: Vec<DateMention> = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        // Where the other end of a range would stand.
        let mut joined = None;
        let (first, end) = (sentence.first as usize, sentence.end as usize);
        let reader = reader::Reader::new(prose, &tokens[..end], first);
        let mut tenses = tense::Tenses::new(prose, &tokens[first..end]);
        let mut at = first;
        while at < end {
            if !reader.may_begin(at) {
                at += 1;
                continue;
            }
            match grammar::date_at(&reader, at) {
                Some(found_here) => {
                    let tense = tenses.around(found_here.first - first);
                    let mut mention = found_here.mention(tokens, tense, index as u32);
                    mention.ahead = tense == Tense::Future && comes_in(&reader, &found_here);
                    mention.describes = describes(&reader, &found_here);
                    mention.back = is_back(&reader, &found_here);
                    mention.said = is_said(&reader, found_here.first);
                    if joined == Some(found_here.first)
                        && let Some(before) = found.last_mut()
                    {
                        before.joined = true;
                    }
                    let joins = matches!(mention.kind, DateKind::Date | DateKind::Time)
                        && grammar::joins(&reader, found_here.end);
                    joined = joins.then_some(found_here.end + 1);
                    found.push(mention);
                    at = found_here.end.max(at + 1);
                }
                None => at += 1,
            }
        }
    }
    found
}

/// Whether *past* makes one week, month or year a stretch up to now.
fn is_back(reader: &reader::Reader<'_>, found: &reader::Match) -> bool {
    let one = |amount: Amount| amount == Amount::exactly(1);
    let past = |at: usize| matches!(reader.sense(at), Some(TimeWord::Shift(Shift::Past)));
    matches!(found.shape, Shape::Length { amount, unit: Unit::Week | Unit::Month | Unit::Year } if one(amount))
        && found.kind == DateKind::Duration
        && (found.first..found.end).any(past)
}

/// Whether a year stands between a determiner and a noun.
fn describes(reader: &reader::Reader<'_>, found: &reader::Match) -> bool {
    let opener =
        |t: &Token| t.is(WordClass::DETERMINER | WordClass::POSSESSIVE) || t.kind == TokenKind::Possessive;
    let closed = WordClass::PREPOSITION
        | WordClass::CONJUNCTION
        | WordClass::AUXILIARY
        | WordClass::MODAL
        | WordClass::RELATIVE
        | WordClass::SUBORDINATOR
        | WordClass::PRONOUN_SUBJECT;
    matches!(found.shape, Shape::Year(_))
        && reader.before(found.first).is_some_and(opener)
        && reader.token(found.end).is_some_and(|t| t.kind == TokenKind::Word && !t.is(closed))
}

/// Whether the token before `first`, or before its preposition, is a verb of saying.
fn is_said(reader: &reader::Reader<'_>, first: usize) -> bool {
    let word = reader.before(first);
    let governed = word.is_some_and(|t| t.is(WordClass::PREPOSITION));
    let word = if governed { reader.before(first - 1) } else { word };
    // "Told reporters Tuesday", "told The New York Times on Tuesday"
    let told = || {
        let mut back = (first.saturating_sub(MOST_HEARERS)..first).rev().filter_map(|i| reader.token(i));
        let object = |t: &&Token| {
            t.kind == TokenKind::Word
                && !t.is(WordClass::VERB_PAST | WordClass::CONJUNCTION | WordClass::RELATIVE)
                || t.is(WordClass::HEARER_CUE)
        };
        back.by_ref().take_while(object).any(|t| t.is(WordClass::HEARER_CUE))
    };
    word.is_some_and(|t| t.is(WordClass::CUE)) || told()
}

/// At most so many words say whom somebody told something.
const MOST_HEARERS: usize = 5;

/// Whether *in* before a length of whole days, weeks or months says when, and not for how long: `in three days`, but not
/// `in three days of talks`.
fn comes_in(reader: &reader::Reader<'_>, found: &reader::Match) -> bool {
    let Shape::Length { amount, unit } = found.shape else { return false };
    let whole = !amount.vague && !amount.half && amount.whole <= MOST_AHEAD;
    let counted = matches!(unit, Unit::Day | Unit::Week | Unit::Fortnight | Unit::Month);
    let before = found.first.checked_sub(1).is_some_and(|at| reader.text(at).eq_ignore_ascii_case("in"));
    before && whole && counted && found.kind == DateKind::Duration && !reader.is_word(found.end, "of")
}

/// Who says that something comes in more days, weeks or months means the length.
const MOST_AHEAD: u32 = 31;

#[cfg(test)]
mod tests;
