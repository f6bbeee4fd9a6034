//! Findings for clients that pull them: of one document, and of the whole workspace.
//!
//! A client shows what it pulled for an open document and drops what a report over the workspace says of it, so the two
//! must never contradict each other: a document that is open is never reported as the file on disk has it, one that is
//! closed is answered from disk, and a file keeps the address by which the client knows it, however it spells that.
//! An answer about a version that the writer has left is the newest one, since clients read the error "content
//! modified" as "nothing is wrong".

use super::adapters::{Page, diagnostics};
use super::backend::All;
use super::convert::{Identity, identity};
use super::session::Agreement;
use std::collections::{HashMap, HashSet};
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::ls_types as lsp;

/// What the client has, by document: its address as the client writes it, and the name of the list.
#[derive(Debug, Default)]
pub struct Known(HashMap<Identity, (lsp::Uri, String)>);

impl Known {
    /// What the client says it has.
    pub fn new(previous: Vec<lsp::PreviousResultId>) -> Self {
        Self(previous.into_iter().map(|p| (identity(&p.uri), (p.uri, p.value))).collect())
    }

    /// Whether the client has nothing yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The report on every document of `all`, and on each that the client knows and that is neither there nor `open`.
/// Says too whether any of it is new to the client.
pub fn workspace_reports(
    all: &All,
    open: &HashSet<Identity>,
    known: &Known,
    agreement: &Agreement,
) -> (Vec<lsp::WorkspaceDocumentDiagnosticReport>, bool) {
    let mut there: HashSet<Identity> = HashSet::with_capacity(all.len());
    let mut items = Vec::with_capacity(all.len());
    for (uri, snapshot) in all {
        let document = identity(uri);
        let has = known.0.get(&document);
        // A document that is being read is reported the next time.
        if snapshot.findings.is_some() {
            let page = Page { uri: has.map_or(uri, |(uri, _)| uri), snapshot, agreement };
            let previous = has.map(|(_, id)| id.as_str());
            items.push(diagnostics::workspace_report(page, previous, snapshot.version.map(i64::from)));
        }
        there.insert(document);
    }
    let gone = known.0.iter().filter(|(document, _)| !there.contains(document) && !open.contains(document));
    let mut gone: Vec<&lsp::Uri> = gone.map(|(_, (uri, _))| uri).collect();
    gone.sort();
    items.extend(gone.into_iter().map(empty));
    let new = items.iter().any(|i| matches!(i, lsp::WorkspaceDocumentDiagnosticReport::Full(_)));
    (items, new)
}

/// The report on a document that is no more.
fn empty(uri: &lsp::Uri) -> lsp::WorkspaceDocumentDiagnosticReport {
    lsp::WorkspaceDocumentDiagnosticReport::Full(lsp::WorkspaceFullDocumentDiagnosticReport {
        uri: uri.clone(),
        version: None,
        full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport::default(),
    })
}

/// The answer where the document could not be read in time: the client keeps what it has, and asks again.
pub fn try_again() -> Error {
    Error {
        code: ErrorCode::ServerError(SERVER_CANCELLED),
        message: "the document is still being read".into(),
        data: Some(serde_json::json!({ "retriggerRequest": true })),
    }
}

/// `ServerCancelled` of the protocol.
const SERVER_CANCELLED: i64 = -32802;
