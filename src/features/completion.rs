//! What may be written here: classes, keys and values of annotations, front-matter keys, directives and rule ids.
//!
//! Where the cursor stands is read from the text in front of it, since what is being typed is rarely whole.

use super::Reading;
use super::facts::{self, class_name};
use super::glossary::{self, Word};
use super::hover::{entity_text, kind_name};
use super::markup_hover::rule_text;
use super::subject;
use crate::analysis::entities::EntityIndex;
use crate::analysis::mentions::EntityKind;
use crate::analysis::mentions::known::kind_of;
use crate::knowledge::registry::Entry;
use crate::rules;
use crate::syntax::yaml::Text;
use crate::syntax::{BlockKind, LocalEntity, vocabulary};
use crate::text::ByteRange;

/// What a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A class of annotations.
    Class,
    /// A key of annotations or of front matter.
    Key,
    /// A value.
    Value,
    /// A person or thing of the story.
    Entity(EntityKind),
    /// An id given in this file.
    Id,
    /// A rule.
    Rule,
    /// A directive in a comment.
    Directive,
}

/// Where the words about a proposal come from, when they are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Nothing more to say.
    Nothing,
    /// The entity with this key.
    Entity(String),
    /// The entry of the registry with this id.
    Entry(String),
    /// The page of this rule.
    Rule(&'static str),
    /// This word of the language.
    Word(&'static Word),
}

/// One proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is shown, and what is matched against what was typed.
    pub label: String,
    /// What is written.
    pub insert: String,
    /// The same with gaps for the writer to fill in (`$1`, `${2:name}`), for editors that have them.
    pub snippet: Option<String>,
    /// A word or two beside it.
    pub detail: String,
    /// What it is.
    pub kind: ItemKind,
    /// What more can be said.
    pub about: About,
}

/// The proposals at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// What is replaced: the part already typed.
    pub range: ByteRange,
    /// Best first.
    pub items: Vec<Item>,
}

/// What may be written at the file offset `offset`.
pub fn complete(reading: Reading<'_>, offset: usize) -> Completion {
    let document = &reading.story.document;
    let Some(index) = document.block_at(offset) else { return Completion::default() };
    let block = &document.blocks()[index];
    let inside = (offset - document.start_of(index)).min(block.text.len());
    let before = block.text.get(..inside).unwrap_or_default();
    let (typed, items) = match block.kind {
        BlockKind::FrontMatter => front_matter(reading, before),
        _ => match comment(before) {
            Some(found) => found,
            None if block.kind.is_prose() || block.kind == BlockKind::DivOpen => annotation(reading, before),
            None => (0, Vec::new()),
        },
    };
    Completion { range: ByteRange::new(offset - typed, offset), items }
}

/// The words about a proposal, in Markdown.
pub fn resolve(reading: Reading<'_>, about: &About) -> Option<String> {
    match about {
        About::Nothing => None,
        About::Entry(id) => {
            let registry = &reading.story.options().registry;
            let entry = registry.get(id)?;
            Some(facts::entry_text(registry, entry, reading.article().anchor.as_deref()))
        }
        About::Rule(id) => rules::get(id).map(rule_text),
        About::Word(word) => Some(word_text(word)),
        About::Entity(key) => {
            let entities = &reading.article().entities;
            let index = entities.iter().position(|e| e.key == *key)?;
            Some(entity_text(reading, index as EntityIndex, &entities[index]))
        }
    }
}

/// What a word of the language means, with an example.
pub fn word_text(word: &Word) -> String {
    match word.example {
        "" => word.means.to_owned(),
        example => format!("{}\n\n`{example}`", word.means),
    }
}

/// Length of what is already typed, and proposals.
type Proposals = (usize, Vec<Item>);

fn plain(label: &str, insert: String, detail: &str, kind: ItemKind) -> Item {
    Item {
        label: label.to_owned(),
        insert,
        snippet: None,
        detail: detail.to_owned(),
        kind,
        about: About::Nothing,
    }
}

/// A word of the language; `snippet` says what goes with it.
fn explained(word: &'static Word, insert: String, snippet: Option<String>, kind: ItemKind) -> Item {
    Item {
        label: insert.trim_end_matches(['=', ' ', ':']).to_owned(),
        insert,
        snippet,
        detail: word.means.to_owned(),
        kind,
        about: About::Word(word),
    }
}

/// Length of the tail of `text` in which every character fits.
fn tail(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.chars().rev().take_while(|c| fits(*c)).map(char::len_utf8).sum()
}

fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// Keys at the beginning of a line of front matter and in its lists, and the values of some.
fn front_matter(reading: Reading<'_>, before: &str) -> Proposals {
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let item = line.trim_start().trim_start_matches(['-', ' ', '{']);
    if line.starts_with([' ', '-', '{']) {
        let part = item.rsplit(',').next().unwrap_or_default().trim_start();
        let keys = || glossary::ENTRY.iter().map(entry).collect();
        return if part.contains([':', '"']) { (0, Vec::new()) } else { (part.len(), keys()) };
    }
    if let Some((key, value)) = line.split_once(':') {
        let part = value.rsplit([',', '[']).next().unwrap_or_default().trim_start();
        // In `people: [{id: …` stand the keys of an entry.
        if let Some(inner) = part.strip_prefix('{') {
            return if inner.contains(':') {
                (0, Vec::new())
            } else {
                (inner.len(), glossary::ENTRY.iter().map(entry).collect())
            };
        }
        return (part.len(), front_matter_values(reading, key));
    }
    let written = |key: &str| before.lines().any(|l| l.split(':').next() == Some(key));
    let keys = glossary::FRONT_MATTER.iter().filter(|w| !written(w.name) && !line.starts_with('#'));
    let item = |w: &'static Word| {
        let listed =
            matches!(w.name, "people" | "organisations" | "places" | "events" | "objects" | "subjects");
        let snippet = listed.then(|| format!("{}:\n  - id: ${{1:id}}\n    name: ${{2:name}}", w.name));
        explained(w, format!("{}: ", w.name), snippet, ItemKind::Key)
    };
    (line.len(), keys.map(item).collect())
}

fn entry(word: &'static Word) -> Item {
    explained(word, format!("{}: ", word.name), None, ItemKind::Key)
}

fn front_matter_values(reading: Reading<'_>, key: &str) -> Vec<Item> {
    let fixed =
        |words: &[&str]| words.iter().map(|w| plain(w, (*w).to_owned(), "", ItemKind::Value)).collect();
    match key {
        "newsmark" => fixed(&["1"]),
        "profile" => fixed(&["none", "ap"]),
        "paragraphs" => fixed(&["line", "block"]),
        "language" => fixed(&["en"]),
        "located" => entities(reading, "where", str::to_owned),
        "infoSources" => entities(reading, "source", str::to_owned),
        "datePublished" | "dateModified" => dates(reading, str::to_owned),
        "newsmark-ignore" => rule_ids("").1,
        _ => Vec::new(),
    }
}

/// Directives and rule ids inside `<!-- … `; `None` outside a comment.
fn comment(before: &str) -> Option<Proposals> {
    let (_, inside) = before.rsplit_once("<!--").filter(|(_, inside)| !inside.contains("-->"))?;
    let words = inside.trim_start();
    if !words.contains(' ') {
        let item = |w: &'static Word| {
            let snippet = format!("{} ${{1:rule}} -->", w.name);
            explained(w, w.name.to_owned(), Some(snippet), ItemKind::Directive)
        };
        let items = glossary::DIRECTIVES.iter().map(item);
        return Some((words.len(), items.collect()));
    }
    let directive = words.starts_with("newsmark-ignore") && !words.contains(" : ");
    Some(if directive { rule_ids(before) } else { (0, Vec::new()) })
}

fn rule_ids(before: &str) -> Proposals {
    let typed = tail(before, |c| in_word(c) || c == '/');
    let items = rules::all().iter().map(|rule| Item {
        label: rule.id.to_owned(),
        insert: rule.id.to_owned(),
        snippet: None,
        detail: rule.summary.to_owned(),
        kind: ItemKind::Rule,
        about: About::Rule(rule.id),
    });
    (typed, items.collect())
}

/// Inside the braces of a span, a heading or a div; nothing elsewhere in the copy.
fn annotation(reading: Reading<'_>, before: &str) -> Proposals {
    let Some(open) = before.rfind('{') else { return (0, Vec::new()) };
    let opens = before[..open].ends_with([']', ' ']);
    let inside = &before[open + 1..];
    if !opens || inside.contains('}') {
        return (0, Vec::new());
    }
    let part = last_part(inside);
    match part.split_once('=') {
        Some((key, value)) => values(reading, key, value),
        None if part.starts_with('.') => classes(part),
        None if part.starts_with('#') => (0, Vec::new()),
        None => keys(inside, part),
    }
}

/// What stands behind the last space that is not inside quotation marks.
fn last_part(inside: &str) -> &str {
    let mut quoted = false;
    let mut start = 0;
    for (index, c) in inside.char_indices() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => start = index + c.len_utf8(),
            _ => {}
        }
    }
    &inside[start..]
}

fn classes(part: &str) -> Proposals {
    let item = |word: &'static Word| {
        let gaps: String =
            expected(word.name).iter().zip(1..).map(|(key, n)| format!(" {key}=${n}")).collect();
        let snippet = (!gaps.is_empty()).then(|| format!(".{}{gaps}", word.name));
        explained(word, format!(".{}", word.name), snippet, ItemKind::Class)
    };
    (part.len(), glossary::CLASSES.iter().map(item).collect())
}

/// The keys that nobody leaves out with `class`.
fn expected(class: &str) -> &'static [&'static str] {
    match class {
        "person" | "org" | "place" | "object" | "subject" => &["ref"],
        "quote" | "claim" => &["by"],
        "event" => &["when", "where"],
        "date" => &["when"],
        "stat" => &["source"],
        "source" => &["desc"],
        "role" | "cue" => &["of"],
        _ => &[],
    }
}

/// The keys that go with the classes written so far, then the classes where there is none.
fn keys(inside: &str, part: &str) -> Proposals {
    let class = inside.split_whitespace().find_map(|p| p.strip_prefix('.'));
    let expected = match class {
        Some(class) => vocabulary::keys_of(class),
        None => &["by", "ref", "when"],
    };
    let written = |key: &str| inside.contains(&format!("{key}="));
    let all = expected.iter().chain(vocabulary::COMMON_KEYS).filter(|k| !written(k));
    let item = |key: &&str| match glossary::find(glossary::KEYS, key) {
        Some(word) => explained(word, format!("{key}="), None, ItemKind::Key),
        None => plain(key, format!("{key}="), "key", ItemKind::Key),
    };
    let mut items: Vec<Item> = all.map(item).collect();
    if class.is_none() {
        items.extend(classes(part).1);
    }
    (part.len(), items)
}

fn values(reading: Reading<'_>, key: &str, value: &str) -> Proposals {
    let quoted = value.starts_with('"');
    let typed = if quoted { value.len() - 1 } else { value.len() };
    let typed = value[value.len() - typed..].rsplit(',').next().map_or(0, |v| v.trim_start().len());
    let mark = |text: &str| match quoted || text.chars().all(|c| in_word(c) || c == ':') {
        true => text.to_owned(),
        false => format!("\"{text}\""),
    };
    let fixed = |key: &str| {
        let item = |(value, word): (&'static str, &'static Word)| Item {
            label: value.to_owned(),
            ..explained(word, mark(value), None, ItemKind::Value)
        };
        glossary::values_of(key).map(item).collect::<Vec<_>>()
    };
    let items = match key {
        "ref" | "by" | "to" | "who" | "via" | "where" | "source" | "of" | "at-org" => {
            let mut items = entities(reading, key, mark);
            items.extend(ids(reading, key));
            items.extend(declared(reading, key));
            let written = &value[value.len() - typed..];
            registered(reading, key, written, &mut items);
            if matches!(key, "by" | "to") {
                items.extend(fixed("by"));
            }
            items
        }
        "cont" | "at" | "part-of" | "after" | "before" => ids(reading, key),
        "when" => exact_dates(reading, mark, quoted),
        "mode" => fixed("mode"),
        "status" => fixed("status"),
        "ignore" => rules::all().iter().map(|r| plain(r.id, mark(r.id), r.summary, ItemKind::Rule)).collect(),
        _ => Vec::new(),
    };
    (typed, items)
}

/// The people and things of this story: people first where somebody speaks, places first where something is.
fn entities(reading: Reading<'_>, key: &str, mark: impl Fn(&str) -> String) -> Vec<Item> {
    let wanted = match key {
        "where" => Some(EntityKind::Place),
        "by" | "to" | "who" | "of" => Some(EntityKind::Person),
        "at-org" | "via" | "source" => Some(EntityKind::Org),
        _ => None,
    };
    let mut sorted: Vec<_> = reading.article().entities.iter().collect();
    sorted.sort_by_key(|e| (wanted.is_some_and(|k| k != e.kind), std::cmp::Reverse(e.mentions.len())));
    let item = |e: &&std::sync::Arc<crate::analysis::entities::Entity>| Item {
        label: e.name.clone(),
        insert: mark(e.registry.as_deref().unwrap_or(&e.name)),
        snippet: None,
        detail: kind_name(e.kind).to_owned(),
        kind: ItemKind::Entity(e.kind),
        about: About::Entity(e.key.clone()),
    };
    sorted.iter().map(item).collect()
}

/// What the front matter declares and the copy does not name.
fn declared(reading: Reading<'_>, key: &str) -> Vec<Item> {
    let Some(matter) = reading.article().front_matter.as_deref() else { return Vec::new() };
    let named = |id: &str| reading.article().entities.iter().any(|e| e.registry.as_deref() == Some(id));
    let locals = matter.entities.iter().filter_map(|e| Some((e, e.id.as_ref()?, e.name.as_ref()?)));
    let fitting = locals.filter(|(e, id, _)| suits(key, e.class) && !named(&id.text));
    let item = |(e, id, name): (&LocalEntity, &Text, &Text)| Item {
        label: name.text.to_string(),
        insert: id.text.to_string(),
        snippet: None,
        detail: format!("{}, front matter", e.class),
        kind: ItemKind::Id,
        about: About::Nothing,
    };
    fitting.map(item).collect()
}

/// How many entries of the registry are proposed at once.
const MOST: usize = 50;

/// Entries of the registry whose id or a word of whose name begins with what is written, behind the story's own.
fn registered(reading: Reading<'_>, key: &str, written: &str, items: &mut Vec<Item>) {
    let registry = &reading.story.options().registry;
    let written = written.to_lowercase();
    let begins = |text: &str| {
        text.get(..written.len()).is_some_and(|head| head.eq_ignore_ascii_case(&written))
            || (!written.is_ascii() && text.to_lowercase().starts_with(&written))
    };
    let fits = |e: &&Entry| {
        suits(key, e.class.name())
            && e.field("deprecated").is_none()
            && (begins(&e.id) || e.name.split(' ').any(begins) || e.aliases.iter().any(|a| begins(a)))
    };
    let there: Vec<String> = items.iter().map(|i| i.insert.clone()).collect();
    let fitting = registry.entries().iter().filter(fits).filter(|e| !there.iter().any(|t| **t == *e.id));
    items.extend(fitting.take(MOST).map(|entry| Item {
        label: entry.name.to_string(),
        insert: entry.id.to_string(),
        snippet: None,
        detail: format!("{}, registry", class_name(entry.class)),
        kind: kind_of(entry.class).map_or(ItemKind::Id, ItemKind::Entity),
        about: About::Entry(entry.id.to_string()),
    }));
}

/// Whether things of `class` can stand behind `key`.
fn suits(key: &str, class: &str) -> bool {
    match key {
        "where" => class == "place",
        "by" | "to" | "who" | "of" => matches!(class, "person" | "org"),
        "at-org" => class == "org",
        "via" => matches!(class, "org" | "source"),
        "source" => matches!(class, "org" | "source" | "object" | "person"),
        _ => true,
    }
}

/// The ids given in this file that fit `key`.
fn ids(reading: Reading<'_>, key: &str) -> Vec<Item> {
    let blocks = reading.story.document.blocks().iter();
    let given = blocks.flat_map(|b| subject::ids_of(b)).filter(|i| i.defines);
    let fits = |class: Option<&str>| match key {
        "cont" => class == Some("quote"),
        "at" | "part-of" | "after" | "before" => class == Some("event"),
        "ref" => true,
        _ => false,
    };
    let fitting = given.filter(|i| fits(i.class));
    fitting.map(|i| plain(i.id, i.id.to_owned(), i.class.unwrap_or("id"), ItemKind::Id)).collect()
}

/// The dates of this story and the day it is told, then the forms that a date can have.
fn exact_dates(reading: Reading<'_>, mark: impl Fn(&str) -> String + Copy, quoted: bool) -> Vec<Item> {
    let mut items = dates(reading, mark);
    if let Some(day) = reading.article().anchor.as_deref().filter(|d| items.iter().all(|i| i.label != *d)) {
        items.push(plain(day, mark(day), "the day of the story", ItemKind::Value));
    }
    let forms = [
        ("YYYY-MM-DD", "a day", "${1:YYYY}-${2:MM}-${3:DD}"),
        ("YYYY-MM", "a month", "${1:YYYY}-${2:MM}"),
        ("YYYY", "a year", "${1:YYYY}"),
        ("YYYY-MM-DD/YYYY-MM-DD", "from one day to another", "${1:YYYY-MM-DD}/${2:YYYY-MM-DD}"),
        ("YYYY-MM~", "about then", "${1:YYYY-MM}~"),
    ];
    items.extend(forms.map(|(form, what, gaps)| {
        let bare = quoted || !form.contains(['/', '~']);
        let snippet = if bare { gaps.to_owned() } else { format!("\"{gaps}\"") };
        Item { snippet: Some(snippet), ..plain(form, mark(form), what, ItemKind::Value) }
    }));
    items
}

/// The exact dates of this story, each once, in order of the text.
fn dates(reading: Reading<'_>, mark: impl Fn(&str) -> String) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for date in &reading.article().dates {
        let Some(value) = date.edtf.as_deref() else { continue };
        if !items.iter().any(|i| i.label == value) {
            items.push(plain(value, mark(value), reading.words(date.place), ItemKind::Value));
        }
    }
    items
}
