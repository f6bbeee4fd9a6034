//! Files on disk: which to check, and reading them. Besides the two edges the only module that does I/O.

mod discover;
mod read;

pub use discover::{Discovery, Filter, Found, discover, opted_in_by_name};
pub use read::{ReadError, read, read_bytes};
