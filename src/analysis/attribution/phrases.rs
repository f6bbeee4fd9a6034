//! Noun phrases that can be a source: names with their titles, pronouns, descriptions.

use super::clause;
use super::stream::{Items, Stream};
use crate::analysis::tokens::TokenKind;
use crate::knowledge::{WordClass, lexicon};

/// What a source phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhraseKind {
    Name,
    Pronoun,
    Nominal,
}

/// A noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub items: Items,
    pub kind: PhraseKind,
}

/// Words that never stand inside a noun phrase.
const OUTSIDE: WordClass = WordClass::PREPOSITION
    .union(WordClass::CONJUNCTION)
    .union(WordClass::SUBORDINATOR)
    .union(WordClass::RELATIVE)
    .union(WordClass::AUXILIARY)
    .union(WordClass::MODAL)
    .union(WordClass::PRONOUN_SUBJECT)
    .union(WordClass::PRONOUN_OBJECT)
    .union(WordClass::ADVERB);

/// Nouns that name somebody or something that speaks.
const SPEAKER: WordClass =
    WordClass::ROLE.union(WordClass::TITLE).union(WordClass::CUE_NOUN).union(WordClass::SPEAKING_NOUN);

/// Longest phrase that is looked at, in items.
const LONGEST: usize = 24;

/// Words for times, which are no sources.
const TIME: WordClass = WordClass::WEEKDAY
    .union(WordClass::TIME_UNIT)
    .union(WordClass::DEICTIC_DAY)
    .union(WordClass::SEASON)
    .union(WordClass::MONTH);

/// The noun phrase that begins at item `i`.
pub(super) fn starting_at(s: &Stream<'_>, i: usize) -> Option<Phrase> {
    // `13:50 Network Rail: “…”`
    let i = i + usize::from(is_clock(s, i));
    let token = s.token(i)?;
    if token.is_punct(s.prose, '@') && s.is_word(i + 1) {
        return Some(Phrase { items: Items { start: i, end: i + 2 }, kind: PhraseKind::Name });
    }
    if token.is(WordClass::PRONOUN_SUBJECT) {
        return Some(Phrase { items: Items { start: i, end: i + 1 }, kind: PhraseKind::Pronoun });
    }
    let name_after_all = token.is_capitalised()
        && token.is(WordClass::MODAL)
        && (s.is_capitalised(i + 1)
            || s.is(i + 1, WordClass::CUE)
            || (i > 0 && s.is(i - 1, WordClass::CUE) && (s.punct(i + 1, '.') || s.punct(i + 1, ','))));
    let function = WordClass::AUXILIARY | WordClass::MODAL | WordClass::CONJUNCTION;
    // `that`, `which` begin a clause far more often than a source.
    let clause = token.is(WordClass::RELATIVE);
    if !token.is_wordlike() || (token.is(function) && !name_after_all) || clause {
        return None;
    }
    if opens_sentence_only(s, i) || is_contracted(s, i) {
        return None;
    }
    // `No 10 said`
    if s.is_capitalised(i) && s.is(i, WordClass::NEGATION) && s.kind(i + 1) == Some(TokenKind::Number) {
        return Some(Phrase { items: Items { start: i, end: i + 2 }, kind: PhraseKind::Name });
    }
    let opener = WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::NUMBER | WordClass::ORDINAL;
    let mut j = i;
    while s.is(j, opener) || (s.kind(j) == Some(TokenKind::Number) && j <= i + 1 && !s.text(j).contains(':'))
    {
        j += 1;
    }
    let opened = j > i;
    let (end, name) = words(s, j, opened);
    if end == j {
        // `Others said`, `Both said`, `one who knew her said`
        let ends = s.is(j, WordClass::PREPOSITION | WordClass::RELATIVE)
            || is_verb(s, j)
            || j >= s.len()
            || s.punct(j, '.')
            || s.punct(j, ',');
        let aged = s.kind(j.wrapping_sub(1)) == Some(TokenKind::Number)
            && s.text(j - 1).ends_with(char::is_alphabetic);
        let whole = j == i + 1 && s.is(i, WordClass::STANDALONE)
            || j > i && s.is(j - 1, WordClass::NUMBER | WordClass::STANDALONE);
        let alone = opened && (whole || aged) && ends;
        return alone.then_some(Phrase { items: Items { start: i, end: j }, kind: PhraseKind::Nominal });
    }
    let kind = if name { PhraseKind::Name } else { PhraseKind::Nominal };
    let end = if name { behind_official(s, end).unwrap_or(end) } else { end };
    Some(Phrase { items: Items { start: i, end }, kind })
}

/// `13:50`
fn is_clock(s: &Stream<'_>, i: usize) -> bool {
    s.kind(i) == Some(TokenKind::Number) && s.text(i).contains(':')
}

/// `he’d`, `they’ll`: a pronoun with its verb, which begins a clause of its own behind a verb of saying.
fn is_contracted(s: &Stream<'_>, i: usize) -> bool {
    let head = s.text(i).split_once(['’', '\'']).map(|(head, _)| head);
    head.is_some_and(|h| lexicon::classes_of(h).contains(WordClass::PRONOUN_SUBJECT))
}

/// `a Ministry of Defence spokesman`, given the end of `a Ministry`: behind the noun for whoever speaks for the body.
fn behind_official(s: &Stream<'_>, end: usize) -> Option<usize> {
    let tied = s.is(end, WordClass::PREPOSITION) && s.is_capitalised(end - 1) && s.is_capitalised(end + 1);
    let noun = (end + 2..end + LONGEST_BODY).find(|i| !s.is_capitalised(*i)).filter(|_| tied)?;
    is_official(s, noun).then_some(noun + 1)
}

/// Most words of the name of a body behind its preposition, in items.
const LONGEST_BODY: usize = 8;

/// A small noun for somebody who speaks, of which the name before it only says for whom: `a Home Office spokesman`.
fn is_official(s: &Stream<'_>, i: usize) -> bool {
    s.is_lower_word(i) && s.is(i, WordClass::ROLE | WordClass::SPEAKING_NOUN) && !is_verb(s, i)
}

/// Whether the word has its capital only from beginning the sentence: `When`, `Asked`, `Speaking`.
fn opens_sentence_only(s: &Stream<'_>, i: usize) -> bool {
    let verb =
        WordClass::CUE | WordClass::CUE_PARTICIPLE | WordClass::WEAK_CUE | WordClass::WEAK_CUE_PARTICIPLE;
    s.is_capitalised(i)
        && s.breaks_before(i)
        && !s.is_capitalised(i + 1)
        && (s.is(i, verb | WordClass::SUBORDINATOR | WordClass::PREPOSITION | WordClass::EXPLETIVE)
            || (s.text(i).len() > 5 && s.text(i).ends_with("ing") && !is_verb(s, i + 1))
            // `Cross-examined by Keller, …`
            || (s.text(i).ends_with("ed") && s.is(i + 1, WordClass::AGENT)))
}

/// The end of the run of nouns and names that begins at `j`, and whether it holds a name.
fn words(s: &Stream<'_>, from: usize, opened: bool) -> (usize, bool) {
    let (mut j, mut name, mut speaker) = (from, false, false);
    while j < from + LONGEST {
        if s.is_capitalised(j) {
            if j > from
                && s.is(j, OUTSIDE)
                && !s.is(j, WordClass::ADVERB | WordClass::PREPOSITION | WordClass::SUBORDINATOR)
            {
                break;
            }
            name = true;
        } else if s.kind(j) == Some(TokenKind::Possessive) {
            if j == from {
                break;
            }
        } else if s.is_lower_word(j) {
            if !noun_like(s, j, name, speaker, opened) {
                break;
            }
            speaker |= s.is(j, SPEAKER);
        } else if s.kind(j) == Some(TokenKind::Number) {
            if !(opened || speaker || name) {
                break;
            }
        } else if !(j > from && glues(s, j)) {
            break;
        }
        j += 1;
    }
    while j > from && matches!(s.kind(j - 1), Some(TokenKind::Possessive)) {
        j -= 1;
    }
    (j, name)
}

/// Whether the item joins two parts of a name: a nickname in quotation marks, `&`.
fn glues(s: &Stream<'_>, j: usize) -> bool {
    let nickname = s.quote(j).is_some_and(|q| {
        let (from, to) = s.quotes.parts[q].tokens;
        to - from <= 2
    });
    (nickname || s.punct(j, '&')) && s.is_capitalised(j - 1) && s.is_capitalised(j + 1)
}

/// Whether the lower-case word at `j` belongs to the phrase.
fn noun_like(s: &Stream<'_>, j: usize, name: bool, speaker: bool, opened: bool) -> bool {
    if s.is(j, OUTSIDE) {
        // `de`, `van`: only between parts of a name; `former`, `then-` are adverbs that are also adjectives.
        return (s.is(j, WordClass::NAME_PARTICLE) && name && s.is_capitalised(j + 1))
            || (s.is(j, WordClass::ADVERB) && opened && !name && !speaker && leads_to_noun(s, j + 1));
    }
    if s.is(j, WordClass::NAME_PARTICLE) && s.is_capitalised(j + 1) {
        return true;
    }
    if is_manner(s, j) && !s.is(j, SPEAKER) && !(opened && leads_to_noun(s, j + 1)) {
        return false;
    }
    // `the two write`, `the progressive leaders wrote`
    if s.is(j, WordClass::CUE_BASE)
        && !s.is(j, SPEAKER)
        && opened
        && (s.punct(j + 1, '.') || s.punct(j + 1, ','))
    {
        return false;
    }
    if opened && !is_verb(s, j) && is_verb(s, j + 1) && s.is(j + 1, WordClass::CUE) {
        return true;
    }
    // `Smith notes`, `Smith answers`
    if s.is(j, WordClass::CUE) && (name || speaker) && !s.is_capitalised(j + 1) {
        return false;
    }
    if s.is(j, WordClass::CUE | WordClass::WEAK_CUE | WordClass::CUE_PARTICIPLE) && !s.is(j, SPEAKER) {
        return opened && !name && !speaker && clause::is_compound(s, j)
            || opened && !name && !speaker && leads_to_noun(s, j + 1) && s.text(j).ends_with("ed");
    }
    if s.is(j, SPEAKER) {
        return true;
    }
    // `Keller’s barrister, Ann Roe, said`, `Keller’s running mate`
    if name && is_owned(s, j) {
        return true;
    }
    if name {
        let before_verb = opened && is_verb(s, j + 1);
        return !is_past(s, j) && (leads_to_noun(s, j + 1) || before_verb) && !is_plain_verb(s, j);
    }
    if speaker && (is_past(s, j) || s.text(j).ends_with('s')) {
        return leads_to_noun(s, j + 1) && !s.is(j, WordClass::VERB);
    }
    true
}

/// Whether the word at `j` stands behind a mark of possession and names what is possessed.
fn is_owned(s: &Stream<'_>, j: usize) -> bool {
    let mark = |i: usize| s.kind(i) == Some(TokenKind::Possessive);
    let behind = j.checked_sub(1).is_some_and(mark);
    let second = j.checked_sub(2).is_some_and(mark) && s.is_lower_word(j - 1);
    let noun = !s.is(j, WordClass::CUE | WordClass::WEAK_CUE | WordClass::AUXILIARY | WordClass::MODAL)
        && !is_past(s, j)
        && (!is_verb(s, j) || s.punct(j + 1, ',') || s.is(j + 1, WordClass::PREPOSITION));
    behind || second && noun
}

/// Whether a speaker noun or a capital follows within two words.
fn leads_to_noun(s: &Stream<'_>, j: usize) -> bool {
    let noun = |i: usize| s.is_capitalised(i) || s.is(i, SPEAKER);
    noun(j) || (s.is_lower_word(j) && !s.is(j, OUTSIDE) && noun(j + 1))
}

/// Whether the word at `j` has the form of a past tense.
pub(super) fn is_past(s: &Stream<'_>, j: usize) -> bool {
    s.is_lower_word(j) && s.text(j).len() > 3 && s.text(j).ends_with("ed")
}

/// Whether the word at `j` has the form of an adverb: `quickly`.
pub(super) fn is_manner(s: &Stream<'_>, j: usize) -> bool {
    let text = s.text(j);
    text.len() > 4 && text.ends_with("ly") && s.is_word(j) && !s.is(j, WordClass::LY_NOUN)
}

/// Whether the word at `j` can only be a verb here.
fn is_plain_verb(s: &Stream<'_>, j: usize) -> bool {
    s.is(j, WordClass::VERB | WordClass::CUE_BASE) && !s.is(j, SPEAKER)
}

/// Whether the word at `j` is a verb.
pub(super) fn is_verb(s: &Stream<'_>, j: usize) -> bool {
    let verb = WordClass::CUE
        | WordClass::WEAK_CUE
        | WordClass::AUXILIARY
        | WordClass::MODAL
        | WordClass::VERB
        | WordClass::VERB_PAST
        | WordClass::CUE_BASE;
    s.is_lower_word(j) && (s.is(j, verb) || is_past(s, j))
}

/// The noun phrase whose last item is `end - 1`, not reaching before `floor`.
/// Phrases tied by a preposition give the first one: `a spokesman for the campaign` gives `a spokesman`.
pub(super) fn ending_at(s: &Stream<'_>, end: usize, floor: usize) -> Option<Phrase> {
    let mut phrase = simple_ending_at(s, end, floor)?;
    for _ in 0..4 {
        let Some(before) = phrase.items.start.checked_sub(1).filter(|b| *b > floor) else { break };
        if !s.is(before, WordClass::PREPOSITION) || s.is(before, WordClass::SUBORDINATOR) {
            break;
        }
        let Some(outer) = simple_ending_at(s, before, floor).filter(|p| p.kind != PhraseKind::Pronoun) else {
            break;
        };
        if outer.items.start <= floor && s.is(outer.items.start, WordClass::PREPOSITION) {
            break;
        }
        let inner = phrase.items;
        let whole =
            s.is_capitalised(before - 1) && s.is_capitalised(inner.start) && is_official(s, inner.end - 1);
        let end = if whole { inner.end } else { outer.items.end };
        phrase = Phrase { items: Items { end, ..outer.items }, ..outer };
    }
    Some(phrase)
}

fn simple_ending_at(s: &Stream<'_>, end: usize, floor: usize) -> Option<Phrase> {
    let last = end.checked_sub(1).filter(|l| *l >= floor)?;
    if s.punct(last, ')') {
        let open = (floor..last).rev().take(8).find(|i| s.punct(*i, '('))?;
        return simple_ending_at(s, open, floor);
    }
    let token = s.token(last)?;
    if token.is(WordClass::PRONOUN_SUBJECT) {
        return Some(Phrase { items: Items { start: last, end }, kind: PhraseKind::Pronoun });
    }
    let verb =
        s.is_lower_word(last) && s.is(last, WordClass::CUE | WordClass::WEAK_CUE) && !s.is(last, SPEAKER);
    // `Keller and Hill write in the paper`
    let plural_verb = s.is_lower_word(last)
        && s.is(last, WordClass::CUE_BASE)
        && !s.is(last, SPEAKER)
        && last > floor
        && s.is_capitalised(last - 1);
    if verb || plural_verb || opens_sentence_only(s, last) {
        return None;
    }
    let closed = token.is(OUTSIDE) && !token.is_capitalised();
    if !token.is_wordlike() || closed || token.is(WordClass::DETERMINER | WordClass::POSSESSIVE) {
        return determiner_alone(s, last, end);
    }
    let mut start = last;
    let mut name = token.is_capitalised();
    while start > floor && last - start < LONGEST && !s.breaks_before(start) {
        let before = start - 1;
        let joins = if s.is_capitalised(before) {
            name = true;
            true
        } else if s.is(before, WordClass::RELATIVE | WordClass::FREE_RELATIVE) {
            break;
        } else if s.is(before, WordClass::DETERMINER | WordClass::POSSESSIVE) {
            start = before;
            break;
        } else if s.is_lower_word(before) {
            backwards_noun(s, before, start, name)
        } else {
            matches!(s.kind(before), Some(TokenKind::Possessive | TokenKind::Number)) && !is_clock(s, before)
                || (before > floor && glues(s, before))
        };
        if !joins {
            break;
        }
        start = before;
    }
    start = strip_opener(s, start, last);
    let kind = if name && s.range_has_capital(start, end) { PhraseKind::Name } else { PhraseKind::Nominal };
    Some(Phrase { items: Items { start, end }, kind })
}

/// `others said`, `both said`, `some said`.
fn determiner_alone(s: &Stream<'_>, last: usize, end: usize) -> Option<Phrase> {
    s.is(last, WordClass::STANDALONE)
        .then_some(Phrase { items: Items { start: last, end }, kind: PhraseKind::Nominal })
}

/// Whether the lower-case word at `before` belongs to the phrase that goes on at `start`.
fn backwards_noun(s: &Stream<'_>, before: usize, start: usize, name: bool) -> bool {
    if s.is(before, OUTSIDE) {
        return s.is(before, WordClass::NAME_PARTICLE)
            && s.is_capitalised(start)
            && before > 0
            && s.is_capitalised(before - 1);
    }
    if s.is(before, SPEAKER) {
        return true;
    }
    let verb = WordClass::CUE
        | WordClass::WEAK_CUE
        | WordClass::VERB
        | WordClass::VERB_PAST
        | WordClass::CUE_PARTICIPLE
        | WordClass::WEAK_CUE_PARTICIPLE;
    let after_subject =
        before > 0 && (s.is(before - 1, WordClass::PRONOUN_SUBJECT) || s.is_capitalised(before - 1));
    let compound = || {
        let behind =
            before.checked_sub(1).is_some_and(|b| s.is_lower_word(b) && !s.is(b, SPEAKER.union(OUTSIDE)));
        behind && start == before + 1 && clause::is_compound(s, before)
    };
    // `The state senator said`: a word that is also a verb, between an article and a noun.
    let modifies = s.is(before, WordClass::TITLE_MODIFIER)
        && before.checked_sub(1).is_some_and(|b| s.is(b, WordClass::DETERMINER));
    (!s.is(before, verb) || compound() || modifies) && !((name || after_subject) && is_past(s, before))
}

/// Drops words in front that only look like part of the name because they begin the sentence: `But Trump`, `When Trump`.
fn strip_opener(s: &Stream<'_>, start: usize, last: usize) -> usize {
    let mut start = start;
    while start < last
        && s.is(start, OUTSIDE)
        && !s.is(start, WordClass::DETERMINER | WordClass::NAME_PARTICLE)
    {
        start += 1;
    }
    // `Said Keller: “…”`
    let inverted = s.breaks_before(start) && s.is(start, WordClass::CORE_CUE) && s.is_capitalised(start);
    if inverted && start < last && s.is_capitalised(start + 1) { start + 1 } else { start }
}

impl Stream<'_> {
    /// Whether the item at `i` is a word.
    pub fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Word)
    }

    fn range_has_capital(&self, start: usize, end: usize) -> bool {
        (start..end)
            .any(|i| self.is_capitalised(i) && !self.is(i, WordClass::DETERMINER | WordClass::POSSESSIVE))
    }
}

/// Whether the phrase can be somebody who speaks: no time, and no bare noun that may as well be a verb.
pub(super) fn can_speak(s: &Stream<'_>, phrase: Phrase) -> bool {
    let Items { start, end } = phrase.items;
    let last = end - 1;
    match phrase.kind {
        PhraseKind::Pronoun => true,
        // "Theresa May", but not "last May".
        PhraseKind::Name => {
            !s.is(last, TIME)
                || (s.is(last, WordClass::MONTH) && !s.is(start, WordClass::DETERMINER | WordClass::ADVERB))
        }
        // `A post shared 4,000 times says`
        PhraseKind::Nominal
            if s.is(last, TIME) || s.text(last).ends_with("ing") || s.text(last) == "times" =>
        {
            false
        }
        PhraseKind::Nominal
            if end - start > 1 && s.is(last, WordClass::DETERMINER | WordClass::POSSESSIVE) =>
        {
            false
        }
        PhraseKind::Nominal => {
            let bare = end - start == 1;
            !bare
                || s.is(
                    last,
                    WordClass::ROLE | WordClass::SPEAKING_NOUN | WordClass::DETERMINER | WordClass::NUMBER,
                )
                || (s.text(last).ends_with('s')
                    && !s.is(last, WordClass::CUE | WordClass::WEAK_CUE | WordClass::CUE_NOUN))
        }
    }
}

/// `Keller and Hill said`, given `Keller`: all speak where the verb follows the last name of `Keller, Hill and Roe`.
pub(super) fn with_second(s: &Stream<'_>, first: Phrase) -> Phrase {
    if first.kind != PhraseKind::Name {
        return first;
    }
    let name = |at: usize| {
        starting_at(s, at).filter(|p| {
            p.kind == PhraseKind::Name && s.is_capitalised(at) && s.is_capitalised(p.items.end - 1)
        })
    };
    let mut end = first.items.end;
    for _ in 0..LISTED {
        let comma = usize::from(s.punct(end, ','));
        let and = s.is(end + comma, WordClass::CONJUNCTION);
        match name(end + comma + usize::from(and)) {
            Some(last) if and => {
                return Phrase { items: Items { start: first.items.start, end: last.items.end }, ..first };
            }
            Some(next) if comma == 1 => end = next.items.end,
            _ => break,
        }
    }
    first
}

/// Most names in a row that are read as one source.
const LISTED: usize = 6;

/// `Keller and Hill said`, given `Hill`: all speak where the first name of `Keller, Hill and Roe` begins the clause.
pub(super) fn with_first(s: &Stream<'_>, second: Phrase, floor: usize) -> Phrase {
    let start = second.items.start;
    let and = start.checked_sub(1).filter(|a| *a > floor && s.is(*a, WordClass::CONJUNCTION));
    let Some(and) = and.filter(|_| second.kind == PhraseKind::Name) else { return second };
    let name = |end: usize| simple_ending_at(s, end, floor).filter(|p| p.kind == PhraseKind::Name);
    let begins = |start: usize| {
        let before = start.wrapping_sub(1);
        let dash = s.kind(before) == Some(TokenKind::Dash) || s.punct(before, '-');
        start == floor
            || dash
            || s.punct(before, ',')
            || s.quote(before).is_some()
            || s.is(before, WordClass::ORIGIN)
    };
    let oxford = usize::from(s.punct(and - 1, ','));
    let Some(mut first) = name(and - oxford).map(|p| p.items.start) else { return second };
    for _ in 0..LISTED {
        let comma = first.checked_sub(1).filter(|c| *c > floor && s.punct(*c, ','));
        match comma.and_then(name) {
            Some(earlier) if s.is_capitalised(earlier.items.start) => first = earlier.items.start,
            _ => break,
        }
    }
    if begins(first) {
        Phrase { items: Items { start: first, end: second.items.end }, ..second }
    } else {
        second
    }
}

/// Whether the phrase names several, joined by a conjunction.
pub(super) fn is_list(s: &Stream<'_>, phrase: Phrase) -> bool {
    (phrase.items.start..phrase.items.end).any(|i| s.is(i, WordClass::CONJUNCTION))
}

/// Whether the phrase ends in a word for somebody or something that speaks.
pub(super) fn heads_speaker(s: &Stream<'_>, phrase: Phrase) -> bool {
    s.is(phrase.items.end - 1, SPEAKER | WordClass::STANDALONE | WordClass::NUMBER)
        || s.text(phrase.items.end - 1).ends_with('s')
}

/// `Smith’s statement`: who stands behind the words is the possessor.
pub(super) fn possessor(s: &Stream<'_>, phrase: Phrase) -> Phrase {
    let Items { start, end } = phrase.items;
    if !s.is(end - 1, WordClass::CUE_NOUN) {
        return phrase;
    }
    match (start + 1..end).rev().find(|i| s.kind(*i) == Some(TokenKind::Possessive)) {
        Some(mark) => Phrase { items: Items { start, end: mark }, kind: PhraseKind::Name },
        None => phrase,
    }
}
