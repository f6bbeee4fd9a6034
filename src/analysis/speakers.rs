//! Quotations of the whole story, each with its speaker: what crosses paragraphs.

use super::Confidence;
use super::article::{Blocks, Place};
use super::attribution::Shape;
use super::entities::{Entity, EntityIndex};
use super::quotes::QuoteKind;

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
    /// The reporting verb or phrase.
    pub cue: Option<Place>,
    /// How source, cue and quotation stand.
    pub shape: Option<Shape>,
    /// How sure the status and the speaker phrase are.
    pub confidence: Confidence,
    /// For an unattributed quotation how sure it is that no speaker is named; decides the level of `quote/unattributed`.
    pub missing: Option<Confidence>,
    /// Why we think so: one sentence for a copy editor.
    pub why: String,
}

/// Joins quotations over paragraphs and finds the speaker of each.
pub fn resolve(blocks: &Blocks<'_>, entities: &[Entity], of: &[Vec<Option<EntityIndex>>]) -> Vec<Quote> {
    let _ = (blocks, entities, of);
    Vec::new()
}
