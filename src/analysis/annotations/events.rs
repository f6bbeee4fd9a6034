//! Marked events: `[press conference]{.event #presser when=2017-05-10 where=washington}`.

use super::spans_of;
use crate::analysis::Confidence;
use crate::analysis::article::{Article, Blocks, Event, Place};
use crate::analysis::events::EventStatus;
use crate::syntax::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Lets marks define events and join their mentions. A marked event always stands in the outline.
pub fn apply(blocks: &Blocks<'_>, article: &mut Article) {
    let mut by_id: FxHashMap<String, usize> = FxHashMap::default();
    for (block, span) in spans_of(blocks, "event") {
        let place = Place { block: block as u32, range: span.prose };
        let taken = take_mentions(article, place);
        let id = span.attrs.id().or_else(|| span.attrs.get("ref")).map(str::to_owned);
        let known = id.as_ref().and_then(|id| by_id.get(id).copied());
        let at = match (known, taken) {
            (Some(at), Some(taken)) => {
                let told = &mut Arc::make_mut(&mut article.events[at]).mentions;
                told.extend(taken.mentions.into_iter().filter(|m| *m != place));
                at
            }
            (Some(at), None) => at,
            (None, taken) => {
                article.events.push(Arc::new(taken.unwrap_or_else(|| bare(blocks, place))));
                article.events.len() - 1
            }
        };
        let event = Arc::make_mut(&mut article.events[at]);
        if !event.mentions.contains(&place) {
            event.mentions.push(place);
        }
        fill(event, span, blocks[block].prose());
        if let Some(id) = id {
            event.key.clone_from(&id);
            by_id.insert(id, at);
        }
    }
    article.events.retain(|e| !e.mentions.is_empty());
    for event in article.events.iter_mut().filter(|e| !e.mentions.is_sorted()) {
        Arc::make_mut(event).mentions.sort();
    }
    article.events.sort_by_key(|e| e.mentions[0]);
}

/// Takes the mentions under a mark away from the events that were inferred there. The last inferred one comes back for
/// what it knows (date, place, participants) and with the other places that tell of it: they are the marked event's now.
fn take_mentions(article: &mut Article, place: Place) -> Option<Event> {
    let under = |m: &Place| m.block == place.block && m.range.overlaps(place.range);
    let mut taken: Option<Event> = None;
    for event in article.events.iter_mut().filter(|e| e.mentions.iter().any(under)) {
        if event.confidence == Confidence::High && event.mentions.contains(&place) {
            continue;
        }
        let event = Arc::make_mut(event);
        event.mentions.retain(|m| !under(m));
        if event.confidence != Confidence::High || event.mentions.is_empty() {
            let mut whole = event.clone();
            event.mentions.clear();
            whole.mentions.insert(0, place);
            taken = Some(whole);
        }
    }
    taken
}

fn bare(blocks: &Blocks<'_>, place: Place) -> Event {
    let words = place.range.of(blocks[place.block as usize].prose());
    Event {
        key: words.to_lowercase(),
        name: words.to_owned(),
        mentions: vec![place],
        when: None,
        date: None,
        conflict: None,
        location: None,
        participants: Vec::new(),
        status: EventStatus::Held,
        outline: true,
        confidence: Confidence::High,
        why: String::new(),
    }
}

/// Takes over what the mark says.
fn fill(event: &mut Event, span: &Span, prose: &str) {
    event.outline = true;
    event.confidence = Confidence::High;
    event.why = "it is marked as an event".into();
    if span.attrs.id().is_some() || event.name.is_empty() {
        event.name = match span.attrs.get("what") {
            Some(what) => format!("{what} {}", span.prose.of(prose)),
            None => span.prose.of(prose).to_owned(),
        };
    }
    let text = |key: &str| span.attrs.get(key).filter(|v| !v.is_empty()).map(str::to_owned);
    if let Some(when) = text("when") {
        event.when = Some(when);
        event.date = None;
    }
    if let Some(place) = text("where") {
        event.location = Some(place);
    }
    if let Some(who) = text("who") {
        event.participants = who.split(',').map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).collect();
    }
    event.status = match span.attrs.get("status") {
        Some("planned") => EventStatus::Planned,
        Some("cancelled") => EventStatus::Cancelled,
        Some("postponed") => EventStatus::Postponed,
        Some("denied") => EventStatus::Denied,
        Some("held") => EventStatus::Held,
        _ => event.status,
    };
}
