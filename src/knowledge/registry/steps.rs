//! Tables of hashes: sorted ones, and the steps of an automaton.

/// Sorts a table by a hash that spreads over all its bits, and rows of one hash by `order`, which begins with the hash:
/// parted by the first bits, the parts are so small that sorting them costs little.
pub fn by_hash<T: Copy, K: Ord>(table: Vec<T>, hash: impl Fn(&T) -> u64, order: impl Fn(&T) -> K) -> Vec<T> {
    let bits = (table.len() / 4 + 2).ilog2();
    let part = |row: &T| (hash(row) >> (u64::BITS - bits)) as usize;
    let mut ends = vec![0u32; 1 << bits];
    table.iter().for_each(|row| ends[part(row)] += 1);
    let mut sum = 0;
    for end in &mut ends {
        (sum, *end) = (sum + *end, sum);
    }
    let mut sorted = table.clone();
    for row in &table {
        let end = &mut ends[part(row)];
        sorted[*end as usize] = *row;
        *end += 1;
    }
    drop(table);
    let mut start = 0;
    for end in ends {
        sorted[start..end as usize].sort_unstable_by_key(&order);
        start = end as usize;
    }
    sorted
}

/// Steps by their hashes, each with two flags: four bytes a step, in a table that is at most two thirds full.
///
/// Two hashes are taken for one if they agree in some fifty bits.
#[derive(Debug, Default)]
pub struct Steps {
    /// The upper thirty bits belong to the hash; 0 is an empty place, since every step has a flag.
    places: Box<[u32]>,
}

/// Bits of a place that are flags.
const FLAGS: u32 = 3;

impl Steps {
    /// The table of `steps`: hashes, and flags of 1 to 3 in their lowest two bits. The flags of one hash are joined.
    pub fn of(steps: &[u64]) -> Self {
        if steps.is_empty() {
            return Self::default();
        }
        let mut table = Self { places: vec![0; (steps.len() + steps.len() / 2).next_power_of_two()].into() };
        for step in steps {
            let at = table.place(*step);
            table.places[at] |= *step as u32 & FLAGS | tag(*step);
        }
        table
    }

    /// Whether there is no step.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The flags of the step with this hash; 0 where there is none.
    pub fn flags(&self, hash: u64) -> u8 {
        (self.places[self.place(hash)] & FLAGS) as u8
    }

    /// The place of a hash, or the empty one where it would stand.
    fn place(&self, hash: u64) -> usize {
        let last = self.places.len() - 1;
        let mut at = (hash >> 34) as usize & last;
        while self.places[at] != 0 && self.places[at] & !FLAGS != tag(hash) {
            at = (at + 1) & last;
        }
        at
    }
}

fn tag(hash: u64) -> u32 {
    hash as u32 & !FLAGS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_whole() {
        let mix = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for len in [0, 1, 2, 7, 1000] {
            let table: Vec<(u64, u32)> = (0..len).map(|n| (mix(n % 300), n as u32)).rev().collect();
            let mut expected = table.clone();
            expected.sort_unstable();
            assert_eq!(by_hash(table, |row| row.0, |row| *row), expected);
        }
    }

    #[test]
    fn flags_of_one_step_are_joined() {
        let step = |n: u64| (n << 40 | n) << 2;
        let steps = Steps::of(&[step(1) | 1, step(2) | 1, step(1) | 2]);
        assert_eq!([1, 2, 3].map(|n| steps.flags(step(n))), [3, 1, 0]);
        assert!(Steps::of(&[]).is_empty());
    }
}
