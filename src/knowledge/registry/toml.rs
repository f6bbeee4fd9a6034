//! A registry file as any TOML, with the place of everything that is wrong.

use super::{Class, Entry, Problem, Registry, TitleEntry};
use crate::text::ByteRange;
use compact_str::CompactString;
use smallvec::SmallVec;
use toml_edit::{Document, Item, Table, TableLike};

/// Keys whose value is one text.
const TEXTS: [&str; 24] = [
    "name",
    "short",
    "acronym",
    "note",
    "deprecated",
    "kind",
    "parent",
    "country",
    "dateline",
    "demonym",
    "when",
    "where",
    "who",
    "what",
    "status",
    "part_of",
    "file",
    "url",
    "by",
    "anonymous",
    "title",
    "org",
    "from",
    "to",
];

/// Keys whose value is a list of texts.
const LISTS: [&str; 5] = ["aliases", "avoid", "pronouns", "same_as", "also"];

/// A value as entries have them.
#[derive(Clone, Debug)]
pub enum Value<'t> {
    /// A text.
    Text(&'t str),
    /// A list of texts.
    List(SmallVec<[&'t str; 4]>),
}

/// What is wrong with a key or value.
#[derive(Clone, Copy, Debug)]
pub enum Wrong {
    /// There is no such key.
    Key,
    /// The key wants a text.
    Text,
    /// The key wants a list.
    List,
}

/// An entry while it is read. One draft serves for all entries of a file, so that its lists grow once.
#[derive(Debug, Default)]
pub struct Draft {
    /// Class; `None` before the first entry.
    pub class: Option<Class>,
    /// Id.
    pub id: CompactString,
    file: u32,
    range: ByteRange,
    name: Option<CompactString>,
    aliases: Vec<CompactString>,
    avoid: Vec<CompactString>,
    pronouns: Vec<CompactString>,
    same_as: Vec<CompactString>,
    titles: Vec<TitleEntry>,
    fields: Vec<(&'static str, CompactString)>,
}

impl Draft {
    /// Begins an entry without anything but its id, which stands at `range` of the file.
    pub fn begin(&mut self, class: Class, id: &str, file: u32, range: ByteRange) {
        (self.class, self.id, self.file, self.range) = (Some(class), id.into(), file, range);
    }

    /// Whether the entry has a name, or needs none.
    pub fn is_named(&self) -> bool {
        self.name.is_some() || self.class == Some(Class::Source)
    }

    /// The keys that follow belong to a new title.
    pub fn open_title(&mut self) {
        self.titles.push(TitleEntry::default());
    }

    /// Sets a key of the entry, or of its last title.
    pub fn set(&mut self, key: &str, value: &Value<'_>) -> Result<(), Wrong> {
        match value {
            Value::List(items) => {
                let items = items.iter().map(|i| CompactString::from(*i));
                match (key, self.titles.last_mut()) {
                    ("also", Some(title)) => title.also = items.collect(),
                    ("aliases", _) => self.aliases.extend(items),
                    ("avoid", _) => self.avoid.extend(items),
                    ("pronouns", _) => self.pronouns.extend(items),
                    ("same_as", _) => self.same_as.extend(items),
                    ("who", _) => {
                        let all: Vec<CompactString> = items.collect();
                        self.fields.push(("who", all.join(", ").into()));
                    }
                    _ => return Err(if TEXTS.contains(&key) { Wrong::Text } else { Wrong::Key }),
                }
            }
            Value::Text(text) => match (key, self.titles.last_mut()) {
                ("title", Some(title)) => title.title = (*text).into(),
                ("org", Some(title)) => title.org = Some((*text).into()),
                ("from", Some(title)) => title.from = Some((*text).into()),
                ("to", Some(title)) => title.to = Some((*text).into()),
                ("name", _) => self.name = Some((*text).into()),
                ("same_as", _) => self.same_as.push((*text).into()),
                ("title" | "org" | "from" | "to", None) => return Err(Wrong::Key),
                _ if LISTS.contains(&key) => return Err(Wrong::List),
                _ => {
                    let key = TEXTS.iter().find(|known| **known == key).ok_or(Wrong::Key)?;
                    self.fields.push((key, (*text).into()));
                }
            },
        }
        Ok(())
    }

    /// The finished entry; the draft is empty again. `None` before the first entry.
    pub fn finish(&mut self) -> Option<Entry> {
        let class = self.class.take()?;
        let id = std::mem::take(&mut self.id);
        Some(Entry {
            name: self.name.take().unwrap_or_else(|| id.clone()),
            id,
            class,
            aliases: taken(&mut self.aliases),
            avoid: taken(&mut self.avoid),
            pronouns: taken(&mut self.pronouns),
            same_as: taken(&mut self.same_as),
            titles: taken(&mut self.titles),
            fields: taken(&mut self.fields),
            file: self.file,
            range: self.range,
        })
    }
}

/// What a list holds, without its room.
fn taken<T>(list: &mut Vec<T>) -> Box<[T]> {
    if list.is_empty() { Box::default() } else { list.drain(..).collect() }
}

/// Reads `text` and adds its entries and problems.
pub fn read(text: &str, file: u32, registry: &mut Registry) {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let range = error.span().map_or(ByteRange::new(0, 0), ByteRange::from);
            let message = error.message().trim().trim_end_matches('.').to_owned();
            registry.problems.push(Problem { file, range, message, help: None });
            return;
        }
    };
    let mut reader = Reader { file, registry };
    for (key, item) in document.as_table().iter() {
        let place = document.as_table().key(key).and_then(|k| k.span());
        if key == "prefixes" {
            reader.prefixes(item, place);
            continue;
        }
        let Some(class) = Class::named(key) else {
            let message = format!("“{key}” is no class of entries");
            reader.problem(place, message, "use person, org, place, object, event, subject or source");
            continue;
        };
        match item.as_table_like() {
            Some(table) => reader.class(class, table),
            None => reader.problem(place, format!("“{key}” must hold entries"), "write [person.some-id]"),
        }
    }
}

struct Reader<'r> {
    file: u32,
    registry: &'r mut Registry,
}

impl Reader<'_> {
    fn problem(&mut self, place: Option<std::ops::Range<usize>>, message: String, help: &str) {
        let range = place.map_or(ByteRange::new(0, 0), ByteRange::from);
        let help = (!help.is_empty()).then(|| help.to_owned());
        self.registry.problems.push(Problem { file: self.file, range, message, help });
    }

    /// `[prefixes]`: outside ids that begin so, and the address that the rest is put behind.
    fn prefixes(&mut self, item: &Item, place: Option<std::ops::Range<usize>>) {
        let Some(table) = item.as_table_like() else {
            return self.problem(
                place,
                "“prefixes” must be a table".into(),
                "write wd = \"https://…/\" below it",
            );
        };
        for (prefix, address) in table.iter() {
            match address.as_str() {
                Some(address) => self.registry.prefixes.push((prefix.into(), address.into())),
                None => {
                    let message = format!("the prefix “{prefix}” must be an address");
                    self.problem(address.span(), message, "write it in quotation marks");
                }
            }
        }
    }

    fn class(&mut self, class: Class, table: &dyn TableLike) {
        let mut draft = Draft::default();
        for (id, item) in table.iter() {
            let place = table.key(id).and_then(|k| k.span());
            let Some(fields) = item.as_table_like() else {
                self.problem(place, format!("“{id}” must be an entry"), "write its keys below [class.id]");
                continue;
            };
            let range = place.clone().map_or(ByteRange::new(0, 0), ByteRange::from);
            draft.begin(class, id, self.file, range);
            self.fields(&mut draft, fields);
            if fields.get("name").is_none() && class != Class::Source {
                self.problem(place, format!("“{id}” has no name"), "add name = \"…\"");
            }
            self.registry.entries.extend(draft.finish());
        }
    }

    fn fields(&mut self, draft: &mut Draft, fields: &dyn TableLike) {
        for (key, item) in fields.iter() {
            let place = item.span().or_else(|| fields.key(key).and_then(|k| k.span()));
            if key == "titles" {
                self.titles(draft, item, place);
                continue;
            }
            self.set(draft, key, item, place);
        }
    }

    fn titles(&mut self, draft: &mut Draft, item: &Item, place: Option<std::ops::Range<usize>>) {
        let tables: Vec<&dyn TableLike> = match (item.as_array_of_tables(), item.as_array()) {
            (Some(tables), _) => tables.iter().map(|t: &Table| t as &dyn TableLike).collect(),
            (None, Some(list)) => {
                list.iter().filter_map(|v| v.as_inline_table().map(|t| t as &dyn TableLike)).collect()
            }
            (None, None) => {
                let message = format!("titles of “{}” must be a list", draft.id);
                self.problem(place, message, "write [[person.id.titles]] above each title");
                return;
            }
        };
        for table in tables {
            draft.open_title();
            for (key, item) in table.iter() {
                let place = item.span().or_else(|| table.key(key).and_then(|k| k.span()));
                self.set(draft, key, item, place);
            }
        }
    }

    fn set(&mut self, draft: &mut Draft, key: &str, item: &Item, place: Option<std::ops::Range<usize>>) {
        let owned;
        let value = if let Some(text) = item.as_str() {
            Value::Text(text)
        } else if let Some(list) = item.as_array() {
            Value::List(list.iter().filter_map(toml_edit::Value::as_str).collect())
        } else {
            // Dates and booleans count as their text.
            owned = item.to_string();
            Value::Text(owned.trim())
        };
        match draft.set(key, &value) {
            Ok(()) => {}
            Err(Wrong::Key) => self.problem(place, format!("entries have no key “{key}”"), ""),
            Err(Wrong::Text) => {
                self.problem(place, format!("“{key}” must be one text"), "take the brackets away")
            }
            Err(Wrong::List) => {
                self.problem(place, format!("“{key}” must be a list"), "write [\"…\", \"…\"]")
            }
        }
    }
}
