//! Reading `newsmark.toml` as it is written. Whatever is wrong is an error with its place; the rest is kept.

use super::keys::{self, Key, LEVELS, Takes, nearest};
use super::written::{Choices, Placed, Written, WrittenHouse, WrittenOverride, WrittenRule};
use crate::lint::Level;
use crate::rules::{self, HouseRule, Rule, SettingKind, SettingValue};
use crate::text::ByteRange;
use toml_edit::{Document, Item, TableLike};

/// Something wrong in the file. What it concerns keeps its default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Bytes of the file.
    pub range: ByteRange,
    /// One short sentence: lower case, no final stop.
    pub message: String,
    /// What could stand at the place instead, as TOML.
    pub suggestion: Option<String>,
    /// Whether it is only good to know, so that nothing fails over it.
    pub note: bool,
}

impl ConfigError {
    /// An error without a suggestion.
    pub(super) fn new(range: ByteRange, message: String) -> Self {
        Self { range, message, suggestion: None, note: false }
    }
}

/// Reads the text of a `newsmark.toml`.
pub(super) fn read(text: &str) -> (Written, Vec<ConfigError>) {
    let mut reader = Reader::default();
    match Document::parse(text) {
        Ok(document) => reader.top(document.as_table()),
        Err(error) => {
            let range = error.span().map_or(ByteRange::default(), ByteRange::from);
            let said = || error.message().lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
            let message = bare_rule(text, range).unwrap_or_else(said);
            reader.errors.push(ConfigError::new(range, message));
        }
    }
    (reader.written, reader.errors)
}

/// What to say where a rule's id stands without quotation marks, whose `/` TOML has no use for.
fn bare_rule(text: &str, range: ByteRange) -> Option<String> {
    let at = range.start as usize;
    text.get(at..).filter(|rest| rest.starts_with('/'))?;
    let in_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
    let start = text[..at].trim_end_matches(in_key).len();
    let length = text[start..].find(|c| !in_key(c)).unwrap_or(text.len() - start);
    let key = &text[start..start + length];
    Some(format!("put the rule in quotation marks: `\"{key}\"`"))
}

#[derive(Default)]
struct Reader {
    written: Written,
    /// Ids of the house rules, which `[rules]` may name, too.
    house: Vec<String>,
    errors: Vec<ConfigError>,
}

fn key_range(table: &dyn TableLike, key: &str) -> ByteRange {
    table.key(key).and_then(toml_edit::Key::span).map_or(ByteRange::default(), ByteRange::from)
}

fn range_of(item: &Item) -> ByteRange {
    item.span().map_or(ByteRange::default(), ByteRange::from)
}

/// A list of texts; `None` where anything in it is none.
fn texts(item: &Item) -> Option<Vec<String>> {
    item.as_array()?.iter().map(|v| v.as_str().map(str::to_owned)).collect()
}

/// A table of texts.
fn pairs(item: &Item) -> Option<Vec<(String, String)>> {
    let pair = |(key, value): (&str, &Item)| Some((key.to_owned(), value.as_str()?.to_owned()));
    item.as_table_like()?.iter().map(pair).collect()
}

impl Reader {
    fn wrong_type(&mut self, key: &Key, item: &Item) {
        let message = format!("`{}` takes {}", key.name, key.takes.words());
        self.errors.push(ConfigError::new(range_of(item), message));
    }

    fn unknown<'k>(
        &mut self,
        what: &str,
        name: &str,
        range: ByteRange,
        known: impl Iterator<Item = &'k str>,
    ) {
        let near = nearest(name, known);
        let name = rules::wording::shortened(name, 40);
        let message = match near {
            Some(near) => format!("there is no {what} `{name}`; did you mean `{near}`?"),
            None => format!("there is no {what} `{name}`"),
        };
        let bare = |n: &str| n.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        let quoted = what != "key" && what != "setting";
        let suggestion = near.map(|n| if quoted || !bare(n) { format!("\"{n}\"") } else { n.to_owned() });
        self.errors.push(ConfigError { suggestion, ..ConfigError::new(range, message) });
    }

    /// The key's entry among `known`; otherwise an error.
    fn known(&mut self, table: &dyn TableLike, name: &str, known: &'static [Key]) -> Option<&'static Key> {
        let found = known.iter().find(|k| k.name == name);
        if found.is_none() {
            self.unknown("key", name, key_range(table, name), known.iter().map(|k| k.name));
        }
        found
    }

    /// The value where it has the type, otherwise an error.
    fn placed<T>(&mut self, key: &Key, item: &Item, value: Option<T>) -> Option<Placed<T>> {
        let range = range_of(item);
        if value.is_none() {
            self.wrong_type(key, item);
        }
        value.map(|value| Placed { value, range })
    }

    fn one_of(&mut self, key: &Key, item: &Item) -> Option<Placed<&'static str>> {
        let Takes::OneOf(words) = key.takes else { return None };
        let text = self.placed(key, item, item.as_str())?;
        let found = words.iter().find(|w| **w == text.value).copied();
        if found.is_none() {
            self.unknown(key.name, text.value, text.range, words.iter().copied());
        }
        found.map(|value| Placed { value, range: text.range })
    }

    fn top(&mut self, table: &dyn TableLike) {
        if let Some(house) = table.get("house").and_then(Item::as_array_of_tables) {
            let ids = house.iter().filter_map(|t| t.get("id")?.as_str());
            self.house = ids.map(|id| format!("{}/{id}", rules::house::FAMILY)).collect();
        }
        for (name, item) in table.iter() {
            let Some(key) = self.known(table, name, keys::TOP) else { continue };
            match name {
                "include" => self.written.include = self.placed(key, item, texts(item)),
                "exclude" => self.written.exclude = self.placed(key, item, texts(item)),
                "registry" => self.written.registry = self.placed(key, item, texts(item)),
                "prefixes" => self.written.prefixes = self.placed(key, item, pairs(item)),
                "acronyms" => self.acronyms(key, item),
                "overrides" => self.overrides(key, item),
                "house" => self.house(key, item),
                "newsmark" if item.as_integer() == Some(1) => {}
                "newsmark" => self.wrong_type(key, item),
                _ => {
                    let mut choices = std::mem::take(&mut self.written.choices);
                    self.choice(&mut choices, key, item);
                    self.written.choices = choices;
                }
            }
        }
    }

    /// `set`, `profile`, `default_year`, `rules`.
    fn choice(&mut self, choices: &mut Choices, key: &Key, item: &Item) {
        match key.name {
            "set" => {
                let set = self.one_of(key, item);
                choices.publish = set.map(|s| Placed { value: s.value == "publish", range: s.range });
            }
            "profile" => {
                let profile = self.one_of(key, item);
                choices.profile = profile.map(|p| Placed { value: p.value.to_owned(), range: p.range });
            }
            "default_year" => {
                let year = item.as_integer().and_then(|y| i16::try_from(y).ok());
                choices.default_year = self.placed(key, item, year.filter(|y| (1600..2200).contains(y)));
            }
            _ => match item.as_table_like() {
                Some(table) => choices.rules.extend(self.rules(table)),
                None => self.wrong_type(key, item),
            },
        }
    }

    fn acronyms(&mut self, key: &Key, item: &Item) {
        let Some(table) = item.as_table_like() else { return self.wrong_type(key, item) };
        for (name, item) in table.iter() {
            let Some(key) = self.known(table, name, keys::ACRONYMS) else { continue };
            self.written.acronyms = self.placed(key, item, texts(item));
        }
    }

    fn overrides(&mut self, key: &Key, item: &Item) {
        let Some(tables) = item.as_array_of_tables() else { return self.wrong_type(key, item) };
        for table in tables {
            let mut written = WrittenOverride::default();
            for (name, item) in table.iter() {
                let Some(key) = self.known(table, name, keys::OVERRIDE) else { continue };
                match (name, item.as_array()) {
                    ("files", Some(array)) if array.iter().all(|v| v.is_str()) => {
                        let glob = |v: &toml_edit::Value| {
                            let range = v.span().map_or(range_of(item), ByteRange::from);
                            Some(Placed { value: v.as_str()?.to_owned(), range })
                        };
                        written.files = array.iter().filter_map(glob).collect();
                    }
                    ("files", _) => self.wrong_type(key, item),
                    _ => self.choice(&mut written.choices, key, item),
                }
            }
            if written.files.is_empty() && table.get("files").is_none() {
                let range = table.span().map_or(ByteRange::default(), ByteRange::from);
                let message = "this override names no `files`".to_owned();
                self.errors.push(ConfigError::new(range, message));
            }
            self.written.overrides.push(written);
        }
    }

    fn house(&mut self, key: &Key, item: &Item) {
        let Some(tables) = item.as_array_of_tables() else { return self.wrong_type(key, item) };
        for table in tables {
            let range = table.span().map_or(ByteRange::default(), ByteRange::from);
            let mut rule = WrittenHouse { range, ..WrittenHouse::default() };
            for (name, item) in table.iter() {
                let Some(key) = self.known(table, name, keys::HOUSE) else { continue };
                let text = || item.as_str().map(str::to_owned);
                match name {
                    "id" => rule.id = self.placed(key, item, text()),
                    "words" => rule.words = self.placed(key, item, texts(item)),
                    "swap" => rule.swap = self.placed(key, item, pairs(item)),
                    "pattern" => rule.pattern = self.placed(key, item, text()),
                    "message" => rule.message = self.placed(key, item, text()).map(|p| p.value),
                    "suggest" => {
                        let given = texts(item).or_else(|| text().map(|t| vec![t]));
                        rule.suggest = self.placed(key, item, given).map(|p| p.value).unwrap_or_default();
                    }
                    "level" => rule.level = self.one_of(key, item).map(|p| p.value.to_owned()),
                    "where" => rule.scope = self.one_of(key, item).map(|p| p.value.to_owned()),
                    "autofix" => {
                        rule.autofix = self.placed(key, item, item.as_bool()).is_some_and(|p| p.value);
                    }
                    "flags" => rule.flags = self.list(key, item),
                    _ => rule.passes = self.list(key, item),
                }
            }
            self.written.house.push(rule);
        }
    }

    fn list(&mut self, key: &Key, item: &Item) -> Vec<String> {
        self.placed(key, item, texts(item)).map(|p| p.value).unwrap_or_default()
    }

    fn rules(&mut self, table: &dyn TableLike) -> Vec<WrittenRule> {
        let mut written = Vec::new();
        for (id, item) in table.iter() {
            let range = key_range(table, id);
            let rule = rules::get(id);
            if let Some(message) = rules::removed(id) {
                self.errors.push(ConfigError { note: true, ..ConfigError::new(range, message) });
                continue;
            }
            if rule.is_none() && !self.house.iter().any(|known| known == id) {
                let house = std::mem::take(&mut self.house);
                let known = rules::all().iter().map(|r| r.id).chain(house.iter().map(String::as_str));
                self.unknown("rule", id, range, known);
                self.house = house;
                continue;
            }
            let mut entry =
                WrittenRule { id: id.to_owned(), range, level: None, lift: false, settings: Vec::new() };
            match (item.as_str(), item.as_table_like()) {
                (Some(level), _) => entry.level = self.level(level, item),
                (_, Some(options)) => self.options(rule, options, &mut entry),
                _ => {
                    let message = format!("a rule takes a level ({}) or a table", LEVELS.join(", "));
                    self.errors.push(ConfigError::new(range_of(item), message));
                    continue;
                }
            }
            if entry.level.is_some() || item.is_table_like() {
                written.push(entry);
            }
        }
        written
    }

    fn level(&mut self, text: &str, item: &Item) -> Option<Level> {
        let level = Level::named(text);
        if level.is_none() {
            self.unknown("level", text, range_of(item), LEVELS.iter().copied());
        }
        level
    }

    /// `{ level = "warning", lift = true, min_words = 10 }`
    fn options(&mut self, rule: Option<&'static Rule>, table: &dyn TableLike, entry: &mut WrittenRule) {
        let settings = rule.map_or(&[][..], |r| r.settings);
        for (name, item) in table.iter() {
            match name {
                "level" => match item.as_str() {
                    Some(text) => entry.level = self.level(text, item),
                    None => {
                        let message = format!("`level` takes one of {}", LEVELS.join(", "));
                        self.errors.push(ConfigError::new(range_of(item), message));
                    }
                },
                "lift" => match item.as_bool() {
                    Some(lift) => entry.lift = lift,
                    None => {
                        let message = "`lift` takes true or false".to_owned();
                        self.errors.push(ConfigError::new(range_of(item), message));
                    }
                },
                _ => match settings.iter().find(|s| s.name == name) {
                    Some(setting) => match value(setting.kind, item) {
                        Ok(value) => entry.settings.push((setting.name, value)),
                        Err(takes) => {
                            let message = format!("`{name}` takes {takes}");
                            self.errors.push(ConfigError::new(range_of(item), message));
                        }
                    },
                    None => {
                        let known = settings.iter().map(|s| s.name).chain(["level", "lift"]);
                        self.unknown("setting", name, key_range(table, name), known);
                    }
                },
            }
        }
    }
}

/// The value of a setting, or what it takes.
fn value(kind: SettingKind, item: &Item) -> Result<SettingValue, String> {
    match kind {
        SettingKind::Integer(_) => {
            let number = item.as_integer().and_then(|n| u32::try_from(n).ok());
            number.map(SettingValue::Integer).ok_or_else(|| "a whole number".into())
        }
        SettingKind::Flag(_) => item.as_bool().map(SettingValue::Flag).ok_or_else(|| "true or false".into()),
        SettingKind::Words => texts(item).map(SettingValue::Words).ok_or_else(|| "a list of words".into()),
        SettingKind::Choice(words) => {
            let given = words.iter().find(|w| item.as_str() == Some(w)).copied();
            given.map(SettingValue::Choice).ok_or_else(|| format!("one of {}", words.join(", ")))
        }
    }
}

/// The house rule that is written, ready to run.
///
/// # Errors
/// What is wrong with it, with its place.
pub(super) fn house_rule(written: &WrittenHouse) -> Result<HouseRule, ConfigError> {
    use rules::house::{Scope, Target};
    let wrong = |range: ByteRange, message: &str| ConfigError::new(range, message.to_owned());
    let Some(id) = &written.id else { return Err(wrong(written.range, "this house rule has no `id`")) };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.value.is_empty() || id.value.len() > 60 || !id.value.chars().all(plain) {
        return Err(wrong(id.range, "an `id` is made of small letters, digits and hyphens"));
    }
    let words = written.words.as_ref().map(|w| (w.range, Target::Words(w.value.clone())));
    let swap = written.swap.as_ref().map(|s| (s.range, Target::Swap(s.value.clone())));
    let pattern = written.pattern.as_ref().map(|p| (p.range, Target::Pattern(p.value.clone())));
    let mut targets = [words, swap, pattern].into_iter().flatten();
    let (Some((range, target)), None) = (targets.next(), targets.next()) else {
        return Err(wrong(written.range, "a house rule has one of `words`, `swap` and `pattern`"));
    };
    let blank = match &target {
        Target::Words(words) => words.is_empty() || words.iter().any(|w| w.trim().is_empty()),
        Target::Swap(pairs) => pairs.is_empty() || pairs.iter().any(|(w, _)| w.trim().is_empty()),
        Target::Pattern(_) => false,
    };
    if blank {
        return Err(wrong(range, "there is nothing to find here"));
    }
    let mut rule = HouseRule::new(&id.value, target).map_err(|message| ConfigError::new(range, message))?;
    rule.message = written.message.clone().unwrap_or_default();
    rule.suggest = written.suggest.clone();
    if let Some(Level::At(severity)) = written.level.as_deref().and_then(Level::named) {
        rule.severity = severity;
    }
    let scope = Scope::ALL.iter().find(|(name, _)| Some(*name) == written.scope.as_deref());
    rule.scope = scope.map_or(Scope::default(), |(_, scope)| *scope);
    rule.autofix = written.autofix;
    rule.flags = written.flags.clone();
    rule.passes = written.passes.clone();
    Ok(rule)
}
