//! Names in one block: people, organisations, places, named objects.

mod amid;
pub mod around;
mod brackets;
pub mod decode;
pub mod features;
pub mod keys;
pub mod known;
mod model;
mod nicked;
mod objects;
mod priors;
pub mod regions;
mod scored;
mod setting;
pub mod titles;

use super::Confidence;
use super::quotes::Quotes;
use super::sentences::Sentence;
use super::tokens::Token;
use crate::knowledge::WordClass;
use crate::knowledge::gazetteer::NameClass;
use crate::knowledge::weights::{LABELS, UNIT};
use crate::text::ByteRange;
use decode::Stretch;
use keys::NameKeys;
use regions::{Regions, Shape, Word};
use std::cell::RefCell;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organisation, company, party, team, agency.
    Org,
    /// A country, city, region, building or other place.
    Place,
    /// A law, document, work, weapon, product.
    Object,
}

impl EntityKind {
    /// The shares of the kinds, in percent, where it is this one for certain.
    pub fn alone(self) -> [u8; 4] {
        let mut shares = [0; 4];
        shares[self as usize] = 100;
        shares
    }
}

/// Grammatical gender that pronouns and titles show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

/// One mention of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name itself in the prose, without title, article or possessive.
    pub range: ByteRange,
    /// Token indices of the name, half-open.
    pub tokens: (u32, u32),
    /// The title, role or honorific in front of the name or in apposition behind it, in the prose; empty if none.
    pub title: ByteRange,
    /// What it names, judged by the block alone.
    pub kind: EntityKind,
    /// How sure the kind is.
    pub confidence: Confidence,
    /// Gender that the mention shows (Mr, Mrs, given name).
    pub gender: Option<Gender>,
    /// Whether the mention stands inside a quotation.
    pub quoted: bool,
    /// Share of each kind, in percent, in the order of [`EntityKind`]; with [`Mention::doubt`] about 100.
    pub shares: [u8; 4],
    /// Share of there being no name at all, in percent. Above [`DOUBTFUL`] the block alone does not show a name: it is
    /// one only if the story knows it from elsewhere.
    pub doubt: u8,
    /// What it is compared by.
    pub keys: NameKeys,
    /// Where the registry has the name, see [`crate::knowledge::Registry::matches_at`]; `None` where it does not.
    pub known: Option<u32>,
}

/// From this doubt on a mention needs the rest of the story to be a name.
pub const DOUBTFUL: u8 = 50;

/// From this doubt on a mention is no name if the story, joined, lets go of it.
const WEAK: u8 = 20;

impl Mention {
    /// Whether the block alone shows that it is a name.
    pub fn is_name(&self) -> bool {
        self.doubt < DOUBTFUL
    }

    /// Whether it is a name in a story that has joined it to an entity, or has not.
    pub fn stands(&self, joined: bool) -> bool {
        joined || self.doubt < WEAK
    }

    /// Whether the block alone shows a person’s name.
    pub fn is_person(&self) -> bool {
        self.kind == EntityKind::Person && self.is_name()
    }
}

/// Finds the names of a block.
#[inline(never)]
pub fn find(prose: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Mention> {
    let mut room = ROOM.take();
    room.regions.refill(prose, tokens, sentences);
    decode::divide(prose, tokens, &room.regions, &mut room.decoder, &mut room.row);
    gather(prose, tokens, sentences, &mut room);
    nicked::join(prose, &room.regions, &mut room.mentions);
    let mentions = room.mentions.drain(..).collect();
    if room.regions.words.len() < MOST_KEPT {
        ROOM.set(room);
    }
    mentions
}

/// Room to read the names of a block in, kept for the next one.
#[derive(Default)]
struct Room {
    regions: Regions,
    decoder: decode::Room,
    row: Vec<Stretch>,
    mentions: Vec<Mention>,
}

/// After a block with more words in names than that, which is no paragraph, the room is given back.
const MOST_KEPT: usize = 2000;

thread_local! {
    static ROOM: RefCell<Room> = RefCell::default();
}

/// The names that the regions of a block have been divided into.
fn gather(prose: &str, tokens: &[Token], sentences: &[Sentence], room: &mut Room) {
    let Room { regions, row, mentions, .. } = room;
    let mut sentence = 0;
    let mut next = 0;
    while let Some(stretch) = row.get(next) {
        let (judged, used) = judge(regions, row, next);
        next += used;
        let Some(Judged { mut kind, mut shares, mut doubt, confidence }) = judged else { continue };
        if follows_honorific(tokens, &regions.words[stretch.from as usize]) {
            (kind, shares, doubt) = (EntityKind::Person, EntityKind::Person.alone(), 0);
        }
        let mut confidence = confidence;
        if used == 1 && stretch.to - stretch.from == 1 {
            (shares, confidence) = single(&regions.words[stretch.from as usize], kind, shares, confidence);
        }
        let words = without_titles(&regions.words[stretch.from as usize..row[next - 1].to as usize], kind);
        let (first, last) = (&words[0], &words[words.len() - 1]);
        while sentences.get(sentence).is_some_and(|s| s.end <= first.token) {
            sentence += 1;
        }
        let Some(within) = sentences.get(sentence) else { break };
        let within = (within.first as usize, within.end as usize);
        let name = (first.token as usize, last.token as usize + 1);
        let range = ByteRange { start: first.range.start, end: last.range.end };
        let (mut title, mut gender) = (ByteRange::empty(range.start as usize), None);
        if kind == EntityKind::Person {
            title = titles::find(prose, tokens, within, name.0, name.1);
            gender = titles::gender(tokens, title, words);
        }
        mentions.push(Mention {
            range,
            tokens: (first.token, last.token + 1),
            title,
            kind,
            confidence,
            gender,
            quoted: false,
            shares,
            doubt,
            keys: keys::of(regions.lower_of_words(words), &regions.lower, words),
            known: None,
        });
    }
}

/// What is known of a name of one word beyond what the model says.
fn single(word: &Word, kind: EntityKind, shares: [u8; 4], confidence: Confidence) -> ([u8; 4], Confidence) {
    if kind == EntityKind::Place && word.name.contains(NameClass::COUNTRY) {
        // `Israel` and `Chad` are people’s names too; what stands in the place of a country is one.
        return (EntityKind::Place.alone(), confidence);
    }
    // No list has the word: it may well be the surname of somebody whom the story names in full.
    let unknown = word.name.is_empty() && matches!(word.shape, Shape::Title | Shape::Hyphenated);
    let unsure = unknown && kind != EntityKind::Person && confidence == Confidence::High;
    (shares, if unsure { Confidence::Medium } else { confidence })
}

/// Whether the name begins with or stands behind `Mr.` or the like, so that it is a person’s.
fn follows_honorific(tokens: &[Token], first: &Word) -> bool {
    let before = (first.token as usize).checked_sub(1).and_then(|b| tokens.get(b));
    let honorific = |class: WordClass| class.contains(WordClass::HONORIFIC);
    honorific(first.class) || before.is_some_and(|t| t.is_capitalised() && honorific(t.class))
}

/// The words of a name without the honorifics and titles that a person’s name was taken together with.
fn without_titles(words: &[Word], kind: EntityKind) -> &[Word] {
    let title = WordClass::HONORIFIC | WordClass::TITLE;
    let leading = match kind {
        EntityKind::Person => {
            let named =
                |i: usize| words.get(i + 1).is_some_and(|next| decode::is_given_name(&words[i], next));
            let leads = |i: &usize| words[*i].class.intersects(title) && !named(*i);
            (0..words.len()).take_while(leads).count()
        }
        _ => 0,
    };
    let words = &words[leading.min(words.len() - 1)..];
    // `told Jane Roe Sunday`
    match words {
        [first @ .., last]
            if kind == EntityKind::Person && first.len() > 1 && last.class.contains(WordClass::WEEKDAY) =>
        {
            first
        }
        _ => words,
    }
}

/// What the model makes of a stretch.
struct Judged {
    kind: EntityKind,
    shares: [u8; 4],
    doubt: u8,
    confidence: Confidence,
}

/// All kinds in the order of the labels behind [`decode::NONE`].
const KINDS: [EntityKind; 4] = [EntityKind::Person, EntityKind::Org, EntityKind::Place, EntityKind::Object];

/// Most words of a name that only the rest of the story shows to be one.
const LONGEST_DOUBTFUL: usize = 4;

/// Less than this share of a name, in percent, is not worth remembering.
const LEAST: u8 = 3;

/// What the stretch at `at` of the row is, and how many stretches of the row it takes up.
fn judge(regions: &Regions, row: &[Stretch], at: usize) -> (Option<Judged>, usize) {
    let stretch = &row[at];
    if stretch.label == decode::NONE {
        return judge_doubtful(regions, row, at);
    }
    let (shares, doubt) = shares(stretch);
    let forced = stretch.labels.range().len() == 1;
    let confidence = if forced { Confidence::High } else { confidence(stretch) };
    let doubt = doubt.min(DOUBTFUL - 1);
    (Some(Judged { kind: KINDS[stretch.label - 1], shares, doubt, confidence }), 1)
}

/// Words side by side that the model takes for no name, but that the story may give as one elsewhere.
fn judge_doubtful(regions: &Regions, row: &[Stretch], at: usize) -> (Option<Judged>, usize) {
    let word = |i: usize| &regions.words[row[i].from as usize];
    let joined =
        |i: usize| row.get(i + 1).is_some_and(|n| regions.words[n.from as usize].token == word(i).token + 1);
    let mut end = at + 1;
    while row.get(end).is_some_and(|n| n.label == decode::NONE) && joined(end - 1) {
        end += 1;
    }
    let behind_name = at.checked_sub(1).is_some_and(|before| {
        let last = &regions.words[row[before].to as usize - 1];
        last.token + 1 == word(at).token
    });
    let known = (at..end).all(|i| can_be_known(word(i)));
    if behind_name || joined(end - 1) || end - at > LONGEST_DOUBTFUL || !known {
        return (None, end - at);
    }
    let (mut sums, mut doubts) = ([0u32; 4], 0u32);
    for stretch in &row[at..end] {
        let (shares, doubt) = shares(stretch);
        sums.iter_mut().zip(shares).for_each(|(sum, share)| *sum += u32::from(share));
        doubts += u32::from(doubt);
    }
    let count = (end - at) as u32;
    let shares = sums.map(|s| (s / count) as u8);
    let best = (0..KINDS.len()).max_by_key(|k| (shares[*k], KINDS.len() - k)).unwrap_or(0);
    let doubt = ((doubts / count) as u8).max(DOUBTFUL);
    let judged = Judged { kind: KINDS[best], shares, doubt, confidence: Confidence::Low };
    ((shares[best] >= LEAST).then_some(judged), end - at)
}

/// Shares of the kinds and of there being no name, in percent, among the labels that the stretch can have.
fn shares(stretch: &Stretch) -> ([u8; 4], u8) {
    let labels = stretch.labels.range();
    let most = labels.clone().fold(f32::NEG_INFINITY, |m, l| m.max(stretch.scores[l]));
    let odds = |l: usize| if labels.contains(&l) { ((stretch.scores[l] - most) / UNIT).exp() } else { 0.0 };
    let odds: [f32; LABELS] = std::array::from_fn(odds);
    let all: f32 = odds.iter().sum();
    let share = |l: usize| (odds[l] * 100.0 / all) as u8;
    ([share(1), share(2), share(3), share(4)], share(decode::NONE))
}

/// Whether a word could be a name that the story gives in full elsewhere: no common word.
fn can_be_known(word: &Word) -> bool {
    let small = WordClass::COMMON
        | WordClass::TITLE
        | WordClass::ROLE
        | WordClass::ADVERB
        | WordClass::PREPOSITION
        | WordClass::DETERMINER
        | WordClass::MONTH
        | WordClass::NUMBER
        | WordClass::TITLE_MODIFIER
        | WordClass::ABBREVIATION;
    let named = matches!(word.shape, Shape::Title | Shape::Upper | Shape::Mixed | Shape::Hyphenated);
    named
        && word.range.len() > 1
        && (!word.class.intersects(small) && !word.name.contains(NameClass::ENGLISH)
            || word.shape == Shape::Upper)
}

/// How far the label is ahead of the next best one.
fn confidence(stretch: &Stretch) -> Confidence {
    let best = stretch.scores[stretch.label];
    let next = stretch
        .scores
        .iter()
        .enumerate()
        .filter(|(l, _)| *l != stretch.label && (*l != decode::NONE || stretch.to - stretch.from == 1))
        .fold(f32::NEG_INFINITY, |m, (_, s)| m.max(*s));
    match best - next {
        d if d > 2.5 * UNIT => Confidence::High,
        d if d > UNIT => Confidence::Medium,
        _ => Confidence::Low,
    }
}

/// Notes which names stand inside a quotation. Both are in order of the text.
pub fn mark_quoted(mentions: &mut [Mention], quotes: &Quotes) {
    let mut parts = quotes.parts.iter().filter(|p| p.depth == 0).peekable();
    for mention in mentions {
        while parts.next_if(|p| p.range.end <= mention.range.start).is_some() {}
        mention.quoted = parts.peek().is_some_and(|p| p.range.covers(mention.range));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{sentences, tokens};
    use super::*;

    fn names(prose: &str) -> Vec<(String, EntityKind)> {
        let tokens = tokens::tokenize(prose);
        let sentences = sentences::split(prose, &tokens);
        find(prose, &tokens, &sentences).iter().map(|m| (m.range.of(prose).to_owned(), m.kind)).collect()
    }

    #[test]
    fn initials_alone_are_no_name() {
        assert_eq!(names("H.M"), []);
    }

    fn titles(prose: &str) -> Vec<(String, String)> {
        let tokens = tokens::tokenize(prose);
        let sentences = sentences::split(prose, &tokens);
        let found = find(prose, &tokens, &sentences);
        found
            .iter()
            .filter(|m| m.kind == EntityKind::Person)
            .map(|m| (m.range.of(prose).to_owned(), m.title.of(prose).to_owned()))
            .collect()
    }

    #[test]
    fn titles_are_gathered_as_printed() {
        let pair = |name: &str, title: &str| (name.to_owned(), title.to_owned());
        assert_eq!(
            titles("Russian Foreign Minister Sergei Lavrov met US Secretary of State Rex Tillerson."),
            [
                pair("Sergei Lavrov", "Russian Foreign Minister"),
                pair("Rex Tillerson", "US Secretary of State")
            ]
        );
        assert_eq!(
            titles("The bill failed, said Maria Lopez, a spokeswoman for the ministry. Mr. Hansen left."),
            [pair("Maria Lopez", "spokeswoman for the ministry"), pair("Hansen", "Mr.")]
        );
    }
}
