//! What was inferred, written into the text as annotations, so that a desk corrects instead of types.
//!
//! Only what is likely is written: quotations with a known speaker, sure names, dates that are exact,
//! events that the outline lists with a date. What is annotated already stays as it is; the copy stays
//! letter for letter what it was, which each block is checked for.

use super::alike;
use crate::analysis::article::Place;
use crate::analysis::dates::DateKind;
use crate::analysis::entities::Entity;
use crate::analysis::mentions::EntityKind;
use crate::analysis::{Confidence, Story};
use crate::syntax::{Block, Document};
use crate::text::ByteRange;
use std::collections::BTreeSet;

bitflags::bitflags! {
    /// What to annotate.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Layers: u8 {
        /// Quotations, with `by`.
        const QUOTES = 1;
        /// Names, with `ref`.
        const ENTITIES = 2;
        /// Dates, with `when`.
        const DATES = 4;
        /// Events, with an id and `when`.
        const EVENTS = 8;
    }
}

/// One annotation to write.
#[derive(Clone, Debug)]
struct Note {
    /// Bytes of the block's prose.
    range: ByteRange,
    /// What stands between the braces.
    attrs: String,
}

/// The text of the story with the annotations of `layers` added.
pub fn annotate(story: &Story, layers: Layers) -> String {
    let document = &*story.document;
    let mut notes: Vec<Vec<Note>> = vec![Vec::new(); document.blocks().len()];
    if layers.contains(Layers::QUOTES) {
        quotes(story, &mut notes);
    }
    if layers.contains(Layers::EVENTS) {
        events(story, &mut notes);
    }
    if layers.contains(Layers::DATES) {
        dates(story, &mut notes);
    }
    if layers.contains(Layers::ENTITIES) {
        entities(story, &mut notes);
    }
    let blocks = document.blocks().iter().zip(notes);
    blocks.map(|(block, notes)| written(document, block, notes)).collect()
}

fn add(notes: &mut [Vec<Note>], place: Place, attrs: String) {
    if let Some(block) = notes.get_mut(place.block as usize) {
        block.push(Note { range: place.range, attrs });
    }
}

/// A value as it stands behind `=`: bare where it may be, else in quotation marks; `None` where neither can hold it.
fn value(text: &str) -> Option<String> {
    let bare = !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'));
    if bare {
        return Some(text.to_owned());
    }
    let plain = !text.contains(['"', '\\', '\n', '{', '}', '[', ']']);
    plain.then(|| format!("\"{text}\""))
}

fn name_of(entity: &Entity) -> &str {
    entity.registry.as_deref().unwrap_or(&entity.name)
}

fn quotes(story: &Story, notes: &mut [Vec<Note>]) {
    let article = &*story.article;
    for (number, quote) in article.quotes.iter().enumerate() {
        let Some(speaker) = quote.speaker.as_ref().filter(|_| quote.confidence == Confidence::High) else {
            continue;
        };
        let entity = speaker.entity.and_then(|e| article.entities.get(e as usize));
        let Some(by) = entity.map(|e| name_of(e)).or(speaker.name.as_deref()).and_then(value) else {
            continue;
        };
        if speaker.confidence != Confidence::High {
            continue;
        }
        let id = format!("q{}", number + 1);
        for (part, place) in quote.parts.iter().enumerate() {
            let attrs = match (part, quote.parts.len()) {
                (0, 1) => format!(".quote by={by}"),
                (0, _) => format!(".quote #{id} by={by}"),
                _ => format!(".quote cont={id}"),
            };
            add(notes, *place, attrs);
        }
    }
}

fn events(story: &Story, notes: &mut [Vec<Note>]) {
    for event in story.events().iter().filter(|e| e.outline && e.confidence >= Confidence::Medium) {
        let Some(when) = event.when.as_deref().and_then(value) else { continue };
        let mut attrs = format!(".event #{} when={when}", id(&event.key));
        if let Some(place) = event.location.as_deref().and_then(value) {
            attrs.push_str(&format!(" where={place}"));
        }
        add(notes, event.mentions[0], attrs);
    }
}

/// The key as an id: letters, digits and hyphens, a letter first.
fn id(key: &str) -> String {
    let plain: String = key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) { plain } else { format!("e-{plain}") }
}

fn dates(story: &Story, notes: &mut [Vec<Note>]) {
    for date in &story.article.dates {
        if !matches!(date.kind, DateKind::Date | DateKind::Time) {
            continue;
        }
        if let Some(when) = date.edtf.as_deref().and_then(value) {
            add(notes, date.place, format!(".date when={when}"));
        }
    }
}

fn entities(story: &Story, notes: &mut [Vec<Note>]) {
    for entity in story.article.entities.iter().filter(|e| e.confidence == Confidence::High) {
        let class = match entity.kind {
            EntityKind::Person => "person",
            EntityKind::Org => "org",
            EntityKind::Place => "place",
            EntityKind::Object => "object",
        };
        let Some(name) = value(name_of(entity)) else { continue };
        for mention in &entity.mentions {
            add(notes, mention.place, format!(".{class} ref={name}"));
        }
    }
}

/// The text of a block with its notes, as many as leave the copy what it is.
fn written(document: &Document, block: &Block, notes: Vec<Note>) -> String {
    let mut taken = Nesting::default();
    block.spans.iter().for_each(|s| taken.add(s.prose));
    let mut fitting: Vec<Note> = Vec::new();
    for note in notes {
        if taken.fits(note.range) {
            taken.add(note.range);
            fitting.push(note);
        }
    }
    if fitting.is_empty() {
        return block.text.to_string();
    }
    let all = insert(block, &fitting);
    if is_same_copy(document, block, &all) {
        return all;
    }
    // One of them does not go with the markup of the block: keep those that do.
    let mut kept: Vec<Note> = Vec::new();
    for note in fitting.into_iter().take(TRIALS) {
        kept.push(note);
        if !is_same_copy(document, block, &insert(block, &kept)) {
            kept.pop();
        }
    }
    insert(block, &kept)
}

/// How many notes of a block are tried one by one; each costs reading the block again.
const TRIALS: usize = 32;

fn is_same_copy(document: &Document, block: &Block, text: &str) -> bool {
    alike(text, block, document)
        .is_some_and(|b| b.prose() == block.prose() && b.errors.len() == block.errors.len())
}

/// Stretches that may stand in one another but never cross.
#[derive(Default)]
struct Nesting {
    /// Start and end of each.
    by_start: BTreeSet<(u32, u32)>,
    /// End and start of each.
    by_end: BTreeSet<(u32, u32)>,
}

impl Nesting {
    fn add(&mut self, range: ByteRange) {
        self.by_start.insert((range.start, range.end));
        self.by_end.insert((range.end, range.start));
    }

    /// Whether `range` is not there yet, and crosses nothing that is. Looks only at what begins or ends inside it.
    fn fits(&self, range: ByteRange) -> bool {
        let (start, end) = (range.start, range.end);
        !range.is_empty()
            && !self.by_start.contains(&(start, end))
            && !self.by_start.range((start + 1, 0)..(end, 0)).any(|(_, e)| *e > end)
            && !self.by_end.range((start + 1, 0)..(end, 0)).any(|(_, s)| *s < start)
    }
}

/// The block's text with brackets and attributes put round the notes.
fn insert(block: &Block, notes: &[Note]) -> String {
    // Position, closing before opening, inner closings first and outer openings first.
    let mut marks: Vec<(u32, u8, u32, String)> = Vec::with_capacity(notes.len() * 2);
    for note in notes {
        let source = block.to_source(note.range);
        let len = source.end - source.start;
        marks.push((source.start, 1, u32::MAX - len, "[".to_owned()));
        marks.push((source.end, 0, len, format!("]{{{}}}", note.attrs)));
    }
    marks.sort_by_key(|m| (m.0, m.1, m.2));
    let mut out = String::with_capacity(block.text.len() + notes.len() * 32);
    let mut at = 0;
    for (offset, _, _, text) in marks {
        out.push_str(&block.text[at..offset as usize]);
        out.push_str(&text);
        at = offset as usize;
    }
    out.push_str(&block.text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Options;
    use crate::edit::{StripOptions, strip};
    use crate::syntax::Mode;

    #[test]
    fn stretches_nest_or_stand_apart() {
        let mut taken = Nesting::default();
        taken.add(ByteRange::new(10, 20));
        let fits = |start, end| taken.fits(ByteRange::new(start, end));
        assert!(fits(0, 10) && fits(20, 30) && fits(12, 15) && fits(10, 15) && fits(15, 20) && fits(5, 25));
        assert!(!fits(10, 20) && !fits(5, 15) && !fits(15, 25) && !fits(12, 12));
    }

    fn story(text: &str) -> Story {
        let options = Options { published: Some("2017-05-10".to_owned()), ..Options::default() };
        Story::read(text, Mode::Line, options)
    }

    #[test]
    fn dates_and_events_are_written() {
        let copy = "Envoys signed on May 4 a memorandum on fishing.";
        assert_eq!(
            annotate(&story(copy), Layers::DATES | Layers::EVENTS),
            "Envoys [signed]{.event #memorandum-signed when=2017-05-04} on [May 4]{.date when=2017-05-04} a memorandum on fishing."
        );
    }

    #[test]
    fn annotating_twice_changes_nothing_and_strip_gives_the_copy_back() {
        let copy = include_str!("../../tests/articles/lavrov.txt");
        let once = annotate(&story(copy), Layers::all());
        assert_ne!(once, copy);
        assert_eq!(annotate(&story(&once), Layers::all()), once);
        assert_eq!(strip(story(&once).document.as_ref(), StripOptions::default()).text, copy);
    }
}
