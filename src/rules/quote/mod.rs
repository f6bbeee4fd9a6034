//! Rules about quotations: who said it, and are the marks right?

pub mod anonymous;
pub mod attribution_conflict;
pub mod duplicate;
pub mod headline_mismatch;
pub mod multi_paragraph;
pub mod scare;
pub mod unattributed;
pub mod unbalanced;
