//! Text to blocks to inline nodes: the Newsmark language.
//!
//! The parser is total (any UTF-8 is a document), lossless (the texts of the
//! blocks, one behind the other, are the file) and works one block at a time.
//!
//! **Invariant:** what a block is depends on the text from its first byte on and on
//! nothing before it, except that front matter stands only at offset 0. That makes
//! [`Document::update`] equal to a fresh parse by construction: see there.

mod attrs;
mod block;
mod braces;
mod document;
mod emphasis;
mod error;
mod format;
mod front_matter;
mod inline;
mod prose;
mod scan;
mod span;
mod split;
#[cfg(test)]
mod tests;
pub mod vocabulary;
pub mod yaml;

pub use attrs::{Attrs, Name, Pair};
pub use block::{Block, BlockKind};
pub use document::{Document, Update};
pub use error::{MAX_DEPTH, SyntaxError, SyntaxErrorKind, SyntaxFix};
pub use format::{Format, Markup, OPTING_HEAD, opts_in};
pub use front_matter::{FrontMatter, FrontMatterError, LocalEntity};
pub use prose::Prose;
pub use span::{Mark, MarkKind, Span, SpanKind};
pub use split::Mode;
