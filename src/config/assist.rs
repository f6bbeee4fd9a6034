//! Help while writing `newsmark.toml`: what a key means, and what may stand here.
//!
//! Where the cursor stands is read from the lines in front of it, since a file that is being written is rarely valid.

use super::keys::{self, Key, LEVELS, Takes};
use crate::features::completion::{About, Completion, Item, ItemKind};
use crate::features::hover::Hover;
use crate::features::markup_hover::rule_text;
use crate::rules::{self, Rule, SettingKind};
use crate::text::ByteRange;

/// What can stand in a table.
#[derive(Clone, Copy, Debug)]
enum Table {
    /// Keys that are known.
    Keys(&'static [Key]),
    /// Rules with their levels.
    Rules,
    /// The settings of one rule.
    Rule(&'static Rule),
    /// Names of the writer's own.
    Free,
}

impl Table {
    /// The table under `name` in this one.
    fn under(self, name: &str) -> Self {
        let key = match self {
            Self::Keys(keys) => keys.iter().find(|k| k.name == name),
            Self::Rules => return rules::get(name).map_or(Self::Free, Self::Rule),
            Self::Rule(_) | Self::Free => None,
        };
        match key.map(|k| k.takes) {
            Some(Takes::Table(keys) | Takes::Tables(keys)) => Self::Keys(keys),
            Some(Takes::Rules) => Self::Rules,
            _ => Self::Free,
        }
    }
}

/// Where the cursor stands.
#[derive(Debug)]
struct Spot<'t> {
    /// The table that the line belongs to.
    table: Table,
    /// The key of the line, where the cursor stands behind its `=`.
    key: Option<&'t str>,
    /// The unfinished word in front of the cursor, its quotation mark included.
    typed: &'t str,
    /// Whether the line is the header of a table.
    header: bool,
}

/// What may be written at `offset` of `text`.
pub fn complete(text: &str, offset: usize) -> Completion {
    let Some(before) = text.get(..offset.min(text.len())) else { return Completion::default() };
    if in_comment(before) {
        return Completion::default();
    }
    let spot = spot(before);
    let items = match (spot.header, spot.key) {
        (true, _) => headers(),
        (false, None) => names(spot.table),
        (false, Some(key)) => values(spot.table, key),
    };
    Completion { range: ByteRange::new(before.len() - spot.typed.len(), before.len()), items }
}

/// What the word at `offset` of `text` means.
pub fn hover(text: &str, offset: usize) -> Option<Hover> {
    let range = word_at(text, offset)?;
    if in_comment(&text[..range.start as usize]) {
        return None;
    }
    let name = text[range.bounds()].trim_matches('"');
    // The spot of the word's end, so that the whole of it counts as typed.
    let spot = spot(&text[..range.end as usize]);
    let markdown = match (spot.header, spot.key, spot.table) {
        (_, _, Table::Rules) | (true, ..) if rules::get(name).is_some() => rule_text(rules::get(name)?),
        (true, ..) => key_text(keys::TOP.iter().find(|k| k.name == name)?),
        (false, None, Table::Keys(keys)) => key_text(keys.iter().find(|k| k.name == name)?),
        (false, None, Table::Rule(rule)) => setting_text(rule, name)?,
        (false, Some(key), table) => value_text(table, key, name)?,
        _ => return None,
    };
    Some(Hover { range, markdown })
}

/// Whether the line that `before` ends in is a comment.
fn in_comment(before: &str) -> bool {
    before.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('#'))
}

fn spot(before: &str) -> Spot<'_> {
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let (above, line) = before.split_at(line_start);
    let mut table = Table::Keys(keys::TOP);
    if let Some(header) = above.lines().rev().find(|l| l.trim_start().starts_with('[') && l.contains(']')) {
        let path = header.trim().trim_start_matches('[').split(']').next().unwrap_or_default();
        table = segments(path).fold(table, |t, name| t.under(name));
    }
    let trimmed = line.trim_start();
    if let Some(path) = trimmed.strip_prefix('[').filter(|p| !p.contains(']')) {
        let typed = path.trim_start_matches('[');
        return Spot { table, key: None, typed, header: true };
    }
    let Some((key, value)) = split_key(trimmed) else {
        return Spot { table, key: None, typed: trimmed, header: false };
    };
    // Inside `{ … }` stand the settings of the rule that the line is about.
    if let Some((_, inner)) = value.rsplit_once('{').filter(|(_, inner)| !inner.contains('}')) {
        let part = inner.rsplit(',').next().unwrap_or_default().trim_start();
        let table = table.under(key);
        return match split_key(part) {
            Some((key, value)) => Spot { table, key: Some(key), typed: last_word(value), header: false },
            None => Spot { table, key: None, typed: part, header: false },
        };
    }
    Spot { table, key: Some(key), typed: last_word(value), header: false }
}

/// `key` and what stands behind its `=`.
fn split_key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once('=')?;
    Some((key.trim().trim_matches('"'), value))
}

/// The parts of a dotted path, without their quotation marks.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    path.split(move |c| {
        quoted ^= c == '"';
        c == '.' && !quoted
    })
    .map(|part| part.trim().trim_matches('"'))
}

/// What is being typed at the end of a value.
fn last_word(value: &str) -> &str {
    let start = value.rfind([' ', '\t', '[', ',', '{']).map_or(0, |i| i + 1);
    &value[start..]
}

fn item(label: &str, insert: String, detail: String, kind: ItemKind, about: About) -> Item {
    Item { label: label.to_owned(), insert, snippet: None, detail, kind, about }
}

/// A word between quotation marks, matched by what stands between them.
fn quoted(word: &str, detail: String, kind: ItemKind, about: About) -> Item {
    item(word, format!("\"{word}\""), detail, kind, about)
}

fn headers() -> Vec<Item> {
    let tables = keys::TOP.iter().filter_map(|key| {
        let (open, close) = match key.takes {
            Takes::Tables(_) => ("", "]]"),
            Takes::Table(_) | Takes::Rules | Takes::Names => ("", "]"),
            _ => return None,
        };
        let insert = format!("{open}{}{close}", key.name);
        Some(item(key.name, insert, key.summary.to_owned(), ItemKind::Key, About::Nothing))
    });
    tables.collect()
}

fn names(table: Table) -> Vec<Item> {
    let known = |name: &str, what: &str| {
        item(name, format!("{name} = "), what.to_owned(), ItemKind::Key, About::Nothing)
    };
    match table {
        Table::Keys(keys) => keys.iter().map(|k| known(k.name, k.summary)).collect(),
        Table::Rules => rules::all()
            .iter()
            .map(|r| {
                item(
                    r.id,
                    format!("\"{}\" = ", r.id),
                    r.summary.to_owned(),
                    ItemKind::Rule,
                    About::Rule(r.id),
                )
            })
            .collect(),
        Table::Rule(rule) => std::iter::once(known("level", "how much it weighs"))
            .chain(rule.settings.iter().map(|s| known(s.name, s.summary)))
            .collect(),
        Table::Free => Vec::new(),
    }
}

fn values(table: Table, key: &str) -> Vec<Item> {
    let words = |words: &[&str]| {
        words.iter().map(|w| quoted(w, String::new(), ItemKind::Value, About::Nothing)).collect::<Vec<_>>()
    };
    let bare = |words: &[&str]| {
        let one = |w: &&str| item(w, (*w).to_owned(), String::new(), ItemKind::Value, About::Nothing);
        words.iter().map(one).collect::<Vec<_>>()
    };
    match table {
        Table::Rules => words(LEVELS),
        Table::Rule(_) if key == "level" => words(LEVELS),
        Table::Rule(rule) => match rule.settings.iter().find(|s| s.name == key).map(|s| s.kind) {
            Some(SettingKind::Flag(_)) => bare(&["true", "false"]),
            Some(SettingKind::Integer(default)) => bare(&[&default.to_string()]),
            _ => Vec::new(),
        },
        Table::Keys(keys) => match keys.iter().find(|k| k.name == key).map(|k| k.takes) {
            Some(Takes::OneOf(known)) => words(known),
            Some(Takes::Flag) => bare(&["true", "false"]),
            Some(Takes::Version) => bare(&["1"]),
            _ => Vec::new(),
        },
        Table::Free => Vec::new(),
    }
}

fn key_text(key: &Key) -> String {
    format!("**{}** — {}\n\ntakes {}", key.name, key.summary, key.takes.words())
}

fn setting_text(rule: &Rule, name: &str) -> Option<String> {
    if name == "level" {
        return Some(format!("**level** — how much it weighs: {}", LEVELS.join(", ")));
    }
    let setting = rule.settings.iter().find(|s| s.name == name)?;
    let default = match setting.kind {
        SettingKind::Integer(number) => format!("a number, {number} by default"),
        SettingKind::Flag(on) => format!("true or false, {on} by default"),
        _ => "a list of texts".to_owned(),
    };
    Some(format!("**{name}** — {}\n\n{default}", setting.summary))
}

/// What a level means.
const LEVEL_WORDS: &[(&str, &str)] = &[
    ("off", "never reported"),
    ("on", "reported at the rule's own level"),
    ("hint", "for those who look; never counted"),
    ("info", "worth knowing"),
    ("warning", "should be looked at before publication; `lint` fails on it"),
    ("error", "certainly wrong; `lint` fails on it"),
];

fn value_text(table: Table, key: &str, value: &str) -> Option<String> {
    let level = matches!(table, Table::Rules) || key == "level";
    let (name, means) = LEVEL_WORDS.iter().find(|(name, _)| level && *name == value)?;
    Some(format!("**{name}** — {means}"))
}

/// The word at `offset`, with the quotation marks round it.
fn word_at(text: &str, offset: usize) -> Option<ByteRange> {
    let in_word = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'/' | b'"');
    let bytes = text.as_bytes();
    let offset = offset.min(bytes.len());
    let start = offset - bytes[..offset].iter().rev().take_while(|b| in_word(**b)).count();
    let end = offset + bytes[offset..].iter().take_while(|b| in_word(**b)).count();
    (start < end).then(|| ByteRange::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is proposed where `|` stands in `text`, and what it would replace.
    fn at(text: &str) -> (Vec<String>, String) {
        let offset = text.find('|').unwrap_or(text.len());
        let text = text.replacen('|', "", 1);
        let found = complete(&text, offset);
        (found.items.into_iter().map(|i| i.insert).collect(), text[found.range.bounds()].to_owned())
    }

    #[test]
    fn proposals_fit_the_place() {
        let (keys, typed) = at("new|");
        assert!(keys.contains(&"registry = ".to_owned()) && typed == "new");
        assert_eq!(at("profile = |").0, ["\"none\"", "\"ap\""]);
        assert_eq!(at("profile = \"a|").1, "\"a");
        let (rules, typed) = at("[rules]\n\"quote/par|");
        assert!(rules.contains(&"\"quote/partial\" = ".to_owned()) && typed == "\"quote/par");
        assert!(at("[rules]\n\"quote/partial\" = |").0.contains(&"\"off\"".to_owned()));
        assert_eq!(at("[rules]\n\"quote/partial\" = { |").0[0], "level = ");
        assert!(at("[rules]\n\"quote/partial\" = { level = |").0.contains(&"\"hint\"".to_owned()));
        assert_eq!(at("[rules.\"quote/partial\"]\n|").0[0], "level = ");
        assert!(at("[[house]]\nid = \"x\"\nwh|").0.contains(&"where = ".to_owned()));
        assert!(at("[overrides.rules]\n|").0.contains(&"\"quote/partial\" = ".to_owned()));
        assert!(at("[|").0.contains(&"rules]".to_owned()) && at("[[|").0.contains(&"house]]".to_owned()));
        assert!(at("[prefixes]\n|").0.is_empty());
    }

    /// The first line of the hover where `|` stands in `text`.
    fn said(text: &str) -> Option<String> {
        let offset = text.find('|').unwrap_or(text.len());
        let found = hover(&text.replacen('|', "", 1), offset)?;
        Some(found.markdown.lines().next().unwrap_or_default().to_owned())
    }

    #[test]
    fn keys_rules_and_levels_say_what_they_mean() {
        assert_eq!(
            said("pro|file = \"ap\"").as_deref(),
            Some("**profile** — house style: which rules of form are on")
        );
        assert!(
            said("[rules]\n\"quote/par|tial\" = \"off\"")
                .is_some_and(|s| s.starts_with("**quote/partial** — "))
        );
        assert_eq!(
            said("[rules]\n\"quote/partial\" = \"o|ff\"").as_deref(),
            Some("**off** — never reported")
        );
        assert_eq!(said("[ru|les]").as_deref(), Some("**rules** — levels and settings of rules"));
        assert_eq!(said("[prefixes]\nw|d = \"https://example.org/\""), None);
        assert_eq!(said("# é pro|file"), None);
    }
}
