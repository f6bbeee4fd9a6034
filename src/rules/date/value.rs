//! An annotated date that is none, or that contradicts the words.
//!
//! # What it flags
//! `when=2017-02-30`, `when="next week"`, and `[May 10]{.date when=2017-05-11}`.
//!
//! # Why it matters
//! Feeds, timelines and archives take the annotation for the date; readers take the words.
//!
//! # Examples
//! ```news,flag,md
//! The bridge opened on [May 10]{.date when=2017-05-11}.
//! ```
//! ```news,flag,md
//! The bridge opened in [February]{.date when=2017-02-30}.
//! ```
//! ```news,ok,md
//! The bridge opened on [Wednesday, May 10]{.date when=2017-05-10}.
//! ```
//! ```news,ok,md
//! The bridge opens at [the beginning of July]{.date when="2017-07-01/2017-07-10"}.
//! ```
//!
//! # Limits
//! Words are compared where they name a month, a day of a month, or a year; times of day are not.
//!
//! # Settings
//! None.

use crate::analysis::tokens::TokenKind;
use crate::diagnostic::Severity;
use crate::knowledge::edtf::{self, Extent};
use crate::knowledge::{WordClass, calendar};
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set, tokens_in};
use crate::syntax::{Pair, Span};
use jiff::civil::Date;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "date/value",
    summary: "an annotated date is none, or contradicts the words",
    severity: Severity::Error,
    set: Set::Copy,
    absence: false,
    basis: "",
    settings: &[],
    source: include_str!("value.rs"),
    check: Check::Block { reads: Reads::empty(), check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let spans = cx.block.spans.iter();
    spans.filter_map(|span| finding(cx, span, span.attrs.pair("when")?)).collect()
}

fn finding(cx: &BlockContext<'_>, span: &Span, pair: &Pair) -> Option<Finding> {
    if pair.value.trim().is_empty() {
        return None;
    }
    let Some(extent) = edtf::read(&pair.value) else {
        let message = format!("`{}` is no date", crate::rules::wording::shortened(&pair.value, 40));
        return Some(
            Finding::new(pair.value_range, message).help("write YYYY-MM-DD, YYYY-MM, or \"from/to\""),
        );
    };
    let date = span.is("date", cx.prose());
    if !date || pair.value.contains('T') || fits(extent, &Printed::of(cx, span)) {
        return None;
    }
    let words = span.prose.of(cx.prose());
    let message = format!(
        "the words say {}, the annotation {}",
        crate::rules::wording::shortened(words, 30),
        &*pair.value
    );
    Some(Finding::new(pair.value_range, message).help("check which of the two is right"))
}

/// What the words of a date name.
#[derive(Default)]
struct Printed {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
}

impl Printed {
    /// Reads the words of `span`; nothing where they name two months, which is a stretch of time.
    fn of(cx: &BlockContext<'_>, span: &Span) -> Self {
        let prose = cx.prose();
        let mut printed = Self::default();
        for token in tokens_in(cx.summary, span.prose) {
            let text = token.text(prose);
            match token.kind {
                TokenKind::Word if token.is(WordClass::MONTH) && token.is_capitalised() => {
                    if printed.month.is_some() {
                        return Self::default();
                    }
                    printed.month = calendar::month(text);
                }
                TokenKind::Number if text.len() == 4 => {
                    printed.year = text.parse().ok().filter(|y| (1600..2200).contains(y));
                }
                TokenKind::Number if text.len() <= 2 => printed.day = text.parse().ok(),
                TokenKind::Number => return Self::default(),
                _ => {}
            }
        }
        if printed.month.is_none() {
            printed.day = None;
        }
        printed
    }
}

/// Whether some day of `extent` is what the words name.
fn fits(extent: Extent, printed: &Printed) -> bool {
    let (Some(first), Some(last)) = (extent.first, extent.last) else { return true };
    let named = |date: Date| {
        printed.year.is_none_or(|y| date.year() == y)
            && printed.month.is_none_or(|m| date.month() == m)
            && printed.day.is_none_or(|d| date.day() == d)
    };
    // A longer stretch than two years holds every day of the calendar.
    let long = last.year() - first.year() > 1;
    long || first.series(jiff::Span::new().days(1)).take_while(|d| *d <= last).any(named)
}
