//! The keys of `newsmark.toml`.

/// One key of the top level.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: &'static str,
}

/// Keys of the top level.
pub const TOP: &[Key] = &[
    Key { name: "newsmark", takes: "the version of the format: 1" },
    Key { name: "include", takes: "a list of globs" },
    Key { name: "exclude", takes: "a list of globs" },
    Key { name: "registry", takes: "a list of globs" },
    Key { name: "set", takes: "\"copy\" or \"publish\"" },
    Key { name: "profile", takes: "\"none\" or \"ap\"" },
    Key { name: "default_year", takes: "a year" },
    Key { name: "prefixes", takes: "a table of prefixes and addresses" },
    Key { name: "rules", takes: "a table of rules" },
    Key { name: "acronyms", takes: "a table with `exempt`, a list of acronyms" },
];

/// The levels that a rule takes.
pub const LEVELS: &[&str] = &["off", "on", "hint", "info", "warning", "error"];

/// The nearest of `known` to a misspelt name.
pub fn nearest<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(k, wrong), k))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, k)| *distance <= 2.max(k.len() / 3))
        .map(|(_, k)| k)
}
