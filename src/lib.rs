//! Newsmark understands news copy: who said what, who each name is, what happened when.
//!
//! The crate is a library and one binary. All modules but `workspace`, `cli` and `lsp` are
//! pure: no I/O, no clock, no protocol. `docs/architecture.md` has the map.

pub mod analysis;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod edit;
pub mod export;
pub mod features;
pub mod knowledge;
pub mod lint;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod rules;
pub mod syntax;
pub mod text;
#[cfg(any(feature = "cli", feature = "lsp"))]
pub mod workspace;
