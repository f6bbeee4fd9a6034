//! Something left in the copy to be filled in later.
//!
//! # What it flags
//! `TK`, `TKTK`, `XXX`, `???`, and notes in square brackets such as `[NAME]` or `[CHECK]`.
//!
//! # Why it matters
//! Placeholders that reach the page are the corrections that readers remember.
//!
//! # Examples
//! ```news,flag
//! The bridge cost TK million euros.
//! ```
//! ```news,flag
//! The mayor, [NAME], opened the bridge.
//! ```
//! ```news,flag
//! The bridge cost ??? million euros.
//! ```
//! ```news,ok
//! The mayor said the bridge [over the Elbe] was safe.
//! ```
//! ```news,ok
//! “You did what???” she asked.
//! ```
//!
//! # Limits
//! A placeholder counts as a word of its own and as it is typed: `TK`, not `tk`. `XXX` behind a name
//! (Super Bowl XXX) is a number, and `TODO list` or `rated XXX` a phrase.
//!
//! # Settings
//! `words`: more placeholders of the house, as they are typed.

use crate::analysis::tokens::{Case, Token, TokenKind};
use crate::diagnostic::Severity;
use crate::knowledge::placeholders;
use crate::rules::{BlockContext, Check, Finding, Reads, Rule, Set, Setting, SettingKind};
use crate::text::ByteRange;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "story/placeholder",
    summary: "something was left in the copy to be filled in",
    severity: Severity::Warning,
    set: Set::Copy,
    absence: false,
    basis: "",
    settings: &[Setting {
        name: "words",
        kind: SettingKind::Words,
        summary: "more placeholders, as they are typed",
    }],
    source: include_str!("placeholder.rs"),
    check: Check::Block { reads: Reads::empty(), check },
};

fn check(cx: &BlockContext<'_>) -> Vec<Finding> {
    let prose = cx.prose();
    let tokens = &cx.summary.tokens;
    let own = cx.settings.words(&RULE, "words");
    let listed = placeholders::words();
    let shouted = own.is_empty() && placeholders::are_capitals();
    let mut findings = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        // Nearly all tokens are words with small letters, as no placeholder has but those of a house.
        if token.kind == TokenKind::Word && token.case != Case::Upper && shouted {
            continue;
        }
        let text = token.text(prose);
        let range = match token.kind {
            TokenKind::Word
                if is_placeholder(text, listed, own)
                    && !is_numeral(tokens, at, text)
                    && !is_of_phrase(prose, tokens, at) =>
            {
                token.range
            }
            TokenKind::Punct if text == "[" => match bracket_note(cx, at) {
                Some(range) => range,
                None => continue,
            },
            TokenKind::Punct if text == "?" => match bare_question_marks(cx, at) {
                Some(range) => range,
                None => continue,
            },
            _ => continue,
        };
        let message = format!("`{}` is still to be filled in", shortened(range.of(prose)));
        findings.push(Finding::new(cx.source(range), message).help("put in what belongs here"));
    }
    findings
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 30 { text.to_owned() } else { text.chars().take(29).chain(['…']).collect() }
}

fn is_placeholder(text: &str, listed: &[&str], own: &[String]) -> bool {
    text.len() >= 2 && (listed.contains(&text) || own.iter().any(|w| w == text))
}

/// Whether `XXX` is the Roman number of something named: `Super Bowl XXX`, `Rocky XXX`.
fn is_numeral(tokens: &[Token], at: usize, text: &str) -> bool {
    let named = at > 0 && tokens[at - 1].is_capitalised() && tokens[at - 1].case != Case::Upper;
    named && text.chars().all(|c| c == 'X')
}

/// `TODO list`, `rated XXX`
fn is_of_phrase(prose: &str, tokens: &[Token], at: usize) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.text(prose));
    let before = at.checked_sub(1).map_or("", word);
    placeholders::is_phrase(word(at), word(at + 1)) || placeholders::is_phrase(before, word(at))
}

/// `[NAME]`: the brackets and a note of at most three words between them.
fn bracket_note(cx: &BlockContext<'_>, at: usize) -> Option<ByteRange> {
    let prose = cx.prose();
    let tokens = &cx.summary.tokens;
    let close = (at + 1..tokens.len().min(at + 6)).find(|i| tokens[*i].is_punct(prose, ']'))?;
    let inner = ByteRange { start: tokens[at].range.end, end: tokens[close].range.start };
    let words = inner.of(prose);
    // Editors write lower-case words into quotations: “He told [name] to go.” Capitals are a note to the desk.
    let shouted = words.chars().any(char::is_alphabetic) && !words.chars().any(char::is_lowercase);
    let note = placeholders::is_note(words) && (shouted || words.contains(' '));
    note.then_some(ByteRange { start: tokens[at].range.start, end: tokens[close].range.end })
}

/// `???` with space on both sides, where a word should be.
fn bare_question_marks(cx: &BlockContext<'_>, at: usize) -> Option<ByteRange> {
    let prose = cx.prose();
    let start = cx.summary.tokens[at].range.start as usize;
    let rest = &prose[start..];
    let end = start + rest.bytes().take_while(|b| *b == b'?').count();
    let begins = start == 0 || prose[..start].ends_with([' ', '(', '\u{a0}']);
    let ends = prose[end..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ')'));
    (end - start >= 2 && begins && ends).then_some(ByteRange::new(start, end))
}
