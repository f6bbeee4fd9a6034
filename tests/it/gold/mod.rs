//! Our own articles: what is inferred from their plain copy against the answers marked by hand.
//!
//! `cargo test gold -- --nocapture` prints a table of the measures, one of the articles, and every error.
//! The floors lie a little below what was reached, so that a step back fails.

mod answer;
mod calendar;
mod entities;
mod events;
mod quotes;
mod tally;

use answer::Gold;
use std::path::Path;
use tally::{Measure, Report};

/// Measures that may not fall below a share, or rise above it where less is better. A little below what was reached.
const FLOORS: &[(Measure, f64)] = &[];

fn articles() -> Vec<Gold> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/gold");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/articles/gold is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().ends_with(".nm.md"))
        .collect();
    paths.sort();
    paths.iter().map(|path| Gold::read(path)).collect()
}

fn measured() -> Report {
    let mut report = Report::default();
    for gold in articles() {
        let story = gold.analysed();
        report.open(&gold.name);
        entities::compare(&gold, &story, &mut report);
        quotes::compare(&gold, &story, &mut report);
        calendar::compare(&gold, &story, &mut report);
        events::compare(&gold, &story, &mut report);
    }
    report
}

#[test]
fn gold_articles_are_read_right() {
    let report = measured();
    println!("{}", report.render());
    for (measure, floor) in FLOORS {
        let reached = report.total(*measure);
        let kept = if measure.less_is_better() { reached <= *floor } else { reached >= *floor };
        assert!(kept, "{}: {reached:.3}, floor {floor:.3}", measure.name());
    }
}

/// The answers themselves hold together: every `by` that looks like an id is one, every `cont` continues something.
#[test]
fn gold_answers_hold_together() {
    let articles = articles();
    assert!(articles.len() >= 44, "{} articles", articles.len());
    for gold in &articles {
        assert_eq!(gold.faults, Vec::<String>::new(), "{}", gold.name);
    }
}
