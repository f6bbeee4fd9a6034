//! A person who is never introduced.
//!
//! # What it flags
//! A person of whom the story gives only one word of the name, without a title, from first to last.
//!
//! # Why it matters
//! Readers who were not here yesterday do not know who that is.
//!
//! # Examples
//! ```news,flag
//! Keller said on Friday that the bridge was safe. She did not say how often it had been tested.
//! “We will test it again,” Keller said.
//! ```
//! ```news,ok
//! Anna Keller said on Friday that the bridge was safe.
//! “We will test it again,” Keller said.
//! ```
//! ```news,ok
//! Mayor Keller said on Friday that the bridge was safe.
//! “We will test it again,” Keller said.
//! ```
//! ```news,flag
//! Moreno said on Monday that the works would begin in May. He did not say who would pay for them.
//! “We will be done in spring,” Moreno said.
//! ```
//!
//! # Limits
//! A name that stands in full anywhere in the story, its headline or a quotation is left to `entity/orphan`. People
//! with one name (artists, players) are known by it; `exempt` takes them. It spoke once in 840
//! published articles, of a president, and not in 616 newswire stories.
//!
//! # Settings
//! `exempt`: people who are known by one word.

use crate::analysis::Confidence;
use crate::analysis::article::Place;
use crate::analysis::entities::Entity;
use crate::analysis::mentions::EntityKind;
use crate::diagnostic::Severity;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set, Setting, SettingKind};
use rustc_hash::FxHashSet;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "entity/first-reference",
    summary: "a person is never introduced",
    severity: Severity::Info,
    set: Set::OptIn,
    absence: true,
    basis: "which words are a person's name",
    settings: &[Setting {
        name: "exempt",
        kind: SettingKind::Words,
        summary: "people who are known by one word",
    }],
    source: include_str!("first_reference.rs"),
    check: Check::Article(check),
};

/// Fewest times that a name must stand outside quotations to be a person of the story.
const TIMES: usize = 2;

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let exempt = cx.settings.words(&RULE, "exempt");
    let longer = words_of_longer_names(cx);
    let people = cx.article().entities.iter().filter(|e| e.kind == EntityKind::Person);
    people.filter_map(|person| unknown(cx, person, exempt, &longer)).collect()
}

fn unknown(
    cx: &ArticleContext<'_>,
    person: &Entity,
    exempt: &[String],
    longer: &FxHashSet<&str>,
) -> Option<Finding> {
    let name = person.name.as_str();
    let alone = !name.contains([' ', '.', '-']) && person.aliases.is_empty() && person.titles.is_empty();
    let known = person.registry.is_some() || exempt.iter().any(|e| e == name) || longer.contains(name);
    if !alone || known || person.confidence != Confidence::High {
        return None;
    }
    let copy = person.mentions.iter().filter(|m| !m.quoted && !cx.is_quoted(m.place));
    let copy: Vec<_> = copy.filter(|m| !cx.is_heading(m.place.block as usize)).collect();
    let speaks =
        cx.article().quotes.iter().any(|q| {
            q.speaker.as_ref().and_then(|s| s.place).is_some_and(|p| copy.iter().any(|m| m.place == p))
        });
    if copy.len() < TIMES || !speaks || is_apposed(cx, copy[0].place) {
        return None;
    }
    Some(
        Finding::new(
            cx.file(copy[0].place),
            format!("who is {name}? the story never gives a full name or a title"),
        )
        .help("give the full name, and who that is, where the person comes first"),
    )
}

/// Whether who that is stands behind the name: `said Mina, one of her neighbours`.
fn is_apposed(cx: &ArticleContext<'_>, place: Place) -> bool {
    let behind = &cx.document().blocks()[place.block as usize].prose()[place.range.bounds().end..];
    behind.strip_prefix(", ").is_some_and(|words| words.starts_with(char::is_lowercase))
}

/// Every word of every name of two words or more.
fn words_of_longer_names<'a>(cx: &ArticleContext<'a>) -> FxHashSet<&'a str> {
    let mut words = FxHashSet::default();
    for (block, summary) in cx.document().blocks().iter().zip(cx.summaries()) {
        // Where a name is read in part only, the capitalised word in front still tells that it is longer: a nickname in
        // quotation marks, or a given name with a letter that is none.
        let mut before: Option<&str> = None;
        for word in block.prose().split([' ', '\n', '\u{a0}']) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let capital = bare.starts_with(char::is_uppercase);
            // Either may be the surname: `Lau Suk-han`.
            if let Some(before) = before.filter(|_| capital) {
                words.extend([before, bare.trim_end_matches("’s").trim_end_matches("'s")]);
            }
            before = capital.then_some(bare);
        }
        for mention in &summary.mentions {
            let name = mention.range.of(block.prose());
            if name.contains([' ', '-']) || !mention.title.is_empty() {
                words.extend(name.split([' ', '-']));
            }
        }
    }
    words
}
