//! Marked quotations: `[“…”]{.quote by=lavrov}`, `.scare`, `.term`.

use super::spans_of;
use crate::analysis::Confidence;
use crate::analysis::article::{Article, Blocks, Place};
use crate::analysis::attribution::Shape;
use crate::analysis::entities::EntityIndex;
use crate::analysis::quotes::QuoteKind;
use crate::analysis::speakers::{Quote, QuoteStatus, Speaker};
use crate::knowledge::Registry;
use crate::syntax::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Lets marks decide about speakers, and about what is no speech.
pub fn apply(blocks: &Blocks<'_>, article: &mut Article, registry: &Registry) {
    let mut named: FxHashMap<&str, Option<Speaker>> = FxHashMap::default();
    let names = Names::of(article);
    for (block, span) in spans_of(blocks, "quote") {
        let place = Place { block: block as u32, range: span.prose };
        let said = match span.attrs.get("cont").and_then(|id| named.get(id)) {
            Some(first) => first.clone(),
            None => speaker(span, article, &names, registry),
        };
        if let Some(id) = span.attrs.id() {
            named.insert(id, said.clone());
        }
        let unknown = span.attrs.get("by") == Some("unknown");
        let quote = quote_at(article, place, QuoteKind::Full);
        if quote.kind == QuoteKind::Scare || quote.kind == QuoteKind::Title || quote.kind == QuoteKind::Term {
            quote.kind = QuoteKind::Fragment;
        }
        if said.is_none() && !unknown {
            continue;
        }
        decide(quote, said, unknown);
    }
    for (class, kind) in [("scare", QuoteKind::Scare), ("term", QuoteKind::Term)] {
        for (block, span) in spans_of(blocks, class) {
            let quote = quote_at(article, Place { block: block as u32, range: span.prose }, kind);
            quote.overruled = quote.speaker.take().map(Box::new);
            (quote.kind, quote.status, quote.confidence, quote.missing) =
                (kind, QuoteStatus::NotSpeech, Confidence::High, None);
            quote.shape = Some(Shape::Annotated);
            quote.why = format!("it is marked .{class}");
        }
    }
}

fn decide(quote: &mut Quote, said: Option<Speaker>, unknown: bool) {
    let inferred = std::mem::take(&mut quote.speaker);
    quote.shape = Some(Shape::Annotated);
    if unknown {
        quote.status = QuoteStatus::Unattributed;
        quote.missing = Some(Confidence::High);
        quote.confidence = Confidence::High;
        quote.why = "it is marked by=unknown: the speaker is still to be found".into();
        return;
    }
    let Some(mut said) = said else { return };
    quote.why = format!("it is marked as said by {}", said.name.as_deref().unwrap_or(&said.text));
    // Where the sentence names the same person, the phrase in the copy stays the place of the speaker.
    match inferred {
        Some(inferred) if same_person(&inferred, &said) => said.place = inferred.place,
        Some(inferred) if quote.status == QuoteStatus::Attributed => {
            quote.overruled = Some(Box::new(inferred))
        }
        _ => {}
    }
    quote.status = QuoteStatus::Attributed;
    quote.missing = None;
    quote.confidence = Confidence::High;
    quote.speaker = Some(said);
}

/// Whether an inferred speaker can be the marked one: the same entity, or a shared last word of the name.
fn same_person(inferred: &Speaker, said: &Speaker) -> bool {
    if inferred.entity.is_some() && inferred.entity == said.entity {
        return true;
    }
    let last = |s: &str| s.split_whitespace().next_back().map(str::to_lowercase);
    let said = last(said.name.as_deref().unwrap_or(&said.text));
    said.is_some()
        && (last(inferred.name.as_deref().unwrap_or(&inferred.text)) == said || last(&inferred.text) == said)
}

/// The speaker that `by` gives; `None` without it and for `unknown`.
fn speaker(span: &Span, article: &Article, names: &Names, registry: &Registry) -> Option<Speaker> {
    let by = span.attrs.get("by").filter(|by| !by.is_empty() && *by != "unknown")?;
    if by == "anon" {
        let text = span.attrs.get("desc").unwrap_or("a source that is not named").to_owned();
        return Some(Speaker {
            place: None,
            name: Some(text.clone()),
            text,
            entity: None,
            rivals: Vec::new(),
            confidence: Confidence::High,
        });
    }
    let known: Vec<(String, Option<EntityIndex>)> =
        by.split(',').map(|part| known(part.trim(), article, names, registry)).collect();
    let name = known.iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>().join(" and ");
    let entity = if known.len() == 1 { known[0].1 } else { None };
    Some(Speaker {
        place: None,
        text: by.to_owned(),
        name: Some(name),
        entity,
        rivals: Vec::new(),
        confidence: Confidence::High,
    })
}

/// The entities of a story by what may be written for them; where two answer, the first.
#[derive(Default)]
struct Names {
    /// By id.
    ids: FxHashMap<String, EntityIndex>,
    /// By name and other forms of it.
    forms: FxHashMap<String, EntityIndex>,
}

impl Names {
    fn of(article: &Article) -> Self {
        let mut names = Self::default();
        for (index, entity) in (0..).zip(&article.entities) {
            if let Some(id) = &entity.registry {
                names.ids.entry(id.clone()).or_insert(index);
            }
            for form in std::iter::once(&entity.name).chain(&entity.aliases) {
                names.forms.entry(form.clone()).or_insert(index);
            }
        }
        names
    }
}

/// The name and entity that an id or a written name stands for.
fn known(
    value: &str,
    article: &Article,
    names: &Names,
    registry: &Registry,
) -> (String, Option<EntityIndex>) {
    let entry = registry.current(value);
    // An outside id or an id that was replaced stands for the entry.
    let id = entry.map_or(value, |e| &e.id);
    match names.ids.get(id).or_else(|| names.forms.get(value)) {
        Some(index) => (article.entities[*index as usize].name.clone(), Some(*index)),
        None => (entry.map_or(value, |e| &e.name).to_owned(), None),
    }
}

/// The quotation that a span marks, made new where none was found there.
fn quote_at(article: &mut Article, place: Place, kind: QuoteKind) -> &mut Quote {
    let covers = |p: &Place| {
        p.block == place.block && p.range.overlaps(place.range) && {
            let shared = p.range.end.min(place.range.end) - p.range.start.max(place.range.start);
            shared as usize * 2 >= p.range.len().min(place.range.len())
        }
    };
    // Quotations are in order, so those that reach the place stand together.
    let start = (place.block, place.range.start);
    let ends_before = |q: &Arc<Quote>| q.parts.last().is_some_and(|p| (p.block, p.range.end) <= start);
    let begins =
        |q: &&Arc<Quote>| (q.parts[0].block, q.parts[0].range.start) < (place.block, place.range.end);
    let from = article.quotes.partition_point(ends_before);
    let near = article.quotes[from..].iter().take_while(begins);
    let found = near.enumerate().find(|(_, q)| q.parts.iter().any(covers)).map(|(i, _)| from + i);
    let at = found.unwrap_or_else(|| {
        let at = article.quotes.partition_point(|q| q.parts[0] < place);
        article.quotes.insert(at, Arc::new(bare(place, kind)));
        at
    });
    Arc::make_mut(&mut article.quotes[at])
}

fn bare(place: Place, kind: QuoteKind) -> Quote {
    Quote {
        parts: vec![place],
        kind,
        status: QuoteStatus::Unattributed,
        speaker: None,
        overruled: None,
        cue: None,
        shape: Some(Shape::Annotated),
        confidence: Confidence::High,
        missing: Some(Confidence::High),
        why: "it is marked as a quote".into(),
    }
}
