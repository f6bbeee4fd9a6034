//! Running the session on the thread that waits for the client, so that a message wakes that thread and no other.
//!
//! The runtime has no way to wait for standard input but a thread of its own, and waking a second thread takes as long
//! as reading a short article does. Here one thread sleeps until standard input has something or one of the session's
//! wakers is called, and goes on at once. Timers and whatever is spawned stay the runtime's.

#[cfg(unix)]
mod waiting;

use std::io;
use tokio::runtime::{Builder, Runtime};
#[cfg(unix)]
pub use waiting::run;

/// The runtime for what the session spawns.
pub fn runtime() -> io::Result<Runtime> {
    if cfg!(unix) {
        Builder::new_multi_thread().worker_threads(1).thread_name("newsmark-runtime").enable_all().build()
    } else {
        Builder::new_current_thread().enable_all().build()
    }
}

/// Runs the future that `session` makes of standard input to its end, the runtime's way: nothing here can wait for both.
#[cfg(not(unix))]
pub fn run<F: Future>(
    runtime: &Runtime,
    session: impl FnOnce(tokio::io::Stdin) -> F,
) -> io::Result<F::Output> {
    Ok(runtime.block_on(session(tokio::io::stdin())))
}
