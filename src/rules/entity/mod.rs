//! Rules about names: is everybody introduced, and does each name mean one thing?

pub mod acronym;
pub mod ambiguous;
pub mod first_reference;
pub mod orphan;
mod registered;
pub mod spelling;
pub mod title_mismatch;
pub mod type_mismatch;
pub mod unknown_ref;
