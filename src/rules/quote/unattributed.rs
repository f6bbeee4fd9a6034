//! A direct quotation whose speaker the reader cannot find.
//!
//! # What it flags
//! One or more whole clauses in quotation marks for which no speaker is named: not in the sentence, not in the
//! paragraph, not in the paragraph before, and not by an annotation (`by=`).
//!
//! # Why it matters
//! A quotation is somebody's words. Where the reader cannot tell whose, the words become the paper's own, and the
//! desk cannot check them with the person who said them.
//!
//! # Examples
//! ```news,flag
//! The talks ended without a deal on Friday.
//! “We will not go back to that table again, whatever they offer us.” The delegates left by the side door.
//! ```
//! ```news,ok
//! “We will not go back to that table again,” Anna Keller said. “Not this year.”
//! ```
//! ```news,ok
//! Anna Keller said: “We will not go back to that table again.”
//! ```
//! ```news,flag
//! The works will cost nine million, and the council has not found the money for them yet.
//! The ferry did not run on eleven days in spring.
//! “We will not pay for this bridge, and neither will our children.”
//! ```
//!
//! # Limits
//! It rests on inference. Where no shape of attribution fits anywhere near, the finding is a warning; where a likely
//! speaker stands close by it is information, and where the story is an interview or a transcript, a hint. Scare
//! quotes, titles of works and single words are not quotations of a speaker.
//!
//! # Settings
//! None. Name the speaker in the annotation: `[“…”]{by=keller}`, or `by=unknown` while he or she is still to be found.

use crate::analysis::quotes::QuoteKind;
use crate::analysis::speakers::QuoteStatus;
use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/unattributed",
    summary: "a direct quotation has no speaker",
    severity: Severity::Warning,
    set: Set::Copy,
    absence: true,
    basis: "quotation marks, and the shapes of attribution around them",
    settings: &[],
    source: include_str!("unattributed.rs"),
    check: Check::Block { reads: Reads::QUOTES, check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    cx.view
        .quotes
        .iter()
        .filter(|q| q.first && q.kind == QuoteKind::Full && q.status != QuoteStatus::NotSpeech)
        .filter_map(|quote| {
            let sure = quote.missing?;
            let message = match quote.status {
                QuoteStatus::Attributed => "who said this? only an earlier sentence names a speaker",
                _ => "who said this? no speaker is named beside it",
            };
            Some(
                Finding::new(cx.source(quote.range), message)
                    .confidence(sure)
                    .help("name the speaker beside the quotation, or annotate it: [“…”]{by=name}"),
            )
        })
        .collect()
}
