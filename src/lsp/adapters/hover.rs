//! `textDocument/hover`

use super::Page;
use crate::config::assist;
use crate::features::hover;
use crate::lsp::document::Kind;
use tower_lsp::ls_types as lsp;

/// The hover at `position`.
pub fn hover(page: Page<'_>, position: lsp::Position) -> Option<lsp::Hover> {
    let offset = page.places().offset(position);
    let found = match page.snapshot.kind {
        Kind::Article => hover::hover(page.reading(), offset)?,
        Kind::Config => assist::hover(&page.snapshot.buffer.to_text(), offset)?,
        Kind::Foreign => return None,
    };
    Some(lsp::Hover {
        contents: lsp::HoverContents::Markup(content(found.markdown, page.agreement.markdown)),
        range: Some(page.places().range(found.range)),
    })
}

/// `text` as Markdown, or without its marks for a client that cannot show it.
pub fn content(text: String, markdown: bool) -> lsp::MarkupContent {
    let (kind, value) = match markdown {
        true => (lsp::MarkupKind::Markdown, text),
        false => (lsp::MarkupKind::PlainText, plain(&text)),
    };
    lsp::MarkupContent { kind, value }
}

/// The words of a hover without its emphasis marks.
fn plain(markdown: &str) -> String {
    markdown.chars().filter(|c| !matches!(c, '*' | '`')).collect()
}
