//! Who, where and when: what the clause round an event says about it.

use super::counting::{Counted, counted};
use super::foreign::{
    is_answered, is_aside, is_before_that, is_of_noun, is_put_off_to, is_since, is_told_behind, joined,
    opens_sentence, said_then, told_about, told_aside,
};
use super::naming;
use super::places::{place, place_in_name};
use super::reading::Clause;
use super::signs::{self, Signs};
use super::sorts::Sort;
use super::status::status;
use super::{EventMention, EventStatus, Page, Sense};
use crate::analysis::dates::Tense;
use crate::analysis::mentions::EntityKind;
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;
use crate::knowledge::eventwords::{VerbForm, VerbKind};
use crate::text::ByteRange;
use smallvec::SmallVec;

/// Words between an event and its date, place or participants at most.
pub(super) const REACH: usize = 30;

/// How far off a day counts that opens the sentence, for its main verb.
const OPENER: usize = 6;

/// What a new clause between an event and a date costs, in words.
pub(super) const CLAUSE: usize = 12;

/// What a verb of saying between an event and a date costs, in words.
pub(super) const SAID: usize = 12;

/// What any other verb between them costs.
const VERB: usize = 3;

/// The farthest date that still dates an event, with all that stands between.
const FARTHEST: usize = REACH + SAID;

/// At most so many words stand in an aside with *which* or *who*.
pub(super) const ASIDE: usize = 14;

/// At most so many words describe a noun with the year before them.
pub(super) const NOUN: usize = 5;

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
    let finite = matches!(sense, Sense::Verb(..)) && !signs.intersects(Signs::INFINITIVE | Signs::ING);
    let counted = counted(page, clause, at, finite);
    let dated = signs.contains(Signs::DATED).then(|| date(page, clause, at, sense, signs)).flatten();
    // The base is dated by what stands behind the length: "a day after Saturday's defeat".
    let own = |cost: u8, d: u32| match counted {
        Counted::Base(link) => cost <= 4 && page.dates[d as usize].range.start > link,
        // "Three days after the move of Feb. 10, he said so in a debate": that was the day of the move.
        Counted::FromAnother(link) => {
            let there = page.dates[d as usize].range.start;
            let token = |offset: u32| clause.tokens.partition_point(|t| t.range.start < offset);
            there < link || comma_between(clause, token(link), token(there))
        }
        Counted::No => true,
    };
    let (date, far) = match dated.filter(|(cost, d)| own(*cost, *d)) {
        Some((cost, date)) => (Some(date), cost),
        None => (None, u8::MAX),
    };
    let (name, about) = naming::name(page, clause, at, sense, signs);
    let status = status(page, clause, at, sense, signs, date);
    let off = matches!(status, EventStatus::Cancelled | EventStatus::Postponed);
    EventMention {
        head: clause.tokens[at].range,
        name,
        about,
        lemma,
        sense,
        status,
        date,
        far,
        place: place_in_name(page, clause, at, name).or_else(|| place(page, clause, at, sense)),
        participants: participants(page, clause, at, name),
        signs: if off { signs | Signs::PUT_OFF } else { signs },
        another: matches!(sense, Sense::Noun(..)) && is_another(clause, name),
        fresh: matches!(sense, Sense::Noun(..))
            && opens_with(clause, name, |i| matches!(clause.text(i), "a" | "an" | "A" | "An")),
        several: matches!(sense, Sense::Noun(_, true))
            && opens_with(clause, name, |i| {
                clause.tokens[i].kind == TokenKind::Number || clause.tokens[i].is(WordClass::NUMBER)
            }),
        counted: counted != Counted::No,
        based: matches!(counted, Counted::Base(_)),
        again: false,
        counts: None,
        sentence,
        tells_of: None,
    }
}

/// Whether a word in front of the noun's words tells it apart from one told before.
fn is_another(clause: &Clause<'_>, name: ByteRange) -> bool {
    opens_with(clause, name, |i| matches!(clause.text(i), "second" | "third" | "another" | "further"))
}

/// Whether the word in front of a name is such a one.
fn opens_with(clause: &Clause<'_>, name: ByteRange, is: impl Fn(usize) -> bool) -> bool {
    let first = clause.tokens.partition_point(|t| t.range.start < name.start);
    first.checked_sub(1).filter(|i| *i >= clause.first).is_some_and(is)
}

/// The date that dates it, and how far off it is: the nearest one in the sentence, where what stands between counts.
fn date(page: &Page<'_>, clause: &Clause<'_>, at: usize, sense: Sense, signs: Signs) -> Option<(u8, u32)> {
    let (low, high) = window(clause, at);
    let dates = page.dates_between(low, high);
    // "The match, postponed on Friday, will be played in May": the day of the aside gives way to the one behind it.
    let aside = aside(clause, at).filter(|_| matches!(sense, Sense::Noun(..)));
    let later = |there: usize| {
        let end = aside.map_or(u32::MAX, |(_, to)| clause.tokens[to].range.start);
        dates.iter().any(|d| d.is_calendar() && d.range.start > end.max(clause.tokens[there].range.start))
    };
    let offset = page.dates.partition_point(|d| d.range.start < low);
    let mut best: Option<(usize, u32)> = None;
    for (i, date) in dates.iter().enumerate().filter(|(_, d)| d.is_calendar()) {
        // "the recent talks … will meet in July": what was is not dated by what will be.
        if signs.contains(Signs::RECENT) && date.tense == Tense::Future {
            continue;
        }
        let there = clause.tokens.partition_point(|t| t.range.start < date.range.start);
        let behind = clause.tokens.partition_point(|t| t.range.start < date.range.end);
        let overruled = aside.is_some_and(|(from, to)| (from..to).contains(&there)) && later(there);
        if told_aside(clause, at, there)
            || is_aside(clause, at, there)
            || is_since(clause, at, there)
            || overruled
        {
            continue;
        }
        let reported = date.said
            && if at < there {
                comma_between(clause, at, there)
            } else {
                is_told_behind(clause, at, behind, signs)
            };
        let noun = matches!(sense, Sense::Noun(..));
        let owned = clause.tokens.get(behind).is_some_and(|t| t.kind == TokenKind::Possessive);
        let answered = noun && there < at && !owned && is_answered(clause, at);
        if reported
            || answered
            || is_before_that(clause, at, there, signs)
            || date.describes && !is_of_noun(clause, at, there, behind)
        {
            continue;
        }
        let cost = if clause.tokens.get(behind).is_some_and(|t| t.kind == TokenKind::Possessive) {
            possessive_cost(clause, at, behind)
        } else if there < at && matches!(sense, Sense::Noun(..)) && belongs_to_event(clause, at) {
            continue;
        } else if date.tense == Tense::Future && is_put_off_to(clause, at, sense, there) {
            1
        } else {
            let told = if signs.contains(Signs::MODAL) { said_then(clause, at, there) } else { 0 };
            let apart = distance(clause, at, there);
            let opens = opens_sentence(clause, there, behind) && signs.contains(Signs::MAIN);
            (if opens { apart.min(OPENER) } else { apart })
                + crossed(clause, at, there)
                + joined(clause, at, there, behind)
                + told_about(clause, at, there)
                + told
        };
        if cost <= FARTHEST && best.is_none_or(|(c, _)| cost < c) {
            best = Some((cost, (offset + i) as u32));
        }
    }
    best.map(|(cost, index)| (cost.min(254) as u8, index))
}

/// Whether a word has the form of a past.
pub(super) fn is_past(clause: &Clause<'_>, at: usize) -> bool {
    let token = &clause.tokens[at];
    let listed = || token.event_sense(clause.prose).and_then(|w| w.verb).map(|(_, form, _)| form);
    token.is(WordClass::VERB_PAST)
        || token.is(WordClass::EVENT_VERB) && matches!(listed(), Some(VerbForm::Past | VerbForm::Participle))
        || !token.is(WordClass::EVENT_VERB) && !token.is_capitalised() && clause.text(at).ends_with("ed")
}

/// "next month's election": the date is that of the noun behind it, and hardly of anything else.
fn possessive_cost(clause: &Clause<'_>, at: usize, possessive: usize) -> usize {
    let owned = at > possessive && at - possessive <= 5 && {
        let between = &clause.tokens[possessive + 1..at];
        between.iter().all(|t| {
            let closed = t.is(WordClass::PREPOSITION | WordClass::CONJUNCTION);
            // "Saturday's 4-0 defeat"
            t.kind == TokenKind::Number || t.kind == TokenKind::Word && !closed
        })
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
pub(super) fn distance(clause: &Clause<'_>, a: usize, b: usize) -> usize {
    let (from, to) = (a.min(b), a.max(b));
    to - from + clause.sorts.count(Sort::ClauseBreak, from + 1..to) * CLAUSE
}

/// The offsets of the stretch of the sentence that is looked at.
pub(super) fn window(clause: &Clause<'_>, at: usize) -> (u32, u32) {
    let low = clause.first.max(at.saturating_sub(REACH));
    let high = (clause.end - 1).min(at + REACH);
    (clause.tokens[low].range.start, clause.tokens[high].range.end)
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

/// Where the clause of the noun at `at` goes on behind an aside: *the match, which was due on Friday, …*, *the match at Derby,
/// postponed on Friday, …*
pub(super) fn aside(clause: &Clause<'_>, at: usize) -> Option<(usize, usize)> {
    let comma = |i: &usize| clause.tokens[*i].is_punct(clause.prose, ',');
    let mut near = at + 1..clause.end.min(at + 5);
    if !clause.sorts.any(Sort::Comma, near.clone()) {
        return None;
    }
    let from = near.find(|i| clause.tokens[*i].kind != TokenKind::Word).filter(comma)? + 1;
    // "first set for", "originally due"
    let mut opener =
        (from..clause.end.min(from + 2)).take_while(|i| clause.tokens[*i].kind == TokenKind::Word);
    let opens = opener.any(|i| {
        let token = &clause.tokens[i];
        token.is(WordClass::RELATIVE | WordClass::AHEAD)
            || is_past(clause, i) && !token.is(WordClass::AUXILIARY)
    });
    let to = (from..clause.end.min(from + ASIDE)).find(comma).filter(|_| opens)?;
    let resumes = clause.tokens.get(to + 1)?;
    let verb = WordClass::AUXILIARY | WordClass::MODAL | WordClass::VERB_PAST;
    (to + 1 < clause.end && resumes.is(verb)).then_some((from, to))
}

/// Whether the noun at `at` only says what another event is about: *the vote on the deal*.
pub(super) fn belongs_to_event(clause: &Clause<'_>, at: usize) -> bool {
    let mut before = (clause.first..at).rev().take(4);
    let link = before.find(|i| clause.tokens[*i].is(WordClass::PREPOSITION));
    link.is_some_and(|i| {
        // "An appeal by Hill against her conviction"
        let against = clause.text(i) == "against";
        i > clause.first && (against || clause.tokens[i - 1].is(WordClass::EVENT_NOUN))
    })
}

pub(super) fn comma_between(clause: &Clause<'_>, a: usize, b: usize) -> bool {
    clause.sorts.any(Sort::Comma, a.min(b)..a.max(b))
}
