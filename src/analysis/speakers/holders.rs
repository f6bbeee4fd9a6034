//! Who has been called so: the bearers of a title or an office, and those whom a description can mean without one.

use super::beside::home_behind;
use super::cast::{Figure, Kind, Who};
use super::choice::{Choice, Chosen};
use super::descriptions::{BLOCKS_BACK, gender_of};
use super::naming::{key, words_of};
use super::persons::{How, People, tokens_of};
use crate::analysis::Confidence;
use crate::analysis::article::Place;
use crate::analysis::entities::{EntityIndex, OFTEN};
use crate::analysis::mentions::{EntityKind, Gender};
use crate::analysis::tokens::Token;
use crate::knowledge::{WordClass, lexicon, offices, rolewords};
use smallvec::SmallVec;

/// How many blocks back somebody is meant by a role that is no office.
const ROLE_BACK: u32 = 8;

/// Words that make a title that of somebody below.
const SECOND: [&str; 4] = ["vice", "deputy", "assistant", "under"];

/// Words for parties, those of one party in a row.
const PARTIES: [&[&str]; 7] = [
    &["republican", "gop"],
    &["democratic", "democrat"],
    &["labour", "labor"],
    &["conservative", "tory"],
    &["liberal"],
    &["green"],
    &["libertarian"],
];

/// Whether a title ends in the words of `phrase`, whatever their capitals.
fn ends_in(title: &str, phrase: &str) -> bool {
    let at = title.len().checked_sub(phrase.len());
    at.and_then(|at| title.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(phrase))
}

/// The party that a capitalised word names.
fn party(word: &str) -> Option<usize> {
    let capital = word.starts_with(char::is_uppercase);
    PARTIES.iter().position(|names| capital && names.iter().any(|n| n.eq_ignore_ascii_case(word)))
}

/// Whether a word of a title is an office, or short for one: `Sen.`
fn is_office(word: &str) -> bool {
    let word = word.to_lowercase();
    let office = |w: &str| lexicon::classes_of(w).contains(WordClass::OFFICE);
    office(&word) || rolewords::in_full(&word).iter().any(|full| office(full))
}

/// A few people.
pub(super) type People4 = SmallVec<[EntityIndex; 4]>;

impl People<'_> {
    /// Whom the story has called so, for a description that is no source: `the minister`, `the man` of before.
    pub(super) fn recalled(&mut self, place: Place) -> Option<Who> {
        let here = self.blocks[place.block as usize];
        let head = tokens_of(here, place.range).last()?;
        let word = head.text(here.prose()).to_lowercase();
        let stranger = Who::Stranger(key(&word));
        let matched = self.bearers_of(place, head, &word, &[]);
        let bearer = self.most_prominent(place.block, &matched);
        if self.is_doubtful(place, bearer, gender_of(head), &[]) {
            return None;
        }
        match bearer {
            Chosen::One(who, _) => Some(who),
            Chosen::Either(..) => None,
            Chosen::Nobody => {
                // `the woman who had called`: somebody without a name, if not of before.
                if let Some(gender) = gender_of(head) {
                    self.cast.touch(Figure::new(stranger, Some(gender), Kind::Person, place.block), 0);
                }
                self.cast.find(stranger).map(|f| f.who)
            }
        }
    }

    /// Whether the story has called anybody by the words of the description.
    pub(super) fn is_called_so(&self, place: Place) -> bool {
        let here = self.blocks[place.block as usize];
        let Some(head) = tokens_of(here, place.range).last() else { return false };
        !self.bearers_of(place, head, &head.text(here.prose()).to_lowercase(), &[]).is_empty()
    }

    /// Whom a description at the head of a sentence means that the story has called nobody by: whom it would as a source.
    pub(super) fn opening(&mut self, place: Place) -> Option<Who> {
        let here = self.blocks[place.block as usize];
        let head = tokens_of(here, place.range).last()?;
        // `the woman who had called`, `the former president` of two
        if !head.is(WordClass::ROLE | WordClass::TITLE) && gender_of(head).is_some()
            || self.modifiers(place).any(offices::is_not_now)
        {
            return self.recalled(place);
        }
        let described = self.described(place, &[]).0;
        self.ruled_out.clear();
        match described {
            Chosen::One(who, _) => Some(who),
            // `The opener was out for 114`: somebody, if not known who.
            _ => self.somebody(place),
        }
    }

    /// Somebody of whom the story does not say who it is: `the opener`.
    pub(super) fn somebody(&mut self, place: Place) -> Option<Who> {
        let here = self.blocks[place.block as usize];
        let head = tokens_of(here, place.range).last()?;
        let who = Who::Stranger(key(head.text(here.prose())));
        self.cast.touch(Figure::new(who, gender_of(head), Kind::Person, place.block), 0);
        Some(who)
    }

    /// Those whom the story has called by the words of a description.
    pub(super) fn bearers_of(
        &self,
        place: Place,
        head: &Token,
        word: &str,
        quoted: &[EntityIndex],
    ) -> People4 {
        let gender = gender_of(head);
        let mut exact = self.fitting(self.titled(word), gender, quoted);
        exact.retain(|e| self.is_introduced(*e, place));
        // `the Republican` is not the chairman of the Republican committee.
        if head.is(WordClass::DEMONYM) {
            let ends = |title: &str| words_of(title).last().is_some_and(|w| w.eq_ignore_ascii_case(word));
            exact.retain(|e| self.entities[*e as usize].titles.iter().any(|t| ends(&t.text)));
        }
        let matched = if exact.is_empty() {
            let others = rolewords::introduced_as(word).iter().flat_map(|w| self.titled(w));
            let others: People4 = others.copied().collect();
            // `a source … the source`, `a senior official … the official`: still the one without a name.
            match self.cast.find(Who::Stranger(key(word))) {
                Some(f) if others.iter().all(|e| self.is_older(*e, f)) => People4::new(),
                _ => self.fitting(&others, gender, quoted),
            }
        } else {
            self.modified(place, self.without_seconds(place, exact))
        };
        // `the candidate` is one of those at hand, `the mayor` whoever the story has called so.
        if head.is(WordClass::OFFICE) {
            return matched;
        }
        matched.into_iter().filter(|e| self.is_near(*e, place.block, ROLE_BACK)).collect()
    }

    /// Whether the story has named the person before `place`.
    fn is_introduced(&self, entity: EntityIndex, place: Place) -> bool {
        let mentions = &self.entities[entity as usize].mentions;
        mentions.iter().any(|m| (m.place.block, m.place.range.start) < (place.block, place.range.start))
    }

    /// Whether somebody whom the story gives no office leads here, and `who` was spoken of further off: `Hill won over the
    /// crowd. The senator said` of a senator of long before may be about Hill.
    pub(super) fn is_doubtful(
        &self,
        place: Place,
        who: Chosen,
        gender: Option<Gender>,
        quoted: &[EntityIndex],
    ) -> bool {
        let Chosen::One(Who::Entity(bearer), _) = who else { return false };
        let head = self.words_at(place).split(' ').next_back().unwrap_or_default();
        if offices::is_sole(head) && !self.modifiers(place).any(offices::is_not_now) {
            return false;
        }
        let Chosen::One(Who::Entity(leader), _) = self.leading(place.block, 1, gender, quoted, false) else {
            return false;
        };
        let has_another = || self.is_printed_as(bearer, head) && self.has_role(leader, &head.to_lowercase());
        let clear = leader == bearer
            || self.is_near(bearer, place.block, 1)
            || self.has_any_office(leader)
            || has_another()
            || self.is_called(place, bearer);
        !clear
    }

    /// Whether a title that the story prints with the person's name has the word.
    fn is_printed_as(&self, entity: EntityIndex, word: &str) -> bool {
        let class = lexicon::classes_of(&word.to_lowercase());
        let mut words = self.entities[entity as usize].titles.iter().flat_map(|t| words_of(&t.text));
        let short_for = |w: &str| {
            rolewords::in_full(&w.to_lowercase()).iter().any(|full| full.eq_ignore_ascii_case(word))
        };
        !class.contains(WordClass::CUE_NOUN) && words.any(|w| w.eq_ignore_ascii_case(word) || short_for(w))
    }

    /// Whether the story calls the person by a role that goes with no other called `head`: `Deputy Roe` is no sheriff.
    fn has_role(&self, entity: EntityIndex, head: &str) -> bool {
        let role = |word: &str| {
            let word = word.to_lowercase();
            let class = lexicon::classes_of(&word);
            class.intersects(WordClass::ROLE | WordClass::TITLE)
                && !class.intersects(WordClass::HONORIFIC | WordClass::DEMONYM)
                && !rolewords::is_kin(&word)
                && !rolewords::is_seeker(&word)
                && word != head
                && !rolewords::introduced_as(head).contains(&word.as_str())
        };
        self.entities[entity as usize].titles.iter().flat_map(|t| words_of(&t.text)).any(role)
    }

    /// Whether a title of the person ends in all words of a description of two or more: `the former president`.
    fn is_called(&self, place: Place, entity: EntityIndex) -> bool {
        let phrase = self.words_at(place).split_once(' ').map_or("", |(_, rest)| rest);
        let entity = &self.entities[entity as usize];
        // A title that stood with a surname alone may be a relative's.
        let surname = entity.name.rsplit(' ').next().map(key).and_then(|word| self.names.words.get(&word));
        let alone = surname.is_some_and(|bearers| bearers.len() == 1);
        phrase.contains(' ') && alone && entity.titles.iter().any(|t| ends_in(&t.text, phrase))
    }

    /// Whether the story calls the person by an office.
    fn has_any_office(&self, entity: EntityIndex) -> bool {
        let titles = &self.entities[entity as usize].titles;
        titles.iter().flat_map(|t| words_of(&t.text)).any(is_office)
    }

    /// Whether the person was last spoken of before the figure.
    pub(super) fn is_older(&self, entity: EntityIndex, figure: &Figure) -> bool {
        self.cast.find(Who::Entity(entity)).is_none_or(|f| f.clock < figure.clock)
    }

    /// `the [former] president` where the story has called nobody so: whom it knows without a title.
    pub(super) fn in_office(
        &mut self,
        place: Place,
        head: &Token,
        word: &str,
        quoted: &[EntityIndex],
    ) -> (Chosen, How) {
        let gender = gender_of(head);
        let past = self.modifiers(place).any(offices::is_not_now);
        let mut unlikely = People4::from_slice(quoted);
        unlikely.extend(self.at_hand().filter(|e| self.has_another_office(*e, word)));
        let others: People4 = self.at_hand().filter(|e| self.is_for_another(place, *e)).collect();
        self.ruled_out.extend(others);
        // `the judge` of the paragraph before may be anybody; `the former president`, `the Ohio senator` are hardly brought in so.
        let back = if past { BLOCKS_BACK } else { 1 };
        let calls_again = past || self.is_placed(place);
        let found = self.topic(place.block, gender, &unlikely).or_else(|| {
            match self.leading(place.block, back, gender, &unlikely, false) {
                Chosen::One(who @ Who::Entity(_), sure) if past || sure == Confidence::High => Some(who),
                _ => None,
            }
            .filter(|_| calls_again)
        });
        let Some(who) = found else {
            return (self.bring_in(place, head, word), How::Printed);
        };
        // From here on the story has called them so.
        if let Who::Entity(entity) = who
            && past
        {
            self.learnt.title(&self.names, place.block, key(word), entity);
        }
        (Chosen::One(who, Confidence::Medium), How::Prominent)
    }

    /// Whether the description gives a party and the story calls the person one of another: `the Democratic candidate`.
    pub(super) fn is_of_another_party(&self, place: Place, entity: EntityIndex) -> bool {
        let here = self.blocks[place.block as usize];
        let Some(own) = tokens_of(here, place.range).iter().find_map(|t| party(t.text(here.prose()))) else {
            return false;
        };
        let titles = &self.entities[entity as usize].titles;
        let mut theirs = titles.iter().flat_map(|t| words_of(&t.text)).filter_map(party).peekable();
        theirs.peek().is_some() && !theirs.any(|p| p == own)
    }

    /// Whether a place or the like stands before the noun: `the Ohio senator`.
    pub(super) fn is_placed(&self, place: Place) -> bool {
        let here = self.blocks[place.block as usize];
        let tokens = tokens_of(here, place.range);
        let inner = tokens.get(1..tokens.len().saturating_sub(1)).unwrap_or_default();
        inner.iter().any(|t| t.is_capitalised() && party(t.text(here.prose())).is_none())
    }

    /// `the Kansas Republican` of whom the story has said `Brian Holt of Kansas`, and of nobody else.
    pub(super) fn native_of(&self, place: Place) -> Option<EntityIndex> {
        let here = self.blocks[place.block as usize];
        let [_, from, head] = tokens_of(here, place.range) else { return None };
        let from = from.text(here.prose());
        if !head.is(WordClass::OFFICE | WordClass::DEMONYM)
            || !from.starts_with(char::is_uppercase)
            || party(from).is_some()
        {
            return None;
        }
        let of = |e: &EntityIndex| {
            self.entities[*e as usize].mentions.iter().take(OFTEN).any(|m| {
                let here = self.blocks[m.place.block as usize];
                let before = (m.place.block, m.place.range.start) < (place.block, place.range.start);
                before && home_behind(here, &here.summary.mentions[m.index as usize]) == Some(from)
            })
        };
        let mut there =
            self.at_hand().filter(|e| self.entities[*e as usize].kind == EntityKind::Person && of(e));
        match (there.next(), there.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    /// `the Ohio senator` of several senators: whoever leads, if the story calls that one so or nothing else.
    pub(super) fn placed(
        &self,
        place: Place,
        head: &Token,
        word: &str,
        matched: &[EntityIndex],
        quoted: &[EntityIndex],
    ) -> (Chosen, How) {
        let mut unlikely = People4::from_slice(quoted);
        unlikely.extend(self.at_hand().filter(|e| self.has_another_office(*e, word)));
        match self.leading(place.block, BLOCKS_BACK, gender_of(head), &unlikely, false) {
            Chosen::One(who @ Who::Entity(_), _) => (Chosen::One(who, Confidence::Medium), How::Prominent),
            _ => (self.most_prominent(place.block, matched), How::Title),
        }
    }

    /// The entities at hand.
    pub(super) fn at_hand(&self) -> impl Iterator<Item = EntityIndex> {
        self.cast.figures.iter().filter_map(Figure::entity)
    }

    /// Whether the story calls the person by an office, and not by this one.
    pub(super) fn has_another_office(&self, entity: EntityIndex, word: &str) -> bool {
        let titles = &self.entities[entity as usize].titles;
        let mut words = titles.iter().flat_map(|t| words_of(&t.text));
        words.any(is_office) && !self.titled(word).contains(&entity)
    }

    /// Who led the sentence before in the same paragraph, if nobody else comes near.
    pub(super) fn topic(&self, block: u32, gender: Option<Gender>, quoted: &[EntityIndex]) -> Option<Who> {
        match self.leading(block, 0, gender, quoted, false) {
            Chosen::One(who @ Who::Entity(_), _) => self
                .cast
                .find(who)
                .filter(|f| f.kind == Kind::Person && f.led > 0 && f.led + 1 >= self.cast.clock)
                .map(|f| f.who),
            _ => None,
        }
    }

    /// Those of `entities` whom the gender allows and whom the words do not name.
    pub(super) fn fitting(
        &self,
        entities: &[EntityIndex],
        gender: Option<Gender>,
        quoted: &[EntityIndex],
    ) -> People4 {
        let fits = |e: &EntityIndex| {
            let known = self.genders[*e as usize];
            !quoted.contains(e) && (gender.is_none() || known.is_none() || known == gender)
        };
        let mut fitting: People4 = entities.iter().copied().filter(fits).collect();
        fitting.sort_unstable();
        fitting.dedup();
        fitting
    }

    /// Those with a title that ends in the words of the description, else those whose titles have all its words, else all.
    pub(super) fn modified(&self, place: Place, people: People4) -> People4 {
        let here = self.blocks[place.block as usize];
        let tokens = tokens_of(here, place.range);
        let Some(opening) = tokens.get(1) else { return people };
        let phrase =
            here.prose().get(opening.range.start as usize..place.range.end as usize).unwrap_or_default();
        let exact =
            |e: &EntityIndex| self.entities[*e as usize].titles.iter().any(|t| ends_in(&t.text, phrase));
        let people = self.at_place(place, people);
        let people: People4 = people.into_iter().filter(|e| !self.is_for_another(place, *e)).collect();
        let words: SmallVec<[String; 4]> = words_of(phrase).map(str::to_lowercase).collect();
        let all = |e: &EntityIndex| words.iter().all(|w| self.titled(w).contains(e));
        for closest in [
            people.iter().copied().filter(exact).collect(),
            people.iter().copied().filter(all).collect::<People4>(),
        ] {
            if !closest.is_empty() {
                return closest;
            }
        }
        let past = self.modifiers(place).any(offices::is_not_now);
        let from = tokens[..tokens.len() - 1].iter().skip(1).any(Token::is_capitalised);
        let party = from && tokens.last().is_some_and(|t| t.is(WordClass::DEMONYM));
        // `the former president` is one who is at hand; `the Ohio Republican` need not be any Republican of the story.
        match () {
            () if party => People4::new(),
            () if past => people.into_iter().filter(|e| self.is_near(*e, place.block, BLOCKS_BACK)).collect(),
            () => people,
        }
    }

    /// `the transport secretary`, where the story calls the person secretary of something else.
    fn is_for_another(&self, place: Place, entity: EntityIndex) -> bool {
        let here = self.blocks[place.block as usize];
        let Some([before, head]) = tokens_of(here, place.range).last_chunk::<2>() else { return false };
        let (office, head) = (before.text(here.prose()).to_lowercase(), head.text(here.prose()));
        if !rolewords::is_portfolio(&office) {
            return false;
        }
        // The words before the noun in each title that has it.
        let titles = self.entities[entity as usize].titles.iter().filter_map(|t| {
            let words: SmallVec<[String; 4]> = words_of(&t.text).map(str::to_lowercase).collect();
            let at = words.iter().position(|w| w.eq_ignore_ascii_case(head))?;
            Some(at.checked_sub(1).map(|b| words[b].clone()).unwrap_or_default())
        });
        let mut named = titles.peekable();
        named.peek().is_some() && named.all(|w| w != office && rolewords::is_portfolio(&w))
    }

    /// `the senator from Ohio`: those whose titles name the place, else those at hand whose titles name none in that way.
    fn at_place(&self, place: Place, people: People4) -> People4 {
        let here = self.blocks[place.block as usize];
        let tokens = &here.summary.tokens;
        let end = tokens.partition_point(|t| t.range.start < place.range.end);
        let Some([preposition, from, ..]) = tokens.get(end..) else { return people };
        if !preposition.is(WordClass::PREPOSITION) || !from.is_capitalised() {
            return people;
        }
        let (preposition, from) = (preposition.text(here.prose()), from.text(here.prose()));
        let words =
            |e: &EntityIndex| self.entities[*e as usize].titles.iter().flat_map(|t| words_of(&t.text));
        let there: People4 = people.iter().copied().filter(|e| words(e).any(|w| w == from)).collect();
        if !there.is_empty() {
            return there;
        }
        let near = |e: &EntityIndex| self.is_near(*e, place.block, 1) && !words(e).any(|w| w == preposition);
        people.into_iter().filter(near).collect()
    }

    /// Whether the person was spoken of in the last `back` blocks.
    pub(super) fn is_near(&self, entity: EntityIndex, block: u32, back: u32) -> bool {
        self.cast.find(Who::Entity(entity)).is_some_and(|f| block - f.block <= back)
    }

    /// Without those whose titles are all those of somebody below, if the story has others: `the president` is no vice
    /// president.
    pub(super) fn without_seconds(&self, place: Place, people: People4) -> People4 {
        let is_second = |word: &str| SECOND.iter().any(|s| s.eq_ignore_ascii_case(word));
        // `the deputy mayor` is whoever the story calls a deputy, and not the mayor.
        if let Some(second) = self.modifiers(place).find(|word| is_second(word)) {
            let deputies = self.titled(&second.to_lowercase());
            return people.into_iter().filter(|e| deputies.contains(e)).collect();
        }
        let second = |e: &EntityIndex| {
            let titles = &self.entities[*e as usize].titles;
            !titles.is_empty() && titles.iter().all(|t| words_of(&t.text).any(is_second))
        };
        let first: People4 = people.iter().copied().filter(|e| !second(e)).collect();
        if first.is_empty() { people } else { first }
    }

    /// The words of a description before its last.
    pub(super) fn modifiers(&self, place: Place) -> impl Iterator<Item = &str> {
        let here = self.blocks[place.block as usize];
        let tokens = tokens_of(here, place.range);
        let before = tokens.len().saturating_sub(1);
        tokens[..before].iter().map(move |t| t.text(here.prose()))
    }

    /// The most prominent of several who bear a title.
    pub(super) fn most_prominent(&self, block: u32, people: &[EntityIndex]) -> Chosen {
        let mut choice = Choice::default();
        for entity in people {
            let weight = self.cast.find(Who::Entity(*entity)).map_or(0, |f| self.prominence(f, block));
            choice.add(Who::Entity(*entity), weight);
        }
        choice.take()
    }

    /// `his lawyer`, `the council’s chief executive`: the only person with that title.
    pub(super) fn related(&self, word: &str) -> Chosen {
        match self.titled(word) {
            [only] => Chosen::One(Who::Entity(*only), Confidence::Medium),
            _ => Chosen::Nobody,
        }
    }
}
