//! An annotation that gives away a source whose name is withheld.
//!
//! # What it flags
//! A name or a `ref=` beside `by=anon`; the name of a person inside `desc=`; and the printed name of somebody whom the
//! front matter declares `anonymous`.
//!
//! # Why it matters
//! Whoever was promised that the name stays out can lose work, freedom or life by one forgotten attribute. Annotations
//! go into pages and feeds.
//!
//! # Examples
//! ```news,flag,md
//! [“There is no deal,”]{.quote by="anon, keller" desc="an official"} an official said.
//! ```
//! ```news,flag,md
//! [“There is no deal,”]{.quote by=anon desc="Anna Keller of the ministry"} an official said.
//! ```
//! ```news,flag,md
//! [“There is no deal,”]{.quote by=anon desc="an official"} [an official]{.source mode=anonymous ref=keller} said.
//! ```
//! ```news,ok,md
//! [“There is no deal,”]{.quote by=anon desc="an official of the Trade Ministry"} an official said.
//! ```
//!
//! # Limits
//! It knows what the file says. Whether a description is narrow enough to point at one person is for the desk to judge.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::knowledge::gazetteer::{self, NameClass};
use crate::knowledge::{WordClass, lexicon};
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::syntax::{Span, vocabulary};
use crate::text::ByteRange;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "source/identity-leak",
    summary: "an annotation gives away a withheld source",
    severity: Severity::Error,
    set: Set::Copy,
    absence: false,
    basis: "",
    settings: &[],
    source: include_str!("identity_leak.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = cx
        .spans()
        .filter_map(|(block, span)| leak(span).map(|(r, m)| finding(cx.from_source(block, r), m)))
        .collect();
    findings.extend(printed_names(cx));
    findings
}

fn finding(range: ByteRange, message: &str) -> Finding {
    Finding::new(range, message).help("take out whatever names the source; keep notes outside the file")
}

/// What in the attributes of a withheld source names somebody.
fn leak(span: &Span) -> Option<(ByteRange, &'static str)> {
    let by = span.attrs.pair("by");
    let withheld = by.is_some_and(|p| p.values().any(|(_, v)| v == "anon"));
    if !withheld && span.attrs.get("mode") != Some("anonymous") {
        return None;
    }
    let other =
        by.and_then(|p| p.values().find(|(_, v)| !vocabulary::RESERVED_SPEAKERS.contains(v)).map(|(r, _)| r));
    if let Some(range) = other {
        return Some((range, "this names a source whose name is withheld"));
    }
    if let Some(pair) = span.attrs.pair("ref") {
        return Some((pair.range, "this ref gives away a source whose name is withheld"));
    }
    ["desc", "note", "reason"].iter().find_map(|key| {
        let pair = span.attrs.pair(key)?;
        let name = person_in(&pair.value)?.shifted(pair.value_range.start as usize);
        Some((name, "this looks like the name of a source whose name is withheld"))
    })
}

/// A given name with a capitalised word behind it.
fn person_in(text: &str) -> Option<ByteRange> {
    let mut before: Option<(usize, &str)> = None;
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let capital = word.starts_with(char::is_uppercase);
        if let Some((at, given)) = before.filter(|_| capital) {
            let honorific = lexicon::classes_of(given).intersects(WordClass::HONORIFIC);
            if honorific || gazetteer::classes_of(&given.to_lowercase()).intersects(NameClass::COMMON_GIVEN) {
                return Some(ByteRange::new(at, start + word.len()));
            }
        }
        before = capital.then_some((start, word));
    }
    None
}

/// Names in the copy of people whom the front matter declares anonymous.
fn printed_names(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let withheld: Vec<&str> = cx
        .matter
        .iter()
        .flat_map(|m| &m.entities)
        .filter(|e| e.anonymous && e.class == "person")
        .filter_map(|e| e.name.as_ref().map(|n| n.text.as_str()))
        .filter(|name| name.starts_with(char::is_uppercase) && name.contains(' '))
        .collect();
    let mut findings = Vec::new();
    for name in withheld {
        for (index, block) in cx.document().blocks().iter().enumerate() {
            let prose = block.prose();
            findings.extend(prose.match_indices(name).map(|(at, _)| {
                let range = cx.file_range(index, ByteRange::new(at, at + name.len()));
                finding(range, "the front matter withholds this name")
            }));
        }
    }
    findings
}
