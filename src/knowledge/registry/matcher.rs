//! Registered names in running text: one walk over its words, however many names there are.
//!
//! The words of every form are steps of an automaton; a state is the hash of the words so far. Most words of a text are
//! the first step of no name, so that a text costs one look-up for each word. A run of words that ends a form is looked
//! up in the index by its text, so that a hash that two runs share does no harm.

use super::steps::Steps;
use super::{Class, Entry, Match, Registry};
use crate::knowledge::gazetteer;
use crate::text::ByteRange;
use std::borrow::Cow;

/// A longer name goes on behind these words.
const GOES_ON: u8 = 1;
/// A name ends with these words.
const ENDS: u8 = 2;

/// Most words of a name that is looked for.
const LONGEST: usize = 16;

/// Fewest words of a form without a capital: shorter ones are common words.
const SMALL_WORDS: usize = 3;

/// The automaton.
#[derive(Debug, Default)]
pub struct Matcher {
    steps: Steps,
}

/// A registered name in a text.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'r> {
    /// Bytes of the text.
    pub range: ByteRange,
    /// The form, as the registry has it.
    pub form: &'r str,
    /// The entries that go by the form; never empty.
    pub entries: &'r [Match],
}

impl Matcher {
    /// The automaton of the names of all people, organisations, places and objects.
    pub fn of(entries: &[Entry]) -> Self {
        let mut steps = Vec::with_capacity(entries.len() * 4);
        for entry in entries.iter().filter(|e| is_named(e.class)) {
            entry.each_form(|form, _| {
                if is_telling(form) || words_of(form) >= SMALL_WORDS {
                    add(form, &mut steps);
                }
            });
        }
        Self { steps: Steps::of(&steps) }
    }

    /// Shows every name in `text` to `take`, in order; of names that overlap the first, and the longest that begins there.
    pub fn find<'r>(&self, registry: &'r Registry, text: &str, mut take: impl FnMut(Hit<'r>)) {
        if self.steps.is_empty() {
            return;
        }
        let words: Vec<ByteRange> = words(text).collect();
        let mut at = 0;
        while at < words.len() {
            match self.longest(registry, text, &words[at..]) {
                Some((hit, count)) => {
                    take(hit);
                    at += count;
                }
                None => at += 1,
            }
        }
    }

    /// The longest name that begins with the first of `words`, and how many words it has.
    fn longest<'r>(
        &self,
        registry: &'r Registry,
        text: &str,
        words: &[ByteRange],
    ) -> Option<(Hit<'r>, usize)> {
        let (mut hash, mut best) = (Hash::default(), None);
        for (index, word) in words.iter().take(LONGEST).enumerate() {
            hash = hash.with(word.of(text));
            let flags = self.steps.flags(hash.step());
            if flags & ENDS != 0 {
                let range = ByteRange { start: words[0].start, end: word.end };
                best = hit(registry, text, range).map(|hit| (hit, index + 1)).or(best);
            }
            if flags & GOES_ON == 0 {
                break;
            }
        }
        best
    }
}

/// Whether a form has a letter or digit that is no small letter.
fn is_telling(form: &str) -> bool {
    form.chars().any(|c| !c.is_lowercase() && c.is_alphanumeric())
}

/// Adds the steps of a form.
fn add(form: &str, steps: &mut Vec<u64>) {
    let before = steps.len();
    let mut hash = Hash::default();
    let mut push = |hash: Hash, flag: u8| steps.push(hash.step() | u64::from(flag));
    if form.is_ascii() {
        // Nearly all forms: one walk over the bytes.
        let mut inside = false;
        for byte in form.bytes() {
            if byte.is_ascii_alphanumeric() {
                hash = if inside { hash } else { hash.begun() };
                hash = hash.fed(u32::from(byte.to_ascii_lowercase()));
            } else if inside {
                push(hash, GOES_ON);
            }
            inside = byte.is_ascii_alphanumeric();
        }
        if inside {
            push(hash, GOES_ON);
        }
    } else {
        for word in words(form) {
            hash = hash.with(word.of(form));
            push(hash, GOES_ON);
        }
    }
    if steps.len() - before > LONGEST {
        steps.truncate(before + LONGEST);
    } else if let Some(last) = steps[before..].last_mut() {
        *last = *last & !u64::from(GOES_ON) | u64::from(ENDS);
    }
}

/// Whether entries of a class are looked for in the copy.
fn is_named(class: Class) -> bool {
    matches!(class, Class::Person | Class::Org | Class::Place | Class::Object)
}

/// The form that the words at `range` are, with its capitals; a full stop behind them may belong to it.
fn hit<'r>(registry: &'r Registry, text: &str, range: ByteRange) -> Option<Hit<'r>> {
    let stop = text[range.end as usize..].starts_with('.');
    let dotted = ByteRange { start: range.start, end: range.end + u32::from(stop) };
    [dotted, range].into_iter().skip(usize::from(!stop)).find_map(|r| form_at(registry, text, r))
}

fn form_at<'r>(registry: &'r Registry, text: &str, range: ByteRange) -> Option<Hit<'r>> {
    let printed = plain(range.of(text));
    let key = gazetteer::form_key(&printed);
    let entries = registry.keyed(key);
    let stop = printed.ends_with('.');
    let form = entries.iter().find_map(|m| {
        let mut found = None;
        registry.entries()[m.entry as usize].each_form(|form, _| {
            let same = form.ends_with('.') == stop && gazetteer::form_key(form) == key;
            if found.is_none() && same && capitals_agree(form, &printed) {
                found = Some(form);
            }
        });
        found
    })?;
    Some(Hit { range, form, entries })
}

/// Words apart by single spaces, with straight apostrophes.
fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\t', '\u{A0}', '’']) || text.contains("  ") {
        Cow::Owned(text.replace('’', "'").split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether `printed` may stand for `form`: each word has its capitals, is all capitals, or begins with one where the
/// form has none at all. `us` and `turkey` are not `US` and `Turkey`.
fn capitals_agree(form: &str, printed: &str) -> bool {
    let (mut left, mut right) = (words(form), words(printed));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(l), Some(r)) => {
                let (form, printed) = (l.of(form), r.of(printed));
                let shouted = printed.chars().count() > 1 && !printed.chars().any(char::is_lowercase);
                let raised =
                    !form.chars().any(char::is_uppercase) && printed.chars().skip(1).eq(form.chars().skip(1));
                if !(form == printed || shouted || raised) {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// Stretches of letters and digits.
fn words(text: &str) -> impl Iterator<Item = ByteRange> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + length_of(&text[at..], false);
        at = start + length_of(&text[start..], true);
        (at > start).then(|| ByteRange::new(start, at))
    })
}

/// Length of the stretch of letters and digits (or of everything else) that `text` begins with.
fn length_of(text: &str, of_words: bool) -> usize {
    let plain = |b: &u8| b.is_ascii() && b.is_ascii_alphanumeric() == of_words;
    let len = text.bytes().take_while(plain).count();
    if text.as_bytes().get(len).is_none_or(u8::is_ascii) {
        return len;
    }
    let rest = &text[len..];
    len + rest.find(|c: char| c.is_alphanumeric() != of_words).unwrap_or(rest.len())
}

/// Number of words of a form.
pub fn words_of(form: &str) -> usize {
    words(form).count()
}

/// An odd number whose bits are spread.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hash of a run of words, whatever their capitals.
#[derive(Clone, Copy, Default)]
struct Hash(u64);

impl Hash {
    /// The hash before the next word.
    fn begun(self) -> Self {
        Self(self.0.rotate_left(7) ^ 0x1F)
    }

    /// With one more small letter or digit.
    fn fed(self, c: u32) -> Self {
        Self((self.0.rotate_left(5) ^ u64::from(c)).wrapping_mul(MIX))
    }

    fn with(self, word: &str) -> Self {
        if word.is_ascii() {
            word.bytes().fold(self.begun(), |hash, b| hash.fed(u32::from(b.to_ascii_lowercase())))
        } else {
            let small = word.chars().flat_map(char::to_lowercase);
            small.fold(self.begun(), |hash, c| hash.fed(u32::from(c)))
        }
    }

    /// The hash with all its bits mixed, but for the two lowest, which are free for flags.
    fn step(self) -> u64 {
        (self.0 ^ (self.0 >> 32)).wrapping_mul(MIX) & !3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let registry = Registry::read([
            "[person.berg]\nname = \"Anna Berg\"\naliases = [\"Berg\", \"Anna Berg-Ås\"]\n[org.who]\nname = \"WHO\"\n\
             [place.turkey]\nname = \"Turkey\"\n[place.dc]\nname = \"Washington, D.C.\"\naliases = [\"Washington\"]\n\
             [object.pact]\nname = \"pact on the river\"\naliases = [\"the pact\"]\n[subject.rain]\nname = \"Rain\"\n",
        ]);
        assert_eq!(registry.problems, []);
        let mut hits = Vec::new();
        registry.find(text, |hit| {
            let entry = &registry.entries()[hit.entries[0].entry as usize];
            hits.push((hit.range.of(text).to_owned(), entry.id.to_string()));
        });
        hits
    }

    #[test]
    fn the_longest_form_wins() {
        let pair = |name: &str, id: &str| (name.to_owned(), id.to_owned());
        assert_eq!(
            found("ANNA BERG, of Washington, D.C., met Anna\nBerg and Berg’s son."),
            [
                pair("ANNA BERG", "berg"),
                pair("Washington, D.C.", "dc"),
                pair("Anna\nBerg", "berg"),
                pair("Berg", "berg")
            ]
        );
        assert_eq!(found("Anna Berg-Ås spoke."), [pair("Anna Berg-Ås", "berg")]);
    }

    #[test]
    fn capitals_count() {
        let pair = |name: &str, id: &str| (name.to_owned(), id.to_owned());
        assert_eq!(found("Those who eat turkey in the rain."), []);
        assert_eq!(found("WHO praised TURKEY."), [pair("WHO", "who"), pair("TURKEY", "turkey")]);
        assert_eq!(
            found("Pact on the river: the pact on the river."),
            [pair("Pact on the river", "pact"), pair("pact on the river", "pact")]
        );
    }

    #[test]
    fn what_stands_between_the_words_counts() {
        assert_eq!(found("She went to Washington. D.C. is small.").len(), 1);
        assert_eq!(found("Anna, Berg").len(), 1);
    }
}
