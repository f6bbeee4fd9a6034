//! Acronyms that need no introduction.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static KNOWN: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("en/known_acronyms.txt").lines().map(str::trim);
    lines.filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
});

/// Whether every reader knows the acronym.
pub fn is_known(acronym: &str) -> bool {
    KNOWN.contains(acronym)
}
