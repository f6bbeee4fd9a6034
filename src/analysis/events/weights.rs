//! What each sign is worth: `en/event_weights.tsv`, fitted on annotated news.

use super::signs::Signs;
use std::sync::LazyLock;

static SOURCE: &str = include_str!("../../knowledge/en/event_weights.tsv");

struct Weights {
    bias: i32,
    of: [i32; 64],
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights { bias: 0, of: [0; 64] };
    for line in SOURCE.lines().filter(|l| !l.starts_with('#')) {
        let Some((name, value)) = line.split_once('\t') else { continue };
        let value = value.trim().parse().unwrap_or(0);
        match Signs::from_name(name) {
            Some(sign) => weights.of[sign.bits().trailing_zeros() as usize & 63] = value,
            None => weights.bias = value,
        }
    }
    weights
});

/// How much speaks for listing an event with these signs, in hundredths of a logit; listed above 0.
pub(super) fn score(signs: Signs) -> i32 {
    let mut bits = signs.bits();
    let mut sum = WEIGHTS.bias;
    while bits != 0 {
        sum += WEIGHTS.of[bits.trailing_zeros() as usize];
        bits &= bits - 1;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_a_sign() {
        for line in SOURCE.lines().filter(|l| !l.starts_with('#')) {
            let (name, value) = line.split_once('\t').expect("two columns");
            assert!(name == "BIAS" || Signs::from_name(name).is_some(), "{name}");
            assert!(value.trim().parse::<i32>().is_ok(), "{line}");
        }
    }
}
