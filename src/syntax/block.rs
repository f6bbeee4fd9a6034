//! One block: the unit of parsing and of reuse.

use super::inline::{self, Inlines};
use super::{Attrs, Mark, Markup, Prose, Span, SyntaxError};
use crate::text::ByteRange;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Blank lines at the very beginning of the file; elsewhere they belong to the block before them.
    Blank,
    /// `---` … `---` at offset 0.
    FrontMatter,
    /// A heading with its level, 1 to 6.
    Heading(u8),
    /// A paragraph: in line mode one line.
    Paragraph,
    /// `- item`, `* item`, `+ item`.
    ListItem,
    /// Lines that begin with `>`.
    QuoteLines,
    /// A fenced code block; opaque.
    Code,
    /// A pipe table; opaque.
    Table,
    /// Raw HTML, MDX, template or shortcode lines; opaque.
    Raw,
    /// A display formula between `$$` lines; opaque.
    Math,
    /// A link or footnote definition, `[x]: …` or `[^x]: …`; opaque.
    Definition,
    /// An end mark or rule: `-30-`, `###`, `***`, `---`.
    Rule,
    /// `::: {…}`
    DivOpen,
    /// `:::`
    DivClose,
    /// A comment alone on its lines: `<!-- … -->`; a directive when it says `newsmark-…`.
    Comment,
}

impl BlockKind {
    /// Whether the block holds copy that a reader reads: headings, paragraphs, list items, quoted lines.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Heading(_) | Self::Paragraph | Self::ListItem | Self::QuoteLines)
    }
}

/// One block of a document, with everything that can be known from its own text.
///
/// Offsets inside a block are relative to the block's first byte, so that a
/// block stays equal to itself wherever it moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its whole source, with the line break and the blank lines that follow it.
    pub text: Box<str>,
    /// The part of `text` without leading markers, indentation and trailing line breaks.
    pub content: ByteRange,
    /// The copy in it, as analysis reads it; empty for opaque blocks.
    pub prose: Prose,
    /// Annotated stretches, in order of their start, an outer one before those inside it.
    pub spans: Vec<Span>,
    /// Ordinary Markdown, HTML and templates in the copy, in order.
    pub marks: Vec<Mark>,
    /// What is wrong with the markup, in order.
    pub errors: Vec<SyntaxError>,
    /// The attributes of a heading or of a div's opening line.
    pub attrs: Option<Attrs>,
}

impl Block {
    /// The block that the splitter found in `text`.
    pub(super) fn parse(kind: BlockKind, text: &str, content: ByteRange, markup: Markup) -> Self {
        let inlines = match (kind, markup) {
            (_, Markup::Annotated) if kind.is_prose() => inline::parse(kind, text, content),
            (BlockKind::DivOpen, Markup::Annotated) => inline::div(text, content),
            (_, Markup::Plain) if kind.is_prose() => Inlines::plain(Prose::verbatim(content)),
            _ => Inlines::plain(Prose::none()),
        };
        let Inlines { prose, spans, marks, errors, attrs } = inlines;
        Self { kind, text: text.into(), content, prose, spans, marks, errors, attrs }
    }

    /// The copy of the block, without markup. Empty when the block is opaque.
    pub fn prose(&self) -> &str {
        self.prose.of(&self.text)
    }

    /// Where a range of the prose stands in the block's source.
    pub fn to_source(&self, range: ByteRange) -> ByteRange {
        self.prose.to_source(range)
    }

    /// The innermost span that covers a range of the prose.
    pub fn span_over(&self, prose: ByteRange) -> Option<&Span> {
        self.spans.iter().rev().find(|s| s.prose.covers(prose))
    }
}
