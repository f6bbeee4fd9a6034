//! Verbs and nouns that tell of events, in all their forms.
//!
//! The data is `en/event_verbs.tsv`, `en/event_nouns.tsv` and `en/irregular_verbs.tsv`; the forms are
//! made from the base forms by the rules of English spelling when the list is first used.

use super::WordClass;
use super::words::Words;
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

static VERBS: &str = include_str!("en/event_verbs.tsv");
static NOUNS: &str = include_str!("en/event_nouns.tsv");
static IRREGULAR: &str = include_str!("en/irregular_verbs.tsv");

/// Every form with its senses, and where each stands.
#[derive(Default)]
struct Forms {
    senses: Vec<(Box<str>, EventWord)>,
    index: Words<u32>,
}

impl Forms {
    /// The senses of a form, none at first.
    fn entry(&mut self, form: String) -> &mut EventWord {
        let index = self.index.entry(&form);
        if *index == 0 {
            self.senses.push((form.into(), EventWord { verb: None, noun: None }));
            *index = self.senses.len() as u32;
        }
        let at = *index as usize - 1;
        &mut self.senses[at].1
    }
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms = Forms { index: Words::with_capacity(8192), ..Forms::default() };
    let irregular: FxHashMap<&str, (&str, &str)> = lines(IRREGULAR)
        .filter_map(|l| {
            let mut fields = l.split('\t');
            Some((fields.next()?, (fields.next()?, fields.next()?)))
        })
        .collect();
    for (kind, base) in entries(VERBS) {
        let Some(kind) = verb_kind(kind) else { continue };
        for (form, text) in verb_forms(base, irregular.get(base).copied()) {
            let entry = forms.entry(text);
            // "Ask" and "stay" go on as well, but first of all they are ways of saying and being.
            let speech =
                matches!(kind, VerbKind::Saying | VerbKind::Thinking | VerbKind::State | VerbKind::Light);
            match entry.verb {
                Some((VerbKind::Process, ..)) if speech => entry.verb = Some((kind, form, base)),
                Some(_) => {}
                None => entry.verb = Some((kind, form, base)),
            }
        }
    }
    for (kind, noun) in entries(NOUNS) {
        let Some(kind) = noun_kind(kind) else { continue };
        for (plural, text) in [(false, noun.to_owned()), (true, with_s(noun))] {
            let entry = forms.entry(text);
            entry.noun.get_or_insert((kind, plural, noun));
        }
    }
    forms
});

fn lines(source: &'static str) -> impl Iterator<Item = &'static str> {
    source.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

/// Every word of a list with the name of its kind.
fn entries(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(source)
        .filter_map(|l| l.split_once('\t'))
        .flat_map(|(kind, words)| words.split(' ').map(move |w| (kind, w)))
}

fn verb_kind(name: &str) -> Option<VerbKind> {
    Some(match name {
        "listed" => VerbKind::Listed,
        "happening" => VerbKind::Happening,
        "announcing" => VerbKind::Announcing,
        "process" => VerbKind::Process,
        "saying" => VerbKind::Saying,
        "thinking" => VerbKind::Thinking,
        "state" => VerbKind::State,
        "phase" => VerbKind::Phase,
        "light" => VerbKind::Light,
        _ => return None,
    })
}

fn noun_kind(name: &str) -> Option<NounKind> {
    Some(match name {
        "listed" => NounKind::Listed,
        "happening" => NounKind::Happening,
        "process" => NounKind::Process,
        "thing" => NounKind::Thing,
        _ => return None,
    })
}

/// All forms of a verb.
fn verb_forms(base: &'static str, irregular: Option<(&str, &str)>) -> Vec<(VerbForm, String)> {
    let mut forms = vec![(VerbForm::Base, base.to_owned()), (VerbForm::Third, with_s(base))];
    let stem = doubled(base);
    forms.push((VerbForm::Ing, ing(base, &stem)));
    match irregular {
        Some((past, participle)) => {
            forms.push((VerbForm::Past, past.to_owned()));
            forms.push((VerbForm::Participle, participle.to_owned()));
        }
        None => forms.push((VerbForm::Past, ed(base, &stem))),
    }
    // British and American: "cancelled" and "canceled", "travelling" and "traveling".
    if base.ends_with(['l', 'p']) && stem.len() == base.len() && vowels(base) > 1 && ends_cvc(base) {
        let last = &base[base.len() - 1..];
        forms.push((VerbForm::Past, format!("{base}{last}ed")));
        forms.push((VerbForm::Ing, format!("{base}{last}ing")));
    }
    forms
}

fn with_s(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y')
        && !stem.ends_with(is_vowel)
    {
        return format!("{stem}ies");
    }
    if let Some(stem) = word.strip_suffix("man") {
        return format!("{stem}men");
    }
    if let Some(stem) = word.strip_suffix("is").filter(|s| s.len() > 2) {
        return format!("{stem}es");
    }
    let hissing = ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| word.ends_with(e)) && !word.ends_with("io");
    format!("{word}{}", if hissing { "es" } else { "s" })
}

fn ed(base: &str, stem: &str) -> String {
    if base.ends_with('e') {
        return format!("{base}d");
    }
    match base.strip_suffix('y') {
        Some(short) if !short.ends_with(is_vowel) => format!("{short}ied"),
        _ => format!("{stem}ed"),
    }
}

fn ing(base: &str, stem: &str) -> String {
    if let Some(short) = base.strip_suffix("ie") {
        return format!("{short}ying");
    }
    match base.strip_suffix('e') {
        Some(short) if !short.ends_with(['e', 'o', 'y']) && short.len() > 1 => format!("{short}ing"),
        _ => format!("{stem}ing"),
    }
}

/// The base with its last consonant doubled where a short stressed vowel stands before it: *stop*, *admit*.
fn doubled(base: &str) -> String {
    const STRESSED_LAST: [&str; 12] = [
        "admit", "commit", "permit", "submit", "refer", "prefer", "occur", "incur", "deter", "recur",
        "transfer", "control",
    ];
    let stressed =
        vowels(base) == 1 || STRESSED_LAST.contains(&base) || base.ends_with("set") || base.ends_with("cut");
    if stressed && ends_cvc(base) { format!("{base}{}", &base[base.len() - 1..]) } else { base.to_owned() }
}

/// Whether the word ends in consonant, one vowel, consonant; `w`, `x` and `y` are never doubled.
fn ends_cvc(base: &str) -> bool {
    let mut last = base.chars().rev();
    let (Some(c), Some(v), Some(b)) = (last.next(), last.next(), last.next()) else { return false };
    !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y') && is_vowel(v) && (!is_vowel(b) || base.contains("qu"))
}

fn vowels(word: &str) -> usize {
    let mut count = 0;
    let mut in_vowel = false;
    for c in word.chars() {
        let vowel = is_vowel(c);
        count += usize::from(vowel && !in_vowel);
        in_vowel = vowel;
    }
    count
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Every form with the classes it gives.
pub(super) fn classes() -> impl Iterator<Item = (&'static str, WordClass)> {
    FORMS.senses.iter().map(|(form, word)| {
        let mut class = WordClass::empty();
        if let Some((_, form, _)) = word.verb {
            class |= WordClass::EVENT_VERB;
            class |= match form {
                VerbForm::Base | VerbForm::Third => WordClass::VERB,
                VerbForm::Past if word.noun.is_none() => WordClass::VERB_PAST,
                _ => WordClass::empty(),
            };
        }
        if word.noun.is_some_and(|(kind, ..)| kind != NounKind::Thing) {
            class |= WordClass::EVENT_NOUN;
        }
        (&**form, class)
    })
}

/// What `word` can be as an event, whatever its capitals.
pub fn sense(word: &str) -> Option<EventWord> {
    let forms = &*FORMS;
    let at = forms.index.get(word)?.checked_sub(1)?;
    forms.senses.get(at as usize).map(|(_, senses)| *senses)
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
