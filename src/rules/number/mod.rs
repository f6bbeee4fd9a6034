//! Rules about figures.

pub mod conflict;
