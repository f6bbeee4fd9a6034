//! A name of the story as a new entry of the registry.

use super::Reading;
use super::subject::is_id;
use crate::analysis::mentions::EntityKind;
use crate::knowledge::registry::write::{self, NewEntry};
use crate::text::ByteRange;

/// The person or thing under the cursor as a new entry; `None` where it has one.
///
/// Of the other forms in the story only the surname is taken over: the rest may be slips. Of the titles the longest is.
pub fn new_entry(reading: Reading<'_>, range: ByteRange) -> Option<NewEntry> {
    let spot = reading.spot(range.start as usize)?;
    let (index, _) = reading.mention_at(spot)?;
    let (_, entity) = reading.entity_of(spot.block, index)?;
    let registry = &reading.story.options().registry;
    let given = entity.registry.as_deref();
    if given.is_some_and(|id| registry.get(id).is_some()) || entity.rivals.len() > 1 {
        return None;
    }
    let last = entity.name.split_whitespace().next_back().unwrap_or_default();
    let surname =
        |form: &&String| entity.kind == EntityKind::Person && *form == last && **form != entity.name;
    let titles = entity.titles.iter().map(|t| &t.text).filter(|t| !t.ends_with('.'));
    Some(NewEntry {
        class: class_of(entity.kind),
        id: given
            .filter(|id| is_id(id) && !id.contains(':'))
            .map_or_else(|| write::free_id(registry, &entity.name), str::to_owned),
        name: entity.name.clone(),
        aliases: entity.aliases.iter().filter(surname).cloned().collect(),
        titles: titles.max_by_key(|t| t.len()).into_iter().cloned().collect(),
    })
}

/// The class of annotations and entries for a kind of thing.
pub fn class_of(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Org => "org",
        EntityKind::Place => "place",
        EntityKind::Object => "object",
    }
}
