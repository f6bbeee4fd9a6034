//! What a name is compared by: hashes of its forms, so that joining a story's names reads no text.

use super::regions::{Shape, Word};
use crate::knowledge::gazetteer::{self, hash};

/// Hashes of the forms of one name, whatever its capitals. Equal forms have equal hashes; 0 stands for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct NameKeys {
    /// The whole name; of a country or body with several names the one it goes by.
    pub whole: u64,
    /// The first word.
    pub first: u64,
    /// The last word.
    pub last: u64,
    /// The first letters of the words that are no connectors, for three words or more; of `International Atomic
    /// Energy Agency` that is `iaea`. For two words too, if the name is no person’s.
    pub initials: u64,
    /// Number of words.
    pub words: u8,
    /// First letter of the first word.
    pub letter: u32,
    /// Whether the first word is an initial.
    pub initial_first: bool,
}

/// The keys of a name that the writer has marked, from its text alone.
pub fn of_marked(name: &str) -> NameKeys {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().map(|w| w.trim_end_matches('.')).collect();
    let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
    NameKeys {
        whole: gazetteer::form_key(name),
        first: words.first().map_or(0, |w| hash(w)),
        last: words.last().map_or(0, |w| hash(w)),
        initials: if words.len() > 1 { hash(&initials) } else { 0 },
        words: words.len().min(u8::MAX as usize) as u8,
        letter: initials.chars().next().map_or(0, u32::from),
        initial_first: words.first().is_some_and(|w| w.chars().count() == 1),
    }
}

/// The keys of a name. `lower` is the whole name in lower case, `texts` holds the words of `words` in lower case.
pub fn of(lower: &str, texts: &str, words: &[Word]) -> NameKeys {
    let whole = gazetteer::lower_key(lower);
    let word = |w: Option<&Word>| w.map_or(0, |w| hash(w.lower.of(texts).trim_end_matches('.')));
    let main = || words.iter().filter(|w| w.shape != Shape::Connector);
    let mut letters = [0u8; 32];
    let mut used = 0;
    for c in main().filter_map(|w| w.lower.of(texts).chars().next()) {
        if used + 4 <= letters.len() {
            used += c.encode_utf8(&mut letters[used..]).len();
        }
    }
    let initials = match std::str::from_utf8(&letters[..used]) {
        Ok(initials) if main().count() > 1 => hash(initials),
        _ => 0,
    };
    let first = words.first();
    NameKeys {
        whole,
        first: word(first),
        last: word(words.last()),
        initials,
        words: words.len().min(255) as u8,
        letter: first.and_then(|w| w.lower.of(texts).chars().next()).map_or(0, u32::from),
        initial_first: first.is_some_and(|w| w.shape == Shape::Initial),
    }
}
