//! `newsmark analyze`: everything inferred from an article, as JSON.
//!
//! Offsets are Unicode code points into the text, ends exclusive, since Python and annotation tools count so.

use crate::analysis::article::{Article, Place};
use crate::analysis::dates::DateKind;
use crate::analysis::events::EventStatus;
use crate::analysis::mentions::EntityKind;
use crate::analysis::quotes::QuoteKind;
use crate::analysis::speakers::{Quote, QuoteStatus};
use crate::analysis::{Confidence, Story, Summary};
use crate::diagnostic::Severity;
use crate::syntax::Document;
use crate::text::{ByteRange, CodePoints};
use rustc_hash::FxHashSet;
use serde::Serialize;
use std::sync::Arc;

/// A stretch of the text.
#[derive(Debug, Serialize)]
pub struct Span {
    start: usize,
    end: usize,
    text: String,
}

/// A quotation.
#[derive(Debug, Serialize)]
pub struct QuoteRecord {
    start: usize,
    end: usize,
    kind: QuoteKind,
    status: QuoteStatus,
    speaker: Option<SpeakerRecord>,
    cue: Option<Span>,
    confidence: Confidence,
    reported: Option<Severity>,
    why: String,
}

/// The speaker of a quotation.
#[derive(Debug, Serialize)]
pub struct SpeakerRecord {
    #[serde(flatten)]
    span: Span,
    name: Option<String>,
    entity: Option<String>,
}

/// A name.
#[derive(Debug, Serialize)]
pub struct MentionRecord {
    #[serde(flatten)]
    span: Span,
    r#type: EntityKind,
    name: Option<String>,
    entity: Option<String>,
}

/// A date.
#[derive(Debug, Serialize)]
pub struct DateRecord {
    #[serde(flatten)]
    span: Span,
    r#type: DateKind,
    value: Option<String>,
}

/// An event.
#[derive(Debug, Serialize)]
pub struct EventRecord {
    #[serde(flatten)]
    span: Span,
    name: String,
    when: Option<String>,
    r#where: Option<String>,
    who: Vec<String>,
    status: EventStatus,
    outline: bool,
}

/// All of it.
#[derive(Debug, Serialize)]
pub struct Analysis {
    quotes: Vec<QuoteRecord>,
    mentions: Vec<MentionRecord>,
    dates: Vec<DateRecord>,
    events: Vec<EventRecord>,
}

/// Puts the analysis of one document together. `reported[i]` is the level at which lint reports quotation `i`.
#[inline(never)]
pub fn analysis(story: &Story, reported: &[Option<Severity>]) -> Analysis {
    let article = &*story.article;
    let text = story.document.text();
    let spans = Spans { document: &story.document, points: CodePoints::new(&text), text: &text };
    let level = |i: usize| reported.get(i).copied().flatten();
    Analysis {
        quotes: article.quotes.iter().enumerate().map(|(i, q)| spans.quote(article, q, level(i))).collect(),
        mentions: spans.mentions(&story.summaries, article),
        dates: article
            .dates
            .iter()
            .map(|d| DateRecord { span: spans.place(d.place), r#type: d.kind, value: d.value.clone() })
            .collect(),
        events: spans.events(&story.summaries, article),
    }
}

struct Spans<'a> {
    document: &'a Document,
    points: CodePoints<'a>,
    text: &'a str,
}

impl Spans<'_> {
    fn span(&self, range: ByteRange) -> Span {
        let (start, end) = (self.points.at(range.start as usize), self.points.at(range.end as usize));
        Span { start, end, text: range.of(self.text).to_owned() }
    }

    fn place(&self, place: Place) -> Span {
        self.span(self.document.to_file(place.block as usize, place.range))
    }

    fn quote(&self, article: &Article, quote: &Quote, reported: Option<Severity>) -> QuoteRecord {
        let first = self.place(quote.parts[0]);
        let last = self.place(quote.parts[quote.parts.len() - 1]);
        let speaker = quote.speaker.as_ref().and_then(|s| {
            let span = self.place(s.place?);
            let entity = s.entity.and_then(|e| article.entities[e as usize].registry.clone());
            Some(SpeakerRecord { span, name: s.name.clone(), entity })
        });
        QuoteRecord {
            start: first.start,
            end: last.end,
            kind: quote.kind,
            status: quote.status,
            speaker,
            cue: quote.cue.map(|c| self.place(c)),
            confidence: quote.confidence,
            reported,
            why: quote.why.clone(),
        }
    }

    fn mentions(&self, summaries: &[Arc<Summary>], article: &Article) -> Vec<MentionRecord> {
        let mut records = Vec::new();
        for (block, summary) in summaries.iter().enumerate() {
            for (index, mention) in summary.mentions.iter().enumerate() {
                let entity = article.entity_of[block][index].map(|e| &article.entities[e as usize]);
                if !mention.stands(entity.is_some()) {
                    continue;
                }
                records.push(MentionRecord {
                    span: self.place(Place { block: block as u32, range: mention.range }),
                    r#type: entity.map_or(mention.kind, |e| e.kind),
                    name: entity.map(|e| e.name.clone()),
                    entity: entity.and_then(|e| e.registry.clone()),
                });
            }
        }
        records
    }

    /// The listed events at each of their mentions, and every other event mention by its word.
    fn events(&self, summaries: &[Arc<Summary>], article: &Article) -> Vec<EventRecord> {
        let mut records: Vec<EventRecord> = Vec::new();
        let mut listed: FxHashSet<(u32, u32)> = FxHashSet::default();
        for event in &article.events {
            for mention in &event.mentions {
                listed.insert((mention.block, mention.range.start));
                records.push(EventRecord {
                    span: self.place(*mention),
                    name: event.name.clone(),
                    when: event.when.clone(),
                    r#where: event.location.clone(),
                    who: event.participants.clone(),
                    status: event.status,
                    outline: event.outline,
                });
            }
        }
        for (block, summary) in summaries.iter().enumerate() {
            let prose = self.document.blocks()[block].prose();
            for mention in summary.events.iter().filter(|m| !listed.contains(&(block as u32, m.head.start))) {
                records.push(EventRecord {
                    span: self.place(Place { block: block as u32, range: mention.head }),
                    name: mention.head.of(prose).to_owned(),
                    when: None,
                    r#where: None,
                    who: Vec::new(),
                    status: mention.status,
                    outline: false,
                });
            }
        }
        records.sort_by_key(|r| (r.span.start, r.span.end));
        records
    }
}
