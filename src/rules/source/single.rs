//! A story that rests on one source.
//!
//! # What it flags
//! A story in which everything that somebody said was said by the same person or body.
//!
//! # Why it matters
//! One source can be wrong, and has interests. A second one is the first thing that an editor asks for.
//!
//! # Examples
//! ```news,flag
//! “The bridge is safe,” Anna Keller said on Friday.
//! It was tested twice, Keller said. “We will test it again,” she added.
//! ```
//! ```news,ok
//! “The bridge is safe,” Anna Keller said on Friday.
//! “It is not,” said Max Baum, who saw the cracks.
//! ```
//! ```news,ok
//! The bridge opens on Friday.
//! ```
//!
//! # Limits
//! It counts names, and descriptions such as “a spokesman”, beside what was said. Two sources who quote the same third
//! one are counted as two. One remark alone is not enough to speak.
//!
//! # Settings
//! `min_sources`: how many sources a story wants; `2`.

use crate::analysis::article::Place;
use crate::diagnostic::Severity;
use crate::knowledge::{WordClass, lexicon};
use crate::rules::wording::{line, shortened, words};
use crate::rules::{ArticleContext, Check, Finding, Rule, Set, Setting, SettingKind};
use std::collections::BTreeMap;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "source/single",
    summary: "everything said comes from one source",
    severity: Severity::Info,
    set: Set::OptIn,
    absence: false,
    basis: "the shapes of attribution in the copy, and which names are one person's",
    settings: &[Setting {
        name: "min_sources",
        kind: SettingKind::Integer(2),
        summary: "how many sources a story wants",
    }],
    source: include_str!("single.rs"),
    check: Check::Article(check),
};

/// Fewest remarks from which something can be said.
const REMARKS: usize = 2;

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let mut sources: BTreeMap<String, (String, Place)> = BTreeMap::new();
    let (mut remarks, mut quoted) = (0, false);
    let copy = cx.summaries().iter().enumerate().filter(|(index, _)| !cx.is_heading(*index));
    for (index, summary) in copy {
        for attribution in &summary.attributions {
            remarks += 1;
            quoted |= attribution.quote.is_some();
            let place = Place { block: index as u32, range: attribution.source };
            if let Some((key, name)) = source(cx, place) {
                sources.entry(key).or_insert((name, place));
            }
        }
    }
    let wanted = cx.settings.integer(&RULE, "min_sources").max(2) as usize;
    if remarks < REMARKS || !quoted || sources.is_empty() || sources.len() >= wanted {
        return Vec::new();
    }
    let Some((name, place)) = sources.values().min_by_key(|(_, place)| *place) else { return Vec::new() };
    let message = match sources.len() {
        1 => format!("all that is said here comes from {}", shortened(name, 50)),
        count => format!("all that is said here comes from {count} sources"),
    };
    vec![Finding::new(cx.file(*place), message).help("is there a second source that can be asked?")]
}

/// Whom a phrase names: the entity's key, or the description; `None` for a pronoun, which stands for someone named.
fn source(cx: &ArticleContext<'_>, place: Place) -> Option<(String, String)> {
    let block = place.block as usize;
    let mentions = &cx.summaries()[block].mentions;
    let first = mentions.partition_point(|m| m.range.start < place.range.start);
    let named = mentions[first..].iter().take_while(|m| m.range.start < place.range.end);
    for offset in 0..named.count() {
        if let Some(entity) = cx.article().entity_of[block].get(first + offset).copied().flatten() {
            let entity = &cx.article().entities[entity as usize];
            return Some((entity.key.clone(), entity.name.clone()));
        }
    }
    let text = cx.text(place);
    let pronoun = WordClass::PRONOUN_SUBJECT | WordClass::PRONOUN_OBJECT | WordClass::RELATIVE;
    let vague = text.is_empty() || lexicon::classes_of(text).intersects(pronoun);
    (!vague).then(|| (line(&words(text)), text.to_owned()))
}
