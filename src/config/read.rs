//! Reading `newsmark.toml`. Whatever is wrong is an error with its place; the rest is still in force.

use super::keys::{self, LEVELS, nearest};
use crate::diagnostic::Severity;
use crate::lint::{Level, LintOptions, RuleLevel};
use crate::rules::{self, Rule, Set, SettingKind, SettingValue, Settings};
use crate::text::ByteRange;
use rustc_hash::FxHashMap;
use toml_edit::{Document, Item, Table, TableLike};

/// The options of a workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Globs of files to check, from the folder of the file.
    pub include: Vec<String>,
    /// Globs of files to leave out.
    pub exclude: Vec<String>,
    /// Globs of registry files.
    pub registry: Vec<String>,
    /// Whether copy counts as prepared for publication.
    pub publish: bool,
    /// House style: `none` or `ap`.
    pub profile: Option<String>,
    /// Year of year-less dates where nothing else gives one.
    pub default_year: Option<i16>,
    /// Prefixes of outside ids, with the address that each stands for.
    pub prefixes: Vec<(String, String)>,
    /// Acronyms that need no introduction.
    pub exempt_acronyms: Vec<String>,
    /// Levels of rules.
    pub levels: FxHashMap<&'static str, RuleLevel>,
    /// Settings of rules.
    pub settings: Settings,
}

/// Something wrong in the file. What it concerns keeps its default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Bytes of the file.
    pub range: ByteRange,
    /// One short sentence: lower case, no final stop.
    pub message: String,
}

impl Config {
    /// The linter's options under this configuration.
    pub fn lint_options(&self) -> LintOptions {
        LintOptions {
            set: if self.publish { Set::Publish } else { Set::Copy },
            levels: self.levels.clone(),
            settings: self.settings.clone(),
            ..LintOptions::default()
        }
    }
}

/// Reads the text of a `newsmark.toml`.
pub fn read(text: &str) -> (Config, Vec<ConfigError>) {
    let mut reader = Reader::default();
    match Document::parse(text) {
        Ok(document) => reader.top(document.as_table()),
        Err(error) => {
            let range = error.span().map_or(ByteRange::default(), ByteRange::from);
            let message = error.message().lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
            reader.errors.push(ConfigError { range, message });
        }
    }
    reader.errors.sort_by_key(|e| e.range);
    (reader.config, reader.errors)
}

#[derive(Default)]
struct Reader {
    config: Config,
    errors: Vec<ConfigError>,
}

fn key_range(table: &dyn TableLike, key: &str) -> ByteRange {
    table.key(key).and_then(toml_edit::Key::span).map_or(ByteRange::default(), ByteRange::from)
}

fn range_of(item: &Item) -> ByteRange {
    item.span().map_or(ByteRange::default(), ByteRange::from)
}

impl Reader {
    fn error(&mut self, range: ByteRange, message: String) {
        self.errors.push(ConfigError { range, message });
    }

    fn top(&mut self, table: &Table) {
        for (key, item) in table.iter() {
            match key {
                "include" => self.config.include = self.strings(key, item),
                "exclude" => self.config.exclude = self.strings(key, item),
                "registry" => self.config.registry = self.strings(key, item),
                "set" => {
                    self.config.publish = self.one_of(key, item, &["copy", "publish"]) == Some("publish")
                }
                "profile" => self.config.profile = self.one_of(key, item, &["none", "ap"]).map(str::to_owned),
                "default_year" => self.default_year(item),
                "newsmark" if item.as_integer() == Some(1) => {}
                "prefixes" => self.prefixes(item),
                "acronyms" => self.acronyms(item),
                "rules" => match item.as_table_like() {
                    Some(rules) => self.rules(rules),
                    None => self.wrong_type(key, item),
                },
                _ if keys::TOP.iter().any(|k| k.name == key) => self.wrong_type(key, item),
                _ => self.unknown("key", key, key_range(table, key), keys::TOP.iter().map(|k| k.name)),
            }
        }
    }

    fn wrong_type(&mut self, key: &str, item: &Item) {
        let takes = keys::TOP.iter().find(|k| k.name == key).map_or("", |k| k.takes);
        self.error(range_of(item), format!("`{key}` takes {takes}"));
    }

    fn unknown<'k>(
        &mut self,
        what: &str,
        name: &str,
        range: ByteRange,
        known: impl Iterator<Item = &'k str>,
    ) {
        let message = match nearest(name, known) {
            Some(near) => format!("there is no {what} `{name}`; did you mean `{near}`?"),
            None => format!("there is no {what} `{name}`"),
        };
        self.error(range, message);
    }

    fn strings(&mut self, key: &str, item: &Item) -> Vec<String> {
        let Some(array) = item.as_array() else {
            self.wrong_type(key, item);
            return Vec::new();
        };
        let strings: Vec<String> = array.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect();
        if strings.len() < array.len() {
            self.wrong_type(key, item);
        }
        strings
    }

    fn one_of(&mut self, key: &str, item: &Item, known: &[&'static str]) -> Option<&'static str> {
        let Some(text) = item.as_str() else {
            self.wrong_type(key, item);
            return None;
        };
        let found = known.iter().find(|k| **k == text).copied();
        if found.is_none() {
            self.unknown(key, text, range_of(item), known.iter().copied());
        }
        found
    }

    fn default_year(&mut self, item: &Item) {
        self.config.default_year = item.as_integer().and_then(|y| i16::try_from(y).ok());
        if !self.config.default_year.is_some_and(|y| (1600..2200).contains(&y)) {
            self.config.default_year = None;
            self.wrong_type("default_year", item);
        }
    }

    /// `[prefixes] wd = "http://www.wikidata.org/entity/"`
    fn prefixes(&mut self, item: &Item) {
        let Some(table) = item.as_table_like() else { return self.wrong_type("prefixes", item) };
        for (prefix, address) in table.iter() {
            match address.as_str() {
                Some(text) => self.config.prefixes.push((prefix.to_owned(), text.to_owned())),
                None => self.error(range_of(address), format!("the prefix `{prefix}` takes an address")),
            }
        }
    }

    /// `[acronyms] exempt = ["US"]`
    fn acronyms(&mut self, item: &Item) {
        let Some(table) = item.as_table_like() else { return self.wrong_type("acronyms", item) };
        for (key, list) in table.iter() {
            match key {
                "exempt" => match list.as_array() {
                    Some(array) => {
                        let texts = array.iter().filter_map(|v| v.as_str().map(str::to_owned));
                        self.config.exempt_acronyms.extend(texts);
                    }
                    None => self.wrong_type("acronyms", list),
                },
                _ => self.unknown("key", key, key_range(table, key), std::iter::once("exempt")),
            }
        }
    }

    fn rules(&mut self, table: &dyn TableLike) {
        for (id, item) in table.iter() {
            let Some(rule) = rules::get(id) else {
                self.unknown("rule", id, key_range(table, id), rules::all().iter().map(|r| r.id));
                continue;
            };
            match (item.as_str(), item.as_table_like()) {
                (Some(level), _) => self.level(rule, level, item, false),
                (_, Some(options)) => self.options(rule, options),
                _ => self.error(
                    range_of(item),
                    format!("a rule takes a level ({}) or a table", LEVELS.join(", ")),
                ),
            }
        }
    }

    fn level(&mut self, rule: &Rule, text: &str, item: &Item, lifted: bool) {
        let level = match text {
            "off" => Level::Off,
            "on" => Level::On,
            "hint" => Level::At(Severity::Hint),
            "info" => Level::At(Severity::Info),
            "warning" => Level::At(Severity::Warning),
            "error" => Level::At(Severity::Error),
            _ => return self.unknown("level", text, range_of(item), LEVELS.iter().copied()),
        };
        self.config.levels.insert(rule.id, RuleLevel { level, lifted });
    }

    /// `{ level = "warning", lift = true, min_words = 10 }`
    fn options(&mut self, rule: &'static Rule, table: &dyn TableLike) {
        let lifted = table.get("lift").and_then(Item::as_bool).unwrap_or(false);
        match table.get("level") {
            Some(item) => match item.as_str() {
                Some(text) => self.level(rule, text, item, lifted),
                None => self.error(range_of(item), format!("`level` takes one of {}", LEVELS.join(", "))),
            },
            None => {
                self.config.levels.insert(rule.id, RuleLevel { level: Level::On, lifted });
            }
        }
        for (name, item) in table.iter().filter(|(n, _)| !matches!(*n, "level" | "lift")) {
            let Some(setting) = rule.settings.iter().find(|s| s.name == name) else {
                let known = rule.settings.iter().map(|s| s.name).chain(["level", "lift"]);
                self.unknown("setting", name, key_range(table, name), known);
                continue;
            };
            let words = |item: &Item| -> Option<Vec<String>> {
                item.as_array()?.iter().map(|v| v.as_str().map(str::to_owned)).collect()
            };
            let (value, takes) = match setting.kind {
                SettingKind::Integer(_) => {
                    let number = item.as_integer().and_then(|n| u32::try_from(n).ok());
                    (number.map(SettingValue::Integer), "a whole number")
                }
                SettingKind::Flag(_) => (item.as_bool().map(SettingValue::Flag), "true or false"),
                SettingKind::Words => (words(item).map(SettingValue::Words), "a list of words"),
            };
            match value {
                Some(value) => self.config.settings.set(rule.id, setting.name, value),
                None => self.error(range_of(item), format!("`{name}` takes {takes}")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(text: &str) -> Vec<(String, String)> {
        let errors = read(text).1;
        errors.into_iter().map(|e| (e.range.of(text).to_owned(), e.message)).collect()
    }

    #[test]
    fn a_whole_file_is_read() {
        let text = "newsmark = 1\ninclude = [\"content/**/*.md\"]\nset = \"publish\"\ndefault_year = 2017\n\
            [rules]\n\"quote/scare\" = \"info\"\n\"quote/duplicate\" = { level = \"error\", min_words = 12 }\n";
        let (config, errors) = read(text);
        assert_eq!(errors, []);
        assert_eq!((config.include.len(), config.publish, config.default_year), (1, true, Some(2017)));
        assert_eq!(config.levels["quote/duplicate"].level, Level::At(Severity::Error));
        let rule = &crate::rules::quote::duplicate::RULE;
        assert_eq!(config.settings.integer(rule, "min_words"), 12);
    }

    #[test]
    fn slips_have_a_place_and_a_suggestion() {
        assert_eq!(
            errors("inclued = []\n[rules]\n\"quote/scar\" = \"off\"\n\"quote/scare\" = \"of\"\n"),
            [
                ("inclued".to_owned(), "there is no key `inclued`; did you mean `include`?".to_owned()),
                (
                    "\"quote/scar\"".to_owned(),
                    "there is no rule `quote/scar`; did you mean `quote/scare`?".to_owned()
                ),
                ("\"of\"".to_owned(), "there is no level `of`; did you mean `off`?".to_owned()),
            ]
        );
        assert_eq!(errors("include = 3\n")[0].1, "`include` takes a list of globs");
        assert_eq!(errors("include = [\n").len(), 1);
    }
}
