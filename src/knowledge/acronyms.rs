//! Acronyms that need no introduction.

use super::entries;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static KNOWN: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/known_acronyms.txt")).collect());

/// Whether every reader knows the acronym.
pub fn is_known(acronym: &str) -> bool {
    KNOWN.contains(acronym)
}

/// Whether it has the form of a call sign of an American station, which stands for nothing.
pub fn is_call_sign(acronym: &str) -> bool {
    acronym.len() == 4 && acronym.starts_with(['K', 'W'])
}

static KINDS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/acronym_kinds.txt")).collect());

/// Whether `noun`, beside an acronym, says what sort of thing it is.
pub fn is_kind(noun: &str) -> bool {
    KINDS.contains(noun)
}
