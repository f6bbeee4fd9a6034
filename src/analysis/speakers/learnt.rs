//! What is learnt on the way through a story: titles that stand in apposition, and names that were not found as such.
//!
//! Each is noted with its block, so that a reading can begin in the middle of a story that was read before.

use super::naming::{Bearers, Names};
use crate::analysis::article::Place;
use crate::analysis::entities::EntityIndex;
use crate::knowledge::gazetteer::hash;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Unlisted names by the hash of their last word.
pub(super) type Phrases = FxHashMap<u64, Phrase>;

/// A name that was not found as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Where it stands first.
    pub place: Place,
    /// Hash of its words.
    pub words: u64,
}

/// A word that became a title of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// The block that says so.
    pub block: u32,
    /// Hash of the word.
    pub word: u64,
    /// Whose.
    pub entity: EntityIndex,
}

/// What the part of a story that was read has taught.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    /// All people with a title, for each word that one of them got on the way.
    pub titles: Bearers,
    /// In order.
    pub log: Vec<Title>,
    /// Names that were first met in this reading.
    pub phrases: Phrases,
    /// Names that an earlier reading of the whole story met: those before block `from` hold.
    pub known: Arc<Phrases>,
    /// The block that this reading began with.
    pub from: u32,
}

impl Learnt {
    /// What is known before block `from` of a story that has taught `log` and `known`.
    pub fn before(from: u32, names: &Names, log: &[Title], known: &Arc<Phrases>) -> Self {
        let mut learnt = Self { known: Arc::clone(known), from, ..Self::default() };
        for title in log.iter().take_while(|t| t.block < from) {
            learnt.title(names, title.block, title.word, title.entity);
        }
        learnt
    }

    /// Notes a title that block `block` gives somebody.
    pub fn title(&mut self, names: &Names, block: u32, word: u64, entity: EntityIndex) {
        let printed = || names.titles.get(&word).cloned().unwrap_or_default();
        let all = self.titles.entry(word).or_insert_with(printed);
        if !all.contains(&entity) {
            all.push(entity);
            self.log.push(Title { block, word, entity });
        }
    }

    /// Notes where an unlisted name stands.
    pub fn phrase(&mut self, word: u64, place: Place, words: &str) {
        if self.phrase_of(word).is_none() {
            self.phrases.insert(word, Phrase { place, words: hash(words) });
        }
    }

    /// Where an unlisted name stood first.
    pub fn phrase_of(&self, word: u64) -> Option<Place> {
        let known = self.known.get(&word).filter(|p| p.place.block < self.from);
        known.or_else(|| self.phrases.get(&word)).map(|p| p.place)
    }
}
