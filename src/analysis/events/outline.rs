//! The listed events written out: name, date, place, participants, and why they are listed.

use super::join::{Context, Draft, Part, when_of};
use super::signs::Signs;
use super::{EventMention, EventStatus, Sense, weights};
use crate::analysis::Confidence;
use crate::analysis::article::{BlockRef, Blocks, Date, Event, Place};
use crate::analysis::dates;
use crate::knowledge::WordClass;
use crate::knowledge::eventwords::{NounKind, VerbForm};
use crate::text::ByteRange;
use rustc_hash::{FxHashMap, FxHashSet};

/// At most so many participants are named.
const CAST: usize = 12;

/// The listed drafts as events, in order of first mention.
pub(super) fn written(
    blocks: &Blocks<'_>,
    context: &Context<'_>,
    drafts: &[Draft],
    parts: &[Part],
) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut index_of: FxHashMap<u32, usize> = FxHashMap::default();
    let mut keys = Keys::default();
    for part in parts {
        let draft = &drafts[part.draft as usize];
        if !draft.listed {
            continue;
        }
        let (block, named) = draft.named;
        let name = Part { block, mention: named, ..*part };
        let at = *index_of.entry(part.draft).or_insert_with(|| {
            events.push(begun(blocks, context, drafts, &name, &mut keys));
            events.len() - 1
        });
        let mention = &blocks[part.block as usize].events()[part.mention as usize];
        add(&mut events[at], blocks, context, part, mention);
    }
    events
}

/// An event with what its draft knows, named by the mention `part`.
fn begun(
    blocks: &Blocks<'_>,
    context: &Context<'_>,
    drafts: &[Draft],
    part: &Part,
    keys: &mut Keys,
) -> Event {
    let draft = &drafts[part.draft as usize];
    let block = blocks[part.block as usize];
    let mention = &block.events()[part.mention as usize];
    // "The strike ballot": the strike is only part of the name.
    let whole = mention.tells_of.filter(|_| matches!(mention.sense, Sense::Noun(..)));
    let mention = whole.map_or(mention, |whole| &block.events()[whole as usize]);
    let mut name = name(block, mention);
    if let Some(verb) = verb_of(block, part.mention as usize, mention) {
        name = format!("{name} {}", verb.name.of(block.prose()));
    }
    let date = draft.date.map(|d| &*context.dates[d as usize]);
    let counted = if date.is_none() { reckoned(blocks, context, drafts, draft) } else { None };
    let when = date.and_then(when_of).or(counted.as_deref());
    let ahead = draft.status == EventStatus::Held && lies_ahead(when, context.anchor);
    // "The 2012 attacks must be studied": what is to be is not what was.
    let noun = matches!(mention.sense, Sense::Noun(..) | Sense::Verb(_, VerbForm::Third));
    let past = noun && draft.status == EventStatus::Planned && lies_behind(when, context.anchor);
    let other = draft.torn.and_then(|d| when_of(&context.dates[d as usize]));
    let other = other.filter(|o| when.is_some_and(|w| !w.starts_with(o) && !o.starts_with(w)));
    Event {
        key: keys.key(&name),
        name,
        mentions: Vec::new(),
        when: when.map(str::to_owned),
        date: draft.date,
        conflict: other.map(str::to_owned),
        location: None,
        participants: Vec::new(),
        status: match draft.status {
            _ if ahead => EventStatus::Planned,
            _ if past => EventStatus::Held,
            status => status,
        },
        outline: true,
        confidence: if draft.sure { Confidence::Medium } else { Confidence::Low },
        why: if counted.is_some() { COUNTED } else { why(date, draft.borrowed) }.to_owned(),
    }
}

/// The day of an event that is counted from another whose day is known: *two days after the vote*.
fn reckoned(blocks: &Blocks<'_>, context: &Context<'_>, drafts: &[Draft], draft: &Draft) -> Option<String> {
    let counting = draft.counts?;
    let date = drafts[counting.base as usize].date?;
    let day = context.dates[date as usize].edtf.as_deref().filter(|day| !day.contains('/'))?;
    let length = &blocks[counting.block as usize].summary.dates[counting.count.length as usize];
    dates::counted_from(dates::day_of(day)?, length.shape, counting.count.after)
}

/// What one more mention adds.
fn add(event: &mut Event, blocks: &Blocks<'_>, context: &Context<'_>, part: &Part, mention: &EventMention) {
    let block = &blocks[part.block as usize];
    event.mentions.push(Place { block: part.block, range: mention.head });
    let mentions = &block.summary.mentions;
    if event.location.is_none()
        && let Some(place) = mention.place
    {
        event.location = Some(mentions[place as usize].range.of(block.prose()).to_owned());
    }
    for participant in &mention.participants {
        if event.participants.len() == CAST {
            break;
        }
        let of = context.entity_of.get(part.block as usize).and_then(|m| m.get(*participant as usize));
        let entity = of.copied().flatten().and_then(|e| context.entities.get(e as usize));
        let name = entity
            .map_or_else(|| mentions[*participant as usize].range.of(block.prose()), |e| e.name.as_str());
        if !event.participants.iter().any(|p| p == name) {
            event.participants.push(name.to_owned());
        }
    }
}

const COUNTED: &str = "its sentence counts from an event that has a date";

/// Whether the event is dated behind the day of publication.
pub(super) fn lies_ahead(when: Option<&str>, anchor: Option<&str>) -> bool {
    let (Some(when), Some(anchor)) = (when, anchor) else { return false };
    let from = when.split('/').next().unwrap_or_default();
    match season_of(from) {
        Some((year, months)) => (year, months.0) > (&anchor[..4], &anchor[5..7]),
        None => {
            let len = from.len().min(10).min(anchor.len());
            from.is_char_boundary(len) && from[..len] > anchor[..len]
        }
    }
}

/// Whether the event is dated before the day of publication.
pub(super) fn lies_behind(when: Option<&str>, anchor: Option<&str>) -> bool {
    let (Some(when), Some(anchor)) = (when, anchor) else { return false };
    if let Some((year, months)) = season_of(when) {
        return (year, months.1) < (&anchor[..4], &anchor[5..7]);
    }
    let len = when.len().min(10).min(anchor.len());
    !when.contains('/') && when.is_char_boundary(len) && when[..len] < anchor[..len]
}

/// The year of a season in EDTF, `2016-22`, and its first and last month. Winter lies in two years.
fn season_of(when: &str) -> Option<(&str, (&str, &str))> {
    let months = match when.get(5..).filter(|_| when.len() == 7)? {
        "21" => ("03", "05"),
        "22" => ("06", "08"),
        "23" => ("09", "11"),
        "24" => ("12", "12"),
        _ => return None,
    };
    Some((&when[..4], months))
}

/// What the outline shows: the noun with its modifiers, or what a verb happens to and the verb.
fn name(block: BlockRef<'_>, mention: &EventMention) -> String {
    let prose = block.prose();
    let words = mention.name.of(prose);
    if mention.about.is_empty() {
        return if is_capital_of_sentence(block, mention) { words.to_lowercase() } else { words.to_owned() };
    }
    let about = whole_name(block, mention.about);
    // A headline in capitals can be one name with its verb.
    if about.overlaps(mention.name) {
        let end = about.end.max(mention.name.end);
        return ByteRange { start: about.start.min(mention.name.start), end }.of(prose).to_owned();
    }
    // "Trial opened", but "to open the trial", "opening the trial": the words stay in their order.
    let form = matches!(mention.sense, Sense::Verb(_, VerbForm::Base | VerbForm::Ing));
    let unfinished = form && !mention.signs.contains(Signs::PAST);
    if unfinished && about.start > mention.head.start {
        return format!("{words} {}", about.of(prose));
    }
    format!("{} {words}", about.of(prose))
}

/// The whole name that a word is part of: *Polar Institute*, not *Institute*.
fn whole_name(block: BlockRef<'_>, word: ByteRange) -> ByteRange {
    let mentions = &block.summary.mentions;
    let behind = mentions.partition_point(|m| m.range.start <= word.start);
    let last = behind.checked_sub(1).map(|last| &mentions[last]);
    last.filter(|m| m.is_name() && m.range.covers(word)).map_or(word, |m| m.range)
}

/// The verb whose subject a noun is, where the noun alone would not tell what happened: *probe landed*, *deal collapsed*.
fn verb_of<'a>(block: BlockRef<'a>, index: usize, noun: &EventMention) -> Option<&'a EventMention> {
    let plain = matches!(noun.sense, Sense::Noun(kind, _) if kind != NounKind::Listed);
    let next = block.events().get(index + 1).filter(|_| plain)?;
    (next.tells_of == Some(index as u32) && !weights::is_never_listed(next.signs)).then_some(next)
}

/// Whether the name has its one capital only because it begins a sentence: *Talks*, *Press conference*, but not *Geneva talks*.
fn is_capital_of_sentence(block: BlockRef<'_>, mention: &EventMention) -> bool {
    let summary = block.summary;
    let sentence = summary.sentences.get(mention.sentence as usize);
    let first = sentence.and_then(|s| summary.tokens.get(s.first as usize));
    let words = mention.name.of(block.prose());
    first.is_some_and(|t| {
        t.range.start == mention.name.start && t.is(WordClass::EVENT_NOUN | WordClass::COMMON)
    }) && words.chars().filter(|c| c.is_uppercase()).count() == 1
        && {
            let mentions = &summary.mentions;
            let behind = mentions.partition_point(|m| m.range.start < mention.name.end);
            !behind.checked_sub(1).is_some_and(|last| mentions[last].range.overlaps(mention.name))
        }
}

fn why(date: Option<&Date>, borrowed: bool) -> &'static str {
    match date {
        _ if borrowed => "no date stands in its sentence: the story is about this day",
        Some(date) if date.value.is_some() => "its sentence names a date",
        Some(date) if date.needs_anchor => "its sentence names a date that needs a publication date",
        Some(_) => "its sentence names a day that stays open",
        None => "the words name an event; no date stands in its sentence",
    }
}

/// Keys that stay the same while the story is edited elsewhere.
#[derive(Default)]
struct Keys {
    taken: FxHashSet<String>,
    /// How many keys each slug has had; without it a word told a thousand times would be counted up from two each time.
    numbers: FxHashMap<String, u32>,
}

impl Keys {
    /// A key from the words of the event; a second one of the same name is numbered.
    fn key(&mut self, name: &str) -> String {
        let mut slug = String::with_capacity(name.len());
        for c in name.chars() {
            if c.is_alphanumeric() {
                slug.extend(c.to_lowercase());
            } else if !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let number = self.numbers.entry(slug.clone()).or_insert(0);
        *number += 1;
        let mut key = if *number == 1 { slug.clone() } else { format!("{slug}-{number}") };
        // Another slug may end in a number of its own.
        while !self.taken.insert(key.clone()) {
            *number += 1;
            key = format!("{slug}-{number}");
        }
        key
    }
}
