//! The fold: what the whole story says.

use super::annotations;
use super::dates::{self, DateKind};
use super::entities::{self, Entity, EntityIndex, Known};
use super::events::{self, EventMention, EventStatus};
use super::furniture;
use super::references::References;
use super::reuse::Earlier;

use super::speakers::{self, Quote};
use super::views::{self, BlockView};
use super::{Confidence, Summary};
use crate::knowledge::Registry;
use crate::syntax::{Block, FrontMatter};
use crate::text::ByteRange;
use std::sync::{Arc, OnceLock};

/// A range of the prose of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the block in the document.
    pub block: u32,
    /// Bytes of that block's prose.
    pub range: ByteRange,
}

/// One block with its summary, as the fold reads it.
#[derive(Clone, Copy)]
pub struct BlockRef<'a> {
    /// The block.
    pub block: &'a Block,
    /// Its summary.
    pub summary: &'a Summary,
}

impl<'a> BlockRef<'a> {
    /// The block's prose.
    pub fn prose(self) -> &'a str {
        self.block.prose()
    }

    /// Whom the writer's own words refer to; found when somebody first asks.
    pub fn references(self) -> &'a References {
        self.summary.references(self.prose())
    }

    /// The event mentions, in order; found when they are first asked for.
    pub fn events(self) -> &'a [EventMention] {
        let Summary { tokens, sentences, quotes, mentions, dates, .. } = self.summary;
        let find = || events::find(self.prose(), tokens, sentences, quotes, mentions, dates);
        self.summary.events.get(find)
    }
}

/// All blocks of a document with their summaries.
pub type Blocks<'a> = [BlockRef<'a>];

/// What the fold must be told; it never asks a clock or a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Publication date, `YYYY-MM-DD` or RFC 3339, from front matter or the command line.
    pub published: Option<String>,
    /// Year for year-less dates where nothing else gives one.
    pub default_year: Option<i16>,
    /// The entities that the newsroom keeps.
    pub registry: Arc<Registry>,
    /// Whether nobody is going to ask whom pronouns, roles and descriptions stand for: then a speaker is the phrase alone.
    pub without_persons: bool,
}

impl Options {
    /// The options with what the front matter says where they say nothing.
    fn with_front_matter(&self, front_matter: Option<&FrontMatter>) -> Self {
        let dated = front_matter.and_then(|f| f.date_published.as_ref()).map(|t| t.text.to_string());
        Self { published: self.published.clone().or(dated), ..self.clone() }
    }
}

/// A date of the story, resolved as far as it can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// Where it stands.
    pub place: Place,
    /// Index into the block summary's dates.
    pub index: u32,
    /// TIMEX3 type.
    pub kind: DateKind,
    /// TIMEX3 value; `None` while unresolved.
    pub value: Option<String>,
    /// The same as EDTF, for `when=`.
    pub edtf: Option<String>,
    /// The whole stretch, as EDTF, that it begins or ends together with the date beside it: *from Tuesday to Friday*.
    pub span: Option<String>,
    /// Years in which a named weekday falls on the named day, nearest first, for a date without a year and without an anchor.
    pub candidate_years: Vec<i16>,
    /// Whether it needs a publication date that the story does not have.
    pub needs_anchor: bool,
    /// How it was made exact: one sentence for a reader.
    pub why: String,
}

/// An event of the story, its mentions joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Stable while the story is edited elsewhere.
    pub key: String,
    /// What an outline shows.
    pub name: String,
    /// Heads of its mentions, in order of the text; never empty.
    pub mentions: Vec<Place>,
    /// When, as EDTF.
    pub when: Option<String>,
    /// Index into [`Article::dates`] of the date that says so.
    pub date: Option<u32>,
    /// Another date, as EDTF, that another mention gives it.
    pub conflict: Option<String>,
    /// Where, as printed.
    pub location: Option<String>,
    /// Who takes part.
    pub participants: Vec<String>,
    /// Held, planned …
    pub status: EventStatus,
    /// Whether the outline lists it.
    pub outline: bool,
    /// How sure it is.
    pub confidence: Confidence,
    /// Why: one sentence.
    pub why: String,
}

/// The part of a story under one heading or sub-heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's text; empty for the part before the first.
    pub title: String,
    /// Heading level, 1 to 6; 2 for sub-headings of wire copy.
    pub level: u8,
    /// Block of the heading; `None` for the part before the first.
    pub heading: Option<u32>,
    /// Blocks of the section, half-open, the heading included.
    pub blocks: (u32, u32),
}

/// Furniture of the story: what stands around the copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Furniture {
    /// The dateline's place, as printed.
    pub dateline: Option<Place>,
    /// A byline in front, or a sign-off (initials, a name) behind.
    pub byline: Option<Place>,
    /// The headline: a level-1 heading, or a first line that has the shape of one.
    pub headline: Option<Place>,
}

/// The whole story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// In order of the text.
    pub quotes: Vec<Arc<Quote>>,
    /// In order of first mention.
    pub entities: Vec<Arc<Entity>>,
    /// `entity_of[block][mention]`.
    pub entity_of: Vec<Arc<[Option<EntityIndex>]>>,
    /// In order of the text.
    pub dates: Vec<Arc<Date>>,
    /// In order; together they hold every block.
    pub sections: Vec<Section>,
    /// Dateline, byline, headline.
    pub furniture: Furniture,
    /// The front matter.
    pub front_matter: Option<Arc<FrontMatter>>,
    /// The date that relative dates hang on, `YYYY-MM-DD`.
    pub anchor: Option<String>,
    /// One for each block.
    pub views: Vec<Arc<BlockView>>,
    /// Whether the writer has marked something, which overrules what was inferred.
    pub marked: bool,
    /// What finding the speakers after an edit goes on from.
    pub speakers: speakers::Memo,
    /// The events, once somebody has asked for them; shared with the same story that says whom pronouns stand for.
    events: Arc<OnceLock<Vec<Arc<Event>>>>,
    /// What events are joined by, where marks have overruled it.
    inferred: Option<Box<Inferred>>,
}

/// Names and dates as they were inferred, before marks overruled them.
#[derive(Clone, Debug, PartialEq)]
struct Inferred {
    dates: Vec<Arc<Date>>,
    entities: Vec<Arc<Entity>>,
    entity_of: Vec<Arc<[Option<EntityIndex>]>>,
}

impl Article {
    /// Joins the summaries of `blocks`. Linear in the number of marks, names, dates and events.
    pub fn fold(blocks: &Blocks<'_>, options: &Options) -> Self {
        Self::refold(blocks, options, None)
    }

    /// The same as [`Article::fold`], taking over from the version before what an edit has left as it was.
    #[inline(never)]
    pub fn refold(blocks: &Blocks<'_>, options: &Options, earlier: Option<&Earlier<'_>>) -> Self {
        let formed = earlier.and_then(Earlier::form);
        let same_form = formed.is_some();
        let (furniture, subheading) = formed.unwrap_or_else(|| furniture::arrange(blocks));
        let sections = match earlier.filter(|_| same_form) {
            Some(earlier) => earlier.article.sections.clone(),
            None => furniture::sections(blocks, &subheading),
        };
        let front_matter = blocks.first().and_then(|b| b.summary.front_matter.clone());
        let options = &options.with_front_matter(front_matter.as_deref());
        let known = Known {
            registry: Some(&options.registry),
            matter: front_matter.as_deref(),
            date: options.published.as_deref(),
        };
        let named = earlier.and_then(|e| e.names(blocks));
        let left = named.is_some();
        let (mut entities, entity_of) = named.unwrap_or_else(|| entities::cluster(blocks, known));
        let people = earlier.filter(|e| left || e.same_people(&mut entities, &entity_of));
        let same_names = people.is_some_and(|e| left || e.names_stand(blocks, &entity_of));
        let said = match options.without_persons {
            true => earlier.map(|e| e.phrases(blocks)),
            false => people.and_then(|e| e.quotes(blocks, (&entities, &entity_of))),
        };
        let mut made = None;
        let (quotes, speakers) = match said {
            Some(said) => {
                made = Some((said.blocks, said.made));
                (said.quotes, said.memo)
            }
            None if options.without_persons => (speakers::phrases(blocks), speakers::Memo::default()),
            None => speakers::resolve(blocks, &entities, &entity_of),
        };
        let day = dates::anchor(blocks, options);
        let anchor = day.map(|d| d.to_string());
        let country = dates::country(blocks, &furniture);
        let dated = earlier.and_then(|e| e.dates(blocks, anchor.as_deref(), country));
        let same_dates = dated.is_some();
        let dates = dated.unwrap_or_else(|| dates::resolve(blocks, options, day, country));
        let headed = |e: &&Earlier<'_>| e.article.furniture.headline == furniture.headline;
        let told = earlier.filter(|_| same_names && same_dates).filter(headed).and_then(Earlier::events);
        let mut article = Self {
            front_matter,
            quotes,
            entities,
            entity_of,
            dates,
            events: Arc::new(told.map(OnceLock::from).unwrap_or_default()),
            sections,
            furniture,
            anchor,
            speakers,
            ..Self::default()
        };
        article.marked = annotations::are_in(blocks);
        if article.marked {
            article.inferred = Some(Box::new(Inferred {
                dates: article.dates.clone(),
                entities: article.entities.clone(),
                entity_of: article.entity_of.clone(),
            }));
            annotations::apply(blocks, &mut article, &options.registry);
        }
        let before = earlier.filter(|_| !article.marked).map(|e| &e.article.views[..]);
        article.views = match (before, made) {
            (Some(before), Some(made)) if same_form && same_dates => views::update(&article, before, made),
            (before, _) => views::build(blocks, &article, &subheading, before.unwrap_or_default()),
        };
        article
    }

    /// The same article with whom its pronouns, roles and descriptions stand for: after an edit from the version `earlier`,
    /// which says that too.
    pub(super) fn with_persons(
        &self,
        blocks: &Blocks<'_>,
        options: &Options,
        earlier: Option<&Earlier<'_>>,
    ) -> Self {
        // Marks have overruled what the persons are found by.
        if self.marked {
            return Self::fold(blocks, options);
        }
        let (entities, of) = (&self.entities[..], &self.entity_of[..]);
        let same = earlier.filter(|e| e.has_people(entities, of));
        let (quotes, speakers) = match same.and_then(|e| e.quotes(blocks, (entities, of))) {
            Some(resumed) => (resumed.quotes, resumed.memo),
            None => speakers::resolve(blocks, entities, of),
        };
        Self { quotes, speakers, ..self.clone() }
    }

    /// What the outline lists, in order of first mention; joined when it is first asked for. `blocks` are those that the
    /// article was folded of.
    pub(super) fn events(&self, blocks: &Blocks<'_>) -> &[Arc<Event>] {
        self.events.get_or_init(|| {
            let mut events = events::join(blocks, &self.told_by());
            annotations::apply_to_events(blocks, &mut events);
            events
        })
    }

    /// The events, if somebody has asked for them.
    pub(super) fn known_events(&self) -> Option<&Vec<Arc<Event>>> {
        self.events.get()
    }

    /// What events are joined by.
    pub fn told_by(&self) -> events::Context<'_> {
        let (dates, entities, entity_of) = match &self.inferred {
            Some(inferred) => (&inferred.dates, &inferred.entities, &inferred.entity_of),
            None => (&self.dates, &self.entities, &self.entity_of),
        };
        let (furniture, anchor) = (&self.furniture, self.anchor.as_deref());
        events::Context { dates, entities, entity_of, furniture, anchor }
    }

    /// The quotation whose part covers the prose offset `offset` of block `block`.
    pub fn quote_at(&self, block: usize, offset: usize) -> Option<&Arc<Quote>> {
        self.quotes
            .iter()
            .find(|q| q.parts.iter().any(|p| p.block as usize == block && p.range.contains(offset)))
    }
}
