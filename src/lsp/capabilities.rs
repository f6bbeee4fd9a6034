//! What the server offers, and what it may take from a client.

use super::convert::{encoding, encoding_kind};
use super::session::Agreement;
use tower_lsp::ls_types as lsp;

/// What is agreed on with a client that can do `client`.
pub fn agree(client: &lsp::ClientCapabilities) -> Agreement {
    let text = client.text_document.as_ref();
    let general = client.general.as_ref();
    let formats = text.and_then(|t| t.hover.as_ref()).and_then(|h| h.content_format.as_ref());
    Agreement {
        encoding: encoding(general.and_then(|g| g.position_encodings.as_deref())),
        markdown: formats.is_some_and(|f| f.first() == Some(&lsp::MarkupKind::Markdown)),
        tree: text
            .and_then(|t| t.document_symbol.as_ref())
            .and_then(|s| s.hierarchical_document_symbol_support)
            .unwrap_or(false),
        related: text
            .and_then(|t| t.publish_diagnostics.as_ref())
            .and_then(|p| p.related_information)
            .unwrap_or(false),
    }
}

/// What the server offers.
pub fn offered(agreement: &Agreement) -> lsp::ServerCapabilities {
    lsp::ServerCapabilities {
        position_encoding: Some(encoding_kind(agreement.encoding)),
        text_document_sync: Some(lsp::TextDocumentSyncCapability::Options(lsp::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(lsp::TextDocumentSyncKind::INCREMENTAL),
            save: Some(lsp::TextDocumentSyncSaveOptions::SaveOptions(lsp::SaveOptions {
                include_text: Some(false),
            })),
            ..lsp::TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(lsp::HoverProviderCapability::Simple(true)),
        document_symbol_provider: Some(lsp::OneOf::Left(true)),
        ..lsp::ServerCapabilities::default()
    }
}
