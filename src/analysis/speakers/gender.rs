//! Gender of the story's people: what titles and given names show, and what the pronouns around a name say.

use crate::analysis::article::Blocks;
use crate::analysis::entities::{Entity, EntityIndex};
use crate::analysis::mentions::Gender;
use crate::analysis::references::GenderCue;
use std::sync::Arc;

/// Weight from which pronouns overrule what a list of given names says, if none speaks for it.
const OVERRULES: u32 = 5;

/// Weight from which pronouns decide where nothing else does.
const LEAST: u32 = 2;

/// The gender of each entity.
pub(super) fn of(
    blocks: &Blocks<'_>,
    entities: &[Arc<Entity>],
    of: &[Arc<[Option<EntityIndex>]>],
) -> Vec<Option<Gender>> {
    let mut votes = vec![(0u32, 0u32); entities.len()];
    let mut by_full_name = vec![(0u32, 0u32); entities.len()];
    for (block, of) in blocks.iter().zip(of) {
        for cue in &block.references().genders {
            let Some(entity) = of[cue.mention as usize] else { continue };
            let full = block.summary.mentions[cue.mention as usize].keys.words > 1;
            add(&mut votes[entity as usize], cue);
            if full {
                add(&mut by_full_name[entity as usize], cue);
            }
        }
    }
    entities.iter().enumerate().map(|(i, e)| decided(e.gender, votes[i], by_full_name[i])).collect()
}

fn add((male, female): &mut (u32, u32), cue: &GenderCue) {
    match cue.gender {
        Gender::Male => *male += u32::from(cue.weight),
        Gender::Female => *female += u32::from(cue.weight),
    }
}

/// What is listed, unless the pronouns beside the full name, which is no relative’s, all say otherwise.
fn decided(listed: Option<Gender>, (male, female): (u32, u32), full: (u32, u32)) -> Option<Gender> {
    match listed {
        Some(Gender::Male) if full.0 == 0 && full.1 >= OVERRULES => Some(Gender::Female),
        Some(Gender::Female) if full.1 == 0 && full.0 >= OVERRULES => Some(Gender::Male),
        Some(gender) => Some(gender),
        None if male >= LEAST && male > 2 * female => Some(Gender::Male),
        None if female >= LEAST && female > 2 * male => Some(Gender::Female),
        None => None,
    }
}
