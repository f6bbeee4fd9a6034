//! A speaker who is named only after the paragraph.
//!
//! # What it flags
//! A quotation whose paragraph ends before its speaker is named: the name comes in a later paragraph.
//!
//! # Why it matters
//! Readers want to know who speaks by the end of the first sentence. A paragraph is long to wait.
//!
//! # Examples
//! ```news,flag
//! “The bridge is safe. We have tested it twice. We will test it again in spring.
//! “And then we will open it,” Anna Keller said.
//! ```
//! ```news,ok
//! “The bridge is safe,” Anna Keller said. “We have tested it twice. We will test it again in spring.
//! “And then we will open it.”
//! ```
//! ```news,ok
//! Anna Keller spoke first.
//! “The bridge is safe,” she said.
//! ```
//!
//! # Limits
//! A credit line below a quotation set apart from the copy is not late, nor is a speaker whom the paragraph names for other
//! words, or the paragraph above announces with a colon. It spoke twice in 840 published articles.
//!
//! # Settings
//! None.

use crate::analysis::Confidence;
use crate::analysis::attribution::Shape;
use crate::analysis::quotes::QuoteKind;
use crate::analysis::speakers::Quote;
use crate::diagnostic::Severity;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/late-attribution",
    summary: "the speaker is named only after the paragraph",
    severity: Severity::Info,
    set: Set::OptIn,
    absence: true,
    basis: "the shapes of attribution around a quotation",
    settings: &[],
    source: include_str!("late_attribution.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    cx.article().quotes.iter().filter_map(|quote| late(cx, quote)).collect()
}

fn late(cx: &ArticleContext<'_>, quote: &Quote) -> Option<Finding> {
    let first = *quote.parts.first()?;
    let named = quote.speaker.as_ref()?.place?;
    let sure = quote.confidence == Confidence::High || quote.parts.len() > 1;
    let credit = quote.shape == Some(Shape::Credit);
    // Whoever is named in the paragraph for other words speaks these, too; a colon announces who speaks.
    let index = first.block as usize;
    let named_here = !cx.summaries()[index].attributions.is_empty();
    let blocks = cx.document().blocks();
    let above = blocks[..index].iter().rev().map(|b| b.prose().trim_end()).find(|p| !p.is_empty());
    let announced = above.is_some_and(|p| p.ends_with(':'));
    if named_here
        || announced
        || quote.kind != QuoteKind::Full
        || named.block <= first.block
        || credit
        || !sure
    {
        return None;
    }
    Some(
        Finding::new(cx.file(first), "who says this? the speaker is named only after this paragraph")
            .help("name the speaker behind the first sentence")
            .related(cx.file(named), "here the speaker is named"),
    )
}
