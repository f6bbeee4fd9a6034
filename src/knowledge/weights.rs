//! The weights of the name model: for every feature a small number for each label.
//!
//! `data/names.weights` is made by the example `train_names`: a magic number, the scale, the number of entries, then
//! the entries ordered by feature, four bytes for the feature and one for each label.

use std::sync::OnceLock;

/// Number of labels: none, person, organisation, place, object.
pub const LABELS: usize = 5;

/// What a weight of 1 (a factor e in the odds) is stored as.
pub const UNIT: f32 = 24.0;

/// Weights of one feature, or a sum of such.
pub type Scores = [f32; LABELS];

/// A sum of weights as it is made, all labels in one number: sixteen bits a label, the first one lowest. Each label's
/// part may be below zero and then borrows from the next, which [`scores`] gives back.
pub type Sums = i128;

/// Bits of a label in [`Sums`].
const LANE: usize = 16;

/// The weights of one feature as a sum.
fn packed(weights: [i8; LABELS]) -> Sums {
    weights.iter().rev().fold(0, |sum, weight| (sum << LANE) + Sums::from(*weight))
}

/// The sum for each label.
#[inline]
pub fn scores(sums: Sums) -> Scores {
    let mut rest = sums;
    let mut scores = [0.0; LABELS];
    for score in &mut scores {
        let lowest = rest as i16;
        *score = f32::from(lowest);
        rest = (rest - Sums::from(lowest)) >> LANE;
    }
    scores
}

/// First bytes of the file.
pub const MAGIC: &[u8; 4] = b"NMW1";

const ENTRY: usize = 4 + LABELS;

static IN_USE: OnceLock<Weights> = OnceLock::new();

static FILE: &[u8] = include_bytes!("data/names.weights");

/// The weights of all features.
#[derive(Debug, Default)]
pub struct Weights {
    /// Open addressing; a power of two slots, at most half of them in use. No feature is 0.
    features: Vec<u32>,
    /// In the same order.
    weights: Vec<Sums>,
}

impl Weights {
    /// The weights that names are read with: those that come with the program.
    pub fn embedded() -> &'static Self {
        IN_USE.get_or_init(|| Self::read(FILE).unwrap_or_default())
    }

    /// Puts others in their place, for measuring; gives them back if names have been read already.
    pub fn install(self) -> Result<(), Self> {
        IN_USE.set(self)
    }

    /// Reads the form that [`write()`] makes; `None` if it is another.
    pub fn read(file: &[u8]) -> Option<Self> {
        let entries = file.strip_prefix(MAGIC)?;
        let count = entries.len() / ENTRY;
        let slots = (count * 2).next_power_of_two().max(2);
        let mut read = Self { features: vec![0; slots], weights: vec![0; slots] };
        for entry in entries.chunks_exact(ENTRY) {
            let feature = u32::from_le_bytes(entry[..4].try_into().ok()?);
            let mut at = feature as usize & (slots - 1);
            while read.features[at] != 0 {
                at = (at + 1) & (slots - 1);
            }
            read.features[at] = feature;
            read.weights[at] = packed(std::array::from_fn(|i| entry[4 + i] as i8));
        }
        Some(read)
    }

    /// Adds the weights of `feature` to `sum`.
    #[inline]
    pub fn add(&self, feature: u32, sum: &mut Sums) {
        let mask = self.features.len().wrapping_sub(1);
        let mut at = feature as usize & mask;
        while let Some(known) = self.features.get(at) {
            if *known == feature {
                *sum += self.weights[at];
                return;
            }
            if *known == 0 {
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

/// The file form of `weights`, which are ordered by feature.
pub fn write(weights: &[(u32, [i8; LABELS])]) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    for (feature, labels) in weights {
        file.extend(feature.to_le_bytes());
        file.extend(labels.map(|w| w as u8));
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_all_labels_are_told_apart() {
        let rows = [[-128, 127, 0, -1, 1], [-5, -5, 5, -128, 127], [1, -100, 3, -4, -128]];
        let times = 80;
        let sums: Sums = rows.map(packed).iter().sum::<Sums>() * times;
        let plain = |label: usize| rows.iter().map(|row| f32::from(row[label])).sum::<f32>() * times as f32;
        assert_eq!(scores(sums), std::array::from_fn(plain));
    }
}
