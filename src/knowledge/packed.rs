//! Short words as two numbers. The build script lays the tables of words out with it.

/// Longest word that is held as numbers, in bytes.
pub const SHORT: usize = 16;

/// The bytes of a short word, the first one lowest; zeros behind its end.
pub type Packed = [u64; 2];

/// A number that spreads over all its bits.
#[inline]
pub fn hash(key: Packed) -> u64 {
    let mixed = (key[0] ^ key[1].rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 32)
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
