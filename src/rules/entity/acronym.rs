//! An acronym that comes before its introduction.
//!
//! # What it flags
//! An acronym of three to six capitals where it stands for the first time, if neither its full name came before nor
//! stands beside it.
//!
//! # Why it matters
//! Readers who do not know the letters are lost from here on, and those who think they do may be wrong.
//!
//! # Examples
//! ```news,flag
//! The IAEA said on Friday that the reactor was safe.
//! ```
//! ```news,flag,fix
//! Inspectors of the IAEA left on Friday. The International Atomic Energy Agency gave no reason.
//! ```
//! ```news,fixed
//! Inspectors of the International Atomic Energy Agency (IAEA) left on Friday. The International Atomic Energy Agency gave no reason.
//! ```
//! ```news,ok
//! The International Atomic Energy Agency (IAEA) said on Friday that the reactor was safe. The IAEA did not say how it knew.
//! ```
//! ```news,ok
//! The IAEA, the International Atomic Energy Agency, said on Friday that the reactor was safe.
//! ```
//! ```news,ok
//! The NATO summit begins on Friday.
//! ```
//! ```news,ok
//! “The IAEA has to answer for this,” Anna Keller said.
//! ```
//!
//! # Limits
//! Acronyms that every reader knows are left alone (a list comes with Newsmark, `exempt` adds to it), and so are
//! headlines, lines in capitals, capitals that are a word (WHO) or a name of the story, call signs of American stations, and
//! acronyms beside which the copy says what they are (`the lobby group AUNS`, `an AUNS poll`). Of 14 hits in 840 published articles that were
//! read by hand 12 were acronyms without a full name, of 30 on newswire stories of many countries 26.
//!
//! # Settings
//! `exempt`: more acronyms that every reader knows; `[acronyms] exempt` in `newsmark.toml` says the same.

use crate::analysis::article::Place;
use crate::analysis::tokens::{Case, Token, TokenKind};
use crate::diagnostic::Severity;
use crate::knowledge::{WordClass, acronyms};
use crate::rules::{ArticleContext, Check, Finding, Rule, Set, Setting, SettingKind};
use crate::syntax::BlockKind;
use crate::text::{ByteRange, Edit};
use rustc_hash::{FxHashMap, FxHashSet};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "entity/acronym",
    summary: "an acronym comes before its introduction",
    severity: Severity::Info,
    set: Set::OptIn,
    absence: false,
    basis: "capitals, and names whose first letters they are",
    settings: &[Setting {
        name: "exempt",
        kind: SettingKind::Words,
        summary: "acronyms that need no introduction, besides those that every reader knows",
    }],
    source: include_str!("acronym.rs"),
    check: Check::Article(check),
};

/// Letters of an acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let names = full_names(cx);
    let shouted_names = names_in_capitals(cx);
    let exempt = cx.settings.words(&RULE, "exempt");
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut findings = Vec::new();
    for (index, block) in cx.document().blocks().iter().enumerate() {
        let tokens = &cx.summaries()[index].tokens;
        let shouted = block.kind != BlockKind::Paragraph && block.kind != BlockKind::ListItem
            || cx.is_top_line(index)
            || in_capitals(tokens);
        if shouted || cx.article().furniture.byline.is_some_and(|b| b.block as usize == index) {
            continue;
        }
        for at in 0..tokens.len() {
            let text = tokens[at].text(block.prose());
            let known = acronyms::is_known(text)
                || acronyms::is_call_sign(text)
                || exempt.iter().any(|e| e == text)
                || shouted_names.contains(text);
            let part = is_part_of_a_name(block.prose(), tokens, at);
            if !is_acronym(block.prose(), tokens, at) || known || part || seen.contains(text) {
                continue;
            }
            let place = Place { block: index as u32, range: tokens[at].range };
            if cx.is_quoted(place) || is_dateline(cx, place) {
                continue;
            }
            seen.insert(text);
            if !is_introduced(block.prose(), tokens, at, names.get(text).copied(), place) {
                findings.push(finding(cx, place, text, names.get(text).copied()));
            }
        }
    }
    findings
}

fn finding(cx: &ArticleContext<'_>, place: Place, text: &str, full: Option<Place>) -> Finding {
    let range = cx.file(place);
    let Some(full) = full else {
        return Finding::new(range, format!("what is {text}? the full name is not given"))
            .help("give the full name where it comes first, with the acronym in brackets");
    };
    let name = cx.text(full).to_owned();
    Finding::new(range, format!("what is {text}? the full name comes only later"))
        .help("give the full name where it comes first, with the acronym in brackets")
        .related(cx.file(full), "here is the full name")
        .suggestion(
            format!("write the full name, and {text} in brackets"),
            vec![Edit { range, text: format!("{name} ({text})") }],
        )
}

/// The first name in the story for each row of first letters.
fn full_names(cx: &ArticleContext<'_>) -> FxHashMap<String, Place> {
    let mut names = FxHashMap::default();
    for (index, block) in cx.document().blocks().iter().enumerate() {
        for mention in &cx.summaries()[index].mentions {
            let name = mention.range.of(block.prose());
            let place = Place { block: index as u32, range: mention.range };
            for letters in initials(name) {
                names.entry(letters).or_insert(place);
            }
        }
        rows_of_capitals(cx, index, &mut names);
    }
    names
}

/// Adds the first letters of rows of words with capitals, small words between them left out or not: a name may be read
/// in part only (`Massachusetts Friends of the Bridge`).
fn rows_of_capitals(cx: &ArticleContext<'_>, index: usize, names: &mut FxHashMap<String, Place>) {
    let prose = cx.document().blocks()[index].prose();
    let tokens = &cx.summaries()[index].tokens;
    for (at, first) in tokens.iter().enumerate().filter(|(_, t)| t.is_capitalised()) {
        let (mut capitals, mut all) = (String::new(), String::new());
        for token in tokens[at..].iter().take(ROW) {
            let letter = token.text(prose).chars().next().unwrap_or_default();
            let small = token.is(WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::DETERMINER);
            if token.kind != TokenKind::Word || !(token.is_capitalised() || small) {
                break;
            }
            all.extend(letter.to_uppercase());
            if !small {
                capitals.extend(letter.to_uppercase());
                let range = ByteRange { start: first.range.start, end: token.range.end };
                let place = Place { block: index as u32, range };
                for letters in [&capitals, &all].into_iter().filter(|l| LETTERS.contains(&l.len())) {
                    if !names.contains_key(letters.as_str()) {
                        names.insert(letters.clone(), place);
                    }
                }
            }
        }
    }
}

/// Most words of a name whose first letters are looked at.
const ROW: usize = 9;

/// The words of names in the story, in capitals: a name that is shouted is no acronym.
fn names_in_capitals(cx: &ArticleContext<'_>) -> FxHashSet<String> {
    let mut words = FxHashSet::default();
    for (block, summary) in cx.document().blocks().iter().zip(cx.summaries()) {
        for mention in &summary.mentions {
            let name = mention.range.of(block.prose()).split([' ', '-', '\u{a0}']);
            let small = name.filter(|w| w.contains(char::is_lowercase) && LETTERS.contains(&w.len()));
            words.extend(small.map(str::to_uppercase));
        }
    }
    words
}

/// The first letters of a name: of its capitalised words, and of all of them.
fn initials(name: &str) -> Vec<String> {
    let words = || name.split([' ', '-', '\u{a0}']).filter(|w| w.starts_with(char::is_alphabetic));
    if words().take(2).count() < 2 {
        return Vec::new();
    }
    let first = |w: &str| w.chars().next().into_iter().flat_map(char::to_uppercase).collect::<String>();
    let capitals: String = words().filter(|w| w.starts_with(char::is_uppercase)).map(first).collect();
    let all: String = words().map(first).collect();
    let mut found = vec![capitals];
    if !found.contains(&all) {
        found.push(all);
    }
    found
}

fn is_acronym(prose: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let text = token.text(prose);
    let letters = token.kind == TokenKind::Word
        && token.case == Case::Upper
        && LETTERS.contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_uppercase());
    let roman = text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'));
    // A word in capitals is emphasis, or a name that happens to be one.
    let word = token.class.intersects(WordClass::all().difference(WordClass::SURNAME));
    letters && !roman && !word && !crate::knowledge::placeholders::words().contains(&text)
}

/// Whether the acronym is one word of a longer name or of a line in capitals: `RBC Capital Markets`, `CNN/ORC`, `JANE ROE:`.
fn is_part_of_a_name(prose: &str, tokens: &[Token], at: usize) -> bool {
    let mark = |i: usize, c: char| tokens.get(i).is_some_and(|t| t.is_punct(prose, c));
    let capital = |i: usize| tokens.get(i).is_some_and(Token::is_capitalised);
    let loud = |i: usize| tokens.get(i).is_some_and(|t| t.case == Case::Upper && t.range.len() > 1);
    let before = at.checked_sub(1);
    let glued = mark(at + 1, '/') || before.is_some_and(|i| mark(i, '/') || mark(i, '@') || mark(i, '#'));
    let label = mark(at + 1, ':') && at < 4;
    glued || label || capital(at + 1) || before.is_some_and(|i| loud(i) || (capital(i) && i > 0))
}

/// Whether most words of the block are in capitals.
fn in_capitals(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word).count();
    let capitals = tokens.iter().filter(|t| t.case == Case::Upper && t.range.len() > 1).count();
    capitals * 2 > words
}

fn is_dateline(cx: &ArticleContext<'_>, place: Place) -> bool {
    let end = cx.summaries()[place.block as usize].form.dateline_end;
    place.range.start < end
}

/// Whether the full name came before, or stands beside the acronym.
fn is_introduced(prose: &str, tokens: &[Token], at: usize, full: Option<Place>, here: Place) -> bool {
    let before = full.is_some_and(|full| (full.block, full.range.start) < (here.block, here.range.start));
    let bracket = |i: usize, c: char| tokens.get(i).is_some_and(|t| t.is_punct(prose, c));
    let bracketed = at > 1 && (bracket(at - 1, '(') || bracket(at - 1, '['));
    // `IAEA, the International …` and `IAEA (International …`
    let behind = full.is_some_and(|full| {
        let gap = ByteRange::new(here.range.end as usize, full.range.start as usize);
        full.block == here.block && full.range.start >= here.range.end && gap.len() <= BESIDE
    });
    let explained = bracket(at + 1, '(') && tokens.get(at + 2).is_some_and(Token::is_capitalised);
    // `Campaign for …, or AUNS,` and `also known as ISIL`
    let joined = at > 1
        && (tokens[at - 1].is(WordClass::CONJUNCTION)
            && (bracket(at - 2, ',') || tokens[at - 2].case == Case::Upper)
            || tokens[at - 2].is(WordClass::NAMING));
    before || bracketed || behind || explained || joined || is_described(prose, tokens, at)
}

/// Whether the words beside the acronym say what it is: `the lobby group AUNS`, `AUNS, a lobby`, `an AUNS poll`.
fn is_described(prose: &str, tokens: &[Token], at: usize) -> bool {
    let comma = |i: usize| tokens.get(i).is_some_and(|t| t.is_punct(prose, ','));
    let kind = |i: usize| {
        let small = tokens.get(i).filter(|t| t.case == Case::Lower);
        small.is_some_and(|t| t.is(WordClass::ORG_HEAD) || acronyms::is_kind(t.text(prose)))
    };
    let behind_kind = at > 0 && (kind(at - 1) || at > 1 && comma(at - 1) && kind(at - 2));
    let article = |t: &Token| matches!(t.text(prose), "a" | "an" | "the");
    let apposition = comma(at + 1) && tokens.get(at + 2).is_some_and(article);
    behind_kind || apposition || kind(at + 1)
}

/// Bytes between an acronym and its full name: `, or the `.
const BESIDE: usize = 16;
