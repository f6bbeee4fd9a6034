//! Entries by their ids: one sorted table of hashes, sixteen bytes an id.

use super::Entry;
use crate::knowledge::gazetteer::hash;

/// The table of ids and outside ids, ordered by hash.
#[derive(Debug, Default)]
pub struct Ids(Vec<(u64, u32)>);

impl Ids {
    /// The table of `entries`, whose ids differ.
    pub fn of(entries: &[Entry]) -> Self {
        let count = entries.len() + entries.iter().map(|e| e.same_as.len()).sum::<usize>();
        let mut table = Vec::with_capacity(count);
        for (at, entry) in entries.iter().enumerate() {
            let outside = entry.same_as.iter().map(|id| hash(id));
            table.extend(std::iter::once(hash(&entry.id)).chain(outside).map(|key| (key, at as u32)));
        }
        table.sort_unstable();
        Self(table)
    }

    /// The entry with this id; else the first one that has this outside id.
    pub fn find(&self, id: &str, entries: &[Entry]) -> Option<u32> {
        let key = hash(id);
        let from = self.0.partition_point(|(k, _)| *k < key);
        let same = || self.0[from..].iter().take_while(|(k, _)| *k == key).map(|(_, at)| *at);
        let own = same().find(|at| *entries[*at as usize].id == *id);
        own.or_else(|| same().find(|at| entries[*at as usize].same_as.iter().any(|outside| **outside == *id)))
    }
}

/// The entries whose id an earlier one has, in order.
pub fn repeated(entries: &[Entry]) -> Vec<u32> {
    let mut order: Vec<(u64, u32)> =
        entries.iter().enumerate().map(|(at, e)| (hash(&e.id), at as u32)).collect();
    order.sort_unstable();
    let id = |at: u32| &entries[at as usize].id;
    let mut twice: Vec<u32> = order
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|run| run.len() > 1)
        .flat_map(|run| {
            run.iter().enumerate().filter(|(i, (_, at))| run[..*i].iter().any(|(_, b)| id(*b) == id(*at)))
        })
        .map(|(_, (_, at))| *at)
        .collect();
    twice.sort_unstable();
    twice
}
