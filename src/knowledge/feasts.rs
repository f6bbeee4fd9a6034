//! Feasts of several words, and the days of those that differ by country.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A day that several words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    /// `12-26`, `easter-2`, `thanksgiving+1`: see [`TimeWord::Holiday`](super::timewords::TimeWord::Holiday).
    Rule(&'static str),
    /// The day is that of a country; the name is a key of [`rule_in`].
    OfCountry(&'static str),
    /// No rule gives the day.
    Open,
}

/// The lines of a list that say something.
fn lines(source: &'static str) -> impl Iterator<Item = &'static str> {
    source.lines().filter(|l| !l.starts_with('#'))
}

static FEASTS: LazyLock<FxHashMap<&'static str, Feast>> = LazyLock::new(|| {
    let fields = lines(include_str!("en/feasts.tsv")).filter_map(|l| l.split_once('\t'));
    let feast = |name, rule| match rule {
        "open" => Feast::Open,
        "country" => Feast::OfCountry(name),
        _ => Feast::Rule(rule),
    };
    fields.map(|(name, rule)| (name, feast(name, rule))).collect()
});

/// The feast of that name, in lower case and without possessives: `new year eve`.
pub fn feast(name: &str) -> Option<Feast> {
    FEASTS.get(name).copied()
}

/// The rules of `en/feasts_by_country.tsv`, by feast and country.
static RULES: LazyLock<FxHashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    let of_line = |line: &'static str| {
        let mut fields = line.split('\t');
        let (feast, rule) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        fields.next().unwrap_or_default().split(", ").map(move |country| ((feast, country), rule))
    };
    lines(include_str!("en/feasts_by_country.tsv")).flat_map(of_line).collect()
});

/// The rule of a feast in a country, where it is one that differs by country; without a country, the one that holds nearly
/// everywhere, if there is one.
pub fn rule_in(feast: &str, country: Option<&str>) -> Option<&'static str> {
    let Some(country) = country else { return RULES.get(&(feast, "?")).copied() };
    RULES.get(&(feast, country)).or_else(|| RULES.get(&(feast, "*"))).copied()
}

static PLACES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let of_line = |line: &'static str| {
        let (country, names) = line.split_once('\t').unwrap_or_default();
        names.split(", ").map(move |name| (name, country))
    };
    lines(include_str!("en/feast_places.tsv")).flat_map(of_line).collect()
});

/// The country of a place or people.
pub fn country_of(name: &str) -> Option<&'static str> {
    PLACES.get(name.trim().trim_end_matches('.').to_lowercase().as_str()).copied()
}

/// The country that the place of a dateline lies in: its last words count most (`LONDON, Ont.`).
pub fn country_in(dateline: &str) -> Option<&'static str> {
    dateline.rsplit(',').find_map(country_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_fit_together() {
        let known: Vec<&str> = PLACES.values().copied().collect();
        for (name, country) in RULES.keys() {
            assert!(matches!(*country, "*" | "?") || known.contains(country), "{country}");
            assert!(*name == "thanksgiving" || matches!(feast(name), Some(Feast::OfCountry(_))), "{name}");
        }
        for name in FEASTS.values().filter_map(|f| if let Feast::OfCountry(n) = f { Some(n) } else { None }) {
            assert!(RULES.keys().any(|(feast, _)| feast == name), "{name}");
        }
    }

    #[test]
    fn the_end_of_a_dateline_counts_most() {
        assert_eq!(country_in("LONDON, Ont."), Some("canada"));
        assert_eq!(country_in("NEW DELHI"), Some("india"));
        assert_eq!(country_in("HALVERTON"), None);
    }
}
