//! `textDocument/codeLens`

use super::Page;
use crate::features::lens;
use tower_lsp::ls_types as lsp;

/// The lenses of the document. They say something and do nothing, so their command has no name.
pub fn lenses(page: Page<'_>) -> Vec<lsp::CodeLens> {
    let lens = |l: lens::Lens| lsp::CodeLens {
        range: page.places().range(l.range),
        command: Some(lsp::Command { title: l.title, command: String::new(), arguments: None }),
        data: None,
    };
    lens::lenses(page.reading()).into_iter().map(lens).collect()
}
