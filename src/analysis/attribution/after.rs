//! Attributions that follow a quotation: `“Q,” X said`, `“Q,” said X`, `“Q,” according to X`, `“Q” — X`.

use super::clause::{self, Strength};
use super::phrases::{self, PhraseKind};
use super::stream::{Items, Stream};
use super::{Hit, Shape};
use crate::analysis::Confidence;
use crate::analysis::quotes::QuoteKind;
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;

/// How the quotation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// A comma inside or behind the closing mark: the sentence goes on.
    Comma,
    /// `?`, `!`, a dash or an ellipsis: it may go on.
    Open,
    /// A full stop: it should not.
    Stop,
    /// Nothing: the words stand inside the writer's sentence.
    None,
}

/// How the quotation at item `k` ends, and the item behind it and its comma.
pub(super) fn ending(s: &Stream<'_>, k: usize) -> (Ending, usize) {
    let Some(part) = s.quote(k).map(|q| &s.quotes.parts[q]) else { return (Ending::None, k + 1) };
    if s.punct(k + 1, ',') {
        return (Ending::Comma, k + 2);
    }
    let inner = part.tokens.1.checked_sub(1).and_then(|i| s.tokens.get(i as usize));
    let mark = inner.map_or("", |t| t.text(s.prose));
    let ending = match mark {
        "," => Ending::Comma,
        "." | ";" => Ending::Stop,
        "?" | "!" | "—" | "–" | "-" | "--" | "…" | "..." => Ending::Open,
        // The mark may stand inside an inner quotation: `“He said ‘no,’” she said`.
        "’" | "'" => inner_ending(s, part.tokens.1),
        _ if inner.is_some_and(|t| t.kind == TokenKind::Ellipsis) => Ending::Open,
        _ => Ending::None,
    };
    (ending, k + 1)
}

fn inner_ending(s: &Stream<'_>, end: u32) -> Ending {
    let before = end.checked_sub(2).and_then(|i| s.tokens.get(i as usize));
    match before.map_or("", |t| t.text(s.prose)) {
        "," => Ending::Comma,
        "." => Ending::Stop,
        "?" | "!" => Ending::Open,
        _ => Ending::None,
    }
}

/// The attribution that follows the quotation at item `k`.
pub(super) fn find(s: &Stream<'_>, k: usize) -> Option<Hit> {
    let part = s.quote(k).map(|q| &s.quotes.parts[q])?;
    let (ending, at) = ending(s, k);
    let full = part.kind == QuoteKind::Full;
    if let Some(hit) = credit(s, at) {
        return Some(hit);
    }
    let at = if s.kind(at) == Some(TokenKind::Dash) { at + 1 } else { at };
    if s.breaks_before(at) && ending == Ending::None {
        return None;
    }
    let hit = according_to(s, at).or_else(|| inverted(s, at, ending)).or_else(|| straight(s, at, ending))?;
    let fits = match ending {
        Ending::Comma => hit.strength >= Strength::Any,
        Ending::Open => {
            hit.strength == Strength::Strong || (hit.strength == Strength::Weak && !s.breaks_before(at))
        }
        Ending::Stop => hit.strength == Strength::Strong && !hit.complement,
        Ending::None => full && hit.strength == Strength::Strong && !s.breaks_before(at),
    };
    (fits && (full || !belongs_to_clause(s, k, &hit))).then_some(hit)
}

/// A fragment in a clause before the main one is not the main subject's word:
/// `When asked if there was a “plan,” Lavrov said that there was none.`
fn belongs_to_clause(s: &Stream<'_>, k: usize, hit: &Hit) -> bool {
    let first = s.sentence_start(k);
    first < k
        && hit.complement
        && (s.is(first, WordClass::SUBORDINATOR | WordClass::PREPOSITION)
            || s.text(first).ends_with("ing")
            || s.text(first).ends_with("ed"))
}

/// `said X`.
fn inverted(s: &Stream<'_>, at: usize, ending: Ending) -> Option<Hit> {
    let verb = s.token(at).filter(|t| !t.is_capitalised())?;
    let strength = if verb.is(WordClass::CUE) {
        Strength::Strong
    } else if verb.is(WordClass::WEAK_CUE) {
        Strength::Weak
    } else if ending == Ending::Comma && phrases::is_past(s, at) {
        Strength::Any
    } else {
        return None;
    };
    let mut from = clause::skip_adverbs(s, at + 1);
    if s.text(from) == "back" || s.text(from) == "out" {
        from += 1;
    }
    let source = phrases::starting_at(s, from)?;
    if matches!(s.text(at), "told" | "tells") || s.is(source.items.start, WordClass::PRONOUN_OBJECT) {
        return None;
    }
    if strength < Strength::Strong
        && source.kind == PhraseKind::Nominal
        && !s.is(source.items.end - 1, WordClass::ROLE)
    {
        return None;
    }
    Some(Hit {
        source: source.items,
        cue: Items { start: at, end: at + 1 },
        shape: Shape::QuoteCueSource,
        confidence: if strength == Strength::Strong { Confidence::High } else { Confidence::Medium },
        strength,
        complement: false,
        end: source.items.end,
    })
}

/// `X said`.
fn straight(s: &Stream<'_>, at: usize, ending: Ending) -> Option<Hit> {
    let source = phrases::starting_at(s, at)?;
    let verb = clause::verb_of(s, source)?;
    if ending != Ending::Comma && verb.strength != Strength::Strong {
        return None;
    }
    let next = verb.items.end;
    let complement = s.text(next) == "that" || s.quote(next).is_some() || has_complement(s, next);
    Some(Hit {
        source: source.items,
        cue: verb.items,
        shape: Shape::QuoteSourceCue,
        confidence: if verb.strength == Strength::Strong { Confidence::High } else { Confidence::Medium },
        strength: verb.strength,
        complement,
        end: next,
    })
}

/// Whether a clause follows the verb: it reports something else than the quotation before it.
fn has_complement(s: &Stream<'_>, next: usize) -> bool {
    phrases::starting_at(s, next).is_some_and(|p| {
        p.kind == PhraseKind::Pronoun && !s.is(next, WordClass::RELATIVE) || phrases::is_verb(s, p.items.end)
    })
}

/// `according to X`.
pub(super) fn according_to(s: &Stream<'_>, at: usize) -> Option<Hit> {
    if !(s.is(at, WordClass::ACCORDING) && s.text(at + 1) == "to") {
        return None;
    }
    let source = phrases::starting_at(s, at + 2)?;
    Some(Hit {
        source: source.items,
        cue: Items { start: at, end: at + 2 },
        shape: Shape::AccordingTo,
        confidence: Confidence::High,
        strength: Strength::Strong,
        complement: false,
        end: source.items.end,
    })
}

/// `— X` at the end of the block.
fn credit(s: &Stream<'_>, at: usize) -> Option<Hit> {
    if !(s.kind(at) == Some(TokenKind::Dash) || s.punct(at, '-')) {
        return None;
    }
    let source = phrases::starting_at(s, at + 1).filter(|p| p.kind == PhraseKind::Name)?;
    let end = source.items.end;
    let ends = end >= s.len() || ((s.punct(end, ',') || s.punct(end, '(')) && s.len() - end < 20);
    (ends && clause::verb_of(s, source).is_none()).then_some(Hit {
        source: source.items,
        cue: Items { start: at, end: at + 1 },
        shape: Shape::Credit,
        confidence: Confidence::High,
        strength: Strength::Strong,
        complement: false,
        end,
    })
}
