//! Names known before reading: places, names of people, bodies, companies, papers, works.
//!
//! Two parts, asked together by [`classes_of`]: `data/names.fst`, generated from public lists (`data/generate.py`),
//! and the closed lists in `en/names/`, one name a line, lower case, `#` begins a comment, `a = b` says that the
//! two name one thing.

use super::lexicon::WordClass;
use rustc_hash::{FxHashMap, FxHasher};
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
];

static GENERATED: &[u8] = include_bytes!("data/names.fst");

/// Longest name that is looked up, in bytes.
pub const LONGEST: usize = 64;

struct Gazetteer {
    generated: Option<fst::Map<&'static [u8]>>,
    listed: FxHashMap<&'static str, NameClass>,
    other_names: FxHashMap<&'static str, &'static str>,
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
                other_names.insert(key, name);
            }
        }
    }
    Gazetteer { generated: fst::Map::new(GENERATED).ok(), listed, other_names }
});

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

/// The one name under which the many names of a country, and a body and its acronym, can be joined:
/// `u.s.` → `united states`, `un` → `united nations`. Lower case in and out.
pub fn other_name(lower: &str) -> Option<&'static str> {
    GAZETTEER.other_names.get(lower).copied()
}

/// What two forms of a name have in common when they are the same but for capitals, a final stop and, for countries
/// and bodies, the name they go by. Never 0.
pub fn form_key(form: &str) -> u64 {
    let mut lower = form.to_lowercase();
    if lower.contains('’') {
        lower = lower.replace('’', "'");
    }
    lower_key(&lower)
}

/// [`form_key`] of a form in lower case with straight apostrophes.
pub fn lower_key(lower: &str) -> u64 {
    let plain = lower.trim_end_matches('.');
    match other_name(lower).or_else(|| other_name(plain)) {
        Some(other) => hash(&other.to_lowercase()),
        None => hash(plain),
    }
}

/// Hash of a text, never 0.
pub fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish().max(1)
}

/// Whether a lower-case word is one that running copy writes small.
pub fn is_common_word(lower: &str) -> bool {
    super::lexicon::classes_of(lower).contains(WordClass::COMMON)
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
    fn lists_are_lower_case_and_plain() {
        for (class, list) in LISTS {
            for (name, _) in list.lines().filter_map(entry) {
                assert_eq!(name, name.to_lowercase(), "{class:?}");
                assert!(name.len() <= LONGEST && !name.contains('’'), "{class:?}: {name}");
            }
        }
    }
}
