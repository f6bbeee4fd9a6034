//! Findings of one document, kept between versions.

use crate::analysis::Story;
use crate::diagnostic::Diagnostic;

/// Checks the versions of one document, one after the other.
#[derive(Debug, Default)]
pub struct Checker {}

impl Checker {
    /// What is wrong with `story`, in order of the text.
    pub fn check(&mut self, story: &Story) -> Vec<Diagnostic> {
        let _ = story;
        Vec::new()
    }
}

/// Whether the findings of `rule` speak of something that is missing, and so may only be unfinished.
pub fn speaks_of_missing(rule: &str) -> bool {
    let _ = rule;
    false
}
