//! What an editor lists beside the text: who says what, and who is in the story.

use super::Reading;
use super::hover::shortened;
use crate::analysis::Confidence;
use crate::analysis::mentions::EntityKind;
use crate::analysis::speakers::{Quote, QuoteStatus};
use crate::text::ByteRange;
use std::collections::HashMap;

/// What somebody says, or what nobody is named for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Full name where it is known, else the words that stand for the speaker; `None`: nobody is named.
    pub name: Option<String>,
    /// In order of the text; never empty.
    pub quotes: Vec<Said>,
}

/// One quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its first words, on one line.
    pub words: String,
    /// Its first part in the file.
    pub range: ByteRange,
    /// Why that is its speaker, or why there is none.
    pub why: String,
    /// Whether it is doubtful who speaks.
    pub doubtful: bool,
}

/// The quotations of the story by speaker: those of nobody first, then in order of the first words of each.
pub fn voices(reading: Reading<'_>) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    let mut at: HashMap<Option<&str>, usize> = HashMap::new();
    for quote in reading.article().quotes.iter().filter(|q| q.status != QuoteStatus::NotSpeech) {
        let name = speaker(quote);
        let index = *at.entry(name).or_insert_with(|| {
            voices.push(Voice { name: name.map(str::to_owned), quotes: Vec::new() });
            voices.len() - 1
        });
        voices[index].quotes.push(Said {
            words: shortened(reading.words(quote.parts[0])),
            range: reading.range(quote.parts[0]),
            why: quote.why.clone(),
            doubtful: quote.speaker.as_ref().is_some_and(|s| s.confidence == Confidence::Low),
        });
    }
    // Stable: the rest keeps the order of the text.
    voices.sort_by_key(|voice| voice.name.is_some());
    voices
}

fn speaker(quote: &Quote) -> Option<&str> {
    let attributed = (quote.status == QuoteStatus::Attributed).then_some(quote.speaker.as_ref()).flatten()?;
    let name = attributed.name.as_deref().unwrap_or(&attributed.text).trim();
    (!name.is_empty()).then_some(name)
}

/// Somebody or something that the story names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Fullest form of the name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Titles as printed.
    pub titles: Vec<String>,
    /// Other forms in the story.
    pub aliases: Vec<String>,
    /// Id in the registry or the front matter.
    pub id: Option<String>,
    /// Number of quotations spoken.
    pub quotes: usize,
    /// Where it is named, in order of the text; never empty.
    pub mentions: Vec<ByteRange>,
}

/// Everybody and everything that the story names, in order of the first mention.
pub fn named(reading: Reading<'_>) -> Vec<Named> {
    let article = reading.article();
    let mut spoken = vec![0; article.entities.len()];
    for entity in article.quotes.iter().filter_map(|q| q.speaker.as_ref()?.entity) {
        spoken[entity as usize] += 1;
    }
    let mut list: Vec<Named> = article
        .entities
        .iter()
        .zip(spoken)
        .filter(|(entity, _)| !entity.mentions.is_empty())
        .map(|(entity, quotes)| Named {
            name: entity.name.clone(),
            kind: entity.kind,
            titles: entity.titles.iter().map(|t| t.text.clone()).collect(),
            aliases: entity.aliases.clone(),
            id: entity.registry.clone(),
            quotes,
            mentions: entity.mentions.iter().map(|m| reading.range(m.place)).collect(),
        })
        .collect();
    list.sort_by_key(|one| one.mentions[0].start);
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Options, Story};
    use crate::syntax::Mode;

    const COPY: &str = "Mayor Maria Keller opened the bridge.\n\n\
        “We built it in a year,” Keller said.\n\n\
        “It will last,” she said.\n\nThe bridge is long.\n\nIt opened late.\n\n\
        “It was too dear and nobody asked us.”\n";

    fn with<T>(look: impl FnOnce(Reading<'_>) -> T) -> T {
        let story = Story::read(COPY, Mode::Line, Options::default());
        let buffer = crate::text::Buffer::new(COPY);
        look(Reading { buffer: &buffer, story: &story })
    }

    #[test]
    fn quotes_of_nobody_stand_first() {
        let voices = with(voices);
        let shown: Vec<_> = voices.iter().map(|v| (v.name.as_deref(), v.quotes.len())).collect();
        assert_eq!(shown, [(None, 1), (Some("Maria Keller"), 2)]);
        assert!(voices[0].quotes[0].words.contains("too dear"));
    }

    #[test]
    fn people_come_with_their_mentions_and_quotes() {
        let named = with(named);
        let keller = named.iter().find(|n| n.name == "Maria Keller").expect("Keller");
        assert_eq!((keller.kind, keller.quotes), (EntityKind::Person, 2));
        assert_eq!(&COPY[keller.mentions[0].bounds()], "Maria Keller");
    }
}
