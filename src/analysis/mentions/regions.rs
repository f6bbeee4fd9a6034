//! Stretches of capitalised words: where names can stand.

use crate::analysis::furniture::{dated_place, decoration};
use crate::analysis::sentences::{Sentence, has_headline_capitals};
use crate::analysis::tokens::{Case, Token, TokenKind};
use crate::knowledge::gazetteer::{self, NameClass, Walk};
use crate::knowledge::openers::Opener;
use crate::knowledge::{WordClass, lexicon};
use crate::text::ByteRange;

/// Most words of one region; a longer stretch is cut, so that work stays linear.
const LONGEST: usize = 40;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Shape {
    /// `of`, `and`, `&`, `de`, `’s`: only between other words of a name.
    Connector,
    /// `Word`
    Title,
    /// `NATO`
    Upper,
    /// `McCain`, `iPhone`
    Mixed,
    /// `J.`
    Initial,
    /// `U.S.`, `Gov.`
    Stopped,
    /// `Jean-Claude`
    Hyphenated,
    /// `737`
    Number,
}

/// One word of a region.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Index of its token.
    pub token: u32,
    /// Its bytes in the prose; of `London-based` only `London`.
    pub range: ByteRange,
    /// How it is written.
    pub shape: Shape,
    /// Its classes as a word.
    pub class: WordClass,
    /// Its classes as a name.
    pub name: NameClass,
    /// Whether a sentence begins with it, so that its capital says little.
    pub opens: bool,
    /// Whether its capital says that it is a name, or begins one: the sentence does not begin with it, nor have most of its
    /// words capitals.
    pub amid: bool,
    /// Whether a small noun follows that it modifies: `US troops`.
    pub modifies: bool,
    /// Whether it is a weekday or month that begins a date: `Wikinews *Saturday*, January 31`.
    pub dated: bool,
    /// What the dateline says it is.
    pub zone: Zone,
    /// Whether a verb or possessive follows that a name takes: `Tarvenko said`, `Tarvenko’s`.
    pub acts: bool,
    /// Bytes of the lower-case form in [`Regions::lower`].
    pub lower: ByteRange,
    /// The known names of several words that begin with it.
    pub walk: Walk,
    /// What it says of the name that it begins or ends.
    pub opener: Opener,
    /// Which connector it is.
    pub small: Small,
}

/// The connectors that names of several words are told by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Small {
    /// Another one, or no connector.
    #[default]
    Other,
    /// and
    And,
    /// &
    Ampersand,
    /// of
    Of,
    /// for
    For,
}

impl Small {
    fn of(shape: Shape, lower: &str) -> Self {
        match lower {
            _ if shape != Shape::Connector => Self::Other,
            "and" => Self::And,
            "&" => Self::Ampersand,
            "of" => Self::Of,
            "for" => Self::For,
            _ => Self::Other,
        }
    }
}

/// Where a word stands in a dateline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// In no dateline.
    #[default]
    Copy,
    /// The place.
    Place,
    /// The agency in brackets.
    Agency,
}

/// All regions of a block.
#[derive(Debug, Default)]
pub struct Regions {
    /// The words of all regions, one region behind the other.
    pub words: Vec<Word>,
    /// Half-open ranges into `words`.
    pub spans: Vec<(u32, u32)>,
    /// Token behind the place of the dateline, and token behind the whole dateline; 0 without one.
    dateline: (usize, usize),
    /// Lower-case forms, words of a region apart by one space.
    pub lower: String,
}

impl Regions {
    /// The regions of a block, in order.
    pub fn find(prose: &str, tokens: &[Token], sentences: &[Sentence]) -> Self {
        let mut regions = Self::default();
        regions.refill(prose, tokens, sentences);
        regions
    }

    /// Takes the regions of a block in place of those it has.
    pub fn refill(&mut self, prose: &str, tokens: &[Token], sentences: &[Sentence]) {
        self.words.clear();
        self.spans.clear();
        self.lower.clear();
        self.dateline = dateline(prose, tokens);
        for sentence in sentences {
            let end = sentence.end as usize;
            let mut at = sentence.first as usize;
            let words = self.words.len();
            while at < end {
                let token = &tokens[at];
                let small = token.plain && !token.is(WordClass::NAME_PARTICLE);
                if small || !token.is_wordlike() {
                    at += 1;
                } else {
                    at = match starts(prose, tokens, at, end) {
                        Some(shape) => self.read(prose, tokens, (at, shape), sentence),
                        None => at + 1,
                    };
                }
            }
            if self.words.len() > words && !has_headline_capitals(&tokens[sentence.first as usize..end]) {
                let plain = self.words[words..].iter_mut().filter(|w| !w.opens && w.zone == Zone::Copy);
                plain.for_each(|w| w.amid = true);
            }
        }
    }

    /// Reads the region that begins at a token, whose shape is known, and returns the token behind it.
    fn read(
        &mut self,
        prose: &str,
        tokens: &[Token],
        (mut at, opening): (usize, Shape),
        sentence: &Sentence,
    ) -> usize {
        let first = self.words.len();
        let (end, mut kept) = (sentence.end as usize, first);
        let mut opening = Some(opening);
        while at < end && self.words.len() - first < LONGEST {
            let inside = || {
                let shape = shape(prose, &tokens[at]).filter(|_| !is_currency(prose, tokens, at));
                shape.or_else(|| plural_possessive(prose, tokens, at))
            };
            let Some(shape) = opening.take().or_else(inside) else { break };
            self.push(prose, tokens, at, shape, sentence);
            if shape != Shape::Connector {
                kept = self.words.len();
            } else if self.words.len() - kept > 2 {
                break;
            }
            at += 1;
            let cut = self.words.last().is_some_and(|w| w.range.end != tokens[at - 1].range.end);
            if cut {
                break;
            }
        }
        self.words.truncate(kept);
        self.spans.push((first as u32, kept as u32));
        self.words.last().map_or(at, |w| w.token as usize + 1)
    }

    fn push(&mut self, prose: &str, tokens: &[Token], at: usize, shape: Shape, sentence: &Sentence) {
        let token = &tokens[at];
        let text = token.text(prose);
        let (range, class) = match compound_head(text) {
            Some(head) if shape != Shape::Connector && !self.is_two_part_name(tokens, at, head) => {
                let end = token.range.start + head.len() as u32;
                (ByteRange { start: token.range.start, end }, lexicon::classes_of(head))
            }
            _ => (token.range, token.class),
        };
        let start = self.lower.len();
        lower_into(&mut self.lower, range.of(prose));
        let lower = ByteRange::new(start, self.lower.len());
        let gazetteer::Known { mut name, walk, people, inflected, opener } =
            gazetteer::word(lower.of(&self.lower));
        if matches!(shape, Shape::Connector | Shape::Number) {
            name = NameClass::empty();
        }
        if shape == Shape::Stopped && name.is_empty() && lower.len() > 3 {
            // `U.N.` is `UN` with stops.
            let acronym = gazetteer::classes_of(&gazetteer::undotted(lower.of(&self.lower)));
            name = if acronym.contains(NameClass::ACRONYM) { acronym } else { name };
        }
        let mut class = class;
        let state = shape == Shape::Stopped && opener.contains(Opener::STATES);
        if state && is_behind_town(prose, tokens, at) {
            (name, class) = (NameClass::STATE, class - WordClass::COMMON);
        }
        class.set(WordClass::DEMONYM, people || class.contains(WordClass::DEMONYM));
        if inflected && !name.contains(NameClass::COMMON_SURNAME) {
            class |= WordClass::COMMON;
        }
        let zone = match self.dateline {
            (place, _) if at < place => Zone::Place,
            // `NAIROBI, Kenya (AP)`: only in brackets.
            (place, end) if at < end && !self.is_before_bracket(prose, tokens, at, place) => Zone::Agency,
            _ => Zone::Copy,
        };
        let acts = tokens.get(at + 1).is_some_and(|t| {
            t.kind == TokenKind::Possessive
                || (t.case == Case::Lower && t.is(WordClass::CUE | WordClass::AUXILIARY | WordClass::MODAL))
        });
        self.lower.push(' ');
        let opens = opens_sentence(prose, tokens, at, sentence.first as usize);
        let modifies = tokens.get(at + 1).is_some_and(|t| {
            let small = WordClass::PREPOSITION
                | WordClass::CONJUNCTION
                | WordClass::AUXILIARY
                | WordClass::MODAL
                | WordClass::CUE
                | WordClass::RELATIVE
                | WordClass::ADVERB;
            t.kind == TokenKind::Word && t.case == Case::Lower && !t.is(small)
        });
        let dated = class.intersects(WordClass::WEEKDAY | WordClass::MONTH) && begins_date(prose, tokens, at);
        self.words.push(Word {
            token: at as u32,
            range,
            shape,
            class,
            name,
            opens,
            amid: false,
            modifies,
            dated,
            zone,
            acts,
            lower,
            walk,
            opener,
            small: Small::of(shape, lower.of(&self.lower)),
        });
    }

    /// Whether a bracket opens behind the word, in the dateline whose place ends before the token `place`.
    fn is_before_bracket(&self, prose: &str, tokens: &[Token], at: usize, place: usize) -> bool {
        let opens = |t: &Token| t.is_punct(prose, '(');
        tokens[at..self.dateline.1].iter().any(opens) && !tokens[place..at].iter().any(opens)
    }

    /// Whether a compound is the name of a person written with a hyphen, `Je-won` behind `Chang`, and no compound such
    /// as `UK-based`: it stands behind a capitalised word and its head is no known place or acronym.
    fn is_two_part_name(&self, tokens: &[Token], at: usize, head: &str) -> bool {
        let behind_name = at.checked_sub(1).is_some_and(|before| {
            let small = WordClass::DETERMINER | WordClass::PREPOSITION | WordClass::SUBORDINATOR;
            let word = &tokens[before];
            word.kind == TokenKind::Word && word.case == Case::Title && !word.is(small)
        });
        behind_name
            && head.chars().skip(1).all(char::is_lowercase)
            && !gazetteer::classes_of(&head.to_lowercase()).intersects(NameClass::PLACE | NameClass::ORG)
            && !lexicon::classes_of(&head.to_lowercase()).intersects(WordClass::DEMONYM | WordClass::COMMON)
    }

    /// Whether the words around word `at` are all capitals, as in a shouted headline.
    pub fn shouted(&self, at: usize) -> bool {
        let near = &self.words[at.saturating_sub(2)..(at + 3).min(self.words.len())];
        near.iter().filter(|w| w.shape == Shape::Upper && w.lower.len() > 3).count() > 1
    }

    /// The lower-case form of neighbouring words, apart by spaces. There is at least one.
    pub fn lower_of_words(&self, words: &[Word]) -> &str {
        match words {
            [] => "",
            [first, .., last] => &self.lower[first.lower.start as usize..last.lower.end as usize],
            [only] => only.lower.of(&self.lower),
        }
    }

    /// The lower-case form of the words `from..to`, apart by spaces.
    pub fn lower_of(&self, from: usize, to: usize) -> &str {
        &self.lower[self.words[from].lower.start as usize..self.words[to - 1].lower.end as usize]
    }
}

/// Words side by side, read one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// First word.
    pub from: usize,
    /// Behind the last word.
    pub to: usize,
    /// Classes of the whole as a name; of a single word see [`Word::name`].
    pub name: NameClass,
    walk: Walk,
}

impl Run {
    /// The word at `from` alone.
    pub fn begin(regions: &Regions, from: usize) -> Self {
        let word = &regions.words[from];
        Self { from, to: from + 1, name: word.name, walk: word.walk }
    }

    /// The words `from..to`.
    pub fn of(regions: &Regions, from: usize, to: usize) -> Self {
        (from + 1..to).fold(Self::begin(regions, from), |run, _| run.longer(regions))
    }

    /// The same with the next word.
    pub fn longer(self, regions: &Regions) -> Self {
        let (last, next) = (&regions.words[self.to - 1], &regions.words[self.to]);
        let more = &regions.lower[last.lower.end as usize..next.lower.end as usize];
        let (walk, to) = (self.walk.behind(more), self.to + 1);
        Self { to, name: walk.classes(regions.lower_of(self.from, to)), walk, ..self }
    }
}

/// The dateline at the start of a block: `STOCKHOLM (Nordwire) —`, `PARIS, May 3 –`. Token behind the place, token
/// behind it all; zeros if there is none.
fn dateline(prose: &str, tokens: &[Token]) -> (usize, usize) {
    let capitals = |t: &Token| t.kind == TokenKind::Word && t.case == Case::Upper && t.range.len() > 2;
    if let Some((place, dash)) = dated_place(prose, tokens) {
        return (place, dash);
    }
    let first = decoration(prose, tokens);
    if !tokens.get(first).is_some_and(capitals) {
        return (0, 0);
    }
    let near = tokens.iter().take(14);
    // `RAJPURA NAGAR, July 24:`
    let behind = first + tokens[first..].iter().take(4).take_while(|t| capitals(t)).count();
    if tokens.get(behind).is_some_and(|t| t.is_punct(prose, ','))
        && tokens.get(behind + 1).is_some_and(|t| t.is(WordClass::MONTH) && t.is_capitalised())
        && tokens.get(behind + 2).is_some_and(|t| t.kind == TokenKind::Number)
    {
        return (behind, behind);
    }
    let dash = |t: &Token| t.kind == TokenKind::Dash || t.is_punct(prose, '-') || t.is_punct(prose, ':');
    let Some(end) = near.clone().position(dash) else { return (0, 0) };
    if tokens[end].is_punct(prose, ':') {
        return (0, 0);
    }
    let named = |t: &&Token| t.kind == TokenKind::Word && t.is_capitalised();
    let place = first + near.take(end).skip(first).take_while(named).count();
    let bracket = tokens[..end].iter().any(|t| t.is_punct(prose, '('));
    (place, if bracket { end } else { place })
}

/// Appends `text` in lower case, with straight apostrophes.
pub fn lower_into(out: &mut String, text: &str) {
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        match c {
            '’' => out.push('\''),
            '\u{2011}' | '‐' => out.push('-'),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
}

/// The shape of the token if a region begins with it: a capital, or a number or particle right before one.
fn starts(prose: &str, tokens: &[Token], at: usize, end: usize) -> Option<Shape> {
    let opening = shape(prose, &tokens[at])?;
    let leads = || {
        at + 1 < end
            && matches!(shape(prose, &tokens[at + 1]), Some(s) if s != Shape::Connector && s != Shape::Number)
    };
    let begins = match opening {
        _ if is_currency(prose, tokens, at) => false,
        Shape::Connector => tokens[at].is(WordClass::NAME_PARTICLE) && leads(),
        Shape::Number => tokens[at].text(prose).ends_with(|c: char| c.is_alphabetic()) && leads(),
        _ => true,
    };
    begins.then_some(opening)
}

/// Whether a town and a comma stand before the token, as before a state: `Casper, Wyo.`
fn is_behind_town(prose: &str, tokens: &[Token], at: usize) -> bool {
    let [.., town, comma] = &tokens[..at] else { return false };
    comma.is_punct(prose, ',') && town.is_capitalised()
}

/// Whether a number or month follows the weekday or month at `at`, with or without a comma.
fn begins_date(prose: &str, tokens: &[Token], at: usize) -> bool {
    let comma = tokens.get(at + 1).is_some_and(|t| t.is_punct(prose, ','));
    tokens
        .get(at + 1 + usize::from(comma))
        .is_some_and(|t| t.kind == TokenKind::Number || t.is(WordClass::MONTH) && t.is_capitalised())
}

/// The letters of `US$` and `AU$`.
fn is_currency(prose: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| {
        next.range.start == tokens[at].range.end && matches!(next.text(prose), "$" | "£" | "€" | "¥")
    })
}

/// The mark of `Workers’ Party`: behind a plural, before a capital, and no single quotation mark is open.
fn plural_possessive(prose: &str, tokens: &[Token], at: usize) -> Option<Shape> {
    if tokens[at].kind != TokenKind::SingleMark {
        return None;
    }
    let (before, mark, next) = (tokens.get(at.checked_sub(1)?)?, &tokens[at], tokens.get(at + 1)?);
    let apostrophe = matches!(mark.text(prose), "’" | "'");
    let plural = before.is_capitalised()
        && before.range.end == mark.range.start
        && before.text(prose).ends_with(['s', 'S']);
    let goes_on = next.is_capitalised() && next.range.start == mark.range.end + 1;
    let open = || tokens[..at].iter().rev().take(40).any(|t| t.kind == TokenKind::SingleMark);
    (apostrophe && plural && goes_on && !open()).then_some(Shape::Connector)
}

/// How the token is written; `None` for tokens that no name holds.
fn shape(prose: &str, token: &Token) -> Option<Shape> {
    // Most words of the copy: nothing but small letters, and none that stand inside names.
    if token.plain && !token.is(WordClass::NAME_PARTICLE | WordClass::NAME_CONNECTOR) {
        return None;
    }
    let text = token.text(prose);
    match token.kind {
        TokenKind::Word if has_apostrophe(text) && is_contraction(text) => None,
        TokenKind::Word => Some(match token.case {
            Case::Lower if has_inner_capital(text, token) => Shape::Mixed,
            Case::Lower if token.is(WordClass::NAME_PARTICLE | WordClass::NAME_CONNECTOR) => Shape::Connector,
            Case::Lower => return None,
            _ if text.len() < 6 && is_initial(text) => Shape::Initial,
            _ if text.ends_with('.') || (text.len() < 8 && text.bytes().any(|b| b == b'.')) => Shape::Stopped,
            Case::Upper => Shape::Upper,
            Case::Mixed => Shape::Mixed,
            Case::Title if text.bytes().any(|b| b == b'-') => Shape::Hyphenated,
            Case::Title => Shape::Title,
        }),
        TokenKind::Possessive => Some(Shape::Connector),
        // `81-year-old` only describes the name behind it.
        TokenKind::Number if text.contains('-') && text.ends_with(|c: char| c.is_lowercase()) => None,
        TokenKind::Number => Some(Shape::Number),
        TokenKind::Punct if text == "&" => Some(Shape::Connector),
        _ => None,
    }
}

/// Whether an apostrophe may stand in it: false for nearly all words.
fn has_apostrophe(text: &str) -> bool {
    text.bytes().fold(false, |found, b| found | (b == b'\'') | !b.is_ascii())
}

/// `I’ve`, `She’d`, `That’s`
fn is_contraction(text: &str) -> bool {
    let Some((head, _)) = text.split_once(['’', '\'']) else { return false };
    let mut lower = [0; 8];
    let Some(lower) = lower.get_mut(..head.len()).filter(|_| head.is_ascii() && !head.is_empty()) else {
        return false;
    };
    lower.copy_from_slice(head.as_bytes());
    lower.make_ascii_lowercase();
    let small = WordClass::PRONOUN_SUBJECT | WordClass::DETERMINER | WordClass::AUXILIARY | WordClass::MODAL;
    std::str::from_utf8(lower).is_ok_and(|l| lexicon::classes_of(l).intersects(small))
}

fn is_initial(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_none_or(|c| c == '.')
        && chars.next().is_none()
}

/// `iPhone`, `al-Bashir`, `d’Ettorre`, but not `anti-Putin` or `ex-President`.
fn has_inner_capital(text: &str, token: &Token) -> bool {
    if !text.chars().any(char::is_uppercase) {
        return false;
    }
    match text.split_once(['-', '’', '\'']) {
        None => text.len() > 3,
        Some((head, _)) => {
            let _ = token;
            text.contains(['’', '\'']) && head.len() <= 2
                || lexicon::classes_of(head).contains(WordClass::NAME_PARTICLE)
        }
    }
}

/// Of a compound such as `London-based` or `US-led`, the name in front.
fn compound_head(text: &str) -> Option<&str> {
    if text.bytes().all(|b| b != b'-') {
        return None;
    }
    let (head, tail) = text.split_once('-')?;
    let tail_is_word = tail.chars().all(|c| c.is_lowercase() || c == '-')
        && lexicon::classes_of(tail.rsplit('-').next().unwrap_or(tail))
            .intersects(WordClass::COMMON | WordClass::VERB | WordClass::CUE_PARTICIPLE);
    (tail_is_word && head.len() > 1 && head.starts_with(char::is_uppercase)).then_some(head)
}

/// Whether only marks stand before the token in its sentence, or a quotation or colon opens right before it.
fn opens_sentence(prose: &str, tokens: &[Token], at: usize, first: usize) -> bool {
    match at.checked_sub(1).filter(|before| *before >= first) {
        None => true,
        Some(before) => {
            let mark = &tokens[before];
            let opens = matches!(mark.kind, TokenKind::DoubleMark | TokenKind::Dash | TokenKind::Ellipsis)
                || mark.is_punct(prose, ':')
                || mark.is_punct(prose, '[');
            opens || tokens[first..at].iter().all(|t| !t.is_wordlike())
        }
    }
}
