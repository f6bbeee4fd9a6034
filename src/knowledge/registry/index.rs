//! Entries by the forms of their names: one sorted table, sixteen bytes a form.

use super::Entry;
use super::steps::by_hash;
use crate::knowledge::gazetteer;

/// How a form belongs to its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Form {
    /// The name in house spelling.
    Name,
    /// An alias, the short form or the acronym.
    Alias,
    /// A form not to print.
    Avoid,
}

/// One form of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    key: u64,
    /// Index of the entry in [`super::Registry::entries`].
    pub entry: u32,
    /// How the form belongs to it.
    pub form: Form,
}

/// The table, ordered by key.
#[derive(Debug, Default)]
pub struct Index(Vec<Match>);

impl Index {
    /// The table of all forms of `entries`.
    pub fn of(entries: &[Entry]) -> Self {
        let mut table = Vec::with_capacity(entries.len() * 3);
        for (at, entry) in entries.iter().enumerate() {
            entry.each_form(|text, form| {
                table.push(Match { key: gazetteer::form_key(text), entry: at as u32, form });
            });
        }
        let mut table = by_hash(table, |m| m.key, |m| (m.key, m.entry, m.form));
        table.dedup_by_key(|m| (m.key, m.entry));
        table.shrink_to_fit();
        Self(table)
    }

    /// The forms with this key.
    pub fn find(&self, key: u64) -> &[Match] {
        self.position(key).map_or(&[], |at| self.at(at))
    }

    /// Where the forms with this key begin.
    pub fn position(&self, key: u64) -> Option<u32> {
        let from = self.0.partition_point(|m| m.key < key);
        self.0.get(from).filter(|m| m.key == key).map(|_| from as u32)
    }

    /// The forms with the key of the one at `position`.
    pub fn at(&self, position: u32) -> &[Match] {
        let rest = self.0.get(position as usize..).unwrap_or_default();
        let len = rest.first().map_or(0, |first| rest.iter().take_while(|m| m.key == first.key).count());
        &rest[..len]
    }
}
