//! Rules about quotations: who said it, and are the marks right?

pub mod altered;
pub mod anonymous;
pub mod attribution_conflict;
pub mod duplicate;
pub mod ellipsis;
pub mod headline_mismatch;
pub mod late_attribution;
pub mod loaded_verb;
pub mod multi_paragraph;
pub mod nesting;
pub mod partial;
pub mod tense;
pub mod unattributed;
pub mod unbalanced;
