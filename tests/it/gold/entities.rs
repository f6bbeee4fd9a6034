//! Names and who is who.

use super::answer::{Gold, Naming, meets, overlap};
use super::tally::{Measure, Report};
use newsmark::analysis::mentions::EntityKind;
use newsmark::analysis::{Place, Story};
use std::collections::BTreeMap;

/// A name as the analysis found it.
struct Found {
    place: Place,
    class: &'static str,
    entity: Option<u32>,
}

/// Counts the names of one article and how they were joined.
pub fn compare(gold: &Gold, story: &Story, report: &mut Report) {
    let found = found(story);
    recall(gold, story, &found, report);
    precision(gold, story, &found, report);
    joined(gold, story, &found, report);
}

/// For each entity of the story the `ref` that most of its mentions have; `None` where the answers do not know it.
pub fn whom(gold: &Gold, story: &Story) -> Vec<Option<String>> {
    let found = found(story);
    (0..story.article.entities.len() as u32)
        .map(|entity| {
            let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
            let mentions = found.iter().filter(|f| f.entity == Some(entity));
            for name in mentions.flat_map(|f| gold.names.iter().filter(|n| meets(n.place, f.place))) {
                *votes.entry(&name.to).or_default() += 1;
            }
            votes.into_iter().max_by_key(|(_, n)| *n).map(|(to, _)| to.to_owned())
        })
        .collect()
}

/// The words at a place.
pub fn words(story: &Story, place: Place) -> &str {
    place.range.of(story.document.blocks()[place.block as usize].prose())
}

fn found(story: &Story) -> Vec<Found> {
    let mut all = Vec::new();
    for (block, summary) in story.summaries.iter().enumerate() {
        for (index, mention) in summary.mentions.iter().enumerate() {
            let entity = story.article.entity_of[block][index];
            let kind = entity.map_or(mention.kind, |e| story.article.entities[e as usize].kind);
            let place = Place { block: block as u32, range: mention.range };
            all.push(Found { place, class: class(kind), entity });
        }
    }
    all
}

fn class(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Org => "org",
        EntityKind::Place => "place",
        EntityKind::Object => "object",
    }
}

/// A name without article, marks and possessive.
fn bare(name: &str) -> &str {
    let name = name.trim_matches(|c| matches!(c, '“' | '”' | '"' | '‘' | '\''));
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    name.strip_suffix("’s").or_else(|| name.strip_suffix("'s")).unwrap_or(name)
}

fn same(story: &Story, a: Place, b: Place) -> bool {
    meets(a, b) && bare(words(story, a)) == bare(words(story, b))
}

fn recall(gold: &Gold, story: &Story, found: &[Found], report: &mut Report) {
    for name in &gold.names {
        let hit = found.iter().any(|f| same(story, f.place, name.place) && f.class == name.class);
        report.count(Measure::NameRecall, hit);
        let by_class = match &*name.class {
            "person" => Measure::PersonRecall,
            "org" => Measure::OrgRecall,
            "place" => Measure::PlaceRecall,
            _ => Measure::ObjectRecall,
        };
        report.count(by_class, hit);
        if !hit {
            let near = found.iter().filter(|f| meets(f.place, name.place));
            let got: Vec<String> = near.map(|f| format!("{} {:?}", f.class, words(story, f.place))).collect();
            let what = format!("{} {:?}: found {}", name.class, words(story, name.place), got.join(", "));
            report.error("names/missed", &gold.at(name.place), &what);
        }
    }
}

fn precision(gold: &Gold, story: &Story, found: &[Found], report: &mut Report) {
    let events = || gold.events.iter().flat_map(|e| &e.places);
    for f in found {
        let hit = gold.names.iter().any(|n| same(story, n.place, f.place) && n.class == f.class);
        // What is marked as a title or an event may well be named too.
        let beside = || gold.terms.iter().chain(events()).any(|p| meets(*p, f.place));
        if hit || !beside() {
            report.count(Measure::NamePrecision, hit);
        }
        if !hit && !beside() && !gold.names.iter().any(|n| meets(n.place, f.place)) {
            let what = format!("{} {:?} is no name", f.class, words(story, f.place));
            report.error("names/spurious", &gold.at(f.place), &what);
        }
    }
}

/// B³ over the names of the answers; a name that was not found stands alone.
fn joined(gold: &Gold, story: &Story, found: &[Found], report: &mut Report) {
    let cluster = |(index, name): (usize, &Naming)| {
        let share = |f: &&Found| overlap(f.place.range, name.place.range);
        let best = found.iter().filter(|f| meets(f.place, name.place)).max_by_key(share);
        best.and_then(|f| f.entity).map_or(-1 - index as i64, i64::from)
    };
    let clusters: Vec<i64> = gold.names.iter().enumerate().map(cluster).collect();
    for (index, name) in gold.names.iter().enumerate() {
        let mine = |other: &usize| clusters[*other] == clusters[index];
        let right = |other: &usize| gold.names[*other].to == name.to;
        let all = || 0..gold.names.len();
        let both = all().filter(|o| mine(o) && right(o)).count() as f64;
        report.weigh(Measure::ClusterPrecision, both / all().filter(mine).count() as f64);
        report.weigh(Measure::ClusterRecall, both / all().filter(right).count() as f64);
    }
    note_joins(gold, story, &clusters, report);
}

fn note_joins(gold: &Gold, story: &Story, clusters: &[i64], report: &mut Report) {
    let mut of_ref: BTreeMap<&str, BTreeMap<i64, &Naming>> = BTreeMap::new();
    let mut of_cluster: BTreeMap<i64, BTreeMap<&str, &Naming>> = BTreeMap::new();
    for (name, cluster) in gold.names.iter().zip(clusters) {
        of_ref.entry(&name.to).or_default().entry(*cluster).or_insert(name);
        of_cluster.entry(*cluster).or_default().entry(&name.to).or_insert(name);
    }
    let list = |names: Vec<&&Naming>| -> (String, Place) {
        let first = names[0].place;
        (names.iter().map(|n| format!("{:?}", words(story, n.place))).collect::<Vec<_>>().join(" | "), first)
    };
    for parts in of_ref.values().filter(|p| p.len() > 1) {
        let (text, place) = list(parts.values().collect());
        report.error("names/split", &gold.at(place), &format!("one {}: {text}", gold_class(parts)));
    }
    for names in of_cluster.values().filter(|n| n.len() > 1) {
        let (text, place) = list(names.values().collect());
        report.error("names/merged", &gold.at(place), &format!("not one: {text}"));
    }
}

fn gold_class<'a>(parts: &BTreeMap<i64, &'a Naming>) -> &'a str {
    parts.values().next().map_or("", |n| &n.class)
}
