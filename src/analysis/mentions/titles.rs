//! Titles and roles that a name is printed with, and the gender they show.

use super::Gender;
use super::regions::Word;
use crate::analysis::tokens::{Case, Token, TokenKind};
use crate::knowledge::WordClass;
use crate::knowledge::gazetteer::NameClass;
use crate::knowledge::openers::{self, Opener};
use crate::text::ByteRange;

/// Most tokens of a title in front of a name, or of one behind it.
const LONGEST: usize = 10;

/// Offices that a candidate seeks: `Republican presidential candidate`.
const SOUGHT: [&str; 6] =
    ["presidential", "vice-presidential", "congressional", "gubernatorial", "mayoral", "senatorial"];

/// Heads of titles: what a person is.
const HEAD: WordClass = WordClass::TITLE.union(WordClass::ROLE);

/// The title of the name whose tokens are `first..end`: in front of it, or in apposition behind or before it.
/// Empty at the name's start if there is none.
pub fn find(prose: &str, tokens: &[Token], sentence: (usize, usize), first: usize, end: usize) -> ByteRange {
    in_front(prose, tokens, sentence.0, first)
        .or_else(|| behind(prose, tokens, sentence, end))
        .or_else(|| set_off_before(prose, tokens, sentence.0, first))
        .map_or(ByteRange::empty(tokens[first].range.start as usize), |(from, to)| ByteRange {
            start: tokens[from].range.start,
            end: tokens[to - 1].range.end,
        })
}

/// `Russian Foreign Minister`, `US Secretary of State`, `UBS analyst`, `Mr.`: right before the name.
fn in_front(prose: &str, tokens: &[Token], floor: usize, first: usize) -> Option<(usize, usize)> {
    let last = first.checked_sub(1).filter(|l| *l >= floor)?;
    // `Minister of Justice Keller` is no `Justice Keller`.
    let completed = last > floor && matches!(tokens[last - 1].text(prose), "of" | "for");
    let complemented = || head_with_complement(prose, tokens, floor, last);
    if is_rank(prose, tokens, last, first) {
        return Some((last, first));
    }
    let head = if let Some(head) = completed.then(complemented).flatten() {
        head
    } else if is_head(tokens, last) {
        last
    } else if tokens[last].is(WordClass::HONORIFIC) && tokens[last].is_capitalised() {
        // `Union Minister for Steel Shri Rao`, `President Mr Hollande`
        let title = in_front(prose, tokens, floor, last);
        return Some((title.map_or(last, |(from, _)| from), first));
    } else {
        complemented()?
    };
    Some((modifiers(prose, tokens, floor, head), first))
}

/// `DC Fiona Blair`: a rank in capitals before two words of a name.
fn is_rank(prose: &str, tokens: &[Token], last: usize, first: usize) -> bool {
    let text = tokens[last].text(prose);
    tokens[last].case == Case::Upper
        && text.len() <= 5
        && tokens.get(first + 1).is_some_and(Token::is_capitalised)
        && openers::of(tokens[last].word).contains(Opener::RANKS)
}

/// Whether the token can be the head of a title.
fn is_head(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    token.kind == TokenKind::Word && token.is(HEAD) && !token.is(WordClass::HONORIFIC)
}

/// The head of `Secretary of State`, `Minister for Europe`, `Director of National Intelligence`: all capitals.
fn head_with_complement(prose: &str, tokens: &[Token], floor: usize, last: usize) -> Option<usize> {
    if !tokens[last].is_capitalised() {
        return None;
    }
    let mut at = last;
    while at > floor && last - at < 5 {
        at -= 1;
        let token = &tokens[at];
        if matches!(token.text(prose), "of" | "for") {
            let head = at.checked_sub(1).filter(|h| *h >= floor && is_head(tokens, *h))?;
            return tokens[head].is_capitalised().then_some(head);
        }
        if !token.is_capitalised() && !matches!(token.text(prose), "and" | "the") {
            return None;
        }
    }
    None
}

/// Where the title begins whose head is the token `head`.
fn modifiers(prose: &str, tokens: &[Token], floor: usize, head: usize) -> usize {
    let mut from = head;
    while from > floor && head - from < LONGEST {
        let token = &tokens[from - 1];
        let modifies = token.is(WordClass::TITLE_MODIFIER | WordClass::DEMONYM)
            || (token.is_capitalised()
                && !token.is(WordClass::DETERMINER | WordClass::PREPOSITION | WordClass::PRONOUN_SUBJECT))
            || (token.kind == TokenKind::Word && (token.is(HEAD) || SOUGHT.contains(&token.text(prose))));
        let opens_with_small_word = from - 1 == floor
            && token.is(WordClass::COMMON | WordClass::ADVERB)
            && !token.is(WordClass::TITLE_MODIFIER | WordClass::DEMONYM | HEAD);
        if !modifies || opens_with_small_word || token.is(WordClass::WEEKDAY | WordClass::MONTH) {
            break;
        }
        from -= 1;
    }
    from
}

/// `, a spokesman for the bank,`, `, the Russian foreign minister`, `, president of X`: behind the name.
fn behind(
    prose: &str,
    tokens: &[Token],
    (floor, ceiling): (usize, usize),
    end: usize,
) -> Option<(usize, usize)> {
    if end >= ceiling || !tokens[end].is_punct(prose, ',') {
        return None;
    }
    let mut at = end + 1;
    // `Roe, whose husband is a miner,` is no husband.
    if tokens.get(at).is_some_and(|t| t.is(WordClass::POSSESSIVE) && t.is(WordClass::RELATIVE)) {
        return None;
    }
    if tokens.get(at).is_some_and(|t| t.is(WordClass::DETERMINER | WordClass::POSSESSIVE)) {
        at += 1;
    }
    let from = at;
    let mut head = None;
    let mut stop = from;
    while stop < ceiling && stop - from < LONGEST {
        let token = &tokens[stop];
        if matches!(
            token.kind,
            TokenKind::Punct | TokenKind::DoubleMark | TokenKind::Dash | TokenKind::Ellipsis
        ) {
            break;
        }
        let verb = WordClass::AUXILIARY | WordClass::MODAL | WordClass::RELATIVE | WordClass::CUE;
        if token.is(verb) && !token.is(HEAD) {
            // `In an interview with Roe, the minister said`: the clause begins with the minister.
            if token.is(WordClass::CUE) && tokens[floor].is(WordClass::PREPOSITION) {
                return None;
            }
            break;
        }
        if is_head(tokens, stop) && (head.is_none() || head == Some(stop - 1)) {
            head = Some(stop);
        }
        // A preposition or conjunction before any head: it is a list or another clause. `Roe, five children`, `Roe, tell
        // your people`: nor does a number or a verb begin what somebody is.
        let other = token.kind == TokenKind::Number
            || token.is(WordClass::NUMBER)
            || at == from
                && stop == from
                && token.is(WordClass::VERB | WordClass::VERB_PAST)
                && !token.is(HEAD | WordClass::TITLE_MODIFIER);
        if head.is_none() && (other || token.is(WordClass::PREPOSITION | WordClass::CONJUNCTION)) {
            return None;
        }
        stop += 1;
    }
    // Another capitalised name right behind `and` or a comma would be a list of names, not a description.
    let head = head?;
    let keep = complement_end(prose, tokens, head + 1, stop);
    Some((from, keep))
}

/// Where `spokesman for the bank` ends: the head alone, or with what `of`, `for`, `at` or `with` adds to it.
fn complement_end(prose: &str, tokens: &[Token], from: usize, stop: usize) -> usize {
    match tokens.get(from) {
        Some(t) if from < stop && matches!(t.text(prose), "of" | "for" | "at" | "with" | "to" | "in") => stop,
        _ => from,
    }
}

/// `the country’s foreign minister, X`: before the name and a comma.
fn set_off_before(prose: &str, tokens: &[Token], floor: usize, first: usize) -> Option<(usize, usize)> {
    let comma = first.checked_sub(1).filter(|c| *c > floor && tokens[*c].is_punct(prose, ','))?;
    let head = comma - 1;
    if !is_head(tokens, head) {
        return None;
    }
    let from = modifiers(prose, tokens, floor, head);
    let before = from.checked_sub(1).filter(|b| *b >= floor).map(|b| &tokens[b])?;
    let set_off =
        before.kind == TokenKind::Possessive || before.is(WordClass::DETERMINER | WordClass::POSSESSIVE);
    set_off.then_some((from, comma))
}

/// Gender shown by an honorific or title in `title`, else by the given name.
pub fn gender(tokens: &[Token], title: ByteRange, words: &[Word]) -> Option<Gender> {
    let from = tokens.partition_point(|t| t.range.start < title.start);
    // In `an adviser to Mr. Hill` it is Hill who is a man.
    let mut own = true;
    let inside = tokens[from..].iter().take_while(|t| t.range.end <= title.end);
    let mut of_bearer = inside.filter(|t| {
        own &= !t.is(WordClass::PREPOSITION);
        own || t.range.end == title.end
    });
    let shown = of_bearer.find_map(|t| {
        let male = t.is(WordClass::MALE_TITLE);
        let female = t.is(WordClass::FEMALE_TITLE);
        match (male, female) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    });
    shown.or_else(|| {
        // `Von` is a given name, too, but not before a surname; `Ben` is one that many bear.
        let particle = |w: &Word| {
            w.class.contains(WordClass::NAME_PARTICLE) && !w.name.contains(NameClass::COMMON_GIVEN)
        };
        let given = words.first().filter(|w| words.len() > 1 && !particle(w))?.name;
        match (given.contains(NameClass::MALE), given.contains(NameClass::FEMALE)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    })
}
