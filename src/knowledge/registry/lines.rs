//! The fast way through a registry file whose lines are all of the plain kinds that registries are made of:
//! `[class.id]`, `[[class.id.titles]]`, `key = "text"`, `key = ["text", …]`, comments and blank lines.
//!
//! It gives up (`None`) at anything else, and the file is read as any TOML: slower, with the place of every error.

use super::toml::{Draft, Value};
use super::{Class, Entry};
use crate::text::ByteRange;
use memchr::{memchr, memchr_iter, memchr2};
use smallvec::SmallVec;

/// Reads `text` and appends its entries; appends nothing when it gives up.
pub fn read(text: &str, file: u32, entries: &mut Vec<Entry>) -> Option<()> {
    let before = entries.len();
    let result = read_all(text, file, entries);
    if result.is_none() {
        entries.truncate(before);
    }
    result
}

/// Fewest bytes of an entry that a file of plain lines is likely to have: room is made for as many at once.
const SMALL_ENTRY: usize = 128;

fn read_all(text: &str, file: u32, entries: &mut Vec<Entry>) -> Option<()> {
    entries.reserve(text.len() / SMALL_ENTRY);
    let mut reader = Reader { draft: Draft::default(), keys: SmallVec::new(), file };
    let mut start = 0;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text[start..end].trim_ascii();
        match line.as_bytes().first() {
            None | Some(b'#') => {}
            Some(b'[') => {
                if let Some(title) = line.strip_prefix("[[") {
                    reader.title(title)?;
                } else {
                    entries.extend(reader.finish()?);
                    reader.entry(&line[1..], start + text[start..].find('[')? + 1)?;
                }
            }
            Some(_) => reader.key(line)?,
        }
        start = end + 1;
    }
    entries.extend(reader.finish()?);
    Some(())
}

struct Reader<'t> {
    draft: Draft,
    /// Keys of the entry, or of its last title, so far.
    keys: SmallVec<[&'t str; 8]>,
    file: u32,
}

impl<'t> Reader<'t> {
    /// The entry that was read last. Gives up on one without a name, which must be told.
    fn finish(&mut self) -> Option<Option<Entry>> {
        self.keys.clear();
        (self.draft.class.is_none() || self.draft.is_named()).then(|| self.draft.finish())
    }

    /// `person.lavrov]`, which begins at `at`.
    fn entry(&mut self, header: &str, at: usize) -> Option<()> {
        let (class, id) = header.strip_suffix(']')?.split_at_checked(memchr(b'.', header.as_bytes())?)?;
        let id = &id[1..];
        let at = at + class.len() + 1;
        is_bare(id).then(|| Class::named(class))?.map(|class| {
            self.draft.begin(class, id, self.file, ByteRange::new(at, at + id.len()));
        })
    }

    /// `person.lavrov.titles]]`, below the entry.
    fn title(&mut self, header: &str) -> Option<()> {
        let rest = header.strip_prefix(self.draft.class?.name())?.strip_prefix('.')?;
        (rest.strip_prefix(&*self.draft.id)? == ".titles]]").then(|| self.draft.open_title())?;
        self.keys.clear();
        Some(())
    }

    /// `key = value`. Gives up on a key that stands there twice.
    fn key(&mut self, line: &'t str) -> Option<()> {
        let at = memchr(b'=', line.as_bytes())?;
        let key = line[..at].trim_ascii_end();
        // A key that is no bare one is none that entries have.
        (self.draft.class.is_some() && !self.keys.contains(&key)).then_some(())?;
        self.keys.push(key);
        self.draft.set(key, &plain(line[at + 1..].trim_ascii_start())?).ok()
    }
}

fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A text without escapes, or a list of such on one line.
fn plain(value: &str) -> Option<Value<'_>> {
    if let Some(list) = value.strip_prefix('[') {
        let mut rest = list.trim_ascii_start();
        let mut items = SmallVec::new();
        while !rest.starts_with(']') {
            let (item, behind) = quoted(rest)?;
            items.push(item);
            rest = behind.trim_ascii_start();
            match rest.strip_prefix(',') {
                Some(behind) => rest = behind.trim_ascii_start(),
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
    rest.is_empty() || matches!(rest.trim_ascii_start().as_bytes().first(), None | Some(b'#'))
}

/// The text between two quotation marks, and what stands behind it. Three marks in a row are another kind of text.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('"')?;
    let end = memchr2(b'"', b'\\', inner.as_bytes())?;
    let (found, behind) = (&inner[..end], &inner[end..]);
    let behind = behind.strip_prefix('"')?;
    (end > 0 || !behind.starts_with('"')).then_some((found, behind))
}
