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
//! ```news,flag
//! “We hope the bridge opens in spring, Anna Keller said on Friday.
//! “And we will wait no longer,” she said.
//! ```
//! ```news,ok
//! “We hope the bridge opens in spring. We have waited long enough.
//! “And we will wait no longer,” Anna Keller said.
//! ```
//! ```news,ok
//! “We hope the bridge opens in spring,” Anna Keller said. The old one is 12' 6" wide.
//! ```
//!
//! # Limits
//! A quotation that runs over several paragraphs opens each of them and closes only the last; that is right and is
//! not flagged, unless its words name a speaker as those behind a quotation do. Feet and inches, minutes and seconds are no quotation marks.
//!
//! # Settings
//! None.

use crate::analysis::quotes::QuotePart;
use crate::analysis::tokens::{Token, TokenKind};
use crate::diagnostic::Severity;
use crate::knowledge::WordClass;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set, tokens_in};
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
        let goes_on = view.is_some_and(|q| q.goes_on) && !has_ended(cx, part);
        if part.opened && !part.closed && !goes_on {
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

/// Whether the words themselves tell that the quotation ended in the paragraph, although the next one opens with a mark: a
/// speaker is named as behind quoted words, or it is a few words in the middle of the writer's sentence.
fn has_ended(cx: &BlockContext<'_>, part: &QuotePart) -> bool {
    let words = tokens_in(cx.summary, part.range);
    let commas = (0..words.len()).filter(|i| words[*i].is_punct(cx.prose(), ','));
    let spoken = commas.into_iter().any(|comma| names_speaker(cx, &words[comma + 1..]));
    let quoted = &words[1.min(words.len())..];
    let stop = |t: &Token| t.kind == TokenKind::Punct && matches!(t.text(cx.prose()), "." | "?" | "!");
    let inner = quoted.len().saturating_sub(1);
    let fragment = !part.opens_block
        && quoted.first().is_some_and(|t| t.kind == TokenKind::Word && !t.is_capitalised())
        && !quoted[..inner].iter().any(stop);
    spoken || fragment
}

/// Whether the tokens behind a comma are `Keller said`, `the mayor said`, `she said`, `said Keller`.
fn names_speaker(cx: &BlockContext<'_>, behind: &[Token]) -> bool {
    let Some(first) = behind.first() else { return false };
    if first.is(WordClass::CORE_CUE) {
        return behind.get(1).is_some_and(|t| t.is_capitalised() || t.is(WordClass::DETERMINER));
    }
    let third = WordClass::PRONOUN_SUBJECT.difference(WordClass::PLURAL_SUBJECT);
    let plural = WordClass::PLURAL_SUBJECT;
    let verb =
        WordClass::AUXILIARY | WordClass::MODAL | WordClass::CUE | WordClass::VERB | WordClass::PREPOSITION;
    let cue = behind.iter().take(SOURCE_WORDS + 1).position(|t| t.is(WordClass::CUE));
    let Some(cue) = cue.filter(|at| *at > 0) else { return false };
    let source = &behind[..cue];
    let subject = if source.len() == 1 {
        (first.is(third) && !first.is(plural)) || first.is_capitalised() && !first.is(plural)
    } else {
        (first.is_capitalised() || first.is(WordClass::DETERMINER))
            && source.iter().all(|t| t.kind == TokenKind::Word && !t.is(verb | plural))
    };
    // `…, Keller said that …` goes on with a report and may be part of the speech.
    let after = behind.get(cue + 1);
    let report = after
        .is_some_and(|t| t.is(WordClass::SUBORDINATOR | WordClass::RELATIVE | WordClass::PRONOUN_OBJECT));
    let marks = |t: &Token| matches!(t.kind, TokenKind::DoubleMark) || t.is_punct(cx.prose(), ':');
    subject && !report && !after.is_some_and(marks)
}

/// Words of the longest source that is looked for.
const SOURCE_WORDS: usize = 5;

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
