//! The language server: the protocol on one side, [`crate::features`] on the other.
//!
//! This module is the only one that names types of the protocol. How one keystroke flows:
//! the handler applies the change to the rope before its first await (handlers run
//! concurrently, and only what happens before the first await is in order), the worker
//! brings analysis and findings up to the newest version, and a publisher task
//! writes them out, newest first come. No handler waits for the client. The worker has
//! a thread of its own; documents that take it no time it reads between two messages,
//! since waking a thread takes longer than that.

mod adapters;
mod backend;
mod capabilities;
mod check;
mod convert;
mod disk;
mod document;
mod driver;
mod frames;
mod houses;
mod journal;
mod lane;
mod parent;
mod progress;
mod publish;
mod pull;
mod session;
pub mod settings;
mod settle;
mod stdout;
mod trace;
mod watch;
mod work;
mod worker;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::{LspService, Server};

/// How many requests may be in flight; one that waits never keeps the next from being read.
const CONCURRENCY: usize = 1024;

/// How long work that is still going on may hold up the end of the process.
const LINGER: Duration = Duration::from_millis(500);

/// Serves one client over standard input and output until it says `exit` or goes away.
///
/// The exit code is 0 after `shutdown` and 1 without, as the protocol says.
///
/// `log` is a file to write down what the server does; it holds nothing of any article.
pub fn run(log: Option<&Path>) -> ExitCode {
    journal::watch_for_faults();
    let journal = match log.map(journal::Journal::open) {
        None => journal::Journal::default(),
        Some(Ok(journal)) => journal,
        Some(Err(error)) => {
            eprintln!("newsmark: cannot write the log: {error}");
            return ExitCode::from(3);
        }
    };
    let in_order = driver::runtime().and_then(|runtime| {
        let served = driver::run(&runtime, |input| serve_noting(journal, input, stdout::open()));
        // Whatever still waits must not hold up the end.
        runtime.shutdown_background();
        served
    });
    match in_order {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("newsmark: cannot start: {error}");
            ExitCode::from(3)
        }
    }
}

/// Serves one client over `input` and `output` until it says `exit` or `input` ends; whether it said `shutdown` before.
///
/// For a client in the same process. Needs a tokio runtime with I/O and time.
pub async fn serve<R, W>(input: R, output: W) -> bool
where
    R: AsyncRead + Unpin,
    W: AsyncWrite,
{
    serve_noting(journal::Journal::default(), input, output).await
}

async fn serve_noting<R, W>(journal: journal::Journal, input: R, output: W) -> bool
where
    R: AsyncRead + Unpin,
    W: AsyncWrite,
{
    let session = Arc::new(session::Session::new(journal));
    let (output, lane) = lane::part(output);
    let mut made = None;
    let (service, socket) = LspService::build(|client| {
        let (publisher, publishing) = publish::Publisher::of(client.clone(), lane);
        let reading = worker::start(Arc::clone(&session), publisher);
        made = Some((client.clone(), publishing, reading));
        backend::Backend::new(client, Arc::clone(&session))
    })
    .custom_method("$/setTrace", backend::Backend::set_trace)
    .custom_method("window/workDoneProgress/cancel", backend::Backend::cancel_progress)
    .custom_method("newsmark/quotes", backend::Backend::quotes)
    .custom_method("newsmark/entities", backend::Backend::entities)
    .custom_method("newsmark/timeline", backend::Backend::timeline)
    .finish();
    let Some((client, publishing, reading)) = made else { return false };
    let service = trace::Traced::new(service, client, Arc::clone(&session));
    let gone = session.client_gone();
    let input = frames::Frames::new(parent::Watched::new(input, Arc::clone(&session)));
    let server = Server::new(input, output, socket).concurrency_level(CONCURRENCY).serve(service);
    // In this order: what is read at once is read when all messages have been taken in, and then it is published.
    tokio::select! {
        biased;
        () = server => {}
        () = async { tokio::join!(reading, publishing); std::future::pending().await } => {}
        () = async { gone.await; tokio::time::sleep(LINGER).await } => {}
    }
    session.stop();
    session.was_shut_down()
}
