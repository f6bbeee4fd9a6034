//! Descriptions as sources: `the minister`, `the 45-year-old`, `the company`, `his lawyer`.

use super::beside::{age_behind, word_before};
use super::cast::{Figure, Kind, Who};
use super::choice::{Choice, Chosen};
use super::holders::People4;
use super::naming::key;
use super::persons::{How, People, SPEAKING, tokens_of};
use crate::analysis::Confidence;
use crate::analysis::article::Place;
use crate::analysis::entities::{Entity, EntityIndex, OFTEN};
use crate::analysis::mentions::{EntityKind, Gender, Mention};
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::gazetteer::{self, NameClass};
use crate::knowledge::{WordClass, lexicon, offices, rolewords};

/// How many blocks back a description without a title finds its bearer.
pub(super) const BLOCKS_BACK: u32 = 2;
/// How far a name may stand behind the description that it is in apposition to, in tokens.
const APPOSITION: usize = 12;

/// How many sentences ago somebody led who is described.
const RECENT: u32 = 3;

/// Nouns for bodies of one kind, which mean no other body than one with that word in its name.
const SPECIAL: [&str; 29] = [
    "city",
    "country",
    "county",
    "nation",
    "state",
    "town",
    "village",
    "council",
    "board",
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

/// Nouns for papers, broadcasters and their like.
const OF_NEWS: [&str; 12] = [
    "agency",
    "broadcaster",
    "channel",
    "company",
    "magazine",
    "network",
    "newspaper",
    "outlet",
    "paper",
    "publication",
    "site",
    "website",
];

/// Nouns for somebody who wants no name, and gets none further on.
const ANONYMOUS: [&str; 5] = ["source", "insider", "person", "official", "informant"];

/// Nouns for a child, who is hardly whoever the story is about.
const CHILD: [&str; 8] = ["boy", "girl", "child", "kid", "toddler", "baby", "schoolboy", "schoolgirl"];

/// Nouns for somebody who speaks for another and is called so at once, if at all.
const ATTENDANT: [&str; 6] = ["aide", "spokesman", "spokeswoman", "spokesperson", "assistant", "adviser"];

impl People<'_> {
    /// Whom a description means.
    pub(super) fn described(&mut self, place: Place, quoted: &[EntityIndex]) -> (Chosen, How) {
        if let Some(entity) = self.in_apposition(place) {
            return (Chosen::One(Who::Entity(entity), Confidence::High), How::Apposed);
        }
        if let Some(who) = self.apposed(place) {
            // `The governor of Kuma, Bello Danladi, said`: he is the governor from here on.
            let here = self.blocks[place.block as usize];
            if let (Some(noun), Who::Entity(entity)) = (tokens_of(here, place.range).last(), who)
                && is_person(noun, noun.text(here.prose()))
            {
                let word = key(noun.text(here.prose()));
                self.learnt.title(&self.names, place.block, word, entity);
            }
            return (Chosen::One(who, Confidence::High), How::Apposed);
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
        // `shook his head`
        if word == "head" && tokens.iter().rev().nth(1).is_some_and(|t| t.is(WordClass::POSSESSIVE)) {
            return (Chosen::Nobody, How::Printed);
        }
        if related {
            return match self.related(&word) {
                Chosen::Nobody => (self.bring_in(place, head, &word), How::Printed),
                found => (found, How::Title),
            };
        }
        if !definite {
            return (self.bring_in(place, head, &word), How::Printed);
        }
        // `“Q,” was the answer`: of whoever the sentence before was about.
        if head.is(WordClass::VERDICT_NOUN) {
            let who = self.topic(place.block, None, quoted);
            return (who.map_or(Chosen::Nobody, |who| Chosen::One(who, Confidence::Medium)), How::Prominent);
        }
        if head.is(WordClass::BODY_NOUN) {
            let body = self.body(place, &word);
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
        if let Some(entity) = self.native_of(place) {
            return (Chosen::One(Who::Entity(entity), Confidence::Medium), How::Title);
        }
        let matched = self.bearers_of(place, head, word, quoted);
        // `Roe spoke after the minister had said`: nobody is called so beside the own name.
        let leads = |f: &&Figure| f.leading && f.named == Some(place.block) && self.cast.is_here(f);
        let here = self.cast.figures.iter().filter(leads).filter_map(Figure::entity);
        let rivals: People4 = self.at_hand().filter(|e| self.is_of_another_party(place, *e)).collect();
        let ruled_out: People4 = here.chain(rivals.iter().copied()).collect();
        let matched: People4 = matched.into_iter().filter(|e| !ruled_out.contains(e)).collect();
        self.ruled_out = ruled_out;
        if head.is(WordClass::OFFICE) && self.is_placed(place) && !matched.is_empty() {
            return self.placed(place, head, word, &matched, quoted);
        }
        if !matched.is_empty() {
            let bearer = self.most_prominent(place.block, &matched);
            if self.is_doubtful(place, bearer, gender, quoted) {
                return (Chosen::Nobody, How::Printed);
            }
            return (bearer, How::Title);
        }
        if is_plural(word) || head.is(WordClass::CUE_NOUN | WordClass::SPEAKING_NOUN) {
            return (Chosen::Nobody, How::Printed);
        }
        if rolewords::national(word).is_some() {
            return (self.of_nation(place, quoted), How::Prominent);
        }
        // `the Bench`, `the Crown`
        if head.is_capitalised()
            && !head.is(PERSON)
            && tokens_of(self.blocks[place.block as usize], place.range).len() == 2
        {
            return (Chosen::Nobody, How::Printed);
        }
        let past = self.modifiers(place).any(offices::is_not_now);
        let again = head.is(WordClass::OFFICE) && past;
        if !again && self.cast.find(Who::Stranger(key(word))).is_some() {
            return (self.bring_in(place, head, word), How::Printed);
        }
        if head.is(WordClass::OFFICE) {
            return self.in_office(place, head, word, quoted);
        }
        // `the issue`, `the broadest`, `the two` are nobody; `the source` stays without a name.
        let unnamed = [&ANONYMOUS[..], &CHILD, &ATTENDANT].iter().any(|nouns| nouns.contains(&word));
        if unnamed && !past || !is_person(head, word) {
            return (Chosen::Nobody, How::Printed);
        }
        // `the Democratic candidate` beside the Republican one need not have led.
        let led = rivals.is_empty();
        (self.whoever_leads(place.block, gender, quoted, led), How::Prominent)
    }

    /// `the Dane`: the only one whom the story calls Danish, else whoever leads and is called nothing else.
    pub(super) fn of_nation(&self, place: Place, quoted: &[EntityIndex]) -> Chosen {
        let here = self.blocks[place.block as usize];
        let Some(head) = tokens_of(here, place.range).last() else { return Chosen::Nobody };
        let word = head.text(here.prose()).to_lowercase();
        let national = rolewords::national(&word).unwrap_or_default();
        let printed = |e: &Entity| {
            self.words_before(e).any(|w| w.eq_ignore_ascii_case(&word) || w.eq_ignore_ascii_case(national))
        };
        let people = self.entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person);
        let mut called = people.filter(|(_, e)| printed(e)).map(|(i, _)| i as EntityIndex);
        match (self.titled(national), called.next(), called.next()) {
            ([only], ..) => Chosen::One(Who::Entity(*only), Confidence::Medium),
            ([], Some(only), None) => Chosen::One(Who::Entity(only), Confidence::Medium),
            _ => self.whoever_leads(place.block, gender_of(head), quoted, true),
        }
    }

    /// Whoever leads the story at this point, if that is clear. `led` asks for a subject or source.
    fn whoever_leads(&self, block: u32, gender: Option<Gender>, quoted: &[EntityIndex], led: bool) -> Chosen {
        match self.leading(block, BLOCKS_BACK, gender, quoted, false) {
            Chosen::One(who, _) if !led || self.has_led(who) => Chosen::One(who, Confidence::Medium),
            Chosen::One(..) => Chosen::Nobody,
            other => other,
        }
    }

    /// Whether the figure was a subject or a source a short while ago: whom others only speak of is hardly described anew.
    fn has_led(&self, who: Who) -> bool {
        self.cast.find(who).is_some_and(|f| f.led > 0 && f.led + RECENT >= self.cast.clock)
    }

    /// The only person of that age, else whoever leads.
    fn aged(&mut self, block: u32, years: &str, quoted: &[EntityIndex]) -> Chosen {
        let people = self.entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person);
        let ages = people.filter_map(|(i, e)| Some((i as EntityIndex, self.age_of(e)?)));
        let (aged, others): (Vec<_>, Vec<_>) = ages.partition(|(_, age)| *age == years);
        if let [(only, _)] = aged.as_slice() {
            return Chosen::One(Who::Entity(*only), Confidence::High);
        }
        // Who is of another age is not meant.
        self.ruled_out = others.iter().map(|(e, _)| *e).collect();
        match self.leading(block, BLOCKS_BACK, None, quoted, false) {
            Chosen::One(who, Confidence::High) if self.has_led(who) => Chosen::One(who, Confidence::Medium),
            Chosen::Either(a, b) => Chosen::Either(a, b),
            _ => Chosen::Nobody,
        }
    }

    /// The words that stand right before somebody’s name: `Dutchman` of `the Dutchman Joost van Dam`.
    fn words_before<'s>(&'s self, entity: &'s Entity) -> impl Iterator<Item = &'s str> {
        entity.mentions.iter().take(OFTEN).filter_map(|m| {
            let here = self.blocks[m.place.block as usize];
            word_before(here, &here.summary.mentions[m.index as usize])
        })
    }

    /// The age that the story prints behind somebody’s name: `Ann Roe, 41,`.
    fn age_of(&self, entity: &Entity) -> Option<&str> {
        entity.mentions.iter().take(OFTEN).find_map(|m| {
            let here = self.blocks[m.place.block as usize];
            age_behind(here, &here.summary.mentions[m.index as usize])
        })
    }

    /// `a resident`, `one of the men`: somebody without a name is at hand from now on.
    pub(super) fn bring_in(&mut self, place: Place, head: &Token, word: &str) -> Chosen {
        // `a parishioner said`: whoever says something is somebody, in a list or not.
        let one = head.is(WordClass::INDEFINITE | WordClass::STANDALONE) || self.is_indefinite(place);
        if is_plural(word)
            || head.is(WordClass::CUE_NOUN | WordClass::SPEAKING_NOUN | WordClass::BODY_NOUN)
            || !(one || is_person(head, word))
        {
            return Chosen::Nobody;
        }
        let who = Who::Stranger(key(word));
        let gender = gender_of(head).or(self.cast.find(who).and_then(|f| f.gender));
        self.cast.touch(Figure::new(who, gender, Kind::Person, place.block), 0);
        Chosen::One(who, Confidence::High)
    }

    /// Whether the phrase begins with `a`, or stands right behind it.
    fn is_indefinite(&self, place: Place) -> bool {
        let tokens = &self.blocks[place.block as usize].summary.tokens;
        let first = tokens.partition_point(|t| t.range.end <= place.range.start);
        tokens[first.saturating_sub(1)..].iter().take(2).any(|t| t.is(WordClass::INDEFINITE))
    }

    /// `according to the fire department`: a body without a name speaks, which `it` means from now on.
    fn bring_in_body(&mut self, block: u32, word: &str) {
        let body = Figure::new(Who::Stranger(key(word)), None, Kind::Body, block);
        self.cast.touch(Figure { leading: true, ..body }, SPEAKING);
    }

    /// `the company`: the body whose name has the word, else the one that leads.
    fn body(&self, place: Place, word: &str) -> Chosen {
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
            // `Fathers for Fairness`
            Who::Phrase(word) => self.phrase_words(word).split_whitespace().count() < 3,
            Who::Stranger(_) => true,
        };
        let perhaps = |f: &&Figure| matches!(f.kind, Kind::Perhaps | Kind::BodyPerhaps) && !persons(f.who);
        let unnamed = |f: &Figure| matches!(f.who, Who::Stranger(_));
        // `the group` is not the paper that reported it.
        let fits = |f: &&Figure| OF_NEWS.contains(&word) || named(f.who) || !self.is_of_news(f.who);
        let body = |f: &&Figure| ((f.kind == Kind::Body && !unnamed(f)) || perhaps(f)) && fits(f);
        let bodies = || self.cast.figures.iter().filter(body);
        let by_name = bodies().any(|f| named(f.who));
        let mut choice = Choice::default();
        // `the council` is not the next best charity, `the Roe campaign` no other body.
        if !by_name && (SPECIAL.contains(&word) || self.is_placed(place)) {
            return Chosen::Nobody;
        }
        for figure in
            bodies().filter(|f| if by_name { named(f.who) } else { place.block - f.block <= BLOCKS_BACK })
        {
            choice.add(figure.who, self.prominence(figure, place.block));
        }
        let only = choice.is_of_one();
        match choice.take() {
            Chosen::One(who, _) if by_name || only || self.has_led(who) => {
                Chosen::One(who, Confidence::Medium)
            }
            Chosen::One(..) => Chosen::Nobody,
            other => other,
        }
    }

    /// Whether a list of media holds the name.
    fn is_of_news(&self, who: Who) -> bool {
        let Who::Entity(entity) = who else { return false };
        gazetteer::classes_of(&self.entities[entity as usize].name.to_lowercase()).contains(NameClass::MEDIA)
    }

    /// The name that the description is in apposition to, between two commas: `Ann Roe, a senior adviser to Hill, said`.
    fn in_apposition(&self, place: Place) -> Option<EntityIndex> {
        let here = self.blocks[place.block as usize];
        let (tokens, mentions) = (&here.summary.tokens, &here.summary.mentions);
        let first = tokens.partition_point(|t| t.range.end <= place.range.start);
        let comma = first.checked_sub(1).filter(|c| tokens[*c].is_punct(here.prose(), ','))?;
        let name = mentions.partition_point(|m| (m.tokens.1 as usize) < comma);
        let mention = mentions.get(name).filter(|m| m.tokens.1 as usize == comma && m.is_person())?;
        // `In London, Roe, a …` but not `with Roe, a …`: the name begins a clause.
        let before = (mention.tokens.0 as usize).checked_sub(1).map(|b| &tokens[b]);
        if before
            .is_some_and(|t| t.is(WordClass::PREPOSITION | WordClass::VERB_PAST | WordClass::CONJUNCTION))
        {
            return None;
        }
        let end = tokens.partition_point(|t| t.range.start < place.range.end);
        let verb = WordClass::CUE | WordClass::AUXILIARY | WordClass::MODAL;
        let closes = (end..end + APPOSITION)
            .map_while(|i| tokens.get(i))
            .take_while(|t| !t.is(verb))
            .any(|t| t.is_punct(here.prose(), ','));
        closes.then(|| self.bearer(place.block, name as u32)).flatten()
    }

    /// The name in apposition behind the description: `a spokesman, Kyle Brandt,`, `the head of the union, Ann Roe,`.
    fn apposed(&mut self, place: Place) -> Option<Who> {
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
        let beside = |m: &&Mention| m.is_person() && self.of[place.block as usize][next].is_some();
        let Some(mention) = mentions.get(next).filter(beside) else {
            return self.apposed_alone(place.block, comma + 1);
        };
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
            .map(Who::Entity)
    }

    /// `his widow, Aisha, said`: a given name alone at the token `at`, in apposition and no name of the story’s elsewhere.
    fn apposed_alone(&mut self, block: u32, at: usize) -> Option<Who> {
        let here = self.blocks[block as usize];
        let tokens = &here.summary.tokens;
        let name = tokens.get(at).filter(|t| t.is_capitalised() && t.kind == TokenKind::Word)?;
        let given =
            gazetteer::classes_of(&name.text(here.prose()).to_lowercase()).intersects(NameClass::GIVEN);
        let closes =
            tokens.get(at + 1).is_none_or(|t| t.is_punct(here.prose(), ',') || t.is_punct(here.prose(), '.'));
        (closes && (given || name.class.is_empty())).then(|| self.phrase(Place { block, range: name.range }))
    }
}

/// Classes of nouns for people.
const PERSON: WordClass = WordClass::ROLE
    .union(WordClass::TITLE)
    .union(WordClass::MALE_NOUN)
    .union(WordClass::FEMALE_NOUN)
    .union(WordClass::DEMONYM);

/// Whether the noun is one for a person.
pub(super) fn is_person(head: &Token, word: &str) -> bool {
    head.is(PERSON) || head.class.is_empty() && !head.is_capitalised() && rolewords::is_agent(word)
}

/// Words that stand for several people.
const SEVERAL: [&str; 9] = ["most", "many", "few", "some", "both", "all", "two", "three", "four"];

/// Whether the noun is one for several: `aides`, `spokesmen`, `most`.
fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss") || word.ends_with("men") || SEVERAL.contains(&word)
}

/// Whether nothing stands between a comma and a name, or what the bearer is: `the Dutch immunologist`.
fn leads_to_name(between: &str) -> bool {
    let verb = WordClass::CUE | WordClass::AUXILIARY | WordClass::RELATIVE | WordClass::MODAL;
    let outside = verb | WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::PRONOUN_SUBJECT;
    let mut words = between.split_whitespace();
    match words.next() {
        None => true,
        Some(age) if age.ends_with("-old") => words.next().is_none(),
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
pub(super) fn gender_of(token: &Token) -> Option<Gender> {
    match (token.is(WordClass::MALE_NOUN), token.is(WordClass::FEMALE_NOUN)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}
