//! The entities of articles as lists: JSON, CSV, and TOML that can be pasted into a registry.

use super::lines::Lines;
use crate::analysis::article::Article;
use crate::analysis::mentions::EntityKind;
use crate::analysis::{Confidence, Story};
use crate::knowledge::registry::write::{NewEntry, free_id};
use crate::knowledge::{Registry, counted, gazetteer};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::fmt::Write;

/// One entity of one article.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// The article, as it was named.
    pub path: String,
    /// Fullest form of the name.
    pub name: String,
    /// What it is.
    pub r#type: EntityKind,
    /// How sure that is.
    pub confidence: Confidence,
    /// Id in the registry.
    pub entity: Option<String>,
    /// Ids of the entries of the registry of which any may be meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// Other forms in the article.
    pub aliases: Vec<String>,
    /// Titles as printed.
    pub titles: Vec<String>,
    /// Number of mentions.
    pub mentions: usize,
    /// Number of quotations spoken.
    pub quotes: usize,
    /// Line of the first mention, 1-based.
    pub line: usize,
    /// Headings of the sections that mention it; the part before the first heading has none.
    pub sections: Vec<String>,
}

/// The entities of `story`, in order of first mention.
pub fn records(story: &Story, path: &str) -> Vec<Record> {
    let article = &*story.article;
    let lines = Lines::of(&story.document.text());
    let spoken = spoken(article);
    let mut records = Vec::with_capacity(article.entities.len());
    for (index, entity) in article.entities.iter().enumerate() {
        let Some(first) = entity.mentions.first() else { continue };
        let start = story.document.to_file(first.place.block as usize, first.place.range).start as usize;
        records.push(Record {
            path: path.to_owned(),
            name: entity.name.clone(),
            r#type: entity.kind,
            confidence: entity.confidence,
            entity: entity.registry.clone(),
            candidates: entity.rivals.clone(),
            aliases: entity.aliases.clone(),
            titles: entity.titles.iter().map(|t| t.text.clone()).collect(),
            mentions: entity.mentions.len(),
            quotes: spoken[index],
            line: lines.at(start),
            sections: sections(article, entity.mentions.iter().map(|m| m.place.block)),
        });
    }
    records
}

/// For each entity, how many quotations are its own.
fn spoken(article: &Article) -> Vec<usize> {
    let mut spoken = vec![0; article.entities.len()];
    for entity in article.quotes.iter().filter_map(|q| q.speaker.as_ref()?.entity) {
        if let Some(count) = spoken.get_mut(entity as usize) {
            *count += 1;
        }
    }
    spoken
}

/// Titles of the sections that hold any of the blocks, which are in order.
fn sections(article: &Article, blocks: impl Iterator<Item = u32>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for block in blocks {
        let at = article.sections.partition_point(|s| s.blocks.1 <= block);
        if let Some(section) = article.sections.get(at).filter(|s| !s.title.is_empty())
            && found.last() != Some(&section.title)
        {
            found.push(section.title.clone());
        }
    }
    found
}

/// A list for people.
pub fn text(records: &[Record]) -> String {
    let mut out = String::new();
    for r in records {
        let kind = kind_name(r.r#type);
        let id = match (&r.entity, r.candidates.is_empty()) {
            (Some(id), _) => format!(" [{id}]"),
            (None, false) => format!(" [{}?]", r.candidates.join(" or ")),
            (None, true) => String::new(),
        };
        let titles = if r.titles.is_empty() { String::new() } else { format!(", {}", r.titles.join("; ")) };
        let counts = format!("{}, {}", counted(r.mentions, "mention"), counted(r.quotes, "quote"));
        let _ = writeln!(out, "{}:{}: {kind} {}{id}{titles} ({counts})", r.path, r.line, r.name);
    }
    out
}

/// One array of records.
pub fn json(records: &[Record]) -> String {
    serde_json::to_string_pretty(records).map(|s| s + "\n").unwrap_or_default()
}

/// Comma-separated, with a line of column names; several values in one column stand apart by `; `.
pub fn csv(records: &[Record]) -> String {
    let mut out = String::from("path,line,type,name,entity,confidence,mentions,quotes,aliases,titles\n");
    for r in records {
        let confidence = format!("{:?}", r.confidence).to_lowercase();
        let columns = [
            r.path.as_str(),
            &r.line.to_string(),
            kind_name(r.r#type),
            &r.name,
            r.entity.as_deref().unwrap_or_default(),
            &confidence,
            &r.mentions.to_string(),
            &r.quotes.to_string(),
            &r.aliases.join("; "),
            &r.titles.join("; "),
        ]
        .map(cell);
        out += &columns.join(",");
        out.push('\n');
    }
    out
}

/// A cell, in quotation marks where it needs them.
fn cell(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into()
    }
}

/// Entries for a registry: what `registry` does not have, each once with the forms and titles of all articles.
pub fn toml(records: &[Record], registry: &Registry) -> String {
    let mut entries: Vec<NewEntry> = Vec::new();
    let mut places: FxHashMap<(&'static str, u64), usize> = FxHashMap::default();
    let mut ids: FxHashSet<String> = FxHashSet::default();
    for r in records {
        let given = r.entity.as_deref();
        if given.is_some_and(|id| registry.get(id).is_some()) || !r.candidates.is_empty() {
            continue;
        }
        let class = kind_name(r.r#type);
        let id = given.map_or_else(|| free_id(registry, &r.name), str::to_owned);
        let at = *places.entry((class, gazetteer::form_key(given.unwrap_or(&r.name)))).or_insert_with(|| {
            let free = (1..).map(|n| if n == 1 { id.clone() } else { format!("{id}-{n}") });
            let id = free.into_iter().find(|id| ids.insert(id.clone())).unwrap_or_default();
            let (aliases, titles) = Default::default();
            entries.push(NewEntry { class, id, name: r.name.clone(), aliases, titles });
            entries.len() - 1
        });
        let entry = &mut entries[at];
        let forms = std::iter::once(&r.name).chain(&r.aliases).filter(|f| **f != entry.name);
        let new: Vec<String> = forms.filter(|f| !entry.aliases.contains(f)).cloned().collect();
        entry.aliases.extend(new);
        let new: Vec<String> = r.titles.iter().filter(|t| !entry.titles.contains(t)).cloned().collect();
        entry.titles.extend(new);
    }
    entries.iter().map(|e| e.to_toml() + "\n").collect()
}

fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Org => "org",
        EntityKind::Place => "place",
        EntityKind::Object => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Options;
    use crate::syntax::Mode;

    #[test]
    fn the_toml_reads_back_as_a_registry() {
        let text = "Prime Minister Anna Berg met Paul Hansen in Oslo.\nBerg said the talks went well.\n";
        let records = records(&Story::read(text, Mode::Line, Options::default()), "a.txt");
        let registry = Registry::read([toml(&records, &Registry::default()).as_str()]);
        assert_eq!(registry.problems, []);
        let berg = registry.get("anna-berg").expect("an entry");
        assert_eq!((&*berg.name, &*berg.titles[0].title), ("Anna Berg", "Prime Minister"));
        assert!(registry.get("oslo").is_some());
    }

    #[test]
    fn cells_are_quoted_where_they_must() {
        assert_eq!(cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }
}
