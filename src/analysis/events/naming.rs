//! The words that an outline shows for an event.

use super::reading::{Clause, effect_end, phrasal_end};
use super::signs::Signs;
use super::{Page, Sense};
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;
use crate::knowledge::eventwords::{NounKind, VerbForm, VerbKind};
use crate::text::ByteRange;

/// At most so many words in front of a noun belong to the name of its event.
const MODIFIERS: usize = 3;

/// At most so many words are looked at for the object or the subject of a verb.
const REACH: usize = 12;

/// At most so many words stand between a subject with a clause of its own and its verb.
const RELATIVE_REACH: usize = 30;

/// The words of the event, and what a verb happens to.
pub(super) fn name(
    page: &Page<'_>,
    clause: &Clause<'_>,
    at: usize,
    sense: Sense,
    signs: Signs,
) -> (ByteRange, ByteRange) {
    let head = clause.tokens[at].range;
    match sense {
        Sense::Noun(..) => {
            let first = first_modifier(page, clause, at);
            (
                ByteRange { start: clause.tokens[first].range.start, end: head.end },
                ByteRange::empty(head.end as usize),
            )
        }
        Sense::Verb(
            VerbKind::Listed
            | VerbKind::Happening
            | VerbKind::Announcing
            | VerbKind::Process
            | VerbKind::Phase,
            _,
        ) => {
            let effect = effect_end(clause, at);
            let particle = || phrasal_end(clause, at).unwrap_or(at + usize::from(has_particle(clause, at)));
            let last = effect.map_or_else(particle, |end| end - 1);
            let range = ByteRange { start: head.start, end: clause.tokens[last].range.end };
            let object = if effect.is_some() || signs.contains(Signs::PASSIVE) {
                None
            } else {
                object(page, clause, last)
            };
            if let Some(whole) = headlined(clause, at, last, object, signs) {
                return whole;
            }
            let about = object.or_else(|| subject(clause, at));
            // "The open day was held": the day alone says nothing.
            let first = |i: usize| i - usize::from(i > clause.first && is_unit_of_time(&clause.tokens[i]));
            let words =
                |i: usize| ByteRange { start: clause.tokens[first(i)].range.start, ..clause.tokens[i].range };
            (range, about.map_or(ByteRange::empty(head.end as usize), words))
        }
        Sense::Verb(..) => (head, ByteRange::empty(head.end as usize)),
    }
}

/// "Court rejects appeal": in the present of headlines the words stay in their order.
fn headlined(
    clause: &Clause<'_>,
    at: usize,
    last: usize,
    object: Option<usize>,
    signs: Signs,
) -> Option<(ByteRange, ByteRange)> {
    let present = signs.contains(Signs::PRESENT) && !signs.intersects(Signs::RELATIVE | Signs::PRONOUN);
    if !present {
        return None;
    }
    let next = clause.tokens[..clause.end].get(last + 1)?;
    let closed =
        WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::ADVERB | WordClass::SUBORDINATOR;
    let bare = next.kind == TokenKind::Word && !next.is(closed | WordClass::TIME_WORD);
    let end = object.or_else(|| bare.then(|| noun_head(clause, last + 1)).flatten())?;
    let about = clause.tokens[subject(clause, at)?].range;
    Some((ByteRange { start: clause.tokens[at].range.start, end: clause.tokens[end].range.end }, about))
}

/// Whether the word behind a verb belongs to it: *stepped down*, *broke out*.
fn has_particle(clause: &Clause<'_>, at: usize) -> bool {
    at + 1 < clause.end
        && matches!(clause.text(at + 1), "down" | "off" | "up" | "out" | "away" | "apart" | "back")
        // "Up to five", "out of work": the word belongs to what follows; in "backed away from" it does not.
        && (matches!(clause.text(at + 1), "away" | "apart")
            || !clause.tokens.get(at + 2).is_some_and(|t| matches!(t.text(clause.prose), "to" | "of" | "from")))
}

/// The first word of a compound: *press* conference, *G20* summit, *telephone* conversation.
fn first_modifier(page: &Page<'_>, clause: &Clause<'_>, at: usize) -> usize {
    let mut first = at;
    while first > clause.first && at - first < MODIFIERS {
        let token = &clause.tokens[first - 1];
        let named = token.is_capitalised();
        let stops = token.kind != TokenKind::Word
            || token.is(WordClass::DETERMINER
                | WordClass::POSSESSIVE
                | WordClass::PREPOSITION
                | WordClass::CONJUNCTION
                | WordClass::SUBORDINATOR
                | WordClass::AUXILIARY
                | WordClass::MODAL
                | WordClass::VERB_PAST
                | WordClass::LOOKS_BACK
                | WordClass::LIGHT_VERB
                | WordClass::ADVERB
                | WordClass::PRONOUN_SUBJECT
                | WordClass::PRONOUN_OBJECT
                | WordClass::TIME_WORD
                | WordClass::NEGATION
                | WordClass::RELATIVE)
            || clause.text(first - 1).ends_with("ly")
            || named && is_person(page, token.range);
        let verb = !named && is_governing_verb(clause, first - 1);
        if stops || verb {
            break;
        }
        first -= 1;
    }
    first
}

/// Whether the word at `at` is a verb and the noun behind it its object: "to attend talks", but not "press conference".
fn is_governing_verb(clause: &Clause<'_>, at: usize) -> bool {
    let Some(word) = clause.tokens[at].event_sense(clause.prose) else { return false };
    match word.verb {
        Some((_, VerbForm::Base, _)) => clause.before(at).is_some_and(|b| {
            clause.text(b) == "to" || clause.tokens[b].is(WordClass::MODAL | WordClass::PRONOUN_SUBJECT)
        }),
        Some((_, VerbForm::Third, _)) => word.noun.is_none_or(|(kind, ..)| kind == NounKind::Thing),
        _ => false,
    }
}

fn is_person(page: &Page<'_>, range: ByteRange) -> bool {
    let behind = page.mentions.partition_point(|m| m.range.start <= range.start);
    behind.checked_sub(1).is_some_and(|i| {
        let mention = &page.mentions[i];
        mention.range.covers(range) && mention.is_person()
    })
}

/// The head of the noun phrase behind a verb, past a date that stands between: "signed on May 4 a memorandum".
fn object(page: &Page<'_>, clause: &Clause<'_>, at: usize) -> Option<usize> {
    let mut next = at + 1;
    let after = clause.tokens.get(next)?;
    if after.is(WordClass::PREPOSITION) {
        let start = clause.tokens.get(next + 1)?.range.start;
        let date = page.dates.get(page.dates.partition_point(|d| d.range.start < start))?;
        if date.range.start != start {
            return None;
        }
        next = clause.tokens.partition_point(|t| t.range.start < date.range.end);
    }
    // "Resigned two days before the vote": a length is nothing that was done.
    let start = clause.tokens.get(next)?.range.start;
    if page.dates.binary_search_by_key(&start, |d| d.range.start).is_ok() {
        return None;
    }
    let opens = clause.tokens.get(next).is_some_and(|t| {
        t.is(WordClass::DETERMINER | WordClass::POSSESSIVE)
            || t.is_capitalised()
            || t.kind == TokenKind::Number
            || t.is(WordClass::NUMBER)
    });
    if next >= clause.end {
        return None;
    }
    if !opens {
        return titled(page, clause, next).or_else(|| bare(clause, next));
    }
    // "Fell 2 percent", "struck four miles beneath the town"
    let counted = clause.tokens[next].kind == TokenKind::Number || clause.tokens[next].is(WordClass::NUMBER);
    noun_head(clause, next).filter(|head| !counted || !clause.tokens[*head].is(WordClass::MEASURE))
}

/// The head of "called off talks", "cancelled flights": a noun without an article.
fn bare(clause: &Clause<'_>, first: usize) -> Option<usize> {
    let token = &clause.tokens[first];
    let plural = clause.text(first).len() > 4 && clause.text(first).ends_with('s');
    let noun = token.kind == TokenKind::Word
        && (token.is(WordClass::EVENT_NOUN) || plural && !token.is(WordClass::VERB))
        && !token
            .is(WordClass::TIME_WORD | WordClass::PREPOSITION | WordClass::SUBORDINATOR | WordClass::ADVERB);
    noun.then(|| noun_head(clause, first)).flatten()
}

/// The name in "sacked manager Pete Dunn": up to two nouns stand before it.
fn titled(page: &Page<'_>, clause: &Clause<'_>, first: usize) -> Option<usize> {
    let name = (first..clause.end.min(first + 3)).find(|i| {
        let token = &clause.tokens[*i];
        token.is_capitalised() || !token.is(WordClass::TITLE | WordClass::TITLE_MODIFIER | WordClass::ROLE)
    })?;
    let start = clause.tokens[name].range.start;
    let person = page.mentions.get(page.mentions.partition_point(|m| m.range.start < start))?;
    let named = name > first && person.range.start == start && person.is_person();
    named.then(|| clause.tokens.partition_point(|t| t.range.start < person.range.end)).map(|end| end - 1)
}

/// The head of the first noun phrase of the sentence, where it stands before the verb.
fn subject(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let first = (clause.first..at).find(|i| clause.tokens[*i].kind == TokenKind::Word)?;
    // "They plan to meet": *plan* is not the head of what begins with *they*.
    if clause.tokens[first].is(WordClass::PRONOUN_SUBJECT) {
        return adjacent(clause, at);
    }
    // "The memorandum on these zones took effect": the head stands before a preposition, and nothing else stands between.
    let head = noun_head(clause, first).filter(|h| *h < at && !clause.tokens[*h].is(WordClass::MEASURE));
    // "A builder who left a family with no roof has been jailed"
    let told = |head: usize| clause.tokens[head + 1].is(WordClass::RELATIVE) && at - head <= RELATIVE_REACH;
    let plain = |head: usize| {
        let behind = &clause.tokens[head + 1..at];
        behind
            .iter()
            .all(|t| t.kind == TokenKind::Word && !t.is(WordClass::RELATIVE | WordClass::SUBORDINATOR))
    };
    head.filter(|h| at - h <= REACH && plain(*h) || told(*h)).or_else(|| adjacent(clause, at))
}

/// Whether the noun phrase that ends with the word at `last` stands behind a preposition: "with no roof".
fn is_behind_preposition(clause: &Clause<'_>, last: usize) -> bool {
    let mut first = last;
    while let Some(before) = clause.before(first).filter(|b| last - b <= MODIFIERS) {
        let token = &clause.tokens[before];
        if token.is(WordClass::PREPOSITION) {
            return true;
        }
        if token.kind != TokenKind::Word || token.is(WordClass::AUXILIARY | WordClass::VERB_PAST) {
            return false;
        }
        first = before;
    }
    false
}

/// The noun right before a verb and its auxiliaries.
fn adjacent(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let mut before = clause.before(at)?;
    while clause.tokens[before].is(WordClass::AUXILIARY | WordClass::MODAL) {
        before = clause.before(before)?;
    }
    // "The convention, which begins on Monday"
    if clause.tokens[before].is(WordClass::RELATIVE) {
        before = clause.before(before)?;
        if clause.tokens[before].is_punct(clause.prose, ',') {
            before = clause.before(before)?;
        }
    }
    let token = &clause.tokens[before];
    let closed = WordClass::PRONOUN_SUBJECT
        | WordClass::PRONOUN_OBJECT
        | WordClass::RELATIVE
        | WordClass::PREPOSITION
        | WordClass::CONJUNCTION
        | WordClass::DETERMINER
        | WordClass::SUBORDINATOR
        | WordClass::TIME_WORD
        | WordClass::VERB_PAST;
    let open = token.kind == TokenKind::Word && !token.is(closed);
    (open && !is_behind_preposition(clause, before)).then_some(before)
}

fn is_unit_of_time(token: &Token) -> bool {
    token.is(WordClass::TIME_WORD)
        && !token.is(WordClass::DEICTIC_DAY | WordClass::WEEKDAY | WordClass::MONTH)
}

/// Whether the unit of time at `at` is what the words from `first` on describe: "an open day was held".
fn is_kind_of_day(clause: &Clause<'_>, first: usize, at: usize) -> bool {
    let verb = WordClass::AUXILIARY | WordClass::VERB_PAST;
    let described = at > first && !clause.tokens[at - 1].is(WordClass::LOOKS_BACK | WordClass::TIME_WORD);
    described
        && clause.tokens[first].is(WordClass::DETERMINER)
        && clause.tokens[..clause.end].get(at + 1).is_some_and(|next| next.is(verb))
}

/// The last word of the noun phrase that begins at `first`.
fn noun_head(clause: &Clause<'_>, first: usize) -> Option<usize> {
    let mut head = None;
    for at in first..clause.end.min(first + REACH) {
        let token = &clause.tokens[at];
        let inside = token.kind == TokenKind::Word
            && !token.is(WordClass::PREPOSITION
                | WordClass::AUXILIARY
                | WordClass::MODAL
                | WordClass::VERB_PAST
                | WordClass::RELATIVE
                | WordClass::SUBORDINATOR
                | WordClass::CONJUNCTION);
        let opener = token.is(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::NUMBER)
            || token.kind == TokenKind::Number;
        if opener && head.is_none() {
            continue;
        }
        // "the country's biggest baker", "the King's Medal": the head stands behind the owner.
        if token.kind == TokenKind::Possessive
            && head.is_some()
            && clause.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Word)
        {
            continue;
        }
        // "Called off a strike due on Friday"
        let ahead = token.is(WordClass::AHEAD) && !token.is(WordClass::EVENT_NOUN);
        let follows = |t: &Token| t.is(WordClass::PREPOSITION);
        if head.is_some() && ahead && clause.tokens.get(at + 1).is_some_and(follows) {
            break;
        }
        // "Sanders also won"
        if head.is_some() && token.is(WordClass::ADVERB) && !token.is_capitalised() {
            break;
        }
        // "voted 31-24 last night"
        if token.is(WordClass::LOOKS_BACK)
            && clause.tokens.get(at + 1).is_some_and(|t| t.is(WordClass::TIME_WORD))
        {
            break;
        }
        // "arrested three men last week", "starts Tomorrow"; but "the open day was held"
        if token.is(WordClass::TIME_WORD)
            && (head.is_some() && !is_kind_of_day(clause, first, at)
                || token.is(WordClass::DEICTIC_DAY | WordClass::WEEKDAY))
        {
            break;
        }
        // "Weaver says he expects it"
        if head.is_some() && token.is(WordClass::CUE) && !token.is(WordClass::EVENT_NOUN) {
            break;
        }
        let ly = clause.text(at).ends_with("ly") && !token.is_capitalised();
        if !inside || opener || ly {
            break;
        }
        head = Some(at);
    }
    head.filter(|h| !clause.tokens[*h].is(WordClass::PRONOUN_SUBJECT | WordClass::PRONOUN_OBJECT))
}
