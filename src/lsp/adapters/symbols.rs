//! `workspace/symbol`

use super::Page;
use crate::analysis::mentions::EntityKind;
use crate::features::symbols::{self, Found, FoundKind};
use crate::lsp::convert::symbol_kind;
use tower_lsp::ls_types as lsp;

/// What in this document fits `query`.
pub fn search(page: Page<'_>, query: &str) -> Vec<lsp::WorkspaceSymbol> {
    let symbol = |f: Found| lsp::WorkspaceSymbol {
        name: f.name,
        kind: kind(f.kind),
        tags: None,
        container_name: (!f.detail.is_empty()).then_some(f.detail),
        location: lsp::OneOf::Left(page.location(f.range)),
        data: None,
    };
    symbols::search(page.reading(), query).into_iter().map(symbol).collect()
}

fn kind(kind: FoundKind) -> lsp::SymbolKind {
    match kind {
        FoundKind::Entity(EntityKind::Person) => lsp::SymbolKind::CLASS,
        FoundKind::Entity(EntityKind::Org) => lsp::SymbolKind::INTERFACE,
        FoundKind::Entity(EntityKind::Place) => lsp::SymbolKind::NAMESPACE,
        FoundKind::Entity(EntityKind::Object) => lsp::SymbolKind::OBJECT,
        FoundKind::Outline(outline) => symbol_kind(outline),
    }
}
