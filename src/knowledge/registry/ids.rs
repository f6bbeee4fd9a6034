//! Entries by their ids: one sorted table of hashes, sixteen bytes an id.

use super::Entry;
use super::steps::by_hash;
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
        Self(by_hash(table, |(key, _)| *key, |id| *id))
    }

    /// The entry with this id; else the first one that has this outside id.
    pub fn find(&self, id: &str, entries: &[Entry]) -> Option<u32> {
        let key = hash(id);
        let from = self.0.partition_point(|(k, _)| *k < key);
        let same = || self.0[from..].iter().take_while(|(k, _)| *k == key).map(|(_, at)| *at);
        let own = same().find(|at| *entries[*at as usize].id == *id);
        own.or_else(|| same().find(|at| entries[*at as usize].same_as.iter().any(|outside| **outside == *id)))
    }

    /// The entries whose id an earlier one has, in order.
    pub fn repeated(&self, entries: &[Entry]) -> Vec<u32> {
        let id = |at: u32| &entries[at as usize].id;
        let mut twice = Vec::new();
        for run in self.0.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            // Outside ids have the hash of an id only if they are the same text.
            let own = |at: u32| hash(id(at)) == run[0].0;
            for (i, &(_, at)) in run.iter().enumerate() {
                let before = &run[..i];
                let again = before.iter().any(|&(_, b)| b != at && own(b) && id(b) == id(at));
                if own(at) && again && twice.last() != Some(&at) {
                    twice.push(at);
                }
            }
        }
        twice.sort_unstable();
        twice
    }
}
