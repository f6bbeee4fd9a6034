//! The bar that a person sees while many files are checked.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Once;
use std::time::{Duration, Instant};

/// How long a person waits without a sign: a bar that is gone at once only flickers.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar on standard error, if that is a terminal, for work that lasts.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    watched: bool,
    ascii: bool,
    shown: Once,
}

impl Progress {
    /// For `files` files; `quiet` never shows it, `ascii` draws it without box characters.
    pub fn new(files: usize, quiet: bool, ascii: bool) -> Self {
        let bar = ProgressBar::hidden();
        bar.set_length(files as u64);
        let watched = !quiet && files > 1 && std::io::stderr().is_terminal();
        Self { bar, begun: Instant::now(), watched, ascii, shown: Once::new() }
    }

    /// One more file is done. Called from every thread.
    pub fn done(&self) {
        if !self.watched {
            return;
        }
        self.bar.inc(1);
        if self.begun.elapsed() >= PATIENCE {
            self.shown.call_once(|| {
                let style =
                    ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len} files, {eta} to go");
                let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
                self.bar.set_style(if self.ascii { style.progress_chars("#>-") } else { style });
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            });
        }
    }

    /// Takes the bar off the screen.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
