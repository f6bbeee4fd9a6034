//! Text to blocks to inline nodes: the Newsmark language.
//!
//! The parser is total (any UTF-8 is a document), lossless (the texts of the
//! blocks, one behind the other, are the file) and works one block at a time.
//!
//! **Invariant:** what a block is depends on the text from its first byte on and on
//! nothing before it, except that front matter stands only at offset 0. That makes
//! [`Document::update`] equal to a fresh parse by construction: see there.

mod block;
mod document;
mod prose;
mod split;

pub use block::{Block, BlockKind};
pub use document::{Document, Update};
pub use prose::Prose;
pub use split::Mode;
