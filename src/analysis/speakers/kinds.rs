//! What a name or a phrase is that is spoken of: a person, a body, or perhaps either.

use super::cast::Kind;
use super::naming::key;
use super::persons::People;
use crate::analysis::article::Place;
use crate::analysis::entities::EntityIndex;
use crate::analysis::mentions::Gender;
use crate::analysis::tokens::Token;
use crate::knowledge::gazetteer::{self, NameClass};
use crate::knowledge::{WordClass, lexicon, rolewords};

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
        let class = gazetteer::classes_of(&given.to_lowercase());
        if !more {
            let noun =
                self.noun_before(word).map(|t| (t.is(WordClass::MALE_NOUN), t.is(WordClass::FEMALE_NOUN)));
            return match (noun, self.is_entitled(word)) {
                (Some((true, false)), _) => (Some(Gender::Male), Kind::Person),
                (Some((false, true)), _) => (Some(Gender::Female), Kind::Person),
                (_, true) => (None, Kind::Person),
                _ => (None, Kind::Perhaps),
            };
        }
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
        let title = WordClass::ROLE | WordClass::TITLE | WordClass::HONORIFIC;
        self.noun_before(word).is_some_and(|t| t.is(title))
    }

    /// Whether an unlisted name first stood behind what its bearer is to somebody: `her daughter, Ada`.
    pub(super) fn is_relative_phrase(&self, word: u64) -> bool {
        let block = self.learnt.phrase_of(word).map(|place| self.blocks[place.block as usize]);
        let noun = self.noun_before(word).zip(block);
        noun.is_some_and(|(noun, here)| rolewords::is_kin(noun.text(here.prose())))
    }

    /// Whether one word of a name stands right behind what its bearer is to somebody: `Hill’s grandson, Eric, …`.
    pub(super) fn is_beside_kin(&self, place: Place) -> bool {
        let here = self.blocks[place.block as usize];
        let kin = WordClass::ROLE | WordClass::MALE_NOUN | WordClass::FEMALE_NOUN;
        let noun = self.noun_at(place).filter(|t| t.is(kin));
        noun.is_some_and(|t| rolewords::is_kin(t.text(here.prose()))) && !self.words_at(place).contains(' ')
    }

    /// The word before an unlisted name where it first stood, over a comma: `his wife, Carol`.
    fn noun_before(&self, word: u64) -> Option<&Token> {
        self.noun_at(self.learnt.phrase_of(word)?)
    }

    /// The word before `place`, over a comma.
    fn noun_at(&self, place: Place) -> Option<&Token> {
        let here = self.blocks[place.block as usize];
        let tokens = &here.summary.tokens;
        let at = tokens.partition_point(|t| t.range.end <= place.range.start).checked_sub(1)?;
        let comma = usize::from(tokens[at].is_punct(here.prose(), ','));
        tokens.get(at.checked_sub(comma)?)
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
