//! `textDocument/formatting`

use super::Page;
use tower_lsp::ls_types as lsp;

/// The edits that write the document's annotations in their canonical form.
pub fn format(page: Page<'_>) -> Vec<lsp::TextEdit> {
    let _ = page;
    Vec::new()
}
