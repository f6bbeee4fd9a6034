//! Applying fixes to a text.

use crate::diagnostic::{Diagnostic, Fix};
use crate::text::Edit;
use std::collections::BTreeMap;

/// A text after fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The text.
    pub text: String,
    /// How many fixes were applied.
    pub count: usize,
}

/// Applies the safe fixes of `diagnostics`, in order; one that overlaps an earlier one waits for the next round.
pub fn apply_safe_fixes(text: &str, diagnostics: &[Diagnostic]) -> Applied {
    let fixes = diagnostics.iter().filter_map(|d| d.fixes.iter().find(|f| f.safe));
    let mut taken = Taken::default();
    let taking: Vec<&Fix> = fixes.filter(|fix| taken.take(fix)).collect();
    let count = taking.len();
    let mut edits: Vec<&Edit> = taking.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|e| (e.range.start, e.range.end));
    let mut fixed = text.to_owned();
    for edit in edits.iter().rev() {
        if text.is_char_boundary(edit.range.start as usize) && text.is_char_boundary(edit.range.end as usize)
        {
            fixed.replace_range(edit.range.bounds(), &edit.text);
        }
    }
    Applied { text: fixed, count }
}

/// The stretches that fixes taken so far touch, start and end; they do not overlap.
#[derive(Default)]
pub(crate) struct Taken(BTreeMap<u32, u32>);

impl Taken {
    /// Takes the fix, unless it touches what another one touches.
    pub(crate) fn take(&mut self, fix: &Fix) -> bool {
        let touches = |edit: &Edit| {
            let last = self.0.range(..=edit.range.end).next_back();
            last.is_some_and(|(_, end)| *end >= edit.range.start)
        };
        if fix.edits.iter().any(touches) {
            return false;
        }
        for edit in &fix.edits {
            let end = self.0.entry(edit.range.start).or_insert(edit.range.end);
            *end = edit.range.end.max(*end);
        }
        true
    }
}
