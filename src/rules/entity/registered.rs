//! The names of a story that the registry knows, for the rules that go by it.

use crate::analysis::article::Place;
use crate::analysis::entities::Entity;
use crate::knowledge::Registry;
use crate::knowledge::registry::{Entry, Form, Match};
use crate::rules::ArticleContext;

/// One such name.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    /// Where it stands.
    pub place: Place,
    registry: &'a Registry,
    matches: &'a [Match],
    linked: Option<&'a str>,
}

impl<'a> Named<'a> {
    /// The entries that may be meant, each with how the form belongs to it: the one that the story means, or all.
    pub fn entries(self) -> impl Iterator<Item = (&'a Entry, Form)> {
        let all = self.registry.entries();
        let entries = self.matches.iter().map(move |m| (&all[m.entry as usize], m.form));
        let linked = self.linked.filter(|id| entries.clone().any(|(e, _)| &*e.id == *id));
        entries.filter(move |(e, _)| linked.is_none_or(|id| &*e.id == id))
    }
}

/// The names that the registry knows, in order of the text. Without a registry none.
pub fn named<'a>(cx: &ArticleContext<'a>) -> impl Iterator<Item = Named<'a>> {
    let registry: &'a Registry = &cx.options().registry;
    let article = cx.article();
    let blocks = if registry.is_empty() { &[][..] } else { cx.summaries() };
    blocks.iter().enumerate().flat_map(move |(block, summary)| {
        summary.mentions.iter().enumerate().filter_map(move |(index, mention)| {
            let matches = registry.matches_at(mention.known?);
            let entity: Option<&Entity> =
                article.entity_of[block][index].map(|e| &*article.entities[e as usize]);
            let linked = entity.and_then(|e| e.registry.as_deref());
            let place = Place { block: block as u32, range: mention.range };
            Some(Named { place, registry, matches, linked })
        })
    })
}
