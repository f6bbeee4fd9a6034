//! The choice among those at hand: the most prominent, if nobody else comes near.

use super::cast::Who;
use crate::analysis::Confidence;
use smallvec::SmallVec;

/// Candidates with their weights.
#[derive(Debug, Default)]
pub(super) struct Choice {
    candidates: SmallVec<[(Who, i32); 8]>,
}

/// What the choice comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// Nobody is at hand.
    Nobody,
    /// This one.
    One(Who, Confidence),
    /// One of two.
    Either(Who, Who),
}

/// The lead of the first over the second, in hundredths of the first's weight, below which both fit.
const CLOSE: i32 = 10;
/// The lead from which the first is as good as certain.
const CLEAR: i32 = 40;

impl Choice {
    /// Adds a candidate.
    pub fn add(&mut self, who: Who, weight: i32) {
        self.candidates.push((who, weight));
    }

    /// Whether there is a single candidate.
    pub fn is_of_one(&self) -> bool {
        self.candidates.len() == 1
    }

    /// Takes the most prominent.
    pub fn take(mut self) -> Chosen {
        self.candidates.sort_by_key(|(_, weight)| -weight);
        match self.candidates.as_slice() {
            [] => Chosen::Nobody,
            [(only, _)] => Chosen::One(*only, Confidence::High),
            [(first, a), (second, b), ..] => match (a - b) * 100 / (*a).max(1) {
                lead if lead < CLOSE => Chosen::Either(*first, *second),
                lead if lead < CLEAR => Chosen::One(*first, Confidence::Medium),
                _ => Chosen::One(*first, Confidence::High),
            },
        }
    }
}
