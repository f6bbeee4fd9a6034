//! The events of stories in order of time: as text, as JSON, as a picture.

use super::lines::Lines;
use super::markup::escape;
use crate::analysis::Story;
use crate::analysis::article::{Event, Place};
use crate::analysis::events::EventStatus;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// One event on the timeline.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// The article it is told in.
    pub article: String,
    /// Line in the article, from 1.
    pub line: usize,
    /// Stable key within the article.
    pub key: String,
    /// What happened.
    pub name: String,
    /// When, as EDTF; `None` while it is open.
    pub when: Option<String>,
    /// The words that say when, as printed.
    pub words: Option<String>,
    /// Where.
    #[serde(rename = "where")]
    pub location: Option<String>,
    /// Who takes part.
    pub who: Vec<String>,
    /// Held, planned …
    pub status: EventStatus,
    /// Other dates told for an event of the same name.
    pub conflicts: Vec<String>,
}

/// The outline's events of one story, in order of the text.
pub fn entries(story: &Story, name: &str) -> Vec<Entry> {
    let text = story.document.text();
    let lines = Lines::of(&text);
    let listed = story.events().iter().filter(|e| e.outline);
    listed
        .map(|event| {
            let start = offset(story, event.mentions[0]);
            entry(story, event, name, lines.at(start))
        })
        .collect()
}

fn offset(story: &Story, place: Place) -> usize {
    story.document.to_file(place.block as usize, place.range).start as usize
}

fn entry(story: &Story, event: &Event, name: &str, line: usize) -> Entry {
    let words = event.date.map(|d| {
        let place = story.article.dates[d as usize].place;
        place.range.of(story.document.blocks()[place.block as usize].prose()).to_owned()
    });
    Entry {
        article: name.to_owned(),
        line,
        key: event.key.clone(),
        name: event.name.clone(),
        when: event.when.clone(),
        words,
        location: event.location.clone(),
        who: event.participants.clone(),
        status: event.status,
        conflicts: event.conflict.iter().cloned().collect(),
    }
}

/// Orders entries by time, open ones last in order of the text, and notes where stories contradict each other.
pub fn sort(entries: &mut [Entry]) {
    entries.sort_by(|a, b| match (&a.when, &b.when) {
        (Some(x), Some(y)) => x.cmp(y),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => std::cmp::Ordering::Equal,
    });
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in entries.iter() {
        if let Some(when) = &entry.when {
            told.entry(entry.name.to_lowercase()).or_default().insert(when.clone());
        }
    }
    for entry in entries {
        let Some((when, dates)) = entry.when.as_ref().zip(told.get(&entry.name.to_lowercase())) else {
            continue;
        };
        let Some(month) = when.get(..7) else { continue };
        let near = dates.range(month.to_owned()..).take_while(|d| d.starts_with(month));
        let near = near.filter(|d| contradict(when, d)).take(MOST_CONFLICTS).cloned();
        let mut other: Vec<String> = near.chain(std::mem::take(&mut entry.conflicts)).collect();
        other.sort();
        other.dedup();
        entry.conflicts = other;
    }
}

/// How many other dates of an event are listed.
const MOST_CONFLICTS: usize = 8;

/// Whether two dates of one month cannot both be right: neither is a coarser form of the other or a stretch that holds it.
fn contradict(a: &str, b: &str) -> bool {
    let near = a.len() >= 7 && b.len() >= 7 && a.get(..7) == b.get(..7);
    near && !a.starts_with(b) && !b.starts_with(a) && !holds(a, b) && !holds(b, a)
}

/// Whether the stretch `a` holds the day or stretch `b`.
fn holds(a: &str, b: &str) -> bool {
    let Some((from, to)) = a.split_once('/') else { return false };
    let (first, last) = b.split_once('/').unwrap_or((b, b));
    from <= first && last.get(..to.len()).unwrap_or(last) <= to
}

/// A list for people.
pub fn text(entries: &[Entry]) -> String {
    let width = entries.iter().filter_map(|e| e.when.as_ref()).map(|w| w.chars().count()).max().unwrap_or(4);
    let mut out = String::new();
    for entry in entries {
        let when = entry.when.as_deref().unwrap_or("?");
        let _ = write!(out, "{when:width$}  {}", entry.name);
        if let Some(place) = &entry.location {
            let _ = write!(out, ", {place}");
        }
        if !entry.who.is_empty() {
            let _ = write!(out, " ({})", entry.who.join(", "));
        }
        if entry.status != EventStatus::Held {
            let _ = write!(out, " [{}]", entry.status.name());
        }
        match (&entry.when, &entry.words) {
            (None, Some(words)) => {
                let _ = write!(out, " [open: “{words}” has no exact date]");
            }
            (None, None) => out.push_str(" [no date]"),
            _ => {}
        }
        if !entry.conflicts.is_empty() {
            let _ = write!(out, " [conflict: also {}]", entry.conflicts.join(", "));
        }
        let _ = writeln!(out, "  {}:{}", entry.article, entry.line);
    }
    out
}

/// One array of events.
pub fn json(entries: &[Entry]) -> String {
    serde_json::to_string_pretty(entries).unwrap_or_else(|_| "[]".to_owned()) + "\n"
}

/// Height of one entry, in pixels.
const ROW: usize = 62;
/// Where the line runs, in pixels from the left.
const AXIS: usize = 190;
/// Width of the picture, in pixels.
const WIDTH: usize = 860;

/// No colour is a variable: programs that know none would draw everything in black.
const STYLE: &str = "\
text{font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:15px;fill:#1b1f24}
.when{font-variant-numeric:tabular-nums;text-anchor:end;font-weight:600}.soft{fill:#66707c;font-size:13px}.name{font-weight:600}
.bad{fill:#cf222e;font-size:13px}.paper{fill:#fff}.axis{stroke:#c8d0d9;stroke-width:2}circle{stroke-width:3}
.held{fill:#1f6feb;stroke:#1f6feb}.planned{fill:#fff;stroke:#8250df}.off{fill:#fff;stroke:#b35900}.open{fill:#fff;stroke:#9aa4af}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.soft{fill:#9aa7b4}.bad{fill:#ff7b72}.paper{fill:#0f141a}.axis{stroke:#3a444f}
.held{fill:#58a6ff;stroke:#58a6ff}.planned{fill:#0f141a;stroke:#bc8cff}.off{fill:#0f141a;stroke:#f0883e}.open{fill:#0f141a;stroke:#6e7a86}}";

/// A picture that needs nothing else: open dates are hollow, contradicting ones marked.
pub fn svg(entries: &[Entry]) -> String {
    let height = 40 + entries.len().max(1) * ROW;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">\n\
         <title>Timeline</title>\n<style>{STYLE}</style>\n<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n"
    );
    if entries.len() > 1 {
        let last = 40 + (entries.len() - 1) * ROW;
        let _ = writeln!(out, "<line class=\"axis\" x1=\"{AXIS}\" y1=\"40\" x2=\"{AXIS}\" y2=\"{last}\"/>");
    }
    let several = entries.iter().any(|e| e.article != entries[0].article);
    for (index, entry) in entries.iter().enumerate() {
        row(&mut out, entry, 40 + index * ROW, several);
    }
    out.push_str("</svg>\n");
    out
}

fn row(out: &mut String, entry: &Entry, y: usize, several: bool) {
    let colour = match (&entry.when, entry.status) {
        (None, _) => "open",
        (_, EventStatus::Held) => "held",
        (_, EventStatus::Planned) => "planned",
        _ => "off",
    };
    let when = entry.when.as_deref().unwrap_or("?").replace('/', " – ");
    let (first, second) = when.split_once(" – ").map_or((when.as_str(), None), |(a, b)| (a, Some(b)));
    let _ = writeln!(out, "<g><title>{}</title>", escape(&text(std::slice::from_ref(entry))));
    let _ = writeln!(out, "<circle class=\"{colour}\" cx=\"{AXIS}\" cy=\"{y}\" r=\"7\"/>");
    let _ =
        writeln!(out, "<text class=\"when\" x=\"{}\" y=\"{}\">{}</text>", AXIS - 22, y + 5, escape(first));
    let under =
        second.map(|s| format!("to {s}")).or_else(|| entry.words.clone().filter(|_| entry.when.is_none()));
    if let Some(under) = under {
        let x = AXIS - 22;
        let under = shortened(&under, 22);
        let _ = writeln!(
            out,
            "<text class=\"soft\" text-anchor=\"end\" x=\"{x}\" y=\"{}\">{}</text>",
            y + 23,
            escape(&under)
        );
    }
    let x = AXIS + 24;
    let mut name = shortened(&entry.name, 70);
    if entry.status != EventStatus::Held {
        let _ = write!(name, " · {}", entry.status.name());
    }
    let _ = writeln!(out, "<text class=\"name\" x=\"{x}\" y=\"{}\">{}</text>", y + 5, escape(&name));
    let mut parts: Vec<String> = entry.location.iter().cloned().collect();
    if !entry.who.is_empty() {
        // Room is left for the file behind a long list.
        parts.push(shortened(&entry.who.join(", "), if several { 60 } else { 90 }));
    }
    if several {
        let file = entry.article.rsplit(['/', '\\']).next().unwrap_or(&entry.article);
        parts.push(format!("{file}:{}", entry.line));
    }
    let class = if entry.conflicts.is_empty() { "soft" } else { "bad" };
    if !entry.conflicts.is_empty() {
        parts.insert(0, format!("told with another date: {}", entry.conflicts.join(", ")));
    } else if entry.when.is_none() {
        parts.push("date open".to_owned());
    }
    let under = shortened(&parts.join(" · "), 92);
    let _ = writeln!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{}\">{}</text></g>", y + 23, escape(&under));
}

fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(longest - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Options;
    use crate::syntax::Mode;

    fn of(text: &str, name: &str) -> Vec<Entry> {
        let options = Options { published: Some("2017-05-10".to_owned()), ..Options::default() };
        entries(&Story::read(text, Mode::Line, options), name)
    }

    #[test]
    fn entries_are_ordered_by_time_and_open_ones_come_last() {
        let copy = "The summit will be held on June 3.\nEnvoys signed a treaty on May 4.";
        let mut all = of(copy, "a.txt");
        sort(&mut all);
        let shown: Vec<&str> = all.iter().filter_map(|e| e.when.as_deref()).collect();
        assert_eq!(shown, ["2017-05-04", "2017-06-03"]);
        assert!(text(&all).starts_with("2017-05-04  treaty signed"), "{}", text(&all));
    }

    #[test]
    fn stories_that_contradict_each_other_are_marked() {
        let mut all = of("The summit was held on May 3.", "a.txt");
        all.extend(of("The summit was held on May 4.", "b.txt"));
        sort(&mut all);
        assert_eq!(all[0].conflicts, ["2017-05-04"]);
        assert!(svg(&all).contains("told with another date: 2017-05-04"));
        assert!(!svg(&all).contains("var("), "programs that know no variables would draw all in black");
    }

    #[test]
    fn a_story_that_contradicts_itself_is_marked() {
        let copy = "The summit was held on May 3.\nThe summit on May 4 was short.";
        let mut all = of(copy, "a.txt");
        sort(&mut all);
        assert!(all.iter().any(|e| !e.conflicts.is_empty()), "{}", text(&all));
    }

    #[test]
    fn a_stretch_does_not_contradict_its_days() {
        assert!(!contradict("2017-05-04/2017-05-08", "2017-05-08"));
        assert!(!contradict("2017-05-08T10:00:00", "2017-05-04/2017-05-08"));
        assert!(contradict("2017-05-04/2017-05-08", "2017-05-09"));
    }

    #[test]
    fn the_picture_escapes_what_it_shows() {
        assert_eq!(escape("<a> & \"b\""), "&lt;a&gt; &amp; &quot;b&quot;");
    }
}
