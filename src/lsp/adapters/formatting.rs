//! `textDocument/formatting`

use super::Page;
use crate::features::formatting;
use tower_lsp::ls_types as lsp;

/// The edits that write the document's annotations in their canonical form.
pub fn format(page: Page<'_>) -> Vec<lsp::TextEdit> {
    page.edits(&formatting::format(page.reading()))
}
