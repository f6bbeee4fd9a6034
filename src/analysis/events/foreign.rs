//! Days that stand in the sentence of an event and are those of something else.

use super::Sense;
use super::reading::Clause;
use super::scene::{ASIDE, CLAUSE, NOUN, REACH, SAID, belongs_to_event, comma_between, is_past};
use super::signs::Signs;
use super::sorts::Sort;
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;
use crate::knowledge::event_idioms;

/// At most so many words stand between a verb and the event that is its object.
const OBJECT: usize = 6;

/// What a verb of saying right before a day costs: "said on Monday it would close" closes nothing on Monday.
pub(super) fn said_then(clause: &Clause<'_>, at: usize, there: usize) -> usize {
    let mut before = clause.tokens[clause.first..there].iter().rev();
    let word = before.find(|t| !t.is(WordClass::PREPOSITION));
    if there < at && word.is_some_and(|t| t.is(WordClass::CUE)) { SAID } else { 0 }
}

/// What *about* between a day and an event behind it costs: "an article on Thursday about a fall in shares".
pub(super) fn told_about(clause: &Clause<'_>, at: usize, there: usize) -> usize {
    let about = there < at && (there + 1..at).any(|i| clause.text(i) == "about");
    if about { CLAUSE + REACH } else { 0 }
}

/// "On Monday, ministers condemned the attack": what somebody answers to was before.
pub(super) fn is_answered(clause: &Clause<'_>, at: usize) -> bool {
    let inside = |i: &usize| {
        let token = &clause.tokens[*i];
        token.kind == TokenKind::Possessive
            || token.kind == TokenKind::Word && !token.is(WordClass::PREPOSITION)
    };
    let mut before = (at.saturating_sub(OBJECT).max(clause.first)..at).rev().take_while(inside);
    before.any(|i| event_idioms::is_reaction(clause.text(i)))
}

/// Whether a verb of saying, with its day before this *that*, tells of what was: "told reporters on Tuesday that he had …".
pub(super) fn is_told_behind(clause: &Clause<'_>, at: usize, that: usize, signs: Signs) -> bool {
    clause.tokens[..clause.end].get(that).is_some_and(|t| t.text(clause.prose) == "that")
        && (signs.contains(Signs::PAST) || clause.sorts.any(Sort::Past, that..at))
}

/// "The deadliest quake since 1999": nothing told before *since* was on that day.
pub(super) fn is_since(clause: &Clause<'_>, at: usize, there: usize) -> bool {
    at < there && clause.text(there - 1) == "since"
}

/// "On Tuesday he spoke to a party that had adopted a platform": what had been is not of the day of another clause.
pub(super) fn is_before_that(clause: &Clause<'_>, at: usize, there: usize, signs: Signs) -> bool {
    let had = || (at.saturating_sub(4).max(clause.first)..at).any(|i| clause.text(i) == "had");
    let (from, to) = (at.min(there), at.max(there));
    signs.contains(Signs::PERFECT) && clause.sorts.any(Sort::ClauseBreak, from + 1..to) && had()
}

/// "In the 2016 defense bill, Congress gave money", "loans to his 2012 campaign": a year that only describes a noun dates
/// nothing but that noun.
pub(super) fn is_of_noun(clause: &Clause<'_>, at: usize, there: usize, behind: usize) -> bool {
    // "Two men killed in the 2012 attacks"
    let during = |i: usize| matches!(clause.text(i), "in" | "during" | "at");
    if at < there && there - at <= NOUN && there >= 2 && during(there - 2) {
        return clause.tokens[behind].is(WordClass::EVENT_NOUN);
    }
    let closed = WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::RELATIVE;
    let within = |i: usize| clause.tokens[i].kind == TokenKind::Word && !clause.tokens[i].is(closed);
    at >= behind && at < behind + NOUN && (behind..at).all(within)
}

/// What an *and* behind a date costs: "it shut in 2019 and was sold a year later". The day belongs to the verb before it.
pub(super) fn joined(clause: &Clause<'_>, at: usize, there: usize, behind: usize) -> usize {
    let conjunction = clause.tokens.get(behind).is_some_and(|t| t.is(WordClass::CONJUNCTION));
    if at <= behind || !conjunction {
        return 0;
    }
    let low = clause.first.max(there.saturating_sub(REACH));
    let told = |i: usize| is_past(clause, i) || clause.tokens[i].is(WordClass::MODAL);
    if (low..there).any(told) { CLAUSE } else { 0 }
}

/// "The club, which lost on Sunday, won the cup", "Founded in 1934, the club won it": the day of the aside says nothing of
/// what stands behind it.
pub(super) fn told_aside(clause: &Clause<'_>, at: usize, there: usize) -> bool {
    let comma = |i: usize| clause.tokens[i].is_punct(clause.prose, ',');
    let relative = |i: usize| clause.tokens[i].is(WordClass::RELATIVE);
    if there >= at || !(there..at).any(comma) {
        return false;
    }
    let first = &clause.tokens[clause.first];
    // "Asked on Monday, she said so": that was on Monday as well.
    let asked = first.is(WordClass::CUE | WordClass::CUE_PARTICIPLE | WordClass::HEARER_CUE);
    let founded = first.is(WordClass::VERB_PAST) && !asked && !(clause.first..there).any(comma);
    founded || {
        let mut back = (clause.first..there).rev().take(ASIDE);
        let opens = back.find(|i| comma(*i) || relative(*i));
        opens.is_some_and(|i| relative(i) && i > clause.first && comma(i - 1))
    }
}

/// "The president, who called the verdicts stunning, will speak tonight": the day behind an aside says nothing of it.
pub(super) fn is_aside(clause: &Clause<'_>, at: usize, there: usize) -> bool {
    let comma = |i: &usize| clause.tokens[*i].is_punct(clause.prose, ',');
    if there <= at || !clause.sorts.any(Sort::Comma, at + 1..there) {
        return false;
    }
    let relative =
        |i: &usize| clause.tokens[*i].is(WordClass::RELATIVE) && !clause.tokens[*i].is(WordClass::DETERMINER);
    let mut back = (clause.first + 1..at).rev().take(ASIDE);
    let opens = back.find(|i| comma(i) || relative(i)).filter(relative);
    let end = (at + 1..there).find(comma);
    let verb = WordClass::AUXILIARY | WordClass::MODAL | WordClass::VERB_PAST;
    opens.is_some_and(|i| comma(&(i - 1))) && end.is_some_and(|i| clause.tokens[i + 1].is(verb))
}

/// "On May 4 the club, …, sold him": a day that opens the sentence is that of its main verb, however far off.
pub(super) fn opens_sentence(clause: &Clause<'_>, there: usize, behind: usize) -> bool {
    let preposition = there == clause.first + 1 && clause.tokens[clause.first].is(WordClass::PREPOSITION);
    let closed = WordClass::RELATIVE | WordClass::SUBORDINATOR | WordClass::CONJUNCTION;
    (there == clause.first || preposition)
        && clause.tokens[..clause.end].get(behind).is_some_and(|next| !next.is(closed))
}

/// "A meeting due on Tuesday was pushed back to May 2": that is the day of the noun, not Tuesday.
pub(super) fn is_put_off_to(clause: &Clause<'_>, at: usize, sense: Sense, there: usize) -> bool {
    matches!(sense, Sense::Noun(..))
        && clause.sorts.any(Sort::PutsOff, (at + 1).max(there.saturating_sub(4))..there)
        && !comma_between(clause, at, there)
        && !belongs_to_event(clause, at)
}
