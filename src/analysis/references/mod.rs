//! Who is spoken of in one block, in order: names, pronouns, and people brought in without a name.
//!
//! Only the writer's own words count; what stands inside quotation marks is somebody else's view of who is at hand.

mod gender;
mod roles;

use super::mentions::{EntityKind, Gender, Mention};
use super::quotes::{QuotePart, Quotes};
use super::sentences::Sentence;
use super::tokens::{Token, TokenKind};
use crate::knowledge::{WordClass, gazetteer, rolewords};
use crate::text::ByteRange;

pub use gender::GenderCue;

/// What refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A name: index into the block's mentions.
    Name(u32),
    /// he, him, his; she, her.
    Person(Gender),
    /// it, its.
    Thing,
    /// Capitalised words that were not taken for a name, and may be one: what the last is compared by, and whether
    /// more than the beginning of a sentence or a plural gives the capital.
    Unlisted(u64, bool),
    /// `a man in a fleece`, `his cousin`: somebody without a name is brought in. The token of the noun, and what it says
    /// of the gender.
    Stranger(u32, Option<Gender>),
    /// `the minister`, `the Ohio senator`: the token of the noun.
    Described(u32),
}

/// How prominent a reference is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// `Smith’s house`, `her house`
    Owner,
    /// Behind a verb or a preposition.
    Object,
    /// A subject.
    Subject,
    /// The first subject of its sentence.
    Topic,
}

/// One reference to somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its bytes in the prose.
    pub range: ByteRange,
    /// Index of its sentence.
    pub sentence: u32,
    /// What it is.
    pub kind: ReferenceKind,
    /// How prominent it is.
    pub role: Role,
}

/// The references of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// In order of the text.
    pub all: Vec<Reference>,
    /// What pronouns near a name say of the gender of its bearer.
    pub genders: Vec<GenderCue>,
}

/// The words of one block, as references are looked for in them.
#[derive(Clone, Copy)]
struct Words<'a> {
    prose: &'a str,
    tokens: &'a [Token],
}

/// Finds the references of a block.
#[inline(never)]
pub fn find(
    prose: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    quotes: &Quotes,
    mentions: &[Mention],
) -> References {
    let words = Words { prose, tokens };
    let mut all: Vec<Reference> = Vec::new();
    let mut outer = quotes.parts.iter().filter(|p| p.depth == 0).peekable();
    let mut names = mentions.iter().enumerate().filter(|(_, m)| m.is_name()).peekable();
    let (mut at, mut sentence) = (0usize, 0usize);
    let mut modifier = (0usize, 0usize, 0usize);
    // Not looked up in `all`: a sentence may hold thousands of references and no topic.
    let mut last_topic = None;
    while at < tokens.len() {
        while outer.peek().is_some_and(|p| behind(p) <= at) {
            outer.next();
        }
        if let Some(part) = outer.peek().filter(|p| p.tokens.0 as usize <= at) {
            at = behind(part).max(at + 1);
            continue;
        }
        while names.peek().is_some_and(|(_, m)| (m.tokens.0 as usize) < at) {
            names.next();
        }
        let name = names.peek().map_or(tokens.len(), |(_, m)| m.tokens.0 as usize);
        let part = outer.peek().map_or(tokens.len(), |p| p.tokens.0 as usize);
        let dull = words.dull(at, name.min(part));
        if dull > at {
            at = dull;
            continue;
        }
        while sentences.get(sentence).is_some_and(|s| s.end as usize <= at) {
            sentence += 1;
        }
        let first = sentences.get(sentence).map_or(0, |s| s.first as usize);
        let name = names.peek().filter(|(_, m)| m.tokens.0 as usize == at).map(|(i, m)| (*i as u32, *m));
        let (kind, from, end) = match name {
            Some((index, mention)) => {
                (ReferenceKind::Name(index), words.opening(mention, first), mention.tokens.1 as usize)
            }
            None => match words.unnamed(at, first) {
                Some(kind) => (kind, at, at + 1),
                None => match words.unlisted(
                    at,
                    first,
                    names.peek().map_or(tokens.len(), |(_, m)| m.tokens.0 as usize),
                ) {
                    Some((end, likely)) => (ReferenceKind::Unlisted(words.key(end - 1), likely), at, end),
                    None => {
                        at += 1;
                        continue;
                    }
                },
            },
        };
        if name.is_some() && words.is_parted_name(end, outer.peek().copied()) {
            at = end;
            continue;
        }
        let opens = last_topic != Some(sentence);
        // `Northgate manager Ann Roe`: her clause begins with the name of the club.
        let behind_modifier = from > 0 && modifier.1 <= from && (from == modifier.1 || at == modifier.2);
        let from = if behind_modifier && (from == at || at == modifier.2) { modifier.0 } else { from };
        let modified = if name.is_some() { words.modifies(end) } else { None };
        let modifies = modified.is_some();
        let role = if modifies {
            Role::Owner
        } else {
            words.role(kind, first, from, words.owning(kind, end), opens)
        };
        if let Some(named) = modified {
            modifier = (from, end, named);
        }
        // A subject in a clause beside the main one opens no sentence: `When Roe asked, Hill shrugged`.
        if role == Role::Topic {
            last_topic = Some(sentence);
        }
        let range = ByteRange { start: tokens[at].range.start, end: tokens[end - 1].range.end };
        all.push(Reference { range, sentence: sentence as u32, kind, role });
        at = end;
    }
    let genders = gender::cues(words, mentions, &all);
    References { all, genders }
}

/// Most words of a nickname in marks.
const NICKNAME: u32 = 2;

fn behind(part: &QuotePart) -> usize {
    part.tokens.1 as usize
}

impl Words<'_> {
    /// Behind the words from `at` on that are nothing but small letters and do not refer, nor are owned: most words of
    /// the copy.
    fn dull(self, at: usize, limit: usize) -> usize {
        let mut owned = at.checked_sub(1).is_some_and(|before| is_owner(&self.tokens[before]));
        let dull = |token: &&Token| {
            let refers = owned || !token.plain || token.is(REFERRING);
            owned = token.is(WordClass::POSSESSIVE);
            !refers
        };
        at + self.tokens[at..limit.max(at)].iter().take_while(dull).count()
    }

    /// `Juan “Chico” Moreno`: the name that ends before `end` is the first part of one with a nickname in it.
    fn is_parted_name(self, end: usize, part: Option<&QuotePart>) -> bool {
        part.is_some_and(|part| {
            let (first, last) = part.tokens;
            let surname = self.tokens.get(last as usize + 1).is_some_and(Token::is_capitalised);
            part.closed && first as usize == end + 1 && last - first <= NICKNAME && surname
        })
    }

    fn is(self, at: usize, class: WordClass) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(class))
    }

    fn punct(self, at: usize, c: char) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_punct(self.prose, c))
    }

    /// The first token of a name with the title in front of it.
    fn opening(self, mention: &Mention, floor: usize) -> usize {
        let first = mention.tokens.0 as usize;
        if mention.title.is_empty() || mention.title.start >= mention.range.start {
            return first;
        }
        let behind =
            self.tokens[floor.min(first)..first].partition_point(|t| t.range.start < mention.title.start);
        floor.min(first) + behind
    }

    /// A pronoun, or somebody brought in without a name.
    fn unnamed(self, at: usize, floor: usize) -> Option<ReferenceKind> {
        let token = &self.tokens[at];
        if token.is(WordClass::MALE_PRONOUN) {
            return Some(ReferenceKind::Person(Gender::Male));
        }
        if token.is(WordClass::FEMALE_PRONOUN) {
            return Some(ReferenceKind::Person(Gender::Female));
        }
        if token.is(WordClass::THING_PRONOUN) {
            return Some(ReferenceKind::Thing);
        }
        if token.is(WordClass::INDEFINITE) {
            return self.stranger(at, floor);
        }
        if token.is(WordClass::DETERMINER) && token.text(self.prose).eq_ignore_ascii_case("the") {
            return self.described(at, floor);
        }
        self.relative(at, floor)
    }

    /// `his cousin`, `Hansen’s lawyer`: somebody who is named by being somebody else’s.
    fn relative(self, at: usize, floor: usize) -> Option<ReferenceKind> {
        let mark = at.checked_sub(1).filter(|o| *o >= floor)?;
        let owner = &self.tokens[mark];
        // `shook his head`
        let head = || self.tokens[at].text(self.prose) == "head";
        if !is_owner(owner) || !self.is_person(at) || head() {
            return None;
        }
        // `Roe, the panel’s chairwoman, asked`: what Roe is.
        let of_name = owner.kind == TokenKind::Possessive;
        let start = if of_name { self.owner(floor, mark).unwrap_or(mark) } else { mark };
        let apposed = start >= floor + 2
            && self.punct(start - 1, ',')
            && self.tokens[start - 2].is_capitalised()
            && self.punct(at + 1, ',');
        if apposed { None } else { self.noun_of(at) }
    }

    /// `the minister`, `the former Ohio senator`, if no name stands beside it: not what somebody named is (`Roe, the
    /// mayor,`, `is the mayor`).
    fn described(self, at: usize, floor: usize) -> Option<ReferenceKind> {
        let named = at >= floor + 2 && self.punct(at - 1, ',') && self.tokens[at - 2].is_capitalised();
        if named || at > floor && self.is(at - 1, WordClass::BE | WordClass::AS) {
            return None;
        }
        let noun = self.noun_behind(at)?;
        match self.noun_of(noun)? {
            ReferenceKind::Stranger(noun, _) => Some(ReferenceKind::Described(noun)),
            other => Some(other),
        }
    }

    /// The end of a reference whose next token was `end`, up to the mark of possession if there is one: `the minister’s`.
    fn owning(self, kind: ReferenceKind, end: usize) -> usize {
        let behind = match kind {
            ReferenceKind::Described(noun) | ReferenceKind::Stranger(noun, _) => noun as usize + 1,
            _ => end,
        };
        let owns = self.tokens.get(behind).is_some_and(|t| t.kind == TokenKind::Possessive);
        if owns { behind } else { end }
    }

    /// The noun for a person behind the article at `at`, over what stands before it.
    fn noun_behind(self, at: usize) -> Option<usize> {
        let mut noun = at + 1;
        while noun < at + NOUN_REACH && self.tokens.get(noun).is_some_and(Token::is_wordlike) {
            let goes_on = self.is(noun + 1, WordClass::ROLE)
                || self.tokens.get(noun + 1).is_some_and(|t| t.is_capitalised());
            if self.is_person(noun) && !goes_on {
                return Some(noun);
            }
            noun += 1;
        }
        None
    }

    /// The noun at `at` as somebody without a name, if the phrase ends there and no name stands beside it.
    fn noun_of(self, at: usize) -> Option<ReferenceKind> {
        let capital = |i: usize| self.tokens.get(i).is_some_and(Token::is_capitalised);
        let goes_on = self.is(at + 1, WordClass::ROLE) || capital(at + 1);
        // `a teacher, Jane Roe,`, `a teacher named Roe`
        let beside = self.punct(at + 1, ',') || self.is(at + 1, WordClass::NAMING);
        let aged = self.is_age(at + 2) && capital(at + 3);
        let named =
            beside && (capital(at + 2) || aged || self.punct(at + 1, ',') && self.names_behind(at + 2));
        let word = self.tokens.get(at)?.text(self.prose);
        let many = word.ends_with('s') && !word.ends_with("ss");
        let body = many || self.is(at, WordClass::BODY_NOUN | WordClass::SPEAKING_NOUN | WordClass::CUE_NOUN);
        (!goes_on && !named && !body).then(|| ReferenceKind::Stranger(at as u32, self.gender_of(at)))
    }

    /// `the writer Jane Roe`: a name behind an article and what its bearer is.
    fn names_behind(self, at: usize) -> bool {
        let definite = self.tokens.get(at).is_some_and(|t| t.text(self.prose) == "the");
        let open = at + usize::from(definite);
        let noun = (open..at + NOUN_REACH).find(|i| *i < self.tokens.len() && self.is_person(*i));
        // `another member, retired postman Jane Roe,`
        let near = |i: &usize| definite || *i <= open + 1;
        noun.filter(near).is_some_and(|i| self.tokens.get(i + 1).is_some_and(Token::is_capitalised))
    }

    /// Whether the noun is one for a person.
    fn is_person(self, noun: usize) -> bool {
        let token = &self.tokens[noun];
        token.is(WordClass::ROLE | WordClass::MALE_NOUN | WordClass::FEMALE_NOUN)
            || (token.class.is_empty()
                && !token.is_capitalised()
                && rolewords::is_agent(token.text(self.prose)))
    }

    /// The end of the capitalised words at `at` that may be a name: a word in no list that does not only begin the
    /// sentence, and what goes on from it. `limit` is the next name.
    fn unlisted(self, at: usize, floor: usize, limit: usize) -> Option<(usize, bool)> {
        let unknown = |i: usize| {
            i < limit
                && self.tokens.get(i).is_some_and(|t| t.is_capitalised() && (t.class - NAME_LIKE).is_empty())
        };
        if !unknown(at) {
            return None;
        }
        let end = (at..at + LONGEST_NAME).find(|i| !unknown(*i))?;
        let alone = at == floor && end == at + 1;
        let verb =
            self.is(end, WordClass::CUE | WordClass::AUXILIARY | WordClass::VERB_PAST | WordClass::MODAL);
        // `Americans`, `Muslims`: many.
        let many = end == at + 1 && self.tokens[at].text(self.prose).ends_with('s');
        Some((end, (!alone || verb) && !many))
    }

    /// What a word is compared by.
    fn key(self, at: usize) -> u64 {
        gazetteer::hash_lower(self.tokens[at].text(self.prose))
    }

    /// `a man in a fleece`, `another resident`: not what somebody named is or becomes (`X, a teacher`, `is a teacher`,
    /// `as a teacher`), and not named at once (`a teacher, Jane Roe,`).
    fn stranger(self, at: usize, floor: usize) -> Option<ReferenceKind> {
        // `At a shop near the church, a cashier was …` brings her in all the same.
        let led = self.is(floor, WordClass::PREPOSITION | WordClass::SUBORDINATOR);
        let comma = at > floor && self.punct(at - 1, ',');
        if comma && (!led || self.is_apposition(at - 1, floor))
            || at > floor && self.is(at - 1, WordClass::BE | WordClass::PREPOSITION)
        {
            return None;
        }
        self.noun_of(self.noun_behind(at)?)
    }

    /// Whether a name between two commas ends at `comma`: `In a letter, Roe, a teacher, …`
    fn is_apposition(self, comma: usize, floor: usize) -> bool {
        let before = (floor..comma).rev().take(LONGEST_NAME).find(|i| !self.tokens[*i].is_capitalised());
        before.is_some_and(|i| i + 1 < comma && self.punct(i, ','))
    }

    /// The gender that a noun shows.
    fn gender_of(self, at: usize) -> Option<Gender> {
        match (self.is(at, WordClass::MALE_NOUN), self.is(at, WordClass::FEMALE_NOUN)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    }
}

/// `Hansen’s`, `his`
fn is_owner(token: &Token) -> bool {
    token.kind == TokenKind::Possessive || token.is(WordClass::POSSESSIVE)
}

/// Words that refer to somebody by themselves, or bring somebody in.
const REFERRING: WordClass = WordClass::MALE_PRONOUN
    .union(WordClass::FEMALE_PRONOUN)
    .union(WordClass::THING_PRONOUN)
    .union(WordClass::INDEFINITE);

/// Classes of words that may be names all the same.
const NAME_LIKE: WordClass = WordClass::GIVEN_MALE
    .union(WordClass::GIVEN_FEMALE)
    .union(WordClass::SURNAME)
    .union(WordClass::NAME_PARTICLE)
    .union(WordClass::VERB)
    .union(WordClass::EVENT_NOUN);

/// Longest name that is looked for outside the names found, in tokens.
const LONGEST_NAME: usize = 6;

/// How far behind its article the noun for a person may stand, in tokens.
const NOUN_REACH: usize = 6;

/// Whether the name can be a person's, judged by the block alone.
fn may_be_person(mention: &Mention) -> bool {
    mention.kind == EntityKind::Person
}

#[cfg(test)]
mod tests;
