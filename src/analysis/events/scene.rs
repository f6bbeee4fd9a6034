//! Who, where and when: what the clause round an event says about it.

use super::counting::{Counted, counted};
use super::naming;
use super::reading::Clause;
use super::signs::{self, Signs};
use super::sorts::Sort;
use super::{EventMention, EventStatus, Page, Sense};
use crate::analysis::dates::Tense;
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

/// How far off a day counts that opens the sentence, for its main verb.
const OPENER: usize = 6;

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

/// At most so many words describe a noun with the year before them.
const NOUN: usize = 5;

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
    let finite = matches!(sense, Sense::Verb(..)) && !signs.intersects(Signs::INFINITIVE | Signs::ING);
    let counted = counted(page, clause, at, finite);
    let dated = signs.contains(Signs::DATED).then(|| date(page, clause, at, sense, signs)).flatten();
    // The base is dated by what stands behind the length: "a day after Saturday's defeat".
    let own = |cost: u8, d: u32| match counted {
        Counted::Base(link) => cost <= 4 && page.dates[d as usize].range.start > link,
        _ => true,
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
        place: place_in_name(page, clause, at, name).or_else(|| place(page, clause, at)),
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
        let reported = date.said && at < there && comma_between(clause, at, there);
        if reported
            || is_before_that(clause, at, there, signs)
            || date.describes && !is_of_noun(clause, at, behind)
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

/// "On May 4 the club, …, sold him": a day that opens the sentence is that of its main verb, however far off.
fn opens_sentence(clause: &Clause<'_>, there: usize, behind: usize) -> bool {
    let preposition = there == clause.first + 1 && clause.tokens[clause.first].is(WordClass::PREPOSITION);
    let closed = WordClass::RELATIVE | WordClass::SUBORDINATOR | WordClass::CONJUNCTION;
    (there == clause.first || preposition)
        && clause.tokens[..clause.end].get(behind).is_some_and(|next| !next.is(closed))
}

/// "A meeting due on Tuesday was pushed back to May 2": that is the day of the noun, not Tuesday.
fn is_put_off_to(clause: &Clause<'_>, at: usize, sense: Sense, there: usize) -> bool {
    matches!(sense, Sense::Noun(..))
        && clause.sorts.any(Sort::PutsOff, (at + 1).max(there.saturating_sub(4))..there)
        && !comma_between(clause, at, there)
        && !belongs_to_event(clause, at)
}

/// What *about* between a day and an event behind it costs: "an article on Thursday about a fall in shares".
fn told_about(clause: &Clause<'_>, at: usize, there: usize) -> usize {
    let about = there < at && (there + 1..at).any(|i| clause.text(i) == "about");
    if about { CLAUSE + REACH } else { 0 }
}

/// What a verb of saying right before a day costs: "said on Monday it would close" closes nothing on Monday.
fn said_then(clause: &Clause<'_>, at: usize, there: usize) -> usize {
    let mut before = clause.tokens[clause.first..there].iter().rev();
    let word = before.find(|t| !t.is(WordClass::PREPOSITION));
    if there < at && word.is_some_and(|t| t.is(WordClass::CUE)) { SAID } else { 0 }
}

/// "On Tuesday he spoke to a party that had adopted a platform": what had been is not of the day of another clause.
fn is_before_that(clause: &Clause<'_>, at: usize, there: usize, signs: Signs) -> bool {
    let had = || (at.saturating_sub(4).max(clause.first)..at).any(|i| clause.text(i) == "had");
    let (from, to) = (at.min(there), at.max(there));
    signs.contains(Signs::PERFECT) && clause.sorts.any(Sort::ClauseBreak, from + 1..to) && had()
}

/// "In the 2016 defense bill, Congress gave money", "loans to his 2012 campaign": a year that only describes a noun dates
/// nothing but that noun.
fn is_of_noun(clause: &Clause<'_>, at: usize, behind: usize) -> bool {
    let closed = WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::RELATIVE;
    let within = |i: usize| clause.tokens[i].kind == TokenKind::Word && !clause.tokens[i].is(closed);
    at >= behind && at < behind + NOUN && (behind..at).all(within)
}

/// "The deadliest quake since 1999": nothing told before *since* was on that day.
fn is_since(clause: &Clause<'_>, at: usize, there: usize) -> bool {
    at < there && clause.text(there - 1) == "since"
}

/// What an *and* behind a date costs: "it shut in 2019 and was sold a year later". The day belongs to the verb before it.
fn joined(clause: &Clause<'_>, at: usize, there: usize, behind: usize) -> usize {
    let conjunction = clause.tokens.get(behind).is_some_and(|t| t.is(WordClass::CONJUNCTION));
    if at <= behind || !conjunction {
        return 0;
    }
    let low = clause.first.max(there.saturating_sub(REACH));
    let told = |i: usize| is_past(clause, i) || clause.tokens[i].is(WordClass::MODAL);
    if (low..there).any(told) { CLAUSE } else { 0 }
}

/// Whether a word has the form of a past.
fn is_past(clause: &Clause<'_>, at: usize) -> bool {
    let token = &clause.tokens[at];
    let listed = || token.event_sense(clause.prose).and_then(|w| w.verb).map(|(_, form, _)| form);
    token.is(WordClass::VERB_PAST)
        || token.is(WordClass::EVENT_VERB) && matches!(listed(), Some(VerbForm::Past | VerbForm::Participle))
        || !token.is(WordClass::EVENT_VERB) && !token.is_capitalised() && clause.text(at).ends_with("ed")
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

/// "The president, who called the verdicts stunning, will speak tonight": the day behind an aside says nothing of it.
fn is_aside(clause: &Clause<'_>, at: usize, there: usize) -> bool {
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
fn distance(clause: &Clause<'_>, a: usize, b: usize) -> usize {
    let (from, to) = (a.min(b), a.max(b));
    to - from + clause.sorts.count(Sort::ClauseBreak, from + 1..to) * CLAUSE
}

/// The offsets of the stretch of the sentence that is looked at.
pub(super) fn window(clause: &Clause<'_>, at: usize) -> (u32, u32) {
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
                && !matches!(
                    clause.text(i),
                    "of" | "with" | "from" | "between" | "by" | "for" | "over" | "about"
                )
        });
        if !located {
            continue;
        }
        let cost =
            distance(clause, at, there) + if there < at { CLAUSE } else { next_verb(clause, at, there) };
        if cost <= NEAR_PLACE && best.is_none_or(|(c, _)| cost < c) {
            best = Some((cost, index as u32));
        }
    }
    best.map(|(_, index)| index)
}

/// The place in the name of what is held there: "the Ohio primary", "Delaware's Democratic primary".
fn place_in_name(page: &Page<'_>, clause: &Clause<'_>, at: usize, name: ByteRange) -> Option<u32> {
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
            signs.intersects(Signs::MODAL | Signs::INFINITIVE) || ahead && form == VerbForm::Third
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

/// Where the clause of the noun at `at` goes on behind an aside: *the match, which was due on Friday, …*, *the match at Derby,
/// postponed on Friday, …*
fn aside(clause: &Clause<'_>, at: usize) -> Option<(usize, usize)> {
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
fn belongs_to_event(clause: &Clause<'_>, at: usize) -> bool {
    let mut before = (clause.first..at).rev().take(4);
    let link = before.find(|i| clause.tokens[*i].is(WordClass::PREPOSITION));
    link.is_some_and(|i| {
        // "An appeal by Hill against her conviction"
        let against = clause.text(i) == "against";
        i > clause.first && (against || clause.tokens[i - 1].is(WordClass::EVENT_NOUN))
    })
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
