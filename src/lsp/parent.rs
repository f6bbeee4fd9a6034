//! Noticing that the client is gone: its end of standard input closes, or its process ends.

use super::session::Session;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, ReadBuf};

/// How often the client's process is looked for.
const INTERVAL: Duration = Duration::from_secs(2);

/// An input that tells the session when it ends.
pub struct Watched<R> {
    input: R,
    session: Arc<Session>,
}

impl<R> Watched<R> {
    /// Wraps `input`.
    pub fn new(input: R, session: Arc<Session>) -> Self {
        Self { input, session }
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Watched<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.input).poll_read(context, buffer);
        match &polled {
            Poll::Ready(Ok(())) if buffer.filled().len() == before => self.session.lost_client(),
            Poll::Ready(Err(_)) => self.session.lost_client(),
            _ => {}
        }
        polled
    }
}

/// Tells the session when the process `id` has ended; looks every two seconds.
pub async fn watch(id: u32, session: Arc<Session>) {
    while is_alive(id) {
        tokio::time::sleep(INTERVAL).await;
    }
    session.lost_client();
}

#[cfg(unix)]
fn is_alive(id: u32) -> bool {
    let Some(id) = i32::try_from(id).ok().and_then(rustix::process::Pid::from_raw) else { return true };
    // Any answer but "no such process" means that there is one, also one that is not ours.
    rustix::process::test_kill_process(id) != Err(rustix::io::Errno::SRCH)
}

/// Elsewhere the end of standard input has to do.
#[cfg(not(unix))]
fn is_alive(_: u32) -> bool {
    true
}
