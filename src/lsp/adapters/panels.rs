//! `newsmark/quotes`, `newsmark/entities`, `newsmark/timeline`: what an editor lists beside the text.

use super::Page;
use crate::analysis::events::EventStatus;
use crate::analysis::mentions::EntityKind;
use crate::export::timeline;
use crate::features::panels;
use crate::text::ByteRange;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use tower_lsp::ls_types as lsp;

/// Which document a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    /// The document.
    pub text_document: lsp::TextDocumentIdentifier,
}

/// What one speaker says.
#[derive(Clone, Debug, Serialize)]
pub struct Voice {
    /// `null`: nobody is named.
    pub speaker: Option<String>,
    /// In order of the text.
    pub quotes: Vec<Said>,
}

/// One quotation.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    /// Its first words.
    pub words: String,
    /// Its first part.
    pub range: lsp::Range,
    /// Why that is its speaker.
    pub why: String,
    /// Whether it is doubtful who speaks.
    pub doubtful: bool,
}

/// The quotations by speaker, those of nobody first.
pub fn quotes(page: Page<'_>) -> Vec<Voice> {
    let said = |s: panels::Said| Said {
        words: s.words,
        range: page.places().range(s.range),
        why: s.why,
        doubtful: s.doubtful,
    };
    let voice =
        |v: panels::Voice| Voice { speaker: v.name, quotes: v.quotes.into_iter().map(said).collect() };
    panels::voices(page.reading()).into_iter().map(voice).collect()
}

/// Somebody or something that the story names.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// Fullest form of the name.
    pub name: String,
    /// `person`, `org`, `place`, `object`
    pub kind: EntityKind,
    /// Titles as printed.
    pub titles: Vec<String>,
    /// Other forms in the story.
    pub aliases: Vec<String>,
    /// Id in the registry or the front matter.
    pub id: Option<String>,
    /// Number of quotations spoken.
    pub quotes: usize,
    /// Where it is named, in order of the text.
    pub mentions: Vec<lsp::Range>,
}

/// Everybody and everything that the story names, in order of the first mention.
pub fn entities(page: Page<'_>) -> Vec<Named> {
    let named = |n: panels::Named| Named {
        mentions: n.mentions.into_iter().map(|m| page.places().range(m)).collect(),
        name: n.name,
        kind: n.kind,
        titles: n.titles,
        aliases: n.aliases,
        id: n.id,
        quotes: n.quotes,
    };
    panels::named(page.reading()).into_iter().map(named).collect()
}

/// The events in order of time, and the picture of them.
#[derive(Clone, Debug, Serialize)]
pub struct Timeline {
    /// Open ones last.
    pub events: Vec<Event>,
    /// An SVG that needs nothing else.
    pub svg: String,
}

/// One event.
#[derive(Clone, Debug, Serialize)]
pub struct Event {
    /// What happened.
    pub name: String,
    /// When, as EDTF; `null` while it is open.
    pub when: Option<String>,
    /// The words that say when, as printed.
    pub words: Option<String>,
    /// Where.
    #[serde(rename = "where")]
    pub location: Option<String>,
    /// Who takes part.
    pub who: Vec<String>,
    /// `held`, `planned` …
    pub status: EventStatus,
    /// Other dates told for it.
    pub conflicts: Vec<String>,
    /// Where it is told first.
    pub range: lsp::Range,
}

/// The events of the story in order of time.
pub fn timeline(page: Page<'_>) -> Timeline {
    let story = &page.snapshot.story;
    let name = page.uri.path().as_str().rsplit('/').next().unwrap_or_default();
    let mut entries = timeline::entries(story, name);
    timeline::sort(&mut entries);
    let reading = page.reading();
    let first = |e: &crate::analysis::article::Event| e.mentions.first().map(|m| reading.range(*m));
    let at: HashMap<&str, ByteRange> =
        story.events().iter().filter_map(|e| Some((e.key.as_str(), first(e)?))).collect();
    let svg = timeline::svg(&entries);
    let events = entries.into_iter().filter_map(|e| {
        Some(Event {
            range: page.places().range(*at.get(e.key.as_str())?),
            name: e.name,
            when: e.when,
            words: e.words,
            location: e.location,
            who: e.who,
            status: e.status,
            conflicts: e.conflicts,
        })
    });
    Timeline { events: events.collect(), svg }
}
