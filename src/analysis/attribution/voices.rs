//! Who speaks in the writer's own sentences: sources with their reporting verbs, in order.

use super::clause::{self, Strength};
use super::phrases::{self, Phrase, PhraseKind};
use super::stream::{Items, Stream};
use crate::analysis::tokens::{Case, TokenKind};
use crate::knowledge::{WordClass, sourcing};
use smallvec::SmallVec;

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
pub(super) fn find(s: &Stream<'_>) -> SmallVec<[Voice; 6]> {
    let mut voices = SmallVec::<[Voice; 6]>::new();
    for i in s.cues() {
        if let Some(voice) = voice_at(s, i, &voices) {
            voices.push(voice);
        }
    }
    voices
}

fn voice_at(s: &Stream<'_>, i: usize, earlier: &[Voice]) -> Option<Voice> {
    if s.is(i, WordClass::ACCORDING) {
        let hit = super::after::according_to(s, i)?;
        let kind = phrases::starting_at(s, hit.source.start).map_or(PhraseKind::Pronoun, |p| p.kind);
        return Some(Voice {
            source: hit.source,
            cue: hit.cue,
            strength: Strength::Strong,
            aside: false,
            kind,
        });
    }
    if s.is_capitalised(i) {
        if let Some(voice) = opening(s, i) {
            return Some(voice);
        }
        return participle(s, i, earlier).filter(|_| s.is(i, WordClass::CUE_PARTICIPLE));
    }
    if s.is(i, WordClass::CUE | WordClass::WEAK_CUE) {
        let strength = if s.is(i, WordClass::CUE) { Strength::Strong } else { clause::weak_strength(s, i) };
        return finite(s, i, strength, earlier);
    }
    if s.is(i, WordClass::CUE_PARTICIPLE | WordClass::WEAK_CUE_PARTICIPLE) {
        return participle(s, i, earlier);
    }
    base(s, i, earlier)
}

/// `X said`, `X, the mayor, said`, `X has said`, `, said X`, and `… and said` with the subject of the clause before.
fn finite(s: &Stream<'_>, i: usize, strength: Strength, earlier: &[Voice]) -> Option<Voice> {
    let floor = s.sentence_start(i);
    if let Some(voice) = inverted(s, i, floor, strength)
        && (s.is(i, WordClass::CORE_CUE) || subject_for(s, i, floor).is_none())
    {
        return Some(voice);
    }
    let (mut j, passive) = before_verb(s, i, floor);
    if passive || j == floor {
        return None;
    }
    let cue = Items { start: j, end: i + 1 };
    let last = j - 1;
    if s.is(last, WordClass::CONJUNCTION) {
        return inherit(s, i, floor, cue, strength, earlier);
    }
    let mut aside = s.is(last, WordClass::RELATIVE);
    if s.punct(last, ',') || s.punct(last, ')') || s.kind(last) == Some(TokenKind::Dash) {
        // `Gov. Jane Roe (R-Ohio), said`: the brackets show where the name stands.
        let bracketed = last > floor && s.punct(last, ',') && s.punct(last - 1, ')');
        let named = || phrases::ending_at(s, last, floor).filter(|p| p.kind == PhraseKind::Name);
        if let Some(subject) =
            Some(()).filter(|()| bracketed).and_then(|()| named()).or_else(|| subject_for(s, i, floor))
        {
            return Some(Voice { source: subject.items, cue, strength, aside: false, kind: subject.kind });
        }
        if !s.punct(last, ')') {
            return inherit(s, i, floor, cue, strength, earlier);
        }
    }
    if s.is(last, WordClass::RELATIVE) && !s.is(last, WordClass::PRONOUN_SUBJECT) {
        if let Some(voice) = document(s, last, floor, cue, strength) {
            return Some(voice);
        }
        j = last;
        if s.punct(j.wrapping_sub(1), ',') {
            j -= 1;
        }
        aside = true;
    }
    let subject = phrases::ending_at(s, j, floor).filter(|p| phrases::can_speak(s, *p))?;
    // `Roe, the director of the board said`: the comma behind the apposition is often forgotten.
    let first = subject.items.start;
    let apposed = first > floor && s.punct(first - 1, ',') && s.is(first, WordClass::DETERMINER);
    // `an official who asked not to discuss plans said`: what stands before the verb need not be its subject.
    let doubtful =
        subject.kind == PhraseKind::Nominal && first > floor && !phrases::heads_speaker(s, subject);
    let main = if apposed || doubtful { subject_for(s, i, floor) } else { None };
    let subject = main.filter(|p| doubtful || p.items.end + 1 == first).unwrap_or(subject);
    if noun_instead(s, i, subject) || reduced_relative(s, i, subject, floor) {
        return None;
    }
    let subject = phrases::with_first(s, subject, floor);
    Some(Voice { source: subject.items, cue, strength, aside, kind: subject.kind })
}

/// `The campaign sent an email that said`: the sender speaks, not the email.
fn document(s: &Stream<'_>, end: usize, floor: usize, cue: Items, strength: Strength) -> Option<Voice> {
    let end = if end > 0 && s.punct(end - 1, ',') { end - 1 } else { end };
    let carrier = phrases::ending_at(s, end, floor).filter(|p| p.kind == PhraseKind::Nominal)?;
    if !s.is(carrier.items.end - 1, WordClass::CUE_NOUN | WordClass::SPEAKING_NOUN) {
        return None;
    }
    let subject = subject_of_sentence(s, floor, carrier.items.start)?;
    let verb = clause::verb_of(s, subject).filter(|v| v.items.end <= carrier.items.start)?;
    let _ = verb;
    Some(Voice { source: subject.items, cue, strength, aside: false, kind: subject.kind })
}

/// `Said X: “Q”`, `Added X, “Q”` at the beginning of a sentence.
fn opening(s: &Stream<'_>, i: usize) -> Option<Voice> {
    let source = phrases::starting_at(s, i + 1).filter(|p| p.kind != PhraseKind::Pronoun)?;
    let ends = s.punct(source.items.end, ':') || s.punct(source.items.end, ',');
    (s.breaks_before(i) && ends && s.is(i, WordClass::CUE | WordClass::WEAK_CUE)).then_some(Voice {
        source: source.items,
        cue: Items { start: i, end: i + 1 },
        strength: Strength::Strong,
        aside: false,
        kind: source.kind,
    })
}

/// `, said X` behind a quotation or a comma.
fn inverted(s: &Stream<'_>, i: usize, floor: usize, strength: Strength) -> Option<Voice> {
    let behind_mark = i > floor && (s.quote(i - 1).is_some() || s.punct(i - 1, ','));
    if !behind_mark || strength < Strength::Strong || super::after::is_telling(s, i) {
        return None;
    }
    let from = clause::behind_insertion(s, clause::skip_adverbs(s, i + 1));
    let source = phrases::starting_at(s, from).filter(|p| phrases::can_speak(s, *p))?;
    let next = source.items.end;
    let ends = s.breaks_before(next)
        || next >= s.len()
        || [',', '.', ';', '('].iter().any(|c| s.punct(next, *c))
        || s.is(next, WordClass::PREPOSITION | WordClass::RELATIVE | WordClass::CONJUNCTION)
        || s.kind(next) == Some(TokenKind::Dash);
    let cue = Items { start: i, end: i + 1 };
    (ends && source.kind != PhraseKind::Pronoun).then_some(Voice {
        source: source.items,
        cue,
        strength,
        aside: false,
        kind: source.kind,
    })
}

/// `a class called “Perception”`: the participle belongs to the noun and nobody speaks.
fn reduced_relative(s: &Stream<'_>, i: usize, subject: Phrase, floor: usize) -> bool {
    let first = subject.items.start;
    let begins = first == floor
        || s.punct(first - 1, ',')
        || s.quote(first - 1).is_some()
        || s.kind(first - 1) == Some(TokenKind::Dash)
        || s.is(first - 1, WordClass::CONJUNCTION | WordClass::SUBORDINATOR)
        || s.is(first - 1, WordClass::RELATIVE | WordClass::FREE_RELATIVE);
    s.is(i, WordClass::NAMING) && subject.kind == PhraseKind::Nominal && !begins
}

/// Whether the cue at `i` is a plural noun in truth: `Senate reports`, `recent comments`.
fn noun_instead(s: &Stream<'_>, i: usize, subject: Phrase) -> bool {
    s.is(i, WordClass::CUE_NOUN)
        && s.text(i).ends_with('s')
        && (subject.kind == PhraseKind::Nominal
            && !s.is(subject.items.start, WordClass::DETERMINER | WordClass::POSSESSIVE)
            || clause::tail(s, i + 1) == clause::Tail::Light && s.is(i + 1, WordClass::PREPOSITION))
}

/// The subject of the verb at `i` over appositions and brackets: the first phrase that begins a clause of the
/// sentence and has this verb.
fn subject_for(s: &Stream<'_>, i: usize, floor: usize) -> Option<Phrase> {
    let mut at = behind_dateline(s, floor).max(i.saturating_sub(SUBJECT_REACH));
    while at < i {
        at = clause::skip_adverbs(s, at);
        while at < i && (s.is(at, WordClass::CONJUNCTION) || s.quote(at).is_some()) {
            at += 1;
        }
        let opener = WordClass::PREPOSITION | WordClass::SUBORDINATOR;
        if (!s.is(at, opener) || s.is(at, WordClass::RELATIVE))
            && let Some(phrase) = phrases::starting_at(s, at).filter(|p| phrases::can_speak(s, *p))
            && clause::verb_of(s, phrase).is_some_and(|v| v.items.start <= i && i < v.items.end)
        {
            return Some(phrase);
        }
        at = (at + 1..i).find(|c| {
            s.punct(*c, ',')
                || s.kind(*c) == Some(TokenKind::Dash)
                || s.is(*c, WordClass::CONJUNCTION)
                || s.quote(*c).is_some()
        })?;
        at += 1;
    }
    None
}

/// Most words of the place of a dateline.
const PLACE_WORDS: usize = 3;

/// How far from its verb a subject is looked for, in items.
const SUBJECT_REACH: usize = 120;

/// Behind `WASHINGTON, Dec. 8 (UPI) —` at the beginning of a block, and behind `Q:`.
fn behind_dateline(s: &Stream<'_>, floor: usize) -> usize {
    if s.punct(floor + 1, ':') && s.is_capitalised(floor) {
        return floor + 2;
    }
    let dash = |i: &usize| s.kind(*i) == Some(TokenKind::Dash) || s.punct(*i, '-');
    // `Nairobi — Treasury Secretary Joseph Kiprono said`: nothing but capitals before the dash, and one behind it.
    let place = (0..PLACE_WORDS).take_while(|i| s.is_capitalised(*i)).count();
    if floor == 0 && place > 0 && s.kind(place) == Some(TokenKind::Dash) && s.is_capitalised(place + 1) {
        return place + 1;
    }
    // `Washington (AFP) –`
    let agency = || {
        (1..8)
            .find(|i| s.punct(*i, '('))
            .is_some_and(|open| (open..open + 4).any(|i| s.punct(i, ')') && dash(&(i + 1))))
    };
    if floor > 0 || !(s.token(0).is_some_and(|t| t.case == Case::Upper) || agency()) {
        return floor;
    }
    (1..14).find(|i| s.kind(*i) == Some(TokenKind::Dash) || s.punct(*i, '-')).map_or(floor, |i| i + 1)
}

/// The first item of the verb group that ends at `i`, and whether it is passive.
fn before_verb(s: &Stream<'_>, i: usize, floor: usize) -> (usize, bool) {
    let mut j = i;
    let mut passive = false;
    while j > floor && i - j < 8 {
        let before = j - 1;
        let adverb = s.is(before, WordClass::ADVERB | WordClass::NEGATION)
            || (s.is_lower_word(before) && phrases::is_manner(s, before));
        if s.is(before, WordClass::AUXILIARY) {
            passive |= s.is(before, WordClass::BE);
        } else if !adverb && !s.is(before, WordClass::MODAL) {
            break;
        }
        j = before;
    }
    (j, passive && !s.text(i).ends_with("ing"))
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
    let spoke = |least: Strength| {
        earlier.iter().rev().take_while(|v| v.cue.start >= floor).take(8).find(|v| {
            v.cue.start >= floor
                && v.cue.end <= i
                && !v.aside
                && v.strength >= least
                && v.source.start >= floor
        })
    };
    let voice = spoke(Strength::Strong);
    let subject = || subject_of_sentence(s, floor, i).map(|p| (p.items, p.kind));
    let (source, kind) = voice
        .map(|v| (v.source, v.kind))
        .or_else(subject)
        .or_else(|| spoke(Strength::Weak).map(|v| (v.source, v.kind)))?;
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
    // `a woman can be heard screaming: “…”`
    if i > floor + 1 && s.is(i - 2, WordClass::BE) && sourcing::is_perceived(s.text(i - 1)) {
        return finite_progressive(s, i - 1, floor, strength)
            .map(|v| Voice { cue: Items { end: i + 1, ..v.cue }, ..v });
    }
    if let Some(voice) = quoted_as(s, i, floor, cue) {
        return Some(voice);
    }
    if i > floor
        && !s.punct(i - 1, ',')
        && let Some(voice) = own_subject(s, i, floor, cue, strength)
    {
        return Some(voice);
    }
    inherit(s, i, floor, cue, strength, earlier)
}

/// `state television quoted X as saying`: who is quoted speaks, not who quotes.
fn quoted_as(s: &Stream<'_>, i: usize, floor: usize, cue: Items) -> Option<Voice> {
    let as_ = i.checked_sub(1).filter(|a| *a > floor && s.is(*a, WordClass::AS))?;
    let quoted = phrases::ending_at(s, as_, floor).filter(|p| p.items.start > floor)?;
    let verb = quoted.items.start - 1;
    let active = s.is(verb, WordClass::QUOTING) && !before_verb(s, verb, floor).1;
    active.then_some(Voice {
        source: quoted.items,
        cue,
        strength: Strength::Strong,
        aside: false,
        kind: quoted.kind,
    })
}

/// `protesters chanting`, `with Smith yelling`, `a letter saying`: the noun right before the participle speaks, but of
/// documents their sender.
fn own_subject(s: &Stream<'_>, i: usize, floor: usize, cue: Items, strength: Strength) -> Option<Voice> {
    let mut end = i;
    while end > floor && (s.is(end - 1, WordClass::ADVERB) || phrases::is_manner(s, end - 1)) {
        end -= 1;
    }
    if let Some(voice) = document(s, end, floor, cue, strength) {
        return Some(voice);
    }
    let noun = phrases::ending_at(s, end, floor)
        .filter(|p| p.kind != PhraseKind::Pronoun && phrases::can_speak(s, *p))?;
    let absolute = noun.items.start > floor && s.is(noun.items.start - 1, WordClass::ABSOLUTE);
    let role = s.is(noun.items.end - 1, WordClass::ROLE | WordClass::CUE_NOUN | WordClass::SPEAKING_NOUN);
    (absolute || role).then_some(Voice {
        source: noun.items,
        cue,
        strength,
        aside: !absolute,
        kind: noun.kind,
    })
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
    if s.is(i - 1, WordClass::TO) {
        if let Some(voice) = infinitive(s, i, floor) {
            return Some(voice);
        }
        return inherit(s, i, floor, Items { start: i - 1, end: i + 1 }, Strength::Weak, earlier);
    }
    let (j, passive) = before_verb(s, i, floor);
    if passive {
        return None;
    }
    if j > floor && s.punct(j - 1, ',') {
        let subject = subject_for(s, i, floor)?;
        let cue = Items { start: j, end: i + 1 };
        return Some(Voice {
            source: subject.items,
            cue,
            strength: Strength::Weak,
            aside: false,
            kind: subject.kind,
        });
    }
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
    let plural = s.is(last, WordClass::PLURAL_SUBJECT)
        || s.is(last, WordClass::STANDALONE | WordClass::NUMBER)
        || (s.text(last).ends_with('s')
            && (!s.is_capitalised(last) || s.is(last, WordClass::ROLE | WordClass::DEMONYM)));
    let subject = phrases::with_first(s, subject, floor);
    let plural = plural || subject.items.end - subject.items.start > 2 && phrases::is_list(s, subject);
    let body = s.is_capitalised(last) && s.is(last, WordClass::SPEAKING_NOUN | WordClass::ROLE);
    let core = s.is(i, WordClass::CORE_CUE) && subject.kind != PhraseKind::Pronoun;
    ((plural || body) && subject.items.end == i).then_some(Voice {
        source: subject.items,
        cue: Items { start: i, end: i + 1 },
        strength: if core { Strength::Strong } else { Strength::Weak },
        aside: false,
        kind: subject.kind,
    })
}

/// `X was prompted to say`, `X took the stage to say`: the subject of the verb right before `to`.
fn infinitive(s: &Stream<'_>, i: usize, floor: usize) -> Option<Voice> {
    let verb = i.checked_sub(2).filter(|v| *v > floor && phrases::is_verb(s, *v))?;
    let (j, _) = before_verb(s, verb, floor);
    let subject = phrases::ending_at(s, j, floor).filter(|p| phrases::can_speak(s, *p))?;
    let cue = Items { start: i - 1, end: i + 1 };
    Some(Voice { source: subject.items, cue, strength: Strength::Weak, aside: false, kind: subject.kind })
}

/// The subject of the sentence that begins at `floor`, before `limit`: the first phrase that has a verb, else the
/// first phrase.
pub(super) fn subject_of_sentence(s: &Stream<'_>, floor: usize, limit: usize) -> Option<Phrase> {
    let mut at = behind_dateline(s, floor);
    let limit = limit.min(at + SUBJECT_REACH);
    let mut first = None;
    while at < limit {
        at = clause::skip_adverbs(s, at);
        while at < limit
            && (s.is(at, WordClass::CONJUNCTION)
                || s.punct(at, ',')
                || s.quote(at).is_some()
                || s.kind(at) == Some(TokenKind::Dash))
        {
            at += 1;
        }
        if s.is(at, WordClass::CUE) && s.is_lower_word(at) && at > floor {
            at += 1;
        }
        let opener = WordClass::PREPOSITION | WordClass::SUBORDINATOR | WordClass::RELATIVE;
        let participle = s.text(at).ends_with("ing") || (s.text(at).ends_with("ed") && s.is_word(at));
        if !s.is(at, opener) && !participle {
            let phrase = phrases::starting_at(s, at)
                .filter(|p| p.items.end <= limit && p.items.start < limit && phrases::can_speak(s, *p))
                .map(|p| phrases::possessor(s, p));
            if let Some(phrase) = phrase {
                if clause::verb_of(s, phrase).is_some() || s.is(at.wrapping_sub(1), WordClass::CUE) {
                    return Some(phrase);
                }
                first = first.or(Some(phrase));
            }
        }
        match (at + 1..limit).find(|i| s.punct(*i, ',') || s.quote(*i).is_some()) {
            Some(comma) => at = comma + 1,
            None => break,
        }
    }
    first
}
