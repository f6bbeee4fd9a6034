//! The same id twice in a file.
//!
//! # What it flags
//! A second `#q1` in a story that has one already.
//!
//! # Why it matters
//! `cont=q1` or `after=q1` can then mean either, and links into the page go to the first.
//!
//! # Examples
//! ```news,flag,md
//! [“Yes,”]{.quote #q1 by=keller} Keller said. [“No,”]{.quote #q1 by=hill} Hill said.
//! ```
//! ```news,ok,md
//! [“Yes,”]{.quote #q1 by=keller} Keller said. [“No,”]{.quote #q2 by=hill} Hill said.
//! ```
//! ```news,flag,md
//! The [vote]{.event #vote when=2017-05-04} was close. The [second vote]{.event #vote when=2017-05-06} was not.
//! ```
//! ```news,ok,md
//! The [vote]{.event #vote when=2017-05-04} was close, Keller said [after it]{at=vote}.
//! ```
//!
//! # Limits
//! It looks at one file.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::text::ByteRange;
use rustc_hash::FxHashMap;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "markup/duplicate-id",
    summary: "the same id stands twice in a file",
    severity: Severity::Error,
    set: Set::Copy,
    absence: false,
    basis: "",
    settings: &[],
    source: include_str!("duplicate_id.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let mut first: FxHashMap<&str, ByteRange> = FxHashMap::default();
    let mut findings = Vec::new();
    for (index, block) in cx.document().blocks().iter().enumerate() {
        for id in block.spans.iter().map(|s| &s.attrs).chain(&block.attrs).filter_map(|a| a.id.as_ref()) {
            let range = cx.from_source(index, id.range);
            match first.get(&*id.text) {
                Some(earlier) => findings.push(
                    Finding::new(range, format!("the id `{}` is taken already", id.text))
                        .help("give this one another id")
                        .related(*earlier, "here it stands first"),
                ),
                None => {
                    first.insert(&id.text, range);
                }
            }
        }
    }
    findings
}
