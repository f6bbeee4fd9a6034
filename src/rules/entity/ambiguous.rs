//! A pronoun that could be either of two people.
//!
//! # What it flags
//! “He said” behind a quotation, where two men of the story fit equally well.
//!
//! # Why it matters
//! The words of one are given to the other, by the reader if not by the paper.
//!
//! # Examples
//! ```news,flag
//! Mayor Tom Hill met Governor Paul Berg on Friday.
//! “The bridge opens in spring,” he said.
//! ```
//! ```news,ok
//! Mayor Tom Hill met Governor Anna Keller on Friday.
//! “The bridge opens in spring,” he said.
//! ```
//!
//! # Limits
//! It looks only at pronouns that name the speaker of a quotation.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "entity/ambiguous",
    summary: "a pronoun could be either of two people",
    severity: Severity::Info,
    set: Set::Copy,
    absence: true,
    basis: "whom a pronoun stands for",
    settings: &[],
    source: include_str!("ambiguous.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let article = cx.article();
    let mut findings = Vec::new();
    for speaker in article.quotes.iter().filter_map(|q| q.speaker.as_ref()) {
        let (Some(place), [first, second, ..]) = (speaker.place, speaker.rivals.as_slice()) else { continue };
        let name = |index: &u32| {
            let name = &article.entities[*index as usize].name;
            name.split_whitespace().next_back().unwrap_or(name).to_owned()
        };
        let message = format!("`{}` could be {} or {}", speaker.text, name(first), name(second));
        findings.push(Finding::new(cx.file(place), message).help("name the speaker"));
    }
    findings
}
