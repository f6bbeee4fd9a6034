//! Verbs of saying in two tenses.
//!
//! # What it flags
//! “Says” in a story that reports what was said in the past tense throughout, or the other way round.
//!
//! # Why it matters
//! Hard news says “said”, features say “says”. Where one verb differs from all others, it was mostly put in by another
//! hand, and the reader wonders whether this was said at another time.
//!
//! # Examples
//! ```news,flag,fix
//! “The bridge is safe,” Anna Keller said.
//! “We have tested it,” Max Baum said. “Twice,” he said.
//! “It will open in spring,” Max Baum says.
//! ```
//! ```news,fixed
//! “The bridge is safe,” Anna Keller said.
//! “We have tested it,” Max Baum said. “Twice,” he said.
//! “It will open in spring,” Max Baum said.
//! ```
//! ```news,ok
//! “The bridge is safe,” Anna Keller says.
//! “We have tested it,” Max Baum says. “Twice,” he says.
//! ```
//!
//! # Limits
//! It speaks only where at least `min` verbs agree for each one that differs. A document that still says something
//! (“the report says”) is in the present tense rightly, and so is an advertisement that still runs. Of 30 hits on
//! published copy that were read by hand the verb did differ from the others in all, and was right as it stood in eight.
//!
//! # Settings
//! `min`: how many verbs in the other tense there must be for each one that is flagged; `3`.

use crate::analysis::article::Place;
use crate::diagnostic::Severity;
use crate::knowledge::sourcing;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set, Setting, SettingKind};
use crate::text::Edit;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/tense",
    summary: "verbs of saying stand in two tenses",
    severity: Severity::Hint,
    set: Set::OptIn,
    absence: false,
    basis: "the shapes of attribution around a quotation",
    settings: &[Setting {
        name: "min",
        kind: SettingKind::Integer(3),
        summary: "how many verbs in the other tense there must be for each one that is flagged",
    }],
    source: include_str!("tense.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let (mut past, mut present): (Vec<Place>, Vec<Place>) = (Vec::new(), Vec::new());
    let cues = cx.article().quotes.iter().filter_map(|q| q.cue);
    for cue in cues.filter(|c| !cx.is_quoted(*c) && !cx.is_heading(c.block as usize)) {
        let list = match sourcing::tense_of_saying(cx.text(cue)) {
            Some(true) => &mut past,
            Some(false) => &mut present,
            None => continue,
        };
        if list.last() != Some(&cue) {
            list.push(cue);
        }
    }
    let least = cx.settings.integer(&RULE, "min").max(1) as usize;
    let (few, many, other) =
        if past.len() < present.len() { (past, present, false) } else { (present, past, true) };
    if few.is_empty() || few.len().saturating_mul(least) > many.len() {
        return Vec::new();
    }
    few.into_iter().map(|cue| finding(cx, cue, other)).collect()
}

fn finding(cx: &ArticleContext<'_>, cue: Place, past: bool) -> Finding {
    let range = cx.file(cue);
    let wanted = sourcing::saying(past);
    Finding::new(range, format!("`{}` here, `{wanted}` everywhere else", cx.text(cue)))
        .help("keep one tense, unless this was said at another time")
        .suggestion(format!("write `{wanted}`"), vec![Edit { range, text: wanted.to_owned() }])
}
