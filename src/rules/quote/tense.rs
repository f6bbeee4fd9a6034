//! Verbs of saying in two tenses.
//!
//! # What it flags
//! “Says” in a story that reports what was said in the past tense everywhere else.
//!
//! # Why it matters
//! Hard news says “said”, features say “says”. Where one verb differs from all others, it was mostly put in by another
//! hand, and the reader wonders whether this was said at another time.
//!
//! # Examples
//! ```news,flag,fix
//! “The bridge is safe,” Anna Keller said.
//! “We have tested it,” Max Baum said. “Twice,” he said.
//! “It will open in spring,” Max Baum says.
//! ```
//! ```news,fixed
//! “The bridge is safe,” Anna Keller said.
//! “We have tested it,” Max Baum said. “Twice,” he said.
//! “It will open in spring,” Max Baum said.
//! ```
//! ```news,ok
//! “The bridge is safe,” Anna Keller says.
//! “We have tested it,” Max Baum says. “Twice,” he says.
//! ```
//! ```news,ok
//! “The bridge is safe,” Anna Keller says.
//! “We have tested it,” Max Baum says. “Twice,” he says.
//! “We do not believe it,” the ferrymen said.
//! ```
//! ```news,ok
//! “The bridge is safe,” Anna Keller said.
//! “We have tested it,” Max Baum said. “Twice,” he said.
//! A video shows a diver under the bridge. “It stands firm,” the diver says.
//! ```
//! ```news,flag
//! “The bridge is safe,” Anna Keller said.
//! “We have tested it,” Max Baum said. “Twice,” he said.
//! “It will open in spring,” says Tom Hill, an engineer.
//! ```
//!
//! # Limits
//! It speaks only where at least `min` verbs are in the past for each one in the present, and nothing near says why. What a
//! film, an advertisement or a letter says is told in the present, another verb of saying may have set the tense of the
//! sentence, and a live blog has both. “Said” in a story in the present is not looked at: it mostly tells of another day.
//! In 840 published articles it spoke four times, each time rightly.
//!
//! # Settings
//! `min`: how many verbs in the past there must be for each one that is flagged; `3`.

use crate::analysis::article::Place;
use crate::diagnostic::Severity;
use crate::knowledge::{WordClass, sourcing};
use crate::rules::{ArticleContext, Check, Finding, Rule, Set, Setting, SettingKind, tokens_in};
use crate::text::{ByteRange, Edit};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "quote/tense",
    summary: "`says` in a story that reports in the past",
    severity: Severity::Hint,
    set: Set::OptIn,
    absence: false,
    basis: "the shapes of attribution around a quotation",
    settings: &[Setting {
        name: "min",
        kind: SettingKind::Integer(3),
        summary: "how many verbs in the past there must be for each one that is flagged",
    }],
    source: include_str!("tense.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    if is_live_blog(cx) {
        return Vec::new();
    }
    let (mut past, mut present): (Vec<Place>, Vec<Place>) = (Vec::new(), Vec::new());
    let cues = cx.article().quotes.iter().filter_map(|q| q.cue);
    for cue in cues.filter(|c| !cx.is_quoted(*c) && !cx.is_top_line(c.block as usize)) {
        let list = match sourcing::tense_of_saying(cx.text(cue)) {
            Some(true) => &mut past,
            Some(false) => &mut present,
            None => continue,
        };
        if list.last() != Some(&cue) {
            list.push(cue);
        }
    }
    let least = cx.settings.integer(&RULE, "min").max(1) as usize;
    if present.is_empty() || present.len().saturating_mul(least) > past.len() {
        return Vec::new();
    }
    let records = blocks_of_records(cx);
    let unexplained = present.into_iter().filter(|cue| !is_explained(cx, *cue, &records));
    unexplained.map(|cue| finding(cx, cue)).collect()
}

/// Whether paragraphs begin with times of day: the first words of an entry are in the present, the others in the past.
fn is_live_blog(cx: &ArticleContext<'_>) -> bool {
    cx.summaries().iter().filter(|s| s.dates.first().is_some_and(|d| d.stamp)).count() > 1
}

/// Whether the words around say why this verb is in the present.
fn is_explained(cx: &ArticleContext<'_>, cue: Place, records: &[bool]) -> bool {
    let index = cue.block as usize;
    let summary = &cx.summaries()[index];
    let after = summary.sentences.partition_point(|s| s.range.start <= cue.range.start);
    let Some(sentence) = after.checked_sub(1).map(|at| summary.sentences[at].range) else { return false };
    let near = ByteRange {
        start: sentence.start.max(cue.range.start.saturating_sub(NEAR)),
        end: sentence.end.min(cue.range.end.saturating_add(NEAR)),
    };
    let prose = cx.document().blocks()[index].prose();
    let introduces = prose[cue.range.bounds().end..].trim_start().starts_with(':');
    let goes_along = tokens_in(summary, near).iter().filter(|t| t.range != cue.range).any(|t| {
        let verb = t.is(WordClass::CUE | WordClass::WEAK_CUE) && t.range.of(prose).ends_with('s');
        verb && !cx.is_quoted(Place { block: cue.block, range: t.range })
    });
    introduces || goes_along || records[index]
}

/// Bytes on either side of a verb among which its sentence is searched.
const NEAR: u32 = 400;

/// For each block whether it, or the paragraph before, names something whose words can be heard or read again.
fn blocks_of_records(cx: &ArticleContext<'_>) -> Vec<bool> {
    let mut before = false;
    let blocks = cx.document().blocks().iter().enumerate();
    blocks
        .map(|(index, block)| {
            let mut words = cx.summaries()[index].tokens.iter().map(|t| t.range);
            let named = words.any(|range| {
                let place = Place { block: index as u32, range };
                sourcing::is_record(range.of(block.prose())) && !cx.is_quoted(place)
            });
            let either = named || before;
            before = if block.kind.is_prose() { named } else { before };
            either
        })
        .collect()
}

fn finding(cx: &ArticleContext<'_>, cue: Place) -> Finding {
    let range = cx.file(cue);
    let (here, wanted) = (sourcing::saying(false), sourcing::saying(true));
    Finding::new(range, format!("`{here}` here, `{wanted}` everywhere else"))
        .help("keep one tense, unless these words can still be heard or read")
        .suggestion(format!("write `{wanted}`"), vec![Edit { range, text: wanted.to_owned() }])
}
