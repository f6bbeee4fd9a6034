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
    let (mut open, mut single) = (false, false);
    for index in range {
        let block = blocks[index];
        if !block.block.kind.is_prose() {
            continue;
        }
        let was_open = std::mem::take(&mut open);
        if was_open && single && block.summary.quotes.parts.is_empty() {
            take_back(&mut joined);
        }
        let mut first = true;
        for (part_index, part) in block.summary.quotes.parts.iter().enumerate() {
            if part.depth > 0 {
                continue;
            }
            let here = (index as u32, part_index as u32);
            let starts = std::mem::take(&mut first) && was_open;
            let continues = starts && (part.opens_block || !part.opened) && part.single == single;
            if starts && !continues && single {
                take_back(&mut joined);
            }
            match joined.last_mut().filter(|_| continues) {
                Some(quote) => quote.parts.push(here),
                None if part.opened => joined.push(Joined { parts: vec![here] }),
                None => continue,
            }
            (open, single) = (part.runs_on, part.single);
        }
    }
    if open && single {
        take_back(&mut joined);
    }
    joined
}

/// Takes back a part in single marks that the next paragraph does not go on with: then the mark was an apostrophe.
fn take_back(joined: &mut Vec<Joined>) {
    let Some(last) = joined.last_mut() else { return };
    last.parts.pop();
    if last.parts.is_empty() {
        joined.pop();
    }
}
