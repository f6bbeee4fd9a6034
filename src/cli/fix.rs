//! `lint --fix` and `lint --diff`.

use super::lint::shown_path;
use crate::analysis::{Options, Story};
use crate::lint::{Linter, apply_safe_fixes};
use crate::syntax::Format;
use std::path::Path;

/// Rounds after which fixing stops: a fix may make room for another.
const ROUNDS: usize = 8;

/// A text with all safe fixes applied, and how many there were.
pub fn fixed(linter: &Linter, text: &str, format: Format, options: &Options) -> (String, usize) {
    let (mut text, mut count) = (text.to_owned(), 0);
    for _ in 0..ROUNDS {
        let run = linter.run(&Story::read(&text, format, options.clone()));
        let applied = apply_safe_fixes(&text, &run.diagnostics);
        if applied.count == 0 {
            break;
        }
        count += applied.count;
        text = applied.text;
    }
    (text, count)
}

/// The difference as a patch.
pub fn difference(path: &Path, old: &str, new: &str) -> String {
    let path = shown_path(path);
    let diff = similar::TextDiff::from_lines(old, new);
    diff.unified_diff().context_radius(1).header(&path, &path).to_string()
}
