//! An ellipsis in another form than the house's.
//!
//! # What it flags
//! Three full stops, or the single character for them, in another form than the one set: by default three full stops
//! with a space on both sides.
//!
//! # Why it matters
//! One form throughout lets the reader tell words left out from a sentence that trails off.
//!
//! # Examples
//! ```news,flag,fix
//! “We have problems… Both of us know them,” Anna Keller said.
//! ```
//! ```news,fixed
//! “We have problems ... Both of us know them,” Anna Keller said.
//! ```
//! ```news,flag
//! “We have problems...Both of us know them,” Anna Keller said.
//! ```
//! ```news,ok
//! “We have problems ... Both of us know them,” Anna Keller said.
//! ```
//! ```news,ok
//! “I do not know what to say ...” Anna Keller said.
//! ```
//!
//! # Limits
//! Four full stops, and dots that run on, are left alone. At either end of a quotation no space stands between the
//! ellipsis and the mark. It spoke 96 times in 840 published articles of no common style; all that were read differ from
//! the form asked for.
//!
//! # Settings
//! `form`: `spaced` (` ... `), `character` (` … `), `tight` (`…` without a space in front), the first by default.

use crate::analysis::tokens::{Token, TokenKind};
use crate::diagnostic::Severity;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set, Setting, SettingKind};
use crate::text::{ByteRange, Edit};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/ellipsis",
    summary: "an ellipsis in another form than the house's",
    severity: Severity::Info,
    set: Set::OptIn,
    absence: false,
    basis: "",
    settings: &[Setting {
        name: "form",
        kind: SettingKind::Choice(&["spaced", "character", "tight"]),
        summary: "the form: three full stops with spaces, one character with spaces, or one with none in front",
    }],
    source: include_str!("ellipsis.rs"),
    check: Check::Block { reads: Reads::empty(), check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let form = cx.settings.choice(&RULE, "form");
    let tokens = &cx.summary.tokens;
    let found = (0..tokens.len()).filter(|at| tokens[*at].kind == TokenKind::Ellipsis);
    found.filter_map(|at| finding(cx, at, form)).collect()
}

fn finding(cx: &BlockContext<'_>, at: usize, form: &str) -> Option<Finding> {
    let prose = cx.prose();
    let tokens = &cx.summary.tokens;
    let is_dot =
        |t: Option<&Token>| t.is_some_and(|t| t.is_punct(prose, '.') || t.kind == TokenKind::Ellipsis);
    let before = at.checked_sub(1).map(|i| &tokens[i]);
    let after = tokens.get(at + 1);
    if is_dot(before) || is_dot(after) || !matches!(tokens[at].text(prose), "…" | "...") {
        return None;
    }
    let start = before.map_or(tokens[at].range.start, |t| t.range.end);
    let end = after.map_or(tokens[at].range.end, |t| t.range.start);
    let range = ByteRange { start, end };
    let gaps =
        (ByteRange { start, end: tokens[at].range.start }, ByteRange { start: tokens[at].range.end, end });
    // Over a line break, or beside markup, the space is not ours to set.
    let plain = |gap: ByteRange| gap.of(prose).chars().all(|c| c == ' ' || c == '\u{a0}');
    if !plain(gaps.0) || !plain(gaps.1) || cx.source(range).len() != range.len() {
        return None;
    }
    let mark =
        |t: &&Token| matches!(t.kind, TokenKind::DoubleMark | TokenKind::SingleMark | TokenKind::Punct);
    let opens = before.is_none_or(|t| mark(&t) && gaps.0.is_empty());
    let closes = after.is_none_or(|t| mark(&t) && gaps.1.is_empty());
    let (dots, front) = match form {
        "character" => ("…", " "),
        "tight" => ("…", ""),
        _ => ("...", " "),
    };
    let front = if opens { "" } else { front };
    let back = if closes { "" } else { " " };
    let wanted = format!("{front}{dots}{back}");
    if range.of(prose).replace('\u{a0}', " ") == wanted {
        return None;
    }
    let edits = vec![Edit { range: cx.source(range), text: wanted.clone() }];
    Some(
        Finding::new(cx.source(tokens[at].range), format!("house style writes this ellipsis `{wanted}`"))
            .safe_fix("write the ellipsis in house style", edits),
    )
}
