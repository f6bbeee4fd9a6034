//! `newsmark.toml`: options as written, with what is wrong with them, and the options in force that they resolve to.

pub mod assist;
pub mod keys;
mod read;
mod resolve;
pub mod schema;
mod starter;
pub mod written;

pub use read::ConfigError;
pub use resolve::{Choice, Config, Override, read};
pub use starter::STARTER;

/// The name of the file, at the root of a workspace.
pub const FILE_NAME: &str = "newsmark.toml";
