//! A lane for findings beside the framework's way to the client.
//!
//! The framework makes a tree of every message before it writes it, which takes five times as long as writing it: with a
//! hundred findings longer than reading the keystroke. What is already written out goes to the output here, between two
//! messages of the framework.
//!
//! Both sides belong to one task, which is woken as a whole; each keeps a waker of its own all the same.

use super::frames::{self, Step};
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};
use tokio::io::AsyncWrite;

/// The framework's side: an output that holds the lane's messages as well.
pub struct Output<W> {
    shared: Arc<Mutex<Shared<W>>>,
}

/// The other side.
pub struct Lane<W> {
    shared: Arc<Mutex<Shared<W>>>,
}

struct Shared<W> {
    inner: Pin<Box<W>>,
    /// How many bytes of the framework's message are still to come; nothing may stand between them.
    left: usize,
    /// The lane's messages, with their heads.
    waiting: Vec<u8>,
    /// How much of that has been written.
    written: usize,
    /// Who waits for the end of the framework's message.
    waker: Option<Waker>,
}

/// Parts `inner` in two.
pub fn part<W: AsyncWrite>(inner: W) -> (Output<W>, Lane<W>) {
    let inner = Box::pin(inner);
    let shared = Shared { inner, left: 0, waiting: Vec::new(), written: 0, waker: None };
    let shared = Arc::new(Mutex::new(shared));
    (Output { shared: Arc::clone(&shared) }, Lane { shared })
}

fn lock<W>(shared: &Mutex<Shared<W>>) -> MutexGuard<'_, Shared<W>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<W: AsyncWrite> Shared<W> {
    /// Writes the lane's messages, unless the framework is in the middle of one.
    fn poll_lane(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.left > 0 {
            self.waker = Some(context.waker().clone());
            return Poll::Pending;
        }
        while self.written < self.waiting.len() {
            let written = ready!(self.inner.as_mut().poll_write(context, &self.waiting[self.written..]))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.written += written;
        }
        self.waiting.clear();
        self.written = 0;
        Poll::Ready(Ok(()))
    }
}

impl<W: AsyncWrite> Lane<W> {
    /// Writes a message of the protocol; returns when the output has taken it. Where the output has gone, so has whoever
    /// would read it.
    pub async fn send(&self, body: &[u8]) {
        frames::hand_on(&mut lock(&self.shared).waiting, body);
        let _ = poll_fn(|context| {
            let mut shared = lock(&self.shared);
            ready!(shared.poll_lane(context))?;
            shared.inner.as_mut().poll_flush(context)
        })
        .await;
    }
}

impl<W: AsyncWrite> AsyncWrite for Output<W> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let shared = &mut *lock(&self.shared);
        if shared.left == 0 {
            ready!(shared.poll_lane(context))?;
            shared.left = message(bytes);
        }
        let part = &bytes[..bytes.len().min(shared.left)];
        let written = ready!(shared.inner.as_mut().poll_write(context, part))?;
        shared.left -= written;
        if shared.left == 0
            && let Some(waker) = shared.waker.take()
        {
            waker.wake();
        }
        Poll::Ready(Ok(written))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut shared = lock(&self.shared);
        if shared.left == 0 {
            ready!(shared.poll_lane(context))?;
        }
        shared.inner.as_mut().poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        lock(&self.shared).inner.as_mut().poll_shutdown(context)
    }
}

/// Length of the message at the start of `bytes`, with its head. The framework hands over whole heads.
fn message(bytes: &[u8]) -> usize {
    match frames::next(bytes) {
        Step::Message { head, body } => head + body,
        Step::More(missing) => bytes.len() + missing,
        Step::Garbage(_) => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn the_lane_never_writes_into_a_message_of_the_framework() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let read = runtime.block_on(async {
            // Room for five bytes: every message is written in many pieces.
            let (mut reader, writer) = tokio::io::duplex(5);
            let (mut output, lane) = part(writer);
            let answers = async move {
                for body in ["first answer", "second answer", "third answer"] {
                    // Two messages at once, as the framework does where several wait.
                    let both = framed(body) + &framed("more");
                    output.write_all(both.as_bytes()).await.expect("written");
                    output.flush().await.expect("flushed");
                }
            };
            let findings = async move {
                for body in ["one", "two", "three"] {
                    lane.send(body.as_bytes()).await;
                }
            };
            let mut text = String::new();
            let reading = reader.read_to_string(&mut text);
            let (read, (), ()) = tokio::join!(reading, answers, findings);
            read.expect("text");
            text
        });
        let mut bodies = Vec::new();
        let mut rest = read.as_str();
        while !rest.is_empty() {
            let (whole, behind) = rest.split_at(message(rest.as_bytes()));
            bodies.push(whole.split_once("\r\n\r\n").expect("a head").1);
            rest = behind;
        }
        let of =
            |words: &[&str]| -> Vec<&str> { bodies.iter().copied().filter(|b| words.contains(b)).collect() };
        assert_eq!(of(&["one", "two", "three"]), ["one", "two", "three"]);
        let answers = ["first answer", "more", "second answer", "more", "third answer", "more"];
        assert_eq!(of(&answers), answers);
        assert_eq!(bodies.len(), 9);
    }
}
