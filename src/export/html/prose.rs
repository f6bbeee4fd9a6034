//! The copy of one block as HTML: what was read stands round the words as elements.

use super::escape;
use crate::analysis::Story;
use crate::analysis::mentions::EntityKind;
use crate::analysis::speakers::{Quote, QuoteStatus};
use crate::syntax::{Block, Mark, MarkKind};
use crate::text::ByteRange;

/// Stands in the prose for an opaque piece.
const OBJECT: char = '\u{FFFC}';

/// An element round a stretch of the prose.
struct Element {
    range: ByteRange,
    /// The opening tag's inside: `q id="q1"`.
    open: String,
}

impl Element {
    fn name(&self) -> &str {
        self.open.split(' ').next().unwrap_or_default()
    }
}

/// What stands where, by block: indices into the article's quotations and dates.
pub(super) struct Annotations {
    quotes: Vec<Vec<(usize, usize)>>,
    dates: Vec<Vec<usize>>,
}

impl Annotations {
    /// Sorts what was read by block, once for the page.
    pub fn of(story: &Story) -> Self {
        let blocks = story.document.blocks().len();
        let (mut quotes, mut dates) = (vec![Vec::new(); blocks], vec![Vec::new(); blocks]);
        for (index, quote) in story.article.quotes.iter().enumerate() {
            for (part, place) in quote.parts.iter().enumerate() {
                quotes[place.block as usize].push((index, part));
            }
        }
        for (index, date) in story.article.dates.iter().enumerate() {
            dates[date.place.block as usize].push(index);
        }
        Self { quotes, dates }
    }

    /// The copy of block `index` as HTML.
    pub fn html(&self, story: &Story, index: usize) -> String {
        let block = &story.document.blocks()[index];
        if !block.kind.is_prose() {
            return String::new();
        }
        let mut elements = markdown(block);
        for (quote, part) in &self.quotes[index] {
            let range = story.article.quotes[*quote].parts[*part].range;
            elements.extend(quote_element(&story.article.quotes[*quote], *quote, *part, range));
        }
        for date in &self.dates[index] {
            let date = &story.article.dates[*date];
            if let Some(value) = &date.edtf {
                let open = if is_html_time(value) {
                    format!("time datetime=\"{}\"", escape(value))
                } else {
                    format!("span class=\"date\" title=\"{}\"", escape(value))
                };
                elements.push(Element { range: date.place.range, open });
            }
        }
        elements.extend(names(story, index));
        render(block, elements)
    }
}

/// Whether a value is one that HTML allows in `datetime`: a year, month, day or instant.
fn is_html_time(value: &str) -> bool {
    value.len() >= 4
        && value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b':' | b'T' | b'Z' | b'+'))
}

/// Who says it, for a reader; nothing for words that are no speech.
pub(super) fn speaker_name(quote: &Quote) -> Option<&str> {
    let speaker = quote.speaker.as_ref()?;
    Some(speaker.name.as_deref().unwrap_or(&speaker.text)).filter(|n| !n.is_empty())
}

fn quote_element(quote: &Quote, index: usize, part: usize, range: ByteRange) -> Option<Element> {
    if quote.status == QuoteStatus::NotSpeech {
        return None;
    }
    let id = if part == 0 { format!(" id=\"quote-{}\"", index + 1) } else { String::new() };
    let (class, title) = match speaker_name(quote) {
        Some(name) => ("said", format!("{} says", escape(name))),
        None => ("said unattributed", "No speaker is named".to_owned()),
    };
    Some(Element { range, open: format!("q{id} class=\"{class}\" title=\"{title}\"") })
}

fn names(story: &Story, index: usize) -> Vec<Element> {
    let summary = &story.summaries[index];
    let of = story.article.entity_of.get(index).map_or(&[][..], |v| &v[..]);
    let element = |(mention, entity): (usize, &Option<u32>)| {
        let entity = &story.article.entities[(*entity)? as usize];
        let range = summary.mentions.get(mention)?.range;
        let class = kind_class(entity.kind);
        Some(Element { range, open: format!("span class=\"{class}\" title=\"{}\"", escape(&entity.name)) })
    };
    of.iter().enumerate().filter_map(element).collect()
}

pub(super) fn kind_class(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Org => "org",
        EntityKind::Place => "place",
        EntityKind::Object => "object",
    }
}

/// Emphasis and links as elements over the prose.
fn markdown(block: &Block) -> Vec<Element> {
    let mut elements = Vec::new();
    let mut open: Vec<&Mark> = Vec::new();
    for mark in &block.marks {
        match mark.kind {
            MarkKind::EmphasisOpen | MarkKind::LinkOpen => open.push(mark),
            MarkKind::EmphasisClose | MarkKind::LinkClose => {
                let opener = if mark.kind == MarkKind::LinkClose {
                    MarkKind::LinkOpen
                } else {
                    MarkKind::EmphasisOpen
                };
                let Some(at) = open.iter().rposition(|o| o.kind == opener) else { continue };
                let from = open.remove(at);
                let range = ByteRange::new(
                    block.prose.from_source(from.range.end as usize),
                    block.prose.from_source(mark.range.start as usize),
                );
                let tag = match opener {
                    MarkKind::LinkOpen => link_target(mark.range.of(&block.text)),
                    _ if from.range.len() >= 2 => Some("strong".to_owned()),
                    _ => Some("em".to_owned()),
                };
                elements.extend(tag.map(|open| Element { range, open }));
            }
            _ => {}
        }
    }
    elements
}

/// `a href="…"` for `](target "title")`; nothing for a target that is not plainly a page.
fn link_target(close: &str) -> Option<String> {
    let target = close.strip_prefix("](")?.strip_suffix(')')?;
    let target = target.split_whitespace().next()?.trim_start_matches('<').trim_end_matches('>');
    let safe = target.starts_with("https://")
        || target.starts_with("http://")
        || target.starts_with("mailto:")
        || !target.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    safe.then(|| format!("a href=\"{}\"", escape(target)))
}

/// Writes prose with elements, those that would cross another one left out: the longer one that begins first wins.
fn render(block: &Block, mut elements: Vec<Element>) -> String {
    let prose = block.prose();
    elements.retain(|e| !e.range.is_empty());
    elements.sort_by_key(|e| (e.range.start, std::cmp::Reverse(e.range.end)));
    let mut out = String::with_capacity(prose.len() * 2);
    let mut open: Vec<&Element> = Vec::new();
    let mut at = 0;
    for element in &elements {
        close_until(&mut out, block, &mut open, &mut at, element.range.start);
        let crosses = open.last().is_some_and(|o| o.range.end < element.range.end);
        let nested_link = element.name() == "a" && open.iter().any(|o| o.name() == "a");
        if crosses || nested_link {
            continue;
        }
        words(&mut out, block, at, element.range.start);
        at = element.range.start;
        out.push('<');
        out.push_str(&element.open);
        out.push('>');
        open.push(element);
    }
    close_until(&mut out, block, &mut open, &mut at, u32::MAX);
    words(&mut out, block, at, prose.len() as u32);
    out
}

/// Closes the elements that end at or before `until`.
fn close_until(out: &mut String, block: &Block, open: &mut Vec<&Element>, at: &mut u32, until: u32) {
    while let Some(element) = open.last().filter(|o| o.range.end <= until) {
        words(out, block, *at, element.range.end);
        *at = element.range.end.max(*at);
        out.push_str("</");
        out.push_str(element.name());
        out.push('>');
        open.pop();
    }
}

/// The words from `from` to `to`, escaped; of the opaque pieces only code is shown, and a line break.
fn words(out: &mut String, block: &Block, from: u32, to: u32) {
    if from >= to {
        return;
    }
    let mut at = from as usize;
    for piece in (ByteRange { start: from, end: to }).of(block.prose()).split_inclusive(OBJECT) {
        at += piece.len();
        let text = piece.strip_suffix(OBJECT);
        out.push_str(&escape(text.unwrap_or(piece)));
        if text.is_some() {
            opaque(out, block, ByteRange::new(at - OBJECT.len_utf8(), at));
        }
    }
}

fn opaque(out: &mut String, block: &Block, prose: ByteRange) {
    let source = block.to_source(prose);
    let first = block.marks.partition_point(|m| m.range.start < source.start);
    let mut here = block.marks[first..].iter().take_while(|m| m.range.start == source.start);
    let Some(mark) = here.find(|m| m.range == source) else { return };
    let text = source.of(&block.text);
    match mark.kind {
        MarkKind::Code => {
            let code = text.trim_matches('`');
            out.push_str(&format!("<code>{}</code>", escape(code.trim())));
        }
        MarkKind::Element if text.to_ascii_lowercase().starts_with("<br") => out.push_str("<br>"),
        _ => {}
    }
}
