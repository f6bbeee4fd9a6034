//! Sources that are names, and names that several people bear.

use super::cast::Who;
use super::kinds::{has_score, is_cut_wrong};
use super::persons::{People, tokens_of};
use crate::analysis::article::{BlockRef, Place};
use crate::analysis::entities::{Entity, EntityIndex, OFTEN};
use crate::analysis::mentions::{EntityKind, Gender, Mention};
use crate::analysis::tokens::Token;
use crate::knowledge::gazetteer::{self, NameClass, hash};
use crate::knowledge::{WordClass, lexicon, rolewords};
use crate::text::ByteRange;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::sync::Arc;

/// People by one of their words.
pub(super) type Bearers = FxHashMap<u64, SmallVec<[EntityIndex; 2]>>;

/// People by the words of their names and titles.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// First and last words of names.
    pub words: Bearers,
    /// Words of titles.
    pub titles: Bearers,
    /// The first two words of longer names of bodies and places.
    pub openings: FxHashSet<u64>,
    /// For each entity whether its name is none of one person: a score, or two names in one.
    pub spoilt: Vec<bool>,
}

impl Names {
    /// The names and titles of all people.
    pub fn of(entities: &[Arc<Entity>]) -> Self {
        let mut names = Self::default();
        let person = |e: &Entity| e.kind == EntityKind::Person;
        let cut: Vec<bool> = entities.iter().map(|e| person(e) && is_cut_wrong(&e.name)).collect();
        let whole = entities.iter().enumerate().filter(|(i, e)| person(e) && !cut[*i]);
        for (index, entity) in whole {
            let index = index as EntityIndex;
            let mut words = entity.name.split_whitespace();
            let (first, last) = (words.next(), words.next_back());
            for word in [first, last].into_iter().flatten() {
                note(&mut names.words, key(word), index);
            }
            for word in entity.titles.iter().flat_map(|t| words_of(&t.text)) {
                note(&mut names.titles, key(word), index);
                for full in rolewords::in_full(&word.to_lowercase()) {
                    note(&mut names.titles, key(full), index);
                }
            }
        }
        let scored = entities.iter().map(|e| person(e) && has_score(&e.name));
        names.spoilt = cut.iter().zip(scored).map(|(cut, scored)| *cut || scored).collect();
        for body in entities.iter().filter(|e| e.kind != EntityKind::Person) {
            let mut spaces = body.name.match_indices(' ').map(|(at, _)| at);
            if let (Some(_), Some(end)) = (spaces.next(), spaces.next()) {
                names.openings.insert(key(&body.name[..end]));
            }
        }
        names
    }
}

impl Names {
    /// `Hills` or `Rosses` of `the Hills` where the story has a Hill.
    pub fn is_family(&self, name: &str) -> bool {
        let one = || name.strip_suffix("es").into_iter().chain(name.strip_suffix('s'));
        !name.contains(' ')
            && one().any(|n| self.words.contains_key(&key(n)))
            && !self.words.contains_key(&key(name))
    }
}

pub(super) fn note(bearers: &mut Bearers, word: u64, entity: EntityIndex) {
    let all = bearers.entry(word).or_default();
    if !all.contains(&entity) {
        all.push(entity);
    }
}

/// What a word is compared by, whatever its capitals.
pub(super) fn key(word: &str) -> u64 {
    gazetteer::hash_lower(word)
}

/// The words of a title.
pub(super) fn words_of(title: &str) -> impl Iterator<Item = &str> {
    title.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’').filter(|w| !w.is_empty())
}

/// Points for each time that the story names somebody, up to so many times.
const OFTEN_NAMED: i32 = 8;
/// Points for the one of several of a surname whom the story names first.
const FIRST_NAMED: i32 = 60;

impl People<'_> {
    /// Whom the name at `index` of the block's mentions means. A surname that several people bear goes to the one whose
    /// title stands with it, else to the one who is at hand.
    pub(super) fn bearer(&self, block: u32, index: u32) -> Option<EntityIndex> {
        let here = self.blocks[block as usize];
        let mention = &here.summary.mentions[index as usize];
        if let Some(entity) = self.of[block as usize][index as usize] {
            // `Mrs. Hill` is not her husband, of whom the story knows nothing but his full name.
            let known = self.genders[entity as usize].filter(|_| mention.keys.words == 1);
            let other = mention.gender.is_some_and(|g| known.is_some_and(|k| k != g));
            return if other { None } else { Some(self.surnamed(entity).unwrap_or(entity)) };
        }
        let last = mention.range.of(here.prose()).split_whitespace().next_back()?;
        let gender = mention.gender.or_else(|| shown_behind(here, mention));
        let agrees = |e: &EntityIndex| {
            let known = self.genders[*e as usize];
            gender.is_none() || known.is_none() || gender == known
        };
        let mut bearers: SmallVec<[EntityIndex; 4]> =
            self.names.words.get(&key(last))?.iter().copied().filter(agrees).collect();
        // `Ann Roe` of which only `Roe` was found.
        if let Some(given) = given_before(here, mention.range.start) {
            bearers.retain(|e| self.is_given(*e, given));
        }
        // `Mrs. Roe` of whom the story has said that she is somebody’s mother or wife.
        let married = here.prose().get(mention.title.start as usize..mention.title.end as usize);
        if married.is_some_and(|t| t.trim_end_matches('.').ends_with("Mrs")) {
            let mut wives = bearers.iter().filter(|e| self.is_wife(**e));
            if let (Some(only), None) = (wives.next(), wives.next()) {
                return Some(*only);
            }
        }
        // A surname alone is no relative’s of whoever else bears it.
        if mention.keys.words == 1 && bearers.iter().any(|e| !self.is_relative(*e)) {
            bearers.retain(|e| !self.is_relative(*e));
        }
        let mut titled = bearers.iter().filter(|e| self.shares_title(**e, mention, here.prose()));
        if let (Some(only), None) = (titled.next(), titled.next()) {
            return Some(*only);
        }
        // A surname alone is mostly that of the one whom the story is about; relatives come later, by their full names.
        // Entities stand in the order in which the story names them.
        let first = bearers.iter().copied().min();
        let weight = |e: &EntityIndex| {
            let named = self.entities[*e as usize].mentions.len().min(OFTEN) as i32;
            let first = if first == Some(*e) { FIRST_NAMED } else { 0 };
            self.cast
                .find(Who::Entity(*e))
                .map_or(0, |f| self.prominence(f, block) + OFTEN_NAMED * named + first)
        };
        bearers.into_iter().max_by_key(|e| weight(e)).filter(|e| weight(e) > 0)
    }

    /// `the Dane`: a capitalised noun alone behind an article is no name.
    pub(super) fn is_national(&self, block: u32, mention: &Mention) -> bool {
        let here = self.blocks[block as usize];
        let the = (mention.tokens.0 as usize).checked_sub(1).map(|b| &here.summary.tokens[b]);
        mention.tokens.1 == mention.tokens.0 + 1
            && the.is_some_and(|t| {
                t.is(WordClass::DETERMINER) && t.text(here.prose()).eq_ignore_ascii_case("the")
            })
            && rolewords::national(&mention.range.of(here.prose()).to_lowercase()).is_some()
    }

    /// `Hill` alone that was taken for a body where the story has named one Hill in full before.
    fn surnamed(&self, entity: EntityIndex) -> Option<EntityIndex> {
        let body = &self.entities[entity as usize];
        if body.kind != EntityKind::Org || body.registry.is_some() || body.name.contains(' ') {
            return None;
        }
        let [only] = self.names.words.get(&key(&body.name))?.as_slice() else { return None };
        let person = &self.entities[*only as usize];
        let surname = person.name.contains(' ') && person.name.ends_with(&body.name) && *only < entity;
        let alone = body.mentions.iter().take(OFTEN).all(|m| {
            let range = self.blocks[m.place.block as usize].summary.mentions[m.index as usize].range;
            (range.end - range.start) as usize == body.name.len()
        });
        (surname && alone).then_some(*only)
    }

    /// Whether the story calls the person somebody’s mother, wife or widow.
    fn is_wife(&self, entity: EntityIndex) -> bool {
        self.entities[entity as usize].titles.iter().any(|t| rolewords::is_wife(&t.text))
    }

    /// Whether the person's name begins with `given`.
    fn is_given(&self, entity: EntityIndex, given: &str) -> bool {
        self.entities[entity as usize].name.split_whitespace().next() == Some(given)
    }

    /// Whether a title of the person has a word of the title that stands with the name.
    fn shares_title(&self, entity: EntityIndex, mention: &Mention, prose: &str) -> bool {
        let title = mention.title.of(prose);
        words_of(title).any(|word| self.titled(&word.to_lowercase()).contains(&entity))
    }

    /// The person or body whose name the phrase is; of several the last, `Smith’s lawyer Jane Roe`.
    pub(super) fn named(&mut self, place: Place) -> Option<Who> {
        let here = self.blocks[place.block as usize];
        let mentions = &here.summary.mentions;
        let from = mentions.partition_point(|m| m.range.end <= place.range.start);
        let inside = mentions[from..].iter().take_while(|m| m.range.start < place.range.end).count();
        if inside == 1 && self.is_national(place.block, &mentions[from]) {
            return None;
        }
        let heads = || (from..from + inside).filter(|i| self.is_head(place, &mentions[*i]));
        let kind = |e: EntityIndex| self.entities[e as usize].kind;
        let bearers: SmallVec<[EntityIndex; 4]> =
            heads().filter_map(|i| self.bearer(place.block, i as u32)).collect();
        let person = bearers.iter().rev().find(|e| kind(**e) == EntityKind::Person);
        if let Some(entity) = person.or_else(|| bearers.iter().rev().find(|e| kind(**e) == EntityKind::Org)) {
            return Some(Who::Entity(*entity));
        }
        let entitled = if inside == 0 { self.entitled(place) } else { None };
        entitled.map(Who::Entity).or_else(|| self.unlisted(place))
    }

    /// The person whose title the phrase is a part of: `Secretary` of `Secretary of State Ann Roe`, `the mayor` of `Roe,
    /// the mayor,`.
    fn entitled(&self, place: Place) -> Option<EntityIndex> {
        let here = self.blocks[place.block as usize];
        let mentions = &here.summary.mentions;
        let next = mentions.partition_point(|m| m.range.end <= place.range.start);
        let holds = |m: &Mention| {
            m.is_person() && m.title.start <= place.range.start && place.range.end <= m.title.end
        };
        // `Roe, an aide said`: the aide speaks.
        let tokens = &here.summary.tokens;
        let behind = tokens.get(tokens.partition_point(|t| t.range.start < place.range.end));
        let speaks = behind.is_none_or(|t| t.is(WordClass::CUE));
        let fits = |i: &usize| mentions.get(*i).is_some_and(|m| holds(m) && (*i == next || !speaks));
        let index = (next.saturating_sub(1)..=next).find(fits)?;
        self.bearer(place.block, index as u32)
    }

    /// The people of `Ann Roe and her colleague John Doe`, if the phrase names several.
    pub(super) fn together(&self, place: Place) -> SmallVec<[EntityIndex; 4]> {
        let here = self.blocks[place.block as usize];
        let mentions = &here.summary.mentions;
        let from = mentions.partition_point(|m| m.range.end <= place.range.start);
        let inside = mentions[from..].iter().take_while(|m| m.range.start < place.range.end);
        let (mut all, mut end) = (SmallVec::<[EntityIndex; 4]>::new(), None);
        let last = inside.clone().last();
        if !last.is_some_and(|m| self.is_head(place, m)) {
            return all;
        }
        for (i, mention) in inside.enumerate() {
            let Some(entity) = self.bearer(place.block, (from + i) as u32) else { continue };
            let person = self.entities[entity as usize].kind == EntityKind::Person;
            let joined = end.is_none_or(|end: u32| {
                let between =
                    here.prose().get(end as usize..mention.range.start as usize).unwrap_or_default();
                between.trim() == "," || between.split_whitespace().next() == Some("and")
            });
            if !person || !joined {
                return SmallVec::new();
            }
            end = Some(mention.range.end);
            if !all.contains(&entity) {
                all.push(entity);
            }
        }
        all
    }

    /// A capitalised phrase that no name was found in.
    fn unlisted(&mut self, place: Place) -> Option<Who> {
        let here = self.blocks[place.block as usize];
        let tokens = tokens_of(here, place.range);
        let (first, last) = (tokens.first()?, tokens.last()?);
        let function = WordClass::DETERMINER
            | WordClass::POSSESSIVE
            | WordClass::NUMBER
            | WordClass::PRONOUN_SUBJECT
            | WordClass::PRONOUN_OBJECT
            | WordClass::PREPOSITION;
        let known = || self.names.words.contains_key(&key(first.text(here.prose())));
        let lone = tokens.len() == 1 && first.is(WordClass::ROLE | WordClass::SPEAKING_NOUN) && !known();
        if first.is(function)
            && let Some(name) = behind_noun(tokens)
        {
            return Some(
                self.phrase(Place { range: ByteRange { start: name.range.start, ..place.range }, ..place }),
            );
        }
        // `staff nurse Comfort Adjei`
        if !first.is_capitalised()
            && let Some(name) = behind_title(tokens)
        {
            return Some(
                self.phrase(Place { range: ByteRange { start: name.range.start, ..place.range }, ..place }),
            );
        }
        if !first.is_capitalised() || !last.is_capitalised() || first.is(function) || lone {
            return None;
        }
        // A word that only begins its sentence is no name.
        let sentences = &here.summary.sentences;
        let at = sentences.partition_point(|s| s.range.start < first.range.start);
        let opens = sentences.get(at).is_some_and(|s| s.range.start == first.range.start);
        if tokens.len() == 1 && opens && !(first.class - WordClass::SURNAME).is_empty() && !known() {
            return None;
        }
        // `White House spokesman Josh Earnest`: the name begins behind the title.
        let title = WordClass::TITLE | WordClass::ROLE | WordClass::HONORIFIC;
        let name = tokens.iter().rposition(|t| t.is(title) || t.is_punct(here.prose(), ','));
        let name = name.and_then(|i| tokens.get(i + 1)).unwrap_or(first);
        Some(self.phrase(Place { range: ByteRange { start: name.range.start, ..place.range }, ..place }))
    }

    /// The bearer of a name that was not found as one: a person with that surname, else the words themselves.
    pub(super) fn phrase(&mut self, place: Place) -> Who {
        let last = self.words_at(place).split_whitespace().next_back().unwrap_or_default();
        let word = key(last);
        let bearers = self.names.words.get(&word).map_or(&[][..], SmallVec::as_slice);
        let weight =
            |e: &EntityIndex| self.cast.find(Who::Entity(*e)).map_or(0, |f| self.prominence(f, place.block));
        let words = if bearers.is_empty() { "" } else { self.words_at(place) };
        let before = words.split_whitespace().rev().nth(1);
        let is_given = |w: &&str| gazetteer::classes_of(&w.to_lowercase()).intersects(NameClass::GIVEN);
        let given = before.filter(is_given);
        let fits = |e: &EntityIndex| given.is_none_or(|given| self.is_given(*e, given));
        if let Some(entity) = bearers.iter().copied().filter(fits).max_by_key(|e| weight(e)) {
            return Who::Entity(entity);
        }
        self.learnt.phrase(word, place, self.words_at(place));
        Who::Phrase(word)
    }

    /// The bearer of an unlisted name of one word that the story has used before.
    pub(super) fn known_phrase(&self, place: Place) -> Option<Who> {
        let word = self.words_at(place);
        let known = !word.contains(' ') && self.learnt.phrase_of(key(word)).is_some();
        known.then(|| Who::Phrase(key(word)))
    }

    /// The words by which the bearer of an unlisted name was first called.
    pub(super) fn phrase_words(&self, word: u64) -> &str {
        self.learnt.phrase_of(word).map_or("", |place| self.words_at(place))
    }

    /// The people with a title that holds `word`, given in lower case.
    pub(super) fn titled(&self, word: &str) -> &[EntityIndex] {
        let word = hash(word);
        let learnt = self.learnt.titles.get(&word);
        learnt.or_else(|| self.names.titles.get(&word)).map_or(&[], SmallVec::as_slice)
    }

    /// Whether the name is what the phrase is about: `an IMF official` and `Smith’s campaign` go on behind it.
    pub(super) fn is_head(&self, place: Place, mention: &Mention) -> bool {
        let prose = self.blocks[place.block as usize].prose();
        let behind = mention.range.end.min(place.range.end) as usize..place.range.end as usize;
        let titled = !mention.title.is_empty() && mention.title.start < mention.range.start;
        let start = if titled { mention.title.start } else { mention.range.start };
        let before = prose[place.range.start as usize..start.max(place.range.start) as usize].trim_end();
        let last = before.rsplit(' ').next().unwrap_or_default();
        // `one priest supporting Mr. Roe`, `a cousin of Roe`
        let attached = last.ends_with("ing") || lexicon::classes_of(last).contains(WordClass::PREPOSITION);
        let mut rest = prose[behind].split_whitespace();
        !attached && !rest.any(|w| w.starts_with(char::is_lowercase) || w.starts_with(['’', '\'']))
    }
}

/// The gender that `himself` or `herself` shows right behind a name.
fn shown_behind(here: BlockRef<'_>, mention: &Mention) -> Option<Gender> {
    match here.summary.tokens.get(mention.tokens.1 as usize)?.text(here.prose()) {
        "himself" => Some(Gender::Male),
        "herself" => Some(Gender::Female),
        _ => None,
    }
}

/// The given name that stands right before `start`.
fn given_before(here: BlockRef<'_>, start: u32) -> Option<&str> {
    let tokens = &here.summary.tokens;
    let at = tokens.partition_point(|t| t.range.end <= start);
    let before = at.checked_sub(1).map(|b| &tokens[b]).filter(|t| t.is_capitalised())?;
    let word = before.text(here.prose());
    let title = before.is(WordClass::TITLE | WordClass::HONORIFIC | WordClass::ROLE);
    (!title && gazetteer::classes_of(&word.to_lowercase()).intersects(NameClass::GIVEN)).then_some(word)
}

/// The first word of two or more in capitals that end a phrase behind a small word for what somebody is.
fn behind_title(tokens: &[Token]) -> Option<&Token> {
    let at = tokens.iter().rposition(|t| !t.is_capitalised())?;
    let role = WordClass::ROLE | WordClass::TITLE | WordClass::MALE_NOUN | WordClass::FEMALE_NOUN;
    (tokens[at].is(role) && tokens.len() > at + 2).then(|| &tokens[at + 1])
}

/// The name in `her daughter Adwoa`, `the farmer Bakari Obi`: capitalised words behind a noun for a person, in no list
/// but those of names.
fn behind_noun(tokens: &[Token]) -> Option<&Token> {
    let noun = WordClass::ROLE | WordClass::MALE_NOUN | WordClass::FEMALE_NOUN;
    let at = tokens.iter().rposition(|t| t.is(noun) && !t.is_capitalised())? + 1;
    let names =
        WordClass::GIVEN_MALE | WordClass::GIVEN_FEMALE | WordClass::SURNAME | WordClass::NAME_PARTICLE;
    let listed = |t: &Token| !(t.class - names).is_empty();
    // `her colleague Blessing Eze`
    let first = tokens.get(at).filter(|_| tokens.len() > at + 1 || !listed(&tokens[at]))?;
    let name = tokens[at..].iter().all(Token::is_capitalised) && !tokens.last().is_some_and(listed);
    name.then_some(first)
}
