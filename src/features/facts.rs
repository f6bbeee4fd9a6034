//! What the registry or the front matter says of an id, for people.

use super::{Reading, links};
use crate::knowledge::Registry;
use crate::knowledge::registry::{Class, Entry};
use crate::syntax::LocalEntity;
use crate::text::ByteRange;

/// The facts of an entry, one a line, in Markdown; empty where the registry has nothing but a name.
pub fn facts(registry: &Registry, entry: &Entry, date: Option<&str>) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(new) = entry.field("deprecated") {
        facts.push(format!("Replaced by `{new}`"));
    }
    for held in entry.titles_on(date) {
        let org = held.org.as_deref().map(|id| registry.get(id).map_or(id, |e| &e.name));
        let org = org.map(|o| format!(", {o}")).unwrap_or_default();
        let time = match (held.from.as_deref(), held.to.as_deref()) {
            (None, None) => String::new(),
            (from, to) => format!(" ({} – {})", from.unwrap_or("…"), to.unwrap_or("…")),
        };
        facts.push(format!("{}{org}{time}", held.title));
    }
    for (key, label) in FIELDS {
        if let Some(value) = entry.field(key) {
            let shown = registry.get(value).map_or(value, |other| &other.name);
            facts.push(format!("{label}: {shown}"));
        }
    }
    let also: Vec<&str> = entry.aliases.iter().map(|a| &**a).take(6).collect();
    if !also.is_empty() {
        facts.push(format!("Also: {}", also.join(", ")));
    }
    if !entry.avoid.is_empty() {
        let avoid: Vec<&str> = entry.avoid.iter().map(|a| &**a).take(6).collect();
        facts.push(format!("Not: {}", avoid.join(", ")));
    }
    for id in &entry.same_as {
        facts.push(match address(registry, id) {
            Some(address) => format!("[{id}]({address})"),
            None => id.to_string(),
        });
    }
    facts
}

/// Fields that are shown, and how they are called.
const FIELDS: [(&str, &str); 12] = [
    ("kind", "Kind"),
    ("acronym", "Acronym"),
    ("short", "Short"),
    ("parent", "Part of"),
    ("country", "Country"),
    ("demonym", "Demonym"),
    ("when", "When"),
    ("where", "Where"),
    ("who", "Who"),
    ("by", "By"),
    ("url", "Address"),
    ("note", "Note"),
];

/// The address behind an outside id: by the prefixes of the configuration, then by those that everybody uses.
pub fn address(registry: &Registry, id: &str) -> Option<String> {
    if id.starts_with("https://") || id.starts_with("http://") {
        return Some(id.to_owned());
    }
    registry.expand(id).or_else(|| links::authority(id))
}

/// What is known of an id that the story itself does not name.
pub fn entry_text(registry: &Registry, entry: &Entry, date: Option<&str>) -> String {
    let mut text = format!("**{}** — {}", entry.name, class_name(entry.class));
    for fact in facts(registry, entry, date) {
        text += &format!("\n\n{fact}");
    }
    text + &format!("\n\n*listed as `{}`*", entry.id)
}

/// What the front matter says of an id.
pub fn local_text(local: &LocalEntity) -> String {
    let name = local.name.as_ref().map_or("", |n| n.text.as_str());
    let class = Class::named(local.class).map_or("", class_name);
    let withheld = if local.anonymous { "\n\nThe name is withheld." } else { "" };
    format!("**{name}** — {class}{withheld}\n\n*declared in the front matter*")
}

/// What a class of entries is called.
pub fn class_name(class: Class) -> &'static str {
    match class {
        Class::Person => "person",
        Class::Org => "organisation",
        Class::Place => "place",
        Class::Object => "object",
        Class::Event => "event",
        Class::Subject => "topic",
        Class::Source => "source",
    }
}

/// Where an id is given outside the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// In the front matter, in bytes of the file.
    FrontMatter(ByteRange),
    /// In the registry file of this index, in bytes of that file.
    Registry(u32, ByteRange),
}

/// Where `id` is given outside the copy; the front matter goes before the registry.
pub fn given(reading: Reading<'_>, id: &str) -> Option<Given> {
    if let Some(local) = local(reading, id) {
        return local.id.as_ref().map(|i| Given::FrontMatter(i.range));
    }
    let entry = reading.story.options().registry.get(id)?;
    Some(Given::Registry(entry.file, entry.range))
}

/// The entity of the front matter with this id.
pub fn local<'a>(reading: Reading<'a>, id: &str) -> Option<&'a LocalEntity> {
    let matter = reading.article().front_matter.as_deref()?;
    matter.entities.iter().find(|e| e.id.as_ref().is_some_and(|i| i.text == id))
}
