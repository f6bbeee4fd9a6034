//! What can be done about findings: their fixes, silencing them, all safe fixes at once.
//!
//! Everything comes from stored results; nothing is checked again.

use super::Reading;
use crate::diagnostic::Diagnostic;
use crate::lint::Taken;
use crate::text::{ByteRange, Edit};

/// What an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// Mends a finding.
    QuickFix,
    /// Mends everything that can be mended without asking.
    FixAll,
    /// Puts annotations in their canonical form.
    Organize,
    /// Writes down what is known.
    Refactor,
}

/// One action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// As an order: "Mark as scare quotes".
    pub title: String,
    /// What it is.
    pub kind: ActionKind,
    /// Edits in order, without overlap.
    pub edits: Vec<Edit>,
    /// Index of the finding that it mends.
    pub finding: Option<usize>,
    /// Whether it is the one to take without looking.
    pub preferred: bool,
}

/// The fixes of the findings that touch `range`, and for each a way to silence it.
pub fn quick_fixes(reading: Reading<'_>, findings: &[Diagnostic], range: ByteRange) -> Vec<Action> {
    let touched =
        findings.iter().enumerate().filter(|(_, f)| f.range.start <= range.end && range.start <= f.range.end);
    let mut actions = Vec::new();
    for (index, finding) in touched {
        actions.extend(finding.fixes.iter().map(|fix| Action {
            title: capitalised(&fix.title),
            kind: ActionKind::QuickFix,
            edits: fix.edits.clone(),
            finding: Some(index),
            preferred: fix.safe,
        }));
        actions.extend(silence(reading, finding).map(|edit| Action {
            title: format!("Ignore {} in this paragraph", finding.rule),
            kind: ActionKind::QuickFix,
            edits: vec![edit],
            finding: Some(index),
            preferred: false,
        }));
    }
    actions.sort_by_key(|a| a.title.starts_with("Ignore "));
    actions
}

/// A comment in front of the paragraph; behind a blank line, so that Markdown readers keep it out of the copy.
fn silence(reading: Reading<'_>, finding: &Diagnostic) -> Option<Edit> {
    let document = &reading.story.document;
    let index = document.block_at(finding.range.start as usize)?;
    document.blocks()[index].kind.is_prose().then(|| {
        let start = document.start_of(index);
        let blank =
            index == 0 || document.blocks()[index - 1].text.trim_end_matches([' ', '\t']).ends_with("\n\n");
        let gap = if blank { "" } else { "\n" };
        Edit {
            range: ByteRange::empty(start),
            text: format!("{gap}<!-- newsmark-ignore {} -->\n", finding.rule),
        }
    })
}

/// Everything that can be mended without asking, in one action; fixes that would touch an earlier one are left out.
pub fn fix_all(findings: &[Diagnostic]) -> Option<Action> {
    let mut taken = Taken::default();
    let safe = findings.iter().filter_map(|f| f.fixes.iter().find(|f| f.safe));
    let mut edits: Vec<Edit> =
        safe.filter(|fix| taken.take(fix)).flat_map(|fix| fix.edits.iter().cloned()).collect();
    edits.sort_by_key(|e| e.range);
    (!edits.is_empty()).then(|| Action {
        title: "Fix everything that is safe to fix".to_owned(),
        kind: ActionKind::FixAll,
        edits,
        finding: None,
        preferred: false,
    })
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
