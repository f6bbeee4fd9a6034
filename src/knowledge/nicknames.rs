//! What people are called besides their given name: `Bob` for `Robert`.

use super::gazetteer::hash;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static LIST: &str = include_str!("en/names/nicknames.txt");

static PAIRS: LazyLock<FxHashSet<(u64, u64)>> = LazyLock::new(|| {
    let lines = LIST.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(':'));
    lines
        .flat_map(|(formal, called)| called.split_whitespace().map(move |c| (hash(formal.trim()), hash(c))))
        .collect()
});

/// Whether one of two given names is what people of the other are called, by the hashes of the names in lower case
/// (see [`hash`]). Two short forms of one name do not agree: `Bob` and `Rob` are two people more often than one.
pub fn agree(one: u64, other: u64) -> bool {
    PAIRS.contains(&(one, other)) || PAIRS.contains(&(other, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_agree_with_the_name() {
        let agree = |one: &str, other: &str| agree(hash(one), hash(other));
        assert!(agree("bob", "robert") && agree("robert", "bob"));
        assert!(!agree("bob", "rob") && !agree("robert", "richard"));
    }

    #[test]
    fn lines_are_lower_case() {
        for line in LIST.lines().filter(|l| !l.starts_with('#')) {
            assert!(line.contains(": ") && line.to_lowercase() == line, "{line}");
        }
    }
}
