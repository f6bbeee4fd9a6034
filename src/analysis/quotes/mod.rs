//! Quotation marks, and the quotations they make, within one block.

mod kinds;
mod marks;

use super::tokens::{Token, TokenKind};
use crate::knowledge::listed;
use crate::text::ByteRange;
use std::hash::Hasher;

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
    /// Whether the opening mark stands in this block. The last part of a quotation over several paragraphs may have none.
    pub opened: bool,
    /// Whether the closing mark stands in this block. A quotation that runs on into the next paragraph has none.
    pub closed: bool,
    /// Whether the quoted words reach the end of the block unclosed.
    pub runs_on: bool,
    /// Whether the opening mark is the first thing in the block.
    pub opens_block: bool,
    /// Nesting: 0 for a quotation in the copy, 1 for one inside it.
    pub depth: u8,
    /// Whether single marks are used.
    pub single: bool,
    /// Hash of its words whatever their capitals, marks and apostrophes: equal for the same words said twice.
    pub key: u64,
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
    /// Whether the block has quotations and no word outside them.
    pub fill_block: bool,
}

/// Finds the quotations of a block.
#[inline(never)]
pub fn scan(prose: &str, tokens: &[Token]) -> Quotes {
    let (pairs, strays) = marks::pair(prose, tokens);
    let parts: Vec<QuotePart> = pairs.iter().filter_map(|pair| part(prose, tokens, pair)).collect();
    let fill_block = fill_block(tokens, &parts);
    Quotes { parts, strays, fill_block }
}

/// Whether no word stands outside the quotations.
fn fill_block(tokens: &[Token], parts: &[QuotePart]) -> bool {
    let words = |from: u32, to: u32| {
        tokens.get(from as usize..to as usize).is_some_and(|t| t.iter().any(Token::is_wordlike))
    };
    let mut at = 0;
    for part in parts.iter().filter(|p| p.depth == 0) {
        if words(at, part.tokens.0) {
            return false;
        }
        at = part.tokens.1;
    }
    at > 0 && !words(at, tokens.len() as u32)
}

/// Nobody nests quotations deeper; what stands there is not read again for each of them.
const DEEPEST: u8 = 8;

fn part(prose: &str, tokens: &[Token], pair: &marks::Pair) -> Option<QuotePart> {
    let (first, end) = (pair.first(), pair.end(tokens));
    let from = first + usize::from(pair.open.is_some());
    // A repaired pair ends at a full stop, which belongs to the words.
    let closes =
        pair.close.is_some_and(|c| matches!(tokens[c].kind, TokenKind::DoubleMark | TokenKind::SingleMark));
    let to = (end - usize::from(closes)).max(from);
    if from == to && !closes {
        return None;
    }
    let before = first.checked_sub(1).map(|i| &tokens[i]);
    let deep = pair.depth > DEEPEST;
    let kind = if deep { QuoteKind::Fragment } else { kinds::kind(prose, &tokens[from..to], before) };
    Some(QuotePart {
        range: ByteRange { start: tokens[first].range.start, end: tokens[end - 1].range.end },
        tokens: (from as u32, to as u32),
        kind,
        opened: pair.open.is_some(),
        closed: closes,
        runs_on: !closes && end == tokens.len(),
        opens_block: pair.open == Some(0),
        depth: pair.depth,
        single: pair.single,
        // Nothing else has the key of its place: what is nested so deep repeats nothing.
        key: if deep { (from as u64) << 32 | to as u64 } else { key(prose, &tokens[from..to]) },
    })
}

/// A word whatever its capitals and apostrophes.
fn hash_word(word: &str, hasher: &mut rustc_hash::FxHasher) {
    match listed::lower_packed(word) {
        Some([low, high]) => {
            hasher.write_u64(low);
            hasher.write_u64(high);
        }
        None if word.is_ascii() => word.bytes().for_each(|b| hasher.write_u8(b.to_ascii_lowercase())),
        None => {
            let lower = word.to_lowercase().replace('’', "'");
            match listed::lower_packed(&lower) {
                Some(_) => hash_word(&lower, hasher),
                None => lower.bytes().for_each(|b| hasher.write_u8(b)),
            }
        }
    }
}

/// See [`QuotePart::key`].
fn key(prose: &str, tokens: &[Token]) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    for token in tokens.iter().filter(|t| t.is_wordlike()) {
        hash_word(token.text(prose), &mut hasher);
    }
    hasher.finish()
}
