//! Who supplies pictures.

use super::entries;
use std::sync::LazyLock;

static AGENCIES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/picture_agencies.txt")).collect());

/// Whether the word names an agency for pictures.
pub fn is_agency(word: &str) -> bool {
    AGENCIES.contains(&word)
}
