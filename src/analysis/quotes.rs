//! Quotation marks, and the quotations they make, within one block.

use super::tokens::Token;
use crate::text::ByteRange;

/// What a pair of quotation marks is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// One or more whole clauses of somebody's words.
    Full,
    /// Some words of somebody's, inside the writer's own clause.
    Fragment,
    /// So-called: words the writer keeps at a distance.
    Scare,
    /// The title of a work, or a nickname.
    Title,
    /// A word as a word.
    Term,
}

/// The part of a quotation that stands in one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotePart {
    /// Bytes of the prose, marks included.
    pub range: ByteRange,
    /// Token indices of the quoted words, half-open, without the marks.
    pub tokens: (u32, u32),
    /// Kind, judged by the block alone.
    pub kind: QuoteKind,
    /// Whether the closing mark stands in this block. A quotation that runs on into the next paragraph has none.
    pub closed: bool,
    /// Whether the opening mark is the first thing in the block.
    pub opens_block: bool,
    /// Nesting: 0 for a quotation in the copy, 1 for one inside it.
    pub depth: u8,
    /// Whether single marks are used.
    pub single: bool,
}

/// A mark without a partner in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrayMark {
    /// The mark's bytes in the prose.
    pub range: ByteRange,
    /// Whether it looks like an opening mark.
    pub opening: bool,
}

/// All quotations of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotes {
    /// In order of their start. Nested ones follow the one they stand in.
    pub parts: Vec<QuotePart>,
    /// Closing marks that nothing opened. (An opening mark that nothing closes makes an unclosed part.)
    pub strays: Vec<StrayMark>,
}

/// Finds the quotations of a block.
pub fn scan(prose: &str, tokens: &[Token]) -> Quotes {
    let _ = (prose, tokens);
    Quotes::default()
}
