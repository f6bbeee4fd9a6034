//! A line above the first mention of each person who is quoted: how much he says, how often he is named.

use super::Reading;
use crate::analysis::mentions::EntityKind;
use crate::knowledge::counted;
use crate::text::ByteRange;

/// One lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The first mention.
    pub range: ByteRange,
    /// What it says.
    pub title: String,
}

/// The lenses of the story, in order of the text.
pub fn lenses(reading: Reading<'_>) -> Vec<Lens> {
    let article = reading.article();
    let mut quotes = vec![0; article.entities.len()];
    let speakers = article.quotes.iter().filter_map(|q| q.speaker.as_ref()?.entity);
    speakers.for_each(|entity| quotes[entity as usize] += 1);
    let quoted = article.entities.iter().zip(quotes).filter(|(e, n)| *n > 0 && e.kind == EntityKind::Person);
    let mut lenses: Vec<Lens> = quoted
        .filter_map(|(entity, said)| {
            let first = entity.mentions.first()?;
            let (quotes, mentions) = (counted(said, "quote"), counted(entity.mentions.len(), "mention"));
            Some(Lens {
                range: reading.range(first.place),
                title: format!("{}: {quotes}, {mentions}", entity.name),
            })
        })
        .collect();
    lenses.sort_by_key(|l| l.range);
    lenses
}
