//! Names in one block: people, organisations, places, named objects.

use super::Confidence;
use super::sentences::Sentence;
use super::tokens::Token;
use crate::text::ByteRange;

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
}

/// Finds the names of a block.
pub fn find(prose: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Mention> {
    let _ = (prose, tokens, sentences);
    Vec::new()
}
