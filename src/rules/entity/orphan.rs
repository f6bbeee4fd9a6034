//! A surname that comes before its introduction.
//!
//! # What it flags
//! A person who is first named by surname alone, while the full name follows only in a later paragraph.
//!
//! # Why it matters
//! The reader meets “Keller” and does not know who that is. It happens when paragraphs are moved.
//!
//! # Examples
//! ```news,flag
//! The bridge opens in spring, Keller told the council on Monday.
//! The council voted on Friday after a long debate.
//! The mayor, Anna Keller, has promised the bridge since 2009. Anna Keller was elected twice.
//! ```
//! ```news,ok
//! Mayor Anna Keller opened the bridge on Friday.
//! The council voted on Friday after a long debate.
//! Keller has promised the bridge since 2009.
//! ```
//!
//! # Limits
//! It does not speak of a person whose full name never comes: some need no introduction. Headlines, sub-headings and
//! quoted words introduce nobody and are not looked at; a title in front of the surname is an introduction.
//!
//! # Settings
//! None.

use crate::analysis::article::Place;
use crate::analysis::entities::Entity;
use crate::analysis::mentions::EntityKind;
use crate::diagnostic::Severity;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};

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

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let people = cx.article().entities.iter().filter(|e| e.kind == EntityKind::Person);
    people.filter_map(|person| orphan(cx, person)).collect()
}

fn orphan(cx: &ArticleContext<'_>, person: &Entity) -> Option<Finding> {
    let mut mentions = person.mentions.iter().filter(|m| !m.quoted && !cx.is_heading(m.place.block as usize));
    let first = mentions.next()?;
    if words(cx, first.place) != 1 || is_introduced(cx, first.place, first.index) {
        return None;
    }
    let full = mentions.find(|m| words(cx, m.place) > 1)?;
    if full.place.block == first.place.block || !ends_in(cx.text(full.place), cx.text(first.place)) {
        return None;
    }
    let surname = cx.text(first.place);
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

/// Whether the longer name ends in the surname.
fn ends_in(full: &str, surname: &str) -> bool {
    full.split_whitespace().next_back() == Some(surname)
}

/// Whether a title stands with the name: “Mayor Keller”.
fn is_introduced(cx: &ArticleContext<'_>, place: Place, index: u32) -> bool {
    let mention = cx.summaries()[place.block as usize].mentions.get(index as usize);
    mention.is_none_or(|m| !m.title.is_empty())
}
