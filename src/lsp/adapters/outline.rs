//! `textDocument/documentSymbol`

use super::Page;
use crate::features::outline::{Kinds, Symbol, outline};
use crate::lsp::convert::{Places, symbol_kind};
use tower_lsp::ls_types as lsp;

/// The outline of `kinds`, as a tree or, for clients that cannot show one, flat.
pub fn symbols(page: Page<'_>, kinds: Kinds) -> lsp::DocumentSymbolResponse {
    let symbols = outline(page.reading(), kinds);
    if page.agreement.tree {
        return lsp::DocumentSymbolResponse::Nested(
            symbols.into_iter().map(|s| nested(page.places(), s)).collect(),
        );
    }
    let mut flat = Vec::new();
    flatten(page, symbols, None, &mut flat);
    lsp::DocumentSymbolResponse::Flat(flat)
}

#[allow(deprecated, reason = "the field has no other way to be left out")]
fn nested(places: Places<'_>, symbol: Symbol) -> lsp::DocumentSymbol {
    let children: Vec<_> = symbol.children.into_iter().map(|s| nested(places, s)).collect();
    lsp::DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: places.range(symbol.range),
        selection_range: places.range(symbol.selection),
        children: (!children.is_empty()).then_some(children),
    }
}

#[allow(deprecated, reason = "the field has no other way to be left out")]
fn flatten(
    page: Page<'_>,
    symbols: Vec<Symbol>,
    container: Option<&str>,
    flat: &mut Vec<lsp::SymbolInformation>,
) {
    for symbol in symbols {
        flat.push(lsp::SymbolInformation {
            name: symbol.name.clone(),
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: page.location(symbol.selection),
            container_name: container.map(str::to_owned),
        });
        flatten(page, symbol.children, Some(&symbol.name), flat);
    }
}
