//! The registry: the people, organisations, places and things that a newsroom keeps, from `entities/*.toml`.
//!
//! Reading never fails: what is wrong becomes a [`Problem`] with its place, and the rest is kept.

mod ids;
mod index;
mod lines;
mod matcher;
mod steps;
mod toml;
pub mod write;

pub use index::{Form, Match};
pub use matcher::{Hit, words_of};

use crate::text::ByteRange;
use compact_str::CompactString;
use ids::Ids;
use index::Index;
use matcher::Matcher;

/// The class of an entry, as in `[person.lavrov]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// `[person.…]`
    Person,
    /// `[org.…]`
    Org,
    /// `[place.…]`
    Place,
    /// `[object.…]`: documents, laws, works, products.
    Object,
    /// `[event.…]`
    Event,
    /// `[subject.…]`: topics.
    Subject,
    /// `[source.…]`: transcripts, interviews, documents that quotations come from.
    Source,
}

impl Class {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Person, "person"),
        (Self::Org, "org"),
        (Self::Place, "place"),
        (Self::Object, "object"),
        (Self::Event, "event"),
        (Self::Subject, "subject"),
        (Self::Source, "source"),
    ];

    /// The class that `name` names.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(c, _)| *c)
    }

    /// Its name in a registry.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(c, _)| *c == self).map_or("", |(_, n)| n)
    }
}

/// One entry. Texts that few entries have stand in `fields`, and short texts in the entry itself, so that a hundred
/// thousand entries stay small and are read without an allocation for each word of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Id, without the class.
    pub id: CompactString,
    /// Class.
    pub class: Class,
    /// House spelling of the name; the id where the file gives none.
    pub name: CompactString,
    /// Other forms that are fine to print.
    pub aliases: Box<[CompactString]>,
    /// Forms not to print.
    pub avoid: Box<[CompactString]>,
    /// Pronouns: `he`, `him`, `his`.
    pub pronouns: Box<[CompactString]>,
    /// External ids: CURIEs or URLs.
    pub same_as: Box<[CompactString]>,
    /// Titles, in order of the file.
    pub titles: Box<[TitleEntry]>,
    /// Everything else: `short`, `acronym`, `kind`, `country`, `demonym`, `note`, `deprecated` …
    pub fields: Box<[(&'static str, CompactString)]>,
    /// Index of the file.
    pub file: u32,
    /// The id in the file.
    pub range: ByteRange,
}

impl Entry {
    /// Shows every form of the name to `take`, the house spelling first.
    pub fn each_form<'e>(&'e self, mut take: impl FnMut(&'e str, Form)) {
        take(&self.name, Form::Name);
        self.aliases.iter().for_each(|a| take(a, Form::Alias));
        self.avoid.iter().for_each(|a| take(a, Form::Avoid));
        let short = self.fields.iter().filter(|(key, _)| matches!(*key, "short" | "acronym" | "dateline"));
        short.for_each(|(_, text)| take(text, Form::Alias));
    }

    /// The text of a field such as `acronym` or `country`.
    pub fn field(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|(k, _)| *k == key).map(|(_, v)| &**v)
    }

    /// The titles that the person had on `date` (`YYYY-MM-DD`); all of them without a date.
    pub fn titles_on<'a>(&'a self, date: Option<&'a str>) -> impl Iterator<Item = &'a TitleEntry> {
        self.titles.iter().filter(move |t| date.is_none_or(|d| t.holds_on(d)))
    }
}

/// A title of a person, with the time they had it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TitleEntry {
    /// The preferred form.
    pub title: CompactString,
    /// Other accepted forms.
    pub also: Box<[CompactString]>,
    /// Id of the organisation.
    pub org: Option<CompactString>,
    /// First day, `YYYY-MM-DD` or a shorter ISO date.
    pub from: Option<CompactString>,
    /// Last day.
    pub to: Option<CompactString>,
}

impl TitleEntry {
    /// Whether `printed` is one of the forms of the title, or a shorter form of it: its words in their order.
    pub fn is_printed_as(&self, printed: &str) -> bool {
        let has = |form: &str| {
            let mut rest = form.split_whitespace();
            printed.split_whitespace().all(|w| rest.any(|f| f.eq_ignore_ascii_case(w)))
        };
        has(&self.title) || self.also.iter().any(|form| has(form))
    }

    /// Whether the title is the person's on `date` (`YYYY-MM-DD` or longer). ISO dates compare as texts; a shorter
    /// one stands for its whole month or year.
    pub fn holds_on(&self, date: &str) -> bool {
        let day = date.get(..10).unwrap_or(date);
        let cut = |bound: &str| day.get(..bound.len().min(day.len())).unwrap_or(day).to_owned();
        let begun = self.from.as_deref().is_none_or(|from| cut(from).as_str() >= from);
        let not_ended = self.to.as_deref().is_none_or(|to| cut(to).as_str() <= to);
        begun && not_ended
    }
}

/// Something wrong in a registry file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Index of the file.
    pub file: u32,
    /// Bytes of the file.
    pub range: ByteRange,
    /// What is wrong: lower case, no final stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// All entries of a workspace, found by id and by name.
#[derive(Debug, Default)]
pub struct Registry {
    entries: Vec<Entry>,
    ids: Ids,
    index: Index,
    matcher: Matcher,
    prefixes: Vec<(Box<str>, Box<str>)>,
    /// What is wrong, in order of file and place.
    pub problems: Vec<Problem>,
}

impl PartialEq for Registry {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries && self.prefixes == other.prefixes
    }
}

impl Eq for Registry {}

impl Registry {
    /// Reads the texts of all registry files, in order.
    pub fn read<'t>(files: impl IntoIterator<Item = &'t str>) -> Self {
        let mut registry = Self::default();
        for (file, text) in files.into_iter().enumerate() {
            let file = file as u32;
            if lines::read(text, file, &mut registry.entries).is_none() {
                toml::read(text, file, &mut registry);
            }
        }
        registry.number();
        registry.index = Index::of(&registry.entries);
        registry.matcher = Matcher::of(&registry.entries);
        registry.check_references();
        registry
    }

    /// The registry with the prefixes of `[prefixes]` in the configuration, for CURIEs.
    pub fn with_prefixes<'p>(mut self, prefixes: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        self.prefixes.extend(prefixes.into_iter().map(|(p, u)| (p.into(), u.into())));
        self
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All entries, in order of the files.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry with this id (`lavrov`), or that has this external id (`wd:Q58217`).
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.ids.find(id, &self.entries).map(|i| &self.entries[i as usize])
    }

    /// The same, but where the entry is `deprecated`, the one that replaces it.
    pub fn current(&self, id: &str) -> Option<&Entry> {
        let mut entry = self.get(id)?;
        // A ring of replacements ends somewhere in it.
        for _ in 0..8 {
            match entry.field("deprecated").and_then(|new| self.get(new)) {
                Some(new) => entry = new,
                None => break,
            }
        }
        Some(entry)
    }

    /// The entries that go by `form`, whatever its capitals.
    pub fn named(&self, form: &str) -> &[Match] {
        self.index.find(super::gazetteer::form_key(form))
    }

    /// Shows every registered name in `text` to `take`, in order.
    pub fn find<'r>(&'r self, text: &str, take: impl FnMut(Hit<'r>)) {
        self.matcher.find(self, text, take);
    }

    /// The same by the key of the form, see [`super::gazetteer::form_key`].
    pub fn keyed(&self, key: u64) -> &[Match] {
        self.index.find(key)
    }

    /// Where the forms with this key begin; `None` where there is none.
    pub fn position(&self, key: u64) -> Option<u32> {
        self.index.position(key)
    }

    /// The entries of the form that begins at `position`.
    pub fn matches_at(&self, position: u32) -> &[Match] {
        self.index.at(position)
    }

    /// The address behind a CURIE, where its prefix is known.
    pub fn expand(&self, curie: &str) -> Option<String> {
        let (prefix, local) = curie.split_once(':')?;
        let (_, base) = self.prefixes.iter().find(|(p, _)| &**p == prefix)?;
        Some(format!("{base}{local}"))
    }

    /// Numbers the ids; a second entry of one id is dropped with a problem.
    fn number(&mut self) {
        self.ids = Ids::of(&self.entries);
        let twice = self.ids.repeated(&self.entries);
        for at in &twice {
            let entry = &self.entries[*at as usize];
            self.problems.push(Problem {
                file: entry.file,
                range: entry.range,
                message: format!("the id “{}” is taken by another entry", entry.id),
                help: Some("ids are unique across all classes and files: choose another".into()),
            });
        }
        if !twice.is_empty() {
            let mut at = 0;
            self.entries.retain(|_| {
                at += 1;
                twice.binary_search(&(at - 1)).is_err()
            });
            self.ids = Ids::of(&self.entries);
        }
    }

    /// `deprecated`, `country`, `parent` and `org` name entries that there are.
    fn check_references(&mut self) {
        let mut missing = Vec::new();
        for entry in &self.entries {
            if let Some(id) = entry.field("deprecated").filter(|id| self.get(id).is_none()) {
                missing.push(Problem {
                    file: entry.file,
                    range: entry.range,
                    message: format!("“{}” is replaced by “{id}”, which is in no registry file", entry.id),
                    help: None,
                });
            }
        }
        self.problems.extend(missing);
        self.problems.sort_by_key(|p| (p.file, p.range.start));
    }
}

#[cfg(test)]
mod tests;
