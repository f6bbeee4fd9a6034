//! Marked names: `[Lavrov]{.person ref=lavrov}`.

use crate::analysis::Confidence;
use crate::analysis::article::{Article, BlockRef, Blocks, Place};
use crate::analysis::entities::{self, Entity, EntityIndex, EntityMention};
use crate::analysis::mentions::{EntityKind, Mention, keys};
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::Registry;
use crate::syntax::{Block, Span, SpanKind};
use crate::text::ByteRange;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Puts the marked names of a block among the mentions found in it; a mark replaces what overlaps it.
///
/// A mark on a pronoun or a description (`[she]{ref=berg}`) makes no mention of a name.
pub fn mark(block: &Block, tokens: &[Token], mentions: &mut Vec<Mention>) {
    for span in &block.spans {
        let Some(kind) = name_kind(span, block) else { continue };
        let Some((first, end)) = words_of(span.prose, tokens) else { continue };
        if !tokens[first..end].iter().any(Token::is_capitalised) {
            continue;
        }
        let named = first + titles_of(kind, &tokens[first..end]);
        let in_front = ByteRange { start: tokens[first].range.start, end: tokens[named].range.start };
        let first = named;
        let range = ByteRange { start: tokens[first].range.start, end: tokens[end - 1].range.end };
        let at = mentions.partition_point(|m| m.range.end <= range.start);
        let overlapping = mentions[at..].iter().take_while(|m| m.range.start < range.end).count();
        let before: Vec<Mention> = mentions.drain(at..at + overlapping).collect();
        let old = before.iter().max_by_key(|m| m.range.len());
        let inner = (!in_front.is_empty()).then(|| trimmed(in_front, block.prose()));
        let outer = old.map(|m| m.title).filter(|t| !t.is_empty() && !t.overlaps(range));
        let title = outer.or(inner).unwrap_or_default();
        let shares = kind.map(EntityKind::alone).or(old.map(|m| m.shares)).unwrap_or_default();
        let mention = Mention {
            range,
            tokens: (first as u32, end as u32),
            title,
            kind: kind.or(old.map(|m| m.kind)).unwrap_or(EntityKind::Object),
            confidence: Confidence::High,
            gender: old.and_then(|m| m.gender),
            quoted: false,
            shares,
            doubt: 0,
            keys: keys::of_marked(range.of(block.prose())),
            known: None,
        };
        mentions.insert(at, mention);
    }
}

/// The kind a span gives a name: `Some(None)` for a bare `ref`. `None` when it marks no name.
fn name_kind(span: &Span, block: &Block) -> Option<Option<EntityKind>> {
    match span.kind(block.prose())? {
        SpanKind::Entity => Some(None),
        SpanKind::Class("person") => Some(Some(EntityKind::Person)),
        SpanKind::Class("org") => Some(Some(EntityKind::Org)),
        SpanKind::Class("place") => Some(Some(EntityKind::Place)),
        SpanKind::Class("object") => Some(Some(EntityKind::Object)),
        SpanKind::Class(_) => None,
    }
}

/// Token indices of the words in `range`, without an article in front and a possessive behind.
fn words_of(range: ByteRange, tokens: &[Token]) -> Option<(usize, usize)> {
    let mut first = tokens.partition_point(|t| t.range.start < range.start);
    let mut end = tokens.partition_point(|t| t.range.end <= range.end);
    let article = crate::knowledge::WordClass::DETERMINER;
    while first + 1 < end && tokens[first].is(article) {
        first += 1;
    }
    while first < end && !tokens[end - 1].is_wordlike() {
        end -= 1;
    }
    (first < end && tokens[first].kind != TokenKind::Possessive).then_some((first, end))
}

/// How many words in front of a marked person's name are a title.
fn titles_of(kind: Option<EntityKind>, words: &[Token]) -> usize {
    use crate::knowledge::WordClass;
    let title = WordClass::HONORIFIC | WordClass::TITLE;
    let leading = match kind {
        Some(EntityKind::Person) => words.iter().take_while(|t| t.is(title)).count(),
        _ => 0,
    };
    leading.min(words.len() - 1)
}

/// `range` without white space at its end.
fn trimmed(range: ByteRange, prose: &str) -> ByteRange {
    let length = range.of(prose).trim_end().len();
    ByteRange::new(range.start as usize, range.start as usize + length)
}

/// What a mention belongs to once the marks are heard.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Group<'a> {
    /// Marked with this id.
    Marked(&'a str),
    /// As inferred.
    Inferred(EntityIndex),
}

/// Joins the mentions that are marked alike, and parts those that are marked differently.
pub fn apply(blocks: &Blocks<'_>, article: &mut Article, registry: &Registry) {
    let mut marked: Vec<Vec<Option<&str>>> = blocks.iter().map(marked_ids).collect();
    // An outside id, or one that was replaced, stands for the entry.
    for id in marked.iter_mut().flatten().flatten() {
        *id = registry.current(id).map_or(*id, |entry| &entry.id);
    }
    if marked.iter().flatten().all(Option::is_none) {
        return;
    }
    // The unmarked mentions of an entity follow its first marked one.
    let mut follows: FxHashMap<EntityIndex, &str> = FxHashMap::default();
    for (ids, entities) in marked.iter().zip(&article.entity_of) {
        for (id, entity) in ids.iter().zip(entities.iter()) {
            if let (Some(id), Some(entity)) = (id, entity) {
                follows.entry(*entity).or_insert(id);
            }
        }
    }
    let ids: FxHashSet<&str> = marked.iter().flatten().flatten().copied().collect();
    for (index, entity) in article.entities.iter().enumerate() {
        if let Some(id) = entity.registry.as_deref().and_then(|id| ids.get(id)) {
            follows.entry(index as EntityIndex).or_insert(id);
        }
    }
    let mut builder = Builder { old: &article.entities, groups: FxHashMap::default(), entities: Vec::new() };
    let mut entity_of = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let of = (0..block.summary.mentions.len()).map(|m| {
            let inferred = article.entity_of[index][m];
            let group = match (marked[index][m], inferred) {
                (Some(id), _) => Group::Marked(id),
                (None, Some(entity)) => {
                    follows.get(&entity).map_or(Group::Inferred(entity), |id| Group::Marked(id))
                }
                (None, None) => return None,
            };
            Some(builder.add(group, inferred, *block, index, m))
        });
        entity_of.push(of.collect());
    }
    let mut entities = builder.entities;
    name_by_registry(&mut entities, registry);
    article.entities = entities.into_iter().map(Arc::new).collect();
    article.entity_of = entity_of;
    remap_quotes(article);
}

/// What the registry says of an id wins over the words that it marks.
fn name_by_registry(entities: &mut [Entity], registry: &Registry) {
    for entity in entities {
        if let Some(entry) = entity.registry.as_deref().and_then(|id| registry.get(id)) {
            entities::adopt(entity, entry);
            let name = entity.name.clone();
            entity.aliases.retain(|a| *a != name);
        }
    }
}

/// Entity indices in quotations point into the old list; the place of the source says which entity it is now.
fn remap_quotes(article: &mut Article) {
    let by_name: FxHashMap<&str, EntityIndex> =
        article.entities.iter().enumerate().map(|(i, e)| (e.name.as_str(), i as EntityIndex)).collect();
    let spoken = article.quotes.iter_mut().filter(|q| q.speaker.is_some());
    for speaker in spoken.filter_map(|q| Arc::make_mut(q).speaker.as_mut()) {
        speaker.entity = speaker.name.as_deref().and_then(|n| by_name.get(n).copied());
        speaker.rivals.clear();
    }
}

/// The id that each mention of a block is marked with.
fn marked_ids<'a>(block: &BlockRef<'a>) -> Vec<Option<&'a str>> {
    let mut ids = vec![None; block.summary.mentions.len()];
    for span in &block.block.spans {
        if name_kind(span, block.block).is_none() {
            continue;
        }
        let Some(id) = span.attrs.get("ref") else { continue };
        for (mention, slot) in block.summary.mentions.iter().zip(&mut ids) {
            if span.prose.covers(mention.range) {
                *slot = Some(id);
            }
        }
    }
    ids
}

struct Builder<'a> {
    old: &'a [Arc<Entity>],
    groups: FxHashMap<Group<'a>, EntityIndex>,
    entities: Vec<Entity>,
}

impl<'a> Builder<'a> {
    /// Adds one mention to its group and returns the group's entity.
    fn add(
        &mut self,
        group: Group<'a>,
        inferred: Option<EntityIndex>,
        block: BlockRef<'_>,
        block_index: usize,
        mention_index: usize,
    ) -> EntityIndex {
        let mention = &block.summary.mentions[mention_index];
        let text = mention.range.of(block.prose());
        let old = inferred.map(|e| &*self.old[e as usize]);
        let index = *self.groups.entry(group).or_insert_with(|| {
            let id = if let Group::Marked(id) = group { Some(id) } else { None };
            self.entities.push(fresh(old, id, text, mention));
            self.entities.len() as EntityIndex - 1
        });
        let entity = &mut self.entities[index as usize];
        let place = Place { block: block_index as u32, range: mention.range };
        entity.mentions.push(EntityMention { place, index: mention_index as u32, quoted: mention.quoted });
        if let Some(old) = old {
            for title in &old.titles {
                if title.place.block == place.block && mention.title == title.place.range {
                    entity.titles.push(title.clone());
                }
            }
        }
        if text.len() > entity.name.len() {
            let shorter = std::mem::replace(&mut entity.name, text.to_owned());
            note_alias(entity, &shorter);
        } else {
            note_alias(entity, text);
        }
        index
    }
}

fn note_alias(entity: &mut Entity, form: &str) {
    if form != entity.name && !entity.aliases.iter().any(|a| a == form) {
        entity.aliases.push(form.to_owned());
    }
}

fn fresh(old: Option<&Entity>, id: Option<&str>, text: &str, mention: &Mention) -> Entity {
    Entity {
        key: id.map_or_else(|| old.map_or_else(|| text.to_owned(), |o| o.key.clone()), str::to_owned),
        name: text.to_owned(),
        kind: mention.kind,
        confidence: mention.confidence,
        gender: mention.gender.or(old.and_then(|o| o.gender)),
        aliases: Vec::new(),
        titles: Vec::new(),
        mentions: Vec::new(),
        registry: id.map(str::to_owned).or_else(|| old.and_then(|o| o.registry.clone())),
        rivals: old.filter(|_| id.is_none()).map_or_else(Vec::new, |o| o.rivals.clone()),
    }
}
