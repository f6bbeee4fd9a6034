//! One thread that waits for standard input and for the session's wakers at once.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io;
use std::os::fd::OwnedFd;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::runtime::Runtime;

/// Runs the future that `session` makes of standard input to its end. Fails where the system has no pipe left.
pub fn run<F: Future>(runtime: &Runtime, session: impl FnOnce(Input) -> F) -> io::Result<F::Output> {
    let (rung, ring) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
    let bell = Arc::new(Bell { state: AtomicU8::new(AWAKE), ring, reader: Mutex::default() });
    let waker = Waker::from(Arc::clone(&bell));
    let mut context = Context::from_waker(&waker);
    let _entered = runtime.enter();
    let mut session = std::pin::pin!(session(Input { bell: Arc::clone(&bell) }));
    loop {
        bell.state.store(AWAKE, Ordering::Release);
        if let Poll::Ready(output) = session.as_mut().poll(&mut context) {
            return Ok(output);
        }
        bell.sleep(&rung);
    }
}

/// The thread works, and will go on to sleep.
const AWAKE: u8 = 0;

/// It sleeps, so that it has to be woken.
const ASLEEP: u8 = 1;

/// It works, and has to look again before it sleeps.
const RUNG: u8 = 2;

/// What wakes the thread.
struct Bell {
    state: AtomicU8,
    /// A byte written to it ends the sleep.
    ring: OwnedFd,
    /// Who waits for standard input.
    reader: Mutex<Option<Waker>>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.state.swap(RUNG, Ordering::AcqRel) == ASLEEP {
            // A pipe that is full has a byte in it, which is all that is needed.
            let _ = rustix::io::write(&self.ring, &[0]);
        }
    }
}

impl Bell {
    /// Sleeps until the bell is rung or standard input, if somebody waits for it, has something or has ended.
    fn sleep(&self, rung: &OwnedFd) {
        let fell_asleep = self.state.compare_exchange(AWAKE, ASLEEP, Ordering::AcqRel, Ordering::Acquire);
        if fell_asleep.is_err() {
            return;
        }
        let input = io::stdin();
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let mut waits = [PollFd::new(rung, PollFlags::IN), PollFd::new(&input, PollFlags::IN)];
        let count = if reader.is_some() { 2 } else { 1 };
        // Fails only where a signal ends the sleep: then the session looks around and sleeps again.
        let _ = poll(&mut waits[..count], None);
        // Awake again, and about to look around: nobody need ring. Whoever just did has left a byte, which ends the next sleep.
        self.state.swap(AWAKE, Ordering::AcqRel);
        if !waits[0].revents().is_empty() {
            let _ = rustix::io::read(rung, &mut [0; 64]);
        }
        if count == 2
            && !waits[1].revents().is_empty()
            && let Some(reader) = reader.take()
        {
            reader.wake();
        }
    }
}

/// Standard input, read on the thread that [`run`] runs on.
pub struct Input {
    bell: Arc<Bell>,
}

impl AsyncRead for Input {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let input = io::stdin();
        let mut waits = [PollFd::new(&input, PollFlags::IN)];
        let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
        if poll(&mut waits, Some(&at_once)).is_ok_and(|ready| ready > 0) {
            match rustix::io::read(&input, buffer.initialize_unfilled()) {
                Ok(read) => {
                    buffer.advance(read);
                    return Poll::Ready(Ok(()));
                }
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
                Err(error) => return Poll::Ready(Err(error.into())),
            }
        }
        *self.bell.reader.lock().unwrap_or_else(PoisonError::into_inner) = Some(context.waker().clone());
        Poll::Pending
    }
}
