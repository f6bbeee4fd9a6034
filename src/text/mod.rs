//! The text of an article, without any notion of markup: a rope, byte ranges,
//! lines and columns in UTF-8, UTF-16 and UTF-32, and edits.
//!
//! **Invariant:** inside Newsmark every offset is a UTF-8 byte offset. This
//! module is the only one that converts between bytes and other units.

mod buffer;
mod encoding;
mod range;

pub use buffer::{Buffer, Edit};
pub use encoding::{CodePoints, Encoding, Position};
pub use range::ByteRange;
