//! Lays the word lists out as tables when the crate is built, so that no list is read when the program starts.
//!
//! Every word of `en/words/` and `en/openers/`, every word of `en/time.tsv` and every form of the verbs and nouns of events has a number.
//! `src/knowledge/listed.rs` says what is written and reads it.

#[path = "src/knowledge/inflection.rs"]
mod inflection;
#[path = "src/knowledge/packed.rs"]
mod packed;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Where the lists are.
const LISTS: &str = "src/knowledge/en";

/// Words of up to so many bytes have a table of their own, since nearly all of the copy are.
const HALF: usize = packed::SHORT / 2;

/// Words with their numbers and sets, for a table of open addressing whose keys have `KEY` bytes.
#[derive(Default)]
struct Slots<'a, const KEY: usize> {
    words: Vec<(&'a str, u16, u16)>,
}

impl<const KEY: usize> Slots<'_, KEY> {
    /// A power of two slots, half of them empty at least: the word, its number (0 in an empty one) and its set.
    fn laid_out(&self) -> Vec<u8> {
        let count = (self.words.len() * 2 + 1).next_power_of_two();
        let mut slots = vec![[0; KEY].to_vec(); count];
        slots.iter_mut().for_each(|slot| slot.extend([0; 4]));
        for (word, id, set) in &self.words {
            let key = packed::pack(word.as_bytes());
            let mut at = packed::hash(key) as usize & (count - 1);
            while slots[at][KEY..] != [0; 4] {
                at = (at + 1) & (count - 1);
            }
            let bytes: Vec<u8> = key.iter().flat_map(|half| half.to_le_bytes()).take(KEY).collect();
            slots[at] = [&bytes[..], &id.to_le_bytes(), &set.to_le_bytes()].concat();
        }
        slots.concat()
    }
}

/// What is known of one word.
#[derive(Default)]
struct Entry {
    /// The files of `en/words/` that hold it, a bit for each.
    files: u128,
    /// The files of `en/openers/` that hold it, a bit for each.
    openers: u16,
    /// Its line in `en/time.tsv`, counted from one; 0 for none.
    time: u16,
    /// Its senses as an event, counted from one; 0 for none.
    event: u16,
}

/// What a form can be as an event: kind, form and base of the verb; kind, whether it is a plural, and base of the noun.
#[derive(Clone, Copy, Default)]
struct Senses {
    verb: Option<(u8, u8, u16)>,
    noun: Option<(u8, bool, u16)>,
}

/// Kinds of verbs, in the order of `VerbKind`.
const VERB_KINDS: [&str; 9] =
    ["listed", "happening", "announcing", "process", "saying", "thinking", "state", "phase", "light"];

/// Kinds of nouns, in the order of `NounKind`.
const NOUN_KINDS: [&str; 4] = ["listed", "happening", "process", "thing"];

/// Everything that is written.
#[derive(Default)]
struct Tables {
    words: BTreeMap<String, Entry>,
    files: Vec<String>,
    openers: Vec<String>,
    events: Vec<Senses>,
    bases: Vec<String>,
}

fn main() -> io::Result<()> {
    for path in [LISTS, "src/knowledge/inflection.rs", "src/knowledge/packed.rs", "build.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let mut tables = Tables::default();
    tables.files = read_lists(&Path::new(LISTS).join("words"), 128, |bit, word| {
        tables.words.entry(word.to_owned()).or_default().files |= 1 << bit;
    })?;
    tables.openers = read_lists(&Path::new(LISTS).join("openers"), 16, |bit, word| {
        tables.words.entry(word.to_owned()).or_default().openers |= 1 << bit;
    })?;
    tables.read_times(&fs::read_to_string(Path::new(LISTS).join("time.tsv"))?);
    tables.read_events()?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    tables.write(&out)
}

/// Lines that say something.
fn lines(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

/// Every word of a list with the name of its kind.
fn kinds(source: &str) -> impl Iterator<Item = (&str, &str)> {
    lines(source)
        .filter_map(|l| l.split_once('\t'))
        .flat_map(|(kind, words)| words.split(' ').map(move |w| (kind, w)))
}

/// Reads the lists of a folder, of which there are `most`: each word with the number of its file. The names of the files, in order.
fn read_lists(folder: &Path, most: usize, mut with: impl FnMut(usize, &str)) -> io::Result<Vec<String>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for file in fs::read_dir(folder)? {
        paths.push(file?.path());
    }
    paths.sort();
    assert!(paths.len() <= most, "one bit for each file");
    for (bit, path) in paths.iter().enumerate() {
        for line in fs::read_to_string(path)?.lines() {
            let word = line.split('#').next().unwrap_or_default().trim();
            if !word.is_empty() {
                with(bit, word);
            }
        }
    }
    let name = |path: PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(paths.into_iter().map(name).collect())
}

/// What all words of a set have in common: the files of `en/words/`, what their senses as an event give, the line of
/// `en/time.tsv`, and the files of `en/openers/`.
type Set = (u128, u8, u16, u16);

impl Tables {
    fn entry(&mut self, word: &str) -> &mut Entry {
        self.words.entry(word.to_owned()).or_default()
    }

    fn read_times(&mut self, source: &str) {
        let words = source.lines().filter(|l| !l.starts_with('#') && l.split('\t').count() > 2);
        for (index, line) in words.enumerate() {
            self.entry(line.split('\t').next().unwrap_or_default()).time = index as u16 + 1;
        }
    }

    fn read_events(&mut self) -> io::Result<()> {
        let read = |name: &str| fs::read_to_string(Path::new(LISTS).join(name));
        let irregular = read("irregular_verbs.tsv")?;
        // "Burnt" and "burned": a verb can have several lines.
        let mut forms_of: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
        for line in lines(&irregular) {
            let mut fields = line.split('\t');
            let (Some(base), Some(past), Some(participle)) = (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            forms_of.entry(base).or_default().push((past, participle));
        }
        for (kind, base) in kinds(&read("event_verbs.tsv")?) {
            let Some(kind) = VERB_KINDS.iter().position(|k| *k == kind) else { continue };
            let at = self.base(base);
            let irregular = forms_of.get(base).map_or(&[][..], Vec::as_slice);
            let mut forms = inflection::verb_forms(base, irregular.first().copied());
            for more in irregular.iter().skip(1) {
                forms.extend(inflection::verb_forms(base, Some(*more)));
            }
            for (form, text) in forms {
                let verb = &mut self.senses(&text).verb;
                // "Ask" and "stay" go on as well, but first of all they are ways of saying and being.
                let speech = matches!(VERB_KINDS[kind], "saying" | "thinking" | "state" | "light");
                let process = verb.is_some_and(|(known, ..)| VERB_KINDS[known as usize] == "process");
                if verb.is_none() || process && speech {
                    *verb = Some((kind as u8, form as u8, at));
                }
            }
        }
        for (kind, noun) in kinds(&read("event_nouns.tsv")?) {
            let Some(kind) = NOUN_KINDS.iter().position(|k| *k == kind) else { continue };
            let at = self.base(noun);
            for (plural, text) in [(false, noun.to_owned()), (true, inflection::with_s(noun))] {
                self.senses(&text).noun.get_or_insert((kind as u8, plural, at));
            }
        }
        Ok(())
    }

    fn base(&mut self, word: &str) -> u16 {
        self.bases.push(word.to_owned());
        self.bases.len() as u16 - 1
    }

    fn senses(&mut self, form: &str) -> &mut Senses {
        let next = self.events.len() as u16 + 1;
        let entry = self.entry(form);
        if entry.event == 0 {
            entry.event = next;
            self.events.push(Senses::default());
            return &mut self.events[usize::from(next) - 1];
        }
        let at = usize::from(entry.event) - 1;
        &mut self.events[at]
    }

    /// The classes that the senses of an event give, in the order of `listed::EVENT_CLASSES`.
    fn event_bits(&self, event: u16) -> u8 {
        let Some(senses) = usize::from(event).checked_sub(1).map(|at| self.events[at]) else { return 0 };
        let mut bits = 0;
        if let Some((_, form, _)) = senses.verb {
            bits |= 1;
            bits |= match form {
                0 | 1 => 2,
                2 if senses.noun.is_none() => 4,
                _ => 0,
            };
        }
        let noun = senses.noun.is_some_and(|(kind, ..)| NOUN_KINDS[usize::from(kind)] != "thing");
        bits | if noun { 8 } else { 0 }
    }

    fn write(&self, out: &Path) -> io::Result<()> {
        let mut sets: Vec<Set> = vec![(0, 0, 0, 0)];
        let mut set_of: HashMap<Set, u16> = HashMap::new();
        let (mut half, mut short) = (Slots::<HALF>::default(), Slots::<{ packed::SHORT }>::default());
        let (mut events, mut long) = (Vec::new(), String::new());
        assert!(self.words.len() < usize::from(u16::MAX), "a number of sixteen bits for each word");
        for (index, (word, entry)) in self.words.iter().enumerate() {
            let id = index as u16 + 1;
            let row = (entry.files, self.event_bits(entry.event), entry.time, entry.openers);
            let set = *set_of.entry(row).or_insert_with(|| {
                sets.push(row);
                sets.len() as u16 - 1
            });
            events.extend(entry.event.to_le_bytes());
            if word.len() > packed::SHORT {
                let _ = write!(long, "({word:?}, Listed {{ word: {id}, set: {set} }}),");
                continue;
            }
            if word.len() > HALF {
                short.words.push((word, id, set));
            } else {
                half.words.push((word, id, set));
            }
        }
        fs::write(out.join("words.half"), half.laid_out())?;
        fs::write(out.join("words.short"), short.laid_out())?;
        fs::write(out.join("words.events"), events)?;
        fs::write(out.join("events.senses"), self.written_senses())?;
        fs::write(out.join("events.bases"), self.bases.join("\n"))?;
        let (long, sets) = (format!("&[{long}]"), format!("&{sets:?}"));
        let (files, openers) = (&self.files, &self.openers);
        let tables = format!(
            "static LONG: &[(&str, Listed)] = {long};\nstatic SETS: &[(u128, u8, u16, u16)] = {sets};\n\
             static FILES: &[&str] = &{files:?};\n#[cfg(test)]\nstatic OPENERS: &[&str] = &{openers:?};\n"
        );
        fs::write(out.join("words.rs"), tables)
    }

    /// Eight bytes for each form: kind of the verb or 255, form, base; kind of the noun or 255, plural, base.
    fn written_senses(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for senses in &self.events {
            let (kind, form, base) = senses.verb.unwrap_or((u8::MAX, 0, 0));
            bytes.extend([kind, form]);
            bytes.extend(base.to_le_bytes());
            let (kind, plural, base) = senses.noun.unwrap_or((u8::MAX, false, 0));
            bytes.extend([kind, u8::from(plural)]);
            bytes.extend(base.to_le_bytes());
        }
        bytes
    }
}
