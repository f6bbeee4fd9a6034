//! An id that names nothing.
//!
//! # What it flags
//! A value of `ref`, `by`, `to`, `who`, `via`, `where`, `at`, `source`, `of`, `at-org`, `part-of`, `after`, `before` or
//! `cont` that has the form of an id and is given neither in the file, nor in its front matter, nor in the registry. An id
//! that the registry calls `deprecated` is a warning. With this registry:
//!
//! ```toml
//! [person.keller]
//! name = "Anna Keller"
//! ```
//!
//! # Why it matters
//! A mistyped id links the words to nobody, and nobody sees it.
//!
//! # Examples
//! ```news,flag,fix,md
//! [Keller]{.person ref=kellr} opened the bridge.
//! ```
//! ```news,fixed,md
//! [Keller]{.person ref=keller} opened the bridge.
//! ```
//! ```news,ok,md
//! [Keller]{.person ref=keller} opened the bridge, [“at last”]{.quote by="an engineer"}.
//! ```
//! ```news,flag,md
//! [“Never,”]{.quote by=hilll} the engineer said.
//! ```
//! ```news,ok,md
//! [Keller]{.person ref=wd:Q42} opened the bridge.
//! ```
//!
//! # Limits
//! Without a registry the rule is silent: then every value may be a name as written. Values with a capital, a space or a
//! colon are names and outside ids, and are not looked up.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::syntax::{Attrs, Pair, vocabulary};
use crate::text::{ByteRange, Edit};
use rustc_hash::FxHashSet;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "entity/unknown-ref",
    summary: "an id names nothing in the file or the registry",
    severity: Severity::Error,
    set: Set::Copy,
    absence: false,
    basis: "",
    settings: &[],
    source: include_str!("unknown_ref.rs"),
    check: Check::Article(check),
};

/// Keys whose values name something by its id.
const KEYS: &[&str] = &[
    "ref", "by", "to", "who", "via", "where", "at", "source", "of", "at-org", "part-of", "after", "before",
    "cont",
];

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    if cx.options().registry.is_empty() {
        return Vec::new();
    }
    let mut local: FxHashSet<&str> = attrs(cx).filter_map(|(_, a)| a.id()).collect();
    let declared = cx.matter.iter().flat_map(|m| &m.entities).filter_map(|e| e.id.as_ref());
    local.extend(declared.map(|id| id.text.as_str()));
    let pairs = attrs(cx).flat_map(|(i, a)| a.pairs.iter().map(move |p| (i, p)));
    pairs.filter(|(_, p)| KEYS.contains(&&*p.key)).flat_map(|(i, p)| unknown(cx, &local, i, p)).collect()
}

/// All attributes of the file, each with its block.
fn attrs<'a>(cx: &ArticleContext<'a>) -> impl Iterator<Item = (usize, &'a Attrs)> {
    let blocks = cx.document().blocks().iter().enumerate();
    blocks.flat_map(|(i, b)| b.attrs.iter().chain(b.spans.iter().map(|s| &s.attrs)).map(move |a| (i, a)))
}

fn unknown(cx: &ArticleContext<'_>, local: &FxHashSet<&str>, block: usize, pair: &Pair) -> Vec<Finding> {
    let registry = &cx.options().registry;
    let mut findings = Vec::new();
    for (range, id) in pair.values().filter(|(_, v)| is_id(v) && !local.contains(v)) {
        let range = cx.from_source(block, range);
        match registry.get(id) {
            Some(entry) => {
                if let Some(new) = entry.field("deprecated") {
                    let edit = Edit { range, text: new.to_owned() };
                    let message = format!("the registry has replaced `{id}` by `{new}`");
                    findings.push(
                        Finding::new(range, message)
                            .severity(Severity::Warning)
                            .safe_fix(format!("write {new}"), vec![edit]),
                    );
                }
            }
            None if pair.key != "ref" && is_written_name(cx, id) => {}
            None => findings.push(nothing(cx, local, range, id)),
        }
    }
    findings
}

/// Whether the value is a name as written: one that the registry or the story knows as such.
fn is_written_name(cx: &ArticleContext<'_>, value: &str) -> bool {
    !cx.options().registry.named(value).is_empty()
        || cx.article().entities.iter().any(|e| e.name.eq_ignore_ascii_case(value))
}

/// Whether a value has the form of an id and is no word of the language.
fn is_id(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_lowercase())
        && value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
        && !vocabulary::RESERVED_SPEAKERS.contains(&value)
}

fn nothing(cx: &ArticleContext<'_>, local: &FxHashSet<&str>, range: ByteRange, id: &str) -> Finding {
    let shown = crate::rules::wording::shortened(id, 40);
    let finding = Finding::new(range, format!("`{shown}` is in no registry file and not in this story"))
        .help("mend the id, add it to the registry, or write the name: \"Anna Keller\"");
    match nearest(cx, local, id) {
        Some(near) => {
            let edit = Edit { range, text: near.to_owned() };
            finding.suggestion(format!("write {near}"), vec![edit])
        }
        None => finding,
    }
}

/// The id that differs in the fewest letters, in two at most.
fn nearest<'a>(cx: &ArticleContext<'a>, local: &FxHashSet<&'a str>, id: &str) -> Option<&'a str> {
    let most = if id.len() < 5 { 1 } else { 2 };
    let registry: &'a crate::knowledge::Registry = &cx.options().registry;
    let known = registry.entries().iter().map(|e| &*e.id).chain(local.iter().copied());
    let close = known.filter(|k| k.len().abs_diff(id.len()) <= most);
    close
        .map(|k| (strsim::damerau_levenshtein(k, id), k))
        .min_by_key(|(distance, k)| (*distance, *k))
        .filter(|(distance, _)| *distance <= most)
        .map(|(_, k)| k)
}
