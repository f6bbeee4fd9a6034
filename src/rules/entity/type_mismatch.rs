//! An annotation that calls a thing something else than the registry does.
//!
//! # What it flags
//! A class and a `ref` that do not go together: `.person` with the id of an organisation. With this registry:
//!
//! ```toml
//! [org.harbour-radio]
//! name = "Harbour Radio"
//! ```
//!
//! # Why it matters
//! One of the two is wrong: the class, or the id.
//!
//! # Examples
//! ```news,flag,fix,md
//! The news came from [Harbour Radio]{.person ref=harbour-radio}.
//! ```
//! ```news,fixed,md
//! The news came from [Harbour Radio]{.org ref=harbour-radio}.
//! ```
//! ```news,ok,md
//! The news came from [Harbour Radio]{.org ref=harbour-radio}, a [local station]{.source ref=harbour-radio}.
//! ```
//! ```news,flag,md
//! [Harbour Radio]{.place ref=harbour-radio} was off the air on Friday.
//! ```
//! ```news,ok,md
//! The news came from [Harbour Radio]{ref=harbour-radio}.
//! ```
//!
//! # Limits
//! Ids that front matter or the registry gives are looked at; an id that nobody knows is `entity/unknown-ref`.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::syntax::Span;
use crate::text::Edit;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "entity/type-mismatch",
    summary: "an annotation's class is not that of its entry",
    severity: Severity::Error,
    set: Set::Copy,
    absence: false,
    basis: "",
    settings: &[],
    source: include_str!("type_mismatch.rs"),
    check: Check::Article(check),
};

/// Classes that say what a thing is.
const CLASSES: &[&str] = &["person", "org", "place", "object", "subject", "event"];

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    cx.spans().filter_map(|(block, span)| mismatch(cx, block, span)).collect()
}

fn mismatch(cx: &ArticleContext<'_>, block: usize, span: &Span) -> Option<Finding> {
    let id = span.attrs.get("ref")?;
    let written = span.attrs.classes.iter().find(|c| CLASSES.contains(&&*c.text))?;
    let declared = cx.matter.iter().flat_map(|m| &m.entities);
    let local = declared.into_iter().find(|e| e.id.as_ref().is_some_and(|i| i.text == id)).map(|e| e.class);
    let class = local.or_else(|| cx.options().registry.get(id).map(|e| e.class.name()))?;
    if written.text == class || class == "source" {
        return None;
    }
    let range = cx.from_source(block, written.range);
    let message = format!("`{id}` is {} in the registry, not {}", described(class), described(&written.text));
    let edit = Edit { range, text: format!(".{class}") };
    (message.chars().count() <= 100)
        .then(|| Finding::new(range, message).safe_fix(format!("write .{class}"), vec![edit]))
}

fn described(class: &str) -> &'static str {
    match class {
        "person" => "a person",
        "org" => "an organisation",
        "place" => "a place",
        "object" => "an object",
        "subject" => "a topic",
        _ => "an event",
    }
}
