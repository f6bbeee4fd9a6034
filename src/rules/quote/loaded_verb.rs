//! A verb of saying that judges what was said.
//!
//! # What it flags
//! `claimed`, `admitted`, `insisted` and their like where they report somebody's words.
//!
//! # Why it matters
//! “Claimed” says that it is not true, “admitted” that it is, and that it was wrong. “Said” says who said it.
//!
//! # Examples
//! ```news,flag,fix
//! “The bridge is safe,” Anna Keller claimed.
//! ```
//! ```news,fixed
//! “The bridge is safe,” Anna Keller said.
//! ```
//! ```news,flag
//! Anna Keller admits: “The bridge is not safe.”
//! ```
//! ```news,ok
//! “The bridge is safe,” Anna Keller said.
//! ```
//! ```news,ok
//! The flood claimed two lives.
//! ```
//!
//! # Limits
//! Only verbs beside a quotation or a report of what was said are looked at. Sometimes the verb is exact: a defendant
//! who pleads guilty admits. That is why the rule is off until a desk switches it on. Of 30 hits on published copy that
//! were read by hand 29 were such a verb with somebody's words.
//!
//! # Settings
//! `verbs`: more verbs of the house, in the forms in which they are printed; `allow`: verbs of the list that are fine.

use crate::diagnostic::Severity;
use crate::knowledge::{WordClass, lexicon, sourcing};
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set, Setting, SettingKind};
use crate::text::Edit;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/loaded-verb",
    summary: "a verb of saying judges what was said",
    severity: Severity::Info,
    set: Set::OptIn,
    absence: false,
    basis: "the shapes of attribution around a quotation",
    settings: &[
        Setting {
            name: "verbs",
            kind: SettingKind::Words,
            summary: "more verbs of the house, as they are printed",
        },
        Setting { name: "allow", kind: SettingKind::Words, summary: "verbs of the list that are fine" },
    ],
    source: include_str!("loaded_verb.rs"),
    check: Check::Block { reads: Reads::empty(), check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let (more, allowed) = (cx.settings.words(&RULE, "verbs"), cx.settings.words(&RULE, "allow"));
    let mut findings: Vec<Finding> = Vec::new();
    for attribution in cx.summary.attributions.iter().filter(|a| a.quote.is_some() && !a.cue.is_empty()) {
        let verb = attribution.cue.of(cx.prose());
        let lower = verb.to_lowercase();
        let loaded = sourcing::is_loaded(&lower) || more.contains(&lower);
        if !loaded || allowed.contains(&lower) || cx.is_quoted(attribution.cue) {
            continue;
        }
        let range = cx.source(attribution.cue);
        if findings.iter().any(|f| f.range == range) {
            continue;
        }
        let past = lexicon::classes_of(&lower).contains(WordClass::VERB_PAST) || lower.ends_with("ed");
        let plain = sourcing::saying(past);
        let finding = Finding::new(range, format!("`{lower}` judges what was said; `{plain}` does not"));
        let edits = vec![Edit { range, text: plain.to_owned() }];
        findings.push(match has_object(cx, attribution.cue) {
            false => finding.suggestion(format!("write `{plain}`"), edits),
            true => finding.help("say what was said, and by whom"),
        });
    }
    findings
}

/// Whether something else than the words said follows the verb: “slammed the council for …”.
fn has_object(cx: &BlockContext<'_>, cue: crate::text::ByteRange) -> bool {
    let tokens = &cx.summary.tokens;
    let next = tokens.get(tokens.partition_point(|t| t.range.start < cue.end));
    next.is_some_and(|t| t.is_wordlike() && !t.is(WordClass::RELATIVE | WordClass::SUBORDINATOR))
}
