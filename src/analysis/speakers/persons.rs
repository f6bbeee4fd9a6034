//! From the source phrase to the person: the story is read once, in order, with everybody who is spoken of at hand.

use super::cast::{Cast, Figure, Kind, Who};
use super::choice::Chosen;
use super::credits::{is_caption, is_credit};
use super::learnt::Learnt;
use super::naming::Names;
use crate::analysis::Confidence;
use crate::analysis::article::{BlockRef, Blocks, Place};
use crate::analysis::attribution::Shape;
use crate::analysis::entities::{Entity, EntityIndex};
use crate::analysis::mentions::{EntityKind, Gender, Mention};
use crate::analysis::quotes::{QuoteKind, QuotePart};
use crate::analysis::references::{Reference, ReferenceKind, Role};
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;
use crate::syntax::BlockKind;
use crate::text::ByteRange;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::sync::Arc;

/// Whom a source phrase resolves to.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub name: Option<String>,
    pub entity: Option<EntityIndex>,
    pub rivals: Vec<EntityIndex>,
    pub confidence: Confidence,
    pub how: How,
}

/// By what a phrase was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// The phrase is a name, or means nobody who has one.
    Printed,
    /// A name stands right beside the phrase.
    Apposed,
    /// A pronoun, by who was last prominent.
    Pronoun,
    /// A title that the story gives this person.
    Title,
    /// A description of whoever was last prominent.
    Prominent,
}

/// The source of one or several quotations of a block.
pub(super) struct Source {
    pub range: ByteRange,
    /// Indices of the quotations in the block's summary.
    pub quotes: SmallVec<[u32; 2]>,
}

/// Points of a reference by its role.
const POINTS: [(Role, i32); 4] =
    [(Role::Owner, 25), (Role::Object, 35), (Role::Subject, SUBJECT), (Role::Topic, 80)];
const SUBJECT: i32 = 60;
/// Most names that are looked at behind a source.
const MOST_BEHIND: usize = 8;
/// Most words of the rest of a clause behind a source.
const LONGEST_CLAUSE: usize = 80;
/// Points of the source of words.
pub(super) const SPEAKING: i32 = 100;

/// The people of a story, and whom each source means.
pub(super) struct People<'a> {
    pub blocks: &'a Blocks<'a>,
    pub entities: &'a [Arc<Entity>],
    pub of: &'a [Arc<[Option<EntityIndex>]>],
    pub names: Arc<Names>,
    /// What the story has said so far of who is called what.
    pub learnt: Learnt,
    pub cast: Cast,
    /// Gender of each entity, as far as the story shows it.
    pub genders: Arc<[Option<Gender>]>,
    /// Who spoke last, and in which block.
    pub last: Option<(Who, u32)>,
    /// Block and sentence of the last reference.
    pub sentence: (u32, u32),
    /// The source before the one at hand in its block.
    pub before: Option<ByteRange>,
    pub answers: FxHashMap<(u32, u32), Person>,
    /// Who is named behind the source at hand in its clause, and hardly is it: `he said of Roe`.
    pub behind: SmallVec<[EntityIndex; 4]>,
    /// Who cannot be meant by the description at hand.
    pub ruled_out: SmallVec<[EntityIndex; 4]>,
}

impl<'a> People<'a> {
    /// The people before the story is read.
    pub fn new(
        blocks: &'a Blocks<'a>,
        entities: &'a [Arc<Entity>],
        of: &'a [Arc<[Option<EntityIndex>]>],
    ) -> Self {
        Self {
            blocks,
            entities,
            of,
            names: Arc::new(Names::of(entities)),
            learnt: Learnt::default(),
            cast: Cast { clock: 1, ..Cast::default() },
            genders: super::gender::of(blocks, entities, of).into(),
            last: None,
            sentence: (0, 0),
            before: None,
            answers: FxHashMap::default(),
            behind: SmallVec::new(),
            ruled_out: SmallVec::new(),
        }
    }

    /// Whom the source at `place` means.
    pub fn resolve(&self, place: Place) -> Person {
        self.answers.get(&(place.block, place.range.start)).cloned().unwrap_or_else(Person::nobody)
    }

    /// Reads one block: its references and sources in order.
    pub fn read(&mut self, block: u32) {
        if is_credit(self.blocks[block as usize]) {
            return;
        }
        let sources = sources(self.blocks[block as usize]);
        let mut references = self.blocks[block as usize].references().all.iter().peekable();
        let mut spoken = false;
        for source in &sources {
            while let Some(reference) = references.next_if(|r| r.range.start < source.range.end) {
                if self.is_source(block, source, reference) {
                    self.learn_behind(block, reference);
                } else {
                    self.refer(block, reference);
                }
            }
            let before = self.sentence;
            self.advance(block, source.range.start);
            // `Roe said that Hill had told everybody`: Hill's words are part of Roe's.
            let within = spoken && before == self.sentence && source.quotes.is_empty();
            let closes = self.is_set_off(block, source);
            let within = within && !closes && !self.is_joined(block, source);
            spoken = true;
            let person = self.speaker(block, source, within);
            if closes {
                self.report(block, source);
            }
            self.answers.insert((block, source.range.start), person);
            self.before = Some(source.range);
        }
        self.before = None;
        let aside = sources.is_empty() && is_caption(self.blocks, block);
        for reference in references {
            let role = if aside { reference.role.min(Role::Object) } else { reference.role };
            self.refer(block, &Reference { role, ..*reference });
        }
    }

    /// Whether the reference is what the source is about, and not only part of its description.
    fn is_source(&self, block: u32, source: &Source, reference: &Reference) -> bool {
        source.range.overlaps(reference.range)
            && match reference.kind {
                ReferenceKind::Name(index) => {
                    let mention = &self.blocks[block as usize].summary.mentions[index as usize];
                    self.is_head(Place { block, range: source.range }, mention)
                }
                _ => {
                    reference.range.start == source.range.start && reference.role != Role::Owner
                        || reference.range == source.range
                }
            }
    }

    /// Notes which sentence is being read.
    fn advance(&mut self, block: u32, at: u32) {
        let sentences = &self.blocks[block as usize].summary.sentences;
        let sentence = (block, sentences.partition_point(|s| s.range.end <= at) as u32);
        self.cast.block = block;
        if self.sentence != sentence {
            self.sentence = sentence;
            self.cast.clock += 1;
        }
    }

    /// Notes a reference that is no source.
    fn refer(&mut self, block: u32, reference: &Reference) {
        self.advance(block, reference.range.start);
        let Some(who) = self.referent(block, reference) else { return };
        self.learn_behind(block, reference);
        // `The man was Ann Roe, an agent.`: who was brought in without a name has one.
        if matches!(reference.kind, ReferenceKind::Name(_)) && reference.role == Role::Subject {
            self.cast.name_stranger();
        }
        let points = POINTS.iter().find(|(role, _)| *role == reference.role).map_or(0, |(_, points)| *points);
        let named = matches!(
            reference.kind,
            ReferenceKind::Name(_)
                | ReferenceKind::Unlisted(..)
                | ReferenceKind::Stranger(..)
                | ReferenceKind::Described(_)
        ) && (reference.role != Role::Owner || self.owns(block, reference));
        // `backed by Ann Roe, a baker from Bray.`: who is brought in at length goes on.
        let enters = reference.role == Role::Object && self.enters(block, reference, who);
        let points = if enters { SUBJECT } else { points };
        self.touch(who, points, enters || reference.role >= Role::Subject, named);
        let asked = match reference.kind {
            _ if reference.role == Role::Owner => false,
            ReferenceKind::Name(index) => {
                let first = self.blocks[block as usize].summary.mentions[index as usize].tokens.0;
                self.is_asked(block, first as usize)
            }
            ReferenceKind::Person(_) => {
                self.is_object_of_verb(block, reference)
                    && self.is_questioned(block, self.token_at(block, reference.range.start))
            }
            _ => false,
        };
        if asked {
            self.cast.ask(who);
            self.last = self.last.filter(|(asker, at)| *asker == who || *at != block);
        }
    }

    /// Makes somebody more prominent. `named` says that the words name them.
    pub fn touch(&mut self, who: Who, points: i32, leading: bool, named: bool) {
        let (gender, kind) = match who {
            Who::Entity(e) => {
                let entity = &self.entities[e as usize];
                match (entity.kind, entity.confidence) {
                    // `Northgate 2-1 Ashford`
                    _ if self.names.spoilt[e as usize] => return,
                    // `the Hills` are several.
                    _ if self.names.is_family(&entity.name) => return,
                    (EntityKind::Person, _) => (self.genders[e as usize], self.kind_of_person(e)),
                    (_, Confidence::Low) => (self.genders[e as usize], Kind::BodyPerhaps),
                    (EntityKind::Org, _) => (None, Kind::Body),
                    _ => return,
                }
            }
            Who::Phrase(word) => self.kind_of_phrase(word),
            Who::Stranger(_) => (None, Kind::Person),
        };
        let block = self.cast.block;
        let named = named.then_some(block);
        self.cast.touch(Figure { leading, named, ..Figure::new(who, gender, kind, block) }, points);
    }

    /// Whom a source means; that one is the last speaker from here on.
    /// `within` says that somebody else reports it.
    fn speaker(&mut self, block: u32, source: &Source, within: bool) -> Person {
        let place = Place { block, range: source.range };
        let mut others = self.spoken_of(block, source);
        others.extend(self.interrupted(place));
        self.behind = self.named_behind(place);
        let (chosen, how) = self.meant(place, &others);
        self.behind.clear();
        self.ruled_out.clear();
        match chosen {
            // `When Roe asked, Hill shrugged`: who speaks on the way is not the last speaker.
            Chosen::One(who, _) if within || self.is_beside(place, !source.quotes.is_empty()) => {
                self.touch(who, SUBJECT, source.quotes.is_empty(), how == How::Printed);
            }
            Chosen::One(who, _) | Chosen::Either(who, _) => {
                self.touch(who, SPEAKING, true, how == How::Printed);
                self.last = Some((who, block));
            }
            // `A report said`, `critics said`: nobody whom a pronoun could mean.
            Chosen::Nobody => {}
        }
        let several = if self.words_at(place).eq_ignore_ascii_case("they") {
            self.just_spoke(place)
        } else {
            self.together(place)
        };
        match several.as_slice() {
            several @ [first, .., last] if how == How::Printed => {
                several.iter().for_each(|e| self.touch(Who::Entity(*e), SPEAKING, true, true));
                let name = |e: &EntityIndex| self.entities[*e as usize].name.as_str();
                let mut names = name(first).to_owned();
                several[1..several.len() - 1].iter().for_each(|e| names = format!("{names}, {}", name(e)));
                let name = Some(format!("{names} and {}", name(last)));
                Person { name, confidence: Confidence::Medium, ..Person::nobody() }
            }
            _ => self.person(chosen, how),
        }
    }

    /// Whom the phrase of a source means: by a name in it, as a pronoun, as a description.
    fn meant(&mut self, place: Place, quoted: &[EntityIndex]) -> (Chosen, How) {
        let here = self.blocks[place.block as usize];
        let tokens = tokens_of(here, place.range);
        let class = match tokens {
            [only] => only.class,
            [.., last] if last.is(WordClass::RELATIVE) => return (self.before_who(place), How::Apposed),
            _ => WordClass::empty(),
        };
        let gender = match () {
            () if class.contains(WordClass::MALE_PRONOUN) => Some(Gender::Male),
            () if class.contains(WordClass::FEMALE_PRONOUN) => Some(Gender::Female),
            () if class.contains(WordClass::THING_PRONOUN) => return (self.thing(place.block), How::Pronoun),
            () if class.contains(WordClass::RELATIVE) => return (self.before_who(place), How::Apposed),
            () if class.contains(WordClass::PRONOUN_SUBJECT) => return (Chosen::Nobody, How::Printed),
            () => None,
        };
        if gender.is_some() {
            return (self.pronoun(place.block, gender, quoted, false), How::Pronoun);
        }
        match self.named(place) {
            Some(who) => (Chosen::One(who, Confidence::High), How::Printed),
            None => self.described(place, quoted),
        }
    }

    /// The people who spoke together right before `they` at `place`.
    fn just_spoke(&self, place: Place) -> SmallVec<[EntityIndex; 4]> {
        let before = self.before.filter(|range| range.end <= place.range.start);
        let last = before.map(|range| (place.block, range)).or_else(|| {
            let block = place.block.checked_sub(1)?;
            sources(self.blocks[block as usize]).last().map(|s| (block, s.range))
        });
        last.map_or_else(SmallVec::new, |(block, range)| self.together(Place { block, range }))
    }

    /// The people named behind a source in the rest of its clause: `he said of Roe`.
    fn named_behind(&self, place: Place) -> SmallVec<[EntityIndex; 4]> {
        let summary = self.blocks[place.block as usize].summary;
        let tokens = &summary.tokens;
        let first = tokens.partition_point(|t| t.range.start < place.range.end);
        let near = &tokens[first..tokens.len().min(first + LONGEST_CLAUSE)];
        let opener =
            WordClass::SUBORDINATOR | WordClass::RELATIVE | WordClass::CONJUNCTION | WordClass::ACCORDING;
        let ends = |t: &&Token| t.is(opener) || !t.is_wordlike() && t.kind != TokenKind::Possessive;
        let last = || near.last().map_or(place.range.end, |t| t.range.end);
        let end = near.iter().find(ends).map_or_else(last, |t| t.range.start);
        let owns =
            |m: &Mention| tokens.get(m.tokens.1 as usize).is_some_and(|t| t.kind == TokenKind::Possessive);
        let from = summary.mentions.partition_point(|m| m.range.start < place.range.end);
        let inside = summary.mentions[from..].iter().enumerate().take_while(|(_, m)| m.range.start < end);
        let named = inside.take(MOST_BEHIND).filter(|(_, m)| !owns(m));
        named.filter_map(|(i, _)| self.bearer(place.block, (from + i) as u32)).collect()
    }

    /// Who is named inside the quotations of a source: hardly its speaker.
    fn spoken_of(&self, block: u32, source: &Source) -> SmallVec<[EntityIndex; 4]> {
        let summary = self.blocks[block as usize].summary;
        let mut named = SmallVec::new();
        let speech = |p: &&QuotePart| p.kind != QuoteKind::Title;
        for part in source.quotes.iter().filter_map(|q| summary.quotes.parts.get(*q as usize)).filter(speech)
        {
            let from = summary.mentions.partition_point(|m| m.range.start < part.range.start);
            let inside = summary.mentions[from..].iter().take_while(|m| m.range.start < part.range.end);
            named.extend(inside.enumerate().filter_map(|(i, _)| self.of[block as usize][from + i]).take(8));
        }
        named
    }

    /// The words at a place.
    pub fn words_at(&self, place: Place) -> &'a str {
        place.range.of(self.blocks[place.block as usize].prose())
    }

    /// What a choice says of a speaker.
    fn person(&self, chosen: Chosen, how: How) -> Person {
        match chosen {
            Chosen::Nobody => Person::nobody(),
            Chosen::One(Who::Entity(e), confidence) => Person {
                name: Some(self.entities[e as usize].name.clone()),
                entity: Some(e),
                rivals: Vec::new(),
                confidence,
                how,
            },
            Chosen::One(Who::Phrase(word), confidence) => Person {
                name: Some(self.phrase_words(word).to_owned()),
                confidence: confidence.min(Confidence::Medium),
                how,
                ..Person::nobody()
            },
            Chosen::One(Who::Stranger(_), _) => Person::nobody(),
            Chosen::Either(a, b) => match (a, b) {
                (Who::Entity(a), Who::Entity(b)) => Person { rivals: vec![a, b], ..Person::nobody() },
                _ => Person::nobody(),
            },
        }
    }
}

impl Person {
    /// Nobody who has a name.
    pub fn nobody() -> Self {
        Self { name: None, entity: None, rivals: Vec::new(), confidence: Confidence::Low, how: How::Printed }
    }
}

/// The tokens of a stretch of a block.
pub(super) fn tokens_of(here: BlockRef<'_>, range: ByteRange) -> &[Token] {
    let tokens = &here.summary.tokens;
    let from = tokens.partition_point(|t| t.range.end <= range.start);
    let to = tokens.partition_point(|t| t.range.start < range.end);
    tokens.get(from..to).unwrap_or_default()
}

/// The sources of a block in order, each with its quotations.
fn sources(here: BlockRef<'_>) -> Vec<Source> {
    let one = |a: &crate::analysis::attribution::Attribution| Source {
        range: a.source,
        quotes: a.quote.into_iter().collect(),
    };
    // A paragraph that may be the credit of a quotation above, but does not look like one, is prose.
    let credit = |a: &&crate::analysis::attribution::Attribution| {
        a.shape == Shape::Credit && a.quote.is_none() && a.cue.is_empty()
    };
    let listed = here.block.kind == BlockKind::ListItem;
    let attributions = here.summary.attributions.iter().filter(|a| listed || !credit(a));
    let mut all: Vec<Source> = attributions.map(one).collect();
    all.sort_by_key(|s| (s.range.start, s.range.end));
    all.dedup_by(|later, first| {
        let same = later.range.start == first.range.start;
        if same {
            first.range.end = first.range.end.max(later.range.end);
            first.quotes.extend(later.quotes.drain(..));
        }
        same
    });
    all
}
