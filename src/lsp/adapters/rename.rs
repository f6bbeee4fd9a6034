//! `textDocument/prepareRename` and `/rename`

use super::Page;
use crate::features::rename::{self, Refusal};
use tower_lsp::ls_types as lsp;

/// What would be renamed at `position`.
pub fn prepare(page: Page<'_>, position: lsp::Position) -> Option<lsp::PrepareRenameResponse> {
    let (id, range) = rename::prepare(page.reading(), page.places().offset(position))?;
    let range = page.places().range(range);
    Some(lsp::PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: id })
}

/// The id at `position`.
pub fn id(page: Page<'_>, position: lsp::Position) -> Option<String> {
    Some(rename::prepare(page.reading(), page.places().offset(position))?.0)
}

/// The edits of this document that write `new` for `id`.
pub fn edits(page: Page<'_>, id: &str, new: &str) -> Result<Vec<lsp::TextEdit>, Refusal> {
    Ok(page.edits(&rename::edits(page.reading(), id, new)?))
}
