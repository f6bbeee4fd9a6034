//! The one Rust integration binary: everything that is tested from outside the crate.

mod articles;
mod cli;
mod corpus;
mod dates;
mod desk;
mod faults;
mod fixes;
mod gold;
mod held;
mod incremental;
mod layers;
mod linear;
mod lsp;
mod names;
mod pandoc;
mod positions;
mod reports;
mod reuse;
mod rule_cases;
mod rule_pages;
mod rules;
mod schema;
mod settings;
mod speakers;
mod spec;
mod trust;
