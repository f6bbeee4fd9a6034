//! A surname that comes before its introduction.
//!
//! # What it flags
//! A person who is first named by surname alone, while the full name follows, with a title, only in a later paragraph.
//! And, as information, a person who is quoted by one name and never introduced: no other name and no title stands with it
//! anywhere in the story.
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
//! ```news,flag
//! The council voted for the bridge on Friday after a long debate.
//! “We have waited for this for thirty years,” Keller said.
//! The works will cost nine million, and Keller wants them to begin in May.
//! ```
//! ```news,ok
//! Mayor Keller opened the bridge on Friday.
//! The council voted on Friday after a long debate.
//! Anna Keller has promised the bridge since 2009.
//! ```
//!
//! # Limits
//! A person who is not quoted may stay without an introduction: some need none. Headlines, sub-headings and
//! quoted words are not looked at, nor are short lines at the top of plain copy; a title in front of the surname, or a
//! relative's full name before it, counts as an introduction.
//!
//! # Settings
//! None.

use crate::analysis::Confidence;
use crate::analysis::article::Place;
use crate::analysis::entities::Entity;
use crate::analysis::mentions::EntityKind;
use crate::analysis::quotes::QuoteKind;
use crate::analysis::tokens::{Token, TokenKind};
use crate::diagnostic::Severity;
use crate::knowledge::WordClass;
use crate::knowledge::gazetteer::{self, NameClass};
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use rustc_hash::{FxHashMap, FxHashSet};
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
    let people = cx.article().entities.iter().filter(|e| e.kind == EntityKind::Person);
    let mut orphans: Vec<Orphan> = people.filter_map(|person| orphan(cx, person)).collect();
    keep_unnamed_before(cx, &mut orphans);
    let mut findings: Vec<Finding> = orphans.iter().map(|orphan| orphan.finding(cx)).collect();
    findings.extend(never_introduced(cx));
    findings
}

/// People quoted by one name with which no other name and no title ever stands.
fn never_introduced(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let mut left: Vec<(&str, Place)> = quoted_by_one_name(cx).into_iter().collect();
    left.retain(|(name, _)| {
        let seen = cx.story.capitals().seen(name);
        seen.times > 1 && seen.led == 0
    });
    left.sort_by_key(|(_, place)| (place.block, place.range.start));
    let finding = |(name, place): (&str, Place)| {
        Finding::new(cx.file(place), format!("who is {name}? the story never says"))
            .confidence(Confidence::Medium)
            .help("give the full name, and who that is, where the person comes first")
    };
    left.into_iter().map(finding).collect()
}

/// The names of one word by which people are quoted, each with the place of its first quotation.
fn quoted_by_one_name<'a>(cx: &ArticleContext<'a>) -> FxHashMap<&'a str, Place> {
    let mut quoted = FxHashMap::default();
    let one_name = |e: &&Arc<Entity>| {
        e.kind == EntityKind::Person && !e.name.contains(' ') && e.name.chars().any(char::is_lowercase)
    };
    let called: FxHashSet<&str> =
        cx.article().entities.iter().filter(one_name).map(|e| e.name.as_str()).collect();
    if called.is_empty() {
        return quoted;
    }
    for quote in cx.article().quotes.iter().filter(|q| q.kind == QuoteKind::Full) {
        let Some(place) = quote.speaker.as_ref().and_then(|s| s.place) else { continue };
        let words = cx.text(place);
        // Where a capital may be that of the sentence alone, nobody may be joined to the name.
        let other = cx.named_at(place).is_some_and(|e| cx.article().entities[e as usize].name != words);
        if called.contains(words) && !other && !quoted.contains_key(words) && is_surname(words) {
            quoted.insert(words, place);
        }
    }
    quoted
}

/// Whether a name of one word is no given name. By that alone people are called who have been presented, or are not to be:
/// children, sources, artists.
fn is_surname(name: &str) -> bool {
    let given = gazetteer::classes_of(&name.to_lowercase());
    !given.intersects(NameClass::GIVEN) || given.contains(NameClass::COMMON_SURNAME)
}

/// A surname, and the full name that comes behind it.
struct Orphan {
    surname: Place,
    full: Place,
    /// How sure it is that both are one person's.
    confidence: Confidence,
}

impl Orphan {
    fn finding(&self, cx: &ArticleContext<'_>) -> Finding {
        let message = format!("who is {}? the full name comes only later", cx.text(self.surname));
        Finding::new(cx.file(self.surname), message)
            .confidence(self.confidence)
            .help("give the full name, and who that is, where the person comes first")
            .related(cx.file(self.full), "here is the full name")
    }
}

fn orphan(cx: &ArticleContext<'_>, person: &Entity) -> Option<Orphan> {
    // Most people have one mention, or one form of their name, and need not be looked up in their paragraphs.
    let several = |name: &String| name.bytes().any(|b| b == b' ' || !b.is_ascii());
    if person.mentions.len() < 2 || !several(&person.name) && !person.aliases.iter().any(several) {
        return None;
    }
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
    let fits = is_introduced(cx, full.place, full.index)
        && full.place.block != first.place.block
        && ends_in(cx.text(full.place), cx.text(first.place));
    let confidence = person.confidence;
    fits.then_some(Orphan { surname: first.place, full: full.place, confidence })
}

/// Lets go of those with whose surname some longer name stands before: of a relative, in a headline, in a quotation.
fn keep_unnamed_before(cx: &ArticleContext<'_>, orphans: &mut Vec<Orphan>) {
    let Some(last) = orphans.iter().map(|o| o.surname.block as usize).max() else { return };
    let surnames: FxHashSet<&str> = orphans.iter().map(|o| cx.text(o.surname)).collect();
    let mut first: FxHashMap<&str, u32> = FxHashMap::default();
    let blocks = cx.document().blocks().iter().zip(cx.summaries());
    for (block, (here, summary)) in (0..).zip(blocks.take(last + 1)) {
        for mention in summary.mentions.iter().filter(|m| m.keys.words > 1) {
            let words = mention.range.of(here.prose()).split_whitespace();
            for surname in words.filter_map(|word| surnames.get(word)) {
                first.entry(surname).or_insert(block);
            }
        }
    }
    orphans.retain(|o| first.get(cx.text(o.surname)).is_none_or(|block| *block > o.surname.block));
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
