//! What can be done at a place: the fixes of its findings, silencing them, all safe fixes at once, and annotating.
//!
//! Everything comes from stored results; nothing is checked again.

use super::Reading;
use super::reading::Spot;
use super::subject::is_id;
use crate::analysis::article::Place;
use crate::analysis::mentions::EntityKind;
use crate::analysis::speakers::{Quote, QuoteStatus};
use crate::diagnostic::Diagnostic;
use crate::syntax::BlockKind;
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
    let mut edits: Vec<Edit> = Vec::new();
    for fix in findings.iter().filter_map(|f| f.fixes.iter().find(|f| f.safe)) {
        let free = |new: &Edit| {
            edits.iter().all(|old| new.range.end < old.range.start || old.range.end < new.range.start)
        };
        if fix.edits.iter().all(free) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    edits.sort_by_key(|e| e.range);
    (!edits.is_empty()).then(|| Action {
        title: "Fix everything that is safe to fix".to_owned(),
        kind: ActionKind::FixAll,
        edits,
        finding: None,
        preferred: false,
    })
}

/// What can be written down about the place or the selection.
pub fn refactorings(reading: Reading<'_>, range: ByteRange) -> Vec<Action> {
    let Some(spot) = reading.spot(range.start as usize) else { return Vec::new() };
    if inside_span(reading, range) {
        return Vec::new();
    }
    let mut actions = Vec::new();
    if !range.is_empty() {
        actions.extend(annotate_selection(reading, spot, range));
    }
    if let Some(quote) = reading.quote_at(spot) {
        actions.extend(annotate_quote(reading, spot, quote));
    }
    actions.extend(annotate_name(reading, spot));
    actions
}

fn inside_span(reading: Reading<'_>, range: ByteRange) -> bool {
    let document = &reading.story.document;
    let Some(index) = document.block_at(range.start as usize) else { return true };
    let start = document.start_of(index);
    let spans = &document.blocks()[index].spans;
    spans.iter().any(|s| s.range.shifted(start).overlaps(range) || s.range.shifted(start).covers(range))
}

/// `[words]{attributes}`
fn wrapped(title: String, range: ByteRange, attributes: &str) -> Action {
    let edits = vec![
        Edit { range: ByteRange::empty(range.start as usize), text: "[".to_owned() },
        Edit { range: ByteRange::empty(range.end as usize), text: format!("]{{{attributes}}}") },
    ];
    Action { title, kind: ActionKind::Refactor, edits, finding: None, preferred: false }
}

const SELECTABLE: &[(&str, &str)] = &[
    ("a person", ".person"),
    ("an organisation", ".org"),
    ("a place", ".place"),
    ("an event", ".event"),
    ("a date", ".date"),
    ("a quotation", ".quote by=unknown"),
    ("a claim", ".claim by=unknown"),
];

/// The selection as each class, if it stands in one paragraph.
fn annotate_selection(reading: Reading<'_>, spot: Spot, range: ByteRange) -> Vec<Action> {
    let document = &reading.story.document;
    let block = &document.blocks()[spot.block];
    let content = block.content.shifted(document.start_of(spot.block));
    if !content.covers(range)
        || !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading(_))
    {
        return Vec::new();
    }
    SELECTABLE.iter().map(|(what, attrs)| wrapped(format!("Annotate as {what}"), range, attrs)).collect()
}

fn annotate_quote(reading: Reading<'_>, spot: Spot, quote: &Quote) -> Vec<Action> {
    let Some(part) = quote.parts.iter().find(|p| p.block as usize == spot.block) else { return Vec::new() };
    let range = reading.range(*part);
    let mut actions = Vec::new();
    if let Some(speaker) = &quote.speaker {
        let entity = speaker.entity.map(|e| &reading.article().entities[e as usize]);
        let id = entity.and_then(|e| e.registry.clone());
        let name = id.or_else(|| speaker.name.clone()).unwrap_or_else(|| speaker.text.clone());
        let shown = speaker.name.as_deref().unwrap_or(&speaker.text);
        actions.push(wrapped(
            format!("Annotate as a quote by {shown}"),
            range,
            &format!(".quote by={}", value(&name)),
        ));
    } else if quote.status != QuoteStatus::NotSpeech {
        actions.push(wrapped("Annotate as a quote".to_owned(), range, ".quote by=unknown"));
    }
    if quote.parts.len() == 1 {
        actions.push(wrapped("Mark as scare quotes".to_owned(), range, ".scare"));
    }
    actions
}

fn annotate_name(reading: Reading<'_>, spot: Spot) -> Option<Action> {
    let (index, mention) = reading.mention_at(spot)?;
    let (_, entity) = reading.entity_of(spot.block, index)?;
    let class = match entity.kind {
        EntityKind::Person => ".person",
        EntityKind::Org => ".org",
        EntityKind::Place => ".place",
        EntityKind::Object => ".object",
    };
    let range = reading.range(Place { block: spot.block as u32, range: mention.range });
    let id = entity.registry.as_deref().unwrap_or(&entity.name);
    Some(wrapped(format!("Annotate as {}", entity.name), range, &format!("{class} ref={}", value(id))))
}

/// `text` as the value of an attribute.
fn value(text: &str) -> String {
    if is_id(text) { text.to_owned() } else { format!("\"{}\"", text.replace(['"', '\\', '\n'], "")) }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
