//! A withheld source of whom the reader learns nothing.
//!
//! # What it flags
//! An annotation `by=anon` without `desc=`: who the source is in so far as it can be told.
//!
//! # Why it matters
//! “A source said” asks the reader for trust and gives no reason. How the source can know, and why the name is
//! withheld, is the least that the reader is owed.
//!
//! # Examples
//! ```news,flag,md
//! ---
//! newsmark: 1
//! ---
//!
//! [“There is no deal,”]{.quote by=anon} a source said.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! ---
//!
//! [“There is no deal,”]{.quote by=anon desc="an official who sat in the talks"} a source said.
//! ```
//! ```news,flag,md
//! ---
//! newsmark: 1
//! ---
//!
//! [“We will leave on Friday,”]{.quote by=anon} a person close to the talks said.
//! ```
//! ```news,ok,md
//! ---
//! newsmark: 1
//! ---
//!
//! [“There is no deal,”]{.quote by=keller} Anna Keller said.
//! ```
//!
//! # Limits
//! It reads annotations only; it does not guess who is anonymous.
//!
//! # Settings
//! `reason`: whether the reason for withholding the name (`reason=`) is wanted, too; `false`.

use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set, Setting, SettingKind};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/anonymous",
    summary: "the reader learns nothing of a withheld source",
    severity: Severity::Warning,
    set: Set::Publish,
    absence: true,
    basis: "",
    settings: &[Setting {
        name: "reason",
        kind: SettingKind::Flag(false),
        summary: "whether the reason for withholding the name is wanted, too",
    }],
    source: include_str!("anonymous.rs"),
    check: Check::Block { reads: Reads::empty(), check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let wants_reason = cx.settings.flag(&RULE, "reason");
    let mut findings = Vec::new();
    for span in &cx.block.spans {
        let withheld = span.attrs.pair("by").is_some_and(|p| p.values().any(|(_, v)| v == "anon"));
        if !withheld {
            continue;
        }
        let range = span.attrs.range;
        if span.attrs.get("desc").is_none() {
            findings.push(
                Finding::new(range, "who is this source, in so far as it can be told?")
                    .help("add desc=\"…\": how the source can know"),
            );
        } else if wants_reason && span.attrs.get("reason").is_none() {
            findings.push(
                Finding::new(range, "why is the name of this source withheld?")
                    .help("add reason=\"…\"; it stays at the desk"),
            );
        }
    }
    findings
}
