//! The keys of `newsmark.toml`: what each takes and what it does. Messages, the schema for editors and the table of
//! `docs/configuration.md` are made from them.

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// The number 1.
    Version,
    /// A list of globs, from the folder of the file.
    Globs,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A year.
    Year,
    /// A text.
    Text,
    /// A text, or a list of texts.
    Texts,
    /// A list of texts.
    List,
    /// A table of names and texts.
    Names,
    /// `true` or `false`.
    Flag,
    /// A table of rules.
    Rules,
    /// A table with these keys.
    Table(&'static [Key]),
    /// Any number of tables with these keys.
    Tables(&'static [Key]),
}

impl Takes {
    /// In words: "`key` takes …".
    pub fn words(self) -> String {
        match self {
            Self::Version => "the version of the format: 1".into(),
            Self::Globs => "a list of globs".into(),
            Self::OneOf(words) => words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(" or "),
            Self::Year => "a year".into(),
            Self::Text => "a text".into(),
            Self::Texts => "a text, or a list of texts".into(),
            Self::List => "a list of texts".into(),
            Self::Names => "a table of names and texts".into(),
            Self::Flag => "true or false".into(),
            Self::Rules => "a table of rules".into(),
            Self::Table(_) => "a table".into(),
            Self::Tables(_) => "a table for each, in double brackets".into(),
        }
    }
}

/// One key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it does, in one sentence without a full stop.
    pub summary: &'static str,
}

const fn key(name: &'static str, takes: Takes, summary: &'static str) -> Key {
    Key { name, takes, summary }
}

/// The sets of rules.
pub const SETS: &[&str] = &["copy", "publish"];
/// House styles; see [`crate::lint::Profile`].
pub const PROFILES: &[&str] = &["none", "ap"];
/// Where a house rule looks; see [`crate::rules::house::Scope`].
pub const SCOPES: &[&str] = &["prose", "body", "headlines", "quotes", "anywhere"];
/// The levels that a rule takes.
pub const LEVELS: &[&str] = &["off", "on", "hint", "info", "warning", "error"];
/// The levels that a house rule takes for its own.
pub const SEVERITIES: &[&str] = &["hint", "info", "warning", "error"];

/// Keys of the top level.
pub static TOP: &[Key] = &[
    key("newsmark", Takes::Version, "version of the format"),
    key("include", Takes::Globs, "files in folders to check besides *.nm.md and *.wire"),
    key("exclude", Takes::Globs, "files in folders to leave out"),
    key("registry", Takes::Globs, "files with the people and things that the newsroom knows"),
    key("set", Takes::OneOf(SETS), "whether all copy counts as prepared for publication"),
    key("profile", Takes::OneOf(PROFILES), "house style: which rules of form are on"),
    key("default_year", Takes::Year, "year of dates without one, where nothing else gives it"),
    key("prefixes", Takes::Names, "prefixes of outside ids with their addresses"),
    key("rules", Takes::Rules, "levels and settings of rules"),
    key("acronyms", Takes::Table(ACRONYMS), "acronyms that need no introduction"),
    key("overrides", Takes::Tables(OVERRIDE), "other choices for some of the files; later ones win"),
    key("house", Takes::Tables(HOUSE), "house rules: words and patterns of the desk"),
];

/// Keys of `[acronyms]`.
pub static ACRONYMS: &[Key] = &[key("exempt", Takes::List, "acronyms that every reader knows")];

/// Keys of `[[overrides]]`.
pub static OVERRIDE: &[Key] = &[
    key("files", Takes::Globs, "the files, as globs from the folder of newsmark.toml"),
    key("set", Takes::OneOf(SETS), "whether this copy counts as prepared for publication"),
    key("profile", Takes::OneOf(PROFILES), "house style of these files"),
    key("default_year", Takes::Year, "year of dates without one in these files"),
    key("rules", Takes::Rules, "levels and settings of rules for these files"),
];

/// Keys of `[[house]]`.
pub static HOUSE: &[Key] = &[
    key(
        "id",
        Takes::Text,
        "name of the rule: small letters, digits and hyphens; it is reported as house/name",
    ),
    key("words", Takes::List, "whole words or phrases to find; in small letters whatever their capitals"),
    key("swap", Takes::Names, "words to find, each with what to write instead"),
    key("pattern", Takes::Text, "regular expression to find; (?i) in front for any capitals"),
    key("message", Takes::Text, "what to say, in one short sentence; {} stands for the words found"),
    key("suggest", Takes::Texts, "what to write instead; $1 stands for a group of the pattern"),
    key("level", Takes::OneOf(SEVERITIES), "how much it weighs: warning by default"),
    key("where", Takes::OneOf(SCOPES), "where it looks: prose, outside quotations, by default"),
    key("autofix", Takes::Flag, "whether --fix writes the only suggestion without asking"),
    key("flags", Takes::List, "examples that it must flag: `newsmark lint --check-rules` runs them"),
    key("passes", Takes::List, "examples that it must let pass"),
];

/// The nearest of `known` to a misspelt name.
pub fn nearest<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(k, wrong), k))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, k)| *distance <= 2.max(k.len() / 3))
        .map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::Profile;
    use crate::rules::house::Scope;

    #[test]
    fn words_of_the_configuration_are_those_of_the_linter() {
        assert_eq!(PROFILES, Profile::ALL.map(Profile::name));
        assert_eq!(SCOPES, Scope::ALL.map(|(name, _)| name));
        let levels = LEVELS.iter().map(|l| crate::lint::Level::named(l).is_some());
        assert!(levels.into_iter().all(|known| known));
    }
}
