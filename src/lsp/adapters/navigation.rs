//! `textDocument/definition`, `/references` and `/documentHighlight`

use super::{Page, registry};
use crate::features::subject::{self, Role, Subject};
use tower_lsp::ls_types as lsp;

/// Where what stands at `position` is introduced.
pub fn definition(page: Page<'_>, position: lsp::Position) -> Option<lsp::GotoDefinitionResponse> {
    let (subject, origin) = subject::subject_at(page.reading(), page.places().offset(position))?;
    let elsewhere = subject::registered(page.reading(), &subject);
    let target = elsewhere.and_then(|(file, range)| registry::location(page, file, range));
    let here = || Some(page.location(subject::definition(page.reading(), &subject)?));
    let lsp::Location { uri, range } = target.or_else(here)?;
    Some(match page.agreement.definition_links {
        true => lsp::GotoDefinitionResponse::Link(vec![lsp::LocationLink {
            origin_selection_range: Some(page.places().range(origin)),
            target_uri: uri,
            target_range: range,
            target_selection_range: range,
        }]),
        false => lsp::GotoDefinitionResponse::Scalar(lsp::Location { uri, range }),
    })
}

/// The subject at `position`; an id can be looked for in other files too.
pub fn subject(page: Page<'_>, position: lsp::Position) -> Option<Subject> {
    Some(subject::subject_at(page.reading(), page.places().offset(position))?.0)
}

/// The same subject as other files name it, and where the registry has it; `None` where it is of this file alone.
pub fn shared(page: Page<'_>, subject: &Subject) -> Option<(Subject, Option<lsp::Location>)> {
    let id = subject::shared_id(page.reading(), subject)?;
    let given = subject::registered(page.reading(), subject);
    let place = given.and_then(|(file, range)| registry::location(page, file, range));
    Some((Subject::Id(id), place))
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
