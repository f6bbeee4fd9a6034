//! Applying fixes to a text.

use crate::diagnostic::{Diagnostic, Fix};
use crate::text::Edit;

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
    let mut edits: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for fix in fixes {
        if fits(&edits, fix) {
            edits.extend(&fix.edits);
            count += 1;
        }
    }
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

/// Whether the fix touches nothing that `edits` touch.
fn fits(edits: &[&Edit], fix: &Fix) -> bool {
    fix.edits
        .iter()
        .all(|new| edits.iter().all(|old| new.range.end < old.range.start || old.range.end < new.range.start))
}
