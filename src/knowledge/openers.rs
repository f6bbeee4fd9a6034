//! Words before and at the beginning of a name that say what it names.

use super::entries;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static PAPERS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/paper_openers.txt")).collect());
static PLACES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/place_adjectives.txt")).collect());

static KINDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/place_kinds.txt")).collect());

static CLUBS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/club_openers.txt")).collect());
static BODIES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/body_kinds.txt")).collect());

static DIRECTIONS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/directions.txt")).collect());

static RANKS: LazyLock<Vec<&'static str>> = LazyLock::new(|| entries(include_str!("en/ranks.txt")).collect());

static STATES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/state_abbreviations.txt")).collect());
static SCORE_VERBS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/score_verbs.txt")).collect());
static FIRM_NOUNS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/firm_nouns.txt")).collect());

static ROADS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/numbered_roads.txt")).collect());

static GIVEN: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("en/given_words.txt")).collect());

/// Whether a common word in lower case is a given name as well: *blessing*.
pub fn is_given_word(lower: &str) -> bool {
    GIVEN.contains(lower)
}

/// Whether a word in lower case and the number behind it are a road: *interstate*.
pub fn is_numbered_road(lower: &str) -> bool {
    ROADS.contains(&lower)
}

/// Whether a word in lower case, without its full stop, shortens a state: *wyo*.
pub fn is_state(lower: &str) -> bool {
    STATES.contains(lower)
}

/// Whether the word stands between two teams in front of a score: *beat*.
pub fn is_score_verb(lower: &str) -> bool {
    SCORE_VERBS.contains(&lower)
}

/// Whether the name right before the word is a firm's: *shares*.
pub fn is_firm_noun(lower: &str) -> bool {
    FIRM_NOUNS.contains(&lower)
}

/// Whether a word in lower case, written in capitals before a name, is a rank: *dc*.
pub fn is_rank(lower: &str) -> bool {
    RANKS.contains(&lower)
}

/// Whether `of` behind the word, in lower case, leads to the name of a place: *village*.
pub fn is_kind_of_place(lower: &str) -> bool {
    KINDS.contains(&lower)
}

/// Whether a word in lower case begins the names of clubs, before a town: *real*.
pub fn opens_club(lower: &str) -> bool {
    CLUBS.contains(&lower)
}

/// Whether the name of a body may follow right behind the word, in lower case: *charity*.
pub fn is_kind_of_body(lower: &str) -> bool {
    BODIES.contains(lower)
}

/// Whether a word in lower case tells parts of a country or twin towns apart: *east*.
pub fn is_direction(lower: &str) -> bool {
    DIRECTIONS.contains(&lower)
}

/// Whether a word in lower case begins the names of newspapers: *daily*.
pub fn opens_paper(lower: &str) -> bool {
    PAPERS.contains(&lower)
}

/// Whether a word in lower case begins the names of small places: *lower*.
pub fn opens_place(lower: &str) -> bool {
    PLACES.contains(&lower)
}
