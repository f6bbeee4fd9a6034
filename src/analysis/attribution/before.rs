//! Attributions that precede a quotation: `X said, “Q”`, `X said: “Q”`, `X said that “Q”`, `X’s statement: “Q”`.

use super::clause::Strength;
use super::phrases::{self, PhraseKind};
use super::stream::{Items, Stream};
use super::voices::{self, Voice};
use super::{Hit, Shape};
use crate::analysis::Confidence;
use crate::analysis::quotes::QuoteKind;
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;

/// The attribution that precedes the quotation at item `k`, in its own sentence or before a colon.
pub(super) fn find(s: &Stream<'_>, k: usize, voices: &[Voice]) -> Option<Hit> {
    let full = s.quote(k).is_some_and(|q| s.quotes.parts[q].kind == QuoteKind::Full);
    let colon = k > 0 && s.punct(k - 1, ':');
    let floor = if colon { s.sentence_start(k - 1) } else { s.sentence_start(k) };
    if floor >= k {
        return None;
    }
    let label = if colon { label(s, k - 1, floor) } else { None };
    if let Some(name) = label {
        let cue = Items { start: k - 1, end: k };
        return Some(hit(name, cue, Shape::Credit, Confidence::High, Strength::Strong));
    }
    let mut inside = super::voices_before(voices, k).take_while(|v| v.cue.start >= floor);
    let core =
        |v: &Voice| s.is(v.cue.end - 1, WordClass::CORE_CUE) || s.is(v.cue.start, WordClass::ACCORDING);
    let voice = inside
        .clone()
        .filter(|v| !subordinate(s, v, k))
        .find(|v| v.strength == Strength::Strong && (core(v) || adjacent(s, v.cue, k)))
        .or_else(|| {
            inside
                .clone()
                .filter(|v| !subordinate(s, v, k))
                .find(|v| v.strength == Strength::Strong || adjacent(s, v.cue, k))
        })
        .or_else(|| inside.next());
    if let Some(voice) = voice {
        let near = adjacent(s, voice.cue, k) || colon;
        let confidence = match (voice.strength, near) {
            (Strength::Strong, true) => Confidence::High,
            (Strength::Strong, false) => Confidence::Medium,
            (_, true) => Confidence::Medium,
            _ => Confidence::Low,
        };
        let shape = if s.is(voice.cue.start, WordClass::ACCORDING) {
            Shape::AccordingTo
        } else {
            Shape::SourceCueQuote
        };
        return Some(hit(voice.source, voice.cue, shape, confidence, voice.strength));
    }
    if colon {
        let named = || phrases::ending_at(s, k - 1, floor).filter(|p| p.kind == PhraseKind::Name);
        let subject = voices::subject_of_sentence(s, floor, k - 1).or_else(named)?;
        return Some(hit(
            subject.items,
            Items { start: k - 1, end: k },
            Shape::Credit,
            Confidence::Medium,
            Strength::Weak,
        ));
    }
    let subject = voices::subject_of_sentence(s, floor, k).filter(|_| full)?;
    Some(hit(
        subject.items,
        Items { start: k, end: k },
        Shape::SourceCueQuote,
        Confidence::Low,
        Strength::Any,
    ))
}

fn hit(source: Items, cue: Items, shape: Shape, confidence: Confidence, strength: Strength) -> Hit {
    Hit { source, cue, shape, confidence, strength, complement: false }
}

/// Whether nothing but a comma, a colon or `that` stands between the cue and the quotation.
pub(super) fn adjacent(s: &Stream<'_>, cue: Items, k: usize) -> bool {
    (cue.end..k)
        .all(|i| s.punct(i, ',') || s.punct(i, ':') || s.is(i, WordClass::RELATIVE | WordClass::DETERMINER))
}

/// Whether the voice stands in a clause that a comma parts from the quotation: `when X railed against Y, “Q”`.
fn subordinate(s: &Stream<'_>, voice: &Voice, k: usize) -> bool {
    let first = voice.source.start;
    first > 0
        && s.is(first - 1, WordClass::SUBORDINATOR)
        && !s.is(first - 1, WordClass::RELATIVE)
        && !adjacent(s, voice.cue, k)
        && (voice.cue.end..k).any(|i| s.punct(i, ','))
}

/// `Smith and Jones`, given `Jones`.
fn coordinated(s: &Stream<'_>, phrase: phrases::Phrase, floor: usize) -> phrases::Phrase {
    let start = phrase.items.start;
    let and = start.checked_sub(1).filter(|a| *a > floor && s.is(*a, WordClass::CONJUNCTION));
    let first = and.and_then(|a| phrases::ending_at(s, a, floor)).filter(|p| p.kind == PhraseKind::Name);
    match first {
        Some(first) if phrase.kind == PhraseKind::Name => {
            phrases::Phrase { items: Items { start: first.items.start, end: phrase.items.end }, ..phrase }
        }
        _ => phrase,
    }
}

/// `SMITH: “Q”`, `- Smith: “Q”`: a name right before the colon that begins the sentence or follows a dash.
fn label(s: &Stream<'_>, colon: usize, floor: usize) -> Option<Items> {
    let phrase = phrases::ending_at(s, colon, floor)?;
    let name = coordinated(s, phrases::possessor(s, phrase), floor);
    let start = name.items.start;
    let dash = start > 0 && (s.kind(start - 1) == Some(TokenKind::Dash) || s.punct(start - 1, '-'));
    // `From the report:`, `More from the report:`
    let from = start > floor
        && s.is(start - 1, WordClass::ORIGIN)
        && (start - 1 <= floor + 1
            || s.punct(start.saturating_sub(3), '-')
            || s.kind(start.saturating_sub(3)) == Some(TokenKind::Dash));
    // `Q:` and `A:` name nobody.
    let named = phrase.kind == PhraseKind::Name && s.range(name.items).len() > 1;
    let label = named && (start == floor || dash);
    (label || from).then_some(name.items)
}
