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
//! ```news,flag,md
//! Zorana Pelk runs the office. [“There is no deal,”]{.quote by=anon desc="Zorana Pelk of the ministry"} an official said.
//! ```
//! ```news,ok,md
//! [“There is no deal,”]{.quote by=anon desc="an official of the Trade Ministry"} an official said.
//! ```
//! ```news,ok,md
//! [“There is no deal,”]{.quote by=anon desc="an aide to Anna Keller"} an aide to Anna Keller said.
//! ```
//! ```news,ok,md
//! [“There is no deal,”]{.quote by=anon desc="Anna Keller's lawyer"} her lawyer said.
//! ```
//! ```news,ok,md
//! [“There is no deal,”]{.quote by=anon desc="a senior Anna Keller aide"} an aide said.
//! ```
//!
//! # Limits
//! It knows what the file says. Whether a description is narrow enough to point at one person is for the desk to judge.
//!
//! # Settings
//! None.

use crate::analysis::mentions::EntityKind;
use crate::diagnostic::Severity;
use crate::knowledge::gazetteer::{self, NameClass};
use crate::knowledge::{WordClass, lexicon};
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::syntax::{Span, vocabulary};
use crate::text::ByteRange;
use rustc_hash::FxHashSet;
use std::cell::OnceCell;

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
    let people = FullNames::new(cx);
    let mut findings: Vec<Finding> = cx
        .spans()
        .filter_map(|(block, span)| leak(span, &people).map(|(r, m)| finding(cx.from_source(block, r), m)))
        .collect();
    findings.extend(printed_names(cx));
    findings
}

fn finding(range: ByteRange, message: &str) -> Finding {
    Finding::new(range, message).help("take out whatever names the source; keep notes outside the file")
}

/// What in the attributes of a withheld source names somebody.
fn leak(span: &Span, people: &FullNames<'_>) -> Option<(ByteRange, &'static str)> {
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
        let name = people.named_in(&pair.value)?.shifted(pair.value_range.start as usize);
        Some((name, "this looks like the name of a source whose name is withheld"))
    })
}

/// Full names of people: those whom the story names, and what looks like one.
struct FullNames<'a> {
    cx: &'a ArticleContext<'a>,
    people: OnceCell<FxHashSet<&'a str>>,
}

impl<'a> FullNames<'a> {
    fn new(cx: &'a ArticleContext<'a>) -> Self {
        Self { cx, people: OnceCell::new() }
    }

    /// The first name in a description, if it can be the source's own: in “an aide to Anna Keller”, “Anna Keller's
    /// lawyer” and “a senior Keller aide” somebody else is meant.
    fn named_in(&self, text: &str) -> Option<ByteRange> {
        let words: Vec<(usize, &str)> =
            text.split_whitespace().map(|w| (w.as_ptr() as usize - text.as_ptr() as usize, w)).collect();
        let bare = |at: usize| words[at].1.trim_matches(|c: char| !c.is_alphanumeric());
        let capital = |at: usize| at < words.len() && bare(at).starts_with(char::is_uppercase);
        let mut at = 0;
        while at < words.len() {
            let end = (at..words.len()).find(|i| !capital(*i)).unwrap_or(words.len());
            let end = (at..end).find(|i| words[*i].1.ends_with([',', ';'])).map_or(end, |i| i + 1);
            if end > at + 1 && !is_somebody_elses(&words, at, end) {
                let start = (at..end - 1).find(|i| self.is_person(&bare_run(&words[*i..end])));
                if let Some(start) = start {
                    let from = words[start].0;
                    return Some(ByteRange::new(from, words[end - 1].0 + bare(end - 1).len()));
                }
            }
            at = end.max(at + 1);
        }
        None
    }

    /// Whether words that all have capitals are somebody's name.
    fn is_person(&self, words: &[&str]) -> bool {
        let known = || {
            let people = self.people.get_or_init(|| {
                let named = self.cx.article().entities.iter().filter(|e| e.kind == EntityKind::Person);
                named.map(|e| e.name.as_str()).collect()
            });
            people.contains(words.join(" ").as_str())
        };
        let given = words[0];
        lexicon::classes_of(given).intersects(WordClass::HONORIFIC)
            || gazetteer::classes_of(&given.to_lowercase()).intersects(NameClass::COMMON_GIVEN)
            || known()
    }
}

/// The words without what stands around them.
fn bare_run<'t>(words: &[(usize, &'t str)]) -> Vec<&'t str> {
    words.iter().map(|(_, w)| w.trim_matches(|c: char| !c.is_alphanumeric())).collect()
}

/// Whether the capitalised words `from..end` only say with whom the source has to do.
fn is_somebody_elses(words: &[(usize, &str)], from: usize, end: usize) -> bool {
    let before = from.checked_sub(1).map(|i| lexicon::classes_of(words[i].1));
    let behind_preposition = before.is_some_and(|c| c.intersects(WordClass::PREPOSITION | WordClass::TO));
    let last = words[end - 1].1;
    let possessive = ["'s", "’s", "s'", "s’"].iter().any(|s| last.ends_with(s));
    // `an Anna Keller aide`: a noun, with an article in front of it all.
    let article = lexicon::classes_of(words[0].1).intersects(WordClass::DETERMINER);
    let noun =
        words.get(end).is_some_and(|(_, w)| !lexicon::classes_of(w).intersects(WordClass::PREPOSITION));
    behind_preposition || possessive || (article && noun && !last.ends_with(','))
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
