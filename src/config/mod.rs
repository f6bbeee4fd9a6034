//! `newsmark.toml`: options as written, with what is wrong with them, and the linter's options they resolve to.

mod keys;
mod read;
mod starter;

pub use read::{Config, ConfigError, read};
pub use starter::STARTER;

/// The name of the file, at the root of a workspace.
pub const FILE_NAME: &str = "newsmark.toml";
