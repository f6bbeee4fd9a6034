//! Quotations over several paragraphs joined into one.

use crate::analysis::article::{Blocks, Place};
use std::ops::Range;

/// One quotation with all its parts.
#[derive(Clone, Debug)]
pub(super) struct Joined {
    /// Its parts: block and index of the part in the block's summary.
    pub parts: Vec<(u32, u32)>,
}

impl Joined {
    /// Where the parts stand.
    pub fn places(&self, blocks: &Blocks<'_>) -> Vec<Place> {
        let place = |&(block, part): &(u32, u32)| {
            let range = blocks[block as usize].summary.quotes.parts[part as usize].range;
            Place { block, range }
        };
        self.parts.iter().map(place).collect()
    }
}

/// The quotations of the blocks `range` in order: outermost parts, those that run on joined with their continuation.
/// None runs on into these blocks or out of them.
pub(super) fn join(blocks: &Blocks<'_>, range: Range<usize>) -> Vec<Joined> {
    let mut joined: Vec<Joined> = Vec::new();
    let mut open = false;
    for index in range {
        let block = blocks[index];
        if !block.block.kind.is_prose() {
            continue;
        }
        let was_open = std::mem::take(&mut open);
        let mut first = true;
        for (part_index, part) in block.summary.quotes.parts.iter().enumerate() {
            if part.depth > 0 {
                continue;
            }
            let here = (index as u32, part_index as u32);
            let continues = std::mem::take(&mut first) && was_open && (part.opens_block || !part.opened);
            match joined.last_mut().filter(|_| continues) {
                Some(quote) => quote.parts.push(here),
                None if part.opened => joined.push(Joined { parts: vec![here] }),
                None => continue,
            }
            open = part.runs_on;
        }
    }
    joined
}
