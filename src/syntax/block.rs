//! One block: the unit of parsing and of reuse.

use super::Prose;
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
}

impl Block {
    /// The block that the splitter found in `text`.
    pub(super) fn parse(kind: BlockKind, text: &str, content: ByteRange) -> Self {
        let prose = if kind.is_prose() { Prose::verbatim(content) } else { Prose::none() };
        Self { kind, text: text.into(), content, prose }
    }

    /// The copy of the block, without markup. Empty when the block is opaque.
    pub fn prose(&self) -> &str {
        self.prose.of(&self.text)
    }

    /// Where a range of the prose stands in the block's source.
    pub fn to_source(&self, range: ByteRange) -> ByteRange {
        self.prose.to_source(range)
    }
}
