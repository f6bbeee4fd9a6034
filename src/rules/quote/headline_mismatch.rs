//! Words quoted in a headline that nobody says in the story.
//!
//! # What it flags
//! Two or more words in quotation marks in a headline, a heading or a sub-heading that the body does not have in that
//! order.
//!
//! # Why it matters
//! A headline that changes a quotation puts words into a mouth, in the largest type on the page.
//!
//! # Examples
//! ```news,flag,md
//! # Mayor: “We never promised a bridge”
//!
//! “We did not promise that bridge,” the mayor, Anna Keller, said on Friday.
//! ```
//! ```news,flag,md
//! ---
//! headline: "Mayor: “We never promised a bridge”"
//! ---
//!
//! “We did not promise that bridge,” the mayor, Anna Keller, said on Friday.
//! ```
//! ```news,ok,md
//! # Mayor: “We never promised a bridge”
//!
//! “We never promised a bridge to anybody,” the mayor, Anna Keller, said on Friday.
//! ```
//! ```news,ok,md
//! # Mayor speaks of “thirty years of waiting”
//!
//! “These were thirty years of waiting,” the mayor, Anna Keller, said on Friday.
//! ```
//!
//! # Limits
//! Words left out with an ellipsis and words put into square brackets are allowed for. Whether the words stand between
//! marks in the body does not matter.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::wording::{line, words};
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::text::ByteRange;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/headline-mismatch",
    summary: "a headline quotes words that the story does not have",
    severity: Severity::Warning,
    set: Set::Copy,
    absence: false,
    basis: "quotation marks",
    settings: &[],
    source: include_str!("headline_mismatch.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let quoted = quoted_in_headings(cx);
    if quoted.is_empty() {
        return Vec::new();
    }
    let body = body(cx);
    if body.trim().is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (range, text) in quoted {
        let missing = pieces(&text).into_iter().find(|piece| !body.contains(&line(piece)));
        let total = words(&text).len();
        if total >= 2 && missing.is_some() {
            findings.push(
                Finding::new(range, "the story does not have these words as the headline quotes them")
                    .help("quote the words as they were said, or take the marks away"),
            );
        }
    }
    findings
}

/// The quotations of headings, with their text between the marks and their place in the file.
fn quoted_in_headings(cx: &ArticleContext<'_>) -> Vec<(ByteRange, String)> {
    let mut found = Vec::new();
    if let Some(headline) = cx.matter.and_then(|m| m.headline.as_ref()) {
        found.extend(quoted_in(&headline.text).map(|words| (headline.range, words.to_owned())));
    }
    for (index, summary) in cx.summaries().iter().enumerate().filter(|(i, _)| cx.is_heading(*i)) {
        let prose = cx.document().blocks()[index].prose();
        for part in summary.quotes.parts.iter().filter(|p| p.depth == 0 && p.opened && p.closed) {
            found.push((cx.file_range(index, part.range), part.range.of(prose).to_owned()));
        }
    }
    found
}

/// What stands between double curly marks in a line that is no block.
fn quoted_in(text: &str) -> impl Iterator<Item = &str> {
    text.split('“').skip(1).filter_map(|rest| rest.split_once('”').map(|(words, _)| words))
}

/// The stretches of words between ellipses and square brackets, each as it must stand in the body.
fn pieces(text: &str) -> Vec<Vec<String>> {
    let mut plain = String::new();
    let mut inside = false;
    for c in text.replace("...", "…").chars() {
        match c {
            '[' => (inside, _) = (true, plain.push('…')),
            ']' => inside = false,
            _ if inside => {}
            c => plain.push(c),
        }
    }
    plain.split('…').map(words).filter(|w| !w.is_empty()).collect()
}

/// The words of the body behind one another.
fn body(cx: &ArticleContext<'_>) -> String {
    let mut body = String::new();
    for (index, block) in cx.document().blocks().iter().enumerate() {
        if block.kind.is_prose() && !cx.is_heading(index) {
            body.push_str(line(&words(block.prose())).trim_end());
        }
    }
    body.push(' ');
    body
}
