//! Where sentences end.
//!
//! A sentence ends at `.`, `?`, `!` or an ellipsis, with the closing marks and brackets behind it,
//! when what follows looks like the start of another one. Marks inside a quotation end sentences too:
//! `“No. Never,” he said.` has two.

use super::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;
use crate::text::ByteRange;

/// One sentence as a half-open range of token indices, and its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Index of its first token.
    pub first: u32,
    /// Index behind its last token.
    pub end: u32,
    /// Its bytes in the prose.
    pub range: ByteRange,
}

/// The sentences of a block, in order; together they hold every token.
#[inline(never)]
pub fn split(prose: &str, tokens: &[Token]) -> Vec<Sentence> {
    // A sentence of news has twenty words or more.
    let mut sentences = Vec::with_capacity(tokens.len() / 24 + 2);
    let (mut first, mut at) = (0, 0);
    while at < tokens.len() {
        let stop = ends_sentence(prose, tokens, at);
        at += 1;
        if !stop {
            continue;
        }
        while at < tokens.len() && closes(prose, &tokens[at], tokens[at - 1].range.end) {
            at += 1;
        }
        if at < tokens.len() && !begins_sentence(prose, tokens, at) {
            continue;
        }
        sentences.push(sentence(tokens, first, at));
        first = at;
    }
    if first < tokens.len() {
        sentences.push(sentence(tokens, first, tokens.len()));
    }
    sentences
}

fn sentence(tokens: &[Token], first: usize, end: usize) -> Sentence {
    let range = ByteRange { start: tokens[first].range.start, end: tokens[end - 1].range.end };
    Sentence { first: first as u32, end: end as u32, range }
}

/// Whether most words of a sentence have capitals, as in some headlines.
pub fn has_headline_capitals(tokens: &[Token]) -> bool {
    let long = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.range.len() > 3);
    let (mut capital, mut all) = (0, 0);
    for token in long {
        all += 1;
        capital += usize::from(token.is_capitalised());
    }
    all >= 3 && capital * 10 >= all * 7
}

/// Whether the token can be the final mark of a sentence.
fn ends_sentence(prose: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    match token.kind {
        TokenKind::Punct => ['.', '?', '!'].iter().any(|mark| token.is_punct(prose, *mark)),
        TokenKind::Ellipsis => true,
        // `in the U.S. The …`: an abbreviation ends a sentence when a word follows that only begins one.
        TokenKind::Word if token.is(WordClass::ABBREVIATION) && token.text(prose).ends_with('.') => {
            let opener = WordClass::DETERMINER
                | WordClass::PRONOUN_SUBJECT
                | WordClass::SUBORDINATOR
                | WordClass::CONJUNCTION;
            !token.is(WordClass::HONORIFIC)
                && tokens.get(at + 1).is_some_and(|next| {
                    (next.is_capitalised() && next.is(opener) && next.text(prose) != "I")
                        || next.kind == TokenKind::DoubleMark
                })
        }
        _ => false,
    }
}

/// Whether the token is a closing mark or bracket glued to what stands before it.
fn closes(prose: &str, token: &Token, before: u32) -> bool {
    let glued = token.range.start == before;
    glued
        && match token.kind {
            TokenKind::DoubleMark | TokenKind::SingleMark => true,
            TokenKind::Punct => matches!(token.text(prose), ")" | "]" | "." | "?" | "!"),
            _ => false,
        }
}

/// Whether a sentence can begin with the token: a capital, a number, or an opening mark before one.
fn begins_sentence(prose: &str, tokens: &[Token], at: usize) -> bool {
    let opens = |t: &Token| {
        matches!(
            t.kind,
            TokenKind::DoubleMark | TokenKind::SingleMark | TokenKind::Ellipsis | TokenKind::Dash
        ) || (t.kind == TokenKind::Punct && matches!(t.text(prose), "(" | "[" | "$" | "£" | "€" | "#" | "@"))
    };
    let mut at = at;
    while at < tokens.len() && opens(&tokens[at]) {
        at += 1;
    }
    tokens.get(at).is_none_or(|t| t.is_capitalised() || t.kind == TokenKind::Number || caseless(prose, t))
}

/// Scripts without capitals begin a sentence with any letter.
fn caseless(prose: &str, token: &Token) -> bool {
    token
        .text(prose)
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokenize;
    use super::*;

    fn parts(prose: &str) -> Vec<&str> {
        let tokens = tokenize(prose);
        split(prose, &tokens).iter().map(|s| s.range.of(prose)).collect()
    }

    #[test]
    fn sentences_end_behind_closing_marks() {
        assert_eq!(
            parts("“We agree.” He left. (It was late.) Why?"),
            ["“We agree.”", "He left.", "(It was late.)", "Why?"]
        );
        assert_eq!(parts("“Really?” he asked. 3 people left."), ["“Really?” he asked.", "3 people left."]);
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        assert_eq!(
            parts("Gov. Smith met Mr. Jones in the U.S. The talks failed."),
            ["Gov. Smith met Mr. Jones in the U.S.", "The talks failed."]
        );
        assert_eq!(parts("The U.S. Senate met."), ["The U.S. Senate met."]);
    }
}
