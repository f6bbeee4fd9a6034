//! The protocol's methods. Each handler does its part of the state before its first await, and nothing slow.

use super::capabilities;
use super::document::Snapshot;
use super::parent;
use super::session::{Modified, Session};
use super::settings::Settings;
use super::{hover, outline};
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::{Client, LanguageServer, ls_types as lsp};

/// Documents longer than this, in bytes, are worked on off the I/O task.
const LONG: usize = 64 << 10;

/// One client's server.
pub struct Backend {
    #[allow(dead_code)]
    client: Client,
    session: Arc<Session>,
}

impl Backend {
    /// A server for `client`.
    pub fn new(client: Client, session: Arc<Session>) -> Self {
        Self { client, session }
    }

    /// Answers from the version that is live now. `None` for a document that is not open.
    async fn answer<T, F>(&self, uri: &lsp::Uri, checked: bool, work: F) -> Result<Option<T>>
    where
        T: Send + 'static,
        F: FnOnce(&Snapshot) -> Option<T> + Send + 'static,
    {
        let snapshot = self.session.snapshot(uri, checked);
        match snapshot.await {
            Ok(Some(snapshot)) if snapshot.buffer.len() <= LONG => Ok(work(&snapshot)),
            Ok(Some(snapshot)) => {
                let answer = tokio::task::spawn_blocking(move || work(&snapshot)).await;
                answer.map_err(|_| Error::internal_error())
            }
            Ok(None) => Ok(None),
            Err(Modified) => Err(Error::content_modified()),
        }
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        let agreement = capabilities::agree(&params.capabilities);
        let options = params.initialization_options.unwrap_or_default();
        let capabilities = capabilities::offered(&agreement);
        self.session.agree(agreement, Settings::default().with(&options));
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

    async fn shutdown(&self) -> Result<()> {
        self.session.shut_down();
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        self.session.open(params.text_document);
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        self.session.change(params);
    }

    async fn did_save(&self, params: lsp::DidSaveTextDocumentParams) {
        self.session.save(&params.text_document.uri);
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        self.session.close(params.text_document.uri);
    }

    async fn did_change_configuration(&self, params: lsp::DidChangeConfigurationParams) {
        self.session.set_settings(self.session.settings().with(&params.settings));
    }

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        let lsp::TextDocumentPositionParams { text_document, position } =
            params.text_document_position_params;
        let agreement = self.session.agreement();
        self.answer(&text_document.uri, false, move |s| hover::hover(s, position, &agreement)).await
    }

    async fn document_symbol(
        &self,
        params: lsp::DocumentSymbolParams,
    ) -> Result<Option<lsp::DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        let agreement = self.session.agreement();
        let of = uri.clone();
        self.answer(&uri, false, move |s| Some(outline::symbols(s, &of, &agreement))).await
    }
}
