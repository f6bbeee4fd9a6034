//! Pronouns: who of those at hand agrees and is most prominent.

use super::cast::{Figure, Kind, Who};
use super::choice::{Choice, Chosen};
use super::persons::People;
use crate::analysis::Confidence;
use crate::analysis::article::Place;
use crate::analysis::entities::EntityIndex;
use crate::analysis::mentions::{EntityKind, Gender};
use crate::knowledge::{WordClass, rolewords};

/// Points for who spoke last, in the same block and in the one before.
const SPOKE: [i32; 2] = [40, 20];
/// Points for a subject of the same sentence.
const SAME_SENTENCE: i32 = 60;
/// Points for a subject of the sentence before, in the same paragraph and in the one before.
const SENTENCE_BEFORE: [i32; 2] = [25, 15];
/// What is left of the weight of somebody of unknown gender, in hundredths.
const UNKNOWN_GENDER: i32 = 80;
/// The same if the ending of the given name speaks against it.
const UNLIKELY_GENDER: i32 = 40;
/// What is left of the weight of what may be no person, in hundredths.
const PERHAPS: i32 = 65;
const BODY_PERHAPS: i32 = 50;
/// Points for somebody who was asked in the sentence before.
const ASKED: i32 = 60;
/// Points for somebody who is named in the paragraph.
const NAMED_HERE: i32 = 40;
/// What is left of the weight of somebody whom the quotation names, in hundredths.
const SPOKEN_OF: i32 = 30;
/// How many blocks back somebody is still at hand.
const BLOCKS_BACK: u32 = 6;

impl People<'_> {
    /// Whom a pronoun of this gender means in `block`. `quoted` are those named in the words that it is the source of;
    /// `object` says that it is no subject, so that it cannot be the subject of its own clause.
    pub(super) fn pronoun(
        &self,
        block: u32,
        gender: Option<Gender>,
        quoted: &[EntityIndex],
        object: bool,
    ) -> Chosen {
        self.leading(block, BLOCKS_BACK, gender, quoted, object)
    }

    /// `Born in Bray, she …` that opens `block` behind what her daughter said is about the mother again: whom the pronoun
    /// means in place of `chosen`.
    pub(super) fn turned(&self, block: u32, gender: Option<Gender>, chosen: Chosen) -> Chosen {
        let Chosen::One(who, _) = chosen else { return chosen };
        let relative = |f: &&Figure| {
            f.block < block
                && match f.who {
                    Who::Entity(e) => self.is_relative(e),
                    Who::Phrase(word) => self.is_relative_phrase(word),
                    Who::Stranger(_) => false,
                }
        };
        let topic = self.cast.find(who).filter(relative).and_then(|f| self.owner(f, gender));
        topic.map_or(chosen, |topic| Chosen::One(topic, Confidence::Medium))
    }

    /// Whom the story named before a relative of that person: the first whom the gender allows.
    fn owner(&self, relative: &Figure, gender: Option<Gender>) -> Option<Who> {
        let fitting = self.cast.figures.iter().filter(|f| f.kind == Kind::Person && fits(f, gender));
        let first = fitting.filter_map(Figure::entity).min()?;
        relative.entity().is_none_or(|own| first < own).then_some(Who::Entity(first))
    }

    /// The most prominent person at hand who was spoken of in the last `back` blocks.
    pub(super) fn leading(
        &self,
        block: u32,
        back: u32,
        gender: Option<Gender>,
        quoted: &[EntityIndex],
        object: bool,
    ) -> Chosen {
        let mut choice = Choice::default();
        let ruled_out = |f: &Figure| {
            !self.ruled_out.is_empty() && matches!(f.who, Who::Entity(e) if self.ruled_out.contains(&e))
        };
        let near = |f: &&Figure| block - f.block <= back && !ruled_out(f);
        for figure in self.cast.figures.iter().filter(|f| fits(f, gender)).filter(near) {
            let mut weight = self.prominence(figure, block) * self.likelihood(figure, gender) / 100;
            if matches!(figure.who, Who::Entity(e) if quoted.contains(&e) || self.behind.contains(&e)) {
                weight = weight * SPOKEN_OF / 100;
            }
            if object && figure.leading && self.cast.is_here(figure) {
                weight /= 3;
            }
            choice.add(figure.who, weight);
        }
        choice.take()
    }

    /// Whether the story calls somebody what they are to another: `her daughter, Ann Roe`.
    pub(super) fn is_relative(&self, entity: EntityIndex) -> bool {
        self.entities[entity as usize].titles.iter().any(|t| rolewords::is_kin(&t.text))
    }

    /// How prominent somebody is for a source in `block`.
    pub(super) fn prominence(&self, figure: &Figure, block: u32) -> i32 {
        let spoke = self
            .last
            .filter(|(who, _)| *who == figure.who)
            .and_then(|(_, at)| SPOKE.get((block - at) as usize));
        let same_sentence = if figure.leading && self.cast.is_here(figure) { SAME_SENTENCE } else { 0 };
        let before = figure.led > 0 && figure.led + 1 == self.cast.clock && same_sentence == 0;
        let topic = match block - figure.block {
            back if before => SENTENCE_BEFORE.get(back as usize).copied().unwrap_or(0),
            _ => 0,
        };
        let named = if figure.named == Some(block) { NAMED_HERE } else { 0 };
        let asked = figure.asked > 0 && figure.asked + 1 >= self.cast.clock && block - figure.block <= 1;
        let answer = if asked { ASKED } else { 0 };
        self.cast.weight(figure) + spoke.copied().unwrap_or(0) + same_sentence + topic + named + answer
    }

    /// How well gender and kind agree, in hundredths.
    fn likelihood(&self, figure: &Figure, gender: Option<Gender>) -> i32 {
        let kind = match figure.kind {
            Kind::Person => 100,
            Kind::Perhaps => PERHAPS,
            Kind::BodyPerhaps | Kind::Body => BODY_PERHAPS,
        };
        let Some(gender) = gender.filter(|_| figure.gender.is_none()) else { return kind };
        let name = match figure.who {
            Who::Entity(e) => &self.entities[e as usize].name,
            Who::Phrase(word) => self.phrase_words(word),
            Who::Stranger(_) => return kind * UNKNOWN_GENDER / 100,
        };
        let given = name.split_whitespace().next().unwrap_or_default();
        match rolewords::looks_female(given) {
            Some(female) if female == (gender == Gender::Female) => kind,
            Some(_) => kind * UNLIKELY_GENDER / 100,
            None => kind * UNKNOWN_GENDER / 100,
        }
    }

    /// The body that `it` means as a source: the last one that led a sentence.
    pub(super) fn thing(&self, block: u32) -> Chosen {
        let mut choice = Choice::default();
        let near = |f: &&Figure| f.kind >= Kind::BodyPerhaps && f.leading && block - f.block <= 1;
        for figure in self.cast.figures.iter().filter(near) {
            choice.add(figure.who, self.prominence(figure, block));
        }
        choice.take()
    }

    /// Whom the relative pronoun at `place` stands to: the name right before it, or before its apposition.
    pub(super) fn before_who(&self, place: Place) -> Chosen {
        let here = self.blocks[place.block as usize];
        let (tokens, mentions) = (&here.summary.tokens, &here.summary.mentions);
        let at = tokens.partition_point(|t| t.range.end <= place.range.start);
        let floor = here.summary.sentences.iter().rev().find(|s| s.range.start <= place.range.start);
        let floor = floor.map_or(0, |s| s.first as usize);
        let upto = mentions.partition_point(|m| m.range.end <= place.range.start);
        for index in (0..upto).rev().take_while(|i| mentions[*i].tokens.0 as usize >= floor) {
            let Some(entity) = self.bearer(place.block, index as u32) else { continue };
            let end = mentions[index].tokens.1 as usize;
            let between = &tokens[end..at];
            let comma = |i: usize| between.get(i).is_some_and(|t| t.is_punct(here.prose(), ','));
            let beside = between.is_empty() || (between.len() == 1 && comma(0));
            let apposed = comma(0) && !between.iter().any(|t| t.is(WordClass::CUE));
            if self.entities[entity as usize].kind == EntityKind::Person && (beside || apposed) {
                return Chosen::One(
                    Who::Entity(entity),
                    if beside { Confidence::High } else { Confidence::Medium },
                );
            }
            if !beside && !apposed {
                break;
            }
        }
        Chosen::Nobody
    }
}

/// Whether a pronoun of this gender can mean the figure.
fn fits(figure: &Figure, gender: Option<Gender>) -> bool {
    figure.kind != Kind::Body && (figure.gender.is_none() || gender.is_none() || figure.gender == gender)
}
