//! Writing registry files: new entries, and the places of an id.

use super::Registry;
use crate::text::ByteRange;
use std::fmt::Write;

/// An entry to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// `person`, `org`, `place` or `object`.
    pub class: &'static str,
    /// Its id.
    pub id: String,
    /// House spelling.
    pub name: String,
    /// Other forms.
    pub aliases: Vec<String>,
    /// Titles as printed, the fullest first; of people only.
    pub titles: Vec<String>,
}

impl NewEntry {
    /// The entry as TOML.
    pub fn to_toml(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(out, "[{}.{}]\nname = {}", self.class, self.id, quoted(&self.name));
        if !self.aliases.is_empty() {
            let aliases: Vec<String> = self.aliases.iter().map(|a| quoted(a)).collect();
            let _ = writeln!(out, "aliases = [{}]", aliases.join(", "));
        }
        if self.class == "person" {
            for title in &self.titles {
                let _ = writeln!(out, "[[person.{}.titles]]\ntitle = {}", self.id, quoted(title));
            }
        }
        out
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string().trim().to_owned()
}

/// `Sergei Lavrov` → `sergei-lavrov`, plain letters and digits only, as a bare TOML key takes them. Marks over letters
/// are dropped with their letter kept where it is one of the common Latin ones.
pub fn id_of(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else if let Some(plain) = plain_letter(c) {
            id.push_str(plain);
        } else if !c.is_alphanumeric() && !matches!(c, '\'' | '’') && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}

/// The same, with a number behind it where the registry has it already.
pub fn free_id(registry: &Registry, name: &str) -> String {
    let id = id_of(name);
    let id =
        if id.is_empty() || id.starts_with(|c: char| c.is_ascii_digit()) { format!("id-{id}") } else { id };
    let id = id.trim_end_matches('-').to_owned();
    if registry.get(&id).is_none() {
        return id;
    }
    (2..).map(|n| format!("{id}-{n}")).find(|id| registry.get(id).is_none()).unwrap_or(id)
}

/// A small Latin letter without its marks.
fn plain_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        _ => return None,
    })
}

/// Keys whose values name other entries.
const REFERRING: &[&str] = &["by", "org", "where", "parent", "country", "part_of", "who", "deprecated"];

/// Every place in a registry file that gives or names `id`, in order.
pub fn places_of(text: &str, id: &str) -> Vec<ByteRange> {
    let mut places = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let lead = line.len() - line.trim_start().len();
        let body = line.trim_start();
        if body.starts_with('[') {
            places.extend(in_header(body, id).map(|r| r.shifted(start + lead)));
        } else if let Some((key, value)) = body.split_once('=')
            && REFERRING.contains(&key.trim())
        {
            let offset = start + lead + key.len() + 1;
            let mut from = 0;
            let wanted = format!("\"{id}\"");
            while let Some(found) = value[from..].find(&wanted) {
                let begin = from + found + 1;
                places.push(ByteRange::new(offset + begin, offset + begin + id.len()));
                from = begin + id.len();
            }
        }
    }
    places
}

/// The id in `[class.id]` or `[[class.id.titles]]`.
fn in_header(line: &str, id: &str) -> Option<ByteRange> {
    let inner = line.trim_start_matches('[');
    let (class, rest) = inner.split_once('.')?;
    let end = rest.find([']', '.']).unwrap_or(rest.len());
    let written = &rest[..end];
    let bare = written.trim().trim_matches('"');
    let offset = line.len() - inner.len() + class.len() + 1 + written.find(bare)?;
    (bare == id).then(|| ByteRange::new(offset, offset + bare.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let entry = NewEntry {
            class: "person",
            id: id_of("Éva “Evi” Szőke-O’Hara"),
            name: "Éva “Evi” Szőke-O’Hara".into(),
            aliases: vec!["Szőke".into()],
            titles: vec!["Mayor \"for life\"".into()],
        };
        assert_eq!(entry.id, "eva-evi-szoke-ohara");
        let registry = Registry::read([entry.to_toml().as_str()]);
        assert_eq!(registry.problems, []);
        assert_eq!(&*registry.get("eva-evi-szoke-ohara").unwrap().titles[0].title, "Mayor \"for life\"");
        assert_eq!(free_id(&registry, "Eva Evi Szoke OHara"), "eva-evi-szoke-ohara-2");
    }

    #[test]
    fn ids_are_found_where_they_are_given_and_named() {
        let text = "[person.ann]\nname = \"ann\"\n[[person.ann.titles]]\norg = \"ann\"\n[org.anna]\nparent = \"ann\" # ann\n[event.e]\nwho = [\"bo\", \"ann\"]\n";
        let places = places_of(text, "ann");
        assert!(places.iter().all(|p| p.of(text) == "ann"));
        assert_eq!(places.len(), 5);
    }
}
