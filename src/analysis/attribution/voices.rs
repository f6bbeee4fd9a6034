//! Who speaks in the writer's own sentences: sources with their reporting verbs, in order.

use super::clause::{self, Strength};
use super::phrases::{self, Phrase, PhraseKind};
use super::stream::{Items, Stream};
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;

/// A source and its cue in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Voice {
    pub source: Items,
    pub cue: Items,
    pub strength: Strength,
    /// Whether it stands in a relative clause or otherwise beside the main line.
    pub aside: bool,
    pub kind: PhraseKind,
}

/// All voices of a block, in order of their cues.
pub(super) fn find(s: &Stream<'_>) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    let cue = WordClass::CUE
        | WordClass::WEAK_CUE
        | WordClass::CUE_PARTICIPLE
        | WordClass::WEAK_CUE_PARTICIPLE
        | WordClass::CUE_BASE
        | WordClass::ACCORDING;
    for i in 0..s.len() {
        if !s.is(i, cue) || s.kind(i) != Some(TokenKind::Word) {
            continue;
        }
        if let Some(voice) = voice_at(s, i, &voices) {
            voices.push(voice);
        }
    }
    voices
}

fn voice_at(s: &Stream<'_>, i: usize, earlier: &[Voice]) -> Option<Voice> {
    if s.is(i, WordClass::ACCORDING) {
        let hit = super::after::according_to(s, i)?;
        let kind = phrases::starting_at(s, hit.source.start)?.kind;
        return Some(Voice {
            source: hit.source,
            cue: hit.cue,
            strength: Strength::Strong,
            aside: false,
            kind,
        });
    }
    if s.is_capitalised(i) {
        return participle(s, i, earlier).filter(|_| s.is(i, WordClass::CUE_PARTICIPLE));
    }
    if s.is(i, WordClass::CUE | WordClass::WEAK_CUE) {
        let strength = if s.is(i, WordClass::CUE) { Strength::Strong } else { Strength::Weak };
        return finite(s, i, strength, earlier);
    }
    if s.is(i, WordClass::CUE_PARTICIPLE | WordClass::WEAK_CUE_PARTICIPLE) {
        return participle(s, i, earlier);
    }
    base(s, i, earlier)
}

/// `X said`, `X, the mayor, said`, `X has said`, and `… and said` with the subject of the clause before.
fn finite(s: &Stream<'_>, i: usize, strength: Strength, earlier: &[Voice]) -> Option<Voice> {
    let floor = s.sentence_start(i);
    let (mut j, passive) = before_verb(s, i, floor);
    if passive {
        return None;
    }
    let cue = Items { start: j, end: i + 1 };
    if j == floor && j == i {
        return None;
    }
    let last = j.checked_sub(1)?;
    if s.is(last, WordClass::CONJUNCTION) {
        return inherit(s, i, floor, cue, strength, earlier);
    }
    let mut aside = s.is(last, WordClass::RELATIVE);
    if s.punct(last, ',') || s.kind(last) == Some(TokenKind::Dash) {
        if let Some(subject) = before_apposition(s, last, floor) {
            return Some(Voice { source: subject.items, cue, strength, aside: false, kind: subject.kind });
        }
        return inherit(s, i, floor, cue, strength, earlier);
    }
    if matches!(s.text(last), "that" | "which") {
        j = last;
        if s.punct(j.wrapping_sub(1), ',') {
            j -= 1;
        }
        aside = true;
    }
    let subject = phrases::ending_at(s, j, floor)?;
    if s.is(subject.items.start, WordClass::PRONOUN_OBJECT)
        && !s.is(subject.items.start, WordClass::PRONOUN_SUBJECT)
    {
        return None;
    }
    Some(Voice { source: subject.items, cue, strength, aside, kind: subject.kind })
}

/// The first item of the verb group that ends at `i`, and whether it is passive.
fn before_verb(s: &Stream<'_>, i: usize, floor: usize) -> (usize, bool) {
    let mut j = i;
    let mut passive = false;
    while j > floor {
        let before = j - 1;
        let adverb = s.is(before, WordClass::ADVERB | WordClass::NEGATION)
            || (s.is_lower_word(before) && s.text(before).len() > 4 && s.text(before).ends_with("ly"));
        if s.is(before, WordClass::AUXILIARY) {
            passive |= s.is(before, WordClass::BE);
        } else if !adverb && !s.is(before, WordClass::MODAL) {
            break;
        }
        j = before;
    }
    (j, passive && !s.text(i).ends_with("ing"))
}

/// The subject that the apposition before the comma at `comma` stands to: the phrase before an earlier comma that
/// begins its clause.
fn before_apposition(s: &Stream<'_>, comma: usize, floor: usize) -> Option<Phrase> {
    let same = |i: usize| {
        if s.punct(comma, ',') { s.punct(i, ',') } else { s.kind(i) == Some(TokenKind::Dash) }
    };
    let mut best = None;
    let mut i = comma;
    while i > floor && i + 60 > comma {
        i -= 1;
        if s.quote(i).is_some() && !s.is_lower_word(i + 1) {
            break;
        }
        if s.is(i, WordClass::CUE) && s.is_lower_word(i) && best.is_some() {
            break;
        }
        if !same(i) {
            continue;
        }
        let Some(phrase) = phrases::ending_at(s, i, floor) else { continue };
        let before = phrase.items.start.wrapping_sub(1);
        let begins = phrase.items.start == floor
            || s.quote(before).is_some()
            || s.punct(before, ',')
            || s.kind(before) == Some(TokenKind::Dash)
            || s.is(before, WordClass::CONJUNCTION | WordClass::SUBORDINATOR);
        if begins {
            best = Some(phrase);
            if phrase.kind == PhraseKind::Name {
                break;
            }
        }
    }
    best
}

/// The subject of an earlier verb in the sentence.
fn inherit(
    s: &Stream<'_>,
    i: usize,
    floor: usize,
    cue: Items,
    strength: Strength,
    earlier: &[Voice],
) -> Option<Voice> {
    let voice = earlier.iter().rev().find(|v| v.cue.start >= floor && v.cue.end <= i && !v.aside);
    let (source, kind) = match voice {
        Some(v) => (v.source, v.kind),
        None => {
            let subject = subject_of_sentence(s, floor, i)?;
            (subject.items, subject.kind)
        }
    };
    Some(Voice { source, cue, strength, aside: false, kind })
}

/// `…, saying`: the subject of the main clause.
fn participle(s: &Stream<'_>, i: usize, earlier: &[Voice]) -> Option<Voice> {
    let floor = s.sentence_start(i);
    let cue = Items { start: i, end: i + 1 };
    let strength = if s.is(i, WordClass::CUE_PARTICIPLE) { Strength::Strong } else { Strength::Weak };
    if i > floor && s.is(i - 1, WordClass::BE) {
        return finite_progressive(s, i, floor, strength);
    }
    // `a letter saying`, `protesters chanting`: the noun right before speaks, unless a comma parts them.
    if i > floor
        && !s.punct(i - 1, ',')
        && !s.is(i - 1, WordClass::CONJUNCTION | WordClass::PREPOSITION | WordClass::ADVERB)
    {
        if let Some(noun) = phrases::ending_at(s, i, floor).filter(|p| p.kind != PhraseKind::Pronoun) {
            if s.is(noun.items.end - 1, WordClass::CUE_NOUN | WordClass::ROLE) && !s.quote(i - 1).is_some() {
                let main = subject_of_sentence(s, floor, i);
                if main.is_none() || s.is(noun.items.end - 1, WordClass::ROLE) {
                    return Some(Voice { source: noun.items, cue, strength, aside: true, kind: noun.kind });
                }
            }
        }
    }
    inherit(s, i, floor, cue, strength, earlier)
}

fn finite_progressive(s: &Stream<'_>, i: usize, floor: usize, strength: Strength) -> Option<Voice> {
    let (j, _) = before_verb(s, i, floor);
    let subject = phrases::ending_at(s, j, floor)?;
    Some(Voice {
        source: subject.items,
        cue: Items { start: j, end: i + 1 },
        strength,
        aside: false,
        kind: subject.kind,
    })
}

/// Base forms: behind a modal, `to`, or a plural subject.
fn base(s: &Stream<'_>, i: usize, earlier: &[Voice]) -> Option<Voice> {
    let floor = s.sentence_start(i);
    if i == floor {
        return None;
    }
    if s.text(i - 1) == "to" {
        return inherit(s, i, floor, Items { start: i - 1, end: i + 1 }, Strength::Weak, earlier);
    }
    let (j, _) = before_verb(s, i, floor);
    if j < i && s.is(j, WordClass::MODAL | WordClass::AUXILIARY) {
        let subject = phrases::ending_at(s, j, floor)?;
        return Some(Voice {
            source: subject.items,
            cue: Items { start: j, end: i + 1 },
            strength: Strength::Weak,
            aside: false,
            kind: subject.kind,
        });
    }
    let subject = phrases::ending_at(s, j, floor)?;
    let last = subject.items.end - 1;
    let plural = matches!(s.text(last), "they" | "They" | "we" | "We" | "I" | "you" | "who")
        || s.text(last).ends_with('s');
    (plural && subject.items.end == i).then_some(Voice {
        source: subject.items,
        cue: Items { start: i, end: i + 1 },
        strength: Strength::Weak,
        aside: false,
        kind: subject.kind,
    })
}

/// The subject of the sentence that begins at `floor`, before `limit`.
pub(super) fn subject_of_sentence(s: &Stream<'_>, floor: usize, limit: usize) -> Option<Phrase> {
    let mut at = floor;
    while at < limit {
        at = clause::skip_adverbs(s, at);
        while s.is(at, WordClass::CONJUNCTION)
            || s.punct(at, ',')
            || s.quote(at).is_some()
            || s.kind(at) == Some(TokenKind::Dash)
        {
            at += 1;
        }
        let opener = WordClass::PREPOSITION | WordClass::SUBORDINATOR;
        let participle = s.text(at).ends_with("ing") || (s.text(at).ends_with("ed") && s.is_word(at));
        if !s.is(at, opener) && !participle {
            if let Some(phrase) =
                phrases::starting_at(s, at).filter(|p| p.items.end <= limit && p.items.start < limit)
            {
                return Some(phrase);
            }
        }
        at = (at + 1..limit).find(|i| s.punct(*i, ','))? + 1;
    }
    None
}
