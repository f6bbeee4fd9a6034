//! What a capital amid a sentence says, beyond what so few examples can teach the model: the writer means a name by it.

use super::decode::{NONE, ORGANISATION, PERSON, PLACE};
use super::regions::{Regions, Shape, Small, Word};
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;
use crate::knowledge::gazetteer::NameClass;
use crate::knowledge::openers::{self, Opener};
use crate::knowledge::weights::{Scores, UNIT};

/// Adds that to `scores` of the words `from..to` as one name.
pub fn add(
    prose: &str,
    tokens: &[Token],
    regions: &Regions,
    (from, to): (usize, usize),
    scores: &mut Scores,
) {
    let words = &regions.words[from..to];
    let next = regions.words.get(to).filter(|next| next.token == words[words.len() - 1].token + 1);
    match words {
        [] => {}
        [only] => {
            if is_rank(only, next) {
                scores[NONE] += 12.0 * UNIT;
            }
            if only.amid && !only.modifies && is_known_body(only) {
                scores[ORGANISATION] += UNIT;
                scores[NONE] -= UNIT;
            }
            if leads_to_head(regions, from) {
                scores[NONE] -= 2.0 * UNIT;
            }
            if is_unknown(only) && employs(tokens, regions, to, only) {
                scores[ORGANISATION] += 2.5 * UNIT;
                scores[PERSON] -= 2.5 * UNIT;
            }
            if only.amid && only.modifies && is_unknown(only) && is_before_role(tokens, only) {
                scores[ORGANISATION] += 1.5 * UNIT;
                scores[NONE] -= 3.0 * UNIT;
            }
            let given = only.name.intersects(NameClass::GIVEN);
            if (given || is_unknown(only)) && is_apposed(prose, tokens, only) {
                scores[PERSON] += 3.0 * UNIT;
                scores[NONE] -= 3.0 * UNIT;
            }
            if only.amid && only.modifies && is_unknown(only) && is_before_kind(tokens, only) {
                scores[ORGANISATION] += 3.0 * UNIT;
                scores[NONE] -= 3.0 * UNIT;
            }
            if is_unknown(only) && is_behind_road(prose, tokens, only) {
                scores[PLACE] += 3.0 * UNIT;
                scores[PERSON] -= 3.0 * UNIT;
            }
        }
        [first, ..] => {
            if is_rank(first, words.get(1)) || ends_in_day(prose, words) {
                scores.iter_mut().for_each(|s| *s -= 40.0 * UNIT);
            }
            let before =
                from.checked_sub(1).map(|b| &regions.words[b]).filter(|b| b.token + 1 == first.token);
            let whole = before.is_none() && next.is_none_or(|w| w.small == Small::And);
            let local = whole && is_local_body(words);
            if local || whole && is_headed_body(words) {
                scores[ORGANISATION] += if local { 6.0 } else { 2.5 } * UNIT;
                scores[PLACE] -= UNIT;
            }
            if is_syllabled(prose, words) {
                scores[PERSON] += 5.0 * UNIT;
            }
            let parted = |w: Option<&Word>| {
                w.is_none_or(|w| w.shape == Shape::Connector && !w.class.contains(WordClass::NAME_PARTICLE))
            };
            let role = WordClass::ROLE | WordClass::TITLE | WordClass::DEMONYM;
            let alone = (parted(before) || before.is_some_and(|w| w.class.intersects(role))) && parted(next);
            if alone && is_full_name(regions, words) {
                scores[PERSON] += 4.0 * UNIT;
            }
        }
    }
}

/// `Pine Rescue`: a last word of bodies’ names that running copy would write small.
fn is_headed_body(words: &[Word]) -> bool {
    let [first, .., last] = words else { return false };
    let other = WordClass::PLACE_HEAD | WordClass::OBJECT_HEAD | WordClass::TITLE;
    // `Norn Institute`, though an institute can be spoken of like a role.
    let role = last.class.contains(WordClass::ROLE) && !last.class.contains(WordClass::BODY_NOUN);
    let small = |w: &Word| w.shape == Shape::Connector || w.shape == Shape::Number;
    last.amid
        && last.shape == Shape::Title
        && last.class.contains(WordClass::ORG_HEAD | WordClass::COMMON)
        && !last.class.intersects(other)
        && !role
        && !last.name.intersects(NameClass::SURNAME)
        && !words.iter().any(small)
        && !first.class.intersects(WordClass::DEMONYM | WordClass::DETERMINER)
}

/// `Avon Police`: the same behind a place.
fn is_local_body(words: &[Word]) -> bool {
    let Some((last, front)) = words.split_last() else { return false };
    let place = |w: &Word| {
        w.shape == Shape::Title && w.name.intersects(NameClass::PLACE) && !w.class.contains(WordClass::COMMON)
    };
    !last.opens
        && last.shape == Shape::Title
        && last.class.contains(WordClass::ORG_HEAD | WordClass::COMMON)
        && !last.class.intersects(WordClass::PLACE_HEAD | WordClass::TITLE)
        && front.iter().all(place)
}

/// Last words of names of bodies, places and things.
const HEADS: WordClass = WordClass::ORG_HEAD.union(WordClass::PLACE_HEAD).union(WordClass::OBJECT_HEAD);

/// `Clean Air Act`: whether the word and all up to the last word of a body’s, place’s or thing’s name have capitals.
fn leads_to_head(regions: &Regions, at: usize) -> bool {
    let words = &regions.words;
    let joined = |i: &usize| *i == at || words[*i].token == words[*i - 1].token + 1;
    let mut run = (at..words.len().min(at + 4)).take_while(|i| joined(i) && is_written_out(&words[*i]));
    let led =
        at.checked_sub(1).is_some_and(|b| words[b].token + 1 == words[at].token && is_written_out(&words[b]));
    let headed = |i: usize| words[i].class.intersects(HEADS);
    run.any(|i| headed(i) && (i > at || led))
}

/// Whether a word has a capital amid a sentence of small words, and no other use for it.
fn is_written_out(word: &Word) -> bool {
    let other = WordClass::TITLE | WordClass::HONORIFIC | WordClass::WEEKDAY | WordClass::MONTH;
    word.amid && word.shape == Shape::Title && !word.class.intersects(other)
}

/// Whether no list has the word.
pub(super) fn is_unknown(word: &Word) -> bool {
    let harmless = WordClass::GIVEN_MALE | WordClass::GIVEN_FEMALE | WordClass::SURNAME;
    matches!(word.shape, Shape::Title | Shape::Hyphenated)
        && word.range.len() > 2
        && word.name.is_empty()
        && (word.class - harmless).is_empty()
}

/// `Facebook`: a body that nothing else is called by.
fn is_known_body(word: &Word) -> bool {
    let other = NameClass::PLACE | NameClass::GIVEN | NameClass::SURNAME;
    word.name.intersects(NameClass::ORG)
        && !word.name.intersects(other)
        && !word.class.intersects(WordClass::COMMON | WordClass::DEMONYM | WordClass::TITLE)
}

/// `Mediofin’s Sara Tonelli`: whose people are called by their names is no person.
fn employs(tokens: &[Token], regions: &Regions, to: usize, word: &Word) -> bool {
    let owner = tokens.get(word.token as usize + 1).is_some_and(|t| t.kind == TokenKind::Possessive);
    let given = |w: &&Word| w.token == word.token + 2 && w.name.intersects(NameClass::GIVEN);
    let named = regions.words[to..].iter().take(2).find(given);
    let surname = |given: &Word| regions.words[to..].iter().take(3).any(|w| w.token == given.token + 1);
    owner && named.is_some_and(surname)
}

/// `a Pneuval spokeswoman`
fn is_before_role(tokens: &[Token], word: &Word) -> bool {
    let role = WordClass::ROLE | WordClass::TITLE;
    tokens.get(word.token as usize + 1).is_some_and(|t| t.is(role) && !t.is_capitalised())
}

/// `the Yonhap news agency`
fn is_before_kind(tokens: &[Token], word: &Word) -> bool {
    let at = word.token as usize;
    let the = at.checked_sub(1).is_some_and(|i| tokens[i].is(WordClass::DETERMINER));
    let mut behind = tokens[at + 1..].iter().take(2).take_while(|t| t.kind == TokenKind::Word && t.plain);
    the && behind.any(|t| openers::of(t.word).contains(Opener::BODY_KINDS))
}

/// `his wife, Tineke, told me`
fn is_apposed(prose: &str, tokens: &[Token], word: &Word) -> bool {
    let [.., noun, comma] = &tokens[..word.token as usize] else { return false };
    let mark = |t: &Token| t.is_punct(prose, ',') || t.is_punct(prose, '.') || t.is_punct(prose, ';');
    let ends = tokens.get(word.token as usize + 1).is_none_or(mark);
    let person = WordClass::ROLE | WordClass::MALE_NOUN | WordClass::FEMALE_NOUN;
    ends && comma.is_punct(prose, ',') && noun.is(person) && !noun.is_capitalised()
}

/// `Brackley Road, Elmstead,`
fn is_behind_road(prose: &str, tokens: &[Token], word: &Word) -> bool {
    let [.., road, comma] = &tokens[..word.token as usize] else { return false };
    let ends = tokens.get(word.token as usize + 1).is_none_or(|t| t.kind == TokenKind::Punct);
    ends && comma.is_punct(prose, ',') && road.is_capitalised() && road.is(WordClass::PLACE_HEAD)
}

/// `PC Anna Hill`: the word is the rank of the one whose given name follows.
fn is_rank(word: &Word, next: Option<&Word>) -> bool {
    word.shape == Shape::Upper
        && next.is_some_and(|n| n.token == word.token + 1 && n.name.intersects(NameClass::GIVEN))
        && word.opener.contains(Opener::RANKS)
}

/// `Unity Party in May`: no name ends so.
fn ends_in_day(prose: &str, words: &[Word]) -> bool {
    let [.., small, last] = words else { return false };
    last.class.intersects(WordClass::MONTH | WordClass::WEEKDAY)
        && matches!(small.range.of(prose), "in" | "on" | "to" | "for" | "and")
}

/// `Hye-jin Park`, `Tsai Ing-wen`: a given name of two syllables, the second one small.
fn is_syllabled(prose: &str, words: &[Word]) -> bool {
    let syllabled = |w: &Word| {
        w.shape == Shape::Hyphenated
            && w.range.of(prose).split_once('-').is_some_and(|(one, two)| {
                one.len() < 7 && (2..7).contains(&two.len()) && two.bytes().all(|b| b.is_ascii_lowercase())
            })
            && w.class.is_empty()
    };
    let plain = |w: &Word| {
        let word = w.opens && w.class.contains(WordClass::COMMON);
        w.shape == Shape::Title && w.range.len() < 8 && !word
    };
    match words {
        [one, two] => syllabled(one) && plain(two) || plain(one) && syllabled(two),
        _ => false,
    }
}

/// `Mark Dow`, `He Jianfeng`: two words amid a sentence of which the first is a given name; or what would be a pronoun
/// before a word that no list has.
fn is_full_name(regions: &Regions, words: &[Word]) -> bool {
    let [first, last] = words else { return false };
    let thing = HEADS | WordClass::TITLE | WordClass::MONTH | WordClass::WEEKDAY | WordClass::DEMONYM;
    let surname = last.shape == Shape::Title && !last.class.intersects(thing);
    let given = first.amid
        && first.shape == Shape::Title
        && first.name.contains(NameClass::COMMON_GIVEN)
        && !first.name.intersects(NameClass::PLACE)
        && !first.class.intersects(thing | WordClass::DETERMINER | WordClass::MODAL);
    let he = first.lower.of(&regions.lower) == "he" && first.shape == Shape::Title && is_unknown(last);
    surname && (given || he)
}
