//! A class or a key that Newsmark does not know.
//!
//! # What it flags
//! `{.persn}`, `{.quote spkr=keller}`: what stands there is kept, and nobody reads it.
//!
//! # Why it matters
//! It is nearly always a slip, and the annotation silently does nothing.
//!
//! # Examples
//! ```news,flag,fix,md
//! Mayor [Anna Keller]{.persn ref=keller} opened the bridge.
//! ```
//! ```news,fixed,md
//! Mayor [Anna Keller]{.person ref=keller} opened the bridge.
//! ```
//! ```news,flag,md
//! The bridge opened on [May 10]{.date wen=2017-05-10}.
//! ```
//! ```news,ok,md
//! Mayor [Anna Keller]{.person ref=keller} opened the bridge.
//! ```
//! ```news,ok,md
//! Read [the plan]{.button target=_blank}.
//! ```
//!
//! # Limits
//! A name that is near none of the vocabulary belongs to another program and is left alone.
//!
//! # Settings
//! `classes`: classes of the house. `keys`: keys of the house.

use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set, Setting, SettingKind};
use crate::syntax::vocabulary;
use crate::text::{ByteRange, Edit};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "markup/unknown-name",
    summary: "a class or key that Newsmark does not know",
    severity: Severity::Warning,
    set: Set::Copy,
    absence: false,
    basis: "",
    settings: &[
        Setting { name: "classes", kind: SettingKind::Words, summary: "classes of the house" },
        Setting { name: "keys", kind: SettingKind::Words, summary: "keys of the house" },
    ],
    source: include_str!("unknown_name.rs"),
    check: Check::Block { reads: Reads::empty(), check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let (classes, keys) = (cx.settings.words(&RULE, "classes"), cx.settings.words(&RULE, "keys"));
    let mut findings = Vec::new();
    for attrs in cx.block.spans.iter().map(|s| &s.attrs).chain(&cx.block.attrs) {
        for class in attrs.classes.iter().filter(|c| !classes.iter().any(|own| **own == *c.text)) {
            let name = ByteRange { start: class.range.start + 1, end: class.range.end };
            findings.extend(unknown("class", &class.text, name, vocabulary::CLASSES));
        }
        for pair in attrs.pairs.iter().filter(|p| !keys.iter().any(|own| **own == *p.key)) {
            findings.extend(unknown("key", &pair.key, pair.key_range, vocabulary::KEYS));
        }
    }
    findings
}

fn unknown(what: &str, name: &str, range: ByteRange, known: &[&'static str]) -> Option<Finding> {
    if known.contains(&name) {
        return None;
    }
    let distance = |k: &str| strsim::damerau_levenshtein(&name.to_lowercase(), k);
    let nearest = known.iter().min_by_key(|k| distance(k))?;
    let most = if name.chars().count() <= 3 { 1 } else { 2 };
    if distance(nearest) > most {
        return None;
    }
    let edit = Edit { range, text: (*nearest).to_owned() };
    Some(
        Finding::new(range, format!("there is no {what} `{name}`; did you mean `{nearest}`?"))
            .suggestion(format!("write `{nearest}`"), vec![edit]),
    )
}
