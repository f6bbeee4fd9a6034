//! Standard output without a thread in between, as long as the client keeps reading.
//!
//! The runtime's own standard output hands every message to another thread, and waiting for that to wake takes longer
//! than reading an article does. Here what a pipe or socket takes at once is written at once; only where the client
//! does not keep up the rest goes the long way, so that nothing here ever waits for it.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncWrite, Stdout, stdout};

/// How much a pipe that can be written to takes without waiting, in bytes (`PIPE_BUF` of Linux; POSIX warrants 512, and
/// every system that we know of has this much or does not say that it is ready).
#[cfg(target_os = "linux")]
const AT_ONCE: usize = 4096;
#[cfg(all(unix, not(target_os = "linux")))]
const AT_ONCE: usize = 512;

/// Standard output of the process.
pub struct Output {
    slow: Stdout,
    /// Whether the slow way has something that may not have been written yet.
    behind: bool,
}

/// Standard output. There is to be one only.
pub fn open() -> Output {
    Output { slow: stdout(), behind: false }
}

impl AsyncWrite for Output {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if !self.behind
            && let Some(written) = write_at_once(bytes)
        {
            return Poll::Ready(written);
        }
        self.behind = true;
        Pin::new(&mut self.slow).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.behind {
            ready!(Pin::new(&mut self.slow).poll_flush(context))?;
            self.behind = false;
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.slow).poll_shutdown(context)
    }
}

/// Writes what can be written without waiting; `None` where nothing can.
#[cfg(unix)]
fn write_at_once(bytes: &[u8]) -> Option<io::Result<usize>> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let output = io::stdout();
    let mut waits = [PollFd::new(&output, PollFlags::OUT)];
    let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
    let able = poll(&mut waits, Some(&at_once)).is_ok_and(|ready| ready > 0);
    if !able || !waits[0].revents().contains(PollFlags::OUT) {
        return None;
    }
    let room = if bytes.len() > AT_ONCE { room(&output).max(AT_ONCE) } else { AT_ONCE };
    Some(rustix::io::write(&output, &bytes[..bytes.len().min(room)]).map_err(io::Error::from))
}

/// How much an empty pipe takes, in bytes; 0 where it is not empty, or none.
#[cfg(target_os = "linux")]
fn room(output: &io::Stdout) -> usize {
    let empty = || rustix::io::ioctl_fionread(output).is_ok_and(|unread| unread == 0);
    rustix::pipe::fcntl_getpipe_size(output).ok().filter(|_| empty()).unwrap_or(0)
}

#[cfg(all(unix, not(target_os = "linux")))]
fn room(_: &io::Stdout) -> usize {
    0
}

#[cfg(not(unix))]
fn write_at_once(_: &[u8]) -> Option<io::Result<usize>> {
    None
}
