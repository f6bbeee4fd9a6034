//! What a pair of quotation marks is used for, judged by the block alone.

use super::QuoteKind;
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;

/// Fewest words of a whole clause.
const CLAUSE_WORDS: usize = 5;

/// The kind of the quotation whose words are `quoted`; `before` is the token in front of its opening mark.
pub(super) fn kind(prose: &str, quoted: &[Token], before: Option<&Token>) -> QuoteKind {
    let words = quoted.iter().filter(|t| t.is_wordlike()).count();
    let Some(first) = quoted.iter().find(|t| t.is_wordlike()) else { return QuoteKind::Fragment };
    if words >= CLAUSE_WORDS && (has_clause(quoted) || (first.is_capitalised() && is_finished(prose, quoted)))
    {
        return if is_title(prose, quoted, words) { QuoteKind::Title } else { QuoteKind::Full };
    }
    if is_sentence(prose, quoted, first, before) {
        return QuoteKind::Full;
    }
    if before.is_some_and(|t| t.is(WordClass::WORD_NOUN)) {
        return QuoteKind::Term;
    }
    // `the song “Salt”`
    if first.is_capitalised() && before.is_some_and(|t| t.is(WordClass::WORK_NOUN)) {
        return QuoteKind::Title;
    }
    if words >= 2 && is_title(prose, quoted, words) { QuoteKind::Title } else { QuoteKind::Fragment }
}

/// Whether the words, however few, are a sentence of their own: `“Who pays?”`, `“Men rust.”`
fn is_sentence(prose: &str, quoted: &[Token], first: &Token, before: Option<&Token>) -> bool {
    let begins = before.is_none_or(|t| {
        matches!(t.kind, TokenKind::DoubleMark | TokenKind::SingleMark)
            || (t.kind == TokenKind::Punct && matches!(t.text(prose), "." | "?" | "!"))
    });
    let stop = quoted.last().is_some_and(|t| matches!(t.text(prose), "." | "?" | "!"));
    begins && stop && first.is_capitalised()
}

/// Whether a finite verb shows: an auxiliary, a modal, a contraction, a pronoun that can only be a subject.
fn has_clause(quoted: &[Token]) -> bool {
    let verb = WordClass::AUXILIARY | WordClass::MODAL;
    quoted.iter().any(|t| t.is(verb)) || quoted.iter().any(|t| t.is(WordClass::PRONOUN_SUBJECT))
}

/// Whether the words end as a sentence does.
fn is_finished(prose: &str, quoted: &[Token]) -> bool {
    quoted.last().is_some_and(|t| {
        matches!(t.kind, TokenKind::Dash | TokenKind::Ellipsis)
            || (t.kind == TokenKind::Punct && matches!(t.text(prose), "." | "," | "?" | "!"))
    })
}

/// Whether all words of weight have a capital, as titles of works have.
fn is_title(prose: &str, quoted: &[Token], words: usize) -> bool {
    let small = WordClass::DETERMINER
        | WordClass::PREPOSITION
        | WordClass::CONJUNCTION
        | WordClass::POSSESSIVE
        | WordClass::AUXILIARY;
    let capitals = quoted.iter().filter(|t| t.is_capitalised()).count();
    let rest = quoted.iter().filter(|t| t.kind == TokenKind::Word && !t.is_capitalised());
    let ends_open = quoted.last().is_some_and(|t| t.is_wordlike() || t.text(prose) == ",");
    capitals * 2 > words && rest.into_iter().all(|t| t.is(small)) && (ends_open || words < CLAUSE_WORDS)
}
