//! What a name or a phrase is that is spoken of: a person, a body, or perhaps either.

use super::cast::Kind;
use super::naming::key;
use super::persons::People;
use crate::analysis::entities::EntityIndex;
use crate::analysis::mentions::Gender;
use crate::knowledge::gazetteer::{self, NameClass};
use crate::knowledge::{WordClass, lexicon};

impl People<'_> {
    /// `Clarkston` alone, without a title and without a gender, may be a town that was taken for a person.
    pub(super) fn kind_of_person(&self, person: EntityIndex) -> Kind {
        let entity = &self.entities[person as usize];
        let shown = self.genders[person as usize].is_some() || entity.registry.is_some();
        let called = shown || !entity.titles.is_empty();
        match entity.name.contains(' ') {
            // `Sandy Bay` of `Sandy Bay School`
            true if !called && self.names.openings.contains(&key(&entity.name)) => Kind::Body,
            false if !called => Kind::Perhaps,
            _ => Kind::Person,
        }
    }

    /// What an unlisted name is, by its first word: `Josh Earnest` is a man.
    pub(super) fn kind_of_phrase(&self, word: u64) -> (Option<Gender>, Kind) {
        let mut words = self.phrase_words(word).split_whitespace();
        let (given, more) = (words.next().unwrap_or_default(), words.next().is_some());
        if !more {
            return (None, if self.is_entitled(word) { Kind::Person } else { Kind::Perhaps });
        }
        let class = gazetteer::classes_of(&given.to_lowercase());
        match (class.contains(NameClass::MALE), class.contains(NameClass::FEMALE)) {
            (true, true) => (None, Kind::Person),
            (true, false) => (Some(Gender::Male), Kind::Person),
            (false, true) => (Some(Gender::Female), Kind::Person),
            _ if self.is_entitled(word) => (None, Kind::Person),
            _ => (None, Kind::Perhaps),
        }
    }

    /// Whether an unlisted name first stood behind a title: `the county coroner Ubbe Rask`.
    fn is_entitled(&self, word: u64) -> bool {
        let Some(place) = self.learnt.phrase_of(word) else { return false };
        let tokens = &self.blocks[place.block as usize].summary.tokens;
        let at = tokens.partition_point(|t| t.range.end <= place.range.start);
        at > 0 && tokens[at - 1].is(WordClass::ROLE | WordClass::TITLE | WordClass::HONORIFIC)
    }
}

/// Whether a word of the name is made of figures: `Northgate 2-1 Ashford`.
pub(super) fn has_score(name: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–');
    name.bytes().any(|b| b.is_ascii_digit())
        && name
            .split_whitespace()
            .any(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(figure))
}

/// Whether the name holds more than one: `Ann Roe Says Hill` of a headline in capitals, `Roe Sunday`, `Roe In`.
pub(super) fn is_cut_wrong(name: &str) -> bool {
    let mut words = name.split_whitespace().skip(1).map(lexicon::classes_of).peekable();
    while let Some(class) = words.next() {
        let verb = class.contains(WordClass::CUE) && words.peek().is_some();
        if verb || words.peek().is_none() && class.intersects(WordClass::WEEKDAY | WordClass::PREPOSITION) {
            return true;
        }
    }
    false
}
