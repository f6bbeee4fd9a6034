//! Colours that need understanding: names by kind, dates, events, words of saying, and the parts of annotations.

use super::Reading;
use super::subject::all_attrs;
use crate::analysis::article::Place;
use crate::analysis::mentions::EntityKind;
use crate::syntax::{Attrs, Block};
use crate::text::ByteRange;

/// What a token is. The order is the order of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    /// A person.
    Person,
    /// An organisation.
    Org,
    /// A place.
    Place,
    /// A law, document, product.
    Object,
    /// A date.
    Date,
    /// An event.
    Event,
    /// A word of saying.
    Cue,
    /// `.class` of an annotation.
    Class,
    /// `#id` of an annotation.
    Id,
    /// `key` of an annotation.
    Key,
    /// Value of an annotation.
    Value,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the file; never over a line break.
    pub range: ByteRange,
    /// What it is.
    pub kind: TokenKind,
}

/// The tokens of the blocks that `range` touches, in order, without overlap.
pub fn tokens(reading: Reading<'_>, range: ByteRange) -> Vec<Token> {
    let document = &reading.story.document;
    let Some(last) = document.block_at(range.end as usize) else { return Vec::new() };
    let first = document.block_at(range.start as usize).unwrap_or(0);
    let mut tokens = Vec::new();
    let cues = &reading.article().quotes;
    let from = cues.partition_point(|q| q.parts.last().is_some_and(|p| (p.block as usize) + 1 < first));
    let cues =
        cues[from..].iter().take_while(|q| q.parts.first().is_some_and(|p| p.block as usize <= last + 1));
    let said = cues
        .filter_map(|q| q.cue)
        .filter(|c| !c.range.is_empty() && (first..=last).contains(&(c.block as usize)));
    tokens.extend(said.map(|c| Token { range: reading.range(c), kind: TokenKind::Cue }));
    for block in first..=last {
        copy(reading, block, &mut tokens);
        annotations(&document.blocks()[block], document.start_of(block), &mut tokens);
    }
    tokens.sort_by_key(|t| (t.range.start, t.kind));
    let mut end = 0;
    tokens.retain(|t| {
        let free = t.range.start >= end && !t.range.is_empty();
        end = if free { t.range.end } else { end };
        free
    });
    on_one_line(reading, tokens)
}

/// Names, dates and events of one block.
fn copy(reading: Reading<'_>, block: usize, tokens: &mut Vec<Token>) {
    let summary = reading.summary(block);
    let at = |range| reading.range(Place { block: block as u32, range });
    for (index, mention) in summary.mentions.iter().enumerate() {
        let kind = reading.entity_of(block, index).map_or(mention.kind, |(_, e)| e.kind);
        let kind = match kind {
            EntityKind::Person => TokenKind::Person,
            EntityKind::Org => TokenKind::Org,
            EntityKind::Place => TokenKind::Place,
            EntityKind::Object => TokenKind::Object,
        };
        tokens.push(Token { range: at(mention.range), kind });
    }
    tokens.extend(summary.dates.iter().map(|d| Token { range: at(d.range), kind: TokenKind::Date }));
    let events = reading.story.block(block).events().iter().filter(|e| e.is_listed());
    tokens.extend(events.map(|e| Token { range: at(e.head), kind: TokenKind::Event }));
}

fn annotations(block: &Block, start: usize, tokens: &mut Vec<Token>) {
    for attrs in all_attrs(block) {
        tokens.extend(parts(attrs).map(|t| Token { range: t.range.shifted(start), kind: t.kind }));
    }
}

fn parts(attrs: &Attrs) -> impl Iterator<Item = Token> + '_ {
    let classes = attrs.classes.iter().map(|c| Token { range: c.range, kind: TokenKind::Class });
    let ids = attrs.id.iter().map(|i| Token { range: i.range, kind: TokenKind::Id });
    let pairs = attrs.pairs.iter().flat_map(|p| {
        [
            Token { range: p.key_range, kind: TokenKind::Key },
            Token { range: p.value_range, kind: TokenKind::Value },
        ]
    });
    classes.chain(ids).chain(pairs)
}

/// Tokens over a line break cut into one for each line: editors colour lines.
fn on_one_line(reading: Reading<'_>, tokens: Vec<Token>) -> Vec<Token> {
    let mut cut = Vec::with_capacity(tokens.len());
    for token in tokens {
        let (start, end) = (token.range.start as usize, token.range.end as usize);
        let (first, last) = (reading.buffer.line_of(start), reading.buffer.line_of(end));
        if first == last {
            cut.push(token);
            continue;
        }
        for line in first..=last {
            let whole = reading.buffer.line_range(line);
            let range = ByteRange::new((whole.start as usize).max(start), (whole.end as usize).min(end));
            if !range.is_empty() {
                cut.push(Token { range, kind: token.kind });
            }
        }
    }
    cut
}
