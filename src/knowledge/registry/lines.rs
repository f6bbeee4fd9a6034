//! The fast way through a registry file whose lines are all of the plain kinds that registries are made of:
//! `[class.id]`, `[[class.id.titles]]`, `key = "text"`, `key = ["text", …]`, comments and blank lines.
//!
//! It gives up (`None`) at anything else, and the file is read as any TOML: slower, with the place of every error.

use super::toml::{Draft, Value};
use super::{Class, Entry};
use crate::text::ByteRange;

/// Reads `text` and appends its entries; appends nothing when it gives up.
pub fn read(text: &str, file: u32, entries: &mut Vec<Entry>) -> Option<()> {
    let before = entries.len();
    let result = read_all(text, file, entries);
    if result.is_none() {
        entries.truncate(before);
    }
    result
}

fn read_all(text: &str, file: u32, entries: &mut Vec<Entry>) -> Option<()> {
    let mut draft: Option<Draft> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(header) = line.strip_prefix("[[") {
            let name = header.split(']').next()?;
            let (class, rest) = name.split_once('.')?;
            let id = rest.strip_suffix(".titles")?;
            let draft = draft.as_mut()?;
            (draft.class.name() == class && *draft.id == *id).then(|| draft.open_title())?;
            header.ends_with("]]").then_some(())?;
        } else if let Some(header) = line.strip_prefix('[') {
            let (class, id) = header.strip_suffix(']')?.split_once('.')?;
            is_bare(id).then_some(())?;
            if let Some(done) = draft.take() {
                entries.push(done.finish());
            }
            let offset = start + text[start..].find(id)?;
            draft =
                Some(Draft::new(Class::named(class)?, id, file, ByteRange::new(offset, offset + id.len())));
        } else {
            let (key, value) = line.split_once('=')?;
            let key = key.trim();
            is_bare(key).then_some(())?;
            draft.as_mut()?.set(key, &plain(value.trim())?).ok()?;
        }
    }
    if let Some(done) = draft {
        entries.push(done.finish());
    }
    Some(())
}

fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A text without escapes, or a list of such on one line.
fn plain(value: &str) -> Option<Value<'_>> {
    if let Some(list) = value.strip_prefix('[') {
        let mut rest = list.trim_start();
        let mut items = Vec::new();
        while !rest.starts_with(']') {
            let (item, behind) = quoted(rest)?;
            items.push(item);
            rest = behind.trim_start();
            match rest.strip_prefix(',') {
                Some(behind) => rest = behind.trim_start(),
                None if rest.starts_with(']') => {}
                None => return None,
            }
        }
        return ends(&rest[1..]).then_some(Value::List(items));
    }
    let (text, behind) = quoted(value)?;
    ends(behind).then_some(Value::Text(text))
}

fn ends(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with('#')
}

fn quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('"')?;
    let end = inner.find(['"', '\\'])?;
    (inner.as_bytes()[end] == b'"' && !(end == 0 && inner[1..].starts_with('"')))
        .then(|| (&inner[..end], &inner[end + 1..]))
}
