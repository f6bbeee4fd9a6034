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
//! ```news,flag
//! “The works will cost nine million,” Max Baum said.
//! “They will begin in May,” said Baum, who plans them.
//! ```
//!
//! # Limits
//! It counts names, and descriptions such as “a spokesman”, beside what was said. Two sources who quote the same third
//! one are counted as two. One quotation alone is not enough to speak. Of the
//! 15 stories of 840 on which it spoke 14 had indeed nobody else who says something.
//!
//! # Settings
//! `min_sources`: how many sources a story wants; `2`.

use crate::analysis::article::Place;
use crate::diagnostic::Severity;
use crate::knowledge::{WordClass, lexicon};
use crate::rules::wording::{line, shortened, words};
use crate::rules::{ArticleContext, Check, Finding, Rule, Set, Setting, SettingKind};
use crate::text::ByteRange;
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
    check: Check::Persons(check),
};

/// Fewest remarks from which something can be said.
const REMARKS: usize = 2;

/// Fewest quotations among them: an opinion piece quotes one remark in passing.
const QUOTATIONS: usize = 2;

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let mut sources: Sources = BTreeMap::new();
    let (mut remarks, mut quoted) = (0, 0);
    let copy = cx.summaries().iter().enumerate().filter(|(index, _)| !cx.is_top_line(*index));
    for (index, summary) in copy {
        for attribution in &summary.attributions {
            remarks += 1;
            quoted += usize::from(attribution.quote.is_some());
            let place = Place { block: index as u32, range: attribution.source };
            if let Some(Source { key, name, known }) = source(cx, place) {
                sources.entry(key).or_insert((name, place, known));
            }
        }
        passive(cx, index, &mut sources);
    }
    // Whom a pronoun beside a quotation stands for.
    for speaker in cx.article().quotes.iter().filter_map(|q| q.speaker.as_ref()) {
        if let Some((entity, place)) = speaker.entity.zip(speaker.place) {
            let entity = &cx.article().entities[entity as usize];
            sources.entry(entity.key.clone()).or_insert((entity.name.clone(), place, true));
        }
    }
    let wanted = cx.settings.integer(&RULE, "min_sources").max(2) as usize;
    if remarks < REMARKS || quoted < QUOTATIONS || sources.is_empty() || sources.len() >= wanted {
        return Vec::new();
    }
    let Some((name, place, _)) = sources.values().min_by_key(|(_, place, _)| *place) else {
        return Vec::new();
    };
    if sources.values().any(|(_, _, known)| !known) {
        return Vec::new();
    }
    let message = match sources.len() {
        1 => format!("all that is said here comes from {}", shortened(name, 50)),
        count => format!("all that is said here comes from {count} sources"),
    };
    vec![Finding::new(cx.file(*place), message).help("is there a second source that can be asked?")]
}

/// By key the name, where it stands first, and whether it is sure to be somebody.
type Sources = BTreeMap<String, (String, Place, bool)>;

/// Whom a phrase names.
struct Source {
    key: String,
    name: String,
    /// Whether it is an entity, or a description that is a role; other words may be anything.
    known: bool,
}

/// Whom a phrase names: the entity, or the description; `None` for a pronoun, which stands for someone named.
fn source(cx: &ArticleContext<'_>, place: Place) -> Option<Source> {
    if let Some((key, name)) = entity_in(cx, place) {
        return Some(Source { key, name, known: true });
    }
    let text = cx.text(place);
    let pronoun = WordClass::PRONOUN_SUBJECT | WordClass::PRONOUN_OBJECT | WordClass::RELATIVE;
    let vague = text.is_empty() || lexicon::classes_of(text).intersects(pronoun);
    let who = WordClass::ROLE | WordClass::TITLE | WordClass::ORG_HEAD;
    let known = text.split_whitespace().any(|w| lexicon::classes_of(w).intersects(who));
    (!vague).then(|| Source { key: line(&words(text)), name: text.to_owned(), known })
}

/// The first entity that is named in a place.
fn entity_in(cx: &ArticleContext<'_>, place: Place) -> Option<(String, String)> {
    let block = place.block as usize;
    let mentions = &cx.summaries()[block].mentions;
    let first = mentions.partition_point(|m| m.range.start < place.range.start);
    let named = mentions[first..].iter().take_while(|m| m.range.start < place.range.end);
    (0..named.count()).find_map(|offset| {
        let entity = cx.article().entity_of[block].get(first + offset).copied().flatten()?;
        let entity = &cx.article().entities[entity as usize];
        Some((entity.key.clone(), entity.name.clone()))
    })
}

/// Adds whoever stands behind `reported by` and the like.
fn passive(cx: &ArticleContext<'_>, index: usize, sources: &mut Sources) {
    let prose = cx.document().blocks()[index].prose();
    for pair in cx.summaries()[index].tokens.windows(2) {
        if !pair[0].is(WordClass::CUE | WordClass::CUE_PARTICIPLE) || pair[1].range.of(prose) != "by" {
            continue;
        }
        let start = pair[1].range.end;
        let range = ByteRange { start, end: start.saturating_add(BEHIND).min(prose.len() as u32) };
        let place = Place { block: index as u32, range };
        if let Some((key, name)) =
            entity_in(cx, place).filter(|_| !cx.is_quoted(Place { range: pair[0].range, ..place }))
        {
            sources.entry(key).or_insert((name, place, true));
        }
    }
}

/// Bytes behind `by` in which a name must begin.
const BEHIND: u32 = 12;
