//! Marked events: `[press conference]{.event #presser when=2017-05-10 where=washington}`.

use super::spans_of;
use crate::analysis::Confidence;
use crate::analysis::article::{Blocks, Event, Place};
use crate::analysis::events::EventStatus;
use crate::syntax::Span;
use crate::text::ByteRange;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Lets marks define events and join their mentions. A marked event always stands in the outline.
pub fn apply(blocks: &Blocks<'_>, events: &mut Vec<Arc<Event>>) {
    let mut by_id: FxHashMap<String, usize> = FxHashMap::default();
    if spans_of(blocks, "event").next().is_none() {
        return;
    }
    let mut told = Told::of(events);
    for (block, span) in spans_of(blocks, "event") {
        let place = Place { block: block as u32, range: span.prose };
        let taken = told.take(events, place);
        let id = span.attrs.id().or_else(|| span.attrs.get("ref")).map(str::to_owned);
        let known = id.as_ref().and_then(|id| by_id.get(id).copied());
        let at = known.unwrap_or_else(|| {
            let event = match taken {
                Some(taken) => Arc::clone(&events[taken]),
                None => Arc::new(bare(blocks, place)),
            };
            events.push(event);
            told.add_event()
        });
        if let Some(taken) = taken {
            told.join(taken, at);
        }
        told.add(place, at);
        let event = Arc::make_mut(&mut events[at]);
        fill(event, span, blocks[block].prose());
        if let Some(id) = id {
            event.key.clone_from(&id);
            by_id.insert(id, at);
        }
    }
    told.write(events);
    events.retain(|e| !e.mentions.is_empty());
    events.sort_by_key(|e| e.mentions[0]);
}

/// Which event each place tells of while marks are applied. Events become one by a note of which has gone into which, so
/// that thousands of marks of one event cost no more than as many of different ones.
struct Told {
    /// The event of each place.
    at: BTreeMap<Place, usize>,
    /// Where an event has gone: itself, another, or [`NOWHERE`].
    into: Vec<usize>,
    /// How many places tell of each event that has gone nowhere.
    count: Vec<usize>,
    /// Bytes of the longest place.
    longest: u32,
}

/// Of an event that a mark has taken the place of.
const NOWHERE: usize = usize::MAX;

impl Told {
    fn of(events: &[Arc<Event>]) -> Self {
        let mut told = Self { at: BTreeMap::new(), into: Vec::new(), count: Vec::new(), longest: 0 };
        for event in events {
            let number = told.add_event();
            event.mentions.iter().for_each(|m| told.add(*m, number));
        }
        told
    }

    fn add_event(&mut self) -> usize {
        self.into.push(self.into.len());
        self.count.push(0);
        self.into.len() - 1
    }

    /// The event that `event` has become, if it is anything still.
    fn now(&self, mut event: usize) -> Option<usize> {
        while event != NOWHERE && self.into[event] != event {
            event = self.into[event];
        }
        (event != NOWHERE).then_some(event)
    }

    fn add(&mut self, place: Place, event: usize) {
        self.longest = self.longest.max(place.range.end - place.range.start);
        let before = self.at.insert(place, event).and_then(|e| self.now(e));
        if let Some(before) = before {
            self.count[before] -= 1;
        }
        if let Some(event) = self.now(event) {
            self.count[event] += 1;
        }
    }

    /// From now on what tells of `event` tells of `other`.
    fn join(&mut self, event: usize, other: usize) {
        if event != other {
            self.into[event] = other;
            self.count[other] += self.count[event];
        }
    }

    /// Takes the mentions under a mark away from the events that were inferred there. The last inferred one comes back:
    /// what it knows (date, place, participants) and the other places that tell of it are the marked event's now.
    fn take(&mut self, events: &[Arc<Event>], place: Place) -> Option<usize> {
        let key = |start: u32| Place { block: place.block, range: ByteRange { start, end: 0 } };
        let reach = key(place.range.start.saturating_sub(self.longest))..key(place.range.end);
        let under = self.at.range(reach).filter(|(p, _)| p.range.overlaps(place.range));
        let mut under: Vec<(Place, usize)> =
            under.filter_map(|(p, event)| Some((*p, self.now(*event)?))).collect();
        under.sort_unstable_by_key(|(_, event)| *event);
        let mut taken: Option<usize> = None;
        for group in under.chunk_by(|a, b| a.1 == b.1) {
            let event = group[0].1;
            let marked = events[event].confidence == Confidence::High;
            if marked && group.iter().any(|(p, _)| *p == place) {
                continue;
            }
            for (place, _) in group {
                self.at.remove(place);
            }
            self.count[event] -= group.len();
            if marked && self.count[event] > 0 {
                continue;
            }
            if let Some(before) = taken.replace(event) {
                self.into[before] = NOWHERE;
            }
        }
        taken
    }

    /// Gives each event its mentions, in order; what has kept its own is not copied.
    fn write(&self, events: &mut [Arc<Event>]) {
        let mut mentions: Vec<Vec<Place>> = vec![Vec::new(); events.len()];
        for (place, event) in &self.at {
            if let Some(event) = self.now(*event) {
                mentions[event].push(*place);
            }
        }
        for (event, mentions) in events.iter_mut().zip(mentions) {
            if event.mentions != mentions {
                Arc::make_mut(event).mentions = mentions;
            }
        }
    }
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
    event.status = span.attrs.get("status").and_then(EventStatus::named).unwrap_or(event.status);
}
