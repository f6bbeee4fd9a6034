//! Entities: the mentions of one thing, joined over the whole story.

mod join;
mod link;

use super::Confidence;
use super::article::{Blocks, Place};
use super::mentions::known::kind_of;
use super::mentions::{EntityKind, Gender};
use crate::knowledge::gazetteer::{self, NameClass};
use crate::knowledge::registry::{Class, Entry};
use crate::knowledge::rolewords;
use crate::syntax::LocalEntity;
use link::Source;
use std::sync::Arc;

pub use link::{Known, gender_of};

/// A title or role as the story prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// As printed.
    pub text: String,
    /// Where.
    pub place: Place,
    /// Index into the block summary's mentions of the name that it stands with.
    pub mention: u32,
}

/// One mention, as an entity lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityMention {
    /// Where the name stands.
    pub place: Place,
    /// Index into the block summary's mentions.
    pub index: u32,
    /// Whether it stands inside a quotation.
    pub quoted: bool,
}

/// One person, organisation, place or thing of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Stable while the story is edited: derived from the name (and the registry id), not from the order.
    pub key: String,
    /// The fullest form of the name in the story, or the registry's.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// How sure the kind is.
    pub confidence: Confidence,
    /// Gender shown by titles, given name or pronouns.
    pub gender: Option<Gender>,
    /// Other forms of the name that the story uses, in order of appearance.
    pub aliases: Vec<String>,
    /// Titles as printed, in order, without repeats.
    pub titles: Vec<Title>,
    /// In order of the text.
    pub mentions: Vec<EntityMention>,
    /// Id in the registry, or in the front matter.
    pub registry: Option<String>,
    /// Ids of the entries of the registry of which any may be meant; empty where it is clear.
    pub rivals: Vec<String>,
}

impl Entity {
    /// Whether it is the same to those who look for it under its name: in everything but its mentions and its links. From
    /// so many mentions on one more is nothing.
    pub fn is_like(&self, other: &Self) -> bool {
        let mentions = |e: &Self| e.mentions.len().min(OFTEN);
        let titles = |e: &Self| e.titles.iter().map(|t| t.text.clone()).collect::<Vec<_>>();
        self.name == other.name
            && (self.kind, self.confidence, self.gender) == (other.kind, other.confidence, other.gender)
            && mentions(self) == mentions(other)
            && titles(self) == titles(other)
    }
}

/// From so many mentions on somebody is named as often as anybody.
pub const OFTEN: usize = 20;

/// Index of an entity in [`super::Article::entities`].
pub type EntityIndex = u32;

/// The entities of a story, and for each block the entity of each mention.
pub type Clusters = (Vec<Arc<Entity>>, Vec<Arc<[Option<EntityIndex>]>>);

/// Joins the mentions of all blocks. `of[block][mention]` of the result is the entity of that mention; `None` where
/// two people fit and nothing says which.
#[inline(never)]
pub fn cluster(blocks: &Blocks<'_>, known: Known<'_>) -> Clusters {
    let joined = join::join(blocks, known);
    let mut counts = vec![0; joined.groups.len()];
    joined.of.iter().flatten().flatten().for_each(|entity| counts[*entity as usize] += 1);
    let groups = joined.groups.iter().zip(counts);
    let mut entities: Vec<Entity> = groups.map(|(group, count)| opened(blocks, group, count)).collect();
    for (block, of) in joined.of.iter().enumerate() {
        for (index, entity) in of.iter().enumerate() {
            if let Some(entity) = entity {
                let at = (block as u32, index as u32);
                gather(&mut entities[*entity as usize], blocks, at);
            }
        }
    }
    for (entity, group) in entities.iter_mut().zip(&joined.groups) {
        let entry = |index: u32| known.registry.map(|r| &r.entries()[index as usize]);
        match group.source {
            Some(Source::Entry(index)) => entry(index).into_iter().for_each(|e| adopt(entity, e)),
            Some(Source::Local(index)) => {
                let local = known.matter.and_then(|m| m.entities.get(index as usize));
                local.into_iter().for_each(|l| adopt_local(entity, l));
            }
            None => {
                let rivals = group.rivals.iter().filter_map(|r| entry(*r));
                entity.rivals = rivals.map(|e| e.id.to_string()).collect();
            }
        }
        finish(entity);
    }
    let of = joined.of.into_iter().map(Arc::from).collect();
    (entities.into_iter().map(Arc::new).collect(), of)
}

/// An entity without its mentions, with room for as many as it has.
fn opened(blocks: &Blocks<'_>, group: &join::Group, mentions: usize) -> Entity {
    let (block, index) = group.fullest;
    let mention = &blocks[block as usize].summary.mentions[index as usize];
    Entity {
        key: String::new(),
        name: mention.range.of(blocks[block as usize].prose()).to_owned(),
        kind: group.kind(),
        confidence: group.confidence(),
        gender: group.gender,
        aliases: Vec::new(),
        titles: Vec::new(),
        mentions: Vec::with_capacity(mentions),
        registry: None,
        rivals: Vec::new(),
    }
}

/// Adds one mention with its form and title.
fn gather(entity: &mut Entity, blocks: &Blocks<'_>, (block, index): (u32, u32)) {
    let reference = &blocks[block as usize];
    let mention = &reference.summary.mentions[index as usize];
    let prose = reference.prose();
    let form = mention.range.of(prose);
    let shouted = |name: &str| name.len() > 4 && !name.chars().any(char::is_lowercase);
    if form != entity.name {
        // Capitals of a dateline or headline are not how the name is written.
        let written = form.chars().any(char::is_lowercase) && entity.kind == EntityKind::Place;
        if (shouted(&entity.name) || written) && form.eq_ignore_ascii_case(&entity.name) {
            entity.name = form.to_owned();
        } else if form.split_whitespace().count() > entity.name.split_whitespace().count() && !shouted(form) {
            entity.aliases.push(std::mem::replace(&mut entity.name, form.to_owned()));
        } else if !entity.aliases.iter().any(|a| a == form) && !form.eq_ignore_ascii_case(&entity.name) {
            entity.aliases.push(form.to_owned());
        }
    }
    let title = mention.title.of(prose);
    if !title.is_empty() && !entity.titles.iter().any(|t| t.text == title) {
        let place = Place { block, range: mention.title };
        entity.titles.push(Title { text: title.to_owned(), place, mention: index });
    }
    entity.mentions.push(EntityMention {
        place: Place { block, range: mention.range },
        index,
        quoted: mention.quoted,
    });
}

/// What the registry says of an entity wins over what the story shows.
pub(super) fn adopt(entity: &mut Entity, entry: &Entry) {
    entity.registry = Some(entry.id.to_string());
    let printed = std::mem::replace(&mut entity.name, entry.name.to_string());
    if !entity.aliases.contains(&printed) {
        entity.aliases.insert(0, printed);
    }
    entity.kind = kind_of(entry.class).unwrap_or(entity.kind);
    entity.confidence = Confidence::High;
    entity.gender = gender_of(entry).or(entity.gender);
}

/// What the front matter says of an entity wins, too.
fn adopt_local(entity: &mut Entity, local: &LocalEntity) {
    entity.registry = local.id.as_ref().map(|id| id.text.to_string());
    entity.confidence = Confidence::High;
    entity.kind = Class::named(local.class).and_then(kind_of).unwrap_or(entity.kind);
}

/// Gives the entity its key, and drops the name from its aliases.
fn finish(entity: &mut Entity) {
    let name = &entity.name;
    entity.aliases.retain(|a| a != name);
    entity.key = key_of(name);
    let mut words = name.split_whitespace();
    // `Spokesman Hope Roe`: many a title for a man is that of a woman, too.
    if entity.gender == Some(Gender::Male)
        && entity.registry.is_none()
        && entity.titles.iter().any(|t| rolewords::is_for_men(&t.text))
        && words.clone().next().is_some_and(is_female)
    {
        entity.gender = Some(Gender::Female);
    }
    if let (EntityKind::Person, None, Some(given), Some(_)) =
        (entity.kind, entity.gender, words.next(), words.next())
    {
        entity.gender = rolewords::usually_female(&given.to_lowercase())
            .map(|female| if female { Gender::Female } else { Gender::Male });
    }
}

/// Whether only women bear the given name.
fn is_female(given: &str) -> bool {
    let class = gazetteer::classes_of(&given.to_lowercase());
    class.contains(NameClass::FEMALE) && !class.contains(NameClass::MALE)
}

/// `Sergei Lavrov` → `sergei-lavrov`
fn key_of(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut add = |c: char| match c {
        c if c.is_alphanumeric() => key.push(c),
        _ if !key.ends_with('-') && !key.is_empty() => key.push('-'),
        _ => {}
    };
    if name.is_ascii() {
        name.bytes().for_each(|b| add(b.to_ascii_lowercase().into()));
    } else {
        name.chars().flat_map(char::to_lowercase).for_each(add);
    }
    key.truncate(key.trim_end_matches('-').len());
    key
}

#[cfg(test)]
mod tests;
