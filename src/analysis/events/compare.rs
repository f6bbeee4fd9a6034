//! The events of one sentence against each other: which an editor would rather list, which are one, whose day it is.

use super::signs::Signs;
use super::{EventMention, EventStatus, Page, Sense};
use crate::knowledge::WordClass;

/// By so much a date must be nearer to the second of two nouns that are the same word to be that of the second alone.
const NEARER: u8 = 4;

/// The signs that come from the other mentions of a sentence.
///
/// `offset` is the index in the block of the first of them.
pub(super) fn compare(page: &Page<'_>, sentence: &mut [EventMention], offset: u32) {
    let best = sentence.iter().map(rank).max().unwrap_or(0);
    let mut first = true;
    for mention in sentence.iter_mut() {
        let rank = rank(mention);
        mention.signs.set(Signs::RIVAL, rank < best);
        mention.signs.set(Signs::FIRST_EVENT, rank > 0 && first);
        first &= rank == 0;
    }
    for i in 0..sentence.len() {
        let about = sentence[i].about;
        let noun = sentence.partition_point(|m| m.head.start < about.start);
        let told = sentence.get(noun).is_some_and(|n| !about.is_empty() && n.head == about);
        // "Court rejects appeal": the name of the verb ends in the noun.
        let (noun, told) = match object_in_name(sentence, i) {
            Some(object) if !told => (object, true),
            _ => (noun, told),
        };
        let whole = sentence.get(i + 1).filter(|n| matches!(n.sense, Sense::Noun(..)));
        if whole.is_some_and(|n| n.name.covers(sentence[i].head))
            && matches!(sentence[i].sense, Sense::Noun(..))
        {
            sentence[i].tells_of = Some(offset + i as u32 + 1);
        } else if told && sentence[noun].signs.intersects(Signs::NOUN_LISTED | Signs::NOUN_HAPPENING) {
            sentence[i].signs |= Signs::OF_EVENT;
            sentence[noun].signs |= Signs::TOLD_OF;
            sentence[i].tells_of = Some(offset + noun as u32);
        } else if i > 0 && is_subject(page, &sentence[i - 1], &sentence[i]) {
            sentence[i].tells_of = Some(offset + i as u32 - 1);
        } else if let Some(noun) = put_off(sentence, i) {
            sentence[i].tells_of = Some(offset + noun as u32);
            // "The match, postponed on Friday, will be played in May": Friday is not when it is held.
            let told = sentence[i].signs.intersects(Signs::PASSIVE | Signs::PERFECT);
            if !told || sentence[noun].date.is_some() {
                (sentence[i].date, sentence[i].far) = (None, u8::MAX);
            }
        }
    }
    for i in 1..sentence.len() {
        // "The address will bookend his address of 2004": the day is that of the nearer one.
        let (low, own) = (i.saturating_sub(4), &sentence[i]);
        // "Charged with murder and other charges"
        let word = |m: &EventMention| m.lemma == own.lemma;
        let noun = |m: &EventMention| matches!(m.sense, Sense::Noun(..)) && word(m);
        let same = |m: &EventMention| noun(m) && m.date == own.date && m.far > own.far + NEARER;
        let again = match own.sense {
            Sense::Noun(_, plural) => {
                sentence[low..i].iter().any(|m| noun(m) || plural && m.status != own.status && word(m))
            }
            Sense::Verb(..) => false,
        };
        let before = || sentence[low..i].iter().rposition(same);
        let first = (own.date.is_some() && again).then(before).flatten();
        sentence[i].again = again;
        if let Some(first) = first {
            (sentence[low + first].date, sentence[low + first].far) = (None, u8::MAX);
        }
    }
    for i in 0..sentence.len() {
        let Some(date) = sentence[i].date else { continue };
        let range = page.dates[date as usize].range;
        let possessive = sentence[i].far == 1 && range.end < sentence[i].head.start;
        sentence[i].signs.set(Signs::DATE_POSSESSIVE, possessive);
        let apart = |m: &EventMention| {
            if m.head.end <= range.start {
                range.start - m.head.end
            } else {
                m.head.start.saturating_sub(range.end)
            }
        };
        let own = apart(&sentence[i]);
        // Only neighbours can be nearer in their order; the rest of the sentence need not be searched.
        let near = &sentence[i.saturating_sub(4)..(i + 5).min(sentence.len())];
        let nearer = near.iter().any(|m| m.date == Some(date) && rank(m) > 0 && apart(m) < own);
        sentence[i].signs.set(Signs::DATE_OWNER, !nearer);
        sentence[i].signs.set(Signs::DATE_ADJACENT, own <= 12);
    }
}

/// How much an editor would rather list it than others of its sentence.
fn rank(mention: &EventMention) -> u8 {
    let signs = mention.signs;
    let listed = signs.intersects(Signs::NOUN_LISTED | Signs::VERB_LISTED);
    let some = signs.intersects(Signs::VERB_HAPPENING | Signs::NOUN_HAPPENING);
    let weak = Signs::INFINITIVE
        | Signs::NEGATED
        | Signs::CONDITIONAL
        | Signs::MODIFIER
        | Signs::REDUCED
        | Signs::QUOTED
        | Signs::RECENT;
    match (listed, some) {
        (true, _) if !signs.intersects(weak) => 3,
        (true, _) => 2,
        (_, true) if !signs.intersects(weak) => 2,
        (_, true) => 1,
        _ => 0,
    }
}

/// The noun that the name of the verb at `i` ends in.
fn object_in_name(sentence: &[EventMention], i: usize) -> Option<usize> {
    let verb = &sentence[i];
    let longer = matches!(verb.sense, Sense::Verb(..)) && verb.name.end > verb.head.end;
    let object = || sentence[i + 1..].iter().position(|n| n.head.end >= verb.name.end).map(|at| i + 1 + at);
    let is_object = |at: &usize| {
        sentence[*at].head.end == verb.name.end && matches!(sentence[*at].sense, Sense::Noun(..))
    };
    longer.then(object).flatten().filter(is_object)
}

/// The noun that the verb at `i` says was called off or put off, where an aside stands between the two.
fn put_off(sentence: &[EventMention], i: usize) -> Option<usize> {
    let status = sentence[i].status;
    let off = matches!(status, EventStatus::Cancelled | EventStatus::Postponed);
    let verb = off && matches!(sentence[i].sense, Sense::Verb(..));
    let before = sentence[i.saturating_sub(4)..i]
        .iter()
        .rposition(|m| m.status == status && m.signs.intersects(Signs::NOUN_LISTED | Signs::NOUN_HAPPENING));
    before.filter(|_| verb).map(|at| i.saturating_sub(4) + at)
}

/// Whether the noun of an event stands right before the verb, as its subject: *the quake struck*.
fn is_subject(page: &Page<'_>, noun: &EventMention, verb: &EventMention) -> bool {
    let told = noun.signs.intersects(Signs::NOUN_LISTED | Signs::NOUN_HAPPENING);
    let finite =
        matches!(verb.sense, Sense::Verb(..)) && !verb.signs.intersects(Signs::ING | Signs::INFINITIVE);
    told && finite && verb.head.start.saturating_sub(noun.head.end) < 24 && {
        let behind = page.tokens.partition_point(|t| t.range.start < noun.head.end);
        let mut between = page.tokens[behind..].iter().take_while(|t| t.range.start < verb.head.start);
        between.all(|t| t.is(WordClass::AUXILIARY | WordClass::MODAL | WordClass::ADVERB))
    }
}
