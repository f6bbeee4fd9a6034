//! Divides regions into names: the best row of labelled stretches under the name model.

use super::around::Surroundings;
use super::around::{Beside, Worth};
use super::features::{self, Position, WordValues};
use super::model::Model;
use super::regions::{Regions, Run, Shape, Word, Zone};
use super::{priors, scored};
use crate::analysis::tokens::Token;
use crate::knowledge::WordClass;
use crate::knowledge::gazetteer::NameClass;
use crate::knowledge::weights::{self, LABELS, Scores, Sums};

/// Label of a word that is no name.
pub const NONE: usize = 0;

/// Label of a person.
pub const PERSON: usize = 1;

/// Label of an organisation.
pub const ORGANISATION: usize = 2;

/// Label of a place.
pub const PLACE: usize = 3;

/// Label of another thing.
pub const OBJECT: usize = 4;

/// Most words of one name.
pub const LONGEST: usize = 8;

/// One labelled stretch of a region.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// First word, an index into [`Regions::words`].
    pub from: u32,
    /// Behind the last word.
    pub to: u32,
    /// Label: 0 none, 1 person, 2 organisation, 3 place, 4 object.
    pub label: usize,
    /// Scores of all labels for this stretch; zeros where it can have but one.
    pub scores: Scores,
    /// The labels that it can have, see [`labels_of`].
    pub labels: Labels,
}

/// Labels that a stretch can have: the first one and the one behind the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels {
    first: u8,
    end: u8,
}

impl Labels {
    fn new(range: std::ops::Range<usize>) -> Self {
        Self { first: range.start as u8, end: range.end as u8 }
    }

    /// The same as a range.
    pub fn range(self) -> std::ops::Range<usize> {
        usize::from(self.first)..usize::from(self.end)
    }
}

/// Divides regions; its buffers are kept from region to region.
pub struct Decoder<'a> {
    prose: &'a str,
    tokens: &'a [Token],
    regions: &'a Regions,
    model: &'static Model,
    around: Surroundings<'a>,
    room: Room,
}

/// Room that a decoder works in, to be used again.
#[derive(Default)]
pub struct Room {
    words: Vec<scored::ByPosition>,
    before: Vec<Sums>,
    behind: Vec<Sums>,
    best: Vec<[Best; LABELS]>,
    beside: Vec<(Beside, Worth)>,
    sides: scored::Sides,
}

/// The best division up to some word that ends with some label.
#[derive(Clone, Copy)]
struct Best {
    score: f32,
    from: u32,
    previous: u8,
    labels: Labels,
    scores: Scores,
}

const NOWHERE: Best = Best {
    score: f32::NEG_INFINITY,
    from: 0,
    previous: 0,
    labels: Labels { first: 0, end: 0 },
    scores: [0.0; LABELS],
};

impl<'a> Decoder<'a> {
    /// A decoder for the regions of one block.
    fn new(prose: &'a str, tokens: &'a [Token], regions: &'a Regions, mut room: Room) -> Self {
        let model = Model::get();
        let beside = std::mem::take(&mut room.beside);
        let around = Surroundings::new(prose, tokens, Some(model)).within(beside);
        Self { prose, tokens, regions, model, around, room }
    }

    fn into_room(self) -> Room {
        Room { beside: self.around.into_room(), ..self.room }
    }

    /// The best division of the words `first..end`, in order; connectors outside names are left out.
    fn divide(&mut self, first: usize, end: usize, out: &mut Vec<Stretch>) {
        if end - first == 1
            && let labels = labels_of_run(self.regions, &Run::begin(self.regions, first))
            && labels.len() == 1
        {
            // `The`, `But`, `Monday`, `Ukraine`: nothing that scores could decide.
            if self.regions.words[first].shape != Shape::Connector {
                let (from, to, label, labels) = (first as u32, end as u32, labels.start, Labels::new(labels));
                out.push(Stretch { from, to, label, scores: [0.0; LABELS], labels });
            }
            return;
        }
        self.score_words(first, end);
        self.room.best.clear();
        self.room.best.resize(end - first + 1, [NOWHERE; LABELS]);
        for from in first..end {
            let before = std::array::from_fn(|label| self.best_before(first, from, label));
            let mut run = Run::begin(self.regions, from);
            self.extend(first, &run, &before);
            while run.to < end.min(from + LONGEST) {
                run = run.longer(self.regions);
                self.extend(first, &run, &before);
            }
        }
        self.collect(first, end, out);
    }

    fn score_words(&mut self, first: usize, end: usize) {
        self.room.words.clear();
        self.room.before.clear();
        self.room.behind.clear();
        let (regions, model) = (self.regions, self.model);
        let words = &regions.words[first..end];
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        self.around.look_at(first.token as usize, last.token as usize + 1);
        scored::words(regions, words, model, &mut self.room.words);
        for word in words {
            let (mut before, mut behind) = (0, 0);
            if word.shape != Shape::Connector || word.class.contains(WordClass::NAME_PARTICLE) {
                let at = word.token as usize;
                self.around.score_before(at, model, &mut before);
                self.around.score_behind(at + 1, model, &mut behind);
            }
            self.room.before.push(before);
            self.room.behind.push(behind);
        }
    }

    /// Considers the words of `run` as one stretch behind the best divisions up to its beginning: for each label of it
    /// the label before and the score up to there.
    fn extend(&mut self, first: usize, run: &Run, before: &[(usize, f32); LABELS]) {
        let (from, to) = (run.from, run.to);
        let labels = labels_of_run(self.regions, run);
        if labels.is_empty() {
            return;
        }
        let connector = to - from == 1 && self.regions.words[from].shape == Shape::Connector;
        let mut scores = if connector { [0.0; LABELS] } else { self.score(first, run) };
        priors::add(self.prose, self.tokens, self.regions, run, &mut scores);
        let kept = Labels::new(labels.clone());
        for label in labels {
            let (previous, score) = before[label];
            let score = score + scores[label];
            let place = &mut self.room.best[to - first][label];
            if score > place.score {
                let (from, previous) = (from as u32, previous as u8);
                *place = Best { score, from, previous, labels: kept, scores };
            }
        }
    }

    fn best_before(&self, first: usize, from: usize, label: usize) -> (usize, f32) {
        if from == first {
            return (LABELS, self.model.transitions[LABELS][label]);
        }
        let mut best = (NONE, f32::NEG_INFINITY);
        for (previous, place) in self.room.best[from - first].iter().enumerate() {
            let score = place.score + self.model.transitions[previous][label];
            if score > best.1 {
                best = (previous, score);
            }
        }
        best
    }

    fn score(&mut self, first: usize, run: &Run) -> Scores {
        let (from, to) = (run.from, run.to);
        let form = features::Form::of(self.regions, run);
        let (first_token, last_token) = (self.regions.words[from].token, self.regions.words[to - 1].token);
        let before = self.around.category((first_token as usize).checked_sub(1));
        let behind = self.around.category(Some(last_token as usize + 1));
        let mut sums = self.room.sides.worth(form, (before, behind), self.model);
        features::of_whole(&self.around, self.regions, run, form, &mut |t, a, b| {
            self.model.add(t, a, b, &mut sums);
        });
        sums += self.room.before[from - first] + self.room.behind[to - 1 - first];
        for at in from..to {
            sums += self.room.words[at - first][position(from, at, to) as usize];
        }
        weights::scores(sums)
    }

    fn collect(&self, first: usize, end: usize, out: &mut Vec<Stretch>) {
        let start = out.len();
        let mut label = (0..LABELS)
            .max_by(|a, b| {
                let score = |l: usize| self.room.best[end - first][l].score;
                score(*a).total_cmp(&score(*b)).then(b.cmp(a))
            })
            .unwrap_or(NONE);
        let mut to = end;
        while to > first {
            let place = &self.room.best[to - first][label];
            if place.score == f32::NEG_INFINITY {
                break;
            }
            let from = place.from as usize;
            if self.regions.words[from].shape != Shape::Connector || to - from > 1 {
                let (from, to, labels) = (from as u32, to as u32, place.labels);
                out.push(Stretch { from, to, label, scores: place.scores, labels });
            }
            label = usize::from(place.previous).min(LABELS - 1);
            to = from;
        }
        out[start..].reverse();
    }
}

/// The position of word `at` in the stretch `from..to`.
pub fn position(from: usize, at: usize, to: usize) -> Position {
    match (at == from, at + 1 == to) {
        (true, true) => Position::Only,
        (true, false) => Position::First,
        (false, true) => Position::Last,
        (false, false) => Position::Inner,
    }
}

/// Whether a word of which nothing is known does what people do: `Tarvenko said`.
fn acts(regions: &Regions, word: &Word) -> bool {
    let telling = WordClass::COMMON
        | WordClass::TITLE
        | WordClass::TITLE_MODIFIER
        | WordClass::ORG_HEAD
        | WordClass::PLACE_HEAD
        | WordClass::MONTH
        | WordClass::ADVERB
        | WordClass::ROLE;
    // `Motorists were stopped`: many, and no name.
    let many = || {
        let lower = word.lower.of(&regions.lower);
        word.opens && lower.ends_with('s') && !lower.ends_with("ss") && word.name.is_empty()
    };
    word.acts
        && !many()
        && matches!(word.shape, Shape::Title | Shape::Hyphenated)
        && word.range.len() > 2
        && !word.class.intersects(telling)
        && !word.name.contains(NameClass::ENGLISH)
}

/// Words of the grammar with a capital, and contractions of such: `I’ve`.
fn is_small(word: &Word) -> bool {
    let small = WordClass::PRONOUN_SUBJECT
        | WordClass::DETERMINER
        | WordClass::POSSESSIVE
        | WordClass::CONJUNCTION
        | WordClass::SUBORDINATOR
        | WordClass::AUXILIARY;
    word.class.intersects(small) && word.shape != Shape::Upper
}

/// Whether a capitalised title or honorific stands before a word that is no common one: `Secretary Tarvenko`,
/// `Secretary of Defense Tarvenko`.
fn titled(regions: &Regions, at: usize) -> bool {
    let word = &regions.words[at];
    let plain =
        word.class & (WordClass::COMMON | WordClass::TITLE | WordClass::TITLE_MODIFIER | WordClass::ORG_HEAD);
    let title = at.checked_sub(1).map(|i| &regions.words[i]).is_some_and(|t| {
        t.token + 1 == word.token && t.class.intersects(WordClass::TITLE | WordClass::HONORIFIC)
    });
    let title = title || behind_completed_title(regions, at);
    title && plain.is_empty() && word.shape != Shape::Upper
}

/// Whether `of` or another small word of names follows the word.
fn complemented(regions: &Regions, at: usize) -> bool {
    let next = regions.words.get(at + 1);
    next.is_some_and(|w| w.shape == Shape::Connector && w.token == regions.words[at].token + 1)
}

/// Whether the word is what a title is completed with, `Defense` in `Secretary of Defense Keller`: it begins no name.
fn completes_title(regions: &Regions, at: usize) -> bool {
    let subject = WordClass::TITLE_MODIFIER | WordClass::COMMON;
    let [.., title, small] = &regions.words[..at] else { return false };
    regions.words[at].class.contains(subject)
        && small.shape == Shape::Connector
        && small.token + 1 == regions.words[at].token
        && title.token + 1 == small.token
        && is_common_title(title)
}

/// Whether such a title ends right before the word, which then can but name a person: `Secretary of Defense Tarvenko`.
fn behind_completed_title(regions: &Regions, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|i| completes_title(regions, i) && regions.words[i].token + 1 == regions.words[at].token)
}

/// `President`, `Secretary`; but not `King`, which is a surname too.
fn is_common_title(word: &Word) -> bool {
    word.class.contains(WordClass::TITLE | WordClass::COMMON)
        && !word.name.contains(NameClass::COMMON_SURNAME)
}

/// Words that are no names alone: peoples’ names, forms of address, days.
const NAMELESS: WordClass = WordClass::DEMONYM.union(WordClass::HONORIFIC).union(WordClass::WEEKDAY);

/// The labels that the words `from..to` can have together.
pub fn labels_of(regions: &Regions, from: usize, to: usize) -> std::ops::Range<usize> {
    labels_of_run(regions, &Run::of(regions, from, to))
}

fn labels_of_run(regions: &Regions, run: &Run) -> std::ops::Range<usize> {
    let (from, to) = (run.from, run.to);
    let single = to - from == 1;
    let (first, last) = (&regions.words[from], &regions.words[to - 1]);
    if first.zone != Zone::Copy {
        let day = WordClass::MONTH | WordClass::WEEKDAY;
        if first.zone == Zone::Agency && (first.class.intersects(day) || first.shape == Shape::Number) {
            return NONE..NONE + usize::from(single);
        }
        let label = if first.zone == Zone::Place { PLACE } else { ORGANISATION };
        let whole = first.zone == last.zone && can_be_name(regions, from, to);
        return if whole { label..label + 1 } else { NONE..NONE + usize::from(single) };
    }
    if single {
        let nameless = matches!(first.shape, Shape::Connector | Shape::Number)
            || first.class.intersects(NAMELESS)
            || is_small(first)
            || (first.shape == Shape::Stopped && first.name.is_empty() && first.range.len() < 5)
            || is_common_title(first)
            // `Cllr`, `Taoiseach`
            || (first.class.contains(WordClass::TITLE) && first.name.is_empty())
            || (first.class.contains(WordClass::TITLE) && complemented(regions, from))
            || completes_title(regions, from);
        if nameless {
            return NONE..NONE + 1;
        }
        // A country's name is never a common word, but it may be somebody's: Jordan, Chad.
        let common = first.class.contains(WordClass::COMMON) && first.shape == Shape::Title;
        let country = first.name.contains(NameClass::COUNTRY) && !common;
        return match country && !regions.shouted(from) {
            true if !first.name.intersects(NameClass::GIVEN) => PLACE..PLACE + 1,
            true => PERSON..PLACE + 1,
            false if titled(regions, from) && behind_completed_title(regions, from) => PERSON..PERSON + 1,
            false if titled(regions, from) || acts(regions, first) => NONE + 1..LABELS,
            false => NONE..LABELS,
        };
    }
    let bodies = WordClass::ORG_HEAD | WordClass::PLACE_HEAD;
    if !can_be_name(regions, from, to) || (completes_title(regions, from) && !last.class.intersects(bodies)) {
        return NONE..NONE;
    }
    let known = run.name;
    if known.contains(NameClass::COUNTRY) {
        return PLACE..PLACE + 1;
    }
    if known.is_empty() && last.dated {
        return NONE..NONE;
    }
    let people = last.class.contains(WordClass::DEMONYM) && !first.name.intersects(NameClass::GIVEN);
    if known.is_empty() && (people || is_title(&regions.words[from..to])) {
        return NONE..NONE;
    }
    NONE + 1..LABELS
}

/// Whether the words are a title (`Foreign Minister`, `Secretary of State`) or hold one in front of a name
/// (`President Ito`). Titles inside the names of things are followed by the head of such: `Ministers Council`.
fn is_title(words: &[Word]) -> bool {
    let heads = WordClass::ORG_HEAD | WordClass::PLACE_HEAD;
    let title = |w: &Word| w.class.contains(WordClass::TITLE) && w.shape != Shape::Connector;
    let Some((last, front)) = words.split_last() else { return false };
    // `Martin King`, `Jane Dean`
    let named = words[0].name.intersects(NameClass::GIVEN)
        && !title(&words[0])
        && last.name.intersects(NameClass::SURNAME);
    if title(last) && last.class.contains(WordClass::COMMON) && !last.class.intersects(heads) && !named {
        return true;
    }
    // `Sussex Police` is a body.
    let modifier = last.class.contains(WordClass::TITLE_MODIFIER | WordClass::COMMON)
        && !last.class.contains(WordClass::ORG_HEAD);
    if modifier && !words.iter().any(|w| w.shape == Shape::Connector) {
        return true;
    }
    // `King’s College` has no title in front.
    let of = |w: &Word| w.shape == Shape::Connector && !w.class.is_empty();
    if (0..front.len().min(3)).any(|i| title(&words[i]) && of(&words[i + 1])) {
        return true;
    }
    if last.class.intersects(heads) {
        return false;
    }
    front.iter().zip(&words[1..]).any(|(word, next)| {
        let leads = title(word) && next.shape != Shape::Connector && !next.class.intersects(heads);
        leads && !is_given_name(word, next)
    })
}

/// `Amir Khan`, `Dean Smith`: a given name that is also a title, before what can only be a surname. `Sultan Haitham` and
/// `Prince Andrew` are titles.
pub fn is_given_name(word: &Word, next: &Word) -> bool {
    word.name.intersects(NameClass::GIVEN)
        && next.name.intersects(NameClass::SURNAME)
        && !next.name.intersects(NameClass::GIVEN)
}

/// Whether a name can begin and end so.
fn can_be_name(regions: &Regions, from: usize, to: usize) -> bool {
    let (first, last) = (&regions.words[from], &regions.words[to - 1]);
    let begins = first.shape != Shape::Connector || first.class.contains(WordClass::NAME_PARTICLE);
    begins && last.shape != Shape::Connector
}

/// All features of a labelled stretch, as the decoder adds them; for training.
pub fn features_of(
    prose: &str,
    tokens: &[Token],
    regions: &Regions,
    from: usize,
    to: usize,
    with: &mut impl FnMut(features::Feature),
) {
    if to - from == 1 && regions.words[from].shape == Shape::Connector {
        return;
    }
    let (first, last) = (regions.words[from].token as usize, regions.words[to - 1].token as usize);
    let mut around = Surroundings::new(prose, tokens, None);
    around.look_at(first, last + 1);
    let with = &mut |template, a, b| with(features::number(template, a, b));
    let run = Run::of(regions, from, to);
    let form = features::Form::of(regions, &run);
    form.before(around.category(first.checked_sub(1)), with);
    form.behind(around.category(Some(last + 1)), with);
    features::of_whole(&around, regions, &run, form, with);
    around.features_before(first, with);
    around.features_behind(last + 1, with);
    for at in from..to {
        let values = WordValues::of(regions, &regions.words[at]);
        values.anywhere(with);
        values.at(position(from, at, to), with);
    }
}

/// Divides all regions of a block with the weights that come with the program, into `out`.
pub fn divide(prose: &str, tokens: &[Token], regions: &Regions, room: &mut Room, out: &mut Vec<Stretch>) {
    out.clear();
    let mut decoder = Decoder::new(prose, tokens, regions, std::mem::take(room));
    for (first, end) in &regions.spans {
        decoder.divide(*first as usize, *end as usize, out);
    }
    *room = decoder.into_room();
}
