//! What a name is compared by: hashes of its forms, so that joining a story's names reads no text.

use super::regions::{Shape, Word};
use crate::knowledge::WordClass;
use crate::knowledge::gazetteer::{self, hash};

/// Hashes of the forms of one name, whatever its capitals. Equal forms have equal hashes; 0 stands for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct NameKeys {
    /// The whole name; of a country or body with several names the one it goes by.
    pub whole: u64,
    /// The first word.
    pub first: u64,
    /// The last word.
    pub last: u64,
    /// The first letters of the words that are no connectors, for three words or more; of `International Atomic
    /// Energy Agency` that is `iaea`. For two words too, if the name is no person’s.
    pub initials: u64,
    /// The whole name however it is spelt: see [`folded`].
    pub folded: u64,
    /// The last word however it is spelt.
    pub folded_last: u64,
    /// All words but the first, of three or more: `tavares lobo`, `van den broek`.
    pub tail: u64,
    /// The last word but one with the particles before it, of three words or more: in `Evaristo de la Peña Quispe` the
    /// surname that is used alone, `de la peña`.
    pub middle: u64,
    /// All words from the third and from the fourth on, where they are several: `fuentes quintana` of `María Dolores
    /// Fuentes Quintana`, `da costa` of `Luiz Inácio Moura da Costa`; or the surname with its suffix.
    pub tails: [u64; 2],
    /// `jr`, `sr` or a Roman number behind the surname, which tells a son from his father.
    pub suffix: u64,
    /// Number of words.
    pub words: u8,
    /// First letter of the first word.
    pub letter: u32,
    /// Whether the first word is an initial.
    pub initial_first: bool,
}

/// The keys of a name that the writer has marked, from its text alone.
pub fn of_marked(name: &str) -> NameKeys {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().map(|w| w.trim_end_matches('.')).collect();
    let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
    NameKeys {
        whole: gazetteer::form_key(name),
        first: words.first().map_or(0, |w| hash(w)),
        last: words.last().map_or(0, |w| hash(w)),
        initials: if words.len() > 1 { hash(&initials) } else { 0 },
        folded: folded(&lower),
        folded_last: words.last().map_or(0, |w| folded(w)),
        tail: 0,
        middle: 0,
        tails: [0; 2],
        suffix: 0,
        words: words.len().min(u8::MAX as usize) as u8,
        letter: initials.chars().next().map_or(0, u32::from),
        initial_first: words.first().is_some_and(|w| w.chars().count() == 1),
    }
}

/// The keys of a name. `lower` is the whole name in lower case, `texts` holds the words of `words` in lower case.
pub fn of(lower: &str, texts: &str, words: &[Word]) -> NameKeys {
    let whole = gazetteer::lower_key(lower);
    let word = |w: Option<&Word>| w.map_or(0, |w| hash(w.lower.of(texts).trim_end_matches('.')));
    let main = || words.iter().filter(|w| w.shape != Shape::Connector);
    let mut letters = [0u8; 32];
    let mut used = 0;
    for c in main().filter_map(|w| w.lower.of(texts).chars().next()) {
        if used + 4 <= letters.len() {
            used += c.encode_utf8(&mut letters[used..]).len();
        }
    }
    let initials = match std::str::from_utf8(&letters[..used]) {
        Ok(initials) if main().count() > 1 => hash(initials),
        _ => 0,
    };
    let suffix = words.last().filter(|w| words.len() > 1 && is_suffix(w.lower.of(texts)));
    let with_suffix = suffix.zip(words.len().checked_sub(2)).map_or(0, |(suffix, at)| {
        let named = &texts[words[at].lower.start as usize..suffix.lower.end as usize];
        hash(named.trim_end_matches('.'))
    });
    // Surnames are looked for in front of it.
    let words = &words[..words.len() - usize::from(suffix.is_some())];
    let (first, last) = (words.first(), words.last());
    let several =
        |from: usize, to: usize| match (words.get(from), to.checked_sub(1).and_then(|l| words.get(l))) {
            (Some(first), Some(last)) if words.len() > 2 => {
                hash(&texts[first.lower.start as usize..last.lower.end as usize])
            }
            _ => 0,
        };
    let but_one = words.len().saturating_sub(1);
    let particles = words[..but_one.saturating_sub(1)].iter().rev();
    let led = particles.take_while(|w| w.class.contains(WordClass::NAME_PARTICLE)).count();
    // `Ortega y Molina`
    let joined =
        but_one.checked_sub(1).filter(|m| *m > 1 && matches!(words[*m].lower.of(texts), "y" | "e" | "i"));
    let (but_one, led) = joined.map_or((but_one, led), |and| (and, 0));
    let middle = but_one.saturating_sub(1 + led);
    let plain = but_one.checked_sub(1).is_some_and(|m| {
        !matches!(words[m].shape, Shape::Connector | Shape::Initial | Shape::Number) && middle > 0
    });
    let whole_folded = folded(lower);
    let (first_key, alone) = (word(first), words.len() == 1);
    NameKeys {
        whole,
        first: first_key,
        last: if alone { first_key } else { word(last) },
        initials,
        folded: whole_folded,
        folded_last: match last {
            Some(_) if alone && suffix.is_none() => whole_folded,
            last => last.map_or(0, |w| folded(w.lower.of(texts))),
        },
        tail: several(1, words.len()),
        middle: if plain { several(middle, but_one) } else { 0 },
        tails: if suffix.is_some() {
            [with_suffix, 0]
        } else {
            [2, 3].map(|from| if from + 1 < words.len() { several(from, words.len()) } else { 0 })
        },
        suffix: word(suffix),
        words: words.len().min(255) as u8,
        letter: first.and_then(|w| w.lower.of(texts).chars().next()).map_or(0, u32::from),
        initial_first: first.is_some_and(|w| w.shape == Shape::Initial),
    }
}

/// Whether the word behind a surname tells a son from his father.
pub fn is_suffix(lower: &str) -> bool {
    matches!(lower.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv")
}

/// Fewest letters of a name whose spelling may vary; shorter ones, acronyms among them, are compared as they are.
const VARIES_FROM: u32 = 5;

/// A hash that spellings of one name share: without accents, hyphens, spaces, stops and apostrophes, each run of one
/// letter as one, and `y` and `j` as `i`. `Sergei` and `Sergey`, `Zelensky` and `Zelenskyy`, `Timor-Leste` and `Timor
/// Leste`, `González` and `Gonzalez` are each one name. 0 where the name is short.
pub fn folded(lower: &str) -> u64 {
    let mut folding = Folding::default();
    if lower.is_ascii() {
        lower.bytes().filter(u8::is_ascii_alphanumeric).for_each(|b| folding.read(b.into()));
    } else {
        let letters = lower.chars().filter(|c| c.is_alphanumeric());
        letters.for_each(|c| folding.read(if c.is_ascii() { c } else { base_letter(c) }));
    }
    folding.hash()
}

/// Letters and digits of a name, hashed one after the other.
struct Folding {
    hash: u64,
    letters: u32,
    before: char,
}

impl Default for Folding {
    fn default() -> Self {
        Self { hash: 0xCBF2_9CE4_8422_2325, letters: 0, before: ' ' }
    }
}

impl Folding {
    #[inline]
    fn read(&mut self, c: char) {
        let c = if matches!(c, 'y' | 'j') { 'i' } else { c };
        if c != self.before || c.is_ascii_digit() {
            self.hash = (self.hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3);
            self.letters += 1;
        }
        self.before = c;
    }

    fn hash(&self) -> u64 {
        if self.letters < VARIES_FROM { 0 } else { self.hash.max(1) }
    }
}

/// The letter without its accent, for Latin script; any other as it is.
fn base_letter(c: char) -> char {
    const BASES: [(char, &str); 16] = [
        ('a', "àáâãäåāăąǎạả"),
        ('c', "çćĉċč"),
        ('d', "ďđ"),
        ('e', "èéêëēĕėęěẹẽếềệ"),
        ('g', "ĝğġģ"),
        ('h', "ĥħ"),
        ('i', "ìíîïĩīĭįıịýÿ"),
        ('k', "ķ"),
        ('l', "ĺļľŀł"),
        ('n', "ñńņňŋ"),
        ('o', "òóôõöøōŏőơọốồộ"),
        ('r', "ŕŗř"),
        ('s', "śŝşšș"),
        ('t', "ţťŧț"),
        ('u', "ùúûüũūŭůűųưụ"),
        ('z', "źżž"),
    ];
    BASES.iter().find(|(_, accented)| accented.contains(c)).map_or(c, |(base, _)| *base)
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn spellings_of_one_name_share_a_hash() {
        for (one, other) in [
            ("sergei", "sergey"),
            ("volodymyr zelensky", "volodymyr zelenskyy"),
            ("timor-leste", "timor leste"),
            ("gonzález", "gonzalez"),
            ("al-hashemi", "al hashemi"),
            ("mohammed", "mohamed"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}, {other}");
            assert_ne!(folded(one), 0);
        }
        for (one, other) in [("larsen", "larson"), ("hansen", "hanson"), ("marie", "maria")] {
            assert_ne!(folded(one), folded(other), "{one}, {other}");
        }
        assert_eq!(folded("nato"), 0);
    }
}
