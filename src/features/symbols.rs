//! Finding people, events and sections by a few letters of their names.

use super::Reading;
use super::hover::kind_name;
use super::outline::{Kinds, Symbol, SymbolKind, outline};
use crate::analysis::mentions::EntityKind;
use crate::text::ByteRange;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundKind {
    /// A person or thing.
    Entity(EntityKind),
    /// An event or a section.
    Outline(SymbolKind),
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// What it is, in a word or two.
    pub detail: String,
    /// What it is.
    pub kind: FoundKind,
    /// Where it is named first.
    pub range: ByteRange,
}

/// Everything whose name holds the letters of `query` in this order, in any case.
pub fn search(reading: Reading<'_>, query: &str) -> Vec<Found> {
    let wanted: Vec<char> =
        query.chars().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect();
    let mut found = Vec::new();
    for entity in &reading.article().entities {
        let Some(first) = entity.mentions.first() else { continue };
        if holds(&entity.name, &wanted) {
            found.push(Found {
                name: entity.name.clone(),
                detail: kind_name(entity.kind).to_owned(),
                kind: FoundKind::Entity(entity.kind),
                range: reading.range(first.place),
            });
        }
    }
    outlined(outline(reading, Kinds::default()), &wanted, &mut found);
    found
}

fn outlined(symbols: Vec<Symbol>, wanted: &[char], found: &mut Vec<Found>) {
    for symbol in symbols {
        if holds(&symbol.name, wanted) {
            found.push(Found {
                name: symbol.name,
                detail: symbol.detail.unwrap_or_default(),
                kind: FoundKind::Outline(symbol.kind),
                range: symbol.selection,
            });
        }
        outlined(symbol.children, wanted, found);
    }
}

/// Whether the letters `wanted` stand in `name` in this order.
fn holds(name: &str, wanted: &[char]) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    wanted.iter().all(|w| letters.any(|l| l == *w))
}
