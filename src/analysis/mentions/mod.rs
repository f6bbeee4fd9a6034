//! Names in one block: people, organisations, places, named objects.

pub mod decode;
pub mod features;
pub mod keys;
pub mod known;
mod priors;
pub mod regions;
pub mod titles;

use super::Confidence;
use super::sentences::Sentence;
use super::tokens::Token;
use crate::knowledge::WordClass;
use crate::knowledge::weights::UNIT;
use crate::text::ByteRange;
use decode::Stretch;
use keys::NameKeys;
use regions::{Regions, Word};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organisation, company, party, team, agency.
    Org,
    /// A country, city, region, building or other place.
    Place,
    /// A law, document, work, weapon, product.
    Object,
}

/// Grammatical gender that pronouns and titles show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

/// One mention of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name itself in the prose, without title, article or possessive.
    pub range: ByteRange,
    /// Token indices of the name, half-open.
    pub tokens: (u32, u32),
    /// The title, role or honorific in front of the name or in apposition behind it, in the prose; empty if none.
    pub title: ByteRange,
    /// What it names, judged by the block alone.
    pub kind: EntityKind,
    /// How sure the kind is.
    pub confidence: Confidence,
    /// Gender that the mention shows (Mr, Mrs, given name).
    pub gender: Option<Gender>,
    /// Whether the mention stands inside a quotation.
    pub quoted: bool,
    /// What it is compared by.
    pub keys: NameKeys,
    /// Where the registry has the name, see [`crate::knowledge::Registry::matches_at`]; `None` where it does not.
    pub known: Option<u32>,
}

/// Finds the names of a block.
pub fn find(prose: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Mention> {
    let regions = Regions::find(prose, tokens, sentences);
    let mut mentions = Vec::new();
    let mut sentence = 0;
    for stretch in decode::divide(prose, tokens, &regions) {
        let Some(kind) = kind_of(stretch.label) else { continue };
        let kind = if follows_honorific(tokens, &regions.words[stretch.from as usize]) {
            EntityKind::Person
        } else {
            kind
        };
        let words = without_titles(&regions.words[stretch.from as usize..stretch.to as usize], kind);
        let (first, last) = (&words[0], &words[words.len() - 1]);
        while sentences.get(sentence).is_some_and(|s| s.end <= first.token) {
            sentence += 1;
        }
        let Some(within) = sentences.get(sentence) else { break };
        let within = (within.first as usize, within.end as usize);
        let name = (first.token as usize, last.token as usize + 1);
        let range = ByteRange { start: first.range.start, end: last.range.end };
        let (mut title, mut gender) = (ByteRange::empty(range.start as usize), None);
        if kind == EntityKind::Person {
            title = titles::find(prose, tokens, within, name.0, name.1);
            gender = titles::gender(tokens, title, words);
        }
        mentions.push(Mention {
            range,
            tokens: (first.token, last.token + 1),
            title,
            kind,
            confidence: confidence(&stretch),
            gender,
            quoted: false,
            keys: keys::of(regions.lower_of_words(words), &regions.lower, words),
            known: None,
        });
    }
    mentions
}

/// Whether the name begins with or stands behind `Mr.` or the like, so that it is a person’s.
fn follows_honorific(tokens: &[Token], first: &Word) -> bool {
    let before = (first.token as usize).checked_sub(1).and_then(|b| tokens.get(b));
    let honorific = |class: WordClass| class.contains(WordClass::HONORIFIC);
    honorific(first.class) || before.is_some_and(|t| t.is_capitalised() && honorific(t.class))
}

/// The words of a name without the honorifics and titles that a person’s name was taken together with.
fn without_titles(words: &[Word], kind: EntityKind) -> &[Word] {
    let title = WordClass::HONORIFIC | WordClass::TITLE;
    let leading = match kind {
        EntityKind::Person => words.iter().take_while(|w| w.class.intersects(title)).count(),
        _ => 0,
    };
    let words = &words[leading.min(words.len() - 1)..];
    // `told Jane Roe Sunday`
    match words {
        [first @ .., last]
            if kind == EntityKind::Person && first.len() > 1 && last.class.contains(WordClass::WEEKDAY) =>
        {
            first
        }
        _ => words,
    }
}

/// The kind that a label of the model names.
fn kind_of(label: usize) -> Option<EntityKind> {
    match label {
        1 => Some(EntityKind::Person),
        2 => Some(EntityKind::Org),
        3 => Some(EntityKind::Place),
        4 => Some(EntityKind::Object),
        _ => None,
    }
}

/// How far the label is ahead of the next best one.
fn confidence(stretch: &Stretch) -> Confidence {
    let best = stretch.scores[stretch.label];
    let next = stretch
        .scores
        .iter()
        .enumerate()
        .filter(|(l, _)| *l != stretch.label && (*l != decode::NONE || stretch.to - stretch.from == 1))
        .fold(f32::NEG_INFINITY, |m, (_, s)| m.max(*s));
    match best - next {
        d if d > 2.5 * UNIT => Confidence::High,
        d if d > UNIT => Confidence::Medium,
        _ => Confidence::Low,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{sentences, tokens};
    use super::*;

    fn names(prose: &str) -> Vec<(String, EntityKind)> {
        let tokens = tokens::tokenize(prose);
        let sentences = sentences::split(prose, &tokens);
        find(prose, &tokens, &sentences).iter().map(|m| (m.range.of(prose).to_owned(), m.kind)).collect()
    }

    #[test]
    fn initials_alone_are_no_name() {
        assert_eq!(names("H.M"), []);
    }

    fn titles(prose: &str) -> Vec<(String, String)> {
        let tokens = tokens::tokenize(prose);
        let sentences = sentences::split(prose, &tokens);
        let found = find(prose, &tokens, &sentences);
        found
            .iter()
            .filter(|m| m.kind == EntityKind::Person)
            .map(|m| (m.range.of(prose).to_owned(), m.title.of(prose).to_owned()))
            .collect()
    }

    #[test]
    fn titles_are_gathered_as_printed() {
        let pair = |name: &str, title: &str| (name.to_owned(), title.to_owned());
        assert_eq!(
            titles("Russian Foreign Minister Sergei Lavrov met US Secretary of State Rex Tillerson."),
            [
                pair("Sergei Lavrov", "Russian Foreign Minister"),
                pair("Rex Tillerson", "US Secretary of State")
            ]
        );
        assert_eq!(
            titles("The bill failed, said Maria Lopez, a spokeswoman for the ministry. Mr. Hansen left."),
            [pair("Maria Lopez", "spokeswoman for the ministry"), pair("Hansen", "Mr.")]
        );
    }
}
