//! Events of the outline.

use super::answer::{Gold, Happening, meets};
use super::calendar::same_value;
use super::entities::words;
use super::tally::{Measure, Report};
use newsmark::analysis::Story;
use newsmark::analysis::article::Event;

/// Counts the events of one article. Two inferred events for one of the answers are one hit and one mistake.
pub fn compare(gold: &Gold, story: &Story, report: &mut Report) {
    let outline: Vec<&Event> = story.events().iter().map(|e| &**e).filter(|e| e.outline).collect();
    let mut used = vec![false; outline.len()];
    for event in &gold.events {
        let near = |e: &&Event| e.mentions.iter().any(|m| event.places.iter().any(|p| meets(*m, *p)));
        let hit = (0..outline.len()).find(|i| !used[*i] && near(&outline[*i]));
        report.count(Measure::EventRecall, hit.is_some());
        let at = gold.at(event.places[0]);
        let name = words(story, event.places[0]);
        let Some(hit) = hit else {
            report.error("events/missed", &at, &format!("{name:?} ({}, {})", event.id, event.when));
            continue;
        };
        used[hit] = true;
        judge(event, outline[hit], &at, report);
    }
    for (event, used) in outline.iter().zip(used) {
        report.count(Measure::EventPrecision, used);
        if !used {
            let what = format!("{:?} {:?} is not for the outline", event.name, event.when);
            report.error("events/spurious", &gold.at(event.mentions[0]), &what);
        }
    }
}

fn judge(event: &Happening, found: &Event, at: &str, report: &mut Report) {
    if !event.when.is_empty() {
        let day = |value: &str| value.split('T').next().unwrap_or_default().to_owned();
        let dated = found.when.as_deref().is_some_and(|when| same_value(&day(when), &event.when));
        report.count(Measure::EventDate, dated);
        if !dated {
            let what = format!("{:?} is {}: found {:?}", found.name, event.when, found.when);
            report.error("events/date", at, &what);
        }
    }
    let expected = if event.status.is_empty() { "held" } else { &event.status };
    let status = format!("{:?}", found.status).to_lowercase();
    report.count(Measure::EventStatus, status == expected);
    if status != expected {
        report.error("events/status", at, &format!("{:?} is {expected}: found {status}", found.name));
    }
}
