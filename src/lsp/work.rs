//! Work off the I/O task: few pieces at a time, none that nobody waits for, and a fault ends in an error.

use super::journal;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Semaphore;
use tower_lsp::jsonrpc::{Error, Result};

/// Says that nobody waits for the work any longer: the request was cancelled, or the client is gone.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Whether to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    /// Stops the work.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }
}

/// Cancels when it is dropped, as the future of a cancelled request is.
struct Guard(Cancel);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Where work is done; each lane does a few pieces at a time.
#[derive(Debug)]
pub struct Lanes {
    /// Answers about one long document.
    pub document: Arc<Semaphore>,
    /// Answers about the whole workspace, which read files.
    pub workspace: Arc<Semaphore>,
}

impl Default for Lanes {
    fn default() -> Self {
        Self { document: Arc::new(Semaphore::new(4)), workspace: Arc::new(Semaphore::new(1)) }
    }
}

/// Does `work` off the I/O task when `lane` has room. Work that is cancelled before its turn is never begun.
pub async fn off_task<T, F>(lane: &Arc<Semaphore>, cancel: Cancel, work: F) -> Result<T>
where
    T: Send + 'static,
    F: FnOnce(&Cancel) -> T + Send + 'static,
{
    let guard = Guard(cancel);
    let permit = Arc::clone(lane).acquire_owned().await.map_err(|_| Error::internal_error())?;
    let seen = guard.0.clone();
    let run = move || {
        let _permit = permit;
        (!seen.is_cancelled()).then(|| work(&seen))
    };
    // A fault goes on here, where whoever answers the request sees to it, with its place.
    let run = move || catch_unwind(AssertUnwindSafe(run)).map_err(|fault| (fault, journal::last_fault()));
    match tokio::task::spawn_blocking(run).await {
        Ok(Ok(Some(answer))) => Ok(answer),
        Ok(Ok(None)) => Err(Error::request_cancelled()),
        Ok(Err((fault, place))) => {
            journal::hand_over(place);
            resume_unwind(fault)
        }
        Err(_) => Err(Error::internal_error()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(future)
    }

    #[test]
    fn dropping_a_request_stops_its_work_and_frees_its_lane() {
        block_on(async {
            let lane = Arc::new(Semaphore::new(1));
            let until_stopped = |cancel: &Cancel| {
                while !cancel.is_cancelled() {
                    std::thread::sleep(Duration::from_millis(1));
                }
            };
            let request = off_task(&lane, Cancel::default(), until_stopped);
            assert!(tokio::time::timeout(Duration::from_millis(20), request).await.is_err());
            let next = off_task(&lane, Cancel::default(), |_| 7);
            assert_eq!(tokio::time::timeout(Duration::from_secs(30), next).await, Ok(Ok(7)));
        });
    }

    #[test]
    fn a_fault_reaches_the_request_and_frees_the_lane() {
        let lane = Arc::new(Semaphore::new(1));
        let broken = |_: &Cancel| -> u8 { panic!("on purpose") };
        let request = || block_on(off_task(&lane, Cancel::default(), broken));
        assert!(catch_unwind(AssertUnwindSafe(request)).is_err());
        assert_eq!(block_on(off_task(&lane, Cancel::default(), |_| 7)), Ok(7));
    }
}
