//! Attributions that precede a quotation: `X said, “Q”`, `X said: “Q”`, `X said that “Q”`, `X’s statement: “Q”`.

use super::clause::Strength;
use super::stream::{Items, Stream};
use super::voices::{self, Voice};
use super::{Hit, Shape};
use crate::analysis::Confidence;
use crate::analysis::quotes::QuoteKind;
use crate::knowledge::WordClass;

/// The attribution that precedes the quotation at item `k`, in its own sentence or before a colon.
pub(super) fn find(s: &Stream<'_>, k: usize, voices: &[Voice]) -> Option<Hit> {
    let full = s.quote(k).is_some_and(|q| s.quotes.parts[q].kind == QuoteKind::Full);
    let colon = k > 0 && s.punct(k - 1, ':');
    let floor = if colon { s.sentence_start(k - 1) } else { s.sentence_start(k) };
    if floor >= k {
        return None;
    }
    let mut inside = voices.iter().rev().skip_while(|v| v.cue.end > k).take_while(|v| v.cue.start >= floor);
    let voice = inside
        .clone()
        .find(|v| v.strength == Strength::Strong || adjacent(s, v, k))
        .or_else(|| inside.next());
    if let Some(voice) = voice {
        let near = adjacent(s, voice, k) || colon;
        let confidence = match (voice.strength, near) {
            (Strength::Strong, _) => Confidence::High,
            (_, true) => Confidence::Medium,
            _ => Confidence::Low,
        };
        let shape = if s.is(voice.cue.start, WordClass::ACCORDING) {
            Shape::AccordingTo
        } else {
            Shape::SourceCueQuote
        };
        return Some(hit(voice.source, voice.cue, shape, confidence, voice.strength, k));
    }
    if colon {
        let subject = voices::subject_of_sentence(s, floor, k - 1)?;
        return Some(hit(
            subject.items,
            Items { start: k - 1, end: k },
            Shape::Credit,
            Confidence::Medium,
            Strength::Weak,
            k,
        ));
    }
    let subject = voices::subject_of_sentence(s, floor, k).filter(|_| full)?;
    Some(hit(
        subject.items,
        Items { start: k, end: k },
        Shape::SourceCueQuote,
        Confidence::Low,
        Strength::Any,
        k,
    ))
}

fn hit(
    source: Items,
    cue: Items,
    shape: Shape,
    confidence: Confidence,
    strength: Strength,
    end: usize,
) -> Hit {
    Hit { source, cue, shape, confidence, strength, complement: false, end }
}

/// Whether nothing but a comma, a colon or `that` stands between the cue and the quotation.
pub(super) fn adjacent(s: &Stream<'_>, voice: &Voice, k: usize) -> bool {
    (voice.cue.end..k)
        .all(|i| s.punct(i, ',') || s.punct(i, ':') || s.is(i, WordClass::RELATIVE | WordClass::DETERMINER))
}
