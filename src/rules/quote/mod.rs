//! Rules about quotations: who said it, and are the marks right?

pub mod multi_paragraph;
pub mod scare;
pub mod unattributed;
pub mod unbalanced;
