//! A dateline that is not in the house's form.
//!
//! # What it flags
//! Another dash than the house's behind the dateline, or one without a space on either side.
//!
//! # Why it matters
//! Machines that take datelines out of copy know one form, and so do readers.
//!
//! # Examples
//! ```news,flag,fix
//! WASHINGTON- Russian officials met on Friday.
//! ```
//! ```news,fixed
//! WASHINGTON — Russian officials met on Friday.
//! ```
//! ```news,flag,fix
//! WASHINGTON (AP) -- Russian officials met on Friday.
//! ```
//! ```news,fixed
//! WASHINGTON (AP) — Russian officials met on Friday.
//! ```
//! ```news,ok
//! WASHINGTON (AP) — Russian officials met on Friday.
//! ```
//! ```news,ok
//! Washington met on Friday - for an hour.
//! ```
//!
//! # Limits
//! It looks at the dash, not at the place, the agency or the date. Of 30 hits on published copy that were read by hand all
//! were datelines with another dash. The profile `ap` switches the rule on.
//!
//! # Settings
//! `dash`: `em` (—), `en` (–) or `double` (--), the first by default.

use crate::diagnostic::Severity;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set, Setting, SettingKind};
use crate::text::{ByteRange, Edit};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "story/dateline-format",
    summary: "a dateline is not in the house's form",
    severity: Severity::Info,
    set: Set::OptIn,
    absence: false,
    basis: "datelines in the copy",
    settings: &[Setting {
        name: "dash",
        kind: SettingKind::Choice(&["em", "en", "double"]),
        summary: "the dash behind the dateline",
    }],
    source: include_str!("dateline_format.rs"),
    check: Check::Article(check),
};

/// Bytes of the longest place; what is longer is a line in capitals.
const LONGEST: usize = 40;

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let Some(dateline) = cx.article().furniture.dateline else { return Vec::new() };
    let index = dateline.block as usize;
    let prose = cx.document().blocks()[index].prose();
    let end = cx.summaries()[index].form.dateline_end as usize;
    let is_gap = |c: char| c == ' ' || c == '\u{a0}';
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '―');
    let front = prose[..end].trim_end_matches(is_dash);
    let start = front.trim_end_matches(is_gap).len();
    let dash = &prose[front.len()..end];
    let behind = &prose[end..];
    let stop = end + (behind.len() - behind.trim_start_matches(is_gap).len());
    let wanted = match cx.settings.choice(&RULE, "dash") {
        "en" => " – ",
        "double" => " -- ",
        _ => " — ",
    };
    let range = ByteRange::new(start, stop);
    let long = dateline.range.len() > LONGEST;
    if long || dash.is_empty() || range.of(prose).replace('\u{a0}', " ") == wanted || stop == prose.len() {
        return Vec::new();
    }
    let place = cx.file_range(index, range);
    let finding = Finding::new(
        cx.file_range(index, ByteRange::new(front.len(), end)),
        "this dateline is not in house style",
    )
    .help(format!("write `{}{wanted}`", crate::rules::wording::shortened(&prose[..start], 40)));
    // Markup in between is for a person to mend.
    let plain = place.len() == range.len();
    let edits = vec![Edit { range: place, text: wanted.to_owned() }];
    vec![if plain { finding.safe_fix("write the dateline in house style", edits) } else { finding }]
}
