//! A table of words that is asked for every word of the copy.
//!
//! A word of up to sixteen bytes is two numbers: making them lower case, hashing and comparing them takes a handful of
//! instructions each, where a map of texts reads every byte several times.

use rustc_hash::FxHashMap;

/// Longest word that is held as numbers, in bytes.
const SHORT: usize = 16;

/// The bytes of a short word, the first one lowest; zeros behind its end.
pub type Packed = [u64; 2];

/// Values by word. Words are asked for whatever their capitals; a curly apostrophe counts as a straight one.
#[derive(Debug, Default)]
pub struct Words<V> {
    /// Open addressing; a power of two slots, at most half of them in use. An empty slot has the key 0.
    slots: Vec<(Packed, V)>,
    used: usize,
    /// Words of more than [`SHORT`] bytes.
    long: FxHashMap<Box<str>, V>,
}

impl<V: Copy + Default> Words<V> {
    /// A table with room for `count` words.
    pub fn with_capacity(count: usize) -> Self {
        let slots = vec![Default::default(); (count * 2).next_power_of_two().max(4)];
        Self { slots, used: 0, long: FxHashMap::default() }
    }

    /// The value of `word`, which is written in lower case and not empty; put in if it is new.
    pub fn entry(&mut self, word: &str) -> &mut V {
        if word.len() > SHORT {
            return self.long.entry(word.into()).or_default();
        }
        if self.used * 2 >= self.slots.len() {
            self.grow();
        }
        let key = pack(word.as_bytes());
        let at = self.place_of(key);
        if self.slots[at].0 != key {
            self.slots[at].0 = key;
            self.used += 1;
        }
        &mut self.slots[at].1
    }

    /// The value of `word`; `None` for other words and those that are not ASCII but for apostrophes.
    #[inline]
    pub fn get(&self, word: &str) -> Option<V> {
        match lower_packed(word) {
            Some(key) => {
                let slot = self.slots.get(self.place_of(key))?;
                (slot.0 == key && key != [0; 2]).then_some(slot.1)
            }
            None => self.get_long(word),
        }
    }

    #[cold]
    fn get_long(&self, word: &str) -> Option<V> {
        let mut lower = [0u8; 64];
        let mut len = 0;
        for c in word.chars() {
            let c = if c == '’' { '\'' } else { c };
            *lower.get_mut(len)? = u8::try_from(c).ok().filter(u8::is_ascii)?.to_ascii_lowercase();
            len += 1;
        }
        self.get_lower(std::str::from_utf8(&lower[..len]).ok()?)
    }

    /// The value of a word in lower case and with straight apostrophes, of whatever letters.
    pub fn get_lower(&self, word: &str) -> Option<V> {
        if word.len() > SHORT {
            return self.long.get(word).copied();
        }
        let key = pack(word.as_bytes());
        let slot = self.slots.get(self.place_of(key))?;
        (slot.0 == key && key != [0; 2]).then_some(slot.1)
    }

    /// The slot that holds `key`, or the empty one where it would be put.
    #[inline]
    fn place_of(&self, key: Packed) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash(key) as usize & mask;
        while let Some(slot) = self.slots.get(at) {
            if slot.0 == key || slot.0 == [0; 2] {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![Default::default(); (old.len() * 2).max(4)];
        for (key, value) in old.into_iter().filter(|(key, _)| *key != [0; 2]) {
            let at = self.place_of(key);
            self.slots[at] = (key, value);
        }
    }
}

/// A number that spreads over all its bits.
#[inline]
pub fn hash(key: Packed) -> u64 {
    let mixed = (key[0] ^ key[1].rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 32)
}

/// A short word in small letters as numbers; `None` where it is too long, empty or not ASCII.
#[inline]
pub fn lower_packed(word: &str) -> Option<Packed> {
    let bytes = word.as_bytes();
    if bytes.is_empty() || bytes.len() > SHORT {
        return None;
    }
    let [low, high] = pack(bytes);
    const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
    ((low | high) & HIGH_BITS == 0).then(|| [lower(low), lower(high)])
}

/// A short word as it stands; at most sixteen bytes of it.
#[inline]
pub fn pack(bytes: &[u8]) -> Packed {
    let eight = |b: &[u8]| b.first_chunk::<8>().map_or(0, |b| u64::from_le_bytes(*b));
    let four = |b: &[u8]| b.first_chunk::<4>().map_or(0, |b| u64::from(u32::from_le_bytes(*b)));
    let len = bytes.len().min(SHORT);
    // Two readings that overlap, since a word seldom has a whole number of them.
    match len {
        0 => [0; 2],
        1..4 => {
            let byte = |i: usize| u64::from(bytes[i]) << (8 * i);
            [byte(0) | byte(len / 2) | byte(len - 1), 0]
        }
        4..8 => [four(bytes) | four(&bytes[len - 4..]) << (8 * (len - 4)), 0],
        8 => [eight(bytes), 0],
        _ => [eight(bytes), eight(&bytes[len - 8..]) >> (8 * (SHORT - len))],
    }
}

/// Small letters for capitals in eight ASCII bytes at once.
#[inline]
fn lower(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let from_a = bytes + EACH * u64::from(0x80 - b'A');
    let behind_z = bytes + EACH * u64::from(0x7F - b'Z');
    bytes | (((from_a ^ behind_z) & (EACH * 0x80)) >> 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_lengths_are_found_whatever_their_capitals() {
        let all = "abcdefghijklmnopqrstuvwxyz";
        let mut words = Words::with_capacity(1);
        for len in 1..=all.len() {
            *words.entry(&all[..len]) = len;
        }
        for len in 1..=all.len() {
            assert_eq!(words.get(&all[..len]), Some(len));
            assert_eq!(words.get(&all[..len].to_uppercase()), Some(len));
            assert_eq!(words.get(&all[1..][..len - 1]), None);
        }
    }

    #[test]
    fn apostrophes_are_alike_and_other_marks_differ() {
        let mut words = Words::with_capacity(4);
        *words.entry("don't") = 1;
        *words.entry("a-b") = 2;
        assert_eq!(words.get("Don’t"), Some(1));
        assert_eq!((words.get("A-B"), words.get("a@b"), words.get("a\rb")), (Some(2), None, None));
        assert_eq!((words.get("dön't"), words.get("")), (None, None));
        *words.entry("río") = 3;
        assert_eq!((words.get("Río"), words.get_lower("río")), (None, Some(3)));
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
