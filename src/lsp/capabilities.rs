//! What the server offers, and what it may take from a client.

use super::adapters::{actions, completion, semantic};
use super::convert::{encoding, encoding_kind};
use super::publish::Views;
use super::session::Agreement;
use super::settings::Settings;
use tower_lsp::ls_types as lsp;

/// What is agreed on with a client that can do `client` and asks for `settings`.
pub fn agree(client: &lsp::ClientCapabilities, settings: &Settings) -> Agreement {
    let none = lsp::TextDocumentClientCapabilities::default();
    let text = client.text_document.as_ref().unwrap_or(&none);
    let general = client.general.as_ref();
    let workspace = client.workspace.as_ref();
    let formats = text.hover.as_ref().and_then(|h| h.content_format.as_ref());
    let proposals = text.completion.as_ref().and_then(|c| c.completion_item.as_ref());
    let proposal_formats = proposals.and_then(|i| i.documentation_format.as_ref());
    let publish = text.publish_diagnostics.as_ref();
    // A client that pulls must also listen when something that waited is due.
    let refreshes = workspace.and_then(|w| w.diagnostics.as_ref()).and_then(|d| d.refresh_support);
    let watched = workspace.and_then(|w| w.did_change_watched_files.as_ref());
    let told = workspace.and_then(|w| w.did_change_configuration.as_ref());
    Agreement {
        encoding: encoding(general.and_then(|g| g.position_encodings.as_deref())),
        markdown: formats.is_some_and(|f| f.first() == Some(&lsp::MarkupKind::Markdown)),
        markdown_proposals: proposal_formats.is_some_and(|f| f.contains(&lsp::MarkupKind::Markdown)),
        tree: text
            .document_symbol
            .as_ref()
            .and_then(|s| s.hierarchical_document_symbol_support)
            .unwrap_or(false),
        related: publish.and_then(|p| p.related_information).unwrap_or(false),
        code_links: publish.and_then(|p| p.code_description_support).unwrap_or(false),
        definition_links: text.definition.as_ref().and_then(|d| d.link_support).unwrap_or(false),
        pull: text.diagnostic.is_some() && refreshes == Some(true) && !settings.push,
        configuration: workspace.and_then(|w| w.configuration).unwrap_or(false),
        creates_files: workspace
            .and_then(|w| w.workspace_edit.as_ref())
            .filter(|e| e.document_changes == Some(true))
            .and_then(|e| e.resource_operations.as_ref())
            .is_some_and(|o| o.contains(&lsp::ResourceOperationKind::Create)),
        watches: watched.and_then(|w| w.dynamic_registration).unwrap_or(false),
        tells_settings: told.and_then(|t| t.dynamic_registration).unwrap_or(false),
        snippets: proposals.and_then(|i| i.snippet_support).unwrap_or(false),
        views: Views {
            hints: workspace
                .and_then(|w| w.inlay_hint.as_ref())
                .and_then(|h| h.refresh_support)
                .unwrap_or(false),
            lenses: workspace
                .and_then(|w| w.code_lens.as_ref())
                .and_then(|l| l.refresh_support)
                .unwrap_or(false),
            colours: workspace
                .and_then(|w| w.semantic_tokens.as_ref())
                .and_then(|t| t.refresh_support)
                .unwrap_or(false),
        },
        progress: client.window.as_ref().and_then(|w| w.work_done_progress).unwrap_or(false),
    }
}

/// What the server offers.
pub fn offered(agreement: &Agreement) -> lsp::ServerCapabilities {
    fn yes<T>() -> Option<lsp::OneOf<bool, T>> {
        Some(lsp::OneOf::Left(true))
    }
    lsp::ServerCapabilities {
        position_encoding: Some(encoding_kind(agreement.encoding)),
        text_document_sync: Some(sync()),
        hover_provider: Some(lsp::HoverProviderCapability::Simple(true)),
        document_symbol_provider: yes(),
        definition_provider: yes(),
        references_provider: yes(),
        document_highlight_provider: yes(),
        document_formatting_provider: yes(),
        workspace_symbol_provider: yes(),
        inlay_hint_provider: yes(),
        folding_range_provider: Some(lsp::FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(lsp::SelectionRangeProviderCapability::Simple(true)),
        document_link_provider: Some(lsp::DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
        }),
        code_lens_provider: Some(lsp::CodeLensOptions { resolve_provider: Some(false) }),
        rename_provider: Some(lsp::OneOf::Right(lsp::RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
        })),
        completion_provider: Some(lsp::CompletionOptions {
            resolve_provider: Some(true),
            trigger_characters: Some(completion::TRIGGERS.map(str::to_owned).to_vec()),
            ..lsp::CompletionOptions::default()
        }),
        code_action_provider: Some(lsp::CodeActionProviderCapability::Options(lsp::CodeActionOptions {
            code_action_kinds: Some(vec![
                lsp::CodeActionKind::QUICKFIX,
                lsp::CodeActionKind::REFACTOR_REWRITE,
                lsp::CodeActionKind::new(actions::FIX_ALL),
                lsp::CodeActionKind::new(actions::ORGANIZE),
            ]),
            ..lsp::CodeActionOptions::default()
        })),
        semantic_tokens_provider: Some(lsp::SemanticTokensServerCapabilities::SemanticTokensOptions(
            lsp::SemanticTokensOptions {
                legend: semantic::legend(),
                range: Some(true),
                full: Some(lsp::SemanticTokensFullOptions::Delta { delta: Some(true) }),
                ..lsp::SemanticTokensOptions::default()
            },
        )),
        diagnostic_provider: agreement.pull.then(pull),
        workspace: Some(lsp::WorkspaceServerCapabilities {
            workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(lsp::OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..lsp::ServerCapabilities::default()
    }
}

fn sync() -> lsp::TextDocumentSyncCapability {
    lsp::TextDocumentSyncCapability::Options(lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::INCREMENTAL),
        save: Some(lsp::TextDocumentSyncSaveOptions::SaveOptions(lsp::SaveOptions {
            include_text: Some(false),
        })),
        ..lsp::TextDocumentSyncOptions::default()
    })
}

fn pull() -> lsp::DiagnosticServerCapabilities {
    lsp::DiagnosticServerCapabilities::Options(lsp::DiagnosticOptions {
        identifier: Some("newsmark".to_owned()),
        inter_file_dependencies: false,
        workspace_diagnostics: true,
        work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
    })
}
