//! From the source phrase to the person: names, pronouns, descriptions.

use crate::analysis::Confidence;
use crate::analysis::article::{Blocks, Place};
use crate::analysis::entities::{Entity, EntityIndex};
use crate::analysis::mentions::{EntityKind, Gender, Mention};
use crate::analysis::tokens::Token;
use crate::knowledge::{WordClass, lexicon};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Whom a source phrase resolves to.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub name: Option<String>,
    pub entity: Option<EntityIndex>,
    pub rivals: Vec<EntityIndex>,
    pub confidence: Confidence,
}

/// How many blocks back a pronoun looks.
const BLOCKS_BACK: usize = 4;
/// How many mentions back a pronoun looks.
const MENTIONS_BACK: usize = 24;
/// How many tokens back a pronoun looks for somebody without a name.
const TOKENS_BACK: usize = 120;
/// A lead in points below which two candidates count as rivals.
const RIVAL_LEAD: i32 = 2;
/// A lead in points from which the first candidate is as good as certain.
const SURE_LEAD: i32 = 6;

/// The people of a story while its quotations are read in order.
pub(super) struct People<'a> {
    blocks: &'a Blocks<'a>,
    entities: &'a [Arc<Entity>],
    of: &'a [Arc<[Option<EntityIndex>]>],
    /// The only person with a name that begins or ends in this word; `None` where several have.
    by_last_word: FxHashMap<String, Option<EntityIndex>>,
    /// The only person who bears a title that ends in this word; `None` where several do.
    by_title: FxHashMap<String, Option<EntityIndex>>,
    /// Who spoke last, and in which block.
    last: Option<(EntityIndex, u32)>,
    /// The phrase resolved last; quotations of one paragraph often share it.
    recent: Option<(Place, Person)>,
}

impl<'a> People<'a> {
    /// The people of a story.
    pub fn new(
        blocks: &'a Blocks<'a>,
        entities: &'a [Arc<Entity>],
        of: &'a [Arc<[Option<EntityIndex>]>],
    ) -> Self {
        let mut by_last_word = FxHashMap::default();
        let mut by_title = FxHashMap::default();
        for (index, entity) in entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person) {
            let index = index as EntityIndex;
            let mut words = entity.name.split_whitespace();
            let (first, last) = (words.next(), words.next_back());
            for word in [first, last].into_iter().flatten() {
                note(&mut by_last_word, word, index);
            }
            for title in &entity.titles {
                note(&mut by_title, title.text.split_whitespace().next_back().unwrap_or_default(), index);
            }
        }
        Self { blocks, entities, of, by_last_word, by_title, last: None, recent: None }
    }

    /// Whom the phrase at `place` means.
    pub fn resolve(&mut self, place: Place, text: &str) -> Person {
        if let Some((_, person)) = self.recent.as_ref().filter(|(p, _)| *p == place) {
            return person.clone();
        }
        let person = self.named(place, text).unwrap_or_else(|| self.meant(place, text));
        if let Some(entity) = person.entity {
            self.last = Some((entity, place.block));
        }
        self.recent = Some((place, person.clone()));
        person
    }

    /// The person whose name stands in the phrase; of several the last, `Smith’s lawyer Jane Roe`.
    fn named(&self, place: Place, text: &str) -> Option<Person> {
        let mentions = &self.blocks[place.block as usize].summary.mentions;
        let from = mentions.partition_point(|m| m.range.end <= place.range.start);
        let inside = |kinds: &[EntityKind]| {
            let here = mentions[from..].iter().take_while(|m| m.range.start < place.range.end).enumerate();
            here.filter(|(_, m)| kinds.contains(&m.kind) && self.is_head(place, m))
                .filter_map(|(i, _)| self.of[place.block as usize][from + i])
                .last()
        };
        let entity = inside(&[EntityKind::Person]).or_else(|| inside(&[EntityKind::Org]));
        if let Some(entity) = entity {
            return Some(self.person(entity, Confidence::High));
        }
        let last = text.split_whitespace().next_back().unwrap_or_default();
        let name = text.starts_with(char::is_uppercase)
            && last.starts_with(char::is_uppercase)
            && !is_pronoun(text)
            && !is_description(text);
        if !name {
            return None;
        }
        if let Some(entity) = self.by_last_word.get(&last.to_lowercase()).copied().flatten() {
            return Some(self.person(entity, Confidence::High));
        }
        let name = Some(text.to_owned());
        Some(Person { name, entity: None, rivals: Vec::new(), confidence: Confidence::Medium })
    }

    /// Whether the name is what the phrase is about: `an IMF official` and `Smith’s campaign` go on behind it.
    fn is_head(&self, place: Place, mention: &Mention) -> bool {
        let prose = self.blocks[place.block as usize].prose();
        let behind = mention.range.end.min(place.range.end) as usize..place.range.end as usize;
        let mut rest = prose[behind].split_whitespace();
        !rest.any(|w| w.starts_with(char::is_lowercase) || w.starts_with(['’', '\'']))
    }

    /// The name in apposition right behind the description: `a spokesman, Kyle Brandt,`.
    fn apposed(&self, place: Place) -> Option<EntityIndex> {
        let block = place.block as usize;
        let prose = self.blocks[block].prose();
        let mentions = &self.blocks[block].summary.mentions;
        let next =
            mentions.iter().position(|m| m.range.start >= place.range.end && m.kind == EntityKind::Person)?;
        let mention = mentions.get(next).filter(|m| m.kind == EntityKind::Person)?;
        let start = if mention.title.is_empty() {
            mention.range.start
        } else {
            mention.title.start.min(mention.range.start)
        };
        let between = prose.get(place.range.end as usize..start as usize)?;
        (between.trim() == ",").then(|| self.of[block][next]).flatten()
    }

    /// Whom a pronoun or a description means.
    fn meant(&self, place: Place, text: &str) -> Person {
        let lower = text.to_lowercase();
        let gender = match lower.as_str() {
            "he" | "his" | "him" | "himself" => Some(Gender::Male),
            "she" | "her" | "herself" => Some(Gender::Female),
            "who" => return self.before_who(place).map_or_else(nobody, |e| self.person(e, Confidence::High)),
            _ if self.apposed(place).is_some() => {
                return self.apposed(place).map_or_else(nobody, |e| self.person(e, Confidence::High));
            }
            // `the 54-year-old` is whoever was named last.
            _ if is_age(&lower) => None,
            _ => return self.described(&lower).map_or_else(nobody, |e| self.person(e, Confidence::Medium)),
        };
        self.pronoun(place, gender)
    }

    /// The person that the relative pronoun at `place` stands to: the last one named before it in its block.
    fn before_who(&self, place: Place) -> Option<EntityIndex> {
        let mentions = &self.blocks[place.block as usize].summary.mentions;
        let upto = mentions.partition_point(|m| m.range.end <= place.range.start);
        let before =
            mentions[..upto].iter().rev().take(MENTIONS_BACK).position(|m| m.kind == EntityKind::Person)?;
        self.of[place.block as usize][upto - 1 - before]
    }

    /// The only person who bears the title or function that `the …` names.
    fn described(&self, lower: &str) -> Option<EntityIndex> {
        let head = lower.strip_prefix("the ")?;
        let entity = self.by_title.get(head.split_whitespace().next_back()?).copied().flatten()?;
        let bears = self.entities[entity as usize].titles.iter().any(|t| {
            let title = t.text.to_lowercase();
            title.ends_with(head) || head.ends_with(&title)
        });
        bears.then_some(entity)
    }

    /// The person whom `he` or `she` means: recency, the subject of a sentence, who spoke last.
    fn pronoun(&self, place: Place, gender: Option<Gender>) -> Person {
        let mut scores: Vec<(EntityIndex, i32)> = Vec::new();
        let mut seen = 0;
        let here = place.block as usize;
        let first = here.saturating_sub(BLOCKS_BACK);
        for block in (first..=here).rev() {
            let mentions = &self.blocks[block].summary.mentions;
            let upto = if block == here {
                mentions.partition_point(|m| m.range.end <= place.range.start)
            } else {
                mentions.len()
            };
            for (index, mention) in mentions[..upto].iter().enumerate().rev().take(4 * MENTIONS_BACK) {
                if seen >= MENTIONS_BACK {
                    break;
                }
                if self.is_quoted(block, mention) {
                    continue;
                }
                let Some(entity) = self.of[block][index].filter(|e| self.can_be(*e, gender)) else {
                    continue;
                };
                let score = self.score(block, here, mention, seen, entity);
                seen += 1;
                match scores.iter_mut().find(|(e, _)| *e == entity) {
                    Some((_, best)) => *best = (*best).max(score) + 1,
                    None => scores.push((entity, score)),
                }
            }
        }
        if self.stranger_before(place) {
            return nobody();
        }
        scores.sort_by_key(|(entity, score)| (-score, *entity));
        match scores.as_slice() {
            [] => nobody(),
            [(only, _)] => self.person(*only, Confidence::High),
            [(first, a), (second, b), ..] if a - b < RIVAL_LEAD => {
                Person { rivals: vec![*first, *second], ..nobody() }
            }
            [(first, a), (_, b), ..] => {
                let sure = a - b >= SURE_LEAD;
                self.person(*first, if sure { Confidence::High } else { Confidence::Medium })
            }
        }
    }

    /// Whether somebody without a name was brought in behind the last name of the block: `a man in a fleece … he said`.
    fn stranger_before(&self, place: Place) -> bool {
        let block = self.blocks[place.block as usize];
        let mentions = &block.summary.mentions;
        let upto = mentions.partition_point(|m| m.range.end <= place.range.start);
        let last = mentions[..upto]
            .iter()
            .rev()
            .take(MENTIONS_BACK)
            .find(|m| m.kind == EntityKind::Person && !self.is_quoted(place.block as usize, m));
        let to = block.summary.tokens.partition_point(|t| t.range.end <= place.range.start);
        let from = last.map_or(0, |m| m.tokens.1 as usize).max(to.saturating_sub(TOKENS_BACK));
        let tokens = block.summary.tokens.get(from..to).unwrap_or_default();
        let quoted = |t: &Token| {
            let parts = &block.summary.quotes.parts;
            let upto = parts.partition_point(|p| p.range.start <= t.range.start);
            parts[..upto].iter().rev().take(8).any(|p| p.depth == 0 && p.range.covers(t.range))
        };
        tokens.iter().enumerate().any(|(i, t)| {
            t.is(WordClass::INDEFINITE)
                && !quoted(t)
                && tokens[i + 1..]
                    .iter()
                    .take(4)
                    .take_while(|n| n.is_wordlike())
                    .any(|n| n.is(WordClass::ROLE))
        })
    }

    /// Whether the mention stands inside a quotation.
    fn is_quoted(&self, block: usize, mention: &Mention) -> bool {
        let parts = &self.blocks[block].summary.quotes.parts;
        let upto = parts.partition_point(|p| p.range.start <= mention.range.start);
        parts[..upto].iter().rev().take(8).any(|p| p.depth == 0 && p.range.covers(mention.range))
    }

    /// Whether the entity is a person whom a pronoun of this gender can mean.
    fn can_be(&self, entity: EntityIndex, gender: Option<Gender>) -> bool {
        let entity = &self.entities[entity as usize];
        entity.kind == EntityKind::Person
            && (entity.gender.is_none() || gender.is_none() || entity.gender == gender)
    }

    fn score(&self, block: usize, here: usize, mention: &Mention, seen: usize, entity: EntityIndex) -> i32 {
        let summary = self.blocks[block].summary;
        let start = if mention.title.is_empty() {
            mention.range.start
        } else {
            mention.title.start.min(mention.range.start)
        };
        let at = summary.sentences.partition_point(|s| s.range.end <= start);
        let opens = summary.sentences.get(at).is_some_and(|s| {
            let first = s.first as usize;
            summary.tokens[first..s.end as usize].iter().take(3).take_while(|t| t.range.end <= start).count()
                <= 2
        });
        let owner = summary
            .tokens
            .get(mention.tokens.1 as usize)
            .is_some_and(|t| t.kind == crate::analysis::tokens::TokenKind::Possessive);
        // Nearly in order of the text: a look at the neighbours is enough.
        let near = summary
            .attributions
            .partition_point(|a| a.quote.is_some() && a.source.end <= mention.range.start);
        let window = near.saturating_sub(4)..(near + 4).min(summary.attributions.len());
        let speaks = summary.attributions[window].iter().any(|a| a.source.overlaps(mention.range));
        let spoke_last = self.last.is_some_and(|(e, b)| e == entity && here - (b as usize).min(here) <= 1);
        let mut score = 12 - 3 * (here - block) as i32 - seen as i32;
        score += if opens { 3 } else { 0 };
        score += if opens && block == here { 3 } else { 0 };
        score += if speaks { 4 } else { 0 };
        score += if spoke_last { 4 } else { 0 };
        score - if owner { 2 } else { 0 }
    }

    fn person(&self, entity: EntityIndex, confidence: Confidence) -> Person {
        let name = Some(self.entities[entity as usize].name.clone());
        Person { name, entity: Some(entity), rivals: Vec::new(), confidence }
    }
}

/// Notes that `word` means `entity`, or nobody if it means somebody else too.
fn note(words: &mut FxHashMap<String, Option<EntityIndex>>, word: &str, entity: EntityIndex) {
    words
        .entry(word.to_lowercase())
        .and_modify(|e| {
            if *e != Some(entity) {
                *e = None;
            }
        })
        .or_insert(Some(entity));
}

fn nobody() -> Person {
    Person { name: None, entity: None, rivals: Vec::new(), confidence: Confidence::Low }
}

/// `the 54-year-old`, `the 39-year-old winner`.
fn is_age(lower: &str) -> bool {
    let word = lower.split_whitespace().nth(1).unwrap_or_default();
    lexicon::classes_of(lower.split_whitespace().next().unwrap_or_default()).contains(WordClass::DETERMINER)
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word.contains('-')
}

/// Whether the phrase is a pronoun.
fn is_pronoun(text: &str) -> bool {
    lexicon::classes_of(text).intersects(
        WordClass::PRONOUN_SUBJECT | WordClass::PRONOUN_OBJECT | WordClass::POSSESSIVE | WordClass::RELATIVE,
    )
}

/// Whether the phrase begins with an article or the like.
fn is_description(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    lexicon::classes_of(first).intersects(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::NUMBER)
}
