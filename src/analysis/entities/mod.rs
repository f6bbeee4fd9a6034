//! Entities: the mentions of one thing, joined over the whole story.

mod join;

use super::Confidence;
use super::article::{Blocks, Place};
use super::mentions::{EntityKind, Gender};
use crate::knowledge::Registry;
use crate::knowledge::registry::Entry;

/// A title or role as the story prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// As printed.
    pub text: String,
    /// Where.
    pub place: Place,
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
    /// Id in the registry.
    pub registry: Option<String>,
}

/// Index of an entity in [`super::Article::entities`].
pub type EntityIndex = u32;

/// Joins the mentions of all blocks. `of[block][mention]` of the result is the entity of that mention; `None` where
/// two people fit and nothing says which.
pub fn cluster(blocks: &Blocks<'_>, registry: &Registry) -> (Vec<Entity>, Vec<Vec<Option<EntityIndex>>>) {
    let joined = join::join(blocks, registry);
    let mut entities: Vec<Entity> = joined.groups.iter().map(|group| opened(blocks, group)).collect();
    for (block, of) in joined.of.iter().enumerate() {
        for (index, entity) in of.iter().enumerate() {
            if let Some(entity) = entity {
                let at = (block as u32, index as u32);
                gather(&mut entities[*entity as usize], blocks, at);
            }
        }
    }
    for (entity, group) in entities.iter_mut().zip(&joined.groups) {
        if let Some(entry) = group.entry {
            adopt(entity, &registry.entries()[entry as usize]);
        }
        finish(entity);
    }
    (entities, joined.of)
}

/// An entity without its mentions.
fn opened(blocks: &Blocks<'_>, group: &join::Group) -> Entity {
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
        mentions: Vec::new(),
        registry: None,
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
        if shouted(&entity.name) && form.eq_ignore_ascii_case(&entity.name) {
            entity.name = form.to_owned();
        } else if form.split_whitespace().count() > entity.name.split_whitespace().count() && !shouted(form) {
            entity.aliases.push(std::mem::replace(&mut entity.name, form.to_owned()));
        } else if !entity.aliases.iter().any(|a| a == form) && !form.eq_ignore_ascii_case(&entity.name) {
            entity.aliases.push(form.to_owned());
        }
    }
    let title = mention.title.of(prose);
    if !title.is_empty() && !entity.titles.iter().any(|t| t.text == title) {
        entity.titles.push(Title { text: title.to_owned(), place: Place { block, range: mention.title } });
    }
    entity.mentions.push(EntityMention {
        place: Place { block, range: mention.range },
        index,
        quoted: mention.quoted,
    });
}

/// What the registry says of an entity wins over what the story shows.
fn adopt(entity: &mut Entity, entry: &Entry) {
    entity.registry = Some(entry.id.to_string());
    let printed = std::mem::replace(&mut entity.name, entry.name.to_string());
    if !entity.aliases.contains(&printed) {
        entity.aliases.insert(0, printed);
    }
    entity.kind = join::kind_of(entry.class).unwrap_or(entity.kind);
    entity.confidence = Confidence::High;
    let says = |pronoun: &str| entry.pronouns.iter().any(|p| &**p == pronoun);
    entity.gender = match (says("he"), says("she")) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => entity.gender,
    };
}

/// Gives the entity its key, and drops the name from its aliases.
fn finish(entity: &mut Entity) {
    let name = entity.name.clone();
    entity.aliases.retain(|a| *a != name);
    entity.key = key_of(&name);
}

/// `Sergei Lavrov` → `sergei-lavrov`
fn key_of(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            key.push(c);
        } else if !key.ends_with('-') && !key.is_empty() {
            key.push('-');
        }
    }
    key.truncate(key.trim_end_matches('-').len());
    key
}

#[cfg(test)]
mod tests;
