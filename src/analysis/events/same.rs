//! Whether two readings of a block tell of the same events, so that joining them over the story comes to the same.

use super::signs::Signs;
use super::{EventMention, weights};

/// What joining reads of the signs of a mention, apart from whether it is listed.
const READ: Signs = Signs::DATED
    .union(Signs::RECENT)
    .union(Signs::QUOTED)
    .union(Signs::MODAL)
    .union(Signs::INFINITIVE)
    .union(Signs::LOOKS_AHEAD)
    .union(Signs::UNREAL)
    .union(Signs::PERFECT)
    .union(Signs::PAST)
    .union(Signs::PASSIVE)
    .union(Signs::REDUCED)
    .union(Signs::DEFINITE);

/// The mentions of a block that joining looks at, by their index: not those of saying, thinking and being, unless one
/// tells of the same event as a verb that counts.
pub fn that_count(events: &[EventMention]) -> Vec<usize> {
    let mut counts: Vec<bool> = events.iter().map(|e| !weights::is_never_listed(e.signs)).collect();
    for event in events.iter().filter(|e| !weights::is_never_listed(e.signs)) {
        if let Some(noun) = event.tells_of {
            counts[noun as usize] = true;
        }
    }
    (0..events.len()).filter(|i| counts[*i]).collect()
}

/// Whether joining, far below the top of a story, makes the same of two mentions, places and words aside. Each is given
/// with the mentions of its block that count.
pub fn is_same(a: &EventMention, counting_a: &[usize], b: &EventMention, counting_b: &[usize]) -> bool {
    let noun = |event: &EventMention, counting: &[usize]| {
        event.tells_of.and_then(|noun| counting.iter().position(|i| *i == noun as usize))
    };
    let placed = EventMention {
        head: b.head,
        name: b.name,
        about: b.about,
        signs: b.signs,
        tells_of: b.tells_of,
        sentence: b.sentence,
        ..a.clone()
    };
    let silent = |e: &EventMention| weights::is_never_listed(e.signs);
    placed == *b
        && noun(a, counting_a) == noun(b, counting_b)
        && silent(a) == silent(b)
        && !(a.signs ^ b.signs).intersects(READ)
        && weights::agree(a.signs, b.signs)
}
