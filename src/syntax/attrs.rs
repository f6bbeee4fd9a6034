//! Attributes in braces, as data: classes, an id, and pairs of key and value.
//!
//! Names, keys and values are nearly always short, and are kept in place: reading an annotation costs next to no allocation.

use crate::text::ByteRange;
use compact_str::CompactString;
use smallvec::SmallVec;

/// A class or an id with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Without the `.` or `#`.
    pub text: CompactString,
    /// Bytes of the block's source, with the `.` or `#`.
    pub range: ByteRange,
}

/// `key=value` with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The key; accepted other spellings (`speaker`, capitals) are already the canonical one.
    pub key: CompactString,
    /// Bytes of the key in the block's source, as typed.
    pub key_range: ByteRange,
    /// The value without its quotation marks; empty while it is still to be typed.
    pub value: CompactString,
    /// Bytes of the value in the block's source, without its quotation marks.
    pub value_range: ByteRange,
    /// The whole pair, quotation marks included.
    pub range: ByteRange,
}

impl Pair {
    /// The value's parts, where several are allowed: separated by commas, trimmed, with their places. Empty parts are left out.
    pub fn values(&self) -> impl Iterator<Item = (ByteRange, &str)> {
        let mut at = 0;
        self.value.split(',').filter_map(move |part| {
            let start = at + (part.len() - part.trim_start().len());
            at += part.len() + 1;
            let part = part.trim();
            let range = ByteRange::new(start, start + part.len()).shifted(self.value_range.start as usize);
            (!part.is_empty()).then_some((range, part))
        })
    }
}

/// The attributes of a span, a heading, a link or a div. Ranges are bytes of the block's source.
///
/// What was mistyped but clear is here as it was meant (`speaker=` is `by`, a value in curly marks is a
/// value); the block's errors tell what to mend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attrs {
    /// The braces and everything between them.
    pub range: ByteRange,
    /// In order of the source.
    pub classes: SmallVec<[Name; 1]>,
    /// The `#id`; of several the first.
    pub id: Option<Name>,
    /// In order of the source; a key given twice is here twice.
    pub pairs: Vec<Pair>,
    /// Whether something stands between the braces that is not in the fields above: a bare word, a second id.
    pub junk: bool,
}

impl Attrs {
    /// The value of `key`, the first if it is given twice; `None` where it is absent or empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pair(key).map(|p| &*p.value).filter(|v| !v.is_empty())
    }

    /// The pair of `key`, the first if it is given twice.
    pub fn pair(&self, key: &str) -> Option<&Pair> {
        self.pairs.iter().find(|p| &*p.key == key)
    }

    /// Whether `.class` is given.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes.iter().any(|c| &*c.text == class)
    }

    /// The id without its `#`.
    pub fn id(&self) -> Option<&str> {
        self.id.as_ref().map(|n| &*n.text)
    }

    /// Whether nothing is given.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty() && self.id.is_none() && self.pairs.is_empty()
    }
}
