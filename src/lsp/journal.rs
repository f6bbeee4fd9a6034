//! What the server writes down about itself, for bug reports: never a word of an article, nor the name of a file.
//!
//! `newsmark lsp --log FILE` keeps it in a file that only the user can read. A fault is named by its place in our
//! source, since its message may quote the text that it choked on.

use std::cell::Cell;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// The journal of one process.
#[derive(Debug)]
pub struct Journal {
    begun: Instant,
    file: Option<Mutex<File>>,
}

impl Default for Journal {
    fn default() -> Self {
        Self { begun: Instant::now(), file: None }
    }
}

impl Journal {
    /// A journal kept in the file at `path`, which is begun anew.
    pub fn open(path: &Path) -> std::io::Result<Self> {
        let file = crate::workspace::private_file(path)?;
        let journal = Self { file: Some(Mutex::new(file)), ..Self::default() };
        journal.note(&format!(
            "newsmark {} {} {}, process {}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH,
            std::process::id()
        ));
        Ok(journal)
    }

    /// Whether anybody reads what is noted.
    pub fn is_kept(&self) -> bool {
        self.file.is_some()
    }

    /// Writes a line, with the seconds since the start. A full disk is no reason to stop.
    pub fn note(&self, line: &str) {
        if let Some(file) = &self.file {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = writeln!(file, "{:10.4} {line}", self.begun.elapsed().as_secs_f64());
        }
    }
}

thread_local! {
    static LAST_FAULT: Cell<Option<String>> = const { Cell::new(None) };
}

/// From now on a fault leaves its place behind, and nothing on standard error but that.
pub fn watch_for_faults() {
    std::panic::set_hook(Box::new(|info| {
        let Some(place) = info.location() else { return };
        let place = format!("{}:{}", shortened(place.file()), place.line());
        eprintln!("newsmark: a fault at {place}; please report this");
        LAST_FAULT.set(Some(place));
    }));
}

/// Where this thread's last fault was, as `src/lsp/worker.rs:12`; each is told once.
pub fn last_fault() -> String {
    LAST_FAULT.take().unwrap_or_else(|| "an unknown place".to_owned())
}

/// Makes `place`, a fault of another thread, this thread's last one.
pub fn hand_over(place: String) {
    LAST_FAULT.set(Some(place));
}

/// A path of ours without the folders of whoever built the program.
fn shortened(path: &str) -> &str {
    path.rfind("src/").map_or(path, |at| &path[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn the_file_is_for_the_user_only() {
        use std::os::unix::fs::PermissionsExt;
        let path = std::env::temp_dir().join(format!("newsmark-journal-{}", std::process::id()));
        let journal = Journal::open(&path).expect("a file");
        journal.note("hello");
        let text = std::fs::read_to_string(&path).expect("a file");
        let mode = std::fs::metadata(&path).expect("a file").permissions().mode();
        let _ = std::fs::remove_file(&path);
        assert!(
            text.starts_with("    ") && text.lines().count() == 2 && text.ends_with(" hello\n"),
            "{text}"
        );
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn places_do_not_name_a_home() {
        assert_eq!(shortened("/home/ann/newsmark/src/lsp/mod.rs"), "src/lsp/mod.rs");
        assert_eq!(shortened("src/text/range.rs"), "src/text/range.rs");
    }
}
