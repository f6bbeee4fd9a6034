//! Quotations of the whole story, each with its speaker: what crosses paragraphs.

pub mod beside;
mod carry;
mod cast;
mod choice;
mod clauses;
mod credits;
mod descriptions;
mod gender;
mod holders;
mod join;
mod kinds;
mod learnt;
mod missing;
mod naming;
mod persons;
mod pronouns;
mod referents;
mod resume;
#[cfg(test)]
mod tests;
mod verse;
mod voice;
mod why;

use self::join::Joined;
pub use self::resume::{Memo, Resumed, rephrase, resume};
use super::Confidence;
use super::article::{Blocks, Place};
use super::attribution::Shape;
use super::entities::{Entity, EntityIndex};
use super::quotes::QuoteKind;
use crate::text::ByteRange;
use std::ops::Range;
use std::sync::Arc;

/// Whether a quotation has a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuoteStatus {
    /// It has.
    Attributed,
    /// It is somebody's words and nobody is named.
    Unattributed,
    /// It is nobody's words: a title, a term, scare quotes.
    NotSpeech,
}

/// The speaker of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The phrase in the text: "he" stays "he". `None` when an annotation or a rule of form gives a name that is not printed near.
    pub place: Option<Place>,
    /// The phrase.
    pub text: String,
    /// Whom it resolves to, as a full name.
    pub name: Option<String>,
    /// The entity it resolves to.
    pub entity: Option<EntityIndex>,
    /// Where two or more people fit: who. Then `entity` is `None`.
    pub rivals: Vec<EntityIndex>,
    /// How sure the person is (the phrase has [`Quote::confidence`]).
    pub confidence: Confidence,
}

/// One quotation of the story; over several paragraphs it is still one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its parts, one for each block it stands in, in order; never empty.
    pub parts: Vec<Place>,
    /// Its kind.
    pub kind: QuoteKind,
    /// Whether it has a speaker.
    pub status: QuoteStatus,
    /// Who.
    pub speaker: Option<Speaker>,
    /// The speaker that the sentence names where a mark in the text says otherwise.
    pub overruled: Option<Box<Speaker>>,
    /// The reporting verb or phrase.
    pub cue: Option<Place>,
    /// How source, cue and quotation stand.
    pub shape: Option<Shape>,
    /// How sure the status and the speaker phrase are.
    pub confidence: Confidence,
    /// How sure it is that no speaker is named beside the quotation; decides the level of `quote/unattributed`.
    /// Low for an attributed one whose speaker stands only in an earlier sentence of the paragraph.
    pub missing: Option<Confidence>,
    /// Why we think so: one sentence for a copy editor. Empty where nobody asks for persons.
    pub why: String,
}

/// Joins quotations over paragraphs and finds the speaker of each; and what is needed to go on behind an edit.
#[inline(never)]
pub fn resolve(
    blocks: &Blocks<'_>,
    entities: &[Arc<Entity>],
    of: &[Arc<[Option<EntityIndex>]>],
) -> (Vec<Arc<Quote>>, Memo) {
    let (people, memo) = resume::read(blocks, entities, of);
    (records(blocks, Some(&people), 0..blocks.len()), memo)
}

/// The same where nobody asks for more than the phrase of each speaker: neither persons nor reasons.
#[inline(never)]
pub fn phrases(blocks: &Blocks<'_>) -> Vec<Arc<Quote>> {
    records(blocks, None, 0..blocks.len())
}

/// The quotations of the blocks `range`, whose sources `people`, if any, have been asked for.
fn records(
    blocks: &Blocks<'_>,
    people: Option<&persons::People<'_>>,
    range: Range<usize>,
) -> Vec<Arc<Quote>> {
    let joined = join::join(blocks, range);
    let mut quotes: Vec<Arc<Quote>> = Vec::with_capacity(joined.len());
    for quote in &joined {
        let found = voice::of(blocks, quote)
            .or_else(|| carry::credit_below(blocks, quote))
            .or_else(|| carry::to(blocks, quote, &quotes));
        let record = match found {
            Some(found) if found.shape == Shape::Denied => denied(blocks, quote, &found, people.is_some()),
            Some(found) => attributed(blocks, quote, found, people),
            None => silent(blocks, quote, people.is_some()),
        };
        quotes.push(Arc::new(record));
    }
    quotes
}

/// A source found for a quotation.
#[derive(Clone, Copy, Debug)]
struct Found {
    source: Place,
    cue: Option<Place>,
    shape: Shape,
    confidence: Confidence,
}

fn attributed(
    blocks: &Blocks<'_>,
    joined: &Joined,
    found: Found,
    people: Option<&persons::People<'_>>,
) -> Quote {
    let (kind, _) = kind_of(blocks, joined);
    let person = people.map_or_else(persons::Person::nobody, |people| people.resolve(found.source));
    let found = Found { source: whole(blocks, found.source), ..found };
    let text = found.source.range.of(blocks[found.source.block as usize].prose()).to_owned();
    let parts = joined.places(blocks);
    let why = people.map(|people| why::attributed(blocks, people.entities, &found, &person, parts[0]));
    Quote {
        overruled: None,
        parts,
        kind,
        status: QuoteStatus::Attributed,
        speaker: Some(Speaker {
            place: Some(found.source),
            text,
            name: person.name,
            entity: person.entity,
            rivals: person.rivals,
            confidence: person.confidence,
        }),
        cue: found.cue,
        shape: Some(found.shape),
        confidence: found.confidence,
        missing: missing::beside(kind, &found),
        why: why.unwrap_or_default(),
    }
}

/// The source with the rest of a name that goes on behind its noun: `the Ministry` of `the Ministry of Health`.
fn whole(blocks: &Blocks<'_>, source: Place) -> Place {
    let mentions = &blocks[source.block as usize].summary.mentions;
    let from = mentions.partition_point(|m| m.range.end <= source.range.end);
    let longer = mentions.get(from).filter(|m| {
        m.range.start >= source.range.start
            && m.range.start < source.range.end
            && (m.range.end - source.range.start) as usize <= LONGEST_SOURCE
    });
    let end = longer.map_or(source.range.end, |m| m.range.end);
    Place { range: ByteRange { end, ..source.range }, ..source }
}

/// Longest source that a name may lengthen, in bytes; speakers of more than 80 characters count for none.
const LONGEST_SOURCE: usize = 80;

/// A quotation that the sentence says nobody has said.
fn denied(blocks: &Blocks<'_>, joined: &Joined, found: &Found, reasoned: bool) -> Quote {
    let parts = joined.places(blocks);
    let why = if reasoned { why::phrase(blocks, found, parts[0]) } else { String::new() };
    Quote {
        overruled: None,
        parts,
        kind: kind_of(blocks, joined).0,
        status: QuoteStatus::NotSpeech,
        speaker: None,
        cue: found.cue,
        shape: Some(found.shape),
        confidence: found.confidence,
        missing: None,
        why,
    }
}

/// A quotation for which no speaker is found.
fn silent(blocks: &Blocks<'_>, joined: &Joined, reasoned: bool) -> Quote {
    let (kind, words) = kind_of(blocks, joined);
    let kind = if kind == QuoteKind::Fragment && words <= SCARE_WORDS { QuoteKind::Scare } else { kind };
    let verse = kind == QuoteKind::Full && verse::is_verse(blocks, joined);
    let speech = !verse && matches!(kind, QuoteKind::Full | QuoteKind::Fragment);
    let missing = speech.then(|| missing::confidence(blocks, joined));
    Quote {
        overruled: None,
        parts: joined.places(blocks),
        kind,
        status: if speech { QuoteStatus::Unattributed } else { QuoteStatus::NotSpeech },
        speaker: None,
        cue: None,
        shape: None,
        confidence: missing.unwrap_or(Confidence::Medium),
        missing,
        why: match (reasoned, verse) {
            (false, _) => String::new(),
            (true, true) => "it is set in lines of verse".into(),
            (true, false) => why::silent(blocks, joined, kind),
        },
    }
}

/// Most words of a quotation that can be so-called.
const SCARE_WORDS: u32 = 3;

/// The kind of the whole quotation, which is that of its fullest part, and its length in tokens.
fn kind_of(blocks: &Blocks<'_>, joined: &Joined) -> (QuoteKind, u32) {
    let parts = joined.parts.iter().map(|(b, p)| &blocks[*b as usize].summary.quotes.parts[*p as usize]);
    let words = parts.clone().map(|p| p.tokens.1 - p.tokens.0).sum();
    let full = parts.clone().any(|p| p.kind == QuoteKind::Full);
    let first = parts.map(|p| p.kind).next().unwrap_or(QuoteKind::Fragment);
    (if full { QuoteKind::Full } else { first }, words)
}
