//! A few quoted words inside the writer's own sentence.
//!
//! # What it flags
//! A fragment: words in quotation marks that are no whole clause and are somebody's.
//!
//! # Why it matters
//! Fragments are where quotations go wrong: the words around them are the paper's, and the speaker may have meant
//! something else. Each is worth a second look: is it needed, and is it clear whose words they are?
//!
//! # Examples
//! ```news,flag
//! The mayor said the bridge was “a matter of life and death for this town” and walked off.
//! ```
//! ```news,flag
//! Anna Keller called the plan “deeply flawed.”
//! ```
//! ```news,ok
//! “The bridge is a matter of life and death for this town,” the mayor said.
//! ```
//! ```news,ok
//! She read “The Trial” on the train.
//! ```
//!
//! # Limits
//! It marks fragments and does not judge them; that is why it is a hint, and off until a desk switches it on. Of 30 hits
//! on published copy that were read by hand 27 were a few words of somebody's; the others were terms, or a whole sentence.
//!
//! # Settings
//! None.

use crate::analysis::quotes::QuoteKind;
use crate::analysis::speakers::QuoteStatus;
use crate::analysis::views::QuoteView;
use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/partial",
    summary: "a few quoted words inside the writer's own sentence",
    severity: Severity::Hint,
    set: Set::OptIn,
    absence: false,
    basis: "what the marks are used for",
    settings: &[],
    source: include_str!("partial.rs"),
    check: Check::Block { reads: Reads::QUOTES, check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let prose = cx.prose();
    // A capital first makes a short sentence of its own: “No,” he said.
    let sentence = |q: &QuoteView| {
        q.range.of(prose).chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
    };
    let fragments =
        cx.view.quotes.iter().filter(|q| q.first && q.kind == QuoteKind::Fragment && !sentence(q));
    fragments
        .map(|quote| {
            let message = match quote.status {
                QuoteStatus::Attributed => "are these few words needed as a quotation?",
                _ => "whose words are these?",
            };
            Finding::new(cx.source(quote.range), message)
                .help("quote the whole sentence, or say it in the paper's words")
        })
        .collect()
}
