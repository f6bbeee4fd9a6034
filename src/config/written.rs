//! `newsmark.toml` as it is written: what stands in the file, each with its place, and nothing filled in.

use crate::lint::Level;
use crate::rules::SettingValue;
use crate::text::ByteRange;

/// A value with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Bytes of the file.
    pub range: ByteRange,
}

/// What is given for one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenRule {
    /// The rule's id.
    pub id: String,
    /// Bytes of the id.
    pub range: ByteRange,
    /// `level`, or the bare level.
    pub level: Option<Level>,
    /// `lift`: whether unsure findings keep the level.
    pub lift: bool,
    /// Settings, by their names.
    pub settings: Vec<(&'static str, SettingValue)>,
}

/// Choices that the top level and the overrides have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// `set`: whether the copy counts as prepared for publication.
    pub publish: Option<Placed<bool>>,
    /// `profile`
    pub profile: Option<Placed<String>>,
    /// `default_year`
    pub default_year: Option<Placed<i16>>,
    /// `[rules]`
    pub rules: Vec<WrittenRule>,
}

/// `[[overrides]]`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenOverride {
    /// `files`
    pub files: Vec<Placed<String>>,
    /// Everything else.
    pub choices: Choices,
}

/// `[[house]]`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenHouse {
    /// The whole table.
    pub range: ByteRange,
    /// `id`
    pub id: Option<Placed<String>>,
    /// `words`
    pub words: Option<Placed<Vec<String>>>,
    /// `swap`
    pub swap: Option<Placed<Vec<(String, String)>>>,
    /// `pattern`
    pub pattern: Option<Placed<String>>,
    /// `message`
    pub message: Option<String>,
    /// `suggest`
    pub suggest: Vec<String>,
    /// `level`
    pub level: Option<String>,
    /// `where`
    pub scope: Option<String>,
    /// `autofix`
    pub autofix: bool,
    /// `flags`
    pub flags: Vec<String>,
    /// `passes`
    pub passes: Vec<String>,
}

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// `include`
    pub include: Option<Placed<Vec<String>>>,
    /// `exclude`
    pub exclude: Option<Placed<Vec<String>>>,
    /// `registry`
    pub registry: Option<Placed<Vec<String>>>,
    /// `[prefixes]`
    pub prefixes: Option<Placed<Vec<(String, String)>>>,
    /// `[acronyms] exempt`
    pub acronyms: Option<Placed<Vec<String>>>,
    /// `set`, `profile`, `default_year`, `[rules]`
    pub choices: Choices,
    /// `[[overrides]]`, in order.
    pub overrides: Vec<WrittenOverride>,
    /// `[[house]]`, in order.
    pub house: Vec<WrittenHouse>,
}
