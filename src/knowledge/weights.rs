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

/// First bytes of the file.
pub const MAGIC: &[u8; 4] = b"NMW1";

const ENTRY: usize = 4 + LABELS;

static IN_USE: OnceLock<Weights> = OnceLock::new();

static FILE: &[u8] = include_bytes!("data/names.weights");

/// The weights of all features.
#[derive(Debug, Default)]
pub struct Weights {
    /// Open addressing; a power of two slots, at most half of them in use.
    slots: Vec<(u32, [i8; LABELS])>,
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
        let mut slots = vec![(0, [0; LABELS]); (count * 2).next_power_of_two().max(2)];
        let mask = slots.len() - 1;
        for entry in entries.chunks_exact(ENTRY) {
            let feature = u32::from_le_bytes(entry[..4].try_into().ok()?);
            let mut at = feature as usize & mask;
            while slots[at].0 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (feature, std::array::from_fn(|i| entry[4 + i] as i8));
        }
        Some(Self { slots })
    }

    /// Adds the weights of `feature` to `sum`.
    #[inline]
    pub fn add(&self, feature: u32, sum: &mut Scores) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = feature as usize & mask;
        while let Some((known, weights)) = self.slots.get(at) {
            if *known == feature {
                // Sums of small whole numbers are exact, in whatever order they are made.
                for label in 0..LABELS {
                    sum[label] += f32::from(weights[label]);
                }
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
