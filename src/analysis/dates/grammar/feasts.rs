//! Feasts of several words: `Boxing Day`, `New Year’s Eve 2016`, `Good Friday`.

use super::super::Shape;
use super::super::reader::{Match, Reader};
use crate::analysis::tokens::TokenKind;
use crate::knowledge::feasts::{Feast, country_of, feast, rule_in};

/// Most bytes of the name of a feast, so that looking one up needs no allocation.
const LONGEST: usize = 32;

/// What the words that end with the weekday, `Day` or `Eve` at `last` name: `None` where they are no feast, and
/// `Some(None)` where they are one whose day is open.
pub(super) fn ending_at(reader: &Reader<'_>, last: usize) -> Option<Option<Match>> {
    if !reader.is_capitalised(last) {
        return None;
    }
    let near = word_before(reader, last)?;
    let far = word_before(reader, near);
    let (first, known) = match far.and_then(|far| Some((far, look_up(reader, &[far, near, last])?))) {
        Some(found) => found,
        None => (near, look_up(reader, &[near, last])?),
    };
    let rule = match known {
        Feast::Rule(rule) => rule,
        Feast::OfCountry(name) => {
            country_before(reader, first).and_then(|c| rule_in(name, Some(c))).unwrap_or(name)
        }
        Feast::Open => return Some(None),
    };
    let year = reader.year(last + 1);
    let end = last + 1 + usize::from(year.is_some());
    Some(Some(Match::date(first, end, Shape::Holiday { rule, year })))
}

/// The word with a capital before `at`, past a possessive and the full stop of *St.*
fn word_before(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let mut here = at.checked_sub(1)?;
    let token = reader.before(at)?;
    let mark = matches!(token.kind, TokenKind::Possessive | TokenKind::SingleMark);
    if mark || token.is_punct(reader.prose, '.') {
        reader.before(here)?;
        here -= 1;
    }
    reader.is_capitalised(here).then_some(here)
}

/// The country in front of a feast: *India’s Republic Day*, *Canadian Thanksgiving*.
pub(super) fn country_before(reader: &Reader<'_>, first: usize) -> Option<&'static str> {
    let near = word_before(reader, first)?;
    let pair = word_before(reader, near).filter(|far| far + 1 == near).and_then(|far| {
        let (start, end) = (reader.token(far)?.range.start, reader.token(near)?.range.end);
        country_of(&reader.prose[start as usize..end as usize])
    });
    pair.or_else(|| country_of(reader.text(near)))
}

/// The feast that the words at these positions name.
fn look_up(reader: &Reader<'_>, words: &[usize]) -> Option<Feast> {
    let mut name = [0u8; LONGEST];
    let mut len = 0;
    for at in words {
        let whole = reader.text(*at).trim_end_matches('.');
        let word = whole.strip_suffix("’s").or_else(|| whole.strip_suffix("'s")).unwrap_or(whole);
        // "All Saints’ Day", whether or not the mark is a token of its own.
        let word = word.trim_end_matches(['’', '\'']);
        let plural = reader.token(*at + 1).is_some_and(|t| t.kind == TokenKind::SingleMark)
            || word.len() < whole.len();
        let word = word.strip_suffix('s').filter(|_| plural).unwrap_or(word);
        let gap = usize::from(len > 0);
        let room = name.get_mut(len..len + gap + word.len())?;
        if gap > 0 {
            room[0] = b' ';
        }
        room[gap..].copy_from_slice(word.as_bytes());
        room.make_ascii_lowercase();
        len += gap + word.len();
    }
    feast(std::str::from_utf8(&name[..len]).ok()?)
}
