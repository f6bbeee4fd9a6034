//! `textDocument/codeAction`

use super::{Page, diagnostics, registry};
use crate::features::actions::{self, Action, ActionKind};
use crate::features::registering;
use crate::features::{formatting, refactor};
use tower_lsp::ls_types as lsp;

/// The kind under which all safe fixes are applied at once, for "on save".
pub const FIX_ALL: &str = "source.fixAll.newsmark";

/// The kind under which annotations are put in their canonical form.
pub const ORGANIZE: &str = "source.organizeAnnotations";

/// The actions for `range`, of the kinds the client asks for.
pub fn actions(
    page: Page<'_>,
    range: lsp::Range,
    context: &lsp::CodeActionContext,
) -> lsp::CodeActionResponse {
    let range = page.places().bytes(range);
    let findings = page.snapshot.findings.as_deref().map_or(&[][..], Vec::as_slice);
    let mut found = Vec::new();
    if wanted(context, "quickfix") {
        found.extend(actions::quick_fixes(page.reading(), findings, range));
    }
    if wanted(context, "refactor.rewrite") {
        found.extend(refactor::refactorings(page.reading(), range));
    }
    if wanted(context, FIX_ALL) {
        found.extend(actions::fix_all(findings));
    }
    // Asked for by name only, as "on save" does: it reads the whole document.
    if context.only.is_some() && wanted(context, ORGANIZE) {
        let edits = formatting::format(page.reading());
        found.extend((!edits.is_empty()).then(|| Action {
            title: "Put annotations in order".to_owned(),
            kind: ActionKind::Organize,
            edits,
            finding: None,
            preferred: false,
        }));
    }
    let action = |a: Action| {
        let finding = a.finding.map(|i| &findings[i]);
        lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
            title: a.title,
            kind: Some(kind(a.kind)),
            diagnostics: finding.map(|f| vec![diagnostics::diagnostic(page, f)]),
            edit: Some(page.workspace_edit(&a.edits)),
            is_preferred: a.preferred.then_some(true),
            ..lsp::CodeAction::default()
        })
    };
    let mut all: lsp::CodeActionResponse = found.into_iter().map(action).collect();
    if wanted(context, "refactor.rewrite")
        && let Some(entry) = registering::new_entry(page.reading(), range)
    {
        all.extend(registry::add(page, &entry).map(lsp::CodeActionOrCommand::CodeAction));
    }
    all
}

fn kind(kind: ActionKind) -> lsp::CodeActionKind {
    match kind {
        ActionKind::QuickFix => lsp::CodeActionKind::QUICKFIX,
        ActionKind::FixAll => lsp::CodeActionKind::new(FIX_ALL),
        ActionKind::Organize => lsp::CodeActionKind::new(ORGANIZE),
        ActionKind::Refactor => lsp::CodeActionKind::REFACTOR_REWRITE,
    }
}

/// Whether the client asks for `kind`, or for a kind that it belongs to.
pub fn wanted(context: &lsp::CodeActionContext, kind: &str) -> bool {
    let Some(only) = &context.only else { return true };
    only.iter().any(|o| {
        let asked = o.as_str();
        asked.is_empty()
            || kind == asked
            || kind.strip_prefix(asked).is_some_and(|rest| rest.starts_with('.'))
    })
}
