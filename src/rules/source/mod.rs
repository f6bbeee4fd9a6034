//! Rules about sources: can the reader see where it comes from, and does nothing give away who must not be known?

pub mod identity_leak;
pub mod plural;
pub mod single;
pub mod unattributed_claim;
pub mod unlinked;
