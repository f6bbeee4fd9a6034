//! What the cursor is on, as something that has other places: a person or thing of the story, or an id.
//!
//! Highlight, references, definition and rename all start here.

use super::Reading;
use super::facts::{self, Given};
use crate::analysis::article::Place;
use crate::analysis::entities::EntityIndex;
use crate::syntax::{Attrs, Block};
use crate::text::ByteRange;

/// Something with several places in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A person, organisation, place or thing, whatever words name it.
    Entity(EntityIndex),
    /// An id, as `#id` defines it and `ref=id` names it.
    Id(String),
}

/// How a place speaks of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It is named in the copy, or by a pronoun.
    Mention,
    /// An attribute names its id.
    Reference,
    /// The id is given here.
    Definition,
}

/// One place of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Bytes of the file.
    pub range: ByteRange,
    /// How.
    pub role: Role,
}

/// Keys whose values name something by its id.
const REFERRING: &[&str] = &[
    "ref", "by", "to", "at", "via", "where", "who", "part-of", "after", "before", "cont", "source", "of",
    "at-org",
];

/// The subject under the file offset `offset`, and the stretch that names it there.
pub fn subject_at(reading: Reading<'_>, offset: usize) -> Option<(Subject, ByteRange)> {
    let document = &reading.story.document;
    let index = document.block_at(offset)?;
    let (block, start) = (&document.blocks()[index], document.start_of(index));
    let inside = offset - start;
    let id = ids_of(block).into_iter().find(|i| i.range.touches(inside));
    if let Some(id) = id {
        return Some((Subject::Id(id.id.to_owned()), id.range.shifted(start)));
    }
    let in_attributes = all_attrs(block).any(|a| a.range.contains(inside));
    if in_attributes {
        return None;
    }
    named_at(reading, offset)
}

/// The entity whose name, or whose pronoun at a quotation, stands at `offset`.
fn named_at(reading: Reading<'_>, offset: usize) -> Option<(Subject, ByteRange)> {
    let spot = reading.spot(offset)?;
    let block = spot.block as u32;
    if let Some((index, mention)) = reading.mention_at(spot) {
        let (entity, _) = reading.entity_of(spot.block, index)?;
        return Some((Subject::Entity(entity), reading.range(Place { block, range: mention.range })));
    }
    let speakers = reading.article().quotes.iter().filter_map(|q| q.speaker.as_ref());
    let (place, entity) = speakers
        .filter_map(|s| Some((s.place?, s.entity?)))
        .find(|(p, _)| p.block == block && p.range.touches(spot.offset))?;
    Some((Subject::Entity(entity), reading.range(place)))
}

/// The id by which other files name `subject`: an id as it is, the registry's for a person or thing.
pub fn shared_id(reading: Reading<'_>, subject: &Subject) -> Option<String> {
    match subject {
        Subject::Id(id) => Some(id.clone()),
        Subject::Entity(entity) => {
            let id = reading.article().entities[*entity as usize].registry.clone()?;
            reading.story.options().registry.get(&id).is_some().then_some(id)
        }
    }
}

/// The registry file and the place in it where `subject` is given; `None` where the file itself gives its id.
pub fn registered(reading: Reading<'_>, subject: &Subject) -> Option<(u32, ByteRange)> {
    let id = shared_id(reading, subject)?;
    let mut places = Vec::new();
    id_places(reading, &id, &mut places);
    if places.iter().any(|p| p.role == Role::Definition) {
        return None;
    }
    match facts::given(reading, &id)? {
        Given::Registry(file, range) => Some((file, range)),
        Given::FrontMatter(_) => None,
    }
}

/// Every place of `subject`, in order, without repeats.
pub fn occurrences(reading: Reading<'_>, subject: &Subject) -> Vec<Occurrence> {
    let mut found = Vec::new();
    match subject {
        Subject::Entity(entity) => {
            mentions(reading, *entity, &mut found);
            if let Some(id) = &reading.article().entities[*entity as usize].registry {
                id_places(reading, id, &mut found);
            }
        }
        Subject::Id(id) => {
            let entities = reading.article().entities.iter().enumerate();
            let registered = entities.filter(|(_, e)| e.registry.as_deref() == Some(id));
            registered.for_each(|(index, _)| mentions(reading, index as EntityIndex, &mut found));
            id_places(reading, id, &mut found);
        }
    }
    found.sort_by_key(|o| (o.range, o.role));
    found.dedup_by_key(|o| o.range);
    found
}

fn mentions(reading: Reading<'_>, entity: EntityIndex, found: &mut Vec<Occurrence>) {
    let article = reading.article();
    let named = article.entities[entity as usize].mentions.iter().map(|m| m.place);
    found.extend(named.map(|p| Occurrence { range: reading.range(p), role: Role::Mention }));
    let speakers =
        article.quotes.iter().filter_map(|q| q.speaker.as_ref()).filter(|s| s.entity == Some(entity));
    for range in speakers.filter_map(|s| s.place).map(|p| reading.range(p)) {
        // "Foreign Minister Lavrov" as a speaker holds the mention "Lavrov", which is listed already.
        if !found.iter().any(|o| o.range.overlaps(range)) {
            found.push(Occurrence { range, role: Role::Mention });
        }
    }
}

fn id_places(reading: Reading<'_>, id: &str, found: &mut Vec<Occurrence>) {
    if let Some(Given::FrontMatter(range)) = facts::given(reading, id) {
        found.push(Occurrence { range, role: Role::Definition });
    }
    let document = &reading.story.document;
    for (index, block) in document.blocks().iter().enumerate() {
        let start = document.start_of(index);
        for place in ids_of(block).into_iter().filter(|i| i.id == id) {
            let role = if place.defines { Role::Definition } else { Role::Reference };
            found.push(Occurrence { range: place.range.shifted(start), role });
        }
    }
}

/// Where `subject` is introduced: the definition of its id, else the first mention.
pub fn definition(reading: Reading<'_>, subject: &Subject) -> Option<ByteRange> {
    let all = occurrences(reading, subject);
    let defined = all.iter().find(|o| o.role == Role::Definition);
    defined.or_else(|| all.iter().find(|o| o.role == Role::Mention)).map(|o| o.range)
}

/// One id in a block.
#[derive(Clone, Copy, Debug)]
pub struct IdPlace<'a> {
    /// The id.
    pub id: &'a str,
    /// Bytes of the block's source; without the `#`.
    pub range: ByteRange,
    /// Whether it is given here, not used.
    pub defines: bool,
    /// The class of the span, where it has one.
    pub class: Option<&'a str>,
}

/// All ids that the attributes of a block give and use.
pub fn ids_of(block: &Block) -> Vec<IdPlace<'_>> {
    let mut ids = Vec::new();
    for attrs in all_attrs(block) {
        let class = attrs.classes.first().map(|c| &*c.text);
        if let Some(name) = &attrs.id {
            let range = ByteRange { start: name.range.start + 1, end: name.range.end };
            ids.push(IdPlace { id: &name.text, range, defines: true, class });
        }
        let naming = attrs.pairs.iter().filter(|p| REFERRING.contains(&&*p.key));
        let values = naming.flat_map(|p| p.values()).filter(|(_, id)| is_id(id));
        ids.extend(values.map(|(range, id)| IdPlace { id, range, defines: false, class }));
    }
    ids
}

/// The attributes of a block: its own and those of its spans.
pub fn all_attrs(block: &Block) -> impl Iterator<Item = &Attrs> {
    block.attrs.iter().chain(block.spans.iter().map(|s| &s.attrs))
}

/// Whether `value` has the form of an id, not of a name as written.
pub fn is_id(value: &str) -> bool {
    let mut chars = value.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
}
