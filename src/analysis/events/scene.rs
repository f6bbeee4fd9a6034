//! Who, where and when: what the clause round an event says about it.

use super::naming;
use super::reading::Clause;
use super::signs::{self, Signs};
use super::sorts::Sort;
use super::{EventMention, EventStatus, Page, Sense};
use crate::analysis::dates::{DateKind, Tense};
use crate::analysis::mentions::EntityKind;
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;
use crate::knowledge::eventwords::{VerbForm, VerbKind};
use crate::text::ByteRange;
use smallvec::SmallVec;

/// Words between an event and its date, place or participants at most.
const REACH: usize = 30;

/// Words between an event and its place at most, a clause between them counted as [`CLAUSE`].
const NEAR_PLACE: usize = 18;

/// What a new clause between an event and a date costs, in words.
const CLAUSE: usize = 12;

/// What a verb of saying between an event and a date costs, in words.
const SAID: usize = 12;

/// What any other verb between them costs.
const VERB: usize = 3;

/// The farthest date that still dates an event, with all that stands between.
const FARTHEST: usize = REACH + SAID;

/// At most so many words stand in an aside with *which* or *who*.
const ASIDE: usize = 14;

/// Words within which another word can say that an event was called off or put off.
const STATUS_REACH: usize = 9;

/// At most so many participants are named.
const CAST: usize = 8;

/// The mention at `at` with its scene.
pub(super) fn mention(
    page: &Page<'_>,
    clause: &Clause<'_>,
    at: usize,
    sense: Sense,
    lemma: &'static str,
    sentence: u32,
) -> EventMention {
    let signs = signs::of(page, clause, at, sense, sentence);
    let counted = counted(page, clause, at);
    let dated = signs.contains(Signs::DATED).then(|| date(page, clause, at, signs)).flatten();
    let own = |d: u32| {
        counted != Counted::Base || page.dates[d as usize].range.start > clause.tokens[at].range.start
    };
    let (date, far) = match dated.filter(|(cost, d)| own(*d) && (counted != Counted::Base || *cost <= 4)) {
        Some((cost, date)) => (Some(date), cost),
        None => (None, u8::MAX),
    };
    let (name, about) = naming::name(page, clause, at, sense, signs);
    EventMention {
        head: clause.tokens[at].range,
        name,
        about,
        lemma,
        sense,
        status: status(page, clause, at, sense, signs, date),
        date,
        far,
        place: place(page, clause, at),
        participants: participants(page, clause, at, name),
        signs,
        another: matches!(sense, Sense::Noun(..)) && is_another(clause, name),
        counted: counted != Counted::No,
        sentence,
        tells_of: None,
    }
}

/// Whether a word in front of the noun's words tells it apart from one told before.
fn is_another(clause: &Clause<'_>, name: ByteRange) -> bool {
    let first = clause.tokens.partition_point(|t| t.range.start < name.start);
    let before = first.checked_sub(1).filter(|i| *i >= clause.first);
    before.is_some_and(|i| matches!(clause.text(i), "second" | "third" | "another" | "further"))
}

/// Whether a length with *after* or *before* dates something by counting from an event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// There is none.
    No,
    /// From this event: the days of the sentence are those of another.
    Base,
    /// From another event of its sentence.
    FromAnother,
}

/// How "two days after the vote" stands to the event at `at`.
fn counted(page: &Page<'_>, clause: &Clause<'_>, at: usize) -> Counted {
    let (low, high) = window(clause, at);
    let lengths = page.dates_between(low, high).iter().filter(|d| d.kind == DateKind::Duration && !d.ahead);
    let mut found = Counted::No;
    for length in lengths.take(MOST_LENGTHS) {
        let link = clause.tokens.partition_point(|t| t.range.start < length.range.end);
        if link >= clause.end || !matches!(clause.text(link), "after" | "before") {
            continue;
        }
        let between = || (link + 1..at).any(|i| clause.tokens[i].kind != TokenKind::Word);
        if at > link && at - link <= BASE && !between() {
            return Counted::Base;
        }
        found = Counted::FromAnother;
    }
    found
}

/// Words from *after* to the event that is counted from.
const BASE: usize = 4;

/// A sentence with more lengths is no longer looked through.
const MOST_LENGTHS: usize = 4;

/// The date that dates it, and how far off it is: the nearest one in the sentence, where what stands between counts.
fn date(page: &Page<'_>, clause: &Clause<'_>, at: usize, signs: Signs) -> Option<(u8, u32)> {
    let (low, high) = window(clause, at);
    let dates = page.dates_between(low, high);
    let offset = page.dates.partition_point(|d| d.range.start < low);
    let mut best: Option<(usize, u32)> = None;
    for (i, date) in dates.iter().enumerate().filter(|(_, d)| d.is_calendar()) {
        // "the recent talks … will meet in July": what was is not dated by what will be.
        if signs.contains(Signs::RECENT) && date.tense == Tense::Future {
            continue;
        }
        let there = clause.tokens.partition_point(|t| t.range.start < date.range.start);
        let behind = clause.tokens.partition_point(|t| t.range.start < date.range.end);
        if told_aside(clause, at, there) {
            continue;
        }
        let cost = if clause.tokens.get(behind).is_some_and(|t| t.kind == TokenKind::Possessive) {
            possessive_cost(clause, at, behind)
        } else {
            distance(clause, at, there) + crossed(clause, at, there)
        };
        if cost <= FARTHEST && best.is_none_or(|(c, _)| cost < c) {
            best = Some((cost, (offset + i) as u32));
        }
    }
    best.map(|(cost, index)| (cost.min(254) as u8, index))
}

/// "The club, which lost on Sunday, won the cup", "Founded in 1934, the club won it": the day of the aside says nothing of
/// what stands behind it.
fn told_aside(clause: &Clause<'_>, at: usize, there: usize) -> bool {
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

/// "next month's election": the date is that of the noun behind it, and hardly of anything else.
fn possessive_cost(clause: &Clause<'_>, at: usize, possessive: usize) -> usize {
    let owned = at > possessive && at - possessive <= 5 && {
        let between = &clause.tokens[possessive + 1..at];
        between
            .iter()
            .all(|t| t.kind == TokenKind::Word && !t.is(WordClass::PREPOSITION | WordClass::CONJUNCTION))
    };
    if owned { 1 } else { distance(clause, at, possessive) + 2 * CLAUSE }
}

/// What the verbs between an event and a date cost: "a girl has died, the ministry said on Monday" says when it was said.
fn crossed(clause: &Clause<'_>, at: usize, there: usize) -> usize {
    let between = if at < there { at + 1..there } else { there + 1..at };
    let mut cost = 0;
    for i in between {
        let token = &clause.tokens[i];
        let sense = || token.event_sense(clause.prose);
        let verb = token.is(WordClass::EVENT_VERB).then(sense).flatten();
        cost += match verb.and_then(|w| w.verb.filter(|_| w.noun.is_none())) {
            Some((VerbKind::Saying, ..)) if at < there => SAID,
            Some((_, VerbForm::Past | VerbForm::Participle, _)) => VERB,
            _ => 0,
        };
        cost += if token.kind == TokenKind::Dash { CLAUSE } else { 0 };
    }
    cost
}

/// Words between two tokens, with what new clauses between them cost.
fn distance(clause: &Clause<'_>, a: usize, b: usize) -> usize {
    let (from, to) = (a.min(b), a.max(b));
    to - from + clause.sorts.count(Sort::ClauseBreak, from + 1..to) * CLAUSE
}

/// The offsets of the stretch of the sentence that is looked at.
fn window(clause: &Clause<'_>, at: usize) -> (u32, u32) {
    let low = clause.first.max(at.saturating_sub(REACH));
    let high = (clause.end - 1).min(at + REACH);
    (clause.tokens[low].range.start, clause.tokens[high].range.end)
}

/// The place behind *in*, *at* …, the nearest one after the event, else the nearest before it.
fn place(page: &Page<'_>, clause: &Clause<'_>, at: usize) -> Option<u32> {
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
                && !matches!(clause.text(i), "of" | "with" | "from" | "between")
        });
        if !located {
            continue;
        }
        let cost = distance(clause, at, there) + if there < at { CLAUSE } else { 0 };
        if cost <= NEAR_PLACE && best.is_none_or(|(c, _)| cost < c) {
            best = Some((cost, index as u32));
        }
    }
    best.map(|(_, index)| index)
}

/// People and organisations near it in the sentence.
fn participants(page: &Page<'_>, clause: &Clause<'_>, at: usize, name: ByteRange) -> SmallVec<[u32; 4]> {
    let (low, high) = window(clause, at);
    page.mentions_between(low, high)
        .filter(|i| {
            let mention = &page.mentions[*i];
            // The G20 of "G20 summit" is its name.
            !name.overlaps(mention.range)
                && mention.is_name()
                && matches!(mention.kind, EntityKind::Person | EntityKind::Org)
                && distance(clause, at, (mention.tokens.0 as usize).min(clause.end)) <= REACH
        })
        .take(CAST)
        .map(|i| i as u32)
        .collect()
}

/// Held, unless words near it say otherwise.
fn status(
    page: &Page<'_>,
    clause: &Clause<'_>,
    at: usize,
    sense: Sense,
    signs: Signs,
    date: Option<u32>,
) -> EventStatus {
    let own = |class| matches!(sense, Sense::Verb(..)) && clause.tokens[at].is(class);
    let noun = matches!(sense, Sense::Noun(..));
    let became = |class, sort| noun && is_said_near(clause, at, sort) || own(class);
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
        Sense::Verb(..) => signs.intersects(Signs::MODAL | Signs::INFINITIVE),
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
    let resumes = resumes_at(clause, at);
    resumes.is_some_and(|from| (from..clause.end.min(from + 5)).any(says))
}

/// Where the clause of the noun at `at` goes on behind an aside with *which* or *who*.
fn resumes_at(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let comma = |i: &usize| clause.tokens[*i].is_punct(clause.prose, ',');
    let aside = at + 2 < clause.end && comma(&(at + 1)) && clause.tokens[at + 2].is(WordClass::RELATIVE);
    let mut words = at + 3..clause.end.min(at + 3 + ASIDE);
    aside.then(|| words.find(comma))?.map(|i| i + 1)
}

/// Whether the noun at `at` only says what another event is about: *the vote on the deal*.
fn belongs_to_event(clause: &Clause<'_>, at: usize) -> bool {
    let mut before = (clause.first..at).rev().take(4);
    let link = before.find(|i| clause.tokens[*i].is(WordClass::PREPOSITION));
    link.is_some_and(|i| i > clause.first && clause.tokens[i - 1].is(WordClass::EVENT_NOUN))
}

fn comma_between(clause: &Clause<'_>, a: usize, b: usize) -> bool {
    clause.sorts.any(Sort::Comma, a.min(b)..a.max(b))
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
