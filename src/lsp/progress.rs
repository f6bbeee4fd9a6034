//! Showing the client that long work is going on, and letting it stop the work.

use super::work::Cancel;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower_lsp::{Client, ls_types as lsp};

/// Work that is done sooner is not shown, unless the client gave a token for it.
const PATIENCE: Duration = Duration::from_millis(700);

/// How often the client is told how far the work is.
const PACE: Duration = Duration::from_millis(200);

/// How long the client may take to accept a token.
const ANSWER: Duration = Duration::from_secs(5);

/// The work that the client can stop, by token.
#[derive(Debug, Default)]
pub struct Running(Mutex<HashMap<String, Cancel>>);

impl Running {
    fn set(&self, token: &lsp::ProgressToken, cancel: Option<Cancel>) {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match cancel {
            Some(cancel) => running.insert(name(token), cancel),
            None => running.remove(&name(token)),
        };
    }

    /// Stops the work of `token`.
    pub fn cancel(&self, token: &lsp::ProgressToken) {
        let running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cancel) = running.get(&name(token)) {
            cancel.cancel();
        }
    }
}

fn name(token: &lsp::ProgressToken) -> String {
    match token {
        lsp::NumberOrString::Number(number) => format!("#{number}"),
        lsp::NumberOrString::String(text) => text.clone(),
    }
}

/// The worker's end: says how much is done. Dropping it ends the progress.
#[derive(Debug)]
pub struct Meter {
    steps: UnboundedSender<(usize, usize)>,
    last: Instant,
}

impl Meter {
    /// `done` of `total` pieces are done.
    pub fn step(&mut self, done: usize, total: usize) {
        if self.last.elapsed() >= PACE {
            self.last = Instant::now();
            let _ = self.steps.send((done, total));
        }
    }
}

/// Shows work called `title` under the client's `token`, or under one of ours where the client can show progress.
pub fn start(
    client: &Client,
    running: &std::sync::Arc<Running>,
    token: Option<lsp::ProgressToken>,
    may_ask: bool,
    cancel: Cancel,
    title: &'static str,
) -> Meter {
    let (steps, mut received) = unbounded_channel();
    let (client, running) = (client.clone(), std::sync::Arc::clone(running));
    tokio::spawn(async move {
        let begun = Instant::now();
        let mut shown = None;
        if let Some(token) = token {
            begin(&client, &token, title).await;
            running.set(&token, Some(cancel.clone()));
            shown = Some(token);
        }
        while let Some((done, total)) = received.recv().await {
            if shown.is_none() && may_ask && begun.elapsed() >= PATIENCE {
                shown = ask(&client, title).await;
                if let Some(token) = &shown {
                    running.set(token, Some(cancel.clone()));
                }
            }
            if let Some(token) = &shown {
                report(&client, token, done, total).await;
            }
        }
        if let Some(token) = shown {
            running.set(&token, None);
            send(&client, &token, lsp::WorkDoneProgress::End(lsp::WorkDoneProgressEnd::default())).await;
        }
    });
    Meter { steps, last: Instant::now() }
}

async fn ask(client: &Client, title: &str) -> Option<lsp::ProgressToken> {
    let token = lsp::NumberOrString::String(format!("newsmark-{}", super::worker::serial()));
    let asked = client.create_work_done_progress(token.clone());
    tokio::time::timeout(ANSWER, asked).await.ok()?.ok()?;
    begin(client, &token, title).await;
    Some(token)
}

async fn begin(client: &Client, token: &lsp::ProgressToken, title: &str) {
    let begin = lsp::WorkDoneProgressBegin {
        title: title.to_owned(),
        cancellable: Some(true),
        message: None,
        percentage: Some(0),
    };
    send(client, token, lsp::WorkDoneProgress::Begin(begin)).await;
}

async fn report(client: &Client, token: &lsp::ProgressToken, done: usize, total: usize) {
    let report = lsp::WorkDoneProgressReport {
        cancellable: Some(true),
        message: Some(format!("{done} of {total} files")),
        percentage: u32::try_from(done * 100 / total.max(1)).ok(),
    };
    send(client, token, lsp::WorkDoneProgress::Report(report)).await;
}

async fn send(client: &Client, token: &lsp::ProgressToken, value: lsp::WorkDoneProgress) {
    let params =
        lsp::ProgressParams { token: token.clone(), value: lsp::ProgressParamsValue::WorkDone(value) };
    client.send_notification::<lsp::notification::Progress>(params).await;
}
