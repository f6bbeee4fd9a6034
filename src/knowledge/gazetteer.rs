//! Names known before reading: places, names of people, bodies, companies, papers, works.
//!
//! Two parts, asked together by [`classes_of`]: `data/names.fst`, generated from public lists (`data/generate.py`),
//! and the closed lists in `en/names/`, one name a line, lower case, `#` begins a comment, `a = b` says that the
//! two name one thing.

use super::lexicon::{self, WordClass};
use super::openers::{self, Opener};
use super::packed::{self, Packed};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::cell::RefCell;
use std::hash::Hasher;
use std::sync::LazyLock;

bitflags::bitflags! {
    /// What a name can be. A name may belong to several classes; context decides.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct NameClass: u32 {
        /// A country.
        const COUNTRY = 1 << 0;
        /// A state of the United States.
        const STATE = 1 << 1;
        /// A city of 15,000 people or more.
        const CITY = 1 << 2;
        /// A city of 250,000 people or more.
        const BIG_CITY = 1 << 3;
        /// A capital of a country.
        const CAPITAL = 1 << 4;
        /// A surname.
        const SURNAME = 1 << 5;
        /// One of the frequent surnames.
        const COMMON_SURNAME = 1 << 6;
        /// A given name of men.
        const MALE = 1 << 7;
        /// A given name of women.
        const FEMALE = 1 << 8;
        /// One of the frequent given names.
        const COMMON_GIVEN = 1 << 9;
        /// A region, sea, mountain, quarter.
        const REGION = 1 << 10;
        /// A body, party, armed group, institution.
        const BODY = 1 << 11;
        /// An agency, paper, broadcaster.
        const MEDIA = 1 << 12;
        /// A company.
        const COMPANY = 1 << 13;
        /// A club or team.
        const TEAM = 1 << 14;
        /// A law, prize, work, product, holiday, war.
        const OBJECT = 1 << 15;
        /// The acronym of a body.
        const ACRONYM = 1 << 16;
        /// A word of English that is no frequent name besides.
        const ENGLISH = 1 << 17;

        /// Any place.
        const PLACE = Self::COUNTRY.bits() | Self::STATE.bits() | Self::CITY.bits() | Self::BIG_CITY.bits()
            | Self::CAPITAL.bits() | Self::REGION.bits();
        /// Any organisation.
        const ORG = Self::BODY.bits() | Self::MEDIA.bits() | Self::COMPANY.bits() | Self::TEAM.bits();
        /// Any given name.
        const GIVEN = Self::MALE.bits() | Self::FEMALE.bits();
    }
}

/// The closed lists.
static LISTS: &[(NameClass, &str)] = &[
    (NameClass::COUNTRY, include_str!("en/names/countries.txt")),
    (NameClass::REGION, include_str!("en/names/regions.txt")),
    (NameClass::BIG_CITY, include_str!("en/names/cities.txt")),
    (NameClass::BODY, include_str!("en/names/bodies.txt")),
    (NameClass::MEDIA, include_str!("en/names/media.txt")),
    (NameClass::COMPANY, include_str!("en/names/companies.txt")),
    (NameClass::TEAM, include_str!("en/names/teams.txt")),
    (NameClass::OBJECT, include_str!("en/names/objects.txt")),
    (NameClass::MALE, include_str!("en/names/given_male.txt")),
    (NameClass::FEMALE, include_str!("en/names/given_female.txt")),
    (NameClass::SURNAME.union(NameClass::COMMON_SURNAME), include_str!("en/names/surnames.txt")),
];

static GENERATED: &[u8] = include_bytes!("data/names.fst");

/// Longest name that is looked up, in bytes.
pub const LONGEST: usize = 64;

struct Gazetteer {
    generated: Option<fst::Map<&'static [u8]>>,
    listed: FxHashMap<&'static str, NameClass>,
    other_names: FxHashMap<&'static str, &'static str>,
    /// First words of the listed names of several words.
    openers: FxHashSet<&'static str>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut listed: FxHashMap<&'static str, NameClass> = FxHashMap::default();
    let mut other_names = FxHashMap::default();
    for (class, list) in LISTS {
        for (name, other) in list.lines().filter_map(entry) {
            *listed.entry(name).or_default() |= *class;
            let Some(other) = other else { continue };
            if *class == NameClass::COUNTRY || *class == NameClass::REGION {
                other_names.insert(name, other);
            } else {
                // Acronyms are listed as printed, so their key is made here, once.
                let key: &'static str = Box::leak(other.to_lowercase().into_boxed_str());
                *listed.entry(key).or_default() |= *class | NameClass::ACRONYM;
                // `World Health Organization` goes by the same name as `World Health Organisation`.
                if let Some(before) = other_names.insert(key, name).filter(|before| is_variant(before, name))
                {
                    other_names.insert(before, name);
                }
            }
        }
    }
    let openers = listed.keys().filter_map(|name| Some(name.split_once(' ')?.0)).collect();
    Gazetteer { generated: fst::Map::new(GENERATED).ok(), listed, other_names, openers }
});

/// Whether two bodies with one acronym are one, spelt in two ways: as many words, and the last ones begin alike.
fn is_variant(one: &str, other: &str) -> bool {
    let last =
        |name: &str| -> String { name.split(' ').next_back().unwrap_or_default().chars().take(4).collect() };
    one.split(' ').count() == other.split(' ').count() && last(one) == last(other)
}

/// A line of a list: a name, and what stands behind `=`.
fn entry(line: &'static str) -> Option<(&'static str, Option<&'static str>)> {
    let line = line.split('#').next().unwrap_or_default().trim();
    if line.is_empty() {
        return None;
    }
    match line.split_once('=') {
        Some((name, other)) => Some((name.trim(), Some(other.trim()))),
        None => Some((line, None)),
    }
}

/// The classes of a name written in lower case, words apart by single spaces, with straight apostrophes.
pub fn classes_of(lower: &str) -> NameClass {
    if lower.len() > LONGEST || lower.len() < 2 {
        return NameClass::empty();
    }
    let gazetteer = &*GAZETTEER;
    let generated = gazetteer.generated.as_ref().and_then(|map| map.get(lower)).unwrap_or(0);
    let listed = gazetteer.listed.get(lower).copied().unwrap_or_default();
    NameClass::from_bits_truncate(generated as u32) | listed
}

/// How far a name of several words has been read, so that a longer one need not be read from its beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Node of the generated list plus one; 0 where no name of it goes on so.
    node: u32,
    /// What the way there gives.
    output: u32,
    /// Whether a name of the closed lists begins with the first word.
    listed: bool,
}

impl Walk {
    fn begin(word: &str) -> Self {
        let gazetteer = &*GAZETTEER;
        let root = gazetteer.generated.as_ref().map_or(0, |map| map.as_fst().root().addr() + 1);
        Self { node: root as u32, output: 0, listed: gazetteer.openers.contains(word) }.behind(word)
    }

    /// The same with `more` read as well: a space and a word, in lower case.
    pub fn behind(self, more: &str) -> Self {
        let generated = GAZETTEER.generated.as_ref().filter(|_| self.node > 0);
        let Some(fst) = generated.map(fst::Map::as_fst) else { return self };
        let (mut node, mut output) = (fst.node(self.node as usize - 1), self.output);
        for byte in more.bytes() {
            let Some(at) = node.find_input(byte) else { return Self { node: 0, ..self } };
            let next = node.transition(at);
            output += next.out.value() as u32;
            node = fst.node(next.addr);
        }
        Self { node: node.addr() as u32 + 1, output, ..self }
    }

    /// The classes of `whole`, the several words that have been read.
    pub fn classes(self, whole: &str) -> NameClass {
        if whole.len() > LONGEST || self.node == 0 && !self.listed {
            return NameClass::empty();
        }
        let listed = if self.listed { listed(whole) } else { NameClass::empty() };
        self.generated() | listed
    }

    /// What the generated list says of what has been read.
    fn generated(self) -> NameClass {
        let generated = GAZETTEER.generated.as_ref().filter(|_| self.node > 0);
        let node = generated.map(|map| map.as_fst().node(self.node as usize - 1)).filter(|n| n.is_final());
        let value = node.map_or(0, |n| self.output + n.final_output().value() as u32);
        NameClass::from_bits_truncate(value)
    }
}

/// The classes of a name in the closed lists.
fn listed(lower: &str) -> NameClass {
    GAZETTEER.listed.get(lower).copied().unwrap_or_default()
}

/// Words that a thread remembers; a power of two.
const REMEMBERED: usize = 4096;

/// What is known of one word that may be a name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// Its classes as a name, as [`classes_of`] gives them.
    pub name: NameClass,
    /// The beginning of names of several words.
    pub walk: Walk,
    /// See [`lexicon::is_people`].
    pub people: bool,
    /// See [`lexicon::is_inflected`].
    pub inflected: bool,
    /// See [`openers::of_lower`].
    pub opener: Opener,
}

impl Known {
    fn read(lower: &str) -> Self {
        let walk = Walk::begin(lower);
        let named = (2..=LONGEST).contains(&lower.len());
        let name = if named { walk.generated() | listed(lower) } else { NameClass::empty() };
        let (people, inflected) = (lexicon::is_people(lower), lexicon::is_inflected(lower));
        Self { name, walk, people, inflected, opener: openers::of_lower(lower) }
    }
}

thread_local! {
    /// Words read not long ago, each at the place that its letters give: the same names come again and again.
    static RECENT: RefCell<Vec<(Packed, Known)>> = const { RefCell::new(Vec::new()) };
}

/// What is known of one word in lower case.
pub fn word(lower: &str) -> Known {
    if lower.is_empty() || lower.len() > size_of::<Packed>() {
        return Known::read(lower);
    }
    let key = packed::pack(lower.as_bytes());
    RECENT.with_borrow_mut(|recent| {
        if recent.is_empty() {
            recent.resize(REMEMBERED, Default::default());
        }
        let place = &mut recent[packed::hash(key) as usize % REMEMBERED];
        if place.0 != key {
            *place = (key, Known::read(lower));
        }
        place.1
    })
}

/// The one name under which the many names of a country, and a body and its acronym, can be joined:
/// `u.s.` → `united states`, `un` → `united nations`. Lower case in and out.
pub fn other_name(lower: &str) -> Option<&'static str> {
    GAZETTEER.other_names.get(lower).copied()
}

/// What two forms of a name have in common when they are the same but for capitals, a final stop and, for countries
/// and bodies, the name they go by. Never 0.
pub fn form_key(form: &str) -> u64 {
    super::lower::ascii::<LONGEST, _>(form, lower_key).unwrap_or_else(|| long_form_key(form))
}

/// [`form_key`] of a form that is long or not all ASCII.
fn long_form_key(form: &str) -> u64 {
    let mut lower = form.to_lowercase();
    if lower.contains('’') {
        lower = lower.replace('’', "'");
    }
    lower_key(&lower)
}

/// [`form_key`] of a form in lower case with straight apostrophes.
pub fn lower_key(lower: &str) -> u64 {
    let plain = lower.trim_end_matches('.');
    let other = match other_name(lower) {
        None if plain.len() < lower.len() => other_name(plain).or_else(|| other_name(&undotted(plain))),
        found => found,
    };
    match other {
        Some(other) => hash(&other.to_lowercase()),
        None => hash(plain),
    }
}

/// `u.n` without its stops.
pub fn undotted(lower: &str) -> String {
    lower.chars().filter(|c| *c != '.').collect()
}

/// Hash of a text, never 0.
pub fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish().max(1)
}

/// [`hash`] of a word in small letters.
pub fn hash_lower(word: &str) -> u64 {
    super::lower::ascii::<LONGEST, _>(word, hash).unwrap_or_else(|| hash(&word.to_lowercase()))
}

/// Whether a lower-case word is one that running copy writes small.
pub fn is_common_word(lower: &str) -> bool {
    lexicon::classes_of(lower).contains(WordClass::COMMON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_their_classes() {
        assert!(classes_of("russia").contains(NameClass::COUNTRY));
        assert!(classes_of("hamburg").intersects(NameClass::PLACE));
        assert!(classes_of("rex").contains(NameClass::MALE));
        assert!(classes_of("un").contains(NameClass::BODY | NameClass::ACRONYM));
        assert!(classes_of("sputnik").contains(NameClass::MEDIA));
        assert_eq!(other_name("u.s."), Some("United States"));
        assert_eq!(other_name("un"), Some("united nations"));
        assert_eq!(classes_of("qqqqq"), NameClass::empty());
    }

    #[test]
    fn names_of_several_words_are_read_word_by_word() {
        for name in [
            "united states of america",
            "new york",
            "international atomic energy agency",
            "la paz",
            "new nowhere",
        ] {
            let (first, rest) = name.split_at(name.find(' ').expect("several words"));
            let Known { name: class, mut walk, .. } = word(first);
            assert_eq!(class, classes_of(first), "{first}");
            let mut read = first.len();
            for (at, _) in rest.match_indices(' ') {
                let end = rest[at + 1..].find(' ').map_or(rest.len(), |next| at + 1 + next);
                walk = walk.behind(&rest[at..end]);
                read = first.len() + end;
                assert_eq!(walk.classes(&name[..read]), classes_of(&name[..read]), "{}", &name[..read]);
            }
            assert_eq!(read, name.len());
        }
    }

    #[test]
    fn lists_are_lower_case_and_plain() {
        for (class, list) in LISTS {
            for (name, _) in list.lines().filter_map(entry) {
                assert_eq!(name, name.to_lowercase(), "{class:?}");
                assert!(name.len() <= LONGEST && !name.contains('’'), "{class:?}: {name}");
            }
        }
    }
}
