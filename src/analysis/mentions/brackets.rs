//! Acronyms in brackets, and what they abbreviate: *Polar Research Board (PRB)*, *PRB (Polar Research Board)*.

use super::regions::{Shape, Word};
use crate::analysis::tokens::{Token, TokenKind};

/// Most tokens that the expansion of an acronym in brackets is looked for in.
const EXPANSION: usize = 14;

/// Whether the words stand alone in brackets.
pub(super) fn in_brackets(prose: &str, tokens: &[Token], words: &[Word]) -> bool {
    let (first, last) = (words[0].token as usize, words[words.len() - 1].token as usize);
    first.checked_sub(1).is_some_and(|b| tokens[b].is_punct(prose, '('))
        && tokens.get(last + 1).is_some_and(|t| t.is_punct(prose, ')'))
}

/// Whether an acronym of the words stands behind them in brackets.
pub(super) fn in_brackets_behind(prose: &str, tokens: &[Token], words: &[Word]) -> bool {
    let behind = words[words.len() - 1].token as usize + 1;
    let bracketed = tokens.get(behind).is_some_and(|t| t.is_punct(prose, '('))
        && tokens.get(behind + 2).is_some_and(|t| t.is_punct(prose, ')'));
    bracketed && {
        let main = words.iter().filter(|w| w.shape != Shape::Connector);
        let letters = main.filter_map(|w| w.range.of(prose).chars().next());
        letters.eq(tokens[behind + 1].text(prose).chars().filter(|c| c.is_alphabetic()))
    }
}

/// Whether the word is made of first letters of the words before the bracket in front of it, the first one included.
pub(super) fn abbreviates(prose: &str, tokens: &[Token], word: &Word) -> bool {
    if !matches!(word.shape, Shape::Upper | Shape::Mixed) || word.range.len() < 2 {
        return false;
    }
    let mut letters = word.range.of(prose).chars().rev().filter(|c| c.is_uppercase());
    let mut wanted = letters.next();
    let before = &tokens[..(word.token as usize).saturating_sub(1)];
    for token in before.iter().rev().take(EXPANSION) {
        if !matches!(token.kind, TokenKind::Word | TokenKind::Possessive)
            && !matches!(token.text(prose), "," | "&")
        {
            return false;
        }
        let text = token.text(prose);
        let whole = text.len() > 1 && text.chars().all(char::is_uppercase);
        for c in text.chars().rev().filter(|_| whole).chain(text.chars().next().filter(|_| !whole)) {
            if wanted.is_some_and(|letter| c.to_uppercase().eq([letter])) {
                wanted = letters.next();
            }
        }
        if wanted.is_none() {
            return token.is_capitalised();
        }
    }
    false
}
