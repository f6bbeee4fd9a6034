//! Words by which copy names, or does not name, where it has something from.

use super::entries;
use std::sync::LazyLock;

static VAGUE: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/vague_sources.txt")).collect());

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

static NUMBERS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/vague_numbers.txt")).collect());

/// Whether `word` says only that there are several: it may stand alone, or in front of a vague source.
pub fn is_number_of(word: &str) -> bool {
    NUMBERS.contains(&word.to_lowercase().as_str())
}

static SORTS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/vague_sorts.txt")).collect());

/// Whether `word` in front of a vague source leaves it as vague as it is.
pub fn is_sort_of(word: &str) -> bool {
    SORTS.contains(&word.to_lowercase().as_str())
}

static LOADED: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/loaded_verbs.txt")).collect());

/// Whether `verb`, in small letters, judges what it reports.
pub fn is_loaded(verb: &str) -> bool {
    LOADED.binary_search(&verb).is_ok()
}

static PLURAL: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/plural_sources.txt")).collect());

/// Whether `word`, in small letters, stands for several people who are not named.
pub fn is_plural_source(word: &str) -> bool {
    PLURAL.contains(&word)
}

static JUDGING: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/judging.txt")).collect());

/// Whether `verb`, in small letters, judges, so that the words behind it are its subject's: “blamed”.
pub fn is_judging(verb: &str) -> bool {
    JUDGING.binary_search(&verb).is_ok()
}

static PERCEIVED: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/perceived.txt")).collect());

/// Whether `participle`, in small letters, says that somebody was heard or seen.
pub fn is_perceived(participle: &str) -> bool {
    PERCEIVED.binary_search(&participle).is_ok()
}

static RECORDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/records.txt")).collect());

/// Whether `word` is something that words can be heard in or read in again, such as a film or a letter.
pub fn is_record(word: &str) -> bool {
    RECORDS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// The plainest verb of saying in the past and in the present.
const SAYING: [&str; 2] = ["said", "says"];

/// The plainest verb of saying, in the past or in the present.
pub fn saying(past: bool) -> &'static str {
    SAYING[usize::from(!past)]
}

/// Whether `verb` is the plainest verb of saying in the past; `None` where it is another verb.
pub fn tense_of_saying(verb: &str) -> Option<bool> {
    SAYING.iter().position(|v| *v == verb).map(|at| at == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loaded_verbs_are_found() {
        assert!(LOADED.is_sorted(), "en/loaded_verbs.txt is in order of the alphabet");
        assert!(is_loaded("claimed") && !is_loaded("said"));
        assert!(RECORDS.is_sorted(), "en/records.txt is in order of the alphabet");
    }
}
