//! Writing findings out: one task, in order, and of several lists for one document only the newest.

use std::collections::HashMap;
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
    queue: UnboundedSender<Publication>,
}

impl Publisher {
    /// Starts the task on the current runtime.
    pub fn start(client: Client) -> Self {
        let (queue, received) = unbounded_channel();
        tokio::spawn(run(client, received));
        Self { queue }
    }

    /// Hands a list over; never waits. After the end of the session it does nothing.
    pub fn publish(&self, publication: Publication) {
        let _ = self.queue.send(publication);
    }
}

async fn run(client: Client, mut received: UnboundedReceiver<Publication>) {
    let mut batch = Vec::new();
    while received.recv_many(&mut batch, 64).await > 0 {
        for publication in newest(&mut batch) {
            let Publication { uri, version, diagnostics } = publication;
            client.publish_diagnostics(uri, diagnostics, version).await;
        }
    }
}

/// The last publication of each document, in order; empties `batch`.
fn newest(batch: &mut Vec<Publication>) -> Vec<Publication> {
    let last: HashMap<lsp::Uri, usize> = batch.iter().enumerate().map(|(i, p)| (p.uri.clone(), i)).collect();
    let indexed = batch.drain(..).enumerate();
    indexed.filter(|(i, p)| last.get(&p.uri) == Some(i)).map(|(_, p)| p).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_lists_for_a_document_only_the_newest_is_written() {
        let list = |uri: &str, version| Publication {
            uri: uri.parse().expect("a URI"),
            version: Some(version),
            diagnostics: Vec::new(),
        };
        let mut batch = vec![list("file:///a", 1), list("file:///b", 7), list("file:///a", 2)];
        let kept: Vec<Option<i32>> = newest(&mut batch).iter().map(|p| p.version).collect();
        assert_eq!(kept, [Some(7), Some(2)]);
    }
}
