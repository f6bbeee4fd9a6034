//! Whether an event was held, is planned, or was called off.

use super::reading::Clause;
use super::scene::{aside, belongs_to_event, comma_between, distance};
use super::signs::Signs;
use super::sorts::Sort;
use super::{EventStatus, Page, Sense};
use crate::analysis::dates::Tense;
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;
use crate::knowledge::eventwords::VerbForm;

/// At most so many words stand between *the first* and what was done.
const FIRST: usize = 8;

/// Words within which another word can say that an event was called off or put off.
const STATUS_REACH: usize = 9;

/// Held, unless words near it say otherwise.
pub(super) fn status(
    page: &Page<'_>,
    clause: &Clause<'_>,
    at: usize,
    sense: Sense,
    signs: Signs,
    date: Option<u32>,
) -> EventStatus {
    let noun = matches!(sense, Sense::Noun(..));
    // "Called off": the particle says it.
    let own = |class, sort| {
        let particle = || clause.tokens[at].is(WordClass::MOVES) || at + 1 < clause.end;
        !noun && (clause.tokens[at].is(class) || particle() && clause.sorts.any(sort, at..at + 2))
    };
    let became = |class, sort| noun && is_said_near(clause, at, sort) || own(class, sort);
    if became(WordClass::CALLS_OFF, Sort::CallsOff) {
        return EventStatus::Cancelled;
    }
    if became(WordClass::PUTS_OFF, Sort::PutsOff) {
        return EventStatus::Postponed;
    }
    let denied = clause.sorts.any(Sort::Denies, at.saturating_sub(4)..at);
    if denied && noun {
        return EventStatus::Denied;
    }
    let ahead = date.is_some_and(|d| page.dates[d as usize].tense == Tense::Future);
    let planned = match sense {
        // "The show opens on Monday", "when he opens in May"
        Sense::Verb(_, form) => {
            // "Became the first member to endorse him"
            let first = |i: usize| clause.tokens[i].is(WordClass::ORDINAL);
            let done = || !ahead && (at.saturating_sub(FIRST).max(clause.first)..at).any(first);
            let to = signs.contains(Signs::INFINITIVE) && !done();
            signs.contains(Signs::MODAL) || to || ahead && form == VerbForm::Third
        }
        Sense::Noun(..) => ahead || signs.contains(Signs::MODAL) || modal_follows(clause, at),
    };
    if planned { EventStatus::Planned } else { EventStatus::Held }
}

/// Whether a word of `sort` says what became of the noun at `at`. Only words of its own clause do.
fn is_said_near(clause: &Clause<'_>, at: usize, sort: Sort) -> bool {
    if !clause.sorts.has(sort) {
        return false;
    }
    let says = |i: usize| i != at && clause.sorts.any(sort, i..i + 1);
    let end = clause.end.min(at + STATUS_REACH);
    // "The vote on the deal was postponed": the vote was.
    let end = if belongs_to_event(clause, at) { at } else { end };
    let mut near = clause.first.max(at.saturating_sub(STATUS_REACH))..end;
    if near.any(|i| says(i) && distance(clause, at, i) < STATUS_REACH && !comma_between(clause, at, i)) {
        return true;
    }
    // "The strike, which was due on Friday, was called off."
    aside(clause, at).is_some_and(|(from, to)| {
        (to + 1..clause.end.min(to + 6)).any(says) || sort == Sort::PutsOff && says(from)
    })
}

/// "The hearing will be held", "the vote is due on Friday".
fn modal_follows(clause: &Clause<'_>, at: usize) -> bool {
    let mut behind = (at + 1..clause.end.min(at + 4)).map(|i| &clause.tokens[i]);
    behind
        // "The summit on May 4": the month is no modal.
        .find(|t| {
            !t.is_capitalised() && {
                t.is(WordClass::AUXILIARY | WordClass::MODAL | WordClass::VERB_PAST)
                    || t.kind != TokenKind::Word
            }
        })
        .is_some_and(|t| t.is(WordClass::MODAL))
}
