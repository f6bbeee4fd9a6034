//! Events of the whole story: the mentions of one event joined, dated and put into an outline.
//!
//! Most mentions are of nothing that an outline lists. While the story is read every event is therefore a small
//! [`Draft`] of numbers; names, places and participants are written out for the listed ones at the end.

use super::here::{Here, Marks};
use super::outline;
use super::signs::Signs;
use super::{Count, EventMention, EventStatus, Sense, weights};
use crate::analysis::article::{Blocks, Date, Event, Furniture, Place};
use crate::analysis::entities::{Entity, EntityIndex};
use crate::knowledge::eventwords::one_for_all;
use crate::syntax::BlockKind;
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

/// Every event mention with all its signs and the number of its event, in order of the text: what the weights are
/// fitted on.
pub fn signs_of(blocks: &Blocks<'_>, context: &Context<'_>) -> Vec<(Place, Signs, u32)> {
    let mut story = Story::new(blocks, context);
    let mut signs = Vec::new();
    story.read(|place, of, event| signs.push((place, of, event)));
    signs
}

/// Joins the mentions of all blocks into the events that an outline lists, in order of first mention.
#[inline(never)]
pub fn join(blocks: &Blocks<'_>, context: &Context<'_>) -> Vec<Arc<Event>> {
    let mut story = Story::new(blocks, context);
    story.read(|_, _, _| {});
    story.date_from_story();
    outline::written(blocks, context, &story.drafts, &story.mentions).into_iter().map(Arc::new).collect()
}

/// An event while the story is read.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    /// Block of the first mention.
    block: u32,
    /// Index in that block of the first mention.
    pub(super) first: u32,
    /// Block and index of the mention that names it: the first one, where that is not the headline's.
    pub(super) named: (u32, u32),
    /// Whether no more than the headline has told of it.
    headed: bool,
    /// The place of the first mention.
    place: Option<EntityIndex>,
    /// Index of the date in the story.
    pub(super) date: Option<u32>,
    /// How far off that date is.
    pub(super) far: u8,
    /// Held, planned …
    pub(super) status: EventStatus,
    /// Whether the outline lists it.
    pub(super) listed: bool,
    /// Whether a listed mention has a date of its own.
    pub(super) sure: bool,
    /// Whether its date is that of the story, for want of one nearby.
    pub(super) borrowed: bool,
    /// A date that another mention gives.
    pub(super) torn: Option<u32>,
    /// The length that dates it from another event.
    pub(super) counts: Option<Counting>,
}

/// A length and the event that it is counted from.
#[derive(Clone, Copy)]
pub(super) struct Counting {
    /// The block of the length.
    pub(super) block: u32,
    /// What the block says of it.
    pub(super) count: Count,
    /// Index of the draft that is counted from.
    pub(super) base: u32,
}

/// One mention, as the drafts know it.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// Index of its draft.
    pub(super) draft: u32,
    /// Its block.
    pub(super) block: u32,
    /// Its index in the block.
    pub(super) mention: u32,
}

/// The stretch that a date stands for, with its other end where it has one.
pub(super) fn when_of(date: &Date) -> Option<&str> {
    date.span.as_deref().or(date.edtf.as_deref())
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

/// The word that an event is known by over the story.
fn told_by(mention: &EventMention) -> &'static str {
    one_for_all(mention.lemma)
}

struct Story<'a> {
    blocks: &'a Blocks<'a>,
    context: &'a Context<'a>,
    drafts: Vec<Draft>,
    mentions: Vec<Part>,
    /// The drafts of the mentions of the block that is read, as far as they have one.
    here: Vec<Option<u32>>,
    /// The last event of each lemma.
    latest: FxHashMap<&'static str, u32>,
    /// The events that the headline names.
    headline: FxHashSet<&'static str>,
    /// The day a year before publication.
    old: Option<String>,
}

impl<'a> Story<'a> {
    fn new(blocks: &'a Blocks<'a>, context: &'a Context<'a>) -> Self {
        Self {
            blocks,
            context,
            drafts: Vec::new(),
            mentions: Vec::new(),
            here: Vec::new(),
            latest: FxHashMap::default(),
            headline: FxHashSet::default(),
            old: context.anchor.and_then(year_before),
        }
    }

    /// Reads all blocks from first to last.
    fn read(&mut self, mut seen: impl FnMut(Place, Signs, u32)) {
        let blocks = self.blocks;
        let headline = self.context.furniture.headline.map(|p| p.block as usize);
        let title = headline.or_else(|| blocks.iter().position(|b| !b.summary.sentences.is_empty()));
        if let Some(block) = title.and_then(|h| blocks.get(h)).filter(|b| !b.summary.form.stopped) {
            self.headline.extend(block.events().iter().map(told_by).filter(|l| !l.is_empty()));
        }
        let (mut first_date, mut paragraph) = (0, 0);
        for (at, block) in blocks.iter().enumerate() {
            // A title or a date on a line of its own has no full stop.
            let line = block.block.kind != BlockKind::Paragraph || !block.summary.form.stopped;
            let apart = headline == Some(at) || line;
            let marks = Marks::of(*block);
            let here = Here {
                blocks,
                block: at,
                first_date,
                place: position(apart, paragraph),
                marks,
                lent: Here::lent(*block),
            };
            self.here.clear();
            self.here.resize(block.events().len(), None);
            for (index, mention) in block.events().iter().enumerate() {
                let (signs, event) = self.add(&here, index as u32, mention);
                seen(Place { block: at as u32, range: mention.head }, signs, event);
            }
            self.count(&here);
            first_date += block.summary.dates.len();
            paragraph += usize::from(!apart && !block.summary.sentences.is_empty());
        }
    }

    fn add(&mut self, here: &Here<'_>, index: u32, mention: &EventMention) -> (Signs, u32) {
        let marked = here.marks.hold(mention);
        // "Said" and "is" are never listed: nothing about them is asked for.
        if !marked && weights::is_never_listed(mention.signs) {
            return (mention.signs | here.place, u32::MAX);
        }
        let near = mention.date.or_else(|| here.only_date(mention)).map(|d| here.first_date as u32 + d);
        let other = |d: u32| self.contradicts(mention, d) || mention.date.is_none() && self.lies_ahead(d);
        let date = near.filter(|d| !other(*d));
        let known = self.known(here, mention, date);
        let told = self.told(here, index, mention, date);
        let mut signs = mention.signs | here.place;
        signs.set(Signs::REPEATED, known.is_some());
        signs.set(
            Signs::ECHO,
            !here.place.contains(Signs::HEADLINE) && self.headline.contains(told_by(mention)),
        );
        signs.set(Signs::INHERITED, near.is_some() && mention.date.is_none());
        signs |= self.distance(near);
        let draft = told.or(known).unwrap_or_else(|| {
            self.drafts.push(Draft {
                block: here.block as u32,
                first: index,
                named: (here.block as u32, index),
                headed: here.place.contains(Signs::HEADLINE),
                place: mention.place.and_then(|p| self.entity(here.block, p)),
                date: None,
                far: u8::MAX,
                status: mention.status,
                listed: false,
                sure: false,
                borrowed: false,
                torn: None,
                counts: None,
            });
            self.latest.insert(told_by(mention), self.drafts.len() as u32 - 1);
            self.drafts.len() as u32 - 1
        });
        if told.is_some() && matches!(mention.sense, Sense::Noun(..)) {
            self.latest.insert(told_by(mention), draft);
        }
        if let Some(noun) = mention.tells_of.filter(|noun| *noun > index) {
            self.here[noun as usize] = Some(draft);
        }
        self.here[index as usize] = Some(draft);
        self.mentions.push(Part { draft, block: here.block as u32, mention: index });
        let listed = marked || weights::score(signs) > 0;
        self.name(draft as usize, here, index, listed);
        self.fill(draft as usize, mention, date, listed);
        (signs, draft)
    }

    /// Names what only the headline has named, in its own short way, by the words of the story.
    fn name(&mut self, draft: usize, here: &Here<'_>, index: u32, listed: bool) {
        let draft = &mut self.drafts[draft];
        if draft.headed && listed && !here.place.contains(Signs::HEADLINE) {
            (draft.named, draft.headed) = ((here.block as u32, index), false);
        }
    }

    /// Notes which events of a block are counted from others.
    fn count(&mut self, here: &Here<'_>) {
        for (index, mention) in here.blocks[here.block].events().iter().enumerate() {
            let Some(count) = mention.counts else { continue };
            let drafts =
                self.here[index].zip(self.here[count.base as usize]).filter(|(own, base)| own != base);
            let Some((own, base)) = drafts else { continue };
            self.drafts[own as usize].counts = Some(Counting { block: here.block as u32, count, base });
        }
    }

    /// The event of the same word that a mention tells of again.
    fn known(&self, here: &Here<'_>, mention: &EventMention, date: Option<u32>) -> Option<u32> {
        let latest = self.latest.get(told_by(mention)).copied().filter(|_| !mention.lemma.is_empty())?;
        self.is_same(&self.drafts[latest as usize], here, mention, date).then_some(latest)
    }

    /// The event that a noun and a verb of one clause tell of together: *the quake struck*, *cancelled the hearing*.
    fn told(&self, here: &Here<'_>, index: u32, mention: &EventMention, date: Option<u32>) -> Option<u32> {
        if let Some(draft) = self.here[index as usize] {
            return Some(draft);
        }
        let noun = mention.tells_of?;
        if noun < index {
            return self.here[noun as usize];
        }
        self.known(here, &here.blocks[here.block].events()[noun as usize], date)
    }

    /// Whether a date is a year or more, and one long before publication.
    fn is_old(&self, date: Option<u32>) -> bool {
        let when = date.and_then(|d| when_of(&self.context.dates[d as usize]));
        let old = self.old.as_deref();
        when.zip(old).is_some_and(|(when, old)| when.len() < 7 && when < old)
    }

    /// Whether a date lies behind the day of publication.
    fn lies_ahead(&self, date: u32) -> bool {
        let when = when_of(&self.context.dates[date as usize]);
        outline::lies_ahead(when, self.context.anchor)
    }

    /// Whether a verb tells of another time than a date: what *will* be is not dated by what was, nor what was by what will be.
    fn contradicts(&self, mention: &EventMention, date: u32) -> bool {
        let verb = matches!(mention.sense, Sense::Verb(..)) && mention.tells_of.is_none();
        let will = mention.signs.intersects(Signs::MODAL | Signs::LOOKS_AHEAD)
            && !mention.signs.intersects(Signs::UNREAL | Signs::PERFECT);
        let was = mention.signs.contains(Signs::PAST)
            && !mention.signs.intersects(Signs::MODAL | Signs::PASSIVE | Signs::REDUCED)
            && mention.status == EventStatus::Held;
        let when = when_of(&self.context.dates[date as usize]);
        verb && (will && outline::lies_behind(when, self.context.anchor) || was && self.lies_ahead(date))
    }

    /// What the date of a mention says against the day of publication.
    fn distance(&self, date: Option<u32>) -> Signs {
        let when = date.and_then(|d| self.context.dates[d as usize].edtf.as_deref());
        let (Some(when), Some(anchor)) = (when, self.context.anchor) else { return Signs::empty() };
        let mut signs = Signs::empty();
        let day = when.get(..10).unwrap_or(when);
        signs.set(Signs::DATE_COARSE, day.len() < 10 || when.contains('/'));
        signs.set(Signs::DATE_OLD, self.old.as_deref().is_some_and(|old| day < old));
        signs.set(Signs::DATE_AHEAD, outline::lies_ahead(Some(day), Some(anchor)));
        signs
    }

    /// Whether a mention tells of an event told before: the same word, no other date, and for a verb the same thing.
    fn is_same(&self, draft: &Draft, here: &Here<'_>, mention: &EventMention, date: Option<u32>) -> bool {
        let when = |date: Option<u32>| date.and_then(|d| when_of(&self.context.dates[d as usize]));
        let dates_agree = match (when(draft.date), when(date)) {
            // A date far off in the sentence may be that of something else.
            (Some(a), Some(b)) => {
                let loose = draft.far.max(mention.far) >= LOOSE && !mention.fresh;
                a.starts_with(b) || b.starts_with(a) || loose && a.get(..4) == b.get(..4)
            }
            _ => true,
        };
        let first = &self.blocks[draft.block as usize].events()[draft.first as usize];
        // "Lost seven of nine games … Tuesday's game": one of several is another event.
        // "A conceptual agreement … the agreements of May 4"
        let many = mention.date.is_some() && matches!(mention.sense, Sense::Noun(_, true));
        let own = mention.date.is_some() && mention.far < LOOSE;
        let noun = matches!((first.sense, mention.sense), (Sense::Noun(..), Sense::Noun(..)));
        // "The debate was subdued … as in a debate last week"
        let new = own && noun && draft.date.is_none() && mention.fresh && !draft.headed;
        // "The address will bookend his address of 2004": nobody tells of one thing twice in a sentence.
        let twice = own && matches!(mention.sense, Sense::Noun(..)) && mention.again && draft.date != date;
        // "A boat has been found … another, found in the 1920s": what the story tells first is not so old.
        let old = own && !noun && draft.date.is_none() && self.is_old(date);
        // "The debate … in the previous debates"
        let past = noun
            && matches!((first.sense, mention.sense), (Sense::Noun(_, false), Sense::Noun(_, true)))
            && mention.signs.contains(Signs::RECENT);
        let apart = mention.another && !first.another
            || mention.several != first.several
            || first.fresh && many
            || new
            || old
            || twice
            || past;
        let definite = mention.signs.contains(Signs::DEFINITE) || date.is_some() || draft.listed;
        dates_agree
            && !apart
            && !self.is_elsewhere(draft, here, mention)
            && match (first.sense, mention.sense) {
                // "He died … Her death", "the death … he died"
                (Sense::Verb(..), Sense::Noun(_, plural)) if first.lemma != mention.lemma => {
                    !plural && mention.signs.contains(Signs::DEFINITE)
                }
                // "Called off … a conference call"
                (Sense::Verb(..), Sense::Noun(..)) if first.name.end > first.head.end => false,
                (Sense::Noun(_, plural), Sense::Verb(..)) if first.lemma != mention.lemma => {
                    !plural && first.signs.contains(Signs::DEFINITE)
                }
                (_, Sense::Noun(..)) => definite,
                // What the headline tells is told again below it, in other words.
                (Sense::Verb(..), Sense::Verb(..))
                    if draft.headed && here.place.intersects(Signs::LEDE | Signs::EARLY) =>
                {
                    true
                }
                _ => {
                    let block = &self.blocks[draft.block as usize];
                    let prose = here.blocks[here.block].prose();
                    first.about.of(block.prose()) == mention.about.of(prose)
                        && first.name.of(block.prose()) == mention.name.of(prose)
                }
            }
    }

    /// Whether a mention names another place than the event and nothing says that it was told before: "an attack in Dara …
    /// an attack in Sule".
    fn is_elsewhere(&self, draft: &Draft, here: &Here<'_>, mention: &EventMention) -> bool {
        let same_day =
            mention.date.is_some() && mention.date.map(|d| here.first_date as u32 + d) == draft.date;
        let known = mention.signs.contains(Signs::DEFINITE) && mention.date.is_none() || same_day;
        let place = mention.place.and_then(|p| self.entity(here.block, p));
        !known && draft.place.zip(place).is_some_and(|(a, b)| a != b)
    }

    fn entity(&self, block: usize, mention: u32) -> Option<EntityIndex> {
        *self.context.entity_of.get(block)?.get(mention as usize)?
    }

    /// Takes over what a mention says of date and status.
    fn fill(&mut self, at: usize, mention: &EventMention, date: Option<u32>, listed: bool) {
        let draft = &mut self.drafts[at];
        if let Some(date) = date {
            if draft.date.is_none() || u16::from(mention.far) + NEARER < u16::from(draft.far) {
                (draft.date, draft.far) = (Some(date), mention.far);
            } else if mention.far < LOOSE && draft.far < LOOSE && draft.torn.is_none() {
                draft.torn = Some(date).filter(|d| Some(*d) != draft.date);
            }
        }
        draft.listed |= listed;
        // Without a date of its own it is a guess that an editor would list it.
        draft.sure |= listed && date.is_some();
    }

    /// Dates what the top of the story tells without a date by the day that the story is about.
    fn date_from_story(&mut self) {
        let Some((date, top)) = self.story_day() else { return };
        for draft in self.drafts.iter_mut().take_while(|d| d.block <= top) {
            // "The recent talks" were before, what is said in a quotation may be of any day, and a date of its sentence
            // that is not its own is that of something else.
            let mention = &self.blocks[draft.block as usize].events()[draft.first as usize];
            if mention.counted || mention.signs.intersects(Signs::RECENT | Signs::QUOTED | Signs::DATED) {
                continue;
            }
            if draft.listed && draft.date.is_none() && draft.status == EventStatus::Held {
                (draft.date, draft.borrowed) = (Some(date), true);
            }
        }
    }

    /// The first day within a week before publication that the first paragraphs name, and the last of these blocks.
    fn story_day(&self) -> Option<(u32, u32)> {
        let anchor = crate::analysis::dates::day_of(self.context.anchor?)?;
        let paragraph = |b: &usize| self.blocks[*b].block.kind == BlockKind::Paragraph;
        let top = (0..self.blocks.len()).filter(paragraph).take(TOP).last()? as u32;
        let dates = self.context.dates.iter().enumerate().take_while(|(_, d)| d.place.block <= top);
        let mut recent = dates.filter(|(_, d)| {
            let day = d.edtf.as_deref().filter(|e| !e.contains('/')).and_then(crate::analysis::dates::day_of);
            day.and_then(|day| day.until(anchor).ok()).is_some_and(|span| (0..7).contains(&span.get_days()))
        });
        recent.next().map(|(i, _)| (i as u32, top))
    }
}

/// The same day a year before `2017-05-10`.
fn year_before(anchor: &str) -> Option<String> {
    let year: i16 = anchor.get(..4)?.parse().ok()?;
    Some(format!("{:04}{}", year - 1, anchor.get(4..)?))
}
