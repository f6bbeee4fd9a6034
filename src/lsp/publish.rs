//! Writing findings out: one task, in order, and of several lists for one document only the newest.

use super::lane::Lane;
use serde::Serialize;
use std::collections::HashMap;
use std::time::Duration;
use tokio::io::AsyncWrite;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::ls_types as lsp;

/// The findings of one version of one document.
#[derive(Debug)]
pub struct Publication {
    /// Which document.
    pub uri: lsp::Uri,
    /// Which version; `None` when it is closed.
    pub version: Option<i32>,
    /// All of its findings.
    pub diagnostics: Vec<lsp::Diagnostic>,
}

/// The way to the task that publishes.
#[derive(Clone, Debug)]
pub struct Publisher {
    queue: UnboundedSender<Message>,
}

/// What the task is asked to send.
#[derive(Debug)]
enum Message {
    Publish(Publication),
    /// Tell a client that pulls to pull again.
    Refresh,
    /// Tell the client to ask again for what it shows beside findings.
    RefreshViews(Views),
    /// Tell the client that something went wrong here.
    Complain(String),
}

/// What a client shows beside findings and can be told to ask for again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Views {
    /// Inlay hints.
    pub hints: bool,
    /// Code lenses.
    pub lenses: bool,
    /// Semantic tokens.
    pub colours: bool,
}

impl Publisher {
    /// The way to the task, and the task. Findings go out on `lane`, all else through `client`.
    pub fn of<W: AsyncWrite>(client: Client, lane: Lane<W>) -> (Self, impl Future<Output = ()>) {
        let (queue, received) = unbounded_channel();
        (Self { queue }, run(client, lane, received))
    }

    /// Hands a list over; never waits. After the end of the session it does nothing.
    pub fn publish(&self, publication: Publication) {
        let _ = self.queue.send(Message::Publish(publication));
    }

    /// Asks a client that pulls to pull again; never waits.
    pub fn refresh(&self) {
        let _ = self.queue.send(Message::Refresh);
    }

    /// Asks for `views` to be asked for again; never waits.
    pub fn refresh_views(&self, views: Views) {
        if views != Views::default() {
            let _ = self.queue.send(Message::RefreshViews(views));
        }
    }

    /// Writes to the client's log that something went wrong; never waits.
    pub fn complain(&self, message: String) {
        let _ = self.queue.send(Message::Complain(message));
    }
}

/// How long the client may take to answer; the answer says nothing, so nobody waits for it.
const ANSWER: Duration = Duration::from_secs(10);

async fn run<W: AsyncWrite>(client: Client, lane: Lane<W>, mut received: UnboundedReceiver<Message>) {
    let mut batch = Vec::new();
    while received.recv_many(&mut batch, 64).await > 0 {
        let refresh = batch.iter().any(|m| matches!(m, Message::Refresh));
        let views = batch.iter().find_map(|m| match m {
            Message::RefreshViews(views) => Some(*views),
            _ => None,
        });
        for message in &batch {
            if let Message::Complain(message) = message {
                client.log_message(lsp::MessageType::ERROR, message).await;
            }
        }
        for publication in newest(&mut batch) {
            if let Some(body) = written(publication) {
                lane.send(&body).await;
            }
        }
        if let Some(views) = views {
            tokio::spawn(ask_again(client.clone(), views));
        }
        if refresh {
            let client = client.clone();
            tokio::spawn(async move {
                let _ = tokio::time::timeout(ANSWER, client.workspace_diagnostic_refresh()).await;
            });
        }
    }
}

/// A notification of the protocol.
#[derive(Serialize)]
struct Notification<P> {
    jsonrpc: &'static str,
    method: &'static str,
    params: P,
}

/// The message that publishes a list.
fn written(publication: Publication) -> Option<Vec<u8>> {
    let Publication { uri, version, diagnostics } = publication;
    let method = <lsp::notification::PublishDiagnostics as lsp::notification::Notification>::METHOD;
    let params = lsp::PublishDiagnosticsParams::new(uri, diagnostics, version);
    serde_json::to_vec(&Notification { jsonrpc: "2.0", method, params }).ok()
}

/// Has the client ask again for `views`, one after the other.
async fn ask_again(client: Client, views: Views) {
    if views.hints {
        let _ = tokio::time::timeout(ANSWER, client.inlay_hint_refresh()).await;
    }
    if views.lenses {
        let _ = tokio::time::timeout(ANSWER, client.code_lens_refresh()).await;
    }
    if views.colours {
        let _ = tokio::time::timeout(ANSWER, client.semantic_tokens_refresh()).await;
    }
}

/// The last publication of each document, in order; empties `batch`.
fn newest(batch: &mut Vec<Message>) -> Vec<Publication> {
    let lists: Vec<Publication> = batch
        .drain(..)
        .filter_map(|m| match m {
            Message::Publish(publication) => Some(publication),
            Message::Refresh | Message::RefreshViews(_) | Message::Complain(_) => None,
        })
        .collect();
    let last: HashMap<lsp::Uri, usize> = lists.iter().enumerate().map(|(i, p)| (p.uri.clone(), i)).collect();
    let indexed = lists.into_iter().enumerate();
    indexed.filter(|(i, p)| last.get(&p.uri) == Some(i)).map(|(_, p)| p).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_lists_for_a_document_only_the_newest_is_written() {
        let list = |uri: &str, version| {
            let uri = uri.parse().expect("a URI");
            Message::Publish(Publication { uri, version: Some(version), diagnostics: Vec::new() })
        };
        let mut batch = vec![list("file:///a", 1), list("file:///b", 7), list("file:///a", 2)];
        let kept: Vec<Option<i32>> = newest(&mut batch).iter().map(|p| p.version).collect();
        assert_eq!(kept, [Some(7), Some(2)]);
    }
}
