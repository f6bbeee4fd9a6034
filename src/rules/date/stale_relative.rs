//! “Today” in a story that was published on another day than it was written or changed.
//!
//! # What it flags
//! Today, yesterday, tomorrow and tonight in a story whose front matter gives a later `dateModified:`.
//!
//! # Why it matters
//! The words were true on the day of the first version. The reader of the second takes them for its day.
//!
//! # Examples
//! ```news,flag,md
//! ---
//! newsmark: 1
//! datePublished: 2017-05-10
//! dateModified: 2017-05-12
//! ---
//!
//! The bridge opens tomorrow, the mayor said.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! datePublished: 2017-05-10
//! dateModified: 2017-05-10
//! ---
//!
//! The bridge opens tomorrow, the mayor said.
//! ```
//! ```news,flag,md
//! ---
//! newsmark: 1
//! datePublished: 2017-05-10
//! dateModified: 2017-05-11
//! ---
//!
//! The bridge was opened today, the mayor said.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! datePublished: 2017-05-10
//! dateModified: 2017-05-12
//! ---
//!
//! The bridge opens on Thursday, the mayor said.
//! ```
//!
//! # Limits
//! Quoted words keep the day on which they were spoken.
//!
//! # Settings
//! None.

use crate::analysis::dates;
use crate::diagnostic::Severity;
use crate::knowledge::WordClass;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set, tokens_in};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "date/stale-relative",
    summary: "“today” in a story that was changed on a later day",
    severity: Severity::Info,
    set: Set::Publish,
    absence: false,
    basis: "dates found in the prose",
    settings: &[],
    source: include_str!("stale_relative.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let Some(matter) = cx.matter else { return Vec::new() };
    let day = |text: &Option<crate::syntax::yaml::Text>| text.as_ref().and_then(|t| dates::day_of(&t.text));
    let (Some(published), Some(modified)) = (day(&matter.date_published), day(&matter.date_modified)) else {
        return Vec::new();
    };
    if modified <= published {
        return Vec::new();
    }
    let relative = |date: &&std::sync::Arc<crate::analysis::article::Date>| {
        let summary = &cx.summaries()[date.place.block as usize];
        tokens_in(summary, date.place.range).iter().any(|t| t.is(WordClass::DEICTIC_DAY))
            && !cx.is_quoted(date.place)
    };
    let found = cx.article().dates.iter().filter(relative);
    found
        .map(|date| {
            let message = format!(
                "`{}` was written for {published}, and the story is of {modified}",
                cx.text(date.place)
            );
            Finding::new(cx.file(date.place), message).help("name the weekday or the date")
        })
        .collect()
}
