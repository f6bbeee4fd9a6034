//! `textDocument/inlayHint`

use super::Page;
use crate::features::inlay::{self, Wanted};
use tower_lsp::ls_types as lsp;

/// The hints inside `range`.
pub fn hints(page: Page<'_>, range: lsp::Range, wanted: Wanted) -> Vec<lsp::InlayHint> {
    let hints = inlay::hints(page.reading(), page.places().bytes(range), wanted);
    let hint = |h: inlay::Hint| lsp::InlayHint {
        position: page.places().position(h.offset),
        label: lsp::InlayHintLabel::String(h.label),
        kind: None,
        text_edits: None,
        tooltip: (!h.tooltip.is_empty()).then_some(lsp::InlayHintTooltip::String(h.tooltip)),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    hints.into_iter().map(hint).collect()
}
