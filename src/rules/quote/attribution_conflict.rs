//! An annotation that gives a quotation to one person while the sentence names another.
//!
//! # What it flags
//! `[“…”]{by=trump} Lavrov said`: the annotation names somebody of the story, the sentence names somebody else.
//!
//! # Why it matters
//! One of the two is wrong. The annotation goes into feeds and archives, where nobody reads the sentence beside it.
//!
//! # Examples
//! ```news,flag,fix,md
//! Mayor Anna Keller met Tom Hill, her deputy. [“The bridge opens in spring,”]{.quote by=hill} Keller said.
//! ```
//! ```news,fixed,md
//! Mayor Anna Keller met Tom Hill, her deputy. [“The bridge opens in spring,”]{.quote by=keller} Keller said.
//! ```
//! ```news,flag,md
//! Mayor Anna Keller and her brother Max Keller met Tom Hill. [“The bridge opens in spring,”]{.quote by=hill} Keller said.
//! ```
//! ```news,ok,md
//! Mayor Anna Keller and her brother Max Keller met Tom Hill. [“The bridge opens in spring,”]{.quote by=max-keller} Keller said.
//! ```
//! ```news,ok,md
//! Mayor Anna Keller met Tom Hill, her deputy. [“The bridge opens in spring,”]{.quote by=keller} Keller said.
//! ```
//! ```news,ok,md
//! Mayor Anna Keller met Tom Hill, her deputy. [“The bridge opens in spring,”]{.quote by=hill} he said.
//! ```
//!
//! # Limits
//! It speaks only where the sentence names the speaker by name, right beside the quotation, and the annotation names
//! another person whose name the story has.
//!
//! # Settings
//! None.

use crate::analysis::Confidence;
use crate::analysis::attribution::{Attribution, Shape};
use crate::analysis::entities::Entity;
use crate::analysis::mentions::EntityKind;
use crate::diagnostic::Severity;
use crate::rules::wording::words;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::syntax::Span;
use crate::text::Edit;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/attribution-conflict",
    summary: "an annotation and the sentence name different speakers",
    severity: Severity::Warning,
    set: Set::Copy,
    absence: false,
    basis: "the shape of attribution beside the quotation, where it is sure",
    settings: &[],
    source: include_str!("attribution_conflict.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    cx.spans().filter_map(|(block, span)| conflict(cx, block, span)).collect()
}

fn conflict(cx: &ArticleContext<'_>, block: usize, span: &Span) -> Option<Finding> {
    let by = span.attrs.pair("by").filter(|p| !p.value.contains(','))?;
    if !span.is("quote", cx.document().blocks()[block].prose()) {
        return None;
    }
    let attribution = attribution_of(cx, block, span)?;
    let annotated = cx.article().entities.iter().find(|e| answers(e, &by.value))?;
    let said = match named(cx, block, attribution)? {
        Named::One(spoken) if annotated.key == spoken.key || answers(spoken, &by.value) => return None,
        Named::One(spoken) => spoken.name.split_whitespace().next_back()?,
        // The annotation may well be there to say which of them it is.
        Named::OneOf(name) if words(&annotated.name).iter().any(|w| words(name).contains(w)) => return None,
        Named::OneOf(name) => name.split_whitespace().next_back()?,
    };
    let message = format!("the annotation says {}, the sentence says {said}", &*by.value);
    let edit = Edit { range: cx.from_source(block, by.value_range), text: said.to_lowercase() };
    let simple = said.chars().all(|c| c.is_ascii_alphabetic());
    let finding = Finding::new(cx.from_source(block, by.value_range), message)
        .help("check who said it, then mend the annotation or the sentence")
        .related(cx.file_range(block, attribution.source), "here the sentence names the speaker");
    Some(if simple { finding.suggestion(format!("write by={}", edit.text), vec![edit]) } else { finding })
}

/// The sure attribution of the quotation inside `span`.
fn attribution_of<'a>(cx: &ArticleContext<'a>, block: usize, span: &Span) -> Option<&'a Attribution> {
    let summary = &cx.summaries()[block];
    summary.attributions.iter().find(|a| {
        let part = a.quote.and_then(|q| summary.quotes.parts.get(q as usize));
        let beside = matches!(a.shape, Shape::QuoteSourceCue | Shape::QuoteCueSource);
        beside
            && a.confidence == Confidence::High
            && part.is_some_and(|p| span.prose.covers(p.range) || p.range.covers(span.prose))
    })
}

/// Whom the source phrase names.
enum Named<'a> {
    /// This person.
    One(&'a Entity),
    /// One of several people of this name.
    OneOf(&'a str),
}

/// The person whose name stands in the source phrase.
fn named<'a>(cx: &ArticleContext<'a>, block: usize, attribution: &Attribution) -> Option<Named<'a>> {
    let article = cx.article();
    let mentions = &cx.summaries()[block].mentions;
    let index = mentions.iter().position(|m| attribution.source.covers(m.range))?;
    let Some(entity) = article.entity_of[block].get(index).copied().flatten() else {
        let prose = cx.document().blocks()[block].prose();
        return mentions[index].is_person().then(|| Named::OneOf(mentions[index].range.of(prose)));
    };
    let entity = &*article.entities[entity as usize];
    (entity.kind == EntityKind::Person).then_some(Named::One(entity))
}

/// Whether an id or name in an annotation can mean the entity: they share the surname, or the registry says so.
fn answers(entity: &Entity, value: &str) -> bool {
    if entity.registry.as_deref() == Some(value) {
        return true;
    }
    let value = words(&value.replace(['-', '_', ':'], " "));
    let surname = words(&entity.name).pop();
    surname.is_some_and(|s| value.contains(&s)) && entity.kind == EntityKind::Person
}
