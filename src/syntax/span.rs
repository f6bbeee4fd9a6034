//! Annotated stretches of a block, and the marks of ordinary Markdown.

use super::{Attrs, vocabulary};
use crate::text::ByteRange;

/// `[inner]{attributes}`: a stretch of copy about which the writer says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the block's source, brackets and attributes included.
    pub range: ByteRange,
    /// Bytes of the block's source between the brackets.
    pub inner: ByteRange,
    /// Bytes of the block's prose.
    pub prose: ByteRange,
    /// `(target)` of a link that carries attributes, in the block's source; empty for a span.
    pub target: ByteRange,
    /// What is said about it.
    pub attrs: Attrs,
    /// How many spans it stands in; 0 for the outermost.
    pub depth: u32,
}

/// What a span is about: its class, or what its keys say where the class is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpanKind {
    /// A class of the vocabulary, written or implied.
    Class(&'static str),
    /// `ref` without a class: a name whose kind the registry knows.
    Entity,
}

impl Span {
    /// What the span is about; `prose` is the prose of its block. `None` where nothing is said that the vocabulary knows.
    ///
    /// A class counts before the keys. Without one: `by` or `cont` make a quote if the words begin with a
    /// quotation mark and a claim otherwise; `ref` makes a name; `when` with `where`, `who` or `what`, or
    /// with an id, makes an event; `when` alone a date.
    pub fn kind(&self, prose: &str) -> Option<SpanKind> {
        let written = self.attrs.classes.iter().find_map(|c| known_class(&c.text));
        if written.is_some() || !self.attrs.classes.is_empty() {
            return written.map(SpanKind::Class);
        }
        self.implied_kind(self.prose.of(prose))
    }

    fn implied_kind(&self, words: &str) -> Option<SpanKind> {
        let has = |key: &str| self.attrs.pair(key).is_some();
        if has("by") || has("cont") {
            let class = if opens_with_mark(words) { "quote" } else { "claim" };
            return Some(SpanKind::Class(class));
        }
        if has("ref") {
            return Some(SpanKind::Entity);
        }
        if !has("when") {
            return None;
        }
        let event = has("where") || has("who") || has("what") || self.attrs.id.is_some();
        Some(SpanKind::Class(if event { "event" } else { "date" }))
    }

    /// Whether the span is of `class`, written or implied.
    pub fn is(&self, class: &str, prose: &str) -> bool {
        matches!(self.kind(prose), Some(SpanKind::Class(c)) if c == class)
    }
}

fn known_class(text: &str) -> Option<&'static str> {
    vocabulary::CLASSES.iter().find(|c| **c == text).copied()
}

/// Whether the words begin with a quotation mark.
fn opens_with_mark(words: &str) -> bool {
    words.trim_start().starts_with(['“', '"', '„', '«', '‘', '\'', '‟', '‚', '»'])
}

/// A piece of ordinary Markdown, HTML or a template in the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// The backslash of an escape; the character behind it is copy.
    Escape,
    /// `` `code` ``; stands in the prose as U+FFFC.
    Code,
    /// `<!-- … -->`.
    Comment,
    /// An HTML tag or an MDX component's tag. What stands between two tags is copy.
    Tag,
    /// An HTML element whose content is no copy: `<code>…</code>`, `<script>…</script>`; U+FFFC in the prose.
    Element,
    /// `<https://…>`; U+FFFC in the prose.
    Autolink,
    /// `{{< … >}}`, `{{ … }}`, `{% … %}`; U+FFFC in the prose.
    Template,
    /// `$$…$$`; U+FFFC in the prose.
    Math,
    /// `![text](target)`; U+FFFC in the prose.
    Image,
    /// `[^1]`.
    Footnote,
    /// The `[` of a link.
    LinkOpen,
    /// `](target)` or `][label]` of a link.
    LinkClose,
    /// `*`, `**`, `_` … in front of emphasised words.
    EmphasisOpen,
    /// The same behind them.
    EmphasisClose,
    /// `>` and the space behind it at the start of an inner line of quoted lines.
    LinePrefix,
    /// Attributes that belong to nothing: behind a `]` without a `[`.
    Stray,
}

impl MarkKind {
    /// Whether it stands in the prose as U+FFFC; the others leave no trace there.
    pub fn is_object(self) -> bool {
        matches!(
            self,
            Self::Code | Self::Element | Self::Autolink | Self::Template | Self::Math | Self::Image
        )
    }
}

/// One mark with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// Bytes of the block's source.
    pub range: ByteRange,
}
