//! Set phrases in which a word for an event tells of none: *line of attack*, *found himself*.
//!
//! The data is `en/event_idioms.txt`; `en/reactions.txt` holds verbs whose object is an event that was before.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The words round the event word of a phrase.
#[derive(Debug)]
pub struct Idiom {
    /// Those before it, in order.
    pub before: Vec<&'static str>,
    /// Those behind it, in order.
    pub behind: Vec<&'static str>,
}

static IDIOMS: LazyLock<FxHashMap<&'static str, Vec<Idiom>>> = LazyLock::new(|| {
    let mut idioms: FxHashMap<&'static str, Vec<Idiom>> = FxHashMap::default();
    for line in super::entries(include_str!("en/event_idioms.txt")) {
        let mut parts = line.split('*');
        let mut words = || parts.next().unwrap_or_default();
        let (before, word, behind) = (words(), words(), words());
        let idiom = Idiom {
            before: before.split_whitespace().collect(),
            behind: behind.split_whitespace().collect(),
        };
        idioms.entry(word).or_default().push(idiom);
    }
    idioms
});

/// The set phrases that `word` is the event word of.
pub fn of(word: &str) -> &'static [Idiom] {
    IDIOMS.get(word).map_or(&[], Vec::as_slice)
}

static REACTIONS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| super::entries(include_str!("en/reactions.txt")).collect());

/// Whether a past form says that somebody answered to what had taken place: *condemned the attack*.
pub fn is_reaction(verb: &str) -> bool {
    REACTIONS.contains(verb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_marks_one_word() {
        for line in crate::knowledge::entries(include_str!("en/event_idioms.txt")) {
            assert_eq!(line.matches('*').count(), 2, "{line}");
            assert!(line.split_whitespace().count() > 1, "{line}");
        }
        assert_eq!(of("attack")[0].before, ["line", "of"]);
        assert!(of("summit").is_empty());
    }
}
