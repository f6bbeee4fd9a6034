//! Attributions that follow a quotation: `“Q,” X said`, `“Q,” said X`, `“Q,” according to X`, `“Q” — X`.

use super::clause::{self, Strength, Tail};
use super::phrases::{self, PhraseKind};
use super::stream::{Items, Stream};
use super::voices::Voice;
use super::{Hit, Shape};
use crate::analysis::Confidence;
use crate::analysis::quotes::QuoteKind;
use crate::analysis::tokens::{Token, TokenKind};
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
    if let Some(hit) = credit(s, at).or_else(|| bracket_credit(s, at)) {
        return Some(hit);
    }
    let at = if s.kind(at) == Some(TokenKind::Dash) { at + 1 } else { at };
    if s.breaks_before(at) && ending == Ending::None {
        return None;
    }
    // `“…” is how X puts it`
    if ending == Ending::None
        && let Some(hit) = predicate(s, k, at).filter(|h| h.shape == Shape::QuoteSourceCue)
    {
        return Some(hit);
    }
    let hit = according_to(s, at)
        .or_else(|| as_said(s, at))
        .or_else(|| quoting(s, at))
        .or_else(|| inverted(s, at, ending))
        .or_else(|| straight(s, at, ending))
        .or_else(|| predicate(s, k, at))?;
    let fits = match ending {
        Ending::Comma => full || hit.strength > Strength::Any || (is_sentence(s, k) && !hit.complement),
        Ending::Open => {
            hit.strength == Strength::Strong
                || (hit.strength == Strength::Weak && !(s.breaks_before(at) && hit.complement))
        }
        Ending::Stop => hit.strength == Strength::Strong && !hit.complement,
        Ending::None => full && hit.strength == Strength::Strong && !s.breaks_before(at),
    };
    (fits && (full || !belongs_to_clause(s, k, &hit))).then_some(hit)
}

/// Whether the quotation at item `k`, however short, begins the sentence and has a capital.
pub(super) fn is_sentence(s: &Stream<'_>, k: usize) -> bool {
    let part = s.quote(k).map(|q| &s.quotes.parts[q]);
    let first = part.and_then(|p| s.tokens.get(p.tokens.0 as usize));
    s.sentence_start(k) == k
        && first.is_some_and(Token::is_capitalised)
        && part.is_some_and(|p| p.kind != QuoteKind::Title)
}

/// `as X put it`, `as X said`.
fn as_said(s: &Stream<'_>, at: usize) -> Option<Hit> {
    let source = phrases::starting_at(s, at + 1).filter(|_| s.is(at, WordClass::AS))?;
    let verb = clause::verb_of(s, source)?;
    let end = verb.items.end;
    let said = match verb.strength {
        Strength::Strong => clause::tail(s, end) == Tail::Light,
        Strength::Weak => s.is(end, WordClass::PRONOUN_OBJECT),
        Strength::Any => false,
    };
    // Behind a pronoun the sentence has named the speaker before.
    let named = source.kind != PhraseKind::Pronoun || s.sentence_start(at) + 2 >= at;
    (said && named && phrases::can_speak(s, source)).then_some(Hit {
        source: source.items,
        cue: verb.items,
        shape: Shape::QuoteSourceCue,
        confidence: Confidence::High,
        strength: Strength::Strong,
        complement: false,
    })
}

/// `“Q,” the agency quoted X as saying`: who is quoted speaks, not who quotes.
fn quoting(s: &Stream<'_>, at: usize) -> Option<Hit> {
    let by = phrases::starting_at(s, at)?.items.end;
    let verb = by + usize::from(s.is(by, WordClass::AUXILIARY) && !s.is(by, WordClass::BE));
    if !s.is(verb, WordClass::QUOTING) {
        return None;
    }
    let source = match s.is(verb + 1, WordClass::PRONOUN_OBJECT) {
        true => Items { start: verb + 1, end: verb + 2 },
        false => phrases::starting_at(s, verb + 1)?.items,
    };
    let said = s.is(source.end, WordClass::AS) && s.is(source.end + 1, WordClass::CUE_PARTICIPLE);
    said.then_some(Hit {
        source,
        cue: Items { start: source.end + 1, end: source.end + 2 },
        shape: Shape::QuoteSourceCue,
        confidence: Confidence::High,
        strength: Strength::Strong,
        complement: false,
    })
}

/// How far behind `was` the speaker of `“Q,” was how X put it` may stand, in items.
const PREDICATE: usize = 6;

/// `“Q,” was how X put it`, `was all X would say`, `was X’s verdict`, and `came the reply from X`.
fn predicate(s: &Stream<'_>, k: usize, at: usize) -> Option<Hit> {
    if !is_sentence(s, k) {
        return None;
    }
    let credit = |source: Items| Hit {
        source,
        cue: Items { start: at, end: at + 1 },
        shape: Shape::Credit,
        confidence: Confidence::High,
        strength: Strength::Strong,
        complement: false,
    };
    let named = |i: usize| s.is(i, WordClass::VERDICT_NOUN);
    if !s.is(at, WordClass::BE) {
        let noun = phrases::starting_at(s, at + 1).filter(|_| s.is(at, WordClass::VERB_PAST))?;
        let end = noun.items.end;
        let from = phrases::starting_at(s, end + 1).filter(|_| s.is(end, WordClass::PREPOSITION));
        return named(end - 1).then(|| credit(from.unwrap_or(noun).items));
    }
    let mut led = false;
    for j in at + 1..at + PREDICATE {
        if s.breaks_before(j) || s.punct(j, ',') {
            break;
        }
        if s.is(j, WordClass::POSSESSIVE) && named(j + 1) {
            return Some(credit(Items { start: j, end: j + 1 }));
        }
        if let Some(phrase) = phrases::starting_at(s, j) {
            let Items { start, end } = phrase.items;
            // `X’s verdict`: of a name, the noun behind it is no part of the phrase.
            let mark = (start..end + 1).find(|i| s.kind(*i) == Some(TokenKind::Possessive));
            if let Some(mark) = mark.filter(|m| named(end - 1) || (*m == end && named(end + 1))) {
                return Some(credit(Items { start, end: mark }));
            }
            // `“Q,” was the answer.`
            let ends = |i: usize| s.punct(i, '.') || i >= s.len() || s.breaks_before(i);
            if j == at + 1 && s.is(j, WordClass::DETERMINER) && named(end - 1) && ends(end) {
                return Some(credit(phrase.items));
            }
            let said = clause::verb_of(s, phrase).filter(|v| led && v.items.start == end);
            if let Some(verb) = said.filter(|_| phrase.kind != PhraseKind::Nominal || heads(s, phrase)) {
                return Some(Hit { cue: verb.items, shape: Shape::QuoteSourceCue, ..credit(phrase.items) });
            }
        }
        led |= named(j) || s.is(j, WordClass::SUBORDINATOR | WordClass::STANDALONE | WordClass::DETERMINER);
    }
    None
}

fn heads(s: &Stream<'_>, phrase: phrases::Phrase) -> bool {
    phrases::heads_speaker(s, phrase) && !s.is(phrase.items.end - 1, WordClass::VERDICT_NOUN)
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
        clause::weak_strength(s, at)
    } else if ending == Ending::Comma && phrases::is_past(s, at) {
        Strength::Any
    } else {
        return None;
    };
    let mut from = clause::skip_adverbs(s, at + 1);
    if s.is(from, WordClass::PARTICLE) {
        from += 1;
    }
    let source = phrases::starting_at(s, clause::behind_insertion(s, from))?;
    // `said her spokesman`, but not `asked her`
    let Items { start, end } = source.items;
    let hearer = s.is(start, WordClass::PRONOUN_OBJECT)
        && !(s.is(start, WordClass::POSSESSIVE) && end > start + 1 && phrases::heads_speaker(s, source));
    if is_telling(s, at) || hearer {
        return None;
    }
    let speaks = WordClass::ROLE | WordClass::SPEAKING_NOUN | WordClass::CUE_NOUN | WordClass::STANDALONE;
    if strength < Strength::Strong
        && source.kind == PhraseKind::Nominal
        && !s.is(source.items.end - 1, speaks)
    {
        return None;
    }
    let both = phrases::with_second(s, source);
    let ends = |i: usize| i >= s.len() || s.breaks_before(i) || s.punct(i, '.') || s.punct(i, ',');
    let source = if ends(both.items.end) { both } else { source };
    Some(Hit {
        source: source.items,
        cue: Items { start: at, end: at + 1 },
        shape: Shape::QuoteCueSource,
        confidence: if strength == Strength::Strong { Confidence::High } else { Confidence::Medium },
        strength,
        complement: false,
    })
}

/// Whether the verb needs a hearer, so that what follows it is no subject: `told`.
pub(super) fn is_telling(s: &Stream<'_>, i: usize) -> bool {
    s.token(i).is_some_and(|t| t.class.contains(WordClass::CORE_CUE | WordClass::HEARER_CUE))
}

/// `X said`.
fn straight(s: &Stream<'_>, at: usize, ending: Ending) -> Option<Hit> {
    let source = phrases::starting_at(s, at)?;
    let verb = clause::verb_of(s, source)?;
    if ending != Ending::Comma && verb.strength == Strength::Any {
        return None;
    }
    if !phrases::can_speak(s, source) {
        return None;
    }
    let next = verb.items.end;
    let complement = clause::tail(s, next) == Tail::Complement;
    let both = phrases::with_second(s, source);
    let source = if both.items.end == verb.items.start { both } else { source };
    Some(Hit {
        source: source.items,
        cue: verb.items,
        shape: Shape::QuoteSourceCue,
        confidence: if verb.strength == Strength::Strong { Confidence::High } else { Confidence::Medium },
        strength: verb.strength,
        complement,
    })
}

/// `according to X`.
pub(super) fn according_to(s: &Stream<'_>, at: usize) -> Option<Hit> {
    if !(s.is(at, WordClass::ACCORDING) && s.is(at + 1, WordClass::TO)) {
        return None;
    }
    // `According to him, …`
    let alone = s.is(at + 2, WordClass::PRONOUN_OBJECT) && !s.is_word(at + 3);
    let pronoun = alone.then_some(Items { start: at + 2, end: at + 3 });
    let source = pronoun.or_else(|| Some(phrases::starting_at(s, at + 2)?.items))?;
    Some(Hit {
        source,
        cue: Items { start: at, end: at + 2 },
        shape: Shape::AccordingTo,
        confidence: Confidence::High,
        strength: Strength::Strong,
        complement: false,
    })
}

/// `“Q” [Source]`, `“Q” (Source)` at the end of a sentence.
fn bracket_credit(s: &Stream<'_>, at: usize) -> Option<Hit> {
    let close = match s.text(at) {
        "[" => ']',
        "(" => ')',
        _ => return None,
    };
    let end = (at + 1..at + 8).find(|i| s.punct(*i, close))?;
    let named = s.is_capitalised(at + 1) || s.kind(at + 1) == Some(TokenKind::Number);
    let whole =
        (at + 1..end).all(|i| s.token(i).is_some_and(|t| !t.is(WordClass::CUE | WordClass::AUXILIARY)));
    let ends =
        end + 1 >= s.len() || s.punct(end + 1, '.') || s.breaks_before(end + 1) || s.is_capitalised(end + 1);
    let last = if s.punct(end - 1, '.') { end - 1 } else { end };
    (named && whole && ends && at + 1 < last).then_some(Hit {
        source: Items { start: at + 1, end: last },
        cue: Items { start: at, end: at + 1 },
        shape: Shape::Credit,
        confidence: Confidence::Medium,
        strength: Strength::Weak,
        complement: false,
    })
}

/// `— X` at the end of the block.
fn credit(s: &Stream<'_>, at: usize) -> Option<Hit> {
    if !(s.kind(at) == Some(TokenKind::Dash) || s.punct(at, '-')) {
        return None;
    }
    let source = phrases::starting_at(s, at + 1).filter(|p| p.kind == PhraseKind::Name)?;
    let end = source.items.end;
    let stop = s.punct(end, '.') && (end + 1 >= s.len() || s.breaks_before(end + 1));
    let ends = end >= s.len() || stop || ((s.punct(end, ',') || s.punct(end, '(')) && s.len() - end < 20);
    (ends && clause::verb_of(s, source).is_none()).then_some(Hit {
        source: source.items,
        cue: Items { start: at, end: at + 1 },
        shape: Shape::Credit,
        confidence: Confidence::High,
        strength: Strength::Strong,
        complement: false,
    })
}

/// Longest way from a quotation to its attribution in the same sentence, in items.
const SENTENCE: usize = 80;

/// How many voices ahead a quotation looks in its sentence.
const LATE: usize = 4;

/// The attribution at the end of the sentence that the quotation at item `k` stands in:
/// `“Q” of the markets, said X`, `“Q” by the United States, X said on Monday`.
pub(super) fn late(s: &Stream<'_>, k: usize, voices: &[Voice]) -> Option<Hit> {
    let from = voices.partition_point(|v| v.cue.end <= k);
    let voice = voices[from..]
        .iter()
        .take(LATE)
        .filter(|v| !v.aside && v.strength == Strength::Strong && v.cue.start > k)
        .find(|v| {
            let first = v.source.start.min(v.cue.start);
            let parted = first > 0
                && (s.punct(first - 1, ',')
                    || s.quote(first - 1).is_some_and(|_| first - 1 > k)
                    || s.kind(first - 1) == Some(TokenKind::Dash));
            let end = v.source.end.max(v.cue.end);
            parted && first > k && (v.source.start > v.cue.start || clause::tail(s, end) == Tail::Light)
        })?;
    // A full stop inside the marks ends the sentence; a question mark may not.
    let goes_on = ending(s, k).0 != Ending::Stop;
    let first = voice.source.start.min(voice.cue.start);
    let breaks = |i: usize| s.breaks_before(i) && !(s.quote(i - 1).is_some() && (goes_on || i > k + 1));
    if first > k + SENTENCE || (k + 1..=first).any(breaks) {
        return None;
    }
    let shape = if s.is(voice.cue.start, WordClass::ACCORDING) {
        Shape::AccordingTo
    } else if voice.cue.start < voice.source.start {
        Shape::QuoteCueSource
    } else {
        Shape::QuoteSourceCue
    };
    Some(Hit {
        source: voice.source,
        cue: voice.cue,
        shape,
        confidence: Confidence::Medium,
        strength: Strength::Strong,
        complement: false,
    })
}
