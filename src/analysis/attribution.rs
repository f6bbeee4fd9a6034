//! Who is said to have said it, within one block: sources, cues and the quotations they go with.

use super::Confidence;
use super::mentions::Mention;
use super::quotes::Quotes;
use super::sentences::Sentence;
use super::tokens::Token;
use crate::text::ByteRange;

/// How source, cue and quotation stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// `“Q,” X said`
    QuoteSourceCue,
    /// `“Q,” said X`
    QuoteCueSource,
    /// `X said: “Q”`, `X said “Q”`
    SourceCueQuote,
    /// `“Q1,” X said. “Q2.”`: a later quotation in the paragraph of an attributed one.
    SameParagraph,
    /// `“Q1,” X said, “Q2.”`
    Middle,
    /// `according to X, “Q”`, `“Q,” according to X`
    AccordingTo,
    /// `X’s statement reads: “Q”`, `“Q” — X`, `NAME: Q` and other shapes without a verb of saying.
    Credit,
    /// The source stands in another paragraph.
    Carried,
    /// An annotation says so.
    Annotated,
}

/// One attribution found in a block: a source and a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The source phrase in the prose (a name with its titles, a pronoun, "a spokesman"); at most 80 characters.
    pub source: ByteRange,
    /// The reporting verb or phrase in the prose; empty for a bare colon or dash.
    pub cue: ByteRange,
    /// Index into [`Quotes::parts`] of the quotation that it goes with.
    pub quote: u32,
    /// How they stand.
    pub shape: Shape,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Finds the attributions of a block.
pub fn find(
    prose: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    quotes: &Quotes,
    mentions: &[Mention],
) -> Vec<Attribution> {
    let _ = (prose, tokens, sentences, quotes, mentions);
    Vec::new()
}
