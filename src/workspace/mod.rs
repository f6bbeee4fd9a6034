//! Files on disk: which to check, and reading them. Besides the two edges the only module that does I/O.

mod config;
mod discover;
mod git;
mod house;
mod linters;
mod other_folders;
mod read;
mod registry_files;
mod transcripts;
mod write;

pub use config::{Located, find_config, load_config};
pub use discover::{Discovery, Filter, Filters, Found, discover, is_wanted, opted_in_by_name};
pub use git::Base;
pub use house::{House, Sheet, Slip};
pub use linters::Linters;
pub use read::{ReadError, plain, read, read_bytes};
pub use transcripts::transcripts;
pub use write::{finish_writing, private_file, replace, write_atomically};
