//! Pure rewrites of a document: canonical form, the clean copy. None of them changes a word of the copy:
//! what the reader reads is the same before and after, which the rewrites check themselves.

mod annotate;
mod fmt;
mod private;
mod strip;
#[cfg(test)]
mod tests;

pub use annotate::{Layers, annotate};
pub use fmt::{Classes, canonical_attributes, fmt};
pub use strip::{Kept, StripOptions, Stripped, strip};

use crate::syntax::{Block, BlockKind, Document};
use crate::text::Edit;

/// `text` after `edits`, whose ranges count in `text`, in any order. An edit that overlaps one before it is left out.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|e| (e.range.start, e.range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in sorted {
        if (edit.range.start as usize) < at {
            continue;
        }
        out.push_str(&text[at..edit.range.start as usize]);
        out.push_str(&edit.text);
        at = edit.range.end as usize;
    }
    out.push_str(&text[at..]);
    out
}

/// What a reader reads: the copy of each block that has any.
fn copy_of(document: &Document) -> impl Iterator<Item = (BlockKind, &str)> {
    document.blocks().iter().filter(|b| b.kind.is_prose()).map(|b| (b.kind, b.prose()))
}

/// The one block that `text` makes when it is read alone, if it says what `block` says, white space aside.
fn alike(text: &str, block: &Block, document: &Document) -> Option<Block> {
    let alone = Document::parse(text, document.format());
    let [one] = alone.blocks() else { return None };
    let same = one.prose().split_whitespace().eq(block.prose().split_whitespace());
    (one.kind == block.kind && same).then(|| (**one).clone())
}

/// Whether `text`, read alone, is one block that says what `block` says.
fn says_the_same(text: &str, block: &Block, document: &Document) -> bool {
    alike(text, block, document).is_some()
}
