//! A quotation over several paragraphs that is not opened again in each of them.
//!
//! # What it flags
//! A paragraph that goes on with a quotation from the paragraph before and does not begin with an opening mark.
//!
//! # Why it matters
//! Without the mark the reader takes the paragraph for the paper's own words until the closing mark comes, or for good.
//!
//! # Examples
//! ```news,flag,fix
//! “The bridge is safe. We have tested it twice.
//! We will test it again in spring,” Anna Keller said.
//! ```
//! ```news,fixed
//! “The bridge is safe. We have tested it twice.
//! “We will test it again in spring,” Anna Keller said.
//! ```
//! ```news,ok
//! “The bridge is safe. We have tested it twice.
//! “We will test it again in spring,” Anna Keller said.
//! ```
//! ```news,flag
//! Mayor Anna Keller spoke for an hour.
//! “The bridge is safe. We have tested it twice, in summer and in winter, with a full load.
//! We will test it again in spring, before anybody drives across it,” Keller said.
//! ```
//! ```news,ok
//! “The bridge is safe,” Anna Keller said.
//! The engineers tested it twice. “We will test it again in spring,” she said.
//! ```
//!
//! # Limits
//! A short line between the quotation and its closing mark is taken for the credit of a quotation set apart, and one that
//! begins with a small letter for a broken line. It needs the closing mark to see that the paragraph belongs to the quotation. Where that is missing too,
//! `quote/unbalanced` speaks.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set};
use crate::text::{ByteRange, Edit};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/multi-paragraph",
    summary: "a paragraph goes on with a quotation and does not open it again",
    severity: Severity::Warning,
    set: Set::Copy,
    absence: true,
    basis: "",
    settings: &[],
    source: include_str!("multi_paragraph.rs"),
    check: Check::Block { reads: Reads::QUOTES, check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let parts = cx.summary.quotes.parts.iter().filter(|p| p.depth == 0 && !p.opened && !p.single);
    parts
        .filter(|part| cx.view.quotes.iter().any(|q| !q.first && q.range == part.range))
        .filter(|part| is_speech(cx.prose(), part.range))
        .map(|part| {
            let words = part.range.of(cx.prose());
            let mark = if words.ends_with('"') { "\"" } else { "“" };
            let start = cx.source(ByteRange::empty(part.range.start as usize)).start as usize;
            let edit = Edit { range: ByteRange::empty(start), text: mark.to_owned() };
            Finding::new(
                cx.source(part.range),
                "this paragraph goes on with a quotation and does not open it again",
            )
            .help("begin each paragraph of a quotation with an opening mark; close only the last")
            .safe_fix("open the paragraph with a quotation mark", vec![edit])
        })
        .collect()
}

/// Whether the words before the closing mark are a paragraph of speech: a credit line is short and fills its paragraph.
fn is_speech(prose: &str, range: ByteRange) -> bool {
    let words = range.of(prose);
    let alone = range.len() + 1 >= prose.trim().len();
    let credit = alone && words.split_whitespace().count() < CREDIT_WORDS;
    !credit && !words.starts_with(char::is_lowercase)
}

/// Words of the longest credit line.
const CREDIT_WORDS: usize = 12;
