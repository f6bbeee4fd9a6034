//! `textDocument/selectionRange`

use super::Page;
use crate::features::selection;
use tower_lsp::ls_types as lsp;

/// For each position the stretches round it, each the parent of the one inside.
pub fn selections(page: Page<'_>, positions: Vec<lsp::Position>) -> Vec<lsp::SelectionRange> {
    positions.into_iter().map(|p| at(page, p)).collect()
}

fn at(page: Page<'_>, position: lsp::Position) -> lsp::SelectionRange {
    let places = page.places();
    let ranges = selection::ranges(page.reading(), places.offset(position));
    let chain = ranges.into_iter().rev().fold(None, |parent, range| {
        Some(Box::new(lsp::SelectionRange { range: places.range(range), parent }))
    });
    let nothing =
        || lsp::SelectionRange { range: lsp::Range { start: position, end: position }, parent: None };
    chain.map_or_else(nothing, |c| *c)
}
