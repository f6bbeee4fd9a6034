//! Growing a selection by sense: word, quotation, sentence, paragraph, section, all.

use super::Reading;
use crate::analysis::article::Place;
use crate::text::ByteRange;

/// The stretches round `offset`, innermost first, each inside the next.
pub fn ranges(reading: Reading<'_>, offset: usize) -> Vec<ByteRange> {
    let document = &reading.story.document;
    let mut found = Vec::new();
    if let Some(spot) = reading.spot(offset) {
        let summary = reading.summary(spot.block);
        let place = |range| reading.range(Place { block: spot.block as u32, range });
        let touched = |range: &ByteRange| range.touches(spot.offset);
        let words = summary.tokens.iter().filter(|t| t.is_wordlike()).map(|t| t.range);
        found.extend(words.filter(touched).map(place));
        found.extend(
            summary.mentions.iter().filter(|m| m.is_name()).map(|m| m.range).filter(touched).map(place),
        );
        for range in summary.quotes.parts.iter().map(|p| p.range).filter(touched) {
            found.push(place(range));
            found.extend(inside_marks(reading, spot.block, range).map(place));
        }
        found.extend(summary.sentences.iter().map(|s| s.range).filter(touched).map(place));
    }
    if let Some(block) = document.block_at(offset) {
        let start = document.start_of(block);
        found.push(document.blocks()[block].content.shifted(start));
        let sections = &reading.article().sections;
        let section = sections.iter().filter(|s| s.blocks.0 as usize <= block && block < s.blocks.1 as usize);
        found.extend(section.map(|s| {
            ByteRange::new(document.start_of(s.blocks.0 as usize), document.start_of(s.blocks.1 as usize))
        }));
    }
    found.push(ByteRange::new(0, document.len()));
    nested(found, offset)
}

/// The quoted words without their marks.
fn inside_marks(reading: Reading<'_>, block: usize, range: ByteRange) -> Option<ByteRange> {
    let prose = reading.story.document.blocks()[block].prose();
    let words = prose.get(range.bounds())?;
    let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let from = words.chars().next().filter(|c| is_mark(*c)).map_or(0, char::len_utf8);
    let to = words.chars().next_back().filter(|c| is_mark(*c)).map_or(0, char::len_utf8);
    (from + to < words.len()).then(|| ByteRange::new(range.start as usize + from, range.end as usize - to))
}

/// The ranges that hold `offset`, smallest first, without those that cross a smaller one.
fn nested(mut found: Vec<ByteRange>, offset: usize) -> Vec<ByteRange> {
    found.retain(|r| r.touches(offset));
    found.sort_by_key(|r| (r.len(), r.start));
    let mut chain: Vec<ByteRange> = Vec::new();
    for range in found {
        if chain.last().is_none_or(|last| range.covers(*last) && range != *last) {
            chain.push(range);
        }
    }
    chain
}
