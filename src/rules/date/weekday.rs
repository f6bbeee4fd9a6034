//! A weekday that does not fit its date.
//!
//! # What it flags
//! `Thursday, May 10` where May 10 was a Wednesday. The year is the one in the text, else the one that the story's
//! date gives.
//!
//! # Why it matters
//! One of the two is wrong, and readers plan by both.
//!
//! # Examples
//! ```news,flag,fix,date:2017-05-10
//! The bridge opened on Thursday, May 10.
//! ```
//! ```news,fixed
//! The bridge opened on Wednesday, May 10.
//! ```
//! ```news,flag
//! The bridge opened on Wednesday, May 11, 2017.
//! ```
//! ```news,flag
//! The bridge opened on Friday, 11 May 2017.
//! ```
//! ```news,ok,date:2017-05-10
//! The bridge opened on Wednesday, May 10.
//! ```
//! ```news,ok
//! The bridge opened on Thursday, May 10.
//! ```
//!
//! # Limits
//! Without a year in the text and without a story date it is silent: some year always fits.
//!
//! # Settings
//! None.

use crate::analysis::tokens::{Token, TokenKind};
use crate::diagnostic::Severity;
use crate::knowledge::{WordClass, calendar};
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set};
use crate::text::{ByteRange, Edit};
use jiff::civil::{Date, Weekday};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "date/weekday",
    summary: "a weekday does not fit its date",
    severity: Severity::Error,
    set: Set::Copy,
    absence: false,
    basis: "the year: in the text, else by the story's date",
    settings: &[],
    source: include_str!("weekday.rs"),
    check: Check::Block { reads: Reads::DATES, check },
};

/// A weekday with the day beside it, as printed.
struct Printed {
    weekday: Weekday,
    /// The weekday's bytes in the prose.
    word: ByteRange,
    /// Month and day, with the year if it is printed.
    day: ByteRange,
    month: i8,
    number: i8,
    year: Option<i16>,
}

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    // A day of the week beside a day of the month is a date.
    if cx.summary.dates.is_empty() {
        return Vec::new();
    }
    let tokens = &cx.summary.tokens;
    let weekdays = tokens.iter().enumerate().filter(|(_, t)| t.is(WordClass::WEEKDAY));
    weekdays.filter_map(|(at, _)| finding(cx, &printed(cx.prose(), tokens, at)?)).collect()
}

fn finding(cx: &BlockContext<'_>, printed: &Printed) -> Option<Finding> {
    if cx.is_quoted(printed.word) {
        return None;
    }
    let year = printed.year.or_else(|| resolved_year(cx, printed))?;
    let date = Date::new(year, printed.month, printed.number).ok()?;
    let right = date.weekday();
    if right == printed.weekday {
        return None;
    }
    let (right, wrong) = (calendar::weekday_name(right), calendar::weekday_name(printed.weekday));
    let day = printed.day.of(cx.prose());
    let message = format!("{day} was a {right}, not a {wrong}");
    let edit = Edit { range: cx.source(printed.word), text: right.to_owned() };
    let mut finding = Finding::new(cx.source(printed.word), message)
        .help("check which of the two is right")
        .suggestion(format!("write {right}"), vec![edit]);
    if printed.year.is_none() {
        finding = finding.why(format!("the story's date puts {day} in {year}"));
    }
    Some(finding)
}

/// The year that the fold gave the date which covers the printed day.
fn resolved_year(cx: &BlockContext<'_>, printed: &Printed) -> Option<i16> {
    let index = cx.summary.dates.iter().position(|d| d.range.overlaps(printed.day))?;
    let value = cx.view.dates.get(index)?.as_deref()?;
    let date: Date = value.get(..10)?.parse().ok()?;
    (date.month() == printed.month && date.day() == printed.number).then_some(date.year())
}

/// `Wednesday, May 10, 2017`, `Wednesday 10 May 2017`, `Wednesday (May 10)` with the weekday at token `at`.
fn printed(prose: &str, tokens: &[Token], at: usize) -> Option<Printed> {
    let word = &tokens[at];
    if word.kind != TokenKind::Word || !word.is(WordClass::WEEKDAY) || !word.is_capitalised() {
        return None;
    }
    let weekday = calendar::weekday(word.text(prose))?;
    let mut next = at + 1;
    let separator = |t: &Token| t.is_punct(prose, ',') || t.is_punct(prose, '(');
    if tokens.get(next).is_some_and(separator) {
        next += 1;
    }
    let skip_the = tokens.get(next).is_some_and(|t| t.is(WordClass::DETERMINER));
    next += usize::from(skip_the);
    let (a, b) = (tokens.get(next)?, tokens.get(next + 1)?);
    let (month, number) = match (calendar::month(a.text(prose)), calendar::month(b.text(prose))) {
        (Some(month), _) if a.is_capitalised() => (month, day_number(b.text(prose))?),
        (_, Some(month)) if b.is_capitalised() => (month, day_number(a.text(prose))?),
        _ => return None,
    };
    let mut day = ByteRange { start: a.range.start, end: b.range.end };
    let year = year_behind(prose, tokens, next + 2);
    if let Some((_, end)) = year {
        day.end = end;
    }
    Some(Printed { weekday, word: word.range, day, month, number, year: year.map(|(y, _)| y) })
}

/// `10`, `10th`.
fn day_number(text: &str) -> Option<i8> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &text[digits.len()..];
    let number: i8 = digits.parse().ok()?;
    (matches!(suffix, "" | "st" | "nd" | "rd" | "th") && (1..=31).contains(&number)).then_some(number)
}

/// `, 2017` or ` 2017`, with the offset behind it.
fn year_behind(prose: &str, tokens: &[Token], at: usize) -> Option<(i16, u32)> {
    let at = at + usize::from(tokens.get(at)?.is_punct(prose, ','));
    let token = tokens.get(at).filter(|t| t.kind == TokenKind::Number)?;
    let text = token.text(prose);
    let year: i16 = text.parse().ok().filter(|y| text.len() == 4 && (1600..2200).contains(y))?;
    Some((year, token.range.end))
}
