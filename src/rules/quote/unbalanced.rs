//! A quotation mark without its partner.
//!
//! # What it flags
//! An opening mark that nothing closes in its paragraph, and a closing mark that nothing opened.
//!
//! # Why it matters
//! The reader cannot tell where the quoted words end and the paper's begin.
//!
//! # Examples
//! ```news,flag
//! “We hope the bridge opens in spring, Anna Keller said.
//! ```
//! ```news,flag
//! We hope the bridge opens in spring,” Anna Keller said.
//! ```
//! ```news,ok
//! “We hope the bridge opens in spring. We have waited long enough.
//! “And we will wait no longer,” Anna Keller said.
//! ```
//!
//! # Limits
//! A quotation that runs over several paragraphs opens each of them and closes only the last; that is right and is
//! not flagged. Feet and inches, minutes and seconds are no quotation marks.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set};
use crate::text::ByteRange;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/unbalanced",
    summary: "a quotation mark has no partner",
    severity: Severity::Warning,
    set: Set::Copy,
    absence: true,
    basis: "",
    settings: &[],
    source: include_str!("unbalanced.rs"),
    check: Check::Block { reads: Reads::QUOTES, check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let quotes = &cx.summary.quotes;
    let broken = quotes.parts.iter().filter(|p| p.depth == 0 && !p.single).filter_map(|part| {
        let at = cx.view.quotes.partition_point(|q| q.range.start < part.range.start);
        let view = cx.view.quotes.get(at).filter(|q| q.range == part.range);
        if part.opened && !part.closed && !view.is_some_and(|q| q.goes_on) {
            let mark = first_char(cx.prose(), part.range);
            return Some(unclosed(cx.source(mark)));
        }
        (!part.opened && view.is_none()).then(|| unopened(cx.source(last_char(cx.prose(), part.range))))
    });
    let strays = quotes.strays.iter().map(|stray| {
        let range = cx.source(stray.range);
        if stray.opening { unclosed(range) } else { unopened(range) }
    });
    broken.chain(strays).collect()
}

fn unclosed(range: ByteRange) -> Finding {
    Finding::new(range, "this quotation is opened and not closed in its paragraph").help(
        "close it where the quoted words end; one that goes on opens the next paragraph with a mark, too",
    )
}

fn unopened(range: ByteRange) -> Finding {
    Finding::new(range, "this closing quotation mark has no opening one in its paragraph")
        .help("open the quotation where the quoted words begin, or delete the mark")
}

fn last_char(prose: &str, range: ByteRange) -> ByteRange {
    let len = range.of(prose).chars().next_back().map_or(0, char::len_utf8);
    ByteRange::new(range.end as usize - len, range.end as usize)
}

fn first_char(prose: &str, range: ByteRange) -> ByteRange {
    let len = range.of(prose).chars().next().map_or(0, char::len_utf8);
    ByteRange::new(range.start as usize, range.start as usize + len)
}
