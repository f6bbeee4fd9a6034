//! Where an event took place.

use super::Page;
use super::Sense;
use super::reading::Clause;
use super::scene::{CLAUSE, distance, is_past, window};
use super::signs::NO_NOUN;
use crate::analysis::mentions::EntityKind;
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;
use crate::text::ByteRange;

/// Words between an event and its place at most, a clause between them counted as [`CLAUSE`].
const NEAR_PLACE: usize = 18;

/// The place behind *in*, *at* …, the nearest one after the event, else the nearest before it.
pub(super) fn place(page: &Page<'_>, clause: &Clause<'_>, at: usize, sense: Sense) -> Option<u32> {
    let (low, high) = window(clause, at);
    let mut best: Option<(usize, u32)> = None;
    for index in page.mentions_between(low, high) {
        let mention = &page.mentions[index];
        let there = mention.tokens.0 as usize;
        if mention.kind != EntityKind::Place
            || !mention.is_name()
            || there <= clause.first
            || there >= clause.end
        {
            continue;
        }
        let the = usize::from(clause.tokens[there - 1].is(WordClass::DETERMINER));
        let located = there.checked_sub(1 + the).is_some_and(|i| {
            clause.tokens[i].is(WordClass::PREPOSITION)
                && !matches!(
                    clause.text(i),
                    "of" | "with" | "from" | "between" | "by" | "for" | "about"
                )
                // "On a U.S. compound", "over Iowa winner Ted Cruz"
                && !((the > 0 || clause.text(i) == "over") && only_describes(clause, at, mention.tokens.1 as usize))
        });
        if !located {
            continue;
        }
        // "People in the poll held it responsible for a shooting in Paris"
        let other = matches!(sense, Sense::Noun(..))
            && (at + 2..there).any(|i| clause.tokens[i].is(WordClass::EVENT_NOUN));
        let cost = if other { CLAUSE } else { 0 }
            + distance(clause, at, there)
            + if there < at { CLAUSE } else { next_verb(clause, at, there) };
        if cost <= NEAR_PLACE && best.is_none_or(|(c, _)| cost < c) {
            best = Some((cost, index as u32));
        }
    }
    best.map(|(_, index)| index)
}

/// Whether the words before `behind` only describe the noun that stands there, *a U.S. compound*, and that is neither the
/// event nor held there: *the Paris attacks*, *defeated in the Iowa caucuses*.
fn only_describes(clause: &Clause<'_>, at: usize, behind: usize) -> bool {
    let word = |i: usize| clause.tokens[i].kind == TokenKind::Word && !clause.tokens[i].is(NO_NOUN);
    let held =
        |i: usize| i < clause.end && word(i) && (i == at || clause.tokens[i].is(WordClass::HELD_THERE));
    behind < clause.end && word(behind) && !held(behind) && !held(behind + 1)
}

/// The place in the name of what is held there: "the Ohio primary", "Delaware's Democratic primary".
pub(super) fn place_in_name(page: &Page<'_>, clause: &Clause<'_>, at: usize, name: ByteRange) -> Option<u32> {
    if !clause.tokens[at].is(WordClass::HELD_THERE) {
        return None;
    }
    let start = clause.tokens.partition_point(|t| t.range.start < name.start);
    let owner = start.checked_sub(1).filter(|i| *i > clause.first);
    let owner = owner.filter(|i| clause.tokens[*i].kind == TokenKind::Possessive);
    let low = owner.map_or(name.start, |i| clause.tokens[i - 1].range.start);
    let mut inside = page.mentions_between(low, name.end).rev();
    let named = |i: &usize| page.mentions[*i].kind == EntityKind::Place && page.mentions[*i].is_name();
    inside.find(named).map(|i| i as u32)
}

/// What another verb behind *and* costs: "declared a day of mourning and cancelled a trip to Oslo".
fn next_verb(clause: &Clause<'_>, at: usize, there: usize) -> usize {
    let joins = |i: usize| clause.tokens[i].is(WordClass::CONJUNCTION) && is_past(clause, i + 1);
    if (at + 1..there.saturating_sub(1)).any(joins) { CLAUSE } else { 0 }
}
