//! Events of the whole story: the mentions of one event joined, dated and put into an outline.

use super::signs::Signs;
use super::{EventMention, EventStatus, Sense, weights};
use crate::analysis::Confidence;
use crate::analysis::article::{Blocks, Date, Event, Furniture, Place};
use crate::analysis::dates::Tense;
use crate::analysis::entities::{Entity, EntityIndex};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// From here on a date is so far off in its sentence that it may be that of something else.
const LOOSE: u8 = 12;

/// By so much a later mention's date must be nearer to be taken instead of an earlier one.
const NEARER: u16 = 6;

/// So many paragraphs at the top tell what the story is about.
const TOP: usize = 5;

/// What the fold knows already when events are joined.
pub struct Context<'a> {
    /// The dates of the story.
    pub dates: &'a [Arc<Date>],
    /// The entities of the story.
    pub entities: &'a [Arc<Entity>],
    /// `entity_of[block][mention]`
    pub entity_of: &'a [Arc<[Option<EntityIndex>]>],
    /// Headline and dateline.
    pub furniture: &'a Furniture,
    /// The day of publication, `YYYY-MM-DD`.
    pub anchor: Option<&'a str>,
}

/// Every event mention with all its signs, in order of the text: what the weights are fitted on.
pub fn signs_of(blocks: &Blocks<'_>, context: &Context<'_>) -> Vec<(Place, Signs)> {
    let mut story = Story::new(context);
    story.read(blocks);
    story.signs
}

/// Joins the mentions of all blocks into the events of the story, in order of first mention.
pub fn join(blocks: &Blocks<'_>, context: &Context<'_>) -> Vec<Event> {
    let mut story = Story::new(context);
    story.read(blocks);
    story.date_from_story(blocks);
    story.name_keys();
    story.events
}

/// The sign for where in the story a block stands.
fn position(headline: bool, paragraph: usize) -> Signs {
    match (headline, paragraph) {
        (true, _) => Signs::HEADLINE,
        (_, 0) => Signs::LEDE,
        (_, 1 | 2) => Signs::EARLY,
        _ => Signs::empty(),
    }
}

/// Where a mention stands.
struct Here<'a> {
    blocks: &'a Blocks<'a>,
    block: usize,
    /// Index in the article of the block's first date.
    first_date: usize,
    place: Signs,
}

impl Here<'_> {
    /// The one date of the paragraph, for an event in a sentence without one: "They won the cup. The final on Friday …".
    fn only_date(&self, mention: &EventMention) -> Option<u32> {
        let elsewhere = Signs::DATED | Signs::RECENT | Signs::QUOTED | Signs::MODAL | Signs::INFINITIVE;
        if mention.signs.intersects(elsewhere) {
            return None;
        }
        let dates = &self.blocks[self.block].summary.dates;
        // A paragraph with many dates has no only one; not searching it keeps the fold linear.
        if dates.len() > 8 {
            return None;
        }
        let mut days = dates.iter().enumerate().filter(|(_, d)| d.is_calendar()).take(2);
        match (days.next(), days.next()) {
            (Some((index, date)), None) if date.tense != Tense::Future => Some(index as u32),
            _ => None,
        }
    }

    fn prose(&self) -> &str {
        self.blocks[self.block].prose()
    }
}

struct Story<'a> {
    context: &'a Context<'a>,
    events: Vec<Event>,
    /// The last event of each lemma.
    latest: FxHashMap<&'static str, usize>,
    keys: FxHashSet<String>,
    /// How many keys each slug has had; without it a word told a thousand times would be counted up from two each time.
    numbers: FxHashMap<String, u32>,
    /// The signs of every mention.
    signs: Vec<(Place, Signs)>,
    /// The events that the headline names.
    headline: FxHashSet<&'static str>,
    /// The day a year before publication.
    old: Option<String>,
}

impl<'a> Story<'a> {
    fn new(context: &'a Context<'a>) -> Self {
        Self {
            context,
            events: Vec::new(),
            latest: FxHashMap::default(),
            keys: FxHashSet::default(),
            numbers: FxHashMap::default(),
            signs: Vec::new(),
            headline: FxHashSet::default(),
            old: context.anchor.and_then(year_before),
        }
    }

    /// Reads all blocks from first to last.
    fn read(&mut self, blocks: &Blocks<'_>) {
        let headline = self.context.furniture.headline.map(|p| p.block as usize);
        let title = headline.or_else(|| blocks.iter().position(|b| !b.summary.sentences.is_empty()));
        if let Some(block) = title.and_then(|h| blocks.get(h)).filter(|b| !b.summary.form.stopped) {
            self.headline.extend(block.summary.events.iter().map(|m| m.lemma).filter(|l| !l.is_empty()));
        }
        let (mut first_date, mut paragraph) = (0, 0);
        for (at, block) in blocks.iter().enumerate() {
            // A title or a date on a line of its own has no full stop.
            let line = block.block.kind != crate::syntax::BlockKind::Paragraph || !block.summary.form.stopped;
            let apart = headline == Some(at) || line;
            let here = Here { blocks, block: at, first_date, place: position(apart, paragraph) };
            for mention in &block.summary.events {
                self.add(&here, mention);
            }
            first_date += block.summary.dates.len();
            paragraph += usize::from(!apart && !block.summary.sentences.is_empty());
        }
    }

    fn add(&mut self, here: &Here<'_>, mention: &EventMention) {
        let date = mention.date.or_else(|| here.only_date(mention)).map(|d| here.first_date as u32 + d);
        let known = self.latest.get(mention.lemma).copied().filter(|_| !mention.lemma.is_empty());
        let known = known.filter(|e| self.is_same(&self.events[*e], here, mention, date));
        let mut signs = mention.signs | here.place;
        signs.set(Signs::REPEATED, known.is_some());
        signs
            .set(Signs::ECHO, !here.place.contains(Signs::HEADLINE) && self.headline.contains(mention.lemma));
        signs.set(Signs::INHERITED, date.is_some() && mention.date.is_none());
        signs |= self.distance(date);
        self.signs.push((Place { block: here.block as u32, range: mention.head }, signs));
        let score = weights::score(signs);
        match known {
            Some(event) => self.extend(event, here, mention, date, score),
            None => self.begin(here, mention, date, score),
        }
    }

    /// What the date of a mention says against the day of publication.
    fn distance(&self, date: Option<u32>) -> Signs {
        let when = date.and_then(|d| self.context.dates[d as usize].edtf.as_deref());
        let (Some(when), Some(anchor)) = (when, self.context.anchor) else { return Signs::empty() };
        let mut signs = Signs::empty();
        let day = when.get(..10).unwrap_or(when);
        signs.set(Signs::DATE_COARSE, day.len() < 10 || when.contains('/'));
        signs.set(Signs::DATE_OLD, self.old.as_deref().is_some_and(|old| day < old));
        signs.set(Signs::DATE_AHEAD, day > anchor);
        signs
    }

    /// Whether a mention tells of an event told before: the same word, no other date, and for a verb the same thing.
    fn is_same(&self, event: &Event, here: &Here<'_>, mention: &EventMention, date: Option<u32>) -> bool {
        let when = date.and_then(|d| when_of(&self.context.dates[d as usize]));
        let dates_agree = match (event.when.as_deref(), when) {
            // A date far off in the sentence may be that of something else.
            (Some(a), Some(b)) => a.starts_with(b) || b.starts_with(a) || event.far.max(mention.far) >= LOOSE,
            _ => true,
        };
        let definite = mention.signs.contains(Signs::DEFINITE) || date.is_some() || event.outline;
        dates_agree
            && match mention.sense {
                Sense::Noun(..) => definite,
                Sense::Verb(..) => is_named(event, here, mention),
            }
    }

    fn begin(&mut self, here: &Here<'_>, mention: &EventMention, date: Option<u32>, score: i32) {
        let name = name(here, mention);
        let index = self.events.len();
        let mut event = Event {
            key: String::new(),
            name,
            mentions: Vec::new(),
            when: None,
            date: None,
            far: u8::MAX,
            location: None,
            participants: Vec::new(),
            status: mention.status,
            outline: false,
            confidence: Confidence::Low,
            why: String::new(),
        };
        self.fill(&mut event, here, mention, date, score);
        self.events.push(event);
        self.latest.insert(mention.lemma, index);
    }

    fn extend(
        &mut self,
        index: usize,
        here: &Here<'_>,
        mention: &EventMention,
        date: Option<u32>,
        score: i32,
    ) {
        let mut event = std::mem::replace(&mut self.events[index], placeholder());
        self.fill(&mut event, here, mention, date, score);
        self.events[index] = event;
    }

    /// Takes over what a mention says.
    fn fill(
        &self,
        event: &mut Event,
        here: &Here<'_>,
        mention: &EventMention,
        date: Option<u32>,
        score: i32,
    ) {
        event.mentions.push(Place { block: here.block as u32, range: mention.head });
        if let Some(date) = date
            && (event.date.is_none() || u16::from(mention.far) + NEARER < u16::from(event.far))
        {
            event.date = Some(date);
            event.far = mention.far;
            event.when = when_of(&self.context.dates[date as usize]).map(str::to_owned);
        }
        let mentions = &here.blocks[here.block].summary.mentions;
        if event.location.is_none()
            && let Some(place) = mention.place
        {
            event.location = Some(mentions[place as usize].range.of(here.prose()).to_owned());
        }
        if score > 0 {
            event.outline = true;
            // Without a date of its own it is a guess that an editor would list it.
            let confidence = if date.is_some() { Confidence::Medium } else { Confidence::Low };
            event.confidence = event.confidence.max(confidence);
        }
        // Only listed events are shown with their cast.
        if event.outline {
            for participant in &mention.participants {
                self.cast(event, here, *participant);
            }
            event.why = why(event, self.context.dates);
        }
        if event.status == EventStatus::Held && self.lies_ahead(event) {
            event.status = EventStatus::Planned;
        }
    }

    fn cast(&self, event: &mut Event, here: &Here<'_>, participant: u32) {
        let of = self
            .context
            .entity_of
            .get(here.block)
            .and_then(|m| m.get(participant as usize))
            .copied()
            .flatten();
        let mention = &here.blocks[here.block].summary.mentions[participant as usize];
        let name = of
            .and_then(|e| self.context.entities.get(e as usize))
            .map_or_else(|| mention.range.of(here.prose()), |e| e.name.as_str());
        if event.participants.len() < 12 && !event.participants.iter().any(|p| p == name) {
            event.participants.push(name.to_owned());
        }
    }

    /// Whether the event is dated behind the day of publication.
    fn lies_ahead(&self, event: &Event) -> bool {
        match (event.when.as_deref(), self.context.anchor) {
            (Some(when), Some(anchor)) => {
                let len = when.find('/').unwrap_or(when.len()).min(10).min(anchor.len());
                when.is_char_boundary(len) && when[..len] > anchor[..len]
            }
            _ => false,
        }
    }

    /// Dates what the top of the story tells without a date by the day that the story is about.
    fn date_from_story(&mut self, blocks: &Blocks<'_>) {
        let Some((date, top)) = self.story_day(blocks) else { return };
        let undated = |e: &&mut Event| e.outline && e.date.is_none() && e.status == EventStatus::Held;
        for event in self.events.iter_mut().filter(undated) {
            if event.mentions[0].block <= top {
                event.date = Some(date);
                event.when = when_of(&self.context.dates[date as usize]).map(str::to_owned);
                event.why = "no date stands in its sentence: the story is about this day".to_owned();
            }
        }
    }

    /// The first day within a week before publication that the first paragraphs name, and the last of these blocks.
    fn story_day(&self, blocks: &Blocks<'_>) -> Option<(u32, u32)> {
        let anchor = crate::analysis::dates::day_of(self.context.anchor?)?;
        let paragraph = |b: &usize| blocks[*b].block.kind == crate::syntax::BlockKind::Paragraph;
        let top = (0..blocks.len()).filter(paragraph).take(TOP).last()? as u32;
        let dates = self.context.dates.iter().enumerate().take_while(|(_, d)| d.place.block <= top);
        let mut recent = dates.filter(|(_, d)| {
            let day = d.edtf.as_deref().filter(|e| !e.contains('/')).and_then(crate::analysis::dates::day_of);
            day.and_then(|day| day.until(anchor).ok()).is_some_and(|span| (0..7).contains(&span.get_days()))
        });
        recent.next().map(|(i, _)| (i as u32, top))
    }

    /// Gives the listed events their keys; nobody asks for those of the many others.
    fn name_keys(&mut self) {
        let mut events = std::mem::take(&mut self.events);
        for event in events.iter_mut().filter(|e| e.outline) {
            event.key = self.key(&event.name);
        }
        self.events = events;
    }

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
        while !self.keys.insert(key.clone()) {
            *number += 1;
            key = format!("{slug}-{number}");
        }
        key
    }
}

/// The stretch that a date stands for, with its other end where it has one.
fn when_of(date: &Date) -> Option<&str> {
    date.span.as_deref().or(date.edtf.as_deref())
}

/// The same day a year before `2017-05-10`.
fn year_before(anchor: &str) -> Option<String> {
    let year: i16 = anchor.get(..4)?.parse().ok()?;
    Some(format!("{:04}{}", year - 1, anchor.get(4..)?))
}

fn placeholder() -> Event {
    Event {
        key: String::new(),
        name: String::new(),
        mentions: Vec::new(),
        when: None,
        date: None,
        far: u8::MAX,
        location: None,
        participants: Vec::new(),
        status: EventStatus::Held,
        outline: false,
        confidence: Confidence::Low,
        why: String::new(),
    }
}

/// What the outline shows: the noun with its modifiers, or what a verb happens to and the verb.
fn name(here: &Here<'_>, mention: &EventMention) -> String {
    let words = mention.name.of(here.prose());
    if mention.about.is_empty() {
        return words.to_owned();
    }
    format!("{} {words}", mention.about.of(here.prose()))
}

/// Whether [`name`] would give the event's name.
fn is_named(event: &Event, here: &Here<'_>, mention: &EventMention) -> bool {
    let words = mention.name.of(here.prose());
    if mention.about.is_empty() {
        return event.name == words;
    }
    let about = mention.about.of(here.prose());
    let rest = event.name.strip_prefix(about).and_then(|r| r.strip_prefix(' '));
    rest == Some(words)
}

fn why(event: &Event, dates: &[Arc<Date>]) -> String {
    match event.date.map(|d| &dates[d as usize]) {
        Some(date) if date.value.is_some() => "its sentence names a date".to_owned(),
        Some(_) => "its sentence names a date that needs a publication date".to_owned(),
        None => "the words name an event; no date stands in its sentence".to_owned(),
    }
}
