//! Keys of front matter that never leave the desk.

use crate::syntax::vocabulary::PRIVATE_KEYS;
use crate::syntax::yaml::{Text, Value};
use crate::syntax::{Block, FrontMatter};
use crate::text::ByteRange;

/// Keys of front matter whose entries can carry private keys.
const ENTRY_KEYS: &[&str] = &[
    "people",
    "organisations",
    "organizations",
    "places",
    "events",
    "objects",
    "subjects",
    "infoSources",
    "sources",
];

/// Private keys at the top of front matter. `mode` is not among them: there it is a site generator's.
const TOP_KEYS: &[&str] = &["note", "reason"];

/// The stretches of a front-matter block to leave out, in order, without overlap.
pub(super) fn private_ranges(block: &Block) -> Vec<ByteRange> {
    let matter = FrontMatter::parse(block);
    if matter.unreadable {
        return guessed_ranges(&block.text);
    }
    let mut ranges = Vec::new();
    for (index, (key, value)) in matter.fields.iter().enumerate() {
        if TOP_KEYS.contains(&key.text.as_str()) {
            let next = matter.fields.get(index + 1).map(|(k, _)| k);
            ranges.push(pair_range(&block.text, key, value, next));
        } else if ENTRY_KEYS.contains(&key.text.as_str()) {
            collect(value, &block.text, &mut ranges);
        }
    }
    ranges.sort();
    ranges
}

fn collect(value: &Value, text: &str, ranges: &mut Vec<ByteRange>) {
    match value {
        Value::List(items, _) => items.iter().for_each(|item| collect(item, text, ranges)),
        Value::Map(pairs, _) => {
            for (index, (key, value)) in pairs.iter().enumerate() {
                if PRIVATE_KEYS.contains(&key.text.as_str()) {
                    ranges.push(pair_range(text, key, value, pairs.get(index + 1).map(|(k, _)| k)));
                } else {
                    collect(value, text, ranges);
                }
            }
        }
        _ => {}
    }
}

/// Where front matter is no YAML nobody knows where a value ends: from a private key to the end of its line, and all
/// lines below it that are indented deeper. Rather a word too many is lost than a source named.
fn guessed_ranges(text: &str) -> Vec<ByteRange> {
    let mut ranges: Vec<ByteRange> = Vec::new();
    let (mut at, mut deeper_than) = (0, None);
    for line in text.split_inclusive(['\n', '\r']) {
        let words = line.trim_start_matches([' ', '\t', '-']);
        let indent = line.len() - words.len();
        let broken = line.len() - line.trim_end_matches(['\n', '\r']).len();
        let end = at + line.len() - broken;
        let fence = matches!(line.trim_end(), "---" | "...");
        let blank = words.trim().is_empty() && !fence;
        if !fence && deeper_than.is_some_and(|key| blank || indent > key) {
            ranges.push(ByteRange::new(at, end));
        } else if let Some(key) = private_key(line) {
            deeper_than = Some(indent);
            ranges.push(ByteRange::new(at + key, end));
        } else {
            deeper_than = deeper_than.filter(|_| line.trim().is_empty());
        }
        at += line.len();
    }
    ranges
}

/// Where a private key and its colon stand in `line`.
fn private_key(line: &str) -> Option<usize> {
    let starts = |at: usize| {
        line[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '_'))
    };
    let is_key = |at: usize, key: &str| {
        let behind = line[at + key.len()..].trim_start_matches(['"', '\'', ' ']);
        starts(at) && behind.starts_with([':', '='])
    };
    let found = |key: &&str| line.match_indices(*key).map(|(at, _)| at).find(|at| is_key(*at, key));
    PRIVATE_KEYS.iter().filter_map(found).min()
}

/// A pair with what parts it from its neighbours: up to the next key, or, for the last one, from the comma
/// (in `{…}`) or the line break before it.
fn pair_range(text: &str, key: &Text, value: &Value, next: Option<&Text>) -> ByteRange {
    let start = key.range.start as usize;
    if let Some(next) = next {
        return ByteRange::new(start, next.range.start as usize);
    }
    let before = text[..start].trim_end_matches([' ', '\t']);
    let end = value.range().end.max(key.range.end) as usize;
    if before.ends_with(',') {
        return ByteRange::new(before.len() - 1, end);
    }
    if before.ends_with(['\n', '\r']) {
        // The whole line, and the lines of a folded value.
        let line_end = text[end..].find(['\n', '\r']).map_or(text.len(), |i| end + i);
        let folded = text[..end].ends_with(['\n', '\r']);
        return ByteRange::new(
            before.trim_end().len(),
            if folded { before_break(text, end) } else { line_end },
        );
    }
    let colon = text[end..].len() - text[end..].trim_start_matches([':', ' ']).len();
    ByteRange::new(start, if value.range().is_empty() { end + colon } else { end })
}

/// The offset before the line break that ends at `end`.
fn before_break(text: &str, end: usize) -> usize {
    text[..end].trim_end_matches(['\n', '\r']).len()
}
