//! The language server: the protocol on one side, [`crate::features`] on the other.
//!
//! This module is the only one that names types of the protocol. How one keystroke flows:
//! the handler applies the change to the rope before its first await (handlers run
//! concurrently, and only what happens before the first await is in order), a worker
//! thread brings analysis and findings up to the newest version, and a publisher task
//! writes them out, newest first come. No handler waits for the client.

mod adapters;
mod backend;
mod capabilities;
mod check;
mod convert;
mod disk;
mod document;
mod houses;
mod parent;
mod publish;
mod session;
mod settings;
mod settle;
mod watch;
mod worker;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::{LspService, Server};

/// How many requests may be in flight; one that waits never keeps the next from being read.
const CONCURRENCY: usize = 256;

/// How long work that is still going on may hold up the end of the process.
const LINGER: Duration = Duration::from_millis(500);

/// Serves one client over standard input and output until it says `exit` or goes away.
///
/// The exit code is 0 after `shutdown` and 1 without, as the protocol says.
pub fn run() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("newsmark: cannot start: {error}");
            return ExitCode::from(3);
        }
    };
    let in_order = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout()));
    // A read from standard input that is still waiting must not hold up the end.
    runtime.shutdown_background();
    if in_order { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// Serves one client over `input` and `output` until it says `exit` or `input` ends; whether it said `shutdown` before.
///
/// For a client in the same process. Needs a tokio runtime with I/O and time.
pub async fn serve<R, W>(input: R, output: W) -> bool
where
    R: AsyncRead + Unpin,
    W: AsyncWrite,
{
    let session = Arc::new(session::Session::default());
    let (service, socket) = LspService::new(|client| {
        let publisher = publish::Publisher::start(client.clone());
        worker::start(Arc::clone(&session), publisher);
        backend::Backend::new(client, Arc::clone(&session))
    });
    let gone = session.client_gone();
    let input = parent::Watched::new(input, Arc::clone(&session));
    let server = Server::new(input, output, socket).concurrency_level(CONCURRENCY).serve(service);
    tokio::select! {
        () = server => {}
        () = async { gone.await; tokio::time::sleep(LINGER).await } => {}
    }
    session.stop();
    session.was_shut_down()
}
