//! The protocol's methods. Each handler does its part of the state before its first await, and nothing slow.

use super::adapters::{
    Page, actions, completion, diagnostics, folding, formatting, hover, inlay, lens, links, navigation,
    outline, panels, registry, rename, selection, semantic, symbols,
};
use super::capabilities;
use super::convert::identity;
use super::document::Snapshot;
use super::parent;
use super::progress;
use super::pull::{self, Known};
use super::session::{Agreement, Modified, Session};
use super::settings::Settings;
use super::work::{Cancel, off_task};
use crate::features::rename::Refusal;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::{Client, LanguageServer, ls_types as lsp};

/// Documents longer than this, in bytes, are worked on off the I/O task.
const LONG: usize = 64 << 10;

/// How long the client may take to answer a question.
const ANSWER: Duration = Duration::from_secs(10);

/// How long a pull over the workspace is held while nothing changes.
const HELD: Duration = Duration::from_secs(5);

/// One client's server.
pub struct Backend {
    client: Client,
    session: Arc<Session>,
}

/// The open documents and the files on disk, each with its newest version.
pub type All = Vec<(lsp::Uri, Arc<Snapshot>)>;

impl Backend {
    /// A server for `client`.
    pub fn new(client: Client, session: Arc<Session>) -> Self {
        Self { client, session }
    }

    /// Answers from the version that is live now. `None` for a document that is not open.
    async fn answer<T, F>(&self, uri: &lsp::Uri, work: F) -> Result<Option<T>>
    where
        T: Send + 'static,
        F: FnOnce(Page<'_>) -> Option<T> + Send + 'static,
    {
        self.answer_from(uri, self.session.snapshot(uri, false), work).await
    }

    /// The same, once the version has also been checked.
    async fn answer_checked<T, F>(&self, uri: &lsp::Uri, work: F) -> Result<Option<T>>
    where
        T: Send + 'static,
        F: FnOnce(Page<'_>) -> Option<T> + Send + 'static,
    {
        self.answer_from(uri, self.session.snapshot(uri, true), work).await
    }

    /// Answers from the version that is live now or a newer one: for what hangs on no place in the text.
    async fn answer_newest<T, F>(&self, uri: &lsp::Uri, work: F) -> Result<Option<T>>
    where
        T: Send + 'static,
        F: FnOnce(Page<'_>) -> Option<T> + Send + 'static,
    {
        self.answer_from(uri, self.session.newest(uri, false), work).await
    }

    async fn answer_from<T, F>(
        &self,
        uri: &lsp::Uri,
        snapshot: impl Future<Output = std::result::Result<Option<Arc<Snapshot>>, Modified>>,
        work: F,
    ) -> Result<Option<T>>
    where
        T: Send + 'static,
        F: FnOnce(Page<'_>) -> Option<T> + Send + 'static,
    {
        let agreement = self.session.agreement();
        let uri = uri.clone();
        let run = move |s: &Snapshot| work(Page { uri: &uri, snapshot: s, agreement: &agreement });
        match snapshot.await {
            Ok(Some(snapshot)) if snapshot.buffer.len() <= LONG => Ok(run(&snapshot)),
            Ok(Some(snapshot)) => {
                let lane = &self.session.lanes.document;
                off_task(lane, Cancel::default(), move |_| run(&snapshot)).await
            }
            Ok(None) => Ok(None),
            Err(Modified) => Err(Error::content_modified()),
        }
    }

    /// Works on all documents of the workspace, open or not, off the I/O task; shows how far it is.
    async fn everywhere<T, F>(&self, token: Option<lsp::ProgressToken>, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&All, &Agreement, &Cancel) -> T + Send + 'static,
    {
        let session = Arc::clone(&self.session);
        let (agreement, cancel) = (session.agreement(), Cancel::default());
        let (running, asks) = (&session.running, agreement.progress);
        let mut meter =
            progress::start(&self.client, running, token, asks, cancel.clone(), "Reading articles");
        let lane = Arc::clone(&session.lanes.workspace);
        let run = move |cancel: &Cancel| {
            let mut all = session.open_documents();
            let open = session.open_identities();
            let mut seen = |done, total| meter.step(done, total);
            all.extend(session.disk.files(&open, &session.houses, cancel, &mut seen));
            // What is known of half the files would pass for what is known of all.
            (!cancel.is_cancelled()).then(|| work(&all, &agreement, cancel))
        };
        off_task(&lane, cancel, run).await?.ok_or_else(Error::request_cancelled)
    }

    /// Asks the client for its settings, and for word of changed files. Nobody waits for the answers.
    fn ask(&self) {
        let (client, session) = (self.client.clone(), Arc::clone(&self.session));
        let agreement = session.agreement();
        tokio::spawn(async move {
            if agreement.configuration {
                ask_settings(&client, &session).await;
            }
            let mut wanted = Vec::new();
            wanted.extend(agreement.watches.then(watched_files));
            wanted.extend(agreement.tells_settings.then(changed_settings));
            if !wanted.is_empty() {
                let _ = tokio::time::timeout(ANSWER, client.register_capability(wanted)).await;
            }
        });
    }
}

async fn ask_settings(client: &Client, session: &Session) {
    let item = lsp::ConfigurationItem { scope_uri: None, section: Some("newsmark".to_owned()) };
    let answer = tokio::time::timeout(ANSWER, client.configuration(vec![item])).await;
    if let Ok(Ok(values)) = answer
        && let Some(value) = values.first()
    {
        session.set_settings(session.settings().with(value));
    }
}

fn watched_files() -> lsp::Registration {
    let watcher = |glob: &str| serde_json::json!({ "globPattern": glob });
    let globs = ["**/*.toml", "**/*.{md,markdown,qmd,mdx,txt,wire}"];
    lsp::Registration {
        id: "newsmark-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: Some(serde_json::json!({ "watchers": globs.map(watcher) })),
    }
}

fn changed_settings() -> lsp::Registration {
    lsp::Registration {
        id: "newsmark-settings".to_owned(),
        method: "workspace/didChangeConfiguration".to_owned(),
        register_options: Some(serde_json::json!({ "section": "newsmark" })),
    }
}

/// The document and the position of a request.
fn place(params: lsp::TextDocumentPositionParams) -> (lsp::Uri, lsp::Position) {
    (params.text_document.uri, params.position)
}

/// Who has come, and what was agreed.
fn greeting(client: Option<&lsp::ClientInfo>, agreement: &Agreement) -> String {
    let name = client.map_or("an unknown client", |c| &c.name);
    let version = client.and_then(|c| c.version.as_deref()).unwrap_or("");
    format!("{name} {version}: {agreement:?}")
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        let options = params.initialization_options.unwrap_or_default();
        let settings = Settings::default().with(&options);
        let agreement = capabilities::agree(&params.capabilities, &settings);
        let capabilities = capabilities::offered(&agreement);
        self.session.journal.note(&greeting(params.client_info.as_ref(), &agreement));
        self.session.set_trace(params.trace.is_some_and(|t| t != lsp::TraceValue::Off));
        self.session.agree(agreement, settings);
        #[allow(deprecated, reason = "older clients name one folder only")]
        let folders = match params.workspace_folders {
            Some(folders) => folders.into_iter().map(|f| f.uri).collect(),
            None => params.root_uri.into_iter().collect::<Vec<_>>(),
        };
        self.session.disk.change_folders(&folders, &[]);
        if let Some(id) = params.process_id {
            tokio::spawn(parent::watch(id, Arc::clone(&self.session)));
        }
        let server_info = lsp::ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        };
        Ok(lsp::InitializeResult {
            capabilities,
            server_info: Some(server_info),
            ..lsp::InitializeResult::default()
        })
    }

    async fn initialized(&self, _: lsp::InitializedParams) {
        self.ask();
    }

    async fn shutdown(&self) -> Result<()> {
        self.session.shut_down();
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        if self.session.open(params.text_document) && self.session.agreement().pull {
            // The client believes to know already what is found in a document that it asked about too early.
            let client = self.client.clone();
            tokio::spawn(async move {
                let _ = tokio::time::timeout(ANSWER, client.workspace_diagnostic_refresh()).await;
            });
        }
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        self.session.change(params);
    }

    async fn did_save(&self, params: lsp::DidSaveTextDocumentParams) {
        self.session.save(&params.text_document.uri);
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        self.session.colours.forget(&uri);
        self.session.disk.forget_file(&uri);
        self.session.close(uri);
    }

    // Notebooks hold no copy. They are taken note of so that a client that sends them gets no complaint.
    async fn notebook_did_open(&self, _: lsp::DidOpenNotebookDocumentParams) {}
    async fn notebook_did_change(&self, _: lsp::DidChangeNotebookDocumentParams) {}
    async fn notebook_did_save(&self, _: lsp::DidSaveNotebookDocumentParams) {}
    async fn notebook_did_close(&self, _: lsp::DidCloseNotebookDocumentParams) {}

    async fn did_change_configuration(&self, params: lsp::DidChangeConfigurationParams) {
        self.session.set_settings(self.session.settings().with(&params.settings));
        if self.session.agreement().configuration {
            let (client, session) = (self.client.clone(), Arc::clone(&self.session));
            tokio::spawn(async move { ask_settings(&client, &session).await });
        }
    }

    async fn did_change_workspace_folders(&self, params: lsp::DidChangeWorkspaceFoldersParams) {
        let uris =
            |folders: Vec<lsp::WorkspaceFolder>| folders.into_iter().map(|f| f.uri).collect::<Vec<_>>();
        self.session.disk.change_folders(&uris(params.event.added), &uris(params.event.removed));
        self.session.ring_checked();
    }

    async fn did_change_watched_files(&self, params: lsp::DidChangeWatchedFilesParams) {
        if params.changes.iter().any(|c| c.uri.path().as_str().ends_with(".toml")) {
            self.session.files_changed();
        }
        // Files are read again by their time of change when they are asked for; only those who wait must be told.
        self.session.ring_checked();
    }

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        let (uri, position) = place(params.text_document_position_params);
        self.answer(&uri, move |page| hover::hover(page, position)).await
    }

    async fn document_symbol(
        &self,
        params: lsp::DocumentSymbolParams,
    ) -> Result<Option<lsp::DocumentSymbolResponse>> {
        let kinds = self.session.settings().outline;
        self.answer_newest(&params.text_document.uri, move |page| Some(outline::symbols(page, kinds))).await
    }

    async fn goto_definition(
        &self,
        params: lsp::GotoDefinitionParams,
    ) -> Result<Option<lsp::GotoDefinitionResponse>> {
        let (uri, position) = place(params.text_document_position_params);
        self.answer(&uri, move |page| navigation::definition(page, position)).await
    }

    async fn document_highlight(
        &self,
        params: lsp::DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        let (uri, position) = place(params.text_document_position_params);
        self.answer(&uri, move |page| navigation::highlights(page, position)).await
    }

    async fn references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        let (uri, position) = place(params.text_document_position);
        let definitions = params.context.include_declaration;
        let here = self.answer(&uri, move |page| {
            let subject = navigation::subject(page, position)?;
            Some((navigation::references(page, &subject, definitions), navigation::shared(page, &subject)))
        });
        match here.await? {
            Some((here, Some((subject, entry)))) => {
                let elsewhere = self.everywhere(None, move |all, agreement, _| {
                    let others = all.iter().filter(|(other, _)| *other != uri);
                    let pages = others.map(|(uri, snapshot)| Page { uri, snapshot, agreement });
                    pages.flat_map(|p| navigation::references(p, &subject, definitions)).collect::<Vec<_>>()
                });
                let entry = entry.filter(|_| definitions);
                Ok(Some(here.into_iter().chain(elsewhere.await?).chain(entry).collect()))
            }
            found => Ok(found.map(|(here, _)| here)),
        }
    }

    async fn prepare_rename(
        &self,
        params: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResponse>> {
        let (uri, position) = place(params);
        self.answer(&uri, move |page| rename::prepare(page, position)).await
    }

    async fn rename(&self, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
        let (uri, position) = place(params.text_document_position);
        let new = params.new_name;
        let Some(id) = self.answer(&uri, move |page| rename::id(page, position)).await? else {
            return Ok(None);
        };
        let changes = self.everywhere(None, move |all, agreement, _| {
            let pages = all.iter().map(|(uri, snapshot)| Page { uri, snapshot, agreement });
            let mut edits = pages
                .map(|p| Ok((p.uri.clone(), rename::edits(p, &id, &new)?)))
                .collect::<std::result::Result<Vec<_>, Refusal>>()?;
            let houses: Vec<_> = all.iter().map(|(_, s)| Arc::clone(&s.house)).collect();
            let registries = registry::rename(&houses, &id, &new, agreement.encoding);
            edits.extend(registries.map_err(|registry::Taken| Refusal::Taken)?);
            Ok(edits)
        });
        let refused = |why| match why {
            Refusal::NotAnId => {
                Error::invalid_params("an id is a letter followed by letters, digits, - and _")
            }
            Refusal::Taken => Error::invalid_params("the registry has an entry with this id already"),
        };
        let changes: HashMap<_, _> =
            changes.await?.map_err(refused)?.into_iter().filter(|(_, e)| !e.is_empty()).collect();
        Ok(Some(lsp::WorkspaceEdit { changes: Some(changes), ..lsp::WorkspaceEdit::default() }))
    }

    async fn symbol(
        &self,
        params: lsp::WorkspaceSymbolParams,
    ) -> Result<Option<lsp::WorkspaceSymbolResponse>> {
        let token = params.work_done_progress_params.work_done_token;
        let found = self.everywhere(token, move |all, agreement, _| {
            let pages = all.iter().map(|(uri, snapshot)| Page { uri, snapshot, agreement });
            pages.flat_map(|p| symbols::search(p, &params.query)).take(MOST_SYMBOLS).collect()
        });
        Ok(Some(lsp::WorkspaceSymbolResponse::Nested(found.await?)))
    }

    async fn document_link(&self, params: lsp::DocumentLinkParams) -> Result<Option<Vec<lsp::DocumentLink>>> {
        self.answer_newest(&params.text_document.uri, |page| Some(links::links(page))).await
    }

    async fn inlay_hint(&self, params: lsp::InlayHintParams) -> Result<Option<Vec<lsp::InlayHint>>> {
        let wanted = self.session.settings().hints;
        self.answer(&params.text_document.uri, move |page| Some(inlay::hints(page, params.range, wanted)))
            .await
    }

    async fn folding_range(&self, params: lsp::FoldingRangeParams) -> Result<Option<Vec<lsp::FoldingRange>>> {
        self.answer_newest(&params.text_document.uri, |page| Some(folding::folds(page))).await
    }

    async fn selection_range(
        &self,
        params: lsp::SelectionRangeParams,
    ) -> Result<Option<Vec<lsp::SelectionRange>>> {
        let positions = params.positions;
        self.answer(&params.text_document.uri, |page| Some(selection::selections(page, positions))).await
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        if !self.session.settings().lenses {
            return Ok(None);
        }
        self.answer_newest(&params.text_document.uri, |page| Some(lens::lenses(page))).await
    }

    async fn semantic_tokens_full(
        &self,
        params: lsp::SemanticTokensParams,
    ) -> Result<Option<lsp::SemanticTokensResult>> {
        let uri = params.text_document.uri;
        let tokens = self.answer_newest(&uri, |page| Some(semantic::tokens(page, None))).await?;
        Ok(tokens.map(|tokens| self.session.colours.remember(&uri, tokens).into()))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: lsp::SemanticTokensDeltaParams,
    ) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
        let uri = params.text_document.uri;
        let tokens = self.answer_newest(&uri, |page| Some(semantic::tokens(page, None))).await?;
        Ok(tokens.map(|tokens| self.session.colours.delta(&uri, &params.previous_result_id, tokens)))
    }

    async fn semantic_tokens_range(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Result<Option<lsp::SemanticTokensRangeResult>> {
        let range = params.range;
        self.answer(&params.text_document.uri, move |page| Some(semantic::tokens(page, Some(range)).into()))
            .await
    }

    async fn completion(&self, params: lsp::CompletionParams) -> Result<Option<lsp::CompletionResponse>> {
        let (uri, position) = place(params.text_document_position);
        self.answer(&uri, move |page| Some(completion::complete(page, position))).await
    }

    async fn completion_resolve(&self, mut item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        let Some(uri) = completion::document(&item) else { return Ok(item) };
        let data = item.data.clone().unwrap_or_default();
        item.documentation = self.answer(&uri, move |page| completion::documentation(page, &data)).await?;
        Ok(item)
    }

    async fn formatting(&self, params: lsp::DocumentFormattingParams) -> Result<Option<Vec<lsp::TextEdit>>> {
        self.answer(&params.text_document.uri, |page| Some(formatting::format(page))).await
    }

    async fn code_action(&self, params: lsp::CodeActionParams) -> Result<Option<lsp::CodeActionResponse>> {
        let (range, context) = (params.range, params.context);
        self.answer_checked(&params.text_document.uri, move |page| {
            Some(actions::actions(page, range, &context))
        })
        .await
    }

    async fn diagnostic(
        &self,
        params: lsp::DocumentDiagnosticParams,
    ) -> Result<lsp::DocumentDiagnosticReportResult> {
        let (uri, previous) = (params.text_document.uri, params.previous_result_id);
        let session = &self.session;
        let snapshot = session.newest(&uri, true);
        match snapshot.await {
            Ok(Some(snapshot)) => {
                let agreement = session.agreement();
                let page = Page { uri: &uri, snapshot: &snapshot, agreement: &agreement };
                Ok(diagnostics::report(page, previous.as_deref()).into())
            }
            Ok(None) => {
                session.asked_early(&uri);
                Ok(self.closed_report(uri, previous).await?.into())
            }
            Err(Modified) => Err(pull::try_again()),
        }
    }

    async fn workspace_diagnostic(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReportResult> {
        let known = Arc::new(Known::new(params.previous_result_ids));
        let mut token = params.work_done_progress_params.work_done_token;
        // Clients ask again as soon as they are answered: while nothing changes for this one the answer can wait, also where
        // what it knows already is only now noted as checked.
        let end = tokio::time::Instant::now() + HELD;
        loop {
            let next = self.session.next_check();
            let (items, changed) = self.workspace_reports(&known, token.take()).await?;
            if changed || known.is_empty() || tokio::time::Instant::now() >= end {
                return Ok(lsp::WorkspaceDiagnosticReport { items }.into());
            }
            let _ = tokio::time::timeout_at(end, next).await;
        }
    }
}

/// How many symbols of a workspace are sent at most.
const MOST_SYMBOLS: usize = 1000;

impl Backend {
    /// The report on every document, and whether any of them is new to the client.
    async fn workspace_reports(
        &self,
        known: &Arc<Known>,
        token: Option<lsp::ProgressToken>,
    ) -> Result<(Vec<lsp::WorkspaceDocumentDiagnosticReport>, bool)> {
        let (known, open) = (Arc::clone(known), self.session.open_identities());
        let work = move |all: &All, agreement: &Agreement, _: &Cancel| {
            pull::workspace_reports(all, &open, &known, agreement)
        };
        self.everywhere(token, work).await
    }

    /// The report on a document that is not open: on the file, where it is one of the workspace.
    async fn closed_report(
        &self,
        uri: lsp::Uri,
        previous: Option<String>,
    ) -> Result<lsp::DocumentDiagnosticReport> {
        let work = move |all: &All, agreement: &Agreement, _: &Cancel| {
            let document = identity(&uri);
            let (_, snapshot) = all.iter().find(|(other, _)| identity(other) == document)?;
            Some(diagnostics::report(Page { uri: &uri, snapshot, agreement }, previous.as_deref()))
        };
        let nothing = || lsp::RelatedFullDocumentDiagnosticReport::default().into();
        Ok(self.everywhere(None, work).await?.unwrap_or_else(nothing))
    }

    /// `$/setTrace`
    pub async fn set_trace(&self, params: lsp::SetTraceParams) {
        self.session.set_trace(params.value != lsp::TraceValue::Off);
    }

    /// `newsmark/quotes`
    pub async fn quotes(&self, params: panels::Params) -> Result<Option<Vec<panels::Voice>>> {
        self.answer_newest(&params.text_document.uri, |page| Some(panels::quotes(page))).await
    }

    /// `newsmark/entities`
    pub async fn entities(&self, params: panels::Params) -> Result<Option<Vec<panels::Named>>> {
        self.answer_newest(&params.text_document.uri, |page| Some(panels::entities(page))).await
    }

    /// `newsmark/timeline`
    pub async fn timeline(&self, params: panels::Params) -> Result<Option<panels::Timeline>> {
        self.answer_newest(&params.text_document.uri, |page| Some(panels::timeline(page))).await
    }

    /// `window/workDoneProgress/cancel`
    pub async fn cancel_progress(&self, params: lsp::WorkDoneProgressCancelParams) {
        self.session.running.cancel(&params.token);
    }
}
