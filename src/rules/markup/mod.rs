//! Rules about annotations: is the markup well formed, and does it say what it seems to say?

pub mod attributes;
pub mod bracket;
pub mod duplicate_id;
pub mod lost_text;
pub mod unknown_name;

use super::{BlockContext, Finding};
use crate::syntax::{SyntaxError, SyntaxErrorKind};

/// A finding for an error that the parser found, with its fix.
fn finding(_cx: &BlockContext<'_>, error: &SyntaxError) -> Finding {
    let finding = Finding::new(error.range, error.message.clone());
    match &error.fix {
        Some(fix) => finding.safe_fix(fix.title.clone(), fix.edits.clone()),
        None => finding,
    }
}

/// Whether the error is of something still to be typed.
fn is_missing(kind: SyntaxErrorKind) -> bool {
    use SyntaxErrorKind as Kind;
    matches!(
        kind,
        Kind::MissingValue
            | Kind::MissingQuote
            | Kind::MissingBrace
            | Kind::MissingBracket
            | Kind::Empty
            | Kind::BareWord
    )
}
