//! Where the clause round a date looks: back, or ahead.

use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;

/// Where a clause looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tense {
    /// Back: *met*, *was held*.
    Past,
    /// Ahead: *will meet*, *is to be held*.
    Future,
    /// Neither, or no verb is near.
    #[default]
    Open,
}

/// The tense that governs the token `at` of a sentence: that of the nearest verb before it, else of the first one behind.
pub(super) fn around(prose: &str, tokens: &[Token], at: usize) -> Tense {
    let mut back = at;
    while back > 0 {
        back -= 1;
        if let Some(tense) = tense_at(prose, tokens, back) {
            return tense;
        }
    }
    (at..tokens.len()).find_map(|i| tense_at(prose, tokens, i)).unwrap_or_default()
}

/// The tense that the token says, if it is part of a verb.
pub(super) fn tense_at(prose: &str, tokens: &[Token], at: usize) -> Option<Tense> {
    let token = &tokens[at];
    if token.kind != TokenKind::Word {
        return None;
    }
    if token.is(WordClass::MODAL) && !token.is_capitalised() {
        return Some(Tense::Future);
    }
    if token.is(WordClass::AHEAD) && looks_ahead(prose, tokens, at) {
        return Some(Tense::Future);
    }
    if token.is(WordClass::VERB_PAST) {
        let ahead = infinitive_follows(prose, tokens, at) || led_by_modal(prose, tokens, at);
        return Some(if ahead { Tense::Future } else { Tense::Past });
    }
    if token.is(WordClass::AUXILIARY) {
        return infinitive_follows(prose, tokens, at).then_some(Tense::Future);
    }
    let text = token.text(prose);
    if token.class.is_empty() && text.len() > 4 && text.ends_with("ed") && !token.is_capitalised() {
        return Some(if led_by_modal(prose, tokens, at) { Tense::Future } else { Tense::Past });
    }
    None
}

/// Whether *expected*, *due* … at `at` really looks ahead: "plans to meet", "is due on Friday", but not "agreed on Friday".
fn looks_ahead(prose: &str, tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1) else { return false };
    let be = at > 0 && tokens[at - 1].is(WordClass::BE);
    next.text(prose) == "to" || be && next.is(WordClass::PREPOSITION)
}

/// Whether `to` and a verb, or `be`, follow: "is to meet", "was to be".
fn infinitive_follows(prose: &str, tokens: &[Token], at: usize) -> bool {
    let to = tokens.get(at + 1).is_some_and(|t| t.text(prose) == "to");
    to && tokens.get(at + 2).is_some_and(|t| t.is(WordClass::VERB | WordClass::AUXILIARY))
}

/// Whether the participle at `at` belongs to a modal or an infinitive: "will be held", "to have been signed". One with
/// *have* looks back: "would have met".
fn led_by_modal(prose: &str, tokens: &[Token], at: usize) -> bool {
    let mut have = false;
    for token in tokens[..at].iter().rev().take(4) {
        if token.is(WordClass::MODAL) {
            return !have;
        }
        let text = token.text(prose);
        if text == "to" {
            return !have;
        }
        have |= text == "have";
        let adverb = token.class.is_empty() && text.ends_with("ly")
            || token.is(WordClass::NEGATION | WordClass::ADVERB);
        if !token.is(WordClass::AUXILIARY) && !adverb {
            return false;
        }
    }
    false
}
