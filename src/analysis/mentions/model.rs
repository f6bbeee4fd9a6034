//! The name model as the decoder asks it: features with few values in a table by their values, all others by number.

use super::features::{self, Template, number};
use crate::knowledge::weights::{self, LABELS, Scores, Sums, Weights};
use std::sync::OnceLock;

/// Features whose values are small: what they are about, and how many values there are of each kind.
const SMALL: [(Template, u32, u32); 13] = [
    (Template::WordClass, 64, 4),
    (Template::NameClass, 100, 4),
    (Template::Shape, 8, 4),
    (Template::Opens, 3, 4),
    (Template::Salient, 64, 10),
    (Template::WholeClass, 32, 1),
    (Template::Length, 16, 1),
    (Template::Given, 16, 2),
    (Template::SameSentenceCase, 12, 8),
    (Template::Enclosed, 8, 4),
    (Template::BeforeClass, 64, 1),
    (Template::BehindClass, 64, 1),
    (Template::Bias, 1, 1),
];

/// Number of templates.
const TEMPLATES: usize = Template::HeadWord as usize + 1;

/// For each template how many values are in the table, and where the first one stands there.
const PLACES: [(u32, u32, u32); TEMPLATES] = {
    let mut places = [(0, 0, 0); TEMPLATES];
    let (mut at, mut next) = (0, 0);
    while at < SMALL.len() {
        let (template, first, second) = SMALL[at];
        places[template as usize] = (first, second, next);
        next += first * second;
        at += 1;
    }
    places
};

/// Scores of each label behind each label, and at the beginning of a region.
pub type Transitions = [Scores; LABELS + 1];

/// The weights that names are read with.
pub struct Model {
    weights: &'static Weights,
    small: Vec<Sums>,
    /// See [`Transitions`].
    pub transitions: Transitions,
}

static IN_USE: OnceLock<Model> = OnceLock::new();

impl Model {
    /// The model in use; see [`Weights::embedded`].
    pub fn get() -> &'static Self {
        IN_USE.get_or_init(|| Self::of(Weights::embedded()))
    }

    fn of(weights: &'static Weights) -> Self {
        let worth = |feature| {
            let mut sum = 0;
            weights.add(feature, &mut sum);
            sum
        };
        let values = SMALL.iter().flat_map(|(template, first, second)| {
            let pairs = (0..*first).flat_map(move |a| (0..*second).map(move |b| (a, b)));
            pairs.map(|(a, b)| number(*template, a, b))
        });
        let small = values.map(worth).collect();
        let transitions =
            std::array::from_fn(|previous| weights::scores(worth(features::of_transition(previous))));
        Self { weights, small, transitions }
    }

    /// Adds what the feature is worth to `sum`.
    #[inline]
    pub fn add(&self, template: Template, a: u32, b: u32, sum: &mut Sums) {
        let (first, second, from) = PLACES[template as usize];
        if a < first && b < second {
            *sum += self.small[(from + a * second + b) as usize];
        } else {
            self.weights.add(number(template, a, b), sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_the_numbers_say() {
        let model = Model::get();
        for (template, first, second) in SMALL {
            for (a, b) in [(0, 0), (first - 1, second - 1), (first, 0), (0, second)] {
                let (mut by_value, mut by_number) = (0, 0);
                model.add(template, a, b, &mut by_value);
                Weights::embedded().add(number(template, a, b), &mut by_number);
                assert_eq!(by_value, by_number, "{template:?} {a} {b}");
            }
        }
    }
}
