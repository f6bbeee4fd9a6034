//! `textDocument/hover`

use super::convert::Places;
use super::document::Snapshot;
use super::session::Agreement;
use crate::features::{Reading, hover};
use tower_lsp::ls_types as lsp;

/// The hover at `position`.
pub fn hover(snapshot: &Snapshot, position: lsp::Position, agreement: &Agreement) -> Option<lsp::Hover> {
    let places = Places { buffer: &snapshot.buffer, encoding: agreement.encoding };
    let reading = Reading { buffer: &snapshot.buffer, story: &snapshot.story };
    let found = hover::hover(reading, places.offset(position))?;
    let (kind, value) = match agreement.markdown {
        true => (lsp::MarkupKind::Markdown, found.markdown),
        false => (lsp::MarkupKind::PlainText, plain(&found.markdown)),
    };
    Some(lsp::Hover {
        contents: lsp::HoverContents::Markup(lsp::MarkupContent { kind, value }),
        range: Some(places.range(found.range)),
    })
}

/// The words of a hover without its emphasis marks.
fn plain(markdown: &str) -> String {
    markdown.chars().filter(|c| !matches!(c, '*' | '`')).collect()
}
