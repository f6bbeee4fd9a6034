//! Two figures for the same thing.
//!
//! # What it flags
//! Two ages for the same person.
//!
//! # Why it matters
//! One of the two is wrong, and readers see it before the desk does.
//!
//! # Examples
//! ```news,flag
//! Anna Keller, 45, opened the bridge on Friday.
//! The 46-year-old Keller has been mayor for nine years.
//! ```
//! ```news,flag
//! Max Baum, 45, saw the cracks first. Peter Fischer came later.
//! Baum, 54, called the city.
//! ```
//! ```news,ok
//! Anna Keller, 45, opened the bridge on Friday.
//! Keller, 45, has been mayor for nine years.
//! ```
//! ```news,ok
//! Anna Keller, 45, opened the bridge on Friday with Max Baum, 54.
//! ```
//!
//! # Limits
//! Ages count where they stand between commas behind a name, or as “45-year-old” in front of it. The dead and injured
//! of lede and body are not compared: stories add up several incidents, and a rule that could not tell them apart was
//! left out. It did not speak in 840 published articles.
//!
//! # Settings
//! None.

use crate::analysis::article::Place;
use crate::analysis::mentions::EntityKind;
use crate::analysis::tokens::{Token, TokenKind};
use crate::diagnostic::Severity;
use crate::knowledge::timewords;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use rustc_hash::FxHashMap;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "number/conflict",
    summary: "the story gives two ages for one person",
    severity: Severity::Warning,
    set: Set::OptIn,
    absence: false,
    basis: "which names are one person's",
    settings: &[],
    source: include_str!("conflict.rs"),
    check: Check::Article(check),
};

/// Ages that are ages and not years or prices.
const AGES: std::ops::RangeInclusive<u32> = 2..=115;

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let mut known: FxHashMap<u32, (u32, Place)> = FxHashMap::default();
    let mut findings = Vec::new();
    for (block, summary) in cx.summaries().iter().enumerate() {
        for (index, mention) in summary.mentions.iter().enumerate() {
            let entity = cx.article().entity_of[block].get(index).copied().flatten();
            let Some(entity) = entity.filter(|_| mention.kind == EntityKind::Person) else { continue };
            let prose = cx.document().blocks()[block].prose();
            let (first, end) = (mention.tokens.0 as usize, mention.tokens.1 as usize);
            let found =
                behind(prose, &summary.tokens, end).or_else(|| in_front(prose, &summary.tokens, first));
            let Some((age, at)) = found else { continue };
            let place = Place { block: block as u32, range: summary.tokens[at].range };
            if cx.is_quoted(place) {
                continue;
            }
            let (earlier, there) = *known.entry(entity).or_insert((age, place));
            if earlier != age {
                let name = &cx.article().entities[entity as usize].name;
                let name = crate::rules::wording::shortened(name, 40);
                findings.push(
                    Finding::new(cx.file(place), format!("{name} is {age} here and {earlier} before"))
                        .help("check the age")
                        .related(cx.file(there), "here the age is another"),
                );
            }
        }
    }
    findings
}

/// `, 45,` or `, 45.` behind the name.
fn behind(prose: &str, tokens: &[Token], end: usize) -> Option<(u32, usize)> {
    let comma = |i: usize| tokens.get(i).is_some_and(|t| t.is_punct(prose, ','));
    let stop = |i: usize| tokens.get(i).is_some_and(|t| t.is_punct(prose, ',') || t.is_punct(prose, '.'));
    let number = tokens.get(end + 1).filter(|t| t.kind == TokenKind::Number)?;
    let age = number.text(prose).parse().ok().filter(|a| AGES.contains(a))?;
    // `Keller, 45, of Exampleton`; a list of figures goes on with another one.
    let list = tokens.get(end + 3).is_some_and(|t| t.kind == TokenKind::Number);
    (comma(end) && stop(end + 2) && !list).then_some((age, end + 1))
}

/// `45-year-old` in front of the name, with at most two words between.
fn in_front(prose: &str, tokens: &[Token], first: usize) -> Option<(u32, usize)> {
    let near = (first.saturating_sub(3)..first).rev();
    near.filter(|i| matches!(tokens[*i].kind, TokenKind::Number)).find_map(|i| {
        let age = timewords::age_of(tokens[i].text(prose)).filter(|a| AGES.contains(a))?;
        let between = tokens[i + 1..first].iter().all(|t| t.kind == TokenKind::Word);
        between.then_some((age, i))
    })
}
