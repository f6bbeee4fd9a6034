//! Newsmark understands news copy: who said what, who each name is, what happened when.
//!
//! The crate is a library and one binary. The modules below `cli` and `lsp` are
//! pure: no I/O, no clock, no protocol. `docs/architecture.md` has the map.

pub mod syntax;
pub mod text;
