//! A quotation that differs from the transcript it is taken from.
//!
//! # What it flags
//! Words annotated with `from=` that the file it names does not have in that order.
//!
//! # Why it matters
//! Words between quotation marks are the speaker's. A desk that keeps the transcript can let a machine compare them.
//!
//! # Examples
//! ```news,flag,fix,transcript:We must agree with them on this and we will.
//! [“We agree with them on this and we will,”]{.quote by=keller from=talk.txt} Anna Keller said.
//! ```
//! ```news,fixed,transcript:We must agree with them on this and we will.
//! [“We must agree with them on this and we will,”]{.quote by=keller from=talk.txt} Anna Keller said.
//! ```
//! ```news,ok,transcript:Well. We must agree with them on this, and we will!
//! [“We must agree with them on this and we will,”]{.quote by=keller from=talk.txt} Anna Keller said.
//! ```
//! ```news,ok,transcript:We must, and that is the point, agree with them on this.
//! [“We must … agree with [the council] on this,”]{.quote by=keller from=talk.txt} Anna Keller said.
//! ```
//! ```news,ok
//! [“We must agree,”]{.quote by=keller from=elsewhere.txt} Anna Keller said.
//! ```
//! ```news,flag,transcript:The works will cost nine million.
//! [“The works will cost ten million,”]{.quote by=keller from=talk.txt} Anna Keller said.
//! ```
//!
//! # Limits
//! Capitals, punctuation and kinds of marks do not count. An ellipsis stands for any words left out, words in square
//! brackets for any few words they replace. A file that is not there, or not in the workspace, is not compared; an
//! address is never fetched.
//!
//! # Settings
//! None.

use crate::diagnostic::Severity;
use crate::rules::wording::shortened;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::syntax::Span;
use crate::text::{ByteRange, Edit};
use rustc_hash::FxHashMap;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/altered",
    summary: "a quotation differs from the transcript it is taken from",
    severity: Severity::Error,
    set: Set::Copy,
    absence: false,
    basis: "",
    settings: &[],
    source: include_str!("altered.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    if cx.library.transcripts.is_empty() {
        return Vec::new();
    }
    let mut read: FxHashMap<&str, Vec<Piece>> = FxHashMap::default();
    let mut findings = Vec::new();
    for (block, span) in cx.spans() {
        let Some(name) = span.attrs.get("from") else { continue };
        let Some(transcript) = cx.library.transcripts.get(name) else { continue };
        let source = read.entry(name).or_insert_with(|| pieces(transcript));
        findings.extend(compare(cx, (block, span), transcript, source));
    }
    findings
}

fn compare(
    cx: &ArticleContext<'_>,
    (block, span): (usize, &Span),
    transcript: &str,
    source: &[Piece],
) -> Option<Finding> {
    let prose = cx.document().blocks()[block].prose();
    let quoted = pieces(span.prose.of(prose));
    let wrong = first_difference(&quoted, source)?;
    let place = quoted[wrong.at].range().shifted(span.prose.start as usize);
    let word = shortened(place.of(prose), 30);
    let mut finding = Finding::new(cx.file_range(block, place), message(&word, &wrong, source, transcript))
        .help("write what was said, or mark what was left out with … and what was put in with [ ]");
    if let Some((range, text)) = repair(&quoted, source, &wrong, transcript) {
        let range = cx.file_range(block, range.shifted(span.prose.start as usize));
        finding = finding.suggestion(format!("write `{}`", shortened(&text, 60)), vec![Edit { range, text }]);
    }
    Some(finding)
}

/// One piece of a text: a word, or a place where words may be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// A word in small letters.
    Word(String, ByteRange),
    /// An ellipsis: at most [`LEFT_OUT`] words.
    Gap(ByteRange),
    /// Words in square brackets: at most [`REPLACED`] words.
    Insertion(ByteRange),
}

/// Most words of the speaker for which words in square brackets stand.
const REPLACED: usize = 6;

/// Most words of the speaker that an ellipsis leaves out.
const LEFT_OUT: usize = 2000;

impl Piece {
    fn range(&self) -> ByteRange {
        match self {
            Self::Word(_, range) | Self::Gap(range) | Self::Insertion(range) => *range,
        }
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let len = if rest.starts_with("...") || c == '…' || rest.starts_with(". . .") {
            let len = if c == '…' {
                c.len_utf8()
            } else if rest.starts_with("...") {
                3
            } else {
                5
            };
            found.push(Piece::Gap(ByteRange::new(at, at + len)));
            len
        } else if let Some(close) = (c == '[').then(|| rest.find(']')).flatten() {
            found.push(Piece::Insertion(ByteRange::new(at, at + close + 1)));
            close + 1
        } else if c.is_alphanumeric() {
            let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
            let len = rest.find(|c: char| !inner(c)).unwrap_or(rest.len());
            let word = rest[..len].trim_end_matches(['\'', '’']);
            let key = word.to_lowercase().replace('’', "'");
            found.push(Piece::Word(key, ByteRange::new(at, at + word.len())));
            len
        } else {
            c.len_utf8()
        };
        at += len;
    }
    found
}

/// Where a quotation leaves its transcript.
struct Difference {
    /// Index of the first piece of the quotation that does not fit.
    at: usize,
    /// Index of the word of the transcript that stands there instead, where the place is clear.
    instead: Option<usize>,
}

/// Follows the quotation through the transcript from each place where it may begin, and keeps the longest way.
/// Work is bounded by [`STARTS`] beginnings of linear length.
fn first_difference(quoted: &[Piece], source: &[Piece]) -> Option<Difference> {
    let first = quoted.iter().position(|p| matches!(p, Piece::Word(..)))?;
    let words = quoted[first..].iter().take_while(|p| matches!(p, Piece::Word(..))).count();
    let mut best = Difference { at: first, instead: None };
    // The first words may be the altered ones, so that the second and third are tried as well.
    for skipped in 0..words.min(3) {
        if best.at > first {
            break;
        }
        let starts = source.iter().enumerate().filter(|(_, p)| same(p, &quoted[first + skipped]));
        for (start, _) in starts.take(STARTS) {
            match follow(&quoted[first + skipped..], source, start) {
                Ok(()) if skipped == 0 => return None,
                Ok(()) => best = Difference { at: first, instead: start.checked_sub(skipped) },
                Err((at, instead)) if skipped == 0 && at + first > best.at => {
                    best = Difference { at: at + first, instead: Some(instead) };
                }
                Err(_) => {}
            }
        }
    }
    Some(best)
}

/// Beginnings that are followed.
const STARTS: usize = 200;

fn same(a: &Piece, b: &Piece) -> bool {
    matches!((a, b), (Piece::Word(a, _), Piece::Word(b, _)) if a == b)
}

/// Whether the quotation fits the transcript from `start` on; else the first piece that does not, and the word there.
fn follow(quoted: &[Piece], source: &[Piece], start: usize) -> Result<(), (usize, usize)> {
    let mut at = start;
    let mut slack = 0;
    for (index, piece) in quoted.iter().enumerate() {
        match piece {
            Piece::Gap(_) => slack = LEFT_OUT,
            Piece::Insertion(_) => slack = slack.max(REPLACED),
            Piece::Word(..) => {
                let reach = source[at..].iter().take(slack + 1);
                // The transcript's own dashes and dots are no words.
                match reach.into_iter().position(|p| same(p, piece)) {
                    Some(offset) => at += offset + 1,
                    None => return Err((index, at)),
                }
                slack = 0;
                while matches!(source.get(at), Some(Piece::Gap(_))) {
                    at += 1;
                }
            }
        }
    }
    Ok(())
}

fn message(word: &str, wrong: &Difference, source: &[Piece], transcript: &str) -> String {
    match wrong.instead.and_then(|i| source.get(i)) {
        Some(piece) => {
            let said = shortened(piece.range().of(transcript), 30);
            format!("the transcript has `{said}`, not `{word}`")
        }
        None => format!("the transcript does not have this from `{word}` on"),
    }
}

/// What mends it where one word was left out, put in or changed: the range in the quotation and the words.
fn repair(
    quoted: &[Piece],
    source: &[Piece],
    wrong: &Difference,
    transcript: &str,
) -> Option<(ByteRange, String)> {
    let there = wrong.instead?;
    let here = quoted[wrong.at].range();
    let said = source.get(there)?.range().of(transcript).to_owned();
    let fits = |quoted_from: usize, source_from: usize| {
        quoted.get(quoted_from..).is_some_and(|rest| {
            !rest.is_empty() && source.len() > source_from && follow(rest, source, source_from).is_ok()
        })
    };
    if fits(wrong.at, there + 1) {
        return Some((ByteRange::empty(here.start as usize), said + " "));
    }
    if fits(wrong.at + 1, there + 1) {
        return Some((here, said));
    }
    let next = quoted.get(wrong.at + 1).map(Piece::range)?;
    fits(wrong.at + 1, there).then(|| (ByteRange { start: here.start, end: next.start }, String::new()))
}
