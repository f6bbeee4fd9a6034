//! What the form of a name says by itself, beyond what so few examples can teach the model.

use super::amid;
use super::brackets::{abbreviates, in_brackets, in_brackets_behind};
use super::decode::{NONE, ORGANISATION, PERSON, PLACE};
use super::objects;
use super::regions::{Regions, Run, Shape, Small, Word};
use super::setting;
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;
use crate::knowledge::gazetteer::{self, NameClass};
use crate::knowledge::openers::Opener;
use crate::knowledge::weights::{Scores, UNIT};

/// What rules a division out unless nothing else is left.
const NEVER: f32 = -40.0 * UNIT;

/// Adds to `scores` what form says of the words of `run` as one name.
pub fn add(prose: &str, tokens: &[Token], regions: &Regions, run: &Run, scores: &mut Scores) {
    let (from, to) = (run.from, run.to);
    let all = |scores: &mut Scores, points: f32| scores.iter_mut().for_each(|s| *s += points);
    if parts_name(prose, regions, from, to) {
        all(scores, NEVER);
    }
    objects::add(prose, tokens, regions, run, scores);
    setting::add(prose, tokens, regions, (from, to), scores);
    amid::add(prose, tokens, regions, (from, to), scores);
    let words = &regions.words[from..to];
    if follows_age(prose, tokens, &words[0]) {
        scores[PERSON] += 3.0 * UNIT;
        scores[NONE] -= UNIT;
    }
    match words {
        [] => {}
        [only] => {
            if in_brackets(prose, tokens, words) && abbreviates(prose, tokens, only) {
                scores[ORGANISATION] += 5.0 * UNIT;
            }
            if is_road(prose, tokens, only) {
                scores[PLACE] += 10.0 * UNIT;
            }
            if is_labelled(prose, tokens, words) {
                scores[PERSON] += 4.0 * UNIT;
                scores[ORGANISATION] -= 3.0 * UNIT;
                scores[NONE] -= 4.0 * UNIT;
            }
            if is_office(prose, tokens, regions, to, only) {
                scores[NONE] += 6.0 * UNIT;
            }
            if is_known_place(only) {
                scores[PLACE] += 2.0 * UNIT;
                scores[NONE] -= 1.5 * UNIT;
            }
        }
        _ => {
            if is_labelled(prose, tokens, words) {
                scores[PERSON] += 3.0 * UNIT;
                scores[ORGANISATION] -= 3.0 * UNIT;
            }
            if in_brackets_behind(prose, tokens, words) {
                scores[ORGANISATION] += 16.0 * UNIT;
            }
            let goes_on = from.checked_sub(1).is_some_and(|b| regions.words[b].token + 1 == words[0].token);
            if !goes_on && is_aged(prose, tokens, words) {
                scores[PERSON] += 5.0 * UNIT;
            }
            if is_numbered_road(words) {
                scores[PLACE] += 10.0 * UNIT;
            }
            of_several(prose, regions, run, scores);
        }
    }
}

/// `RUUD: “Forty.”`: a label of capitals at the beginning of the block, which no body and no common word is.
fn is_labelled(prose: &str, tokens: &[Token], words: &[Word]) -> bool {
    let last = words[words.len() - 1].token as usize;
    let name = |w: &Word| {
        let body = NameClass::ORG | NameClass::PLACE | NameClass::ACRONYM | NameClass::ENGLISH;
        let other = WordClass::COMMON | WordClass::ORG_HEAD | WordClass::PLACE_HEAD;
        w.shape == Shape::Upper
            && w.range.len() > 2
            && w.name.intersects(NameClass::SURNAME | NameClass::GIVEN)
            && !w.class.intersects(other)
            && !w.name.intersects(body)
    };
    words[0].token < 2
        && tokens.get(last + 1).is_some_and(|t| t.is_punct(prose, ':'))
        && words.iter().all(name)
}

/// `Ally Greaves, 34,`: two or three plain words before an age.
fn is_aged(prose: &str, tokens: &[Token], words: &[Word]) -> bool {
    let last = words[words.len() - 1].token as usize;
    let [comma, age, end, ..] = &tokens[last + 1..] else { return false };
    let thing = WordClass::ORG_HEAD | WordClass::PLACE_HEAD | WordClass::DETERMINER | WordClass::TITLE;
    let plain = |w: &Word| {
        matches!(w.shape, Shape::Title | Shape::Hyphenated) && !w.class.intersects(thing) && !w.dated
    };
    // `Fisherman Jun Abad, 44,`
    let role = WordClass::ROLE | WordClass::MALE_NOUN | WordClass::FEMALE_NOUN | WordClass::DEMONYM;
    let role = words[0].class.intersects(role) && !words[0].opener.contains(Opener::GIVEN_WORDS);
    let years = || age.text(prose).parse().is_ok_and(|years: u8| (1..120).contains(&years));
    (2..4).contains(&words.len())
        && comma.is_punct(prose, ',')
        && age.kind == TokenKind::Number
        && end.is_punct(prose, ',')
        && years()
        && words.iter().all(plain)
        && !role
}

/// `Interstate 25`
fn is_numbered_road(words: &[Word]) -> bool {
    let [road, number] = words else { return false };
    number.shape == Shape::Number && road.shape == Shape::Title && road.opener.contains(Opener::ROADS)
}

/// `the Bishop said`: an office with a capital.
fn is_office(prose: &str, tokens: &[Token], regions: &Regions, to: usize, word: &Word) -> bool {
    let before = (word.token as usize).checked_sub(1).map(|b| &tokens[b]);
    let alone = regions.words.get(to).is_none_or(|next| next.token != word.token + 1);
    alone
        && word.shape == Shape::Title
        && word.class.contains(WordClass::TITLE)
        && before.is_some_and(|t| t.text(prose) == "the")
}

/// `the A41`, `the M48`, but not `the A380`
fn is_road(prose: &str, tokens: &[Token], word: &Word) -> bool {
    let Some((letter, number)) = word.range.of(prose).split_at_checked(1) else { return false };
    let airliner = number.len() == 3 && number.starts_with(['2', '3']) && number.ends_with('0');
    let before = (word.token as usize).checked_sub(1).map(|b| &tokens[b]);
    matches!(letter, "A" | "M")
        && (1..5).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
        && !(letter == "A" && airliner)
        && before.is_some_and(|t| t.text(prose) == "the")
}

/// `17-year-old Ida Tarvenko`
fn follows_age(prose: &str, tokens: &[Token], first: &Word) -> bool {
    let before = (first.token as usize).checked_sub(1).map(|b| &tokens[b]);
    let aged = before.is_some_and(|t| t.kind == TokenKind::Number && t.text(prose).ends_with("-old"));
    aged && !first.class.intersects(WordClass::DEMONYM | WordClass::COMMON)
}

/// Whether the word is a region or large city, and nothing else that we know of.
fn is_known_place(word: &Word) -> bool {
    let place = NameClass::REGION | NameClass::BIG_CITY | NameClass::CAPITAL | NameClass::STATE;
    let other = NameClass::ORG | NameClass::GIVEN | NameClass::COMMON_SURNAME | NameClass::OBJECT;
    let small = WordClass::COMMON | WordClass::DEMONYM | WordClass::TITLE | WordClass::ORG_HEAD;
    word.name.intersects(place) && !word.name.intersects(other) && !word.class.intersects(small)
}

/// Form of a name of several words.
fn of_several(prose: &str, regions: &Regions, run: &Run, scores: &mut Scores) {
    let (from, to) = (run.from, run.to);
    let words = &regions.words[from..to];
    let Some((last, front)) = words.split_last() else { return };
    let and = words.iter().position(|w| w.small == Small::And);
    if parts_surname(regions, words, to) {
        scores.iter_mut().for_each(|s| *s -= 3.0 * UNIT);
    }
    // `Oviedo 2-1 at the Stade du Moustoir`
    if words[1..].iter().any(|w| w.shape == Shape::Number && w.range.of(prose).contains(['-', '–'])) {
        scores.iter_mut().for_each(|s| *s += NEVER);
    }
    let small = |w: &Word| w.shape == Shape::Connector && w.class.contains(WordClass::NAME_CONNECTOR);
    if words.iter().any(|w| small(w) && !matches!(w.small, Small::Of | Small::And)) {
        scores[PERSON] -= 6.0 * UNIT;
    }
    let organisation = last.class.contains(WordClass::ORG_HEAD);
    let place = last.class.contains(WordClass::PLACE_HEAD);
    let capitals = front.iter().all(|w| w.shape != Shape::Connector && !w.opens);
    let bears = words[0].name.intersects(NameClass::GIVEN) && last.name.contains(NameClass::SURNAME);
    if organisation && !place && last.class.contains(WordClass::COMMON) && capitals {
        scores[ORGANISATION] += 1.5 * UNIT * front.len() as f32;
    }
    if place && !organisation && and.is_none() && !(bears && words.len() < 4) {
        scores[PLACE] += 3.0 * UNIT;
        scores[PERSON] -= 1.5 * UNIT;
        scores[ORGANISATION] -= 1.5 * UNIT;
    }
    if words[0].class.contains(WordClass::PLACE_PREFIX) && !organisation {
        scores[PLACE] += 1.5 * UNIT;
        // `Lake Marrow`, but not `Villa beat Burnley`
        let goes_on = from.checked_sub(1).is_some_and(|b| regions.words[b].token + 1 == words[0].token);
        let plain = last.shape == Shape::Title && !last.class.contains(WordClass::COMMON);
        if words.len() == 2 && plain && !goes_on {
            scores[PLACE] += 1.5 * UNIT;
            scores[PERSON] -= 3.0 * UNIT;
        }
    }
    if joins_partners(words) {
        scores[ORGANISATION] += 6.0 * UNIT;
    }
    if is_landing(words) {
        scores[PLACE] += 6.0 * UNIT;
        scores[PERSON] -= UNIT;
    }
    if is_particled(words) && !organisation && !place {
        scores[PERSON] += 2.5 * UNIT;
    }
    if bears && is_opening_given(regions, to, words) && !organisation && !place {
        scores[PERSON] += 4.0 * UNIT;
    }
    if is_word_given(regions, to, words) {
        scores[PERSON] += 5.0 * UNIT;
    }
    if is_generation(last) {
        scores[PERSON] += 6.0 * UNIT;
    }
    if has_patronymic(regions, words) {
        scores[PERSON] += 3.0 * UNIT;
    }
    // `A Sanders win`: the article, not an initial.
    if words[0].opens && words[0].range.of(prose) == "A" {
        scores[PERSON] += NEVER;
    }
    if is_seated(words) {
        scores[PERSON] -= 3.0 * UNIT;
        scores[ORGANISATION] += if front.len() > 1 { 5.0 } else { 1.0 } * UNIT;
        // `King’s | College London`
        if front.len() == 1
            && from.checked_sub(1).is_some_and(|b| regions.words[b].token + 1 == words[0].token)
        {
            scores.iter_mut().for_each(|s| *s -= 8.0 * UNIT);
        }
    }
    of_complement(prose, words, scores);
    if let Some(and) = and {
        if words.windows(2).any(|pair| leads_person(&pair[0], &pair[1])) || begins_title(words, and) {
            scores.iter_mut().for_each(|s| *s += NEVER);
        }
        of_pair(regions, run, from + and, scores);
    }
}

/// `Brandt & Sohn AG`
fn joins_partners(words: &[Word]) -> bool {
    let partner =
        |w: &Word| matches!(w.shape, Shape::Title | Shape::Upper | Shape::Mixed | Shape::Hyphenated);
    words.windows(3).any(|three| {
        let and = three[1].small == Small::Ampersand;
        partner(&three[0]) && partner(&three[2]) && and && (!three[0].opens || three[2].amid)
    })
}

/// `Cox’s Ferry`: somebody’s name that no place has, and what is his.
fn is_landing(words: &[Word]) -> bool {
    let [owner, mark, thing] = words else { return false };
    let named = NameClass::PLACE | NameClass::ORG;
    mark.shape == Shape::Connector
        && mark.token + 1 == thing.token
        && owner.token + 1 == mark.token
        && owner.shape == Shape::Title
        && thing.shape == Shape::Title
        && owner.amid
        && !owner.name.intersects(named)
        && !owner.class.intersects(WordClass::COMMON | WordClass::TITLE | WordClass::ORG_HEAD)
        && thing.class.contains(WordClass::PLACE_HEAD)
        // What stands between them is the possessive.
        && owner.acts
}

/// `Bill Roe left`: a given name that begins the sentence, and would be a common word with a small letter.
fn is_opening_given(regions: &Regions, to: usize, words: &[Word]) -> bool {
    let verb = WordClass::MODAL | WordClass::AUXILIARY | WordClass::MONTH;
    let [given, surname] = words else { return false };
    let goes_on = regions.words.get(to).is_some_and(|w| w.token == surname.token + 1);
    given.opens && given.class.contains(WordClass::COMMON) && !given.class.intersects(verb) && !goes_on
}

/// `Blessing Ezeoke left`: a common word that is a given name too, before what can only be a surname.
fn is_word_given(regions: &Regions, to: usize, words: &[Word]) -> bool {
    let [given, surname] = words else { return false };
    let goes_on = regions.words.get(to).is_some_and(|w| w.token == surname.token + 1);
    let surname = surname.shape == Shape::Title
        && (surname.name.contains(NameClass::SURNAME) || amid::is_unknown(surname))
        && !surname.class.contains(WordClass::COMMON);
    surname && !goes_on && given.opener.contains(Opener::GIVEN_WORDS)
}

/// `President Tarvenko`, `Mrs Hall`: the beginning of another name in a row.
fn leads_person(title: &Word, name: &Word) -> bool {
    let thing = WordClass::COMMON | WordClass::ORG_HEAD | WordClass::PLACE_HEAD | WordClass::TITLE;
    title.class.intersects(WordClass::TITLE | WordClass::HONORIFIC)
        && matches!(name.shape, Shape::Title | Shape::Hyphenated | Shape::Mixed)
        && !name.class.intersects(thing)
}

/// Endings of the second name that Russians and their neighbours are given after their father.
const PATRONYMICS: [&str; 5] = ["ovich", "evich", "ovna", "evna", "ichna"];

/// `Viktor Andreyevich Tarvenko`: the second of three words is a patronymic.
fn has_patronymic(regions: &Regions, words: &[Word]) -> bool {
    let [first, middle, last] = words else { return false };
    let lower = middle.lower.of(&regions.lower);
    [first, last].iter().all(|w| w.shape == Shape::Title && !w.class.contains(WordClass::COMMON))
        && lower.len() > 6
        && PATRONYMICS.iter().any(|ending| lower.ends_with(ending))
}

/// `College London` in `King’s College London`: a body, and the town that it is in.
fn is_seated(words: &[Word]) -> bool {
    let [.., head, town] = words else { return false };
    let place = NameClass::BIG_CITY | NameClass::CAPITAL | NameClass::COUNTRY | NameClass::REGION;
    head.class.contains(WordClass::ORG_HEAD | WordClass::COMMON)
        && town.name.intersects(place)
        && !town.class.contains(WordClass::COMMON)
}

/// `Keller and Former Secretary of State Anna Hill`: what stands behind `and` is somebody’s title and name.
fn begins_title(words: &[Word], and: usize) -> bool {
    let thing = WordClass::ORG_HEAD | WordClass::PLACE_HEAD | WordClass::ORG_PREFIX | WordClass::OBJECT_HEAD;
    let (left, right) = (&words[..and], &words[and + 1..]);
    let Some((last, front)) = right.split_last() else { return false };
    let title = |w: &Word| w.class.contains(WordClass::TITLE);
    if left.iter().any(|w| w.class.intersects(thing | WordClass::TITLE)) {
        return false;
    }
    let office = right[0].class.intersects(WordClass::TITLE | WordClass::TITLE_MODIFIER)
        && right.windows(2).any(|pair| title(&pair[0]) && pair[1].shape == Shape::Connector);
    if office {
        return true;
    }
    front.len() > 1
        && !last.class.intersects(thing | WordClass::COMMON)
        && front[..front.len() - 1].iter().any(title)
        && front.last().is_some_and(|w| w.name.intersects(NameClass::GIVEN) && !w.class.intersects(thing))
}

/// `Ministry of Labour`, `Council for Scientific and Industrial Research`, `Gulf of Nicoya`.
fn of_complement(prose: &str, words: &[Word], scores: &mut Scores) {
    let Some(small) = words.iter().position(|w| matches!(w.small, Small::Of | Small::For)) else { return };
    let Some((front, rest)) = words.split_at_checked(small) else { return };
    let (Some((head, front)), Some((_, rest))) = (front.split_last(), rest.split_first()) else { return };
    if rest.is_empty()
        || front.iter().any(|w| w.shape == Shape::Connector && !w.range.of(prose).ends_with('s'))
    {
        return;
    }
    if is_member(front, head, rest) {
        scores.iter_mut().for_each(|s| *s -= 6.0 * UNIT);
        return;
    }
    let topics = rest.iter().all(|w| w.shape == Shape::Connector || w.class.contains(WordClass::COMMON));
    let places = rest.iter().all(|w| w.name.intersects(NameClass::PLACE));
    // `Bank of Nicoya` lends; `Gulf of Nicoya` and `City of Nicoya` lie somewhere.
    let bodily = head.class.contains(WordClass::ORG_HEAD | WordClass::ORG_PREFIX);
    if head.class.contains(WordClass::PLACE_HEAD) && places && !bodily {
        scores[PLACE] += 6.0 * UNIT;
    } else if head.class.contains(WordClass::ORG_PREFIX) {
        scores[ORGANISATION] += if topics { 2.0 + rest.len() as f32 } else { 1.5 } * UNIT;
    }
}

/// `Alia Tarvenko of Civic Front`, `Tarvenko of Ohio`: the words before `of` are somebody’s name and not the beginning of a body’s.
fn is_member(front: &[Word], head: &Word, rest: &[Word]) -> bool {
    let heads = WordClass::ORG_PREFIX
        | WordClass::ORG_HEAD
        | WordClass::PLACE_HEAD
        | WordClass::OBJECT_HEAD
        | WordClass::COMMON
        | WordClass::DEMONYM
        | WordClass::TITLE;
    let [first, ..] = front else {
        // `Rubio of Florida`
        let other = NameClass::GIVEN | NameClass::ORG | NameClass::OBJECT | NameClass::COUNTRY;
        let city = NameClass::BIG_CITY | NameClass::CAPITAL | NameClass::STATE | NameClass::REGION;
        return !head.name.intersects(city)
            && head.shape == Shape::Title
            && !head.name.intersects(other)
            && !head.class.intersects(heads)
            && rest.iter().all(|w| w.name.intersects(NameClass::STATE | NameClass::REGION));
    };
    let given = first.name.intersects(NameClass::GIVEN)
        && !first.name.intersects(NameClass::ORG | NameClass::COUNTRY)
        && !first.class.intersects(heads);
    given && !head.class.intersects(heads)
}

/// `Rik van Damme`, `Abdelkader ben Youssef`: a particle of people’s names before the last word.
fn is_particled(words: &[Word]) -> bool {
    let [first, middle @ .., last] = words else { return false };
    let thing = WordClass::COMMON | WordClass::DEMONYM;
    first.shape == Shape::Title
        && !first.class.intersects(thing | WordClass::NAME_PARTICLE | WordClass::PLACE_PREFIX)
        && !first.name.intersects(NameClass::PLACE | NameClass::ORG)
        && (!last.class.intersects(thing) || first.name.intersects(NameClass::GIVEN))
        && middle.iter().any(|w| w.shape == Shape::Connector && w.class.contains(WordClass::NAME_PARTICLE))
        && middle.iter().all(|w| w.shape != Shape::Connector || w.class.contains(WordClass::NAME_PARTICLE))
}

/// Two names with `and` between them: what stands before it is whole.
fn of_pair(regions: &Regions, run: &Run, and: usize, scores: &mut Scores) {
    let (from, to) = (run.from, run.to);
    let (left, right) = (&regions.words[from..and], &regions.words[and + 1..to]);
    if !run.name.is_empty() {
        return;
    }
    let heads = WordClass::ORG_HEAD | WordClass::PLACE_HEAD;
    let headed = |words: &[Word]| words.len() > 1 && words[words.len() - 1].class.intersects(heads);
    let known = |words: &[Word], from, to| {
        let class = gazetteer::classes_of(regions.lower_of(from, to));
        let common = words.len() == 1 && words[0].class.contains(WordClass::COMMON);
        !common && class.intersects(NameClass::PLACE | NameClass::ORG)
    };
    let complement = left.len() > 2 && left[1].shape == Shape::Connector;
    let plain = left.len() == 1 && right.len() == 1;
    let whole = !complement && (headed(left) || !left.is_empty() && known(left, from, and));
    let anew = right.len() > 1
        && right[0].class.contains(WordClass::ORG_PREFIX)
        && right[1].shape == Shape::Connector;
    if plain || whole || anew || !right.is_empty() && known(right, and + 1, to) {
        scores.iter_mut().for_each(|s| *s -= 4.0 * UNIT);
    }
}

/// Whether the stretch cuts a name at a particle: `Playas | del Coco`, `Al | Hashemi`.
fn parts_name(prose: &str, regions: &Regions, from: usize, to: usize) -> bool {
    let words = &regions.words;
    let next = |at: usize| words.get(at + 1).filter(|n| n.token == words[at].token + 1);
    let bears = |w: &Word| {
        let small = WordClass::COMMON | WordClass::DEMONYM | WordClass::TITLE;
        w.shape != Shape::Number && !w.class.intersects(small) || w.class.contains(WordClass::NAME_PARTICLE)
    };
    let leads = |at: usize| {
        let word = &words[at];
        let particle = word.class.contains(WordClass::NAME_PARTICLE)
            && match word.shape {
                Shape::Connector => true,
                Shape::Title => {
                    !word.class.intersects(WordClass::COMMON | WordClass::NUMBER | WordClass::DETERMINER)
                        && !word.name.intersects(NameClass::GIVEN)
                }
                _ => false,
            };
        particle && next(at).is_some_and(bears)
    };
    if parts_complement(regions, to) || parts_initials(prose, regions, to) {
        return true;
    }
    if leads(to - 1) || parts_place(regions, from) || parts_place(regions, to) || parts_suffix(regions, to) {
        return true;
    }
    let follows = |at: usize| {
        let Some(before) = at.checked_sub(1).map(|b| &words[b]) else { return false };
        let title = WordClass::TITLE | WordClass::HONORIFIC | WordClass::ROLE | WordClass::DEMONYM;
        let small = title | WordClass::COMMON | WordClass::TITLE_MODIFIER;
        before.token + 1 == words[at].token
            && matches!(before.shape, Shape::Title | Shape::Hyphenated)
            && (!before.class.intersects(small) || before.class.contains(WordClass::PLACE_PREFIX))
    };
    words[from].shape == Shape::Connector && leads(from) && follows(from)
}

/// Whether word `at` is the second of a known place’s name, an abbreviation that is nothing without the first:
/// `Washington | DC`.
fn parts_place(regions: &Regions, at: usize) -> bool {
    let words = &regions.words;
    let (Some(before), Some(word)) = (at.checked_sub(1).map(|b| &words[b]), words.get(at)) else {
        return false;
    };
    word.token == before.token + 1
        && matches!(word.shape, Shape::Stopped | Shape::Upper)
        && word.range.len() < 5
        && Run::of(regions, at - 1, at + 1).name.contains(NameClass::REGION)
}

/// `V.K. | Ramaswamy Iyer`: initials that are no known abbreviation, before a word that nothing but a name is.
fn parts_initials(prose: &str, regions: &Regions, to: usize) -> bool {
    let Some(initials) = to.checked_sub(1).map(|last| &regions.words[last]) else { return false };
    let text = initials.range.of(prose);
    initials.shape == Shape::Stopped
        && initials.name.is_empty()
        && text.split_terminator('.').all(|letter| letter.len() == 1)
        && text.ends_with('.')
        && regions.words.get(to).is_some_and(|w| {
            w.token == initials.token + 1
                && w.shape == Shape::Title
                && (w.class - WordClass::SURNAME - WordClass::GIVEN_MALE - WordClass::GIVEN_FEMALE).is_empty()
        })
}

/// `University of East | Marden`
fn parts_complement(regions: &Regions, to: usize) -> bool {
    let Some([.., small, direction]) = regions.words.get(..to) else { return false };
    small.shape == Shape::Connector
        && direction.shape == Shape::Title
        && small.token + 1 == direction.token
        && regions.words.get(to).is_some_and(|w| {
            let other = WordClass::TITLE | WordClass::WEEKDAY | WordClass::MONTH | WordClass::DEMONYM;
            w.token == direction.token + 1 && w.shape == Shape::Title && !w.class.intersects(other)
        })
        && (direction.class.contains(WordClass::PLACE_PREFIX)
            || direction.opener.contains(Opener::DIRECTIONS))
}

/// `Pedro Sánchez | Pérez-Castejón`: a person’s name that goes on with a word that no list has.
fn parts_surname(regions: &Regions, words: &[Word], to: usize) -> bool {
    let [first, .., last] = words else { return false };
    let thing = WordClass::COMMON | WordClass::TITLE | WordClass::DEMONYM | WordClass::ORG_HEAD;
    let plain = |w: &Word| w.shape == Shape::Title && !w.class.intersects(thing);
    first.name.intersects(NameClass::GIVEN)
        && last.name.intersects(NameClass::SURNAME)
        && words.iter().all(plain)
        && regions.words.get(to).is_some_and(|w| w.token == last.token + 1 && amid::is_unknown(w))
}

/// Whether word `at` is what tells a son from his father, behind a surname: `Tillman | Jr.`
fn parts_suffix(regions: &Regions, at: usize) -> bool {
    let (Some(before), Some(word)) = (at.checked_sub(1).map(|b| &regions.words[b]), regions.words.get(at))
    else {
        return false;
    };
    is_generation(word) && word.token == before.token + 1 && before.shape == Shape::Title
}

/// `Jr.`, `Sr.`
fn is_generation(word: &Word) -> bool {
    word.opener.contains(Opener::GENERATIONS)
}
