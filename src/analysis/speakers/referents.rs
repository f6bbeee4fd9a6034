//! Whom a reference that is no source means.

use super::cast::{Figure, Kind, Who};
use super::choice::Chosen;
use super::naming::key;
use super::persons::People;
use crate::analysis::article::Place;
use crate::analysis::entities::EntityIndex;
use crate::analysis::mentions::{EntityKind, Gender};
use crate::analysis::references::{Reference, ReferenceKind, Role};
use crate::knowledge::WordClass;
use crate::text::ByteRange;

/// Most words before *her* in `In her eighties she …`.
const MOST_BEFORE_TOPIC: usize = 2;

impl People<'_> {
    /// Whom a reference means.
    pub(super) fn referent(&mut self, block: u32, reference: &Reference) -> Option<Who> {
        let place = Place { block, range: reference.range };
        match reference.kind {
            ReferenceKind::Name(index) => self.by_name(place, index),
            ReferenceKind::Person(gender) => self.by_pronoun(block, reference, gender),
            ReferenceKind::Thing => None,
            ReferenceKind::Described(noun) => {
                let noun = &self.blocks[block as usize].summary.tokens[noun as usize];
                let place = Place { range: ByteRange { end: noun.range.end, ..reference.range }, ..place };
                let opens = reference.role == Role::Topic && !self.is_called_so(place);
                if opens { self.opening(place) } else { self.recalled(place) }
            }
            ReferenceKind::Unlisted(word, likely) => {
                let known = likely || self.names.words.contains_key(&word);
                known.then(|| self.phrase(place))
            }
            ReferenceKind::Stranger(noun, gender) => {
                let here = self.blocks[block as usize];
                let word = here.summary.tokens[noun as usize].text(here.prose()).to_lowercase();
                let related = reference.range.start == here.summary.tokens[noun as usize].range.start;
                if let ([only], true) = (self.titled(&word), related) {
                    return Some(Who::Entity(*only));
                }
                let who = Who::Stranger(key(&word));
                self.cast.touch(Figure::new(who, gender, Kind::Person, block), 0);
                Some(who)
            }
        }
    }

    /// The bearer of the name at `index` of the mentions: `Roe`, `the Dane`, and Eric of `Roe’s grandson, Eric`.
    fn by_name(&mut self, place: Place, index: u32) -> Option<Who> {
        let mention = &self.blocks[place.block as usize].summary.mentions[index as usize];
        if self.is_national(place.block, mention) {
            return match self.of_nation(place, &[]) {
                Chosen::One(who, _) => Some(who),
                Chosen::Either(..) | Chosen::Nobody => None,
            };
        }
        let person = |e: EntityIndex| self.entities[e as usize].kind == EntityKind::Person;
        let found = self.bearer(place.block, index);
        if !found.is_some_and(person) && self.is_beside_kin(place) {
            return Some(self.phrase(place));
        }
        found.map(Who::Entity).or_else(|| self.known_phrase(place))
    }

    fn by_pronoun(&mut self, block: u32, reference: &Reference, gender: Gender) -> Option<Who> {
        let own = reference.role == Role::Object && !self.is_parted(block, reference);
        if own && self.is_object_of_verb(block, reference) {
            self.ruled_out.extend(self.cast.subject().and_then(Figure::entity));
        }
        let found = self.pronoun(block, Some(gender), &[], own);
        self.ruled_out.clear();
        // `In her eighties she …`
        let leads = reference.role == Role::Owner
            && (1..=MOST_BEFORE_TOPIC).contains(&self.token_at(block, reference.range.start));
        let opens = (reference.role == Role::Topic || leads) && reference.sentence == 0;
        let found = if opens { self.turned(block, Some(gender), found) } else { found };
        match found {
            Chosen::One(who, _) => Some(who),
            Chosen::Either(..) | Chosen::Nobody => None,
        }
    }

    /// `when I asked him`: a clause whose subject is a pronoun right before the verb stands around the object.
    fn is_parted(&self, block: u32, reference: &Reference) -> bool {
        let tokens = &self.blocks[block as usize].summary.tokens;
        let at = self.token_at(block, reference.range.start);
        at > 1 && tokens[at - 2].is(WordClass::PRONOUN_SUBJECT) && !tokens[at - 1].is(WordClass::PREPOSITION)
    }
}
