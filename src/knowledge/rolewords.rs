//! Words by which a story calls a person again: “the lawmaker” for a senator.

use super::entries;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static GROUPS: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("en/role_groups.txt").lines().filter(|l| !l.starts_with('#'));
    let mut groups: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for line in lines {
        let mut words = line.split_whitespace();
        if let Some(word) = words.next() {
            groups.entry(word).or_default().extend(words);
        }
    }
    groups
});

/// What somebody may have been introduced as who is called `word` later, besides `word` itself; all lower case.
pub fn introduced_as(word: &str) -> &'static [&'static str] {
    GROUPS.get(word).map_or(&[], Vec::as_slice)
}

static SHORT: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("en/short_titles.txt").lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once(' ')).map(|(w, rest)| (w, rest.split_whitespace().collect())).collect()
});

/// What a title in lower case without its stop is short for: “senator” of “sen”.
pub fn in_full(short: &str) -> &'static [&'static str] {
    SHORT.get(short).map_or(&[], Vec::as_slice)
}

static AGENTS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/agent_endings.txt")).collect());

/// Whether the word has the form of a noun for somebody by what they do: “cashier”.
pub fn is_agent(word: &str) -> bool {
    word.len() > 5 && AGENTS.iter().any(|ending| word.ends_with(ending))
}

static ENDINGS: LazyLock<Vec<(&'static str, bool)>> = LazyLock::new(|| {
    let lines = include_str!("en/name_endings.tsv").lines().filter(|l| !l.starts_with('#'));
    let mut all: Vec<_> = lines.filter_map(|l| l.split_once('\t')).map(|(e, g)| (e, g == "female")).collect();
    all.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    all
});

static USUAL: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let lines = include_str!("en/names/usual_gender.tsv").lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once('\t')).map(|(name, gender)| (name, gender == "female")).collect()
});

/// Whether nearly all who bear this given name, in lower case, are women (true) or men (false).
pub fn usually_female(given: &str) -> Option<bool> {
    USUAL.get(given).copied()
}

static FOR_MEN: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/titles_for_men.txt")).collect());

/// Whether a title ends in a word for men that some give to women, too: “chairman”.
pub fn is_for_men(title: &str) -> bool {
    ends_in(title, &FOR_MEN)
}

static KIN: LazyLock<Vec<&'static str>> = LazyLock::new(|| entries(include_str!("en/kin.txt")).collect());

/// Whether a title says what somebody is to another: “daughter”.
pub fn is_kin(title: &str) -> bool {
    ends_in(title, &KIN)
}

static NATIONALS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("en/nationals.tsv").lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once('\t')).collect()
});

/// The adjective of a noun for one of a people, in lower case: “danish” of “dane”.
pub fn national(noun: &str) -> Option<&'static str> {
    NATIONALS.get(noun).copied()
}

/// Whether a word is a noun or an adjective for one of a people, whatever its capitals: “Dane”, “Danish”.
pub fn is_of_nation(word: &str) -> bool {
    NATIONALS
        .iter()
        .any(|(noun, adjective)| word.eq_ignore_ascii_case(noun) || word.eq_ignore_ascii_case(adjective))
}

static WIVES: LazyLock<Vec<&'static str>> = LazyLock::new(|| entries(include_str!("en/wives.txt")).collect());

static PORTFOLIOS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/portfolios.txt")).collect());

/// Whether a word, in lower case, says what an office is for: “transport” of “transport secretary”.
pub fn is_portfolio(word: &str) -> bool {
    PORTFOLIOS.binary_search(&word).is_ok()
}

static ADDRESSING: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/addressing.txt")).collect());

/// Whether whoever is addressed by the verb, in lower case, is mostly the one who answers: “offered”.
pub fn is_addressing(verb: &str) -> bool {
    ADDRESSING.binary_search(&verb).is_ok()
}

static SEEKERS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/seekers.txt")).collect());

/// Whether a role, in lower case, says nothing of the office that its bearer has: “candidate”.
pub fn is_seeker(role: &str) -> bool {
    SEEKERS.contains(&role)
}

/// Whether a title says that somebody is a wife or mother.
pub fn is_wife(title: &str) -> bool {
    ends_in(title, &WIVES)
}

/// Whether the last word of a title is one of a list, whatever its capitals.
fn ends_in(title: &str, list: &[&str]) -> bool {
    let last = title.rsplit(' ').next().unwrap_or(title);
    list.iter().any(|word| word.eq_ignore_ascii_case(last))
}

/// Whether a given name that is in no list looks like a woman’s (true) or a man’s (false), by its ending.
pub fn looks_female(given: &str) -> Option<bool> {
    ENDINGS.iter().find(|(ending, _)| given.ends_with(ending)).map(|(_, female)| *female)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_general_word_calls_special_ones_again() {
        assert!(introduced_as("lawmaker").contains(&"senator"));
        assert!(introduced_as("senator").is_empty());
    }
}
