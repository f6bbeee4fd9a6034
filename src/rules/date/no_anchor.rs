//! A date that only the day of publication makes exact, in a story that has none.
//!
//! # What it flags
//! “On Wednesday”, “yesterday” or “May 10” in copy prepared for publication that has no `datePublished:`. It speaks
//! once a story, at the first such date.
//!
//! # Why it matters
//! The story is read for years. Without a date nobody, and no program, can tell which Wednesday it was.
//!
//! # Examples
//! ```news,flag,md
//! ---
//! newsmark: 1
//! headline: Bridge opens
//! ---
//!
//! The bridge opened on Wednesday, May 10.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! headline: Bridge opens
//! datePublished: 2017-05-10
//! ---
//!
//! The bridge opened on Wednesday, May 10.
//! ```
//! ```news,flag,md
//! ---
//! newsmark: 1
//! ---
//!
//! The council will vote next week.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! ---
//!
//! The bridge opened on May 10, 2017.
//! ```
//!
//! # Limits
//! Dates in somebody's quoted words are left alone. The day of the run is never taken for the day of publication: results must not depend on when a check is run.
//!
//! # Settings
//! None. `default_year` in the configuration dates year-less days where nothing else does.

use crate::diagnostic::Severity;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "date/no-anchor",
    summary: "dates need a publication date that the story does not have",
    severity: Severity::Warning,
    set: Set::Publish,
    absence: true,
    basis: "dates found in the prose",
    settings: &[],
    source: include_str!("no_anchor.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let article = cx.article();
    if article.anchor.is_some() {
        return Vec::new();
    }
    let open: Vec<_> = article.dates.iter().filter(|d| d.needs_anchor && !cx.is_quoted(d.place)).collect();
    let Some(first) = open.first() else { return Vec::new() };
    let message = match open.len() {
        1 => "which year? the story has no publication date".to_owned(),
        n => format!("which year? the story has no publication date, and {n} dates hang on it"),
    };
    vec![
        Finding::new(cx.file(first.place), message)
            .help("add `datePublished: YYYY-MM-DD` to the front matter, or pass --date"),
    ]
}
