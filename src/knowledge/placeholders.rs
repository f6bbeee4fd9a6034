//! What writers leave in copy to be filled in later.

use super::entries;
use std::sync::LazyLock;

static WORDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/placeholders.txt")).collect());
static PHRASES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/placeholder_phrases.txt")).collect());
static NOTES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/bracket_notes.txt")).collect());

/// Words that stand for something to come, as they are typed: `TK`, `XXX`.
pub fn words() -> &'static [&'static str] {
    &WORDS
}

/// Whether all of [`words`] are capitals throughout, so that no word with small letters can be one.
pub fn are_capitals() -> bool {
    static CAPITALS: LazyLock<bool> = LazyLock::new(|| {
        let capitals = |word: &&str| word.chars().filter(|c| c.is_uppercase()).count() > 1;
        let small = |word: &&str| word.chars().any(char::is_lowercase);
        words().iter().all(|w| capitals(w) && !small(w))
    });
    *CAPITALS
}

/// Whether the two words are a phrase that only looks as if it had a placeholder: `TODO list`.
pub fn is_phrase(first: &str, second: &str) -> bool {
    PHRASES.iter().any(|phrase| phrase.split_once(' ') == Some((first, second)))
}

/// Whether `note`, the text between square brackets, is a note to the desk: `NAME`, `check spelling`.
pub fn is_note(note: &str) -> bool {
    let note = note.trim().to_lowercase();
    NOTES.contains(&note.as_str())
}
