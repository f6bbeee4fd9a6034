//! What a piece of work costs: CPU time of the thread that does it, so that other work on the machine hardly counts.

use std::time::Duration;

/// CPU time that `work` takes.
pub fn cost<T>(work: impl FnOnce() -> T) -> Duration {
    let start = now();
    let made = work();
    let spent = now().saturating_sub(start);
    drop(made);
    spent
}

#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Elsewhere the time of day has to do.
#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}
