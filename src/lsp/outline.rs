//! `textDocument/documentSymbol`

use super::convert::{Places, symbol_kind};
use super::document::Snapshot;
use super::session::Agreement;
use crate::features::Reading;
use crate::features::outline::{Symbol, outline};
use tower_lsp::ls_types as lsp;

/// The outline, as a tree or, for clients that cannot show one, flat.
pub fn symbols(snapshot: &Snapshot, uri: &lsp::Uri, agreement: &Agreement) -> lsp::DocumentSymbolResponse {
    let places = Places { buffer: &snapshot.buffer, encoding: agreement.encoding };
    let symbols = outline(Reading { buffer: &snapshot.buffer, story: &snapshot.story });
    if agreement.tree {
        return lsp::DocumentSymbolResponse::Nested(symbols.into_iter().map(|s| nested(places, s)).collect());
    }
    let mut flat = Vec::new();
    flatten(places, uri, symbols, None, &mut flat);
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
    places: Places<'_>,
    uri: &lsp::Uri,
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
            location: lsp::Location { uri: uri.clone(), range: places.range(symbol.selection) },
            container_name: container.map(str::to_owned),
        });
        flatten(places, uri, symbol.children, Some(&symbol.name), flat);
    }
}
