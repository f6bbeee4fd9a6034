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

/// The stretches of a front-matter block to leave out, in order, without overlap.
pub(super) fn private_ranges(block: &Block) -> Vec<ByteRange> {
    let matter = FrontMatter::parse(block);
    let mut ranges = Vec::new();
    for (key, value) in &matter.fields {
        if ENTRY_KEYS.contains(&key.text.as_str()) {
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
