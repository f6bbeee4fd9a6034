//! What is known about the word under the pointer: a name, a quotation, a date, an event, or markup.

use super::Reading;
use super::dated::written_out;
use super::facts;
use super::markup_hover;
use super::reading::Spot;
use super::subject::{self, Subject};
use crate::analysis::Confidence;
use crate::analysis::article::{Date, Event, Place};
use crate::analysis::entities::{Entity, EntityIndex, Title};
use crate::analysis::events::EventStatus;
use crate::analysis::mentions::EntityKind;
use crate::analysis::speakers::{Quote, QuoteStatus};
use crate::knowledge::counted;
use crate::text::ByteRange;
use std::sync::Arc;

/// What to show, and for which stretch of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The stretch that the words are about, in bytes of the file.
    pub range: ByteRange,
    /// Markdown.
    pub markdown: String,
}

/// The hover at the file offset `offset`. The narrowest thing wins: a date or event before a name, a name before a quotation.
pub fn hover(reading: Reading<'_>, offset: usize) -> Option<Hover> {
    if let Some(found) = id_hover(reading, offset).or_else(|| markup_hover::hover(reading, offset)) {
        return Some(found);
    }
    let spot = reading.spot(offset)?;
    let dated = date_hover(reading, spot);
    dated
        .or_else(|| entity_hover(reading, spot))
        .or_else(|| event_hover(reading, spot))
        .or_else(|| quote_hover(reading, spot))
}

fn at(reading: Reading<'_>, spot: Spot, range: ByteRange) -> ByteRange {
    reading.range(Place { block: spot.block as u32, range })
}

/// What is known of an id in an annotation: who that is in this story, or in the registry.
fn id_hover(reading: Reading<'_>, offset: usize) -> Option<Hover> {
    let (Subject::Id(id), range) = subject::subject_at(reading, offset)? else { return None };
    let registry = &reading.story.options().registry;
    let entry = registry.get(&id);
    let canonical = entry.map_or(id.as_str(), |e| &e.id);
    let entities = &reading.article().entities;
    let named = entities.iter().position(|e| e.registry.as_deref() == Some(canonical));
    let markdown = match (named, facts::local(reading, &id), entry) {
        (Some(index), _, _) => entity_text(reading, index as EntityIndex, &entities[index]),
        (None, Some(local), _) => facts::local_text(local),
        (None, None, Some(entry)) => facts::entry_text(registry, entry, reading.article().anchor.as_deref()),
        (None, None, None) => return None,
    };
    Some(Hover { range, markdown })
}

fn date_hover(reading: Reading<'_>, spot: Spot) -> Option<Hover> {
    let (index, mention) = reading.date_at(spot)?;
    let dates = &reading.article().dates;
    let place = Place { block: spot.block as u32, range: mention.range };
    let from = dates.partition_point(|d| d.place.block < place.block);
    let date = dates[from..]
        .iter()
        .take_while(|d| d.place.block == place.block)
        .find(|d| d.index as usize == index)?;
    Some(Hover { range: reading.range(place), markdown: date_text(reading, date) })
}

fn date_text(reading: Reading<'_>, date: &Date) -> String {
    let words = reading.words(date.place);
    let mut text = match &date.value {
        Some(value) => format!("**{words}** — {}", written_out(value)),
        None => format!("**{words}** — no exact date"),
    };
    if let Some(distance) = date.edtf.as_deref().and_then(|d| distance(reading, d)) {
        text += &format!("\n\n{distance}");
    }
    if let Some(span) = &date.span {
        text += &format!("\n\nPart of {}.", span.replace('/', " to "));
    }
    if !date.candidate_years.is_empty() {
        let years: Vec<String> = date.candidate_years.iter().take(6).map(i16::to_string).collect();
        text += &format!("\n\nThe weekday fits {}.", years.join(", "));
    }
    if date.needs_anchor {
        text += "\n\nAdd `datePublished:` to make it exact.";
    }
    if !date.why.is_empty() {
        text += &format!("\n\n*{}*", date.why);
    }
    text
}

/// How far a day lies from that of publication: `6 days before publication`.
fn distance(reading: Reading<'_>, edtf: &str) -> Option<String> {
    let anchor = crate::analysis::dates::day_of(reading.article().anchor.as_deref()?)?;
    let days = anchor.until(crate::analysis::dates::day_of(edtf)?).ok()?.get_days();
    // A stretch has no one distance.
    let whole = !edtf.contains('/');
    whole.then(|| match days {
        0 => "The day of publication.".to_owned(),
        1 => "The day after publication.".to_owned(),
        -1 => "The day before publication.".to_owned(),
        days if days > 0 => format!("{days} days after publication."),
        days => format!("{} days before publication.", -days),
    })
}

fn entity_hover(reading: Reading<'_>, spot: Spot) -> Option<Hover> {
    let (index, mention) = reading.mention_at(spot)?;
    let range = at(reading, spot, mention.range);
    let markdown = match reading.entity_of(spot.block, index) {
        Some((key, entity)) => entity_text(reading, key, entity),
        None => {
            let words = reading.words(Place { block: spot.block as u32, range: mention.range });
            format!("**{words}** — {}", kind_name(mention.kind))
        }
    };
    Some(Hover { range, markdown })
}

/// Name, kind, titles as printed, where it is named, what it says, and why we think so.
pub fn entity_text(reading: Reading<'_>, index: EntityIndex, entity: &Entity) -> String {
    let mut text = format!("**{}** — {}", entity.name, kind_name(entity.kind));
    if !entity.titles.is_empty() {
        let titled = |t: &Title| format!("{} (line {})", t.text, reading.line(t.place));
        let titles: Vec<String> = entity.titles.iter().map(titled).collect();
        text += &format!("\n\n{}", titles.join(" · "));
    }
    let registry = &reading.story.options().registry;
    if let Some(entry) = entity.registry.as_deref().and_then(|id| registry.get(id)) {
        let known = facts::facts(registry, entry, reading.article().anchor.as_deref());
        if !known.is_empty() {
            text += "\n\nRegistry:";
            known.iter().for_each(|fact| text += &format!("\n- {fact}"));
        }
    } else if !entity.rivals.is_empty() {
        let rivals = entity.rivals.iter().filter_map(|id| registry.get(id));
        let names: Vec<String> = rivals.map(|e| format!("{} (`{}`)", e.name, e.id)).collect();
        text += &format!("\n\nCould be {}", names.join(" or "));
    }
    let lines = lines_of(reading, entity.mentions.iter().map(|m| m.place));
    text += &format!("\n\n{}: {lines}", counted(entity.mentions.len(), "mention"));
    let quotes: Vec<&Arc<Quote>> = quotes_of(reading, index).collect();
    if !quotes.is_empty() {
        text += &format!("\n\n{}:", counted(quotes.len(), "quote"));
        for quote in quotes.iter().take(SHOWN) {
            let words = shortened(reading.words(quote.parts[0]));
            text += &format!("\n- {words} (line {})", reading.line(quote.parts[0]));
        }
        if quotes.len() > SHOWN {
            text += &format!("\n- … and {} more", quotes.len() - SHOWN);
        }
    }
    text += &format!("\n\n*{}*", why_one(entity));
    text
}

/// The quotations whose speaker is the entity.
pub fn quotes_of(reading: Reading<'_>, index: EntityIndex) -> impl Iterator<Item = &Arc<Quote>> {
    reading
        .article()
        .quotes
        .iter()
        .filter(move |q| q.speaker.as_ref().is_some_and(|s| s.entity == Some(index)))
}

/// Why the mentions are taken for one.
fn why_one(entity: &Entity) -> String {
    let sure = match entity.confidence {
        Confidence::High => "",
        Confidence::Medium => "; the kind is likely, not certain",
        Confidence::Low => "; the kind is a guess",
    };
    let known = match &entity.registry {
        Some(id) => format!("listed as `{id}`"),
        None if entity.aliases.is_empty() => "named so throughout".to_owned(),
        None => format!("also written {}", entity.aliases.join(", ")),
    };
    format!("{known}{sure}")
}

fn event_hover(reading: Reading<'_>, spot: Spot) -> Option<Hover> {
    let events = reading.story.events();
    let covers = |p: &Place| p.block as usize == spot.block && p.range.touches(spot.offset);
    // What no outline lists ("said", "asked") says nothing that the reader does not see.
    let index = events.iter().position(|e| e.outline && e.mentions.iter().any(covers))?;
    let place = events[index].mentions.iter().copied().find(covers)?;
    Some(Hover { range: reading.range(place), markdown: event_text(reading, &events[index]) })
}

fn event_text(reading: Reading<'_>, event: &Event) -> String {
    let status = match event.status {
        EventStatus::Held => "",
        EventStatus::Planned => ", planned",
        EventStatus::Cancelled => ", cancelled",
        EventStatus::Postponed => ", put off",
        EventStatus::Denied => ", denied",
    };
    let mut text = format!("**{}** — event{status}", event.name);
    if let Some(when) = &event.when {
        text += &format!("\n\nWhen: {}", written_out(when));
    }
    if let Some(location) = &event.location {
        text += &format!("\n\nWhere: {location}");
    }
    if let Some(other) = &event.conflict {
        text += &format!("\n\nAnother mention gives {}.", written_out(other));
    }
    if let Some(distance) = event.when.as_deref().and_then(|d| distance(reading, d)) {
        text += &format!("\n\n{distance}");
    }
    if !event.participants.is_empty() {
        text += &format!("\n\nWho: {}", event.participants.join(", "));
    }
    for (label, other) in neighbours(reading, event) {
        text += &format!("\n\n{label}: {} ({})", other.name, other.when.as_deref().unwrap_or_default());
    }
    if !event.why.is_empty() {
        text += &format!("\n\n*{}*", event.why);
    }
    text
}

/// The dated events right before and right after this one.
fn neighbours<'a>(reading: Reading<'a>, event: &Event) -> Vec<(&'static str, &'a Event)> {
    let Some(when) = event.when.as_deref() else { return Vec::new() };
    let others =
        || reading.story.events().iter().filter(|e| e.outline && e.key != event.key && e.when.is_some());
    let before = others().filter(|e| e.when.as_deref() < Some(when)).max_by(|a, b| a.when.cmp(&b.when));
    let after = others().filter(|e| e.when.as_deref() > Some(when)).min_by(|a, b| a.when.cmp(&b.when));
    [("Before", before), ("After", after)].into_iter().filter_map(|(l, e)| Some((l, &**e?))).collect()
}

fn quote_hover(reading: Reading<'_>, spot: Spot) -> Option<Hover> {
    let quote = reading.quote_at(spot)?;
    let part = quote.parts.iter().find(|p| p.block as usize == spot.block && p.range.touches(spot.offset))?;
    Some(Hover { range: reading.range(*part), markdown: quote_text(quote) })
}

fn quote_text(quote: &Quote) -> String {
    let head = match (&quote.status, &quote.speaker) {
        (QuoteStatus::NotSpeech, _) => "**Not speech**".to_owned(),
        (_, Some(speaker)) => match &speaker.name {
            Some(name) if *name != speaker.text => format!("**{name}** — “{}” in the text", speaker.text),
            Some(name) => format!("**{name}**"),
            None => format!("**{}**", speaker.text),
        },
        (_, None) => "**Nobody is named as the speaker**".to_owned(),
    };
    if quote.why.is_empty() { head } else { format!("{head}\n\n*{}*", quote.why) }
}

/// What a kind of entity is called.
pub fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Org => "organisation",
        EntityKind::Place => "place",
        EntityKind::Object => "object",
    }
}

/// How many quotations a hover shows.
const SHOWN: usize = 5;

/// `line 1, 3, 4`, each once, at most ten.
fn lines_of(reading: Reading<'_>, places: impl Iterator<Item = Place>) -> String {
    let mut lines: Vec<usize> = places.take(64).map(|p| reading.line(p)).collect();
    lines.dedup();
    let more = lines.len() > 10;
    let shown: Vec<String> = lines.iter().take(10).map(usize::to_string).collect();
    let label = if lines.len() == 1 { "line" } else { "lines" };
    format!("{label} {}{}", shown.join(", "), if more { ", …" } else { "" })
}

/// The first words of a quotation, on one line.
pub fn shortened(words: &str) -> String {
    const LIMIT: usize = 60;
    let flat: String = words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    if flat.chars().count() <= LIMIT {
        return flat;
    }
    let cut: String = flat.chars().take(LIMIT).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}
