//! A surname that comes before its introduction.
//!
//! # What it flags
//! A person who is first named by surname alone, while the full name follows, with a title, only in a later paragraph.
//!
//! # Why it matters
//! The reader meets “Keller” and does not know who that is. It happens when paragraphs are moved.
//!
//! # Examples
//! ```news,flag
//! The council voted for the bridge on Friday after a long debate.
//! It was a short night for those who had spoken against it, and a long one for the others.
//! The new bridge across the river will not be open before the spring of next year.
//! The works will cost nine million, Keller told the council on Monday night before it voted.
//! Mayor Anna Keller has promised the bridge since 2009, in two campaigns.
//! ```
//! ```news,ok
//! Mayor Anna Keller opened the bridge on Friday.
//! The council voted on Friday after a long debate.
//! Keller has promised the bridge since 2009.
//! ```
//!
//! # Limits
//! It does not speak of a person whose full name never comes: some need no introduction. Headlines, sub-headings and
//! quoted words are not looked at, nor are short lines at the top of plain copy; a title in front of the surname, or a
//! relative's full name before it, counts as an introduction.
//!
//! # Settings
//! None.

use crate::analysis::Confidence;
use crate::analysis::article::Place;
use crate::analysis::entities::Entity;
use crate::analysis::mentions::EntityKind;
use crate::analysis::tokens::{Token, TokenKind};
use crate::diagnostic::Severity;
use crate::knowledge::WordClass;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::sync::Arc;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "entity/orphan",
    summary: "a surname comes before the full name",
    severity: Severity::Warning,
    set: Set::Copy,
    absence: true,
    basis: "names, and which of them are one person's",
    settings: &[],
    source: include_str!("orphan.rs"),
    check: Check::Article(check),
};

/// Bytes of the shortest paragraph that is looked at: shorter ones are labels.
const SHORTEST: usize = 60;

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let sure = |e: &&Arc<Entity>| e.kind == EntityKind::Person && e.confidence == Confidence::High;
    let people = cx.article().entities.iter().filter(sure);
    let longer = OnceCell::new();
    people.filter_map(|person| orphan(cx, person, &longer)).collect()
}

/// For each word of a name of several words, the first block in which such a name stands.
type Longer<'a> = OnceCell<FxHashMap<&'a str, u32>>;

fn orphan<'a>(cx: &ArticleContext<'a>, person: &Entity, longer: &Longer<'a>) -> Option<Finding> {
    let mut mentions =
        person.mentions.iter().filter(|m| !m.quoted && !cx.may_be_heading(m.place.block as usize));
    let first = mentions.next()?;
    if words(cx, first.place) != 1 || is_introduced(cx, first.place, first.index) {
        return None;
    }
    if is_part_of_a_name(cx, first.place) {
        return None;
    }
    if cx.document().blocks()[first.place.block as usize].prose().len() < SHORTEST {
        return None;
    }
    let full = mentions.find(|m| words(cx, m.place) > 1)?;
    if !is_introduced(cx, full.place, full.index)
        || full.place.block == first.place.block
        || !ends_in(cx.text(full.place), cx.text(first.place))
    {
        return None;
    }
    let surname = cx.text(first.place);
    // Some longer name with that surname stands before: of a relative, in a headline, in a quotation.
    let before = longer.get_or_init(|| longer_names(cx)).get(surname);
    if before.is_some_and(|block| *block <= first.place.block) {
        return None;
    }
    let message = format!("who is {surname}? the full name comes only later");
    Some(
        Finding::new(cx.file(first.place), message)
            .help("give the full name, and who that is, where the person comes first")
            .related(cx.file(full.place), "here is the full name"),
    )
}

fn words(cx: &ArticleContext<'_>, place: Place) -> usize {
    cx.text(place).split_whitespace().count()
}

/// Whether the name belongs to a longer phrase: “the Bush White House”, “Mary Keller”, “Hill and Keller”.
fn is_part_of_a_name(cx: &ArticleContext<'_>, place: Place) -> bool {
    let tokens = &cx.summaries()[place.block as usize].tokens;
    let at = tokens.partition_point(|t| t.range.start < place.range.start);
    let behind = tokens.partition_point(|t| t.range.start < place.range.end);
    let capital =
        |t: &Token| t.is_capitalised() || t.is(WordClass::TITLE | WordClass::HONORIFIC | WordClass::ROLE);
    let loose = WordClass::DETERMINER | WordClass::CONJUNCTION;
    let joins = |t: &Token| {
        t.is(loose) || t.kind == TokenKind::Possessive || (capital(t) && !begins_sentence(cx, place, t))
    };
    let before = at.checked_sub(1).is_some_and(|i| joins(&tokens[i]));
    let possessive = tokens.get(behind).is_some_and(|t| t.kind == TokenKind::Possessive);
    before || tokens.get(behind + usize::from(possessive)).is_some_and(|t| t.is_capitalised())
}

/// Whether the token is the first of its sentence, where a capital says nothing.
fn begins_sentence(cx: &ArticleContext<'_>, place: Place, token: &Token) -> bool {
    let sentences = &cx.summaries()[place.block as usize].sentences;
    let small = !token.is(WordClass::TITLE | WordClass::HONORIFIC | WordClass::ROLE);
    small && sentences.iter().any(|s| s.range.start == token.range.start)
}

fn longer_names<'a>(cx: &ArticleContext<'a>) -> FxHashMap<&'a str, u32> {
    let mut first = FxHashMap::default();
    for (block, (here, summary)) in (0..).zip(cx.document().blocks().iter().zip(cx.summaries())) {
        for mention in summary.mentions.iter().filter(|m| m.keys.words > 1) {
            for word in mention.range.of(here.prose()).split_whitespace() {
                first.entry(word).or_insert(block);
            }
        }
    }
    first
}

/// Whether the longer name ends in the surname.
fn ends_in(full: &str, surname: &str) -> bool {
    let lowercase = |w: &str| w.starts_with(char::is_lowercase) && w.len() == 2;
    full.split_whitespace().next_back() == Some(surname) && !full.split_whitespace().any(lowercase)
}

/// Whether a title stands with the name: “Mayor Keller”.
fn is_introduced(cx: &ArticleContext<'_>, place: Place, index: u32) -> bool {
    let mention = cx.summaries()[place.block as usize].mentions.get(index as usize);
    mention.is_none_or(|m| !m.title.is_empty())
}
