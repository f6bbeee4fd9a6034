//! Entities: the mentions of one thing, joined over the whole story.

use super::Confidence;
use super::article::{Blocks, Place};
use super::mentions::{EntityKind, Gender};

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

/// Joins the mentions of all blocks. `of[block][mention]` of the result is the entity of that mention.
pub fn cluster(blocks: &Blocks<'_>) -> (Vec<Entity>, Vec<Vec<Option<EntityIndex>>>) {
    let of = blocks.iter().map(|b| vec![None; b.summary.mentions.len()]).collect();
    (Vec::new(), of)
}
