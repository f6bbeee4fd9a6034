//! Words by which copy names, or does not name, where it has something from.

use std::sync::LazyLock;

static VAGUE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("en/vague_sources.txt").lines().map(str::trim);
    lines.filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
});

/// The phrase that introduces a source.
const ACCORDING_TO: &str = "according to";

/// Whether `phrase` introduces a source.
pub fn is_according_to(phrase: &str) -> bool {
    phrase.split_whitespace().eq(ACCORDING_TO.split(' ')) || phrase.eq_ignore_ascii_case(ACCORDING_TO)
}

/// Whether `word`, standing alone behind it, names nobody.
pub fn is_vague(word: &str) -> bool {
    VAGUE.contains(&word.to_lowercase().as_str())
}
