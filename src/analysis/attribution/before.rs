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
    if let Some((name, cue)) = noted_label(s, k) {
        return Some(hit(name, cue, Shape::Credit, Confidence::High, Strength::Strong));
    }
    let label = if colon { label(s, k - 1, floor) } else { None };
    if let Some(name) = label {
        let cue = Items { start: k - 1, end: k };
        return Some(hit(name, cue, Shape::Credit, Confidence::High, Strength::Strong));
    }
    if let Some(hit) = as_put(s, k, voices, floor)
        .or_else(|| in_words_of(s, k, floor))
        .or_else(|| outcry(s, k))
        .or_else(|| called_by(s, k, floor))
        .or_else(|| calling(s, k, voices, floor))
    {
        return Some(hit);
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
        let subject = voices::subject_of_sentence(s, floor, k - 1).or_else(named);
        let subject = subject.filter(|p| !is_thing(s, p.items))?;
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

/// Longest note between the label of a speaker and the words, in items.
const NOTE: usize = 8;

/// `KELLER: (Through interpreter) “Q”` at the beginning of a block.
fn noted_label(s: &Stream<'_>, k: usize) -> Option<(Items, Items)> {
    let close = k.checked_sub(1).filter(|c| s.punct(*c, ')'))?;
    let open = (close.saturating_sub(NOTE)..close).rev().find(|i| s.punct(*i, '('))?;
    let colon = open.checked_sub(1).filter(|c| s.punct(*c, ':'))?;
    label(s, colon, s.sentence_start(colon)).map(|name| (name, Items { start: colon, end: colon + 1 }))
}

/// `The hall, as X puts it, is “Q”`: the words behind are X’s, if nobody else speaks between.
fn as_put(s: &Stream<'_>, k: usize, voices: &[Voice], floor: usize) -> Option<Hit> {
    let voice = super::voices_before(voices, k).next().filter(|v| v.cue.start >= floor && !v.aside)?;
    let as_ = voice.source.start.checked_sub(1).filter(|a| *a > floor && s.is(*a, WordClass::AS))?;
    let it = voice.cue.end;
    let closes = s.punct(it + 1, ',') && s.is(it, WordClass::THING_PRONOUN);
    (s.punct(as_ - 1, ',') && closes && it + 1 < k).then_some(hit(
        voice.source,
        voice.cue,
        Shape::Credit,
        Confidence::High,
        Strength::Strong,
    ))
}

/// How far from the quotation `in the words of X` may begin, in items.
const WORDS_OF: usize = 14;

/// `in the words of X, “Q”`, `in X’s words`, `in her words`.
fn in_words_of(s: &Stream<'_>, k: usize, floor: usize) -> Option<Hit> {
    let noun = WordClass::CUE_NOUN.union(WordClass::WORD_NOUN);
    let words = (floor.max(k.saturating_sub(WORDS_OF))..k)
        .rev()
        .find(|j| s.token(*j).is_some_and(|t| t.class.contains(noun)) && *j > floor)?;
    let source = if s.is(words - 1, WordClass::DETERMINER) && s.is(words + 1, WordClass::PREPOSITION) {
        phrases::starting_at(s, words + 2).filter(|p| p.items.end <= k)?.items
    } else if s.is(words - 1, WordClass::POSSESSIVE) {
        let own = Items { start: words - 1, end: words };
        subject(s, floor, words.saturating_sub(2)).unwrap_or(own)
    } else if s.kind(words - 1) == Some(TokenKind::Possessive) {
        phrases::ending_at(s, words - 1, floor)?.items
    } else {
        return None;
    };
    let owner = if s.kind(words - 1) == Some(TokenKind::Possessive) { source.start } else { words - 1 };
    let opened = owner > 0 && s.is(owner - 1, WordClass::PREPOSITION);
    let cue = Items { start: words, end: words + 1 };
    opened.then_some(hit(source, cue, Shape::Credit, Confidence::High, Strength::Strong))
}

/// `cries of “Q” from X`.
fn outcry(s: &Stream<'_>, k: usize) -> Option<Hit> {
    let noun =
        k.checked_sub(2).filter(|n| s.is(*n, WordClass::OUTCRY) && s.is(k - 1, WordClass::PREPOSITION))?;
    let source = phrases::starting_at(s, k + 2).filter(|_| s.is(k + 1, WordClass::ORIGIN))?;
    let cue = Items { start: noun, end: noun + 1 };
    Some(hit(source.items, cue, Shape::Credit, Confidence::High, Strength::Strong))
}

/// How far from the quotation the verb of `what X called a “Q”`, `described the long plan as “Q”` may stand, in items.
const CALLING: usize = 8;

/// `what X called “Q”`, `X described the plan as “Q”`: the words are those of the one who calls it so.
fn calling(s: &Stream<'_>, k: usize, voices: &[Voice], floor: usize) -> Option<Hit> {
    let mut inside = super::voices_before(voices, k).take_while(|v| v.cue.start >= floor);
    let voice = inside.next().filter(|v| calls(s, v.cue, k) && !s.is(v.cue.start, WordClass::TO))?;
    let start = voice.source.start;
    let relative = start > floor && s.is(start - 1, WordClass::RELATIVE | WordClass::FREE_RELATIVE);
    let source = match voice.kind {
        // `Keller attacked what she called “…”`
        PhraseKind::Pronoun if relative => subject(s, floor, start).unwrap_or(voice.source),
        // `Hill says he calls it “…”` may be about either.
        // `…, but Hill called it “…”` is a clause of its own.
        _ if start > floor && s.is(start - 1, WordClass::CONJUNCTION) => voice.source,
        _ if !relative && inside.any(|v| v.strength == Strength::Strong && v.source != voice.source) => {
            return None;
        }
        _ => voice.source,
    };
    Some(hit(source, voice.cue, Shape::SourceCueQuote, Confidence::Medium, Strength::Strong))
}

/// `the plan was called “Q” by X`.
fn called_by(s: &Stream<'_>, k: usize, floor: usize) -> Option<Hit> {
    let source = phrases::starting_at(s, k + 2).filter(|_| s.is(k + 1, WordClass::AGENT))?;
    let verb = (floor + 1..k).rev().take(CALLING).find(|i| s.is(*i, WordClass::CALLING))?;
    let passive = s.is(verb - 1, WordClass::BE)
        || (s.is(verb - 1, WordClass::ADVERB) && s.is(verb.wrapping_sub(2), WordClass::BE));
    let cue = Items { start: verb, end: verb + 1 };
    passive.then_some(hit(source.items, cue, Shape::Credit, Confidence::High, Strength::Strong))
}

/// Whom a pronoun further on in the sentence stands for: the subject, if it can speak.
fn subject(s: &Stream<'_>, floor: usize, limit: usize) -> Option<Items> {
    let subject = voices::subject_of_sentence(s, floor, limit)?;
    (subject.kind == PhraseKind::Name || phrases::heads_speaker(s, subject)).then_some(subject.items)
}

/// Whether the cue gives the quotation at `k` as a name or description of something.
pub(super) fn calls(s: &Stream<'_>, cue: Items, k: usize) -> bool {
    let plain = |i: usize| {
        s.is(i, WordClass::AS) || !(s.punct(i, ',') || s.is(i, WordClass::SUBORDINATOR | WordClass::RELATIVE))
    };
    let last = cue.end.wrapping_sub(1);
    let before = cue.start.wrapping_sub(1);
    // `ads calling the deal “…”`, `called on them to be “…”`, `some call it “…”` say less.
    let loose = s.is(last, WordClass::WEAK_CUE_PARTICIPLE)
        && !(s.punct(before, ',') || s.is(before, WordClass::CONJUNCTION | WordClass::AGENT));
    let aside = loose
        || s.is(last, WordClass::CUE_BASE)
        || s.is(cue.end, WordClass::PREPOSITION | WordClass::PARTICLE)
            && !s.is(cue.end, WordClass::AS | WordClass::THING_PRONOUN);
    cue.end <= k
        && k - cue.end <= CALLING
        && s.is(last, WordClass::CALLING)
        && !aside
        && (cue.end..k).all(plain)
}

/// Whether nothing but a comma, a colon or `that` stands between the cue and the quotation; or the *it* of *as she put it*.
pub(super) fn adjacent(s: &Stream<'_>, cue: Items, k: usize) -> bool {
    let closed = s.punct(cue.end + 1, ',') || s.punct(cue.end + 1, ':');
    let it = s.is(cue.end, WordClass::THING_PRONOUN) && closed;
    (cue.end + usize::from(it)..k)
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

/// `Cyclone Dara: “Q”`: a thing by its name, which says nothing.
fn is_thing(s: &Stream<'_>, name: Items) -> bool {
    s.is_capitalised(name.start)
        && name.end > name.start + 1
        && s.is(name.start, WordClass::OBJECT_HEAD)
        && s.is(name.start, WordClass::OBJECT_NOUN)
}

/// `SMITH: “Q”`, `- Smith: “Q”`: a name right before the colon that begins the sentence or follows a dash.
fn label(s: &Stream<'_>, colon: usize, floor: usize) -> Option<Items> {
    let phrase = phrases::ending_at(s, colon, floor)?;
    let name = phrases::with_first(s, phrases::possessor(s, phrase), floor);
    let start = name.items.start;
    let dash = start > 0 && (s.kind(start - 1) == Some(TokenKind::Dash) || s.punct(start - 1, '-'));
    // `From the report:`, `More from the report:`
    let from = start > floor
        && s.is(start - 1, WordClass::ORIGIN)
        && (start - 1 <= floor + 1
            || s.punct(start.saturating_sub(3), '-')
            || s.kind(start.saturating_sub(3)) == Some(TokenKind::Dash));
    // `Q:` and `A:` name nobody.
    let named = phrase.kind == PhraseKind::Name && s.range(name.items).len() > 1 && !is_thing(s, name.items);
    let label = named && (start == floor || dash);
    (label || from).then_some(name.items)
}
