//! One sentence for a copy editor: why a quotation has this speaker, or none.

use super::join::Joined;
use super::persons::{How, Person};
use super::{Found, carry};
use crate::analysis::Confidence;
use crate::analysis::article::{Blocks, Place};
use crate::analysis::attribution::Shape;
use crate::analysis::entities::Entity;
use crate::analysis::quotes::QuoteKind;
use std::fmt::Write as _;

/// Why a quotation has its speaker: which words say so, and whom they mean.
pub(super) fn attributed(
    blocks: &Blocks<'_>,
    entities: &[std::sync::Arc<Entity>],
    found: &Found,
    person: &Person,
    quote: Place,
) -> String {
    let mut why = phrase(blocks, found, quote);
    let source = found.source.range.of(blocks[found.source.block as usize].prose());
    let name = person.name.as_deref().unwrap_or_default();
    let _ = match (person.how, person.rivals.as_slice()) {
        (_, [a, b, ..]) => {
            let (a, b) = (&entities[*a as usize].name, &entities[*b as usize].name);
            write!(why, "; “{source}” may be {a} or {b}")
        }
        (_, [_]) | (How::Printed, _) => Ok(()),
        _ if person.name.is_none() => Ok(()),
        (How::Apposed, _) => write!(why, "; {name} is named beside it"),
        (How::Title, _) => write!(why, "; “{source}” fits {name}"),
        (How::Pronoun | How::Prominent, _) => match person.confidence {
            Confidence::High => write!(why, "; “{source}” is {name}, whom the story speaks of here"),
            _ => write!(why, "; “{source}” is most likely {name}"),
        },
    };
    why
}

/// Source and verb as the text has them, with an ellipsis for what stands between: `Hill … said`.
fn said(blocks: &Blocks<'_>, found: &Found) -> String {
    let words = |place: Place| place.range.of(blocks[place.block as usize].prose());
    let Some(cue) = found.cue else { return words(found.source).to_owned() };
    let (first, second) = if before(cue, found.source) { (cue, found.source) } else { (found.source, cue) };
    let prose = blocks[first.block as usize].prose();
    let between = (first.block == second.block)
        .then(|| prose.get(first.range.end as usize..second.range.start as usize))
        .flatten();
    let gap = if between.is_some_and(|b| b.trim().is_empty()) { " " } else { " … " };
    format!("{}{gap}{}", words(first), words(second))
}

/// Whether `a` begins before `b` in the story.
fn before(a: Place, b: Place) -> bool {
    (a.block, a.range.start) < (b.block, b.range.start)
}

/// Which words name the speaker of the quotation that begins at `quote`.
pub(super) fn phrase(blocks: &Blocks<'_>, found: &Found, quote: Place) -> String {
    let words = |place: Place| place.range.of(blocks[place.block as usize].prose());
    let source = words(found.source);
    let said = said(blocks, found);
    match found.shape {
        Shape::QuoteSourceCue | Shape::QuoteCueSource => format!("“{said}” follows the quote"),
        Shape::SourceCueQuote => format!("“{said}” leads into the quote"),
        Shape::SameParagraph if before(quote, found.source) => {
            format!("{source} speaks later in the paragraph")
        }
        Shape::SameParagraph => format!("{source} speaks earlier in the paragraph"),
        Shape::Middle => format!("“{said}” stands between the two halves of the quote"),
        Shape::AccordingTo => format!("“according to {source}” stands beside the quote"),
        Shape::Credit => format!("{source} is given as the source"),
        Shape::Carried => format!("{source} speaks in the paragraph before"),
        Shape::Denied => format!("nobody has said it: “{said}”"),
        Shape::Annotated => format!("an annotation gives {source}"),
    }
}

/// Why a quotation has no speaker.
pub(super) fn silent(blocks: &Blocks<'_>, quote: &Joined, kind: QuoteKind) -> String {
    match kind {
        QuoteKind::Full => match carry::reported_before(blocks, quote) {
            Some(source) => {
                format!(
                    "no speaker is named beside it; the paragraph before reports {source}, but quotes nobody"
                )
            }
            None => "no speaker is named beside it".into(),
        },
        QuoteKind::Fragment => "nobody is said to have used these words".into(),
        QuoteKind::Scare => "a word or two in quotation marks that nobody is said to have spoken".into(),
        QuoteKind::Title => "it has the form of a title or name".into(),
        QuoteKind::Term => "it is a word mentioned as a word".into(),
    }
}
