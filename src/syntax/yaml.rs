//! YAML as plain data with places. Scalars stay the text that was typed: `NO` is no boolean here, and a date is no number.

use crate::text::ByteRange;
use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};

/// A text with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// What it says, without quotation marks.
    pub text: String,
    /// Where it stands, with its quotation marks if it has any.
    pub range: ByteRange,
}

/// A YAML value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: `key:`, `~`, `null`.
    Null(ByteRange),
    /// A text, a number, a date.
    Text(Text),
    /// `[a, b]` or lines with `-`.
    List(Vec<Value>, ByteRange),
    /// `{a: b}` or indented lines.
    Map(Vec<(Text, Value)>, ByteRange),
}

impl Value {
    /// Where it stands.
    pub fn range(&self) -> ByteRange {
        match self {
            Self::Text(text) => text.range,
            Self::Null(range) | Self::List(_, range) | Self::Map(_, range) => *range,
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&Text> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The value of `key` in a map.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let Self::Map(pairs, _) = self else { return None };
        pairs.iter().find(|(k, _)| k.text == key).map(|(_, v)| v)
    }
}

/// More than anyone writes into front matter; what is longer or nested deeper is refused, so that reading
/// never takes long and never runs out of stack.
const MAX_LEN: usize = 64 << 10;
const MAX_DEPTH: usize = 32;

/// Reads the map that `source` holds. Ranges are bytes of `source` moved right by `base`.
///
/// # Errors
/// The message and the place, if it is not YAML, not a map, or unreasonably large.
pub fn read_map(source: &str, base: usize) -> Result<Vec<(Text, Value)>, (String, ByteRange)> {
    let whole = ByteRange::new(base, base + source.len());
    if source.len() > MAX_LEN || depth(source) > MAX_DEPTH {
        return Err(("front matter is too long or nested too deep".into(), whole));
    }
    let places = Places::new(source, base);
    let documents = MarkedYaml::load_from_str(source).map_err(|error| {
        let at = places.byte(error.marker().index());
        (error.info().to_owned(), ByteRange::empty(at as usize))
    })?;
    match documents.first().map(|node| places.value(node)) {
        None | Some(Value::Null(_)) => Ok(Vec::new()),
        Some(Value::Map(pairs, _)) => Ok(pairs),
        Some(other) => Err(("front matter is made of lines key: value".into(), other.range())),
    }
}

/// An upper bound of how deep the YAML in `source` is nested.
fn depth(source: &str) -> usize {
    let (mut flow, mut most) = (0usize, 0);
    for c in source.bytes() {
        match c {
            b'[' | b'{' => flow += 1,
            b']' | b'}' => flow = flow.saturating_sub(1),
            _ => {}
        }
        most = most.max(flow);
    }
    let block = |line: &str| {
        let lead = line.len() - line.trim_start_matches([' ', '-', '?', ':', '\t']).len();
        let marks = line[..lead].bytes().filter(|b| matches!(b, b'-' | b'?' | b':')).count();
        marks + (line.len() - line.trim_start_matches(' ').len()) / 2
    };
    most + source.lines().map(block).max().unwrap_or(0)
}

/// From code points, in which YAML counts, to bytes.
struct Places<'s> {
    source: &'s str,
    bytes: Vec<u32>,
    base: usize,
}

impl<'s> Places<'s> {
    fn new(source: &'s str, base: usize) -> Self {
        let ends = std::iter::once(source.len());
        let bytes = source.char_indices().map(|(i, _)| i).chain(ends).map(|i| i as u32).collect();
        Self { source, bytes, base }
    }

    fn byte(&self, index: usize) -> u32 {
        self.base as u32 + self.bytes[index.min(self.bytes.len() - 1)]
    }

    fn range(&self, node: &MarkedYaml<'_>) -> ByteRange {
        let (start, end) = (self.byte(node.span.start.index()), self.byte(node.span.end.index()));
        ByteRange { start, end: end.max(start) }
    }

    fn value(&self, node: &MarkedYaml<'_>) -> Value {
        let range = self.range(node);
        let text = |text: &str| Value::Text(Text { text: text.to_owned(), range });
        match &node.data {
            YamlData::Representation(t, ..) | YamlData::Value(Scalar::String(t)) => text(t),
            YamlData::Value(Scalar::Null) => Value::Null(range),
            // A number or a truth value is wanted as it was typed.
            YamlData::Value(_) => text(range.relative_to(self.base).of(self.source)),
            YamlData::Tagged(_, inner) => self.value(inner),
            YamlData::Sequence(items) => Value::List(items.iter().map(|i| self.value(i)).collect(), range),
            YamlData::Mapping(map) => Value::Map(
                map.iter().filter_map(|(k, v)| Some((self.key(k)?, self.value(v)))).collect(),
                range,
            ),
            YamlData::Alias(_) | YamlData::BadValue => Value::Null(range),
        }
    }

    fn key(&self, node: &MarkedYaml<'_>) -> Option<Text> {
        match self.value(node) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}
