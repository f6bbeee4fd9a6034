//! Rules about names: is everybody introduced, and does each name mean one thing?

pub mod acronym;
pub mod orphan;
pub mod title_mismatch;
