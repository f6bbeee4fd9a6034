//! Words before and at the beginning of a name that say what it names.

use super::entries;
use std::sync::LazyLock;

static PAPERS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/paper_openers.txt")).collect());
static PLACES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/place_adjectives.txt")).collect());

static KINDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/place_kinds.txt")).collect());

static RANKS: LazyLock<Vec<&'static str>> = LazyLock::new(|| entries(include_str!("en/ranks.txt")).collect());

/// Whether a word in lower case, written in capitals before a name, is a rank: *dc*.
pub fn is_rank(lower: &str) -> bool {
    RANKS.contains(&lower)
}

/// Whether `of` behind the word, in lower case, leads to the name of a place: *village*.
pub fn is_kind_of_place(lower: &str) -> bool {
    KINDS.contains(&lower)
}

/// Whether a word in lower case begins the names of newspapers: *daily*.
pub fn opens_paper(lower: &str) -> bool {
    PAPERS.contains(&lower)
}

/// Whether a word in lower case begins the names of small places: *lower*.
pub fn opens_place(lower: &str) -> bool {
    PLACES.contains(&lower)
}
