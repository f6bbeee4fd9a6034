//! What each sign is worth: `en/event_weights.tsv`, fitted on annotated news.

use super::signs::Signs;
use std::sync::LazyLock;

static SOURCE: &str = include_str!("../../knowledge/en/event_weights.tsv");

/// The score of what is never listed.
const RULED_OUT: i32 = -1000;

struct Weights {
    bias: i32,
    of: [i32; 64],
    pairs: Vec<Pair>,
}

/// What two signs together are worth, or one without another.
struct Pair {
    with: Signs,
    without: Signs,
    value: i32,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights { bias: 0, of: [0; 64], pairs: Vec::new() };
    for line in SOURCE.lines().filter(|l| !l.starts_with('#')) {
        let Some((name, value)) = line.split_once('\t') else { continue };
        let value = value.trim().parse().unwrap_or(0);
        match (pair(name), Signs::from_name(name)) {
            (Some((with, without)), _) => weights.pairs.push(Pair { with, without, value }),
            (_, Some(sign)) => weights.of[sign.bits().trailing_zeros() as usize & 63] = value,
            _ => weights.bias = value,
        }
    }
    weights
});

/// `EARLY+MAIN`: both; `EARLY+!DATED`: the first without the second.
fn pair(name: &str) -> Option<(Signs, Signs)> {
    let (first, second) = name.split_once('+')?;
    let first = Signs::from_name(first)?;
    match second.strip_prefix('!') {
        Some(second) => Some((first, Signs::from_name(second)?)),
        None => Some((first | Signs::from_name(second)?, Signs::empty())),
    }
}

/// Whether no mention with these signs is ever listed: saying, thinking and being.
pub(super) fn is_never_listed(signs: Signs) -> bool {
    signs.intersects(Signs::VERB_SAYING | Signs::VERB_THINKING | Signs::VERB_STATE | Signs::VERB_LIGHT)
}

/// What must not be listed whatever else speaks for it: what did not happen or is only possible, what would have
/// been, what somebody says that one should do, a noun that only describes another (*rescue teams*), and talks or strikes at large.
fn is_ruled_out(signs: Signs) -> bool {
    let told = Signs::DATED | Signs::HEADLINE | Signs::LEDE;
    is_never_listed(signs)
        || signs.intersects(Signs::NEGATED | Signs::CONDITIONAL | Signs::MODIFIER)
        || signs.contains(Signs::QUOTED | Signs::INFINITIVE)
        || signs.contains(Signs::UNREAL | Signs::PERFECT)
        || signs.contains(Signs::NOUN_LISTED | Signs::PLURAL) && !signs.intersects(told)
}

/// How much speaks for listing an event with these signs, in hundredths of a logit; listed above 0.
pub(super) fn score(signs: Signs) -> i32 {
    if is_ruled_out(signs) {
        return RULED_OUT;
    }
    let weights = &*WEIGHTS;
    let mut bits = signs.bits();
    let mut sum = weights.bias;
    while bits != 0 {
        sum += weights.of[bits.trailing_zeros() as usize];
        bits &= bits - 1;
    }
    let pairs = weights.pairs.iter();
    sum + pairs
        .filter(|p| signs.contains(p.with) && !signs.intersects(p.without))
        .map(|p| p.value)
        .sum::<i32>()
}

/// What the story adds to the signs of a mention far below its top.
const OF_STORY: [Signs; 7] = [
    Signs::HEADLINE,
    Signs::REPEATED,
    Signs::ECHO,
    Signs::INHERITED,
    Signs::DATE_COARSE,
    Signs::DATE_OLD,
    Signs::DATE_AHEAD,
];

/// Whether mentions with these signs are listed both or neither, whatever the story adds to them.
pub(super) fn agree(a: Signs, b: Signs) -> bool {
    let added = |number: usize| {
        let chosen = OF_STORY.iter().enumerate().filter(move |(i, _)| number >> i & 1 == 1);
        chosen.fold(Signs::empty(), |all, (_, sign)| all | *sign)
    };
    let listed = |signs: Signs| score(signs) > 0;
    a == b || (0..1 << OF_STORY.len()).map(added).all(|more| listed(a | more) == listed(b | more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_a_sign() {
        for line in SOURCE.lines().filter(|l| !l.starts_with('#')) {
            let (name, value) = line.split_once('\t').expect("two columns");
            assert!(name == "BIAS" || Signs::from_name(name).is_some() || pair(name).is_some(), "{name}");
            assert!(value.trim().parse::<i32>().is_ok(), "{line}");
        }
    }
}
