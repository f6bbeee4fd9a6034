//! Which quotation marks open, which close, and how they pair within one block.
//!
//! Curly marks say it themselves unless they are typed the wrong way round; straight ones are told apart by the
//! white space around them and, failing that, by whether something is open.

use super::StrayMark;
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;

/// A pair of marks as token indices. One of the two may be missing, never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub open: Option<usize>,
    pub close: Option<usize>,
    pub depth: u8,
    pub single: bool,
}

impl Pair {
    /// Index of the first token of the quotation, mark included.
    pub fn first(&self) -> usize {
        self.open.unwrap_or(0)
    }

    /// Index behind the last token of the quotation, mark included.
    pub fn end(&self, tokens: &[Token]) -> usize {
        self.close.map_or(tokens.len(), |c| c + 1)
    }
}

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    /// Only what is open already can tell.
    Either,
    /// Feet, inches, minutes.
    Unit,
}

/// Pairs the marks of a block; pairs come in order of their opening.
pub(super) fn pair(prose: &str, tokens: &[Token]) -> (Vec<Pair>, Vec<StrayMark>) {
    let mut strays = Vec::new();
    let mut pairs = doubles(prose, tokens, &mut strays);
    drop_doubled(&mut pairs);
    repair(prose, tokens, &mut pairs);
    singles(prose, tokens, &mut pairs);
    pairs.sort_by_key(|p| (p.first(), p.depth));
    (pairs, strays)
}

/// Pairs double marks. An opening mark that nothing closes runs to the end of the block.
fn doubles(prose: &str, tokens: &[Token], strays: &mut Vec<StrayMark>) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for at in 0..tokens.len() {
        if tokens[at].kind != TokenKind::DoubleMark {
            continue;
        }
        let around = open.last().and_then(|pair| pairs[*pair].open).map(|i| tokens[i].text(prose));
        let opens = match role(prose, tokens, at, around) {
            Role::Unit => continue,
            Role::Open => true,
            Role::Close => false,
            Role::Either => open.is_empty(),
        };
        if opens {
            let depth = open.len().min(usize::from(u8::MAX)) as u8;
            open.push(pairs.len());
            pairs.push(Pair { open: Some(at), close: None, depth, single: false });
        } else if let Some(pair) = open.pop() {
            pairs[pair].close = Some(at);
        } else if pairs.is_empty() && strays.is_empty() && at > 0 {
            // The last part of a quotation over several paragraphs that was not opened again; the fold decides.
            pairs.push(Pair { open: None, close: Some(at), depth: 0, single: false });
        } else {
            strays.push(StrayMark { range: tokens[at].range, opening: false });
        }
    }
    pairs
}

/// What the double mark at `at` does; `around` is the mark that opened the quotation it stands in, if one is open.
fn role(prose: &str, tokens: &[Token], at: usize, around: Option<&str>) -> Role {
    let is_open = around.is_some();
    let (free_before, free_after) = (free_before(prose, tokens, at, is_open), free_after(prose, tokens, at));
    if is_inch(prose, tokens, at, around) {
        return Role::Unit;
    }
    match tokens[at].text(prose) {
        "“" | "„" | "«" | "‟" | "``" => {
            if !free_before && free_after && is_open {
                Role::Close
            } else {
                Role::Open
            }
        }
        "”" | "»" => {
            if free_before && (!free_after || at == 0) && !is_open {
                Role::Open
            } else {
                Role::Close
            }
        }
        "″" => Role::Unit,
        _ => match (free_before, free_after) {
            (true, false) => Role::Open,
            (false, true) => Role::Close,
            _ => Role::Either,
        },
    }
}

/// `6'2"`, `2" across`: a mark glued to a number, where it cannot well close a quotation: none is open, the open
/// one has marks of another style, or another mark closes it after all.
fn is_inch(prose: &str, tokens: &[Token], at: usize, around: Option<&str>) -> bool {
    let glued = |i: usize| tokens[i].range.end == tokens[i + 1].range.start;
    if at == 0 || tokens[at - 1].kind != TokenKind::Number || !glued(at - 1) {
        return false;
    }
    let feet = at >= 2 && tokens[at - 2].kind == TokenKind::SingleMark && glued(at - 2);
    let goes_on = tokens.get(at + 1).is_some_and(|t| t.is_wordlike() && !t.is_capitalised());
    if feet && (around.is_none() || another_closes(prose, tokens, at)) {
        return true;
    }
    match around.filter(|_| tokens[at].text(prose) == "\"") {
        Some("\"") => goes_on && another_closes(prose, tokens, at),
        Some(_) => true,
        None => tokens[at].text(prose) == "\"" && free_after(prose, tokens, at),
    }
}

/// Whether the next double mark of the block is of the same form and closes.
fn another_closes(prose: &str, tokens: &[Token], at: usize) -> bool {
    let next = (at + 1..tokens.len()).find(|i| tokens[*i].kind == TokenKind::DoubleMark);
    next.is_some_and(|i| {
        tokens[i].text(prose) == tokens[at].text(prose)
            && free_after(prose, tokens, i)
            && tokens[i - 1].range.end == tokens[i].range.start
    })
}

/// Whether what stands before the mark leaves room for a quotation to begin.
fn free_before(prose: &str, tokens: &[Token], at: usize, is_open: bool) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else { return true };
    if before.range.end < tokens[at].range.start {
        return true;
    }
    match before.kind {
        TokenKind::Dash => !is_open,
        TokenKind::Punct => {
            matches!(before.text(prose), "(" | "[" | "{" | "/") || is_invisible(before.text(prose))
        }
        TokenKind::SingleMark => at == 1 || tokens[at - 2].range.end < before.range.start,
        _ => false,
    }
}

/// Characters without a shape, such as marks of writing direction.
fn is_invisible(text: &str) -> bool {
    text.starts_with(|c: char| matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'))
}

/// Whether what stands behind the mark leaves room for a quotation to have ended.
fn free_after(prose: &str, tokens: &[Token], at: usize) -> bool {
    let Some(after) = tokens.get(at + 1) else { return true };
    if after.range.start > tokens[at].range.end {
        return true;
    }
    match after.kind {
        TokenKind::Dash | TokenKind::Possessive => true,
        TokenKind::Punct => {
            matches!(after.text(prose), "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "}" | "/")
        }
        TokenKind::SingleMark => tokens.get(at + 2).is_none_or(|next| next.range.start > after.range.end),
        _ => false,
    }
}

/// `"“Yes,” he said."`: marks put round a quotation that has its own, as copying out of a table leaves them.
fn drop_doubled(pairs: &mut Vec<Pair>) {
    let glued: Vec<bool> = (0..pairs.len())
        .map(|at| {
            let inner = pairs.get(at + 1).filter(|inner| inner.close.is_some());
            inner.and_then(|i| i.open).zip(pairs[at].open).is_some_and(|(inner, outer)| inner == outer + 1)
        })
        .collect();
    // Ends of the pairs that go; what stands inside moves up.
    let mut gone: Vec<usize> = Vec::new();
    let mut at = 0;
    pairs.retain_mut(|pair| {
        let open = pair.open.unwrap_or(0);
        while gone.last().is_some_and(|end| *end <= open) {
            gone.pop();
        }
        pair.depth = pair.depth.saturating_sub(gone.len().min(255) as u8);
        let drop = glued[at];
        at += 1;
        if drop {
            gone.push(pair.close.unwrap_or(usize::MAX));
        }
        !drop
    });
}

/// An opening mark that nothing closes must not swallow the quotations behind it: where others follow inside it,
/// it ends at the last sentence end before the first of them, and they move up one level.
fn repair(prose: &str, tokens: &[Token], pairs: &mut [Pair]) {
    let mut up = 0u8;
    for at in 0..pairs.len() {
        pairs[at].depth = pairs[at].depth.saturating_sub(up);
        let Some(open) = pairs[at].open.filter(|_| pairs[at].close.is_none()) else { continue };
        let Some(next) = pairs.get(at + 1) else {
            pairs[at].close = spoken_end(prose, tokens, open, tokens.len());
            continue;
        };
        if holds_quotation(prose, tokens, pairs, at) {
            continue;
        }
        let Some(next) = next.open else { continue };
        if let Some(end) = spoken_end(prose, tokens, open, next) {
            pairs[at].close = Some(end);
            up = up.saturating_add(1);
            continue;
        }
        let stop = (open + 1..next).rev().find(|i| {
            tokens[*i].kind == TokenKind::Punct && matches!(tokens[*i].text(prose), "." | "?" | "!")
        });
        pairs[at].close = Some(stop.unwrap_or(next - 1).max(open));
        up = up.saturating_add(1);
    }
}

/// Most tokens behind the last words of a quotation that was not closed: `, Anna Keller said on Friday.`
const TAIL: usize = 12;

/// `“We won, Anna Keller said.`: the comma before a name with a verb of saying at the end of `open..limit`, where the
/// forgotten closing mark belongs.
fn spoken_end(prose: &str, tokens: &[Token], open: usize, limit: usize) -> Option<usize> {
    let ends = tokens.get(limit.checked_sub(1)?).is_some_and(|t| t.is_punct(prose, '.'));
    let from = limit.saturating_sub(TAIL).max(open + 2);
    let ended =
        |i: usize| tokens[i].kind == TokenKind::Punct && matches!(tokens[i].text(prose), "," | "?" | "!");
    (from..limit).filter(|_| ends).find(|i| ended(*i) && says(prose, &tokens[i + 1..limit]))
}

/// Whether the words are a name with a verb of saying, in either order, and at most when or where it was said.
fn says(prose: &str, words: &[Token]) -> bool {
    let name = |from: usize| {
        let names = words[from..].iter().take_while(|t| t.is_capitalised() && t.range.len() > 1);
        from + names.count()
    };
    let cue = |i: usize| words.get(i).is_some_and(|t| t.is(WordClass::CORE_CUE) && !t.is_capitalised());
    let (straight, inverted) = (name(0), if cue(0) { name(1) } else { 0 });
    let end = if straight > 0 && cue(straight) { straight + 1 } else { inverted };
    let rest = words.get(end).is_some_and(|t| {
        t.is_punct(prose, '.') || t.is(WordClass::PREPOSITION | WordClass::WEEKDAY | WordClass::DEICTIC_DAY)
    });
    end > 1 && rest
}

/// Whether the unclosed quotation is the first part of one over several paragraphs and what follows stands inside it:
/// marks of another style, or a few words in the middle of a sentence.
fn holds_quotation(prose: &str, tokens: &[Token], pairs: &[Pair], at: usize) -> bool {
    let (Some(0), Some(inner)) = (pairs[at].open, pairs[at + 1].open) else { return false };
    let straight = |i: usize| tokens[i].text(prose) == "\"";
    let words = pairs[at + 1].end(tokens) - inner;
    let mid_sentence = !matches!(tokens[inner - 1].text(prose), "." | "?" | "!" | "," | ":");
    straight(0) != straight(inner) || (mid_sentence && words <= INNER_WORDS)
}

/// Most tokens of a few words inside a quotation, marks included.
const INNER_WORDS: usize = 8;

/// Adds quotations in single marks: inside double ones, and where an article uses them outside.
fn singles(prose: &str, tokens: &[Token], pairs: &mut Vec<Pair>) {
    if !tokens.iter().any(|t| t.kind == TokenKind::SingleMark) {
        return;
    }
    let doubles = pairs.len();
    let mut around: Vec<usize> = Vec::new();
    let (mut at, mut next) = (0, 0);
    while at < tokens.len() {
        while next < doubles && pairs[next].first() <= at {
            around.push(next);
            next += 1;
        }
        // Double marks nest, so the innermost one open is the last that has not ended.
        while around.pop_if(|p| pairs[*p].end(tokens) <= at).is_some() {}
        let close = (tokens[at].kind == TokenKind::SingleMark && opens_single(prose, tokens, at))
            .then(|| {
                let limit = around.last().map_or(tokens.len(), |p| pairs[*p].close.unwrap_or(tokens.len()));
                single_close(prose, tokens, &pairs[next..doubles], at, limit)
            })
            .flatten();
        let Some(close) = close else {
            if around.is_empty() && single_runs_on(prose, tokens, &pairs[next..doubles], at) {
                pairs.push(Pair { open: Some(at), close: None, depth: 0, single: true });
                break;
            }
            at += 1;
            continue;
        };
        let depth = around.last().map_or(0, |p| pairs[*p].depth.saturating_add(1));
        for inner in pairs[next..doubles].iter_mut().take_while(|p| p.first() < close) {
            inner.depth = inner.depth.saturating_add(1);
        }
        pairs.push(Pair { open: Some(at), close: Some(close), depth, single: true });
        at = close + 1;
    }
}

/// Whether the curly mark at `open`, which nothing closes, may open a quotation that goes on in the next paragraph: whole
/// sentences up to the end of this one, and no other quotation among them. The fold asks whether the next one goes on.
fn single_runs_on(prose: &str, tokens: &[Token], doubles: &[Pair], open: usize) -> bool {
    let ends = tokens.last().is_some_and(|t| matches!(t.text(prose), "." | "?" | "!" | "…"));
    let begins =
        open.checked_sub(1).is_none_or(|i| matches!(tokens[i].text(prose), "." | "?" | "!" | ":" | ","));
    let words = &tokens[open + 1..tokens.len().min(open + SINGLE_REACH)];
    tokens[open].text(prose) == "‘"
        && begins
        && ends
        && doubles.is_empty()
        && words.len() >= RUNS_ON
        && words[0].is_capitalised()
        && !(open + 1..tokens.len())
            .any(|i| tokens[i].kind == TokenKind::SingleMark && opens_single(prose, tokens, i))
}

/// Fewest tokens of a paragraph's worth of quoted words.
const RUNS_ON: usize = 5;

/// Whether a single mark can open a quotation: room before it, a word glued behind it, and no letters left out.
fn opens_single(prose: &str, tokens: &[Token], at: usize) -> bool {
    let mark = &tokens[at];
    let Some(next) = tokens.get(at + 1).filter(|n| n.range.start == mark.range.end) else { return false };
    let before = at.checked_sub(1).map(|i| &tokens[i]);
    let room = before.is_none_or(|b| {
        b.range.end < mark.range.start
            || b.kind == TokenKind::DoubleMark
            || b.kind == TokenKind::Dash
            || matches!(b.text(prose), "(" | "[")
    });
    let elided = next.kind == TokenKind::Number || next.is(WordClass::ELISION);
    room && (next.is_wordlike() || next.kind == TokenKind::DoubleMark) && !elided
}

/// Longest quotation in single marks, in tokens: a lost mark must not be looked for through a whole file.
const SINGLE_REACH: usize = 2_000;

/// The single mark that closes the one at `open`, before token `limit`: the first one behind punctuation, else the
/// first that is no plural possessive.
fn single_close(prose: &str, tokens: &[Token], doubles: &[Pair], open: usize, limit: usize) -> Option<usize> {
    let mut plausible = None;
    let (mut at, mut next) = (open + 1, 0);
    let limit = limit.min(open + SINGLE_REACH);
    while at < limit {
        while doubles.get(next).is_some_and(|p| p.first() < at) {
            next += 1;
        }
        if let Some(inner) = doubles.get(next).filter(|p| p.open == Some(at) && p.end(tokens) <= limit) {
            at = inner.end(tokens);
            continue;
        }
        let token = &tokens[at];
        if token.kind == TokenKind::SingleMark {
            if opens_single(prose, tokens, at) {
                break;
            }
            let before = &tokens[at - 1];
            let glued = before.range.end == token.range.start;
            if glued && matches!(before.kind, TokenKind::Punct | TokenKind::Ellipsis | TokenKind::DoubleMark)
            {
                return Some(at);
            }
            let free = tokens.get(at + 1).is_none_or(|n| n.range.start > token.range.end || !n.is_wordlike());
            let ends_in_s =
                before.text(prose).ends_with('s') && tokens.get(at + 1).is_some_and(Token::is_wordlike);
            if glued && free && !ends_in_s && plausible.is_none() {
                plausible = Some(at);
            }
        }
        at += 1;
    }
    plausible
}
