//! All words that any list of the language knows, each with a number, in tables that the build script lays out.
//!
//! - `words.half`: words of up to eight bytes in open addressing; the word itself ([`packed`](super::packed)), its number
//!   and the number of its set, or zeros.
//! - `words.short`: the same for words of nine to sixteen bytes.
//! - `SETS`: which lists words stand in, each combination once: files of `en/words/` as bits, what the senses as an
//!   event give (`EVENT_CLASSES`), the line of `en/time.tsv`, and files of `en/openers/` as bits.
//! - `words.events`: for each word its senses as an event (`events.senses`, with the base forms in `events.bases`).

use super::letters::{Eight, HIGH_BITS};
use super::lexicon::WordClass;
use super::packed::{Packed, SHORT, hash, pack};

/// A word that stands in some list, or by default none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Its number, from one.
    word: u16,
    /// The number of the lists it stands in, together; 0 for none.
    set: u16,
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

static HALF: &[[u8; SHORT / 2 + 4]] = include_bytes!(concat!(env!("OUT_DIR"), "/words.half")).as_chunks().0;
static WHOLE: &[[u8; SHORT + 4]] = include_bytes!(concat!(env!("OUT_DIR"), "/words.short")).as_chunks().0;
static EVENTS: &[[u8; 2]] = include_bytes!(concat!(env!("OUT_DIR"), "/words.events")).as_chunks().0;

/// Senses of forms of events, eight bytes each; see `build.rs`.
pub(super) static SENSES: &[[u8; 8]] =
    include_bytes!(concat!(env!("OUT_DIR"), "/events.senses")).as_chunks().0;

/// Base forms of verbs and nouns of events, one a line.
pub(super) static BASES: &str = include_str!(concat!(env!("OUT_DIR"), "/events.bases"));

/// The classes behind the bits that the senses of an event give.
const EVENT_CLASSES: [WordClass; 4] =
    [WordClass::EVENT_VERB, WordClass::VERB, WordClass::VERB_PAST, WordClass::EVENT_NOUN];

impl Listed {
    /// The number of its set, see [`classes_by_set`].
    #[inline]
    pub(super) fn set(self) -> usize {
        usize::from(self.set)
    }

    /// Its line in `en/time.tsv`.
    #[inline]
    pub(super) fn time(self) -> Option<usize> {
        usize::from(SETS[self.set()].2).checked_sub(1)
    }

    /// The files of `en/openers/` that hold it, as bits in their order.
    #[inline]
    pub(super) fn openers(self) -> u16 {
        SETS[self.set()].3
    }

    /// The place of its senses in [`SENSES`].
    #[inline]
    pub(super) fn event(self) -> Option<usize> {
        let event = EVENTS.get(usize::from(self.word).checked_sub(1)?)?;
        usize::from(u16::from_le_bytes(*event)).checked_sub(1)
    }
}

/// The classes of each set: `of_file` says what a file of `en/words/` gives, `of_time` what a line of `en/time.tsv`.
pub(super) fn classes_by_set(
    of_file: impl Fn(&str) -> WordClass,
    of_time: impl Fn(usize) -> WordClass,
) -> Vec<WordClass> {
    let files: Vec<WordClass> = FILES.iter().map(|file| of_file(file)).collect();
    let sets = SETS.iter().map(|(bits, events, time, _)| {
        let mut class = usize::from(*time).checked_sub(1).map_or(WordClass::empty(), &of_time);
        let mut rest = *bits;
        while rest != 0 {
            class |= files[rest.trailing_zeros() as usize];
            rest &= rest - 1;
        }
        let given = EVENT_CLASSES.iter().enumerate().filter(|(bit, _)| events >> bit & 1 == 1);
        given.fold(class, |class, (_, more)| class | *more)
    });
    sets.collect()
}

/// The files of `en/words/`.
#[cfg(test)]
pub(super) fn files() -> &'static [&'static str] {
    FILES
}

/// The files of `en/openers/`, without what stands behind the point.
#[cfg(test)]
pub(super) fn opener_files() -> Vec<&'static str> {
    OPENERS.iter().map(|file| file.trim_end_matches(".txt")).collect()
}

/// The word, whatever its capitals; a curly apostrophe counts as a straight one. `None` for words of no list and those
/// with letters that are not ASCII.
#[inline]
pub fn find(word: &str) -> Option<Listed> {
    match lower_packed(word) {
        Some(key) => find_packed(key),
        None => find_long(word),
    }
}

/// A word in lower case and with straight apostrophes, of whatever letters.
pub fn find_lower(word: &str) -> Option<Listed> {
    match word.len() {
        0 => None,
        1..=SHORT => find_packed(pack(word.as_bytes())),
        _ => LONG.binary_search_by_key(&word, |(known, _)| known).ok().map(|at| LONG[at].1),
    }
}

/// A short word in lower case and with straight apostrophes.
#[inline]
pub(super) fn find_packed(key: Packed) -> Option<Listed> {
    match key {
        [half, 0] => find_in(HALF, hash(key), half.to_le_bytes()),
        [low, high] => {
            let whole = u128::from(low) | u128::from(high) << 64;
            find_in(WHOLE, hash(key), whole.to_le_bytes())
        }
    }
}

/// Looks in a table whose slots of `SLOT` bytes begin with keys of `KEY` bytes.
#[inline]
fn find_in<const KEY: usize, const SLOT: usize>(
    slots: &[[u8; SLOT]],
    hash: u64,
    key: [u8; KEY],
) -> Option<Listed> {
    let mask = slots.len().wrapping_sub(1);
    let mut at = hash as usize & mask;
    loop {
        let Some((known, [a, b, c, d])) = slots.get(at)?.split_first_chunk::<KEY>() else { return None };
        if *known == key {
            return Some(Listed { word: u16::from_le_bytes([*a, *b]), set: u16::from_le_bytes([*c, *d]) });
        }
        if [*a, *b] == [0; 2] {
            return None;
        }
        at = (at + 1) & mask;
    }
}

#[cold]
fn find_long(word: &str) -> Option<Listed> {
    let mut lower = [0u8; 64];
    let mut len = 0;
    for c in word.chars() {
        let c = if c == '’' { '\'' } else { c };
        *lower.get_mut(len)? = u8::try_from(c).ok().filter(u8::is_ascii)?.to_ascii_lowercase();
        len += 1;
    }
    find_lower(std::str::from_utf8(&lower[..len]).ok()?)
}

/// A short word in small letters as numbers; `None` where it is too long, empty or not ASCII.
#[inline]
pub fn lower_packed(word: &str) -> Option<Packed> {
    let bytes = word.as_bytes();
    if bytes.is_empty() || bytes.len() > SHORT {
        return None;
    }
    let [low, high] = pack(bytes);
    ((low | high) & HIGH_BITS == 0).then(|| [Eight::of(low).lower(), Eight::of(high).lower()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_lengths_are_found_whatever_their_capitals() {
        for word in
            ["a", "the", "ministry", "international", "don't", "río", "counterterrorism", "straightforwardly"]
        {
            let found = find_lower(word);
            if word.is_ascii() {
                assert_eq!(find(word), found, "{word}");
                assert_eq!(find(&word.to_uppercase()), found, "{word}");
                assert_eq!(find(&word.replace('\'', "’")), found, "{word}");
            }
        }
        assert!(find("the").is_some() && find("INTERNATIONAL").is_some() && find("Don’t").is_some());
        assert_eq!((find(""), find("zyzzyva")), (None, None));
        assert!(find("Río").is_none() && find_lower("río").is_some());
        for (word, listed) in LONG {
            assert_eq!((find_lower(word), find(&word.to_uppercase())), (Some(*listed), find_lower(word)));
        }
    }

    #[test]
    fn only_letters_change() {
        for byte in 0..128u8 {
            let text = [byte; 3];
            let lower = [byte.to_ascii_lowercase(); 3];
            let packed = std::str::from_utf8(&text).ok().and_then(lower_packed);
            assert_eq!(packed, Some(pack(&lower)));
        }
    }
}
