//! Writing down what is known: the selection, a quotation, a name, a date or an event as an annotation; and parting an
//! annotated quotation that holds more than the words quoted.
//!
//! Nothing is offered that would change the copy: each edit is tried on its block first.

use super::Reading;
use super::actions::{Action, ActionKind};
use super::reading::Spot;
use super::subject::ids_of;
use crate::analysis::Confidence;
use crate::analysis::article::Place;
use crate::analysis::entities::Entity;
use crate::analysis::mentions::EntityKind;
use crate::analysis::quotes::QuotePart;
use crate::analysis::speakers::{Quote, QuoteStatus, Speaker};
use crate::edit;
use crate::syntax::{Block, BlockKind, Document, Markup, Span};
use crate::text::{ByteRange, Edit};
use std::sync::Arc;

/// How many speakers are proposed.
const MOST_SPEAKERS: usize = 5;

/// What can be written down about the place or the selection.
pub fn refactorings(reading: Reading<'_>, range: ByteRange) -> Vec<Action> {
    let Some(spot) = reading.spot(range.start as usize) else { return Vec::new() };
    let document = &reading.story.document;
    if document.format().markup == Markup::Plain {
        return Vec::new();
    }
    let mut actions = Vec::new();
    if !range.is_empty() {
        actions.extend(annotate_selection(reading, spot, range));
    }
    if let Some(quote) = reading.quote_at(spot) {
        actions.extend(annotate_quote(reading, spot, quote));
    }
    actions.extend(annotate_date(reading, spot));
    actions.extend(annotate_event(reading, spot));
    actions.extend(annotate_name(reading, spot));
    actions.extend(split_quote(reading, spot));
    actions.retain(|a| keeps_the_copy(document, spot.block, &a.edits));
    actions
}

/// Whether the block stays one block with the same copy and no new slip in its markup.
fn keeps_the_copy(document: &Document, index: usize, edits: &[Edit]) -> bool {
    let (block, start) = (&document.blocks()[index], document.start_of(index));
    let inside = |e: &Edit| {
        let range =
            ByteRange::new((e.range.start as usize).checked_sub(start)?, e.range.end as usize - start);
        (range.end as usize <= block.text.len()).then(|| Edit { range, text: e.text.clone() })
    };
    let Some(edits) = edits.iter().map(inside).collect::<Option<Vec<Edit>>>() else { return false };
    let after = Document::parse(&edit::apply(&block.text, &edits), document.format());
    let [after] = after.blocks() else { return false };
    after.prose() == block.prose() && after.errors.len() <= block.errors.len()
}

/// `[words]{attributes}`
fn wrapped(title: String, range: ByteRange, attributes: &str) -> Action {
    let edits = vec![
        Edit { range: ByteRange::empty(range.start as usize), text: "[".to_owned() },
        Edit { range: ByteRange::empty(range.end as usize), text: format!("]{{{attributes}}}") },
    ];
    Action { title, kind: ActionKind::Refactor, edits, finding: None, preferred: false }
}

const SELECTABLE: &[(&str, &str)] = &[
    ("a person", ".person"),
    ("an organisation", ".org"),
    ("a place", ".place"),
    ("an object", ".object"),
    ("an event", ".event"),
    ("a date", ".date"),
    ("a quotation", ".quote by=unknown"),
    ("a claim", ".claim by=unknown"),
    ("a figure", ".stat source=unknown"),
    ("scare quotes", ".scare"),
];

/// The selection as each class, and as a quotation of each who speaks in the story, if it stands in one paragraph.
fn annotate_selection(reading: Reading<'_>, spot: Spot, range: ByteRange) -> Vec<Action> {
    let document = &reading.story.document;
    let block = &document.blocks()[spot.block];
    let start = document.start_of(spot.block);
    let copy = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading(_));
    if !copy || !block.content.shifted(start).covers(range) || crosses_span(block, start, range) {
        return Vec::new();
    }
    let classes = SELECTABLE.iter().map(|(what, attrs)| wrapped(format!("Annotate as {what}"), range, attrs));
    let by = |entity: &Entity| {
        let title = format!("Annotate as a quote by {}", entity.name);
        wrapped(title, range, &format!(".quote by={}", value(id_of(entity))))
    };
    let mut actions: Vec<Action> = classes.collect();
    // At a quotation its own speaker and the others are proposed anyway.
    if reading.quote_at(spot).is_none() {
        actions.extend(speakers(reading).into_iter().take(MOST_SPEAKERS).map(by));
    }
    actions
}

/// Whether `range` begins or ends inside a span without standing wholly in it or wholly round it.
fn crosses_span(block: &Block, start: usize, range: ByteRange) -> bool {
    block.spans.iter().any(|s| {
        let (whole, inner) = (s.range.shifted(start), s.inner.shifted(start));
        whole.overlaps(range) && !range.covers(whole) && !inner.covers(range)
    })
}

/// The people of the story: those who are quoted most first, then those who are named most.
fn speakers<'a>(reading: Reading<'a>) -> Vec<&'a Entity> {
    let article = reading.article();
    let mut said = vec![0usize; article.entities.len()];
    let known = article.quotes.iter().filter_map(|q| q.speaker.as_ref()?.entity);
    known.for_each(|entity| said[entity as usize] += 1);
    let people = article.entities.iter().zip(said).filter(|(e, _)| e.kind == EntityKind::Person);
    let mut people: Vec<(&Arc<Entity>, usize)> = people.collect();
    people.sort_by_key(|(e, said)| (std::cmp::Reverse(*said), std::cmp::Reverse(e.mentions.len())));
    people.into_iter().map(|(e, _)| &**e).collect()
}

fn id_of(entity: &Entity) -> &str {
    entity.registry.as_deref().unwrap_or(&entity.name)
}

fn annotate_quote(reading: Reading<'_>, spot: Spot, quote: &Quote) -> Vec<Action> {
    let Some(part) = quote.parts.iter().find(|p| p.block as usize == spot.block) else { return Vec::new() };
    if annotated(reading, *part) {
        return Vec::new();
    }
    let range = reading.range(*part);
    let by = |name: &str, shown: &str| {
        wrapped(format!("Annotate as a quote by {shown}"), range, &format!(".quote by={}", value(name)))
    };
    let mut actions = Vec::new();
    // A wrong speaker is worse than none: only a sure one is proposed as such, the others are a list to choose from.
    let sure = |s: &&Speaker| s.confidence == Confidence::High && quote.confidence == Confidence::High;
    let speaker = quote.speaker.as_ref().filter(sure);
    let entity = speaker.and_then(|s| s.entity).map(|e| &reading.article().entities[e as usize]);
    if let Some(speaker) = speaker {
        let shown = speaker.name.as_deref().unwrap_or(&speaker.text);
        let id = entity.and_then(|e| e.registry.as_deref());
        actions.push(by(id.unwrap_or(shown), shown));
    } else if quote.status != QuoteStatus::NotSpeech {
        actions.push(wrapped("Annotate as a quote".to_owned(), range, ".quote by=unknown"));
    }
    if quote.parts.len() == 1 {
        actions.push(wrapped("Mark as scare quotes".to_owned(), range, ".scare"));
    }
    let others = speakers(reading).into_iter().filter(|e| entity.is_none_or(|own| own.key != e.key));
    actions.extend(others.take(MOST_SPEAKERS).map(|e| by(id_of(e), &e.name)));
    actions
}

/// Whether exactly these words are annotated already, or stand in somebody's annotated quotation.
fn annotated(reading: Reading<'_>, place: Place) -> bool {
    let block = &reading.story.document.blocks()[place.block as usize];
    block.spans.iter().any(|s| s.prose.covers(place.range))
}

fn annotate_name(reading: Reading<'_>, spot: Spot) -> Option<Action> {
    let (index, mention) = reading.mention_at(spot)?;
    let (_, entity) = reading.entity_of(spot.block, index)?;
    let class = match entity.kind {
        EntityKind::Person => ".person",
        EntityKind::Org => ".org",
        EntityKind::Place => ".place",
        EntityKind::Object => ".object",
    };
    let place = Place { block: spot.block as u32, range: mention.range };
    let title = format!("Annotate as {}", entity.name);
    marked(reading, place)
        .then(|| wrapped(title, reading.range(place), &format!("{class} ref={}", value(id_of(entity)))))
}

/// Whether these words have no annotation of their own yet.
fn marked(reading: Reading<'_>, place: Place) -> bool {
    let block = &reading.story.document.blocks()[place.block as usize];
    block.spans.iter().all(|s| s.prose != place.range)
}

/// `[May 10]{.date when=2017-05-10}`
fn annotate_date(reading: Reading<'_>, spot: Spot) -> Option<Action> {
    let (index, mention) = reading.date_at(spot)?;
    let place = Place { block: spot.block as u32, range: mention.range };
    let here =
        |d: &&Arc<crate::analysis::article::Date>| d.place.block == place.block && d.index as usize == index;
    let when = reading.article().dates.iter().find(here)?.edtf.as_deref()?;
    let title = format!("Annotate as the date {when}");
    marked(reading, place)
        .then(|| wrapped(title, reading.range(place), &format!(".date when={}", value(when))))
}

/// `[meeting]{.event when=2017-05-10 where=Washington}`
fn annotate_event(reading: Reading<'_>, spot: Spot) -> Option<Action> {
    let covers = |p: &Place| p.block as usize == spot.block && p.range.touches(spot.offset);
    let event = reading.story.events().iter().find(|e| e.outline && e.mentions.iter().any(covers))?;
    let place = event.mentions.iter().copied().find(covers)?;
    let mut attributes = ".event".to_owned();
    for (key, known) in [("when", event.when.as_deref()), ("where", event.location.as_deref())] {
        if let Some(known) = known.filter(|k| !k.is_empty()) {
            attributes += &format!(" {key}={}", value(known));
        }
    }
    let title = format!("Annotate as the event “{}”", event.name);
    marked(reading, place).then(|| wrapped(title, reading.range(place), &attributes))
}

/// An annotated quotation that holds the writer's words too (`[“A,” she said, “B.”]{…}`), parted into one span for each
/// stretch that is quoted; the later ones continue the first.
fn split_quote(reading: Reading<'_>, spot: Spot) -> Option<Action> {
    let document = &reading.story.document;
    let block = &document.blocks()[spot.block];
    let covers = |s: &&Span| s.is("quote", block.prose()) && s.prose.touches(spot.offset);
    let span = block.spans.iter().rev().find(covers).filter(|s| s.target.is_empty())?;
    let parts = &reading.summary(spot.block).quotes.parts;
    let inside = |p: &&QuotePart| p.depth == 0 && span.prose.covers(p.range);
    let parts: Vec<ByteRange> = parts.iter().filter(inside).map(|p| block.to_source(p.range)).collect();
    if parts.len() < 2 {
        return None;
    }
    let attributes = &block.text[span.attrs.range.bounds()];
    let (id, attributes) = match span.attrs.id() {
        Some(id) => (id.to_owned(), attributes.to_owned()),
        None => {
            let id = free_id(document);
            let inner = attributes.trim_start_matches('{').trim_end_matches('}').trim();
            let rest = inner.strip_prefix(".quote").unwrap_or(inner).trim();
            let space = if rest.is_empty() { "" } else { " " };
            (id.clone(), format!("{{.quote #{id}{space}{rest}}}"))
        }
    };
    let start = document.start_of(spot.block);
    let edit = |from: u32, to: u32, text: String| Edit {
        range: ByteRange { start: from, end: to }.shifted(start),
        text,
    };
    let mut edits = vec![edit(span.range.start, span.inner.start, String::new())];
    for (number, part) in parts.iter().enumerate() {
        let behind = if number == 0 { attributes.clone() } else { format!("{{.quote cont={id}}}") };
        edits.push(edit(part.start, part.start, "[".to_owned()));
        edits.push(edit(part.end, part.end, format!("]{behind}")));
    }
    edits.push(edit(span.inner.end, span.range.end, String::new()));
    Some(Action {
        title: format!("Split into {} quotes by the same speaker", parts.len()),
        kind: ActionKind::Refactor,
        edits: joined(edits),
        finding: None,
        preferred: false,
    })
}

/// The edits with those that meet at one place made one.
fn joined(edits: Vec<Edit>) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::with_capacity(edits.len());
    for next in edits {
        match out.last_mut() {
            Some(last) if last.range.end >= next.range.start => {
                last.range.end = last.range.end.max(next.range.end);
                last.text.push_str(&next.text);
            }
            _ => out.push(next),
        }
    }
    out
}

/// `q1`, or the first such id that the file does not give yet.
fn free_id(document: &Document) -> String {
    let taken: std::collections::HashSet<&str> =
        document.blocks().iter().flat_map(|b| ids_of(b)).map(|i| i.id).collect();
    (1..).map(|n| format!("q{n}")).find(|id| !taken.contains(id.as_str())).unwrap_or_default()
}

/// `text` as the value of an attribute: bare where it may be.
fn value(text: &str) -> String {
    let bare = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':');
    if !text.is_empty() && text.bytes().all(bare) {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace(['"', '\\', '\n'], ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Options, Story};
    use crate::syntax::Mode;
    use crate::text::Buffer;

    const TEXT: &str = "LISBON, May 10, 2017 — Mayor Maria Keller met Thomas Berg on Monday.\n\n\
        [“We built it,” she said, “and it will last.”]{by=keller}\n\n“So it [sic] goes,” said Berg.\n";

    /// What is offered for `words` of `text`, or one letter in where `cursor`; the text after each.
    fn offered(text: &str, words: &str, cursor: bool) -> Vec<(String, String)> {
        let (story, buffer) = (Story::read(text, Mode::Markdown, Options::default()), Buffer::new(text));
        let start = text.find(words).expect("the words");
        let range =
            if cursor { ByteRange::empty(start + 4) } else { ByteRange::new(start, start + words.len()) };
        let actions = refactorings(Reading { buffer: &buffer, story: &story }, range);
        actions.into_iter().map(|a| (a.title, edit::apply(text, &a.edits))).collect()
    }

    #[test]
    fn a_quotation_with_words_between_is_parted() {
        let actions = offered(TEXT, "“We built", true);
        let split = actions.iter().find(|(title, _)| title.starts_with("Split")).expect("an action");
        assert_eq!(split.0, "Split into 2 quotes by the same speaker");
        assert!(
            split.1.contains(
                "[“We built it,”]{.quote #q1 by=keller} she said, [“and it will last.”]{.quote cont=q1}\n"
            ),
            "{}",
            split.1
        );
    }

    #[test]
    fn dates_and_selections_are_annotated() {
        let actions = offered(TEXT, "Monday", true);
        assert!(
            actions.iter().any(|(t, text)| t == "Annotate as the date 2017-05-08"
                && text.contains("[Monday]{.date when=2017-05-08}")),
            "{actions:?}"
        );
        let actions = offered(TEXT, "met Thomas Berg", false);
        let titles: Vec<&str> = actions.iter().map(|(t, _)| t.as_str()).collect();
        assert!(
            titles.contains(&"Annotate as a claim")
                && titles.contains(&"Annotate as a quote by Maria Keller")
        );
    }

    #[test]
    fn nothing_is_offered_that_would_change_the_copy() {
        // Brackets inside a span would have to be escaped first.
        assert!(offered(TEXT, "So it [sic] goes", false).is_empty());
        assert!(offered(TEXT, "said Berg.\n", false).iter().all(|(_, text)| text.contains("Berg.]{")));
    }
}
