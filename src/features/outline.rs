//! The outline: sections as headings and sub-headings part them, and in them the events and who is quoted.

use super::Reading;
use super::hover::shortened;
use crate::analysis::article::{Event, Section};
use crate::analysis::speakers::{Quote, QuoteStatus};
use crate::knowledge::counted;
use crate::text::ByteRange;
use std::sync::Arc;

/// What an outline entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A section under a heading.
    Section,
    /// An event.
    Event,
    /// Somebody who is quoted in the section.
    Speaker,
    /// A quotation.
    Quote,
}

/// What an outline lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds {
    /// Sections; without them everything stands at the top level.
    pub sections: bool,
    /// Events.
    pub events: bool,
    /// Quotations, under who says them.
    pub quotes: bool,
    /// Whether the events of a section stand in order of time, those without a date last; otherwise in order of the text.
    pub by_date: bool,
}

impl Default for Kinds {
    fn default() -> Self {
        Self { sections: true, events: true, quotes: false, by_date: false }
    }
}

/// One entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What is shown.
    pub name: String,
    /// Beside the name, in grey: date and place of an event.
    pub detail: Option<String>,
    /// What it is.
    pub kind: SymbolKind,
    /// The whole of it; covers the ranges of all children.
    pub range: ByteRange,
    /// What is selected when the entry is chosen; inside `range`.
    pub selection: ByteRange,
    /// Entries under it, in order of the text.
    pub children: Vec<Symbol>,
}

/// The outline of the story. What stands before the first heading stands at the top level.
pub fn outline(reading: Reading<'_>, kinds: Kinds) -> Vec<Symbol> {
    let article = reading.article();
    let told = if kinds.events { reading.story.events() } else { &[] };
    let listed = told.iter().filter(|e| e.outline);
    let mut events: Vec<Dated<'_>> =
        listed.filter_map(|e| Some((e.when.as_deref(), event(reading, e)?))).collect();
    events.sort_by_key(|(_, e)| (e.range.start, e.range.end));
    let mut events = events.into_iter().peekable();
    let mut quotes = if kinds.quotes { &article.quotes[..] } else { &[] };
    let mut tree = Tree::default();
    for section in article.sections.iter().filter(|_| kinds.sections) {
        let range = blocks(reading, section.blocks);
        let mut told = Vec::new();
        while let Some(event) = events.next_if(|(_, e)| e.selection.start < range.end) {
            told.push(event);
        }
        let mut children = arranged(told, kinds);
        let (here, later) = quotes.split_at(quotes.partition_point(|q| q.parts[0].block < section.blocks.1));
        children.extend(speakers(reading, here, range.end));
        quotes = later;
        match section.heading {
            None => tree.roots.extend(children),
            Some(heading) => {
                tree.open(section.level, heading_symbol(reading, section, heading, range, children))
            }
        }
    }
    let end = u32::try_from(reading.story.document.len()).unwrap_or(u32::MAX);
    let rest = arranged(events.collect(), kinds).into_iter();
    tree.finish(rest.chain(speakers(reading, quotes, end)))
}

/// An event with its date, as EDTF.
type Dated<'a> = (Option<&'a str>, Symbol);

/// The events of one section in the order that is wanted; they come in order of the text.
fn arranged(mut events: Vec<Dated<'_>>, kinds: Kinds) -> Vec<Symbol> {
    if kinds.by_date {
        events.sort_by_key(|(when, _)| (when.is_none(), *when));
    }
    events.into_iter().map(|(_, symbol)| symbol).collect()
}

/// Who speaks in `quotes`, in order of the first words, each with what he says; nothing reaches behind `end`.
fn speakers(reading: Reading<'_>, quotes: &[Arc<Quote>], end: u32) -> Vec<Symbol> {
    let mut found: Vec<Symbol> = Vec::new();
    let mut at: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    for quote in quotes.iter().filter(|q| q.status != QuoteStatus::NotSpeech) {
        let first = reading.range(quote.parts[0]);
        let last = quote.parts.last().map_or(first, |p| reading.range(*p));
        let range = ByteRange { start: first.start, end: last.end.min(end).max(first.end) };
        let said = Symbol {
            name: shortened(reading.words(quote.parts[0])),
            detail: None,
            kind: SymbolKind::Quote,
            range,
            selection: first,
            children: Vec::new(),
        };
        let speaker = quote.speaker.as_ref();
        let name = speaker.map_or(NOBODY, |s| s.name.as_deref().unwrap_or(&s.text));
        let index = *at.entry(name).or_insert_with(|| {
            let name = if name.trim().is_empty() { NOBODY } else { name };
            found.push(Symbol {
                name: name.to_owned(),
                detail: None,
                kind: SymbolKind::Speaker,
                range,
                selection: first,
                children: Vec::new(),
            });
            found.len() - 1
        });
        found[index].range.end = found[index].range.end.max(range.end);
        found[index].children.push(said);
    }
    for speaker in &mut found {
        speaker.detail = Some(counted(speaker.children.len(), "quote"));
    }
    found
}

/// Under whom quotations stand that nobody is named for.
const NOBODY: &str = "(no speaker)";

/// Sections that are still open, outermost first, and what is finished.
#[derive(Default)]
struct Tree {
    roots: Vec<Symbol>,
    open: Vec<(u8, Symbol)>,
}

impl Tree {
    fn open(&mut self, level: u8, symbol: Symbol) {
        while self.open.last().is_some_and(|(l, _)| *l >= level) {
            self.close();
        }
        self.open.push((level, symbol));
    }

    fn close(&mut self) {
        let Some((_, symbol)) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some((_, parent)) => {
                parent.range.end = parent.range.end.max(symbol.range.end);
                parent.children.push(symbol);
            }
            None => self.roots.push(symbol),
        }
    }

    fn finish(mut self, rest: impl Iterator<Item = Symbol>) -> Vec<Symbol> {
        while !self.open.is_empty() {
            self.close();
        }
        self.roots.extend(rest);
        self.roots
    }
}

fn heading_symbol(
    reading: Reading<'_>,
    section: &Section,
    heading: u32,
    range: ByteRange,
    children: Vec<Symbol>,
) -> Symbol {
    let document = &reading.story.document;
    let block = &document.blocks()[heading as usize];
    let selection = block.content.shifted(document.start_of(heading as usize));
    let name = if section.title.trim().is_empty() { "(no title)".to_owned() } else { section.title.clone() };
    Symbol { name, detail: None, kind: SymbolKind::Section, range, selection, children }
}

/// The bytes of a run of blocks, without the blank lines behind the last.
fn blocks(reading: Reading<'_>, (from, to): (u32, u32)) -> ByteRange {
    let document = &reading.story.document;
    if from >= to {
        return ByteRange::empty(document.start_of((from as usize).min(document.blocks().len())));
    }
    let last = to as usize - 1;
    let end = document.start_of(last) + document.blocks()[last].content.end as usize;
    ByteRange::new(document.start_of(from as usize), end)
}

fn event(reading: Reading<'_>, event: &Event) -> Option<Symbol> {
    let range = reading.range(*event.mentions.first()?);
    let details = [event.when.as_deref(), event.location.as_deref()];
    let detail: Vec<&str> = details.into_iter().flatten().filter(|d| !d.is_empty()).collect();
    let detail = (!detail.is_empty()).then(|| detail.join(" · "));
    Some(Symbol {
        name: if event.name.is_empty() { "event".into() } else { event.name.clone() },
        detail,
        kind: SymbolKind::Event,
        range,
        selection: range,
        children: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Options, Story};
    use crate::syntax::Mode;

    #[test]
    fn events_stand_in_order_of_the_text_or_of_time() {
        let text =
            "Envoys signed a memorandum on May 9, 2017.\nThe summit was held in Oslo on May 4, 2017.\n";
        let story = Story::read(text, Mode::Line, Options::default());
        let buffer = crate::text::Buffer::new(text);
        let names = |by_date| -> Vec<String> {
            let kinds = Kinds { by_date, ..Kinds::default() };
            outline(Reading { buffer: &buffer, story: &story }, kinds).into_iter().map(|s| s.name).collect()
        };
        assert_eq!(names(false), ["memorandum signed", "summit"]);
        assert_eq!(names(true), ["summit", "memorandum signed"]);
    }
}
