//! Gives the groups of mentions their entries: those that front matter declares first, then those of the registry.
//!
//! A form that one entry alone goes by decides. Of several entries with one form those stay that agree in kind, whose
//! very name it is, that the story names unmistakably elsewhere, whose title on the day of the story stands in front of the name, and whose pronouns
//! agree; if one is left, it is that one, else the group keeps all of them as rivals.

use super::EntityIndex;
use super::join::{Group, Joined};
use crate::analysis::article::{BlockRef, Blocks};
use crate::analysis::mentions::known::kind_of;
use crate::analysis::mentions::{Gender, Mention};
use crate::knowledge::registry::{Class, Entry, Form, Match};
use crate::knowledge::{Registry, gazetteer};
use crate::syntax::FrontMatter;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

/// What is known of names before the story is read.
#[derive(Clone, Copy, Default)]
pub struct Known<'a> {
    /// The registry.
    pub registry: Option<&'a Registry>,
    /// The front matter, which declares entities of its own.
    pub matter: Option<&'a FrontMatter>,
    /// The day of the story, for titles that people have for a time.
    pub date: Option<&'a str>,
}

/// An entry of the registry, or one of the front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// Index of a local entity of the front matter.
    Local(u32),
    /// Index of an entry of the registry.
    Entry(u32),
}

/// Gives each group its entry, and makes one group of those that have the same entry.
pub fn link(joined: &mut Joined, blocks: &Blocks<'_>, known: Known<'_>) {
    declared(joined, blocks, known.matter);
    if let Some(registry) = known.registry.filter(|r| !r.is_empty()) {
        let linker = Linker { blocks, registry, date: known.date };
        linker.alone(joined);
        linker.among_several(joined);
    }
    unite(joined);
}

/// Names that the front matter declares, by their full form.
fn declared(joined: &mut Joined, blocks: &Blocks<'_>, matter: Option<&FrontMatter>) {
    let Some(matter) = matter.filter(|m| !m.entities.is_empty()) else { return };
    let mut forms: FxHashMap<u64, u32> = FxHashMap::default();
    for (index, entity) in matter.entities.iter().enumerate() {
        let class = Class::named(entity.class).and_then(kind_of);
        if let (Some(name), Some(_), Some(_)) = (&entity.name, &entity.id, class) {
            forms.entry(gazetteer::form_key(&name.text)).or_insert(index as u32);
        }
    }
    each_mention(joined, blocks, |group, mention| {
        if let Some(local) = forms.get(&mention.keys.whole).filter(|_| group.source.is_none()) {
            group.source = Some(Source::Local(*local));
        }
    });
}

/// Shows every mention with its group.
fn each_mention(joined: &mut Joined, blocks: &Blocks<'_>, mut look: impl FnMut(&mut Group, &Mention)) {
    for (block, of) in joined.of.iter().enumerate() {
        for (index, group) in of.iter().enumerate() {
            if let Some(group) = group {
                look(&mut joined.groups[*group as usize], &blocks[block].summary.mentions[index]);
            }
        }
    }
}

struct Linker<'a> {
    blocks: &'a Blocks<'a>,
    registry: &'a Registry,
    date: Option<&'a str>,
}

impl<'a> Linker<'a> {
    fn entry(&self, index: u32) -> &'a Entry {
        &self.registry.entries()[index as usize]
    }

    /// The entries that a mention can mean.
    ///
    /// A surname alone does not lead a person who has a full name in the story to another entry with that surname, and
    /// a single word that is an alias does not lead a thing of another kind to an entry.
    fn entries_of(&self, group: &Group, mention: &Mention) -> SmallVec<[Match; 2]> {
        let surname = mention.keys.words == 1 && group.is_full_person();
        let Some(known) = mention.known.filter(|_| !surname) else { return SmallVec::new() };
        let found = self.registry.matches_at(known);
        let fits = |m: &&Match| {
            let kind = kind_of(self.entry(m.entry).class);
            let alias = mention.keys.words == 1 && m.form == Form::Alias;
            kind.is_some() && (!alias || kind == Some(mention.kind))
        };
        found.iter().filter(fits).copied().collect()
    }

    /// Groups that one entry alone fits; most of the mentions decide.
    fn alone(&self, joined: &mut Joined) {
        let mut votes: FxHashMap<(EntityIndex, u32), u32> = FxHashMap::default();
        for (block, of) in joined.of.iter().enumerate() {
            for (index, group) in of.iter().enumerate() {
                let Some(group) = group else { continue };
                let mention = &self.blocks[block].summary.mentions[index];
                if let [only] = self.entries_of(&joined.groups[*group as usize], mention)[..] {
                    *votes.entry((*group, only.entry)).or_default() += 1;
                }
            }
        }
        let mut best: FxHashMap<EntityIndex, (u32, std::cmp::Reverse<u32>)> = FxHashMap::default();
        for ((group, entry), count) in votes {
            let vote = (count, std::cmp::Reverse(entry));
            let known = best.entry(group).or_insert(vote);
            *known = (*known).max(vote);
        }
        for (group, (_, std::cmp::Reverse(entry))) in best {
            joined.groups[group as usize].source.get_or_insert(Source::Entry(entry));
        }
    }

    /// Groups that several entries fit.
    fn among_several(&self, joined: &mut Joined) {
        let named: FxHashSet<u32> = joined
            .groups
            .iter()
            .filter_map(|g| match g.source {
                Some(Source::Entry(entry)) => Some(entry),
                _ => None,
            })
            .collect();
        for (block, of) in joined.of.iter().enumerate() {
            for (index, at) in of.iter().enumerate() {
                let Some(at) = at else { continue };
                let group = &joined.groups[*at as usize];
                if group.source.is_some() {
                    continue;
                }
                let mention = &self.blocks[block].summary.mentions[index];
                let mut fitting = self.entries_of(group, mention);
                if fitting.len() < 2 {
                    continue;
                }
                self.narrow(&mut fitting, group, mention, self.blocks[block], &named);
                let group = &mut joined.groups[*at as usize];
                match fitting[..] {
                    [only] => group.source = Some(Source::Entry(only.entry)),
                    _ if group.rivals.is_empty() => group.rivals = fitting.iter().map(|m| m.entry).collect(),
                    _ => {}
                }
            }
        }
    }

    /// Keeps the entries that the context speaks for; a test that none passes says nothing.
    fn narrow(
        &self,
        fitting: &mut SmallVec<[Match; 2]>,
        group: &Group,
        mention: &Mention,
        block: BlockRef<'_>,
        named: &FxHashSet<u32>,
    ) {
        let (title, printed) = (mention.title.of(block.prose()), mention.range.of(block.prose()));
        let gender = mention.gender.or(group.gender);
        type Test<'t> = &'t dyn Fn(&Entry, u32) -> bool;
        let tests: [Test<'_>; 5] = [
            &|entry, _| kind_of(entry.class) == Some(group.kind()),
            &|entry, _| *entry.name == *printed,
            &|_, index| named.contains(&index),
            &|entry, _| !title.is_empty() && entry.titles_on(self.date).any(|t| t.is_printed_as(title)),
            &|entry, _| gender.is_some() && gender_of(entry) == gender,
        ];
        for test in tests {
            let passed: SmallVec<[Match; 2]> =
                fitting.iter().filter(|m| test(self.entry(m.entry), m.entry)).copied().collect();
            if !passed.is_empty() {
                *fitting = passed;
            }
        }
    }
}

/// The gender that the pronouns of an entry show.
pub fn gender_of(entry: &Entry) -> Option<Gender> {
    let says = |pronoun: &str| entry.pronouns.iter().any(|p| &**p == pronoun);
    match (says("he"), says("she")) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// Makes one group of those that have the same entry.
fn unite(joined: &mut Joined) {
    let mut first_of: FxHashMap<Source, EntityIndex> = FxHashMap::default();
    let mut instead: Vec<EntityIndex> = (0..joined.groups.len() as EntityIndex).collect();
    for (index, group) in joined.groups.iter().enumerate() {
        if let Some(source) = group.source {
            instead[index] = *first_of.entry(source).or_insert(index as EntityIndex);
        }
    }
    if !first_of.is_empty() {
        joined.of.iter_mut().flatten().flatten().for_each(|e| *e = instead[*e as usize]);
    }
}
