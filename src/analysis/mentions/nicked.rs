//! Names with what somebody is called by in the middle: *Sam “Sticks” Adeyemi*, *Walter ‘Wally’ Prentice*, *Robert (Bob) Hill*.

use super::keys;
use super::regions::{Regions, Word};
use super::{EntityKind, Mention};
use crate::analysis::Confidence;
use crate::knowledge::gazetteer::NameClass;
use crate::text::ByteRange;
use smallvec::SmallVec;

/// Bytes of the longest name between the marks, with these and the spaces round them.
const LONGEST: usize = 32;

/// The marks, each with the one that closes it.
const MARKS: [(char, char); 5] = [('“', '”'), ('‘', '’'), ('"', '"'), ('\'', '\''), ('(', ')')];

/// Makes one mention of the two halves of such a name. What stands between the marks is no name of its own then.
pub(super) fn join(prose: &str, regions: &Regions, mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while at < mentions.len() {
        let back = &mentions[at];
        let person = back.kind == EntityKind::Person && back.title.is_empty();
        let end = person.then(|| before_nickname(prose, back.range.start as usize)).flatten();
        if let Some(end) = end
            && let Some(front) = front(regions, &mentions[..at], end)
        {
            let whole = joined(regions, &front, &mentions[at]);
            let first = mentions[..at].partition_point(|m| m.range.start < front.range.start);
            mentions.splice(first..=at, [whole]);
            at = first;
        }
        at += 1;
    }
}

/// The end of the word before a nickname between marks that ends right before `start`, where there is one.
fn before_nickname(prose: &str, start: usize) -> Option<usize> {
    let before = prose[..start].strip_suffix(' ')?;
    let (open, close) = MARKS.into_iter().find(|(_, close)| before.ends_with(*close))?;
    let inside_end = before.len() - close.len_utf8();
    let opened = before[..inside_end].rfind(open).filter(|at| inside_end - at < LONGEST)?;
    let inside = &before[opened + open.len_utf8()..inside_end];
    let word =
        |w: &str| w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || c == '-');
    let nickname = inside.split(' ').count() < 3 && inside.split(' ').all(word);
    before[..opened].strip_suffix(' ').filter(|_| nickname).map(str::len)
}

/// The first half: the name that ends at `end`, or a given name there that the model took for none.
fn front(regions: &Regions, mentions: &[Mention], end: usize) -> Option<Mention> {
    let last = regions.words.iter().rev().find(|w| w.range.end as usize <= end)?;
    let given = last.range.end as usize == end && last.name.intersects(NameClass::GIVEN);
    if let Some(front) = mentions.iter().rev().take(3).find(|m| m.range.end as usize == end) {
        return (given || front.kind == EntityKind::Person).then(|| front.clone());
    }
    let nowhere = ByteRange::empty(last.range.start as usize);
    given.then(|| Mention {
        range: last.range,
        tokens: (last.token, last.token + 1),
        title: nowhere,
        kind: EntityKind::Person,
        confidence: Confidence::Medium,
        gender: None,
        quoted: false,
        shares: EntityKind::Person.alone(),
        doubt: 0,
        keys: keys::of(last.lower.of(&regions.lower), &regions.lower, std::slice::from_ref(last)),
        known: None,
    })
}

/// The words of a mention.
fn words<'a>(regions: &'a Regions, mention: &Mention) -> &'a [Word] {
    let first = regions.words.partition_point(|w| w.token < mention.tokens.0);
    let end = regions.words.partition_point(|w| w.token < mention.tokens.1);
    &regions.words[first..end.max(first)]
}

fn joined(regions: &Regions, front: &Mention, back: &Mention) -> Mention {
    let all: SmallVec<[Word; 8]> =
        words(regions, front).iter().chain(words(regions, back)).copied().collect();
    let texts: SmallVec<[&str; 8]> = all.iter().map(|w| w.lower.of(&regions.lower)).collect();
    Mention {
        range: ByteRange { start: front.range.start, end: back.range.end },
        tokens: (front.tokens.0, back.tokens.1),
        title: front.title,
        gender: front.gender.or(back.gender),
        shares: EntityKind::Person.alone(),
        doubt: 0,
        keys: keys::of(&texts.join(" "), &regions.lower, &all),
        ..back.clone()
    }
}
