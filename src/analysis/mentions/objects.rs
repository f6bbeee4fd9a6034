//! Names of things: laws, documents, prizes, ships, works. The texts that the model learns from hold few of them, so
//! that it is their form and the nouns beside them that show them.

use super::decode::{NONE, OBJECT};
use super::regions::{Regions, Run, Shape, Word};
use crate::analysis::tokens::{Case, Token, TokenKind};
use crate::knowledge::gazetteer::NameClass;
use crate::knowledge::weights::{Scores, UNIT};
use crate::knowledge::{WordClass, lexicon};

/// Adds to `scores` what form and the nouns beside it say of the words of `run` as the name of a thing.
pub fn add(prose: &str, tokens: &[Token], regions: &Regions, run: &Run, scores: &mut Scores) {
    let (from, to) = (run.from, run.to);
    let words = &regions.words[from..to];
    let points = of_form(prose, words) + introduced(tokens, regions, from, to) + followed(tokens, words);
    // What is known to be something else is no thing.
    if points > 0.0 && !run.name.intersects(NameClass::PLACE | NameClass::ORG) {
        scores[OBJECT] += points * UNIT;
        scores[NONE] -= points.min(3.0) * UNIT;
    }
}

/// `Skagen Prize`, `Treaty of Lisbon`, `HMS Victory`, `Lanqiao-4`.
fn of_form(prose: &str, words: &[Word]) -> f32 {
    let [first, .., last] = words else {
        let Some(only) = words.first() else { return 0.0 };
        let word = only.range.of(prose);
        return if holds_digit(word) && (is_numbered(word) || is_model(word)) { 6.0 } else { 0.0 };
    };
    // `Airbus A380`
    if words.len() == 2 && is_model(last.range.of(prose)) && first.name.intersects(NameClass::ORG) {
        return 8.0;
    }
    let other = WordClass::ORG_HEAD | WordClass::PLACE_HEAD;
    let text = |w: &Word| w.range.of(prose);
    if words.iter().any(is_sentence) {
        return 0.0;
    }
    let head = |w: &Word| w.class.contains(WordClass::OBJECT_HEAD) && w.shape != Shape::Connector;
    let leads = WordClass::OBJECT_HEAD | WordClass::OBJECT_NOUN;
    if first.class.contains(leads) && words[1].shape != Shape::Connector && !last.class.intersects(other) {
        return 12.0;
    }
    let complement = matches!(text(&words[1]), "of" | "on" | "for" | "to" | "against");
    if head(first) && complement && !last.class.intersects(other) {
        return 8.0;
    }
    if !head(last) {
        return 0.0;
    }
    // `Buffalo Bill` and `Ronald Law` are men; `the Senate's Safety Act` and `Heron on New Year` are two things.
    let given = NameClass::GIVEN;
    let bears = first.name.intersects(given) && last.name.intersects(NameClass::SURNAME | given);
    let joined = words.windows(2).all(|pair| match text(&pair[1]) {
        "of" | "and" | "&" | "the" => true,
        "’s" | "'s" => {
            pair[0].class.contains(WordClass::COMMON) || pair[0].name.contains(NameClass::ENGLISH)
        }
        _ => pair[1].shape != Shape::Connector || pair[1].class.contains(WordClass::NAME_PARTICLE),
    });
    if !bears && joined { 8.0 } else { 0.0 }
}

/// Whether the word is one of the grammar, as in a headline whose words all have capitals.
fn is_sentence(word: &Word) -> bool {
    let small = WordClass::DETERMINER
        | WordClass::PRONOUN_SUBJECT
        | WordClass::PREPOSITION
        | WordClass::AUXILIARY
        | WordClass::MODAL
        | WordClass::MONTH
        | WordClass::WEEKDAY;
    word.shape != Shape::Connector && word.shape != Shape::Upper && word.class.intersects(small)
}

/// Whether a digit stands in the word: in hardly any does one.
fn holds_digit(word: &str) -> bool {
    word.bytes().fold(false, |found, b| found | b.is_ascii_digit())
}

/// `Lanqiao-4`, `Il-76`: a craft, missile or illness by its number.
fn is_numbered(word: &str) -> bool {
    word.as_bytes().last().is_some_and(u8::is_ascii_digit)
        && word.rsplit_once('-').is_some_and(|(name, number)| {
            name.chars().count() > 1
                && name.chars().all(char::is_alphabetic)
                && (1..4).contains(&number.len())
                && number.bytes().all(|b| b.is_ascii_digit())
                && !lexicon::classes_of(name).intersects(WordClass::COMMON | WordClass::PREPOSITION)
        })
}

/// `A380`, `B747s`: letters and a number of two digits or more without a hyphen.
fn is_model(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = &word[letters..];
    (1..4).contains(&letters) && (2..5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// `the ferry Stella Polaris`: all capitalised words behind the small noun.
fn introduced(tokens: &[Token], regions: &Regions, from: usize, to: usize) -> f32 {
    let (first, last) = (&regions.words[from], &regions.words[to - 1]);
    let noun = (first.token as usize).checked_sub(1).and_then(|i| tokens.get(i));
    let whole = regions.words.get(to).is_none_or(|next| next.token != last.token + 1);
    let bears = noun.is_some_and(|t| t.case == Case::Lower && t.is(WordClass::OBJECT_NOUN));
    let name = first.shape != Shape::Number && !first.class.intersects(WordClass::DEMONYM | WordClass::TITLE);
    if bears && whole && name { 8.0 } else { 0.0 }
}

/// `the Tianmen orbital laboratory`: an unknown word before the small noun for a craft.
fn followed(tokens: &[Token], words: &[Word]) -> f32 {
    let [only] = words else { return 0.0 };
    let at = only.token as usize;
    let the = at.checked_sub(1).is_some_and(|i| tokens[i].is(WordClass::DETERMINER));
    let unknown = only.name.is_empty() && !only.class.intersects(WordClass::COMMON | WordClass::DEMONYM);
    if !the || !unknown {
        return 0.0;
    }
    let behind = tokens[at + 1..].iter().take(3);
    let mut small = behind.take_while(|t| t.kind == TokenKind::Word && t.case == Case::Lower);
    if small.any(|t| t.is(WordClass::OBJECT_NOUN)) { 3.0 } else { 0.0 }
}
