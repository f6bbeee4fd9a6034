//! Words that say when somebody has an office.

use super::entries;
use std::sync::LazyLock;

static NOT_NOW: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/past_offices.txt")).collect());
static SOLE: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/sole_offices.txt")).collect());

/// Whether a story has one bearer of the office at a time, whom it may mean from far off: “the pope”.
pub fn is_sole(word: &str) -> bool {
    SOLE.iter().any(|w| w.eq_ignore_ascii_case(word))
}

/// Whether a word such as “former” says that an office is not held on the day, whatever its capitals.
pub fn is_not_now(word: &str) -> bool {
    let stem = word.split('-').next().unwrap_or(word);
    NOT_NOW.iter().any(|w| w.eq_ignore_ascii_case(word) || w.eq_ignore_ascii_case(stem))
}
