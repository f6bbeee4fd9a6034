//! Words, numbers and marks of a block's prose.

use crate::knowledge::eventwords::{self, EventWord};
use crate::knowledge::letters::{Eight, HIGH_BITS};
use crate::knowledge::listed::Listed;
use crate::knowledge::packed::Packed;
use crate::knowledge::{WordClass, lexicon};
use crate::text::ByteRange;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word: letters with inner apostrophes, hyphens and, in abbreviations and initials, full stops
    /// (`don’t`, `vice-president`, `U.S.`, `J.`, `Gov.`).
    Word,
    /// `’s` or `'s` behind a word.
    Possessive,
    /// Digits with inner separators, and what is glued to them: `1,000`, `3.5`, `10:30`, `2015-16`, `3rd`, `1990s`, `45-year-old`.
    Number,
    /// A double quotation mark: straight, curly, low or angular.
    DoubleMark,
    /// A single quotation mark or an apostrophe that is not inside a word.
    SingleMark,
    /// `—`, `–`, `―` or `--`.
    Dash,
    /// `…` or `...`.
    Ellipsis,
    /// Any other single character: `.` `,` `:` `;` `?` `!` `(` `)` `[` `]` `-` `/` `%` `$` …
    Punct,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No capital first: `word`, `iPhone`.
    Lower,
    /// First letter only: `Word`, and compounds of such.
    Title,
    /// Two letters or more, all capitals: `NATO`, `U.S.`
    Upper,
    /// A capital first and another inside: `McCain`, `MacArthur`.
    Mixed,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the prose.
    pub range: ByteRange,
    /// What it is.
    pub kind: TokenKind,
    /// Its capitals; [`Case::Lower`] for everything but words.
    pub case: Case,
    /// Whether it is a word of nothing but small ASCII letters, as most are.
    pub plain: bool,
    /// First byte of its text where it is punctuation; else 0.
    punct: u8,
    /// The word as the lists have it, of an abbreviation without its full stop.
    pub word: Listed,
    /// Its classes in the lexicon; empty for everything but words. An abbreviation is looked up without its full stop.
    pub class: WordClass,
}

impl Token {
    /// Its text; `prose` is what was tokenised.
    #[inline]
    pub fn text<'t>(&self, prose: &'t str) -> &'t str {
        self.range.of(prose)
    }

    /// Whether it is a word with a capital first.
    #[inline]
    pub fn is_capitalised(&self) -> bool {
        self.kind == TokenKind::Word && self.case != Case::Lower
    }

    /// Whether it is a word or a number.
    #[inline]
    pub fn is_wordlike(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }

    /// Whether it is the punctuation character `c`.
    #[inline]
    pub fn is_punct(&self, prose: &str, c: char) -> bool {
        match u8::try_from(c) {
            Ok(c) if c.is_ascii() => self.punct == c,
            _ => self.kind == TokenKind::Punct && self.text(prose).starts_with(c),
        }
    }

    /// What it can be as an event.
    pub fn event_sense(&self, prose: &str) -> Option<EventWord> {
        // `Sat.` is listed as `sat`, which it is not.
        let stopped = self.is(WordClass::ABBREVIATION) && self.text(prose).ends_with('.');
        if stopped { eventwords::sense(self.text(prose)) } else { eventwords::of_listed(self.word) }
    }

    /// Whether it belongs to any of `classes`.
    #[inline]
    pub fn is(&self, classes: WordClass) -> bool {
        self.class.intersects(classes)
    }
}

/// The tokens of `prose`, in order, without white space.
#[inline(never)]
pub fn tokenize(prose: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(prose.len() / 5 + 4);
    let bytes = prose.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t'..=b'\r' => at += 1,
            b',' | b';' | b':' | b'(' | b')' | b'?' | b'!' => {
                tokens.push(punct(at, *byte));
                at += 1;
            }
            b'.' if bytes.get(at + 1) != Some(&b'.') => {
                tokens.push(punct(at, *byte));
                at += 1;
            }
            byte => match byte.is_ascii_alphabetic().then(|| plain_word(prose, at)).flatten() {
                Some(token) => {
                    at = token.range.end as usize;
                    tokens.push(token);
                }
                None => at += other_token(&prose[at..], &mut tokens, at),
            },
        }
    }
    tokens
}

/// A mark of one byte.
fn punct(at: usize, mark: u8) -> Token {
    Token {
        range: ByteRange::new(at, at + 1),
        kind: TokenKind::Punct,
        case: Case::Lower,
        plain: false,
        punct: mark,
        word: Listed::default(),
        class: WordClass::empty(),
    }
}

/// The word at `at` where it is made of ASCII letters and digits only, as nearly all are.
#[inline]
fn plain_word(prose: &str, at: usize) -> Option<Token> {
    let Some(letters) = Letters::of(prose.as_bytes(), at) else { return long_word(&prose[at..], at) };
    let len = letters.len;
    let behind = prose.as_bytes().get(at + len).copied().unwrap_or(0);
    if goes_on(behind) || behind == b'.' && len == 1 {
        return None;
    }
    let (word, class) = lexicon::look_up_packed(letters.lower);
    let (len, class) =
        if behind == b'.' { with_stop(&prose[at..at + len], &prose[at..], class) } else { (len, class) };
    Some(Token {
        range: ByteRange::new(at, at + len),
        kind: TokenKind::Word,
        case: letters.case,
        plain: letters.plain,
        punct: 0,
        word,
        class,
    })
}

/// The same for a word of sixteen letters and digits or more.
#[cold]
fn long_word(rest: &str, at: usize) -> Option<Token> {
    let len = rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
    if rest.as_bytes().get(len).is_some_and(|behind| goes_on(*behind)) {
        return None;
    }
    let plain = rest[..len].bytes().all(|b| b.is_ascii_lowercase());
    Some(Token { plain, ..word(rest, at) })
}

/// Whether the byte behind letters may belong to the word too: a mark that stands inside words, a letter of another
/// alphabet.
fn goes_on(behind: u8) -> bool {
    matches!(behind, b'\'' | b'-' | b'&' | 0x80..)
}

/// The ASCII letters and digits that stand at some place of a text, fewer than sixteen of them.
struct Letters {
    /// How many.
    len: usize,
    case: Case,
    /// Whether all are small letters.
    plain: bool,
    /// The same in small letters.
    lower: Packed,
}

impl Letters {
    /// Those at `at`; `None` where there are sixteen or more. All bytes are looked at at once, since the length of a
    /// word is nothing that a processor could foresee.
    #[inline]
    fn of(bytes: &[u8], at: usize) -> Option<Self> {
        let near = match bytes[at..].first_chunk::<16>() {
            Some(near) => u128::from_le_bytes(*near),
            None => {
                let mut near = [0; 16];
                near[..bytes.len() - at].copy_from_slice(&bytes[at..]);
                u128::from_le_bytes(near)
            }
        };
        let (low, high) = (Eight::of(near as u64), Eight::of((near >> 64) as u64));
        let (len, masks) = match (low.others(), high.others()) {
            (0, 0) => return None,
            (0, other) => (8 + other.trailing_zeros() as usize / 8, [u64::MAX, below(other)]),
            (other, _) => (other.trailing_zeros() as usize / 8, [below(other), 0]),
        };
        let upper = [low.upper & masks[0], high.upper & masks[1]];
        let small = [low.small & masks[0], high.small & masks[1]];
        let first = upper[0] & 0x80 != 0;
        let case = match (first, upper[0] >> 8 | upper[1]) {
            (false, _) => Case::Lower,
            (true, 0) => Case::Title,
            _ if small[0] | small[1] == 0 => Case::Upper,
            _ => Case::Mixed,
        };
        Some(Self {
            len,
            case,
            plain: [small[0], small[1]] == [masks[0] & HIGH_BITS, masks[1] & HIGH_BITS],
            lower: [low.lower() & masks[0], high.lower() & masks[1]],
        })
    }
}

/// The bits below the byte whose highest bit is the lowest one of `other`.
fn below(other: u64) -> u64 {
    let lowest = other & other.wrapping_neg();
    (lowest >> 7).wrapping_sub(1)
}

/// Pushes the token at the beginning of `rest`, or skips white space, and returns the length in bytes.
fn other_token(rest: &str, tokens: &mut Vec<Token>, at: usize) -> usize {
    match rest.chars().next() {
        // Quotation marks, dashes and the ellipsis are told at once.
        Some(c @ '\u{2010}'..='\u{2027}') => push_mark(rest, c, tokens, at),
        Some(c) if c.is_whitespace() => c.len_utf8(),
        Some(c) => token_len(rest, c, tokens, at),
        None => 1,
    }
}

/// Pushes the token that begins `rest` and returns its length in bytes.
fn token_len(rest: &str, first: char, tokens: &mut Vec<Token>, at: usize) -> usize {
    if first.is_alphabetic() {
        let token = word(rest, at);
        tokens.push(token);
        return token.range.len();
    }
    push_mark(rest, first, tokens, at)
}

/// Pushes the number or mark that begins `rest` and returns its length in bytes.
fn push_mark(rest: &str, first: char, tokens: &mut Vec<Token>, at: usize) -> usize {
    let behind_word = || tokens.last().is_some_and(|t| t.is_wordlike() && t.range.end as usize == at);
    let (kind, len) = mark(rest, first, behind_word);
    tokens.push(Token {
        range: ByteRange::new(at, at + len),
        kind,
        case: Case::Lower,
        plain: false,
        punct: if kind == TokenKind::Punct { rest.as_bytes()[0] } else { 0 },
        word: Listed::default(),
        class: WordClass::empty(),
    });
    len
}

/// Kind and length of the number or mark that begins `rest`.
fn mark(rest: &str, first: char, behind_word: impl Fn() -> bool) -> (TokenKind, usize) {
    let run = |byte: u8| rest.bytes().take_while(|b| *b == byte).count();
    let len = first.len_utf8();
    match first {
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '″' => (TokenKind::DoubleMark, len),
        // The fence of a code block in copy without markup.
        '`' if rest.starts_with("```") => (TokenKind::Punct, run(b'`')),
        '\'' | '‘' | '’' | '‚' | '‛' | '`' | '´' | '′' => {
            match (double_backtick(rest), possessive_len(rest)) {
                (Some(len), _) => (TokenKind::DoubleMark, len),
                (None, Some(len)) if behind_word() => (TokenKind::Possessive, len),
                _ => (TokenKind::SingleMark, len),
            }
        }
        '—' | '–' | '―' => (TokenKind::Dash, len),
        '-' if rest.starts_with("--") => (TokenKind::Dash, run(b'-')),
        '…' => (TokenKind::Ellipsis, len),
        '.' if rest.starts_with("..") => (TokenKind::Ellipsis, run(b'.')),
        c if c.is_numeric() => (TokenKind::Number, number_len(rest)),
        _ => (TokenKind::Punct, len),
    }
}

/// Two backticks or two straight apostrophes, as old wire copy writes quotation marks.
fn double_backtick(rest: &str) -> Option<usize> {
    (rest.starts_with("``") || rest.starts_with("''")).then_some(2)
}

/// Length of `’s` at the start of `rest`, if no letter follows.
fn possessive_len(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let mark = chars.next().filter(|c| matches!(c, '\'' | '’'))?;
    let s = chars.next().filter(|c| matches!(c, 's' | 'S'))?;
    (!chars.next().is_some_and(char::is_alphanumeric)).then_some(mark.len_utf8() + s.len_utf8())
}

/// The word at the start of `rest`, which stands at `at`.
fn word(rest: &str, at: usize) -> Token {
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    let mut initials = Initials::default();
    while let Some((i, c)) = chars.next() {
        if c.is_alphanumeric() || is_combining(c) {
            len = i + c.len_utf8();
            initials.read(c);
            continue;
        }
        let next = chars.peek().map(|(_, c)| *c);
        let joins = match c {
            '\'' | '’' => next.is_some_and(char::is_alphabetic) && possessive_len(&rest[i..]).is_none(),
            '-' | '‐' | '\u{2011}' => next.is_some_and(char::is_alphanumeric),
            // `U.S.-led`, `D-N.Y.`
            '.' => next.is_some_and(|n| n.is_alphabetic() || n == '-') && initials.are(),
            '&' => next.is_some_and(char::is_uppercase) && rest[..i].chars().all(char::is_uppercase),
            _ => false,
        };
        if !joins {
            break;
        }
        initials.read(c);
    }
    let text = &rest[..len];
    let (word, class) = lexicon::look_up(text);
    let (len, class) = with_stop(text, rest, class);
    let (range, case) = (ByteRange::new(at, at + len), case_of(text));
    Token { range, kind: TokenKind::Word, case, plain: false, punct: 0, word, class }
}

/// Length and classes of the word `text` with the full stop behind it, where that belongs to it: `Gov.`, `U.S.`, `J.`
fn with_stop(text: &str, rest: &str, class: WordClass) -> (usize, WordClass) {
    let len = text.len();
    if rest.as_bytes().get(len) != Some(&b'.') {
        return (len, class);
    }
    let stopped = !rest[len..].starts_with("..")
        && (class.contains(WordClass::ABBREVIATION) || is_initials(text))
        && takes_stop(text, rest);
    if stopped { (len + 1, class | WordClass::ABBREVIATION) } else { (len, class) }
}

/// Abbreviations that are also words keep the full stop only where they cannot be the word: with a capital, and
/// `No.` only before a number. Most abbreviations written small are words that end a sentence (`fig.`, `sat.`).
fn takes_stop(text: &str, rest: &str) -> bool {
    match text {
        "a.m" | "p.m" | "e.g" | "i.e" | "vs" | "etc" | "approx" | "est" => true,
        "No" => rest[text.len() + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit()),
        // The pronoun in "It was I." ends a sentence as any word does.
        "I" => false,
        _ => text.starts_with(char::is_uppercase),
    }
}

/// `J`, `U.S`, `a.m`: single letters with full stops between them.
fn is_initials(text: &str) -> bool {
    !text.is_empty()
        && text.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
}

/// Whether what was read since the last hyphen is [`is_initials`], kept up letter by letter.
#[derive(Default)]
struct Initials {
    /// Something else than single letters and full stops was read.
    broken: bool,
    /// Characters since the last full stop.
    letters: u32,
}

impl Initials {
    fn read(&mut self, c: char) {
        match c {
            '-' => *self = Self::default(),
            '.' => {
                self.broken |= self.letters != 1;
                self.letters = 0;
            }
            c => {
                self.letters += 1;
                self.broken |= self.letters > 1 || !c.is_alphabetic();
            }
        }
    }

    fn are(&self) -> bool {
        !self.broken && self.letters == 1
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE0F}' | '\u{AD}')
}

fn case_of(word: &str) -> Case {
    let mut chars = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = chars.next() else { return Case::Lower };
    if !first.is_uppercase() {
        return Case::Lower;
    }
    let (mut upper, mut lower) = (0, 0);
    for c in chars {
        if c.is_uppercase() { upper += 1 } else { lower += 1 }
    }
    match (upper, lower) {
        (0, _) => Case::Title,
        (_, 0) => Case::Upper,
        _ if word.split(['-', '.']).all(|p| p.chars().skip(1).all(|c| !c.is_uppercase())) => Case::Title,
        _ => Case::Mixed,
    }
}

/// Digits with inner `.`, `,`, `:`, `-`, `/` before another digit, then glued letters (`3rd`, `1990s`, `45-year-old`).
fn number_len(rest: &str) -> usize {
    let mut len = 0;
    let mut letters = false;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if c.is_alphanumeric() {
            letters |= c.is_alphabetic();
            len = i + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|(_, c)| *c);
        let joins = match c {
            '.' | ',' | ':' | '/' => !letters && next.is_some_and(|n| n.is_ascii_digit()),
            '-' => next.is_some_and(char::is_alphanumeric),
            _ => false,
        };
        if !joins {
            break;
        }
    }
    len
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(prose: &str) -> Vec<&str> {
        tokenize(prose).iter().map(|t| t.text(prose)).collect()
    }

    #[test]
    fn words_keep_their_inner_marks() {
        assert_eq!(
            split("Gov. J. Smith's U.S.-led talks don’t end."),
            ["Gov.", "J.", "Smith", "'s", "U.S.-led", "talks", "don’t", "end", "."]
        );
        assert_eq!(
            split("“Yes,” he said—at 10:30 a.m. on May 3rd..."),
            ["“", "Yes", ",", "”", "he", "said", "—", "at", "10:30", "a.m.", "on", "May", "3rd", "..."]
        );
        assert_eq!(
            split("It was I. No. No. 5 won $1,000.50."),
            ["It", "was", "I", ".", "No", ".", "No.", "5", "won", "$", "1,000.50", "."]
        );
    }

    #[test]
    fn capitals_are_told_apart() {
        let prose = "nato NATO Nato McCain U.S. Jean-Claude";
        let cases: Vec<Case> = tokenize(prose).iter().map(|t| t.case).collect();
        assert_eq!(cases, [Case::Lower, Case::Upper, Case::Title, Case::Mixed, Case::Upper, Case::Title]);
    }

    #[test]
    fn a_possessive_is_a_token_of_its_own() {
        assert_eq!(
            split("Trump’s ’90s the candidates’ plan"),
            ["Trump", "’s", "’", "90s", "the", "candidates", "’", "plan"]
        );
    }
}
