//! What can be folded away: front matter, sections, and blocks of several lines.

use super::Reading;
use crate::syntax::BlockKind;

/// What a fold is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// A section or a block.
    Region,
    /// A comment.
    Comment,
}

/// Lines that can be folded, counted from zero, the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The line that stays.
    pub start: usize,
    /// The last line folded away.
    pub end: usize,
    /// What it is.
    pub kind: FoldKind,
}

/// The folds of the document, in order of their first line, outer ones first.
pub fn folds(reading: Reading<'_>) -> Vec<Fold> {
    let mut folds = sections(reading);
    blocks(reading, &mut folds);
    folds.retain(|f| f.start < f.end);
    folds.sort_by_key(|f| (f.start, std::cmp::Reverse(f.end)));
    folds
}

/// A section reaches to the next heading of its level or above.
fn sections(reading: Reading<'_>) -> Vec<Fold> {
    let document = &reading.story.document;
    let mut folds: Vec<Fold> = Vec::new();
    let mut open: Vec<(u8, usize)> = Vec::new();
    for section in &reading.article().sections {
        let end = last_line(reading, section.blocks.1 as usize);
        if let Some(heading) = section.heading {
            open.retain(|(level, _)| *level < section.level);
            open.push((section.level, folds.len()));
            let start = reading.buffer.line_of(document.start_of(heading as usize));
            folds.push(Fold { start, end, kind: FoldKind::Region });
        }
        open.iter().for_each(|(_, fold)| folds[*fold].end = end);
    }
    folds
}

fn blocks(reading: Reading<'_>, folds: &mut Vec<Fold>) {
    let document = &reading.story.document;
    let mut divs: Vec<usize> = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        let start = || reading.buffer.line_of(document.start_of(index));
        let kind = match block.kind {
            BlockKind::FrontMatter
            | BlockKind::Code
            | BlockKind::Table
            | BlockKind::Raw
            | BlockKind::QuoteLines => FoldKind::Region,
            BlockKind::Comment => FoldKind::Comment,
            BlockKind::DivOpen => {
                divs.push(start());
                continue;
            }
            BlockKind::DivClose => {
                let end = start();
                folds.extend(divs.pop().map(|start| Fold { start, end, kind: FoldKind::Region }));
                continue;
            }
            _ => continue,
        };
        folds.push(Fold { start: start(), end: last_line(reading, index + 1), kind });
    }
}

/// The last line of the block before `behind` that is not blank.
fn last_line(reading: Reading<'_>, behind: usize) -> usize {
    let document = &reading.story.document;
    let Some(last) = behind.checked_sub(1) else { return 0 };
    let text = document.blocks()[last].text.trim_end();
    reading.buffer.line_of(document.start_of(last) + text.len())
}
