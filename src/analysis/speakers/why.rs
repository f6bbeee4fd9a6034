//! One sentence for a copy editor: why a quotation has this speaker, or none.

use super::Found;
use super::persons::{How, Person};
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
) -> String {
    let mut why = phrase(blocks, found);
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

/// Which words name the speaker.
pub(super) fn phrase(blocks: &Blocks<'_>, found: &Found) -> String {
    let words = |place: Place| place.range.of(blocks[place.block as usize].prose());
    let source = words(found.source);
    let cue = found.cue.map(words).unwrap_or_default();
    match found.shape {
        Shape::QuoteSourceCue => format!("“{source} {cue}” follows the quote"),
        Shape::QuoteCueSource => format!("“{cue} {source}” follows the quote"),
        Shape::SourceCueQuote => format!("“{source} {cue}” leads into the quote"),
        Shape::SameParagraph => format!("{source} speaks earlier in the paragraph"),
        Shape::Middle => format!("“{source} {cue}” stands between the two halves of the quote"),
        Shape::AccordingTo => format!("“according to {source}” stands beside the quote"),
        Shape::Credit => format!("{source} is given as the source"),
        Shape::Carried => format!("{source} speaks in the paragraph before"),
        Shape::Denied => format!("nobody has said it: “{source} {cue}”"),
        Shape::Annotated => format!("an annotation gives {source}"),
    }
}

/// Why a quotation has no speaker.
pub(super) fn silent(kind: QuoteKind) -> String {
    match kind {
        QuoteKind::Full => "no speaker is named in this paragraph or the one before".into(),
        QuoteKind::Fragment => "nobody is said to have used these words".into(),
        QuoteKind::Scare => "a word or two in quotation marks that nobody is said to have spoken".into(),
        QuoteKind::Title => "it has the form of a title or name".into(),
        QuoteKind::Term => "it is a word mentioned as a word".into(),
    }
}
