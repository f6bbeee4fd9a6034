//! What each sign is worth: `en/event_weights.tsv`, fitted on annotated news.

use super::signs::Signs;
use std::sync::LazyLock;

static SOURCE: &str = include_str!("../../knowledge/en/event_weights.tsv");

/// The score of what is never listed.
const RULED_OUT: i32 = -1000;

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

/// What must not be listed whatever else speaks for it: saying, thinking and being; what is denied or only possible; and,
/// where neither a date nor the headline holds it, what is seldom told for its own sake.
fn is_ruled_out(signs: Signs) -> bool {
    let never = Signs::VERB_SAYING | Signs::VERB_THINKING | Signs::VERB_STATE | Signs::VERB_LIGHT;
    let unreal = Signs::NEGATED | Signs::CONDITIONAL | Signs::INFINITIVE;
    if signs.intersects(never | unreal) {
        return true;
    }
    // "renewing", "fishing": a side clause, unless it is a progressive form or has a name as its subject.
    if signs.contains(Signs::VERB_PROCESS | Signs::ING)
        && !signs.intersects(Signs::PASSIVE | Signs::NAME_SUBJECT)
    {
        return true;
    }
    if signs.intersects(Signs::DATED | Signs::RECENT | Signs::HEADLINE) {
        return false;
    }
    signs.intersects(Signs::NOUN_HAPPENING | Signs::NOUN_PROCESS | Signs::QUOTED | Signs::MODAL)
        || signs.contains(Signs::NOUN_LISTED | Signs::PLURAL)
}

/// How much speaks for listing an event with these signs, in hundredths of a logit; listed above 0.
pub(super) fn score(signs: Signs) -> i32 {
    if is_ruled_out(signs) {
        return RULED_OUT;
    }
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
