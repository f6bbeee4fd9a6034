//! `textDocument/documentLink`

use super::Page;
use crate::features::links;
use tower_lsp::ls_types as lsp;

/// The links whose target is an address, or a file beside this one.
pub fn links(page: Page<'_>) -> Vec<lsp::DocumentLink> {
    let link = |l: links::Link| {
        Some(lsp::DocumentLink {
            range: page.places().range(l.range),
            target: Some(target(page.uri, &l.target)?),
            tooltip: None,
            data: None,
        })
    };
    links::links(page.reading()).into_iter().filter_map(link).collect()
}

fn target(document: &lsp::Uri, target: &str) -> Option<lsp::Uri> {
    if target.contains("://") || target.starts_with("mailto:") {
        return target.parse().ok();
    }
    let path = crate::lsp::convert::path(document)?;
    let file = target.split('#').next().filter(|f| !f.is_empty())?;
    lsp::Uri::from_file_path(path.parent()?.join(file))
}
