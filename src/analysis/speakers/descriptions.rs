//! Descriptions as sources: `the minister`, `the 45-year-old`, `the company`, `his lawyer`.

use super::cast::{Figure, Kind, Who};
use super::choice::{Choice, Chosen};
use super::naming::key;
use super::persons::{How, People, SPEAKING, tokens_of};
use crate::analysis::Confidence;
use crate::analysis::article::Place;
use crate::analysis::entities::EntityIndex;
use crate::analysis::mentions::{EntityKind, Gender};
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::{WordClass, lexicon, offices, rolewords};
use smallvec::SmallVec;

/// How many blocks back a description without a title finds its bearer.
const BLOCKS_BACK: u32 = 2;
/// How many blocks back somebody is meant by a role that is no office.
const ROLE_BACK: u32 = 8;
/// Words that make a title that of somebody below.
const SECOND: [&str; 4] = ["vice", "deputy", "assistant", "under"];
/// How far a name may stand behind the description that it is in apposition to, in tokens.
const APPOSITION: usize = 12;

/// Nouns for bodies of one kind, which mean no other body than one with that word in its name.
const SPECIAL: [&str; 21] = [
    "council",
    "court",
    "committee",
    "commission",
    "parliament",
    "senate",
    "house",
    "congress",
    "jury",
    "police",
    "university",
    "hospital",
    "school",
    "ministry",
    "government",
    "tribunal",
    "embassy",
    "church",
    "department",
    "museum",
    "airport",
];

type People4 = SmallVec<[EntityIndex; 4]>;

impl People<'_> {
    /// Whom a description means.
    pub(super) fn described(&mut self, place: Place, quoted: &[EntityIndex]) -> (Chosen, How) {
        if let Some(entity) = self.apposed(place) {
            // `The governor of Kuma, Bello Danladi, said`: he is the governor from here on.
            let here = self.blocks[place.block as usize];
            if let Some(noun) = tokens_of(here, place.range).last() {
                let word = key(noun.text(here.prose()));
                self.learnt.title(&self.names, place.block, word, entity);
            }
            return (Chosen::One(Who::Entity(entity), Confidence::High), How::Apposed);
        }
        let here = self.blocks[place.block as usize];
        let tokens = tokens_of(here, place.range);
        let (Some(first), Some(head)) = (tokens.first(), tokens.last()) else {
            return (Chosen::Nobody, How::Printed);
        };
        let word = head.text(here.prose()).to_lowercase();
        if let Some(years) = age(head, &word) {
            return (self.aged(place.block, years, quoted), How::Prominent);
        }
        let related =
            first.is(WordClass::POSSESSIVE) || tokens.iter().any(|t| t.kind == TokenKind::Possessive);
        let definite =
            first.is(WordClass::DETERMINER) && !first.is(WordClass::INDEFINITE | WordClass::STANDALONE);
        if related {
            return match self.related(&word) {
                Chosen::Nobody => (self.bring_in(place.block, head, &word), How::Printed),
                found => (found, How::Title),
            };
        }
        if !definite {
            return (self.bring_in(place.block, head, &word), How::Printed);
        }
        if head.is(WordClass::BODY_NOUN) {
            let body = self.body(place.block, &word);
            if body == Chosen::Nobody {
                self.bring_in_body(place.block, &word);
            }
            return (body, How::Prominent);
        }
        self.definite(place, head, &word, quoted)
    }

    /// `the [former Russian] minister`.
    fn definite(&mut self, place: Place, head: &Token, word: &str, quoted: &[EntityIndex]) -> (Chosen, How) {
        let gender = gender_of(head);
        let mut exact = self.fitting(self.titled(word), gender, quoted);
        // `the Republican` is not the chairman of the Republican committee.
        if head.is(WordClass::DEMONYM) {
            let ends = |title: &str| {
                super::naming::words_of(title).last().is_some_and(|w| w.eq_ignore_ascii_case(word))
            };
            exact.retain(|e| self.entities[*e as usize].titles.iter().any(|t| ends(&t.text)));
        }
        let past = self.modifiers(place).any(offices::is_not_now);
        let matched = if exact.is_empty() {
            let others = rolewords::introduced_as(word).iter().flat_map(|w| self.titled(w));
            let others: People4 = others.copied().collect();
            self.fitting(&others, gender, quoted)
        } else {
            self.modified(place, self.without_seconds(place, exact))
        };
        // `the candidate` is one of those at hand, `the mayor` whoever the story has called so.
        let matched: People4 = if head.is(WordClass::OFFICE) {
            matched
        } else {
            matched.into_iter().filter(|e| self.is_near(*e, place.block, ROLE_BACK)).collect()
        };
        if !matched.is_empty() {
            return (self.most_prominent(place.block, &matched), How::Title);
        }
        let plural = word.ends_with('s') && !word.ends_with("ss");
        if plural || head.is(WordClass::CUE_NOUN | WordClass::SPEAKING_NOUN) {
            return (Chosen::Nobody, How::Printed);
        }
        // `the Bench`, `the Crown`
        let person = WordClass::ROLE
            | WordClass::TITLE
            | WordClass::MALE_NOUN
            | WordClass::FEMALE_NOUN
            | WordClass::DEMONYM;
        if head.is_capitalised()
            && !head.is(person)
            && tokens_of(self.blocks[place.block as usize], place.range).len() == 2
        {
            return (Chosen::Nobody, How::Printed);
        }
        // `the former president` may be anybody whom the story knows without a title.
        if let Some(who) = self.topic(place.block, gender, quoted).filter(|_| head.is(WordClass::OFFICE)) {
            return (Chosen::One(who, Confidence::Medium), How::Prominent);
        }
        if head.is(WordClass::OFFICE) && !past || self.cast.find(Who::Stranger(key(word))).is_some() {
            return (self.bring_in(place.block, head, word), How::Printed);
        }
        (self.whoever_leads(place.block, gender, quoted), How::Prominent)
    }

    /// Who led the sentence before in the same paragraph, if nobody else comes near.
    fn topic(&self, block: u32, gender: Option<Gender>, quoted: &[EntityIndex]) -> Option<Who> {
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
    fn fitting(&self, entities: &[EntityIndex], gender: Option<Gender>, quoted: &[EntityIndex]) -> People4 {
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
    fn modified(&self, place: Place, people: People4) -> People4 {
        let here = self.blocks[place.block as usize];
        let tokens = tokens_of(here, place.range);
        let Some(opening) = tokens.get(1) else { return people };
        let phrase =
            here.prose().get(opening.range.start as usize..place.range.end as usize).unwrap_or_default();
        let ends = |title: &str| {
            let at = title.len().checked_sub(phrase.len());
            at.and_then(|at| title.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(phrase))
        };
        let exact = |e: &EntityIndex| self.entities[*e as usize].titles.iter().any(|t| ends(&t.text));
        let words: SmallVec<[String; 4]> = super::naming::words_of(phrase).map(str::to_lowercase).collect();
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

    /// Whether the person was spoken of in the last `back` blocks.
    fn is_near(&self, entity: EntityIndex, block: u32, back: u32) -> bool {
        self.cast.find(Who::Entity(entity)).is_some_and(|f| block - f.block <= back)
    }

    /// Without those whose titles are all those of somebody below, if the story has others: `the president` is no vice
    /// president.
    fn without_seconds(&self, place: Place, people: People4) -> People4 {
        let is_second = |word: &str| SECOND.iter().any(|s| s.eq_ignore_ascii_case(word));
        if self.modifiers(place).any(is_second) {
            return people;
        }
        let second = |e: &EntityIndex| {
            let titles = &self.entities[*e as usize].titles;
            !titles.is_empty() && titles.iter().all(|t| super::naming::words_of(&t.text).any(is_second))
        };
        let first: People4 = people.iter().copied().filter(|e| !second(e)).collect();
        if first.is_empty() { people } else { first }
    }

    /// The words of a description before its last.
    fn modifiers(&self, place: Place) -> impl Iterator<Item = &str> {
        let here = self.blocks[place.block as usize];
        let tokens = tokens_of(here, place.range);
        let before = tokens.len().saturating_sub(1);
        tokens[..before].iter().map(move |t| t.text(here.prose()))
    }

    /// The most prominent of several who bear a title.
    fn most_prominent(&self, block: u32, people: &[EntityIndex]) -> Chosen {
        let mut choice = Choice::default();
        for entity in people {
            let weight = self.cast.find(Who::Entity(*entity)).map_or(0, |f| self.prominence(f, block));
            choice.add(Who::Entity(*entity), weight);
        }
        choice.take()
    }

    /// Whoever leads the story at this point, if that is clear.
    fn whoever_leads(&self, block: u32, gender: Option<Gender>, quoted: &[EntityIndex]) -> Chosen {
        match self.leading(block, BLOCKS_BACK, gender, quoted, false) {
            Chosen::One(who, _) => Chosen::One(who, Confidence::Medium),
            other => other,
        }
    }

    /// The only person of that age, else whoever leads.
    fn aged(&self, block: u32, years: &str, quoted: &[EntityIndex]) -> Chosen {
        let has_age = |entity: &crate::analysis::entities::Entity| {
            entity.mentions.iter().any(|m| {
                let here = self.blocks[m.place.block as usize];
                let end = here.summary.mentions[m.index as usize].tokens.1 as usize;
                let behind = here.summary.tokens.get(end..).unwrap_or_default();
                matches!(behind, [comma, age, ..] if comma.is_punct(here.prose(), ',') && age.text(here.prose()) == years)
            })
        };
        let people = self.entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person);
        let mut aged = people.filter(|(_, e)| has_age(e)).map(|(i, _)| i as EntityIndex);
        match (aged.next(), aged.next()) {
            (Some(only), None) => Chosen::One(Who::Entity(only), Confidence::High),
            _ => self.whoever_leads(block, None, quoted),
        }
    }

    /// `his lawyer`, `the council’s chief executive`: the only person with that title.
    fn related(&self, word: &str) -> Chosen {
        match self.titled(word) {
            [only] => Chosen::One(Who::Entity(*only), Confidence::Medium),
            _ => Chosen::Nobody,
        }
    }

    /// `a resident`, `one of the men`: somebody without a name is at hand from now on.
    fn bring_in(&mut self, block: u32, head: &Token, word: &str) -> Chosen {
        let plural = word.ends_with('s') && !word.ends_with("ss");
        if plural || head.is(WordClass::CUE_NOUN | WordClass::SPEAKING_NOUN | WordClass::BODY_NOUN) {
            return Chosen::Nobody;
        }
        let who = Who::Stranger(key(word));
        let gender = gender_of(head).or(self.cast.find(who).and_then(|f| f.gender));
        self.cast.touch(Figure::new(who, gender, Kind::Person, block), 0);
        Chosen::One(who, Confidence::High)
    }

    /// `according to the fire department`: a body without a name speaks, which `it` means from now on.
    fn bring_in_body(&mut self, block: u32, word: &str) {
        let body = Figure::new(Who::Stranger(key(word)), None, Kind::Body, block);
        self.cast.touch(Figure { leading: true, ..body }, SPEAKING);
    }

    /// `the company`: the body whose name has the word, else the one that leads.
    fn body(&self, block: u32, word: &str) -> Chosen {
        let named = |who: Who| match who {
            Who::Entity(e) => self.entities[e as usize].name.split_whitespace().any(|w| key(w) == key(word)),
            _ => false,
        };
        // `Treyvon Martin` is hardly a company.
        let persons = |who: Who| match who {
            Who::Entity(e) => {
                let mut words = self.entities[e as usize].name.split_whitespace();
                let given = words.next().map(lexicon::classes_of).unwrap_or_default();
                words.next().is_some() && given.intersects(WordClass::GIVEN_MALE | WordClass::GIVEN_FEMALE)
            }
            _ => true,
        };
        let perhaps = |f: &&Figure| f.kind == Kind::BodyPerhaps && !persons(f.who);
        let unnamed = |f: &Figure| matches!(f.who, Who::Stranger(_));
        let body = |f: &&Figure| (f.kind == Kind::Body && !unnamed(f)) || perhaps(f);
        let bodies = || self.cast.figures.iter().filter(body);
        let by_name = bodies().any(|f| named(f.who));
        let mut choice = Choice::default();
        // `the council` is not the next best charity.
        if !by_name && SPECIAL.contains(&word) {
            return Chosen::Nobody;
        }
        for figure in bodies().filter(|f| if by_name { named(f.who) } else { block - f.block <= BLOCKS_BACK })
        {
            choice.add(figure.who, self.prominence(figure, block));
        }
        match choice.take() {
            Chosen::One(who, _) => Chosen::One(who, Confidence::Medium),
            other => other,
        }
    }

    /// The name in apposition behind the description: `a spokesman, Kyle Brandt,`, `the head of the union, Ann Roe,`.
    fn apposed(&self, place: Place) -> Option<EntityIndex> {
        let here = self.blocks[place.block as usize];
        let (tokens, mentions) = (&here.summary.tokens, &here.summary.mentions);
        let end = tokens.partition_point(|t| t.range.start < place.range.end);
        let mut comma = end;
        while comma < end + APPOSITION && !tokens.get(comma)?.is_punct(here.prose(), ',') {
            let token = &tokens[comma];
            let verb = WordClass::CUE | WordClass::AUXILIARY | WordClass::RELATIVE | WordClass::MODAL;
            let prepositional =
                comma > end || token.is(WordClass::PREPOSITION) || token.text(here.prose()).ends_with("ing");
            if !token.is_wordlike() && token.kind != TokenKind::Possessive || token.is(verb) || !prepositional
            {
                return None;
            }
            comma += 1;
        }
        let open = tokens.get(comma)?.range.end;
        let next = mentions.partition_point(|m| m.range.start < open);
        let mention = mentions.get(next).filter(|m| m.is_person())?;
        // The description itself may have been read as the title of the name.
        let titled = !mention.title.is_empty() && mention.title.start >= open;
        let start = if titled { mention.title.start.min(mention.range.start) } else { mention.range.start };
        let between = here.prose().get(open as usize..start as usize)?;
        let closes = tokens.get(mention.tokens.1 as usize).is_none_or(|t| {
            t.is(WordClass::PREPOSITION) || !t.is_wordlike() && t.kind != TokenKind::Possessive
        });
        let simple = comma == end;
        (leads_to_name(between) && (closes || simple))
            .then(|| self.bearer(place.block, next as u32))
            .flatten()
    }
}

/// Whether nothing stands between a comma and a name, or what the bearer is: `the Dutch immunologist`.
fn leads_to_name(between: &str) -> bool {
    let verb = WordClass::CUE | WordClass::AUXILIARY | WordClass::RELATIVE | WordClass::MODAL;
    let outside = verb | WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::PRONOUN_SUBJECT;
    let mut words = between.split_whitespace();
    match words.next() {
        None => true,
        Some("the") => {
            words.clone().count() < 4 && words.all(|w| !lexicon::classes_of(w).intersects(outside))
        }
        Some(_) => false,
    }
}

/// The age of `the 54-year-old`.
fn age<'w>(head: &Token, word: &'w str) -> Option<&'w str> {
    (head.kind == TokenKind::Number).then(|| word.split_once('-')).flatten().map(|(years, _)| years)
}

/// The gender that a noun shows.
fn gender_of(token: &Token) -> Option<Gender> {
    match (token.is(WordClass::MALE_NOUN), token.is(WordClass::FEMALE_NOUN)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}
