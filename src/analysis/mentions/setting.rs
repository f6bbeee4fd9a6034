//! What the first word of a name and the words right beside it say, beyond what so few examples can teach the model.

use super::decode::{NONE, ORGANISATION, PERSON, PLACE};
use super::regions::{Regions, Shape, Small, Word};
use crate::analysis::tokens::{Case, Token};
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
    let (first, last) = (&words[0], &words[words.len() - 1]);
    if is_of_place(prose, tokens, first.token as usize) {
        scores[PLACE] += 5.0 * UNIT;
        scores[PERSON] -= 3.0 * UNIT;
    }
    if leads_to_place(prose, tokens, last.token as usize + 1) {
        scores[PLACE] += 1.5 * UNIT;
        scores[PERSON] -= 2.5 * UNIT;
    }
    if from > 0 && is_titled(tokens, &regions.words[from - 1], first) {
        scores[ORGANISATION] += 3.0 * UNIT;
        scores[NONE] -= 1.5 * UNIT;
    }
    if is_behind_kind(tokens, first) && !is_somebody(words) {
        scores[ORGANISATION] += 4.0 * UNIT;
        scores[NONE] -= 2.0 * UNIT;
    }
    let partners = words.iter().any(|w| w.small == Small::Ampersand);
    if partners && has_shares(tokens, last) {
        scores[ORGANISATION] += 5.0 * UNIT;
    }
    if words.iter().all(is_place) {
        let town = words.iter().any(|w| w.name.intersects(NameClass::PLACE));
        let team = town && is_team(prose, tokens, first, last);
        // `Tokyo shares` are those of its exchange.
        let market = NameClass::BIG_CITY | NameClass::CAPITAL | NameClass::COUNTRY | NameClass::REGION;
        let firm =
            is_called_body(prose, tokens, last) || !last.name.intersects(market) && has_shares(tokens, last);
        if team || firm {
            scores[ORGANISATION] += 5.0 * UNIT;
            scores[PLACE] -= 2.0 * UNIT;
        }
    }
    let [opener, rest @ ..] = words else { return };
    if rest.is_empty() || rest.iter().any(|w| w.shape != Shape::Title) {
        return;
    }
    let opener = opener.opener;
    if opener.contains(Opener::PAPERS) {
        scores[ORGANISATION] += 6.0 * UNIT;
    }
    if (first.shape == Shape::Upper || first.range.len() > 3) && opener.contains(Opener::CLUBS) {
        scores[ORGANISATION] += 5.0 * UNIT;
    }
    let headed = last.class.intersects(WordClass::ORG_HEAD | WordClass::OBJECT_HEAD | WordClass::TITLE);
    let person = rest.iter().any(|w| w.name.intersects(NameClass::GIVEN));
    if !headed && !person && opener.contains(Opener::PLACE_ADJECTIVES) {
        scores[PLACE] += 2.5 * UNIT;
        scores[PERSON] -= 3.0 * UNIT;
    }
}

/// Whether a town, country or nobody we know of bears the word.
fn is_place(word: &Word) -> bool {
    let other =
        WordClass::COMMON | WordClass::TITLE | WordClass::DEMONYM | WordClass::MONTH | WordClass::WEEKDAY;
    matches!(word.shape, Shape::Title | Shape::Hyphenated)
        && !word.name.intersects(NameClass::GIVEN)
        && !word.class.intersects(other)
}

/// `Carlisle beat Grimsby 2-1`: towns right before a score, and before the verb in front of it.
fn is_team(prose: &str, tokens: &[Token], first: &Word, last: &Word) -> bool {
    let behind = &tokens[last.token as usize + 1..];
    let scored = |t: &Token| is_score(t.text(prose));
    if behind.first().is_some_and(scored) {
        let before = (first.token as usize).checked_sub(1).map(|b| &tokens[b]);
        return before.is_some_and(|t| !t.is(WordClass::PREPOSITION) || t.text(prose) == "to");
    }
    let verb = behind
        .first()
        .is_some_and(|t| t.case == Case::Lower && openers::of(t.word).contains(Opener::SCORE_VERBS));
    verb && behind[1..].iter().take(SCORE_REACH).any(scored)
}

/// Words from a verb to its score at most.
const SCORE_REACH: usize = 8;

/// `2-1`
fn is_score(text: &str) -> bool {
    let goals = |half: &str| (1..3).contains(&half.len()) && half.bytes().all(|b| b.is_ascii_digit());
    text.split_once(['-', '–']).is_some_and(|(ours, theirs)| goals(ours) && goals(theirs))
}

/// `Wakefield shares`
fn has_shares(tokens: &[Token], last: &Word) -> bool {
    let next = tokens.get(last.token as usize + 1);
    next.is_some_and(|t| t.case == Case::Lower && openers::of(t.word).contains(Opener::FIRM_NOUNS))
}

/// `Halifax, the lender`: the town is a firm here.
fn is_called_body(prose: &str, tokens: &[Token], last: &Word) -> bool {
    let [comma, article, noun, ..] = &tokens[last.token as usize + 1..] else { return false };
    comma.is_punct(prose, ',')
        && article.is(WordClass::DETERMINER)
        && noun.case == Case::Lower
        && openers::of(noun.word).contains(Opener::BODY_KINDS)
}

/// `the charity Open Doors`
fn is_behind_kind(tokens: &[Token], first: &Word) -> bool {
    let before = (first.token as usize).checked_sub(1).map(|b| &tokens[b]);
    first.amid
        && before.is_some_and(|t| {
            t.case == Case::Lower && t.plain && openers::of(t.word).contains(Opener::BODY_KINDS)
        })
}

/// Whether the first word is a given name, a title or a day, which no body is called by behind what it is: `the company John
/// Hill founded`.
fn is_somebody(words: &[Word]) -> bool {
    let other = WordClass::TITLE | WordClass::HONORIFIC | WordClass::WEEKDAY | WordClass::MONTH;
    words[0].name.intersects(NameClass::GIVEN) || words[0].class.intersects(other)
}

/// `the village of Val Serena`
fn is_of_place(prose: &str, tokens: &[Token], first: usize) -> bool {
    let [.., noun, of] = &tokens[..first] else { return false };
    of.is(WordClass::PREPOSITION)
        && noun.case == Case::Lower
        && of.text(prose) == "of"
        && openers::of(noun.word).contains(Opener::PLACE_KINDS)
}

/// `Carlow, where they met`
fn leads_to_place(prose: &str, tokens: &[Token], end: usize) -> bool {
    tokens.get(end).is_some_and(|t| t.is_punct(prose, ','))
        && tokens.get(end + 1).is_some_and(|t| t.text(prose) == "where")
}

/// `told The Western Herald`: an article with a capital amid the sentence begins the name of a paper or body.
fn is_titled(tokens: &[Token], article: &Word, first: &Word) -> bool {
    let before = (article.token as usize).checked_sub(1).map(|b| &tokens[b]);
    article.class.contains(WordClass::DETERMINER)
        && article.shape == Shape::Title
        && article.token + 1 == first.token
        && !article.opens
        && before.is_some_and(|t| t.is_wordlike() && t.case == Case::Lower)
}
