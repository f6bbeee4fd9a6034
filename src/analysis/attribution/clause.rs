//! From a subject to its verb, over what may stand between the two.

use super::phrases::{self, Phrase};
use super::stream::{Items, Stream};
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;

/// How far a subject may stand from its verb, in items.
const REACH: usize = 60;

/// A verb behind a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    /// The verb with its auxiliaries.
    pub items: Items,
    /// The main verb.
    pub main: usize,
    /// How well it is known as a verb of saying.
    pub strength: Strength,
}

/// How well a verb is known as a verb of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Some verb.
    Any,
    /// A verb that reports in some frames.
    Weak,
    /// A verb of saying.
    Strong,
}

/// The verb whose subject is `subject`, looking to the right over appositions, brackets, relative clauses,
/// prepositional phrases and adverbs.
pub(super) fn verb_of(s: &Stream<'_>, subject: Phrase) -> Option<Verb> {
    let limit = subject.items.end + REACH;
    let mut j = subject.items.end;
    while j < limit && !(s.breaks_before(j) && j > subject.items.end) {
        if let Some(verb) = verb_at(s, j) {
            return Some(verb);
        }
        j = skip_one(s, j)?;
    }
    None
}

/// The item behind what stands at `j` between a subject and its verb.
fn skip_one(s: &Stream<'_>, j: usize) -> Option<usize> {
    if s.punct(j, '(') {
        return (j..j + 12).find(|i| s.punct(*i, ')')).map(|i| i + 1);
    }
    if s.punct(j, ',') || s.kind(j) == Some(TokenKind::Dash) {
        return Some(behind_apposition(s, j));
    }
    if s.is(j, WordClass::RELATIVE) {
        return behind_relative(s, j);
    }
    if s.is(j, WordClass::ADVERB | WordClass::NEGATION) {
        return Some(j + 1);
    }
    if s.is(j, WordClass::PREPOSITION | WordClass::CONJUNCTION) {
        let behind = phrases::starting_at(s, j + 1).map(|p| p.items.end);
        return behind
            .or_else(|| (s.is(j, WordClass::PREPOSITION) && phrases::is_verb(s, j + 1)).then_some(j + 1));
    }
    if s.kind(j) == Some(TokenKind::Possessive) {
        return phrases::starting_at(s, j + 1).map(|p| p.items.end);
    }
    phrases::is_manner(s, j).then_some(j + 1)
}

/// Behind the apposition that the comma or dash at `open` begins: behind the next such mark that a verb follows.
fn behind_apposition(s: &Stream<'_>, open: usize) -> usize {
    let dash = s.kind(open) == Some(TokenKind::Dash);
    let closes = |i: usize| if dash { s.kind(i) == Some(TokenKind::Dash) } else { s.punct(i, ',') };
    let mut i = open + 1;
    let mut inner = None;
    while i < open + REACH && !s.breaks_before(i) && i < s.len() {
        // The comma behind the apposition is often forgotten.
        if inner.is_none() && forgotten_comma(s, i, open) {
            inner = Some(i);
        }
        if closes(i) {
            let after = skip_adverbs(s, i + 1);
            if verb_at(s, after).is_some_and(|v| v.strength == Strength::Strong) || phrases::is_verb(s, after)
            {
                return i + 1;
            }
        }
        i += 1;
    }
    inner.unwrap_or(open + 1)
}

/// Whether the verb of the subject follows the apposition at once: `Silver, the founder of the site said on Monday`.
fn forgotten_comma(s: &Stream<'_>, i: usize, open: usize) -> bool {
    if !s.is(i, WordClass::CORE_CUE) || !s.is_lower_word(i) || tail(s, i + 1) != Tail::Light {
        return false;
    }
    // A subject of its own right behind a comma: `the dawn of a movement, Smith said`.
    phrases::ending_at(s, i, open + 1)
        .is_none_or(|p| p.items.start == open + 1 || !s.punct(p.items.start - 1, ','))
}

/// Behind the relative clause that begins at `open`, which ends before a verb of saying.
fn behind_relative(s: &Stream<'_>, open: usize) -> Option<usize> {
    let mut i = open + 2;
    let mut verbs = usize::from(phrases::is_verb(s, open + 1));
    while i < open + 25 && !s.breaks_before(i) && i < s.len() {
        if verbs > 0 && s.is(i, WordClass::CUE) && s.is_lower_word(i) {
            return Some(i);
        }
        verbs += usize::from(phrases::is_verb(s, i));
        i += 1;
    }
    None
}

/// The first item from `j` on that is no adverb.
pub(super) fn skip_adverbs(s: &Stream<'_>, j: usize) -> usize {
    let adverb = |i: usize| {
        s.is(i, WordClass::ADVERB) || ((s.is_lower_word(i) || s.breaks_before(i)) && phrases::is_manner(s, i))
    };
    (j..j + ADVERBS).find(|i| !adverb(*i)).unwrap_or(j + ADVERBS)
}

/// `lamented, for her part, Anna Keller`: behind a phrase of a preposition between two commas at `at`, if one stands there.
pub(super) fn behind_insertion(s: &Stream<'_>, at: usize) -> usize {
    if !s.punct(at, ',') || !s.is(at + 1, WordClass::PREPOSITION) {
        return at;
    }
    let close = (at + 2..at + INSERTION).find(|i| s.punct(*i, ',') || s.breaks_before(*i));
    close.filter(|c| s.punct(*c, ',')).map_or(at, |c| c + 1)
}

/// Most items of what stands between a verb of saying and its subject.
const INSERTION: usize = 7;

/// Most adverbs in a row.
const ADVERBS: usize = 6;

/// The finite verb group that begins at `j`.
pub(super) fn verb_at(s: &Stream<'_>, j: usize) -> Option<Verb> {
    let title_case = s.is_capitalised(j) && s.is(j, WordClass::CORE_CUE) && !s.breaks_before(j);
    if !s.is_lower_word(j) && !title_case {
        return None;
    }
    let mut main = j;
    let helper = WordClass::AUXILIARY | WordClass::MODAL;
    while s.is(main, helper | WordClass::NEGATION | WordClass::ADVERB) && main < j + 5 {
        main += 1;
    }
    let helped = s.is(j, helper);
    if helped && main > j {
        return Some(helped_verb(s, j, main));
    }
    let strength = finite_strength(s, main)?;
    let last = main_of_chain(s, main);
    let strength = if last > main { strength.max(strength_of(s, last)) } else { strength };
    Some(Verb { items: Items { start: j, end: last + 1 }, main: last, strength })
}

/// `has said`, `would later say`, `is saying`; `was told` does not speak, `was quoted as saying` does.
fn helped_verb(s: &Stream<'_>, j: usize, main: usize) -> Verb {
    let strength = if s.is(main, WordClass::CUE | WordClass::CUE_BASE | WordClass::CUE_PARTICIPLE) {
        Strength::Strong
    } else {
        Strength::Any
    };
    let reported = (main + 1..main + 4).find(|i| s.is(*i, WordClass::CUE_PARTICIPLE));
    match reported {
        Some(i) => Verb { items: Items { start: j, end: i + 1 }, main: i, strength: Strength::Strong },
        None => Verb {
            items: Items { start: j, end: (main + 1).min(s.len()) },
            main: main.min(s.len() - 1),
            strength,
        },
    }
}

/// `went on to say`: the last of a chain of verbs.
fn main_of_chain(s: &Stream<'_>, main: usize) -> usize {
    let to = (main + 1..main + 4).find(|i| s.is(*i, WordClass::TO));
    match to {
        Some(i) if s.is(i + 1, WordClass::CUE_BASE) => i + 1,
        _ => main,
    }
}

/// How well the finite form at `i` is known; `None` if it is no finite verb.
fn finite_strength(s: &Stream<'_>, i: usize) -> Option<Strength> {
    if s.is(i, WordClass::CUE) {
        return Some(Strength::Strong);
    }
    if s.is(i, WordClass::WEAK_CUE) {
        return Some(weak_strength(s, i));
    }
    if s.is(i, WordClass::CUE_BASE) {
        return Some(Strength::Weak);
    }
    (phrases::is_past(s, i) || s.is(i, WordClass::VERB | WordClass::VERB_PAST | WordClass::AUXILIARY))
        .then_some(Strength::Any)
}

/// A weak verb with its particle is as good as a verb of saying: `went on`, `shot back`, `put it`.
pub(super) fn weak_strength(s: &Stream<'_>, i: usize) -> Strength {
    if s.is(i + 1, WordClass::PARTICLE) && phrases::starting_at(s, i + 2).is_none() {
        Strength::Strong
    } else {
        Strength::Weak
    }
}

/// What follows a verb of saying, its hearer skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing, or circumstances of the saying: a comma, `on Monday`, `in an interview`.
    Light,
    /// What else is reported.
    Complement,
}

/// What follows the verb group that ends at `end`.
pub(super) fn tail(s: &Stream<'_>, end: usize) -> Tail {
    let mut at = end;
    if s.is(at, WordClass::PARTICLE) && !s.is(at, WordClass::PREPOSITION) {
        at += 1;
    }
    if light_at(s, at) {
        return Tail::Light;
    }
    if end == 0 || !s.is(end - 1, WordClass::HEARER_CUE) {
        return Tail::Complement;
    }
    if s.is(at, WordClass::PRONOUN_OBJECT) && light_at(s, at + 1) {
        return Tail::Light;
    }
    match phrases::starting_at(s, at) {
        Some(hearer) if hearer.kind != phrases::PhraseKind::Pronoun && light_at(s, hearer.items.end) => {
            Tail::Light
        }
        _ => Tail::Complement,
    }
}

fn light_at(s: &Stream<'_>, at: usize) -> bool {
    let circumstance = WordClass::PREPOSITION
        | WordClass::ADVERB
        | WordClass::WEEKDAY
        | WordClass::MONTH
        | WordClass::DEICTIC_DAY
        | WordClass::CONJUNCTION;
    at >= s.len()
        || s.breaks_before(at)
        || s.kind(at) == Some(TokenKind::Dash)
        || [',', '.', ';', ':', '(', ')', '?', '!', '\u{FFFC}'].iter().any(|c| s.punct(at, *c))
        || s.is(at, circumstance)
        || s.is(at, WordClass::CUE_PARTICIPLE | WordClass::WEAK_CUE_PARTICIPLE)
        || s.is(at, WordClass::CIRCUMSTANCE)
        || (s.is_lower_word(at) && phrases::is_manner(s, at))
}

fn strength_of(s: &Stream<'_>, i: usize) -> Strength {
    if s.is(i, WordClass::CUE | WordClass::CUE_PARTICIPLE | WordClass::CUE_BASE) {
        Strength::Strong
    } else {
        Strength::Any
    }
}

/// `a federal appeals court said`: whether the word at `j`, though it may be a verb, is the first part of a noun.
pub(super) fn is_compound(s: &Stream<'_>, j: usize) -> bool {
    let body = |i: usize| {
        s.is_lower_word(i)
            && s.is(i, WordClass::BODY_NOUN)
            && s.is(i, WordClass::SPEAKING_NOUN | WordClass::ROLE)
    };
    s.text(j).ends_with('s') && body(j + 1)
}
