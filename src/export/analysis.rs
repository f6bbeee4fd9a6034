//! `newsmark analyze`: everything inferred from an article, as JSON.
//!
//! Offsets are Unicode code points into the text, ends exclusive, since Python and annotation tools count so.

use super::json;
use crate::analysis::article::{Article, Event, Place};
use crate::analysis::dates::DateKind;
use crate::analysis::events::EventStatus;
use crate::analysis::mentions::EntityKind;
use crate::analysis::quotes::QuoteKind;
use crate::analysis::speakers::{Quote, QuoteStatus};
use crate::analysis::{Confidence, Story};
use crate::diagnostic::Severity;
use crate::text::{ByteRange, CodePoints};
use rustc_hash::FxHashSet;

/// Appends the analysis of one document: the members `quotes`, `mentions`, `dates` and `events` of an object, without
/// its braces. `reported[i]` is the level at which lint reports quotation `i`.
#[inline(never)]
pub fn analysis(story: &Story, reported: &[Option<Severity>], out: &mut Vec<u8>) {
    let text = story.document.text();
    let mut writer =
        Writer { story, article: &story.article, points: CodePoints::new(&text), text: &text, out };
    writer.put("\"quotes\":");
    writer.quotes(reported);
    writer.put(",\"mentions\":");
    writer.mentions();
    writer.put(",\"dates\":");
    writer.dates();
    writer.put(",\"events\":");
    writer.events();
}

struct Writer<'a> {
    story: &'a Story,
    article: &'a Article,
    points: CodePoints<'a>,
    text: &'a str,
    out: &'a mut Vec<u8>,
}

/// One mention of an event.
#[derive(Clone, Copy)]
enum Told<'a> {
    /// Of an event that the story lists.
    Listed(&'a Event),
    /// Of any other.
    Other(EventStatus),
}

impl<'a> Writer<'a> {
    fn put(&mut self, json: &str) {
        self.out.extend_from_slice(json.as_bytes());
    }

    /// `,"key":"word"`, the word being one of ours.
    fn word(&mut self, key: &str, word: &str) {
        self.put(key);
        self.put(word);
        self.out.push(b'"');
    }

    fn optional(&mut self, key: &str, text: Option<&str>) {
        self.put(key);
        json::optional(self.out, text);
    }

    /// `[` and each item of `items`, apart by commas, and `]`.
    fn list<T>(&mut self, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        let mut open = b'[';
        for item in items {
            self.out.push(open);
            write(self, item);
            open = b',';
        }
        if open == b'[' {
            self.out.push(b'[');
        }
        self.out.push(b']');
    }

    fn file(&self, place: Place) -> ByteRange {
        self.story.document.to_file(place.block as usize, place.range)
    }

    /// `{"start":…,"end":…,"text":…`, the object still open.
    fn span(&mut self, range: ByteRange) {
        let text: &'a str = range.of(self.text);
        let start = self.points.at(range.start as usize);
        self.put("{\"start\":");
        json::number(self.out, start);
        self.put(",\"end\":");
        json::number(self.out, start + CodePoints::count(text));
        self.put(",\"text\":");
        json::string(self.out, text);
    }

    fn quotes(&mut self, reported: &[Option<Severity>]) {
        let article = self.article;
        self.list(article.quotes.iter().enumerate(), |writer, (index, quote)| {
            writer.quote(quote, reported.get(index).copied().flatten());
        });
    }

    fn quote(&mut self, quote: &Quote, reported: Option<Severity>) {
        let (first, last) = (quote.parts[0], quote.parts[quote.parts.len() - 1]);
        let (start, end) = (self.file(first).start as usize, self.file(last).end as usize);
        self.put("{\"start\":");
        json::number(self.out, self.points.at(start));
        self.put(",\"end\":");
        json::number(self.out, self.points.at(end));
        self.word(",\"kind\":\"", quote_kind(quote.kind));
        self.word(",\"status\":\"", quote_status(quote.status));
        self.put(",\"speaker\":");
        match quote.speaker.as_ref().and_then(|s| Some((s, s.place?))) {
            Some((speaker, place)) => {
                self.span(self.file(place));
                let entity =
                    speaker.entity.and_then(|e| self.article.entities[e as usize].registry.as_deref());
                self.optional(",\"name\":", speaker.name.as_deref());
                self.optional(",\"entity\":", entity);
                self.out.push(b'}');
            }
            None => self.put("null"),
        }
        self.put(",\"cue\":");
        match quote.cue {
            Some(cue) => {
                self.span(self.file(cue));
                self.out.push(b'}');
            }
            None => self.put("null"),
        }
        self.word(",\"confidence\":\"", confidence(quote.confidence));
        self.optional(",\"reported\":", reported.map(Severity::name));
        self.optional(",\"why\":", Some(&quote.why));
        self.out.push(b'}');
    }

    fn mentions(&mut self) {
        let (story, article) = (self.story, self.article);
        let blocks = story.summaries.iter().zip(&article.entity_of).enumerate();
        let all = blocks.flat_map(|(block, (summary, entities))| {
            summary.mentions.iter().zip(&**entities).map(move |(mention, entity)| (block, mention, *entity))
        });
        let standing = all.filter(|(_, mention, entity)| mention.stands(entity.is_some()));
        self.list(standing, |writer, (block, mention, entity)| {
            let entity = entity.map(|e| &article.entities[e as usize]);
            writer.span(story.document.to_file(block, mention.range));
            writer.word(",\"type\":\"", entity_kind(entity.map_or(mention.kind, |e| e.kind)));
            writer.optional(",\"name\":", entity.map(|e| e.name.as_str()));
            writer.optional(",\"entity\":", entity.and_then(|e| e.registry.as_deref()));
            writer.out.push(b'}');
        });
    }

    fn dates(&mut self) {
        let article = self.article;
        self.list(&article.dates, |writer, date| {
            writer.span(writer.file(date.place));
            writer.word(",\"type\":\"", date_kind(date.kind));
            writer.optional(",\"value\":", date.value.as_deref());
            writer.out.push(b'}');
        });
    }

    /// The listed events at each of their mentions, and every other event mention by its word.
    fn events(&mut self) {
        let story = self.story;
        let mut told: Vec<(ByteRange, Told<'a>)> = Vec::new();
        let mut listed: FxHashSet<(u32, u32)> = FxHashSet::default();
        for event in story.events() {
            for mention in &event.mentions {
                listed.insert((mention.block, mention.range.start));
                told.push((self.file(*mention), Told::Listed(event)));
            }
        }
        for block in 0..story.summaries.len() {
            let others = story
                .block(block)
                .events()
                .iter()
                .filter(|m| !listed.contains(&(block as u32, m.head.start)));
            let place = |head| story.document.to_file(block, head);
            told.extend(others.map(|m| (place(m.head), Told::Other(m.status))));
        }
        told.sort_by_key(|(range, _)| (range.start, range.end));
        self.list(told, |writer, (range, told)| writer.event(range, told));
    }

    fn event(&mut self, range: ByteRange, told: Told<'_>) {
        self.span(range);
        self.put(",\"name\":");
        let (status, outline) = match told {
            Told::Listed(event) => {
                json::string(self.out, &event.name);
                self.optional(",\"when\":", event.when.as_deref());
                self.optional(",\"where\":", event.location.as_deref());
                self.put(",\"who\":");
                self.list(&event.participants, |writer, who| json::string(writer.out, who));
                (event.status, event.outline)
            }
            Told::Other(status) => {
                json::string(self.out, range.of(self.text));
                self.put(",\"when\":null,\"where\":null,\"who\":[]");
                (status, false)
            }
        };
        self.word(",\"status\":\"", status.name());
        self.put(if outline { ",\"outline\":true}" } else { ",\"outline\":false}" });
    }
}

fn quote_kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Full => "full",
        QuoteKind::Fragment => "fragment",
        QuoteKind::Scare => "scare",
        QuoteKind::Title => "title",
        QuoteKind::Term => "term",
    }
}

fn quote_status(status: QuoteStatus) -> &'static str {
    match status {
        QuoteStatus::Attributed => "attributed",
        QuoteStatus::Unattributed => "unattributed",
        QuoteStatus::NotSpeech => "not-speech",
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Org => "org",
        EntityKind::Place => "place",
        EntityKind::Object => "object",
    }
}

fn date_kind(kind: DateKind) -> &'static str {
    match kind {
        DateKind::Date => "date",
        DateKind::Time => "time",
        DateKind::Duration => "duration",
        DateKind::Set => "set",
    }
}
