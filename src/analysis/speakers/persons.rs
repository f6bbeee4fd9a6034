//! From the source phrase to the person: pronouns, surnames, descriptions.

use crate::analysis::Confidence;
use crate::analysis::article::{Blocks, Place};
use crate::analysis::entities::{Entity, EntityIndex};

/// Whom a source phrase resolves to.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub name: Option<String>,
    pub entity: Option<EntityIndex>,
    pub rivals: Vec<EntityIndex>,
    pub confidence: Confidence,
}

/// The people of a story while its quotations are read in order.
pub(super) struct People<'a> {
    blocks: &'a Blocks<'a>,
    entities: &'a [Entity],
    of: &'a [Vec<Option<EntityIndex>>],
    last: Option<EntityIndex>,
}

impl<'a> People<'a> {
    /// The people of a story.
    pub fn new(blocks: &'a Blocks<'a>, entities: &'a [Entity], of: &'a [Vec<Option<EntityIndex>>]) -> Self {
        Self { blocks, entities, of, last: None }
    }

    /// Whom the phrase at `place` means.
    pub fn resolve(&mut self, place: Place, text: &str) -> Person {
        let _ = text;
        let mentions = &self.blocks[place.block as usize].summary.mentions;
        let named = mentions.iter().position(|m| place.range.overlaps(m.range));
        let entity = named.and_then(|m| self.of[place.block as usize][m]).or(self.last);
        self.last = entity;
        Person {
            name: entity.map(|e| self.entities[e as usize].name.clone()),
            entity,
            rivals: Vec::new(),
            confidence: Confidence::Medium,
        }
    }
}
