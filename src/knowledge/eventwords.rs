//! Verbs and nouns that tell of events, in all their forms.
//!
//! The data is `en/event_verbs.tsv`, `en/event_nouns.tsv` and `en/irregular_verbs.tsv`; the forms are
//! made from the base forms by the rules of English spelling when the crate is built.

use super::listed::{self, BASES, Listed, SENSES};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a verb tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VerbKind {
    /// An editor would put it into a timeline: *sign*, *kill*, *resign*.
    Listed,
    /// Something that happens at a moment: *leave*, *fall*, *find*.
    Happening,
    /// Telling the public: *announce*, *publish*.
    Announcing,
    /// Something that goes on or changes: *develop*, *improve*.
    Process,
    /// Saying: *claim*, *add*.
    Saying,
    /// Thinking, wanting, feeling.
    Thinking,
    /// Being: *contain*, *remain*.
    State,
    /// Beginning, going on and ending of something else.
    Phase,
    /// *make*, *take*, *do*: the noun behind tells what.
    Light,
}

/// What a noun tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NounKind {
    /// An editor would put it into a timeline: *summit*, *election*.
    Listed,
    /// An event: *delay*, *agreement*.
    Happening,
    /// Something that goes on, or a result: *production*, *fear*.
    Process,
    /// No event at all: listed because a verb has the same form (*point*, *plant*).
    Thing,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// sign
    Base,
    /// signs
    Third,
    /// met, when the participle has the same form too
    Past,
    /// taken
    Participle,
    /// signing
    Ing,
}

/// What one word form can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventWord {
    /// As a verb: what it tells of, its form, its base.
    pub verb: Option<(VerbKind, VerbForm, &'static str)>,
    /// As a noun: what it tells of, whether it is a plural, its singular.
    pub noun: Option<(NounKind, bool, &'static str)>,
}

/// Where each base form ends in [`listed::BASES`].
static ENDS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let ends = memchr::memchr_iter(b'\n', BASES.as_bytes()).map(|at| at as u32);
    ends.chain([BASES.len() as u32]).collect()
});

fn base(low: u8, high: u8) -> &'static str {
    let index = usize::from(u16::from_le_bytes([low, high]));
    let start = index.checked_sub(1).and_then(|before| ENDS.get(before)).map_or(0, |end| *end as usize + 1);
    ENDS.get(index).and_then(|end| BASES.get(start..*end as usize)).unwrap_or_default()
}

/// In the order in which the build script numbers them.
const VERB_KINDS: [VerbKind; 9] = [
    VerbKind::Listed,
    VerbKind::Happening,
    VerbKind::Announcing,
    VerbKind::Process,
    VerbKind::Saying,
    VerbKind::Thinking,
    VerbKind::State,
    VerbKind::Phase,
    VerbKind::Light,
];

/// In the order in which the build script numbers them.
const VERB_FORMS: [VerbForm; 5] =
    [VerbForm::Base, VerbForm::Third, VerbForm::Past, VerbForm::Participle, VerbForm::Ing];

/// In the order in which the build script numbers them.
const NOUN_KINDS: [NounKind; 4] = [NounKind::Listed, NounKind::Happening, NounKind::Process, NounKind::Thing];

/// What `word` can be as an event, whatever its capitals.
pub fn sense(word: &str) -> Option<EventWord> {
    of_listed(listed::find(word)?)
}

/// The same of a word that has been looked up.
pub fn of_listed(word: Listed) -> Option<EventWord> {
    let [verb, form, verb_low, verb_high, noun, plural, noun_low, noun_high] = *SENSES.get(word.event()?)?;
    let verb = VERB_KINDS.get(usize::from(verb)).zip(VERB_FORMS.get(usize::from(form)));
    let verb = verb.map(|(kind, form)| (*kind, *form, base(verb_low, verb_high)));
    let noun = NOUN_KINDS.get(usize::from(noun)).map(|kind| (*kind, plural == 1, base(noun_low, noun_high)));
    Some(EventWord { verb, noun })
}

/// The first word of the line of each word in `en/event_synonyms.txt`.
static SYNONYMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("en/event_synonyms.txt").lines().filter(|l| !l.starts_with('#'));
    let of_line = |line: &'static str| {
        let first = line.split(' ').next().unwrap_or_default();
        line.split(' ').skip(1).map(move |other| (other, first))
    };
    lines.flat_map(of_line).collect()
});

/// The word that stands for `lemma` and all that mean the same: *earthquake* for *quake*, *die* for *death*.
pub fn one_for_all(lemma: &'static str) -> &'static str {
    SYNONYMS.get(lemma).copied().unwrap_or(lemma)
}

/// The kinds of the verbs of `en/phrasal_verbs.tsv`, by base form and particle.
static PHRASAL: LazyLock<FxHashMap<(&'static str, &'static str), VerbKind>> = LazyLock::new(|| {
    let lines = include_str!("en/phrasal_verbs.tsv").lines().filter(|l| !l.starts_with('#'));
    let of_line = |line: &'static str| {
        let mut fields = line.split('\t');
        let kind = if fields.next() == Some("listed") { VerbKind::Listed } else { VerbKind::Happening };
        let base = fields.next().unwrap_or_default();
        fields.next().unwrap_or_default().split(' ').map(move |particle| ((base, particle), kind))
    };
    lines.flat_map(of_line).collect()
});

/// What a verb tells of with a particle right behind it: *called off*, *took over*.
pub fn with_particle(base: &str, particle: &str) -> Option<VerbKind> {
    PHRASAL.get(&(base, particle)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_spelling_rules() {
        for (form, base) in [
            ("stopped", "stop"),
            ("met", "meet"),
            ("signing", "sign"),
            ("cancelled", "cancel"),
            ("canceled", "cancel"),
            ("dying", "die"),
            ("studies", "study"),
            ("fled", "flee"),
            ("launches", "launch"),
            ("taken", "take"),
        ] {
            assert_eq!(sense(form).and_then(|w| w.verb).map(|(_, _, b)| b), Some(base), "{form}");
        }
    }

    #[test]
    fn a_form_can_be_verb_and_noun() {
        let word = sense("strikes").expect("listed");
        assert!(word.verb.is_some_and(|(_, form, _)| form == VerbForm::Third));
        assert!(word.noun.is_some_and(|(kind, plural, _)| kind == NounKind::Listed && plural));
    }
}
