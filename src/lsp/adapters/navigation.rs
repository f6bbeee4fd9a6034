//! `textDocument/definition`, `/references` and `/documentHighlight`

use super::Page;
use crate::features::subject::{self, Role, Subject};
use tower_lsp::ls_types as lsp;

/// Where what stands at `position` is introduced.
pub fn definition(page: Page<'_>, position: lsp::Position) -> Option<lsp::GotoDefinitionResponse> {
    let (subject, origin) = subject::subject_at(page.reading(), page.places().offset(position))?;
    let range = page.places().range(subject::definition(page.reading(), &subject)?);
    Some(match page.agreement.definition_links {
        true => lsp::GotoDefinitionResponse::Link(vec![lsp::LocationLink {
            origin_selection_range: Some(page.places().range(origin)),
            target_uri: page.uri.clone(),
            target_range: range,
            target_selection_range: range,
        }]),
        false => lsp::GotoDefinitionResponse::Scalar(lsp::Location { uri: page.uri.clone(), range }),
    })
}

/// The subject at `position`; an id can be looked for in other files too.
pub fn subject(page: Page<'_>, position: lsp::Position) -> Option<Subject> {
    Some(subject::subject_at(page.reading(), page.places().offset(position))?.0)
}

/// Every place of `subject` in this document.
pub fn references(page: Page<'_>, subject: &Subject, definitions: bool) -> Vec<lsp::Location> {
    let places = subject::occurrences(page.reading(), subject);
    places
        .into_iter()
        .filter(|o| definitions || o.role != Role::Definition)
        .map(|o| page.location(o.range))
        .collect()
}

/// Every place of what stands at `position`, whatever words name it.
pub fn highlights(page: Page<'_>, position: lsp::Position) -> Option<Vec<lsp::DocumentHighlight>> {
    let subject = subject(page, position)?;
    let places = subject::occurrences(page.reading(), &subject).into_iter();
    let kind = |role| match role {
        Role::Mention => lsp::DocumentHighlightKind::TEXT,
        Role::Reference => lsp::DocumentHighlightKind::READ,
        Role::Definition => lsp::DocumentHighlightKind::WRITE,
    };
    let highlight = |o: subject::Occurrence| lsp::DocumentHighlight {
        range: page.places().range(o.range),
        kind: Some(kind(o.role)),
    };
    Some(places.map(highlight).collect())
}
