//! `textDocument/foldingRange`

use super::Page;
use crate::features::folding::{self, FoldKind};
use tower_lsp::ls_types as lsp;

/// What can be folded.
pub fn folds(page: Page<'_>) -> Vec<lsp::FoldingRange> {
    let fold = |f: folding::Fold| lsp::FoldingRange {
        start_line: f.start as u32,
        end_line: f.end as u32,
        kind: Some(match f.kind {
            FoldKind::Region => lsp::FoldingRangeKind::Region,
            FoldKind::Comment => lsp::FoldingRangeKind::Comment,
        }),
        ..lsp::FoldingRange::default()
    };
    folding::folds(page.reading()).into_iter().map(fold).collect()
}
