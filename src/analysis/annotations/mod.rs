//! What the writer has marked overrules what was inferred, each mark in its own layer and extent only.
//!
//! Names are marked in the block's summary already ([`names::mark`]); everything that crosses blocks happens
//! behind the fold ([`apply`]). An article without marks costs one look at each block.

mod dates;
mod events;
mod names;
mod quotes;

pub use events::apply as apply_to_events;
pub use names::mark;

use super::article::{Article, Blocks};
use crate::knowledge::Registry;
use crate::syntax::{Block, Span, SpanKind};

/// Whether the writer has marked anything.
pub fn are_in(blocks: &Blocks<'_>) -> bool {
    !blocks.iter().all(|b| b.block.spans.is_empty())
}

/// Lets the marks of all blocks overrule the inferences of `article`, apart from its events.
pub fn apply(blocks: &Blocks<'_>, article: &mut Article, registry: &Registry) {
    names::apply(blocks, article, registry);
    dates::apply(blocks, article);
    quotes::apply(blocks, article, registry);
}

/// The class of a span, written or implied; `None` for a bare `ref`.
fn class_of(span: &Span, block: &Block) -> Option<&'static str> {
    match span.kind(block.prose()) {
        Some(SpanKind::Class(class)) => Some(class),
        _ => None,
    }
}

/// The spans of class `class` of all blocks, each with its block's index.
fn spans_of<'a>(blocks: &'a Blocks<'a>, class: &'static str) -> impl Iterator<Item = (usize, &'a Span)> {
    blocks.iter().enumerate().flat_map(move |(index, b)| {
        b.block.spans.iter().filter(move |s| class_of(s, b.block) == Some(class)).map(move |s| (index, s))
    })
}
