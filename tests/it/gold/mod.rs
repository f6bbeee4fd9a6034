//! Our own articles: what is inferred from their plain copy against the answers marked by hand.
//!
//! `cargo test gold -- --nocapture` prints a table of the measures, one of the articles, and every error.
//! The floors lie a little below what was reached, so that a step back fails.

mod alarms;
pub mod answer;
mod calendar;
mod entities;
mod events;
mod quotes;
mod tally;

use answer::Gold;
use std::path::Path;
use tally::{Measure, Report};

/// Measures that may not fall below a share, or rise above it where less is better. A little below what was reached.
const FLOORS: &[(Measure, f64)] = &[
    (Measure::FullPhrase, 0.88),
    (Measure::FullPerson, 0.74),
    (Measure::PronounRight, 0.86),
    (Measure::PronounWrong, 0.12),
    (Measure::AlarmWarning, 0.02),
    (Measure::AlarmAny, 0.10),
    (Measure::FragmentAnswered, 0.65),
    (Measure::FragmentPrecision, 0.88),
    (Measure::ScareKnown, 0.68),
    (Measure::TermKnown, 0.63),
    (Measure::NamePrecision, 0.69),
    (Measure::NameRecall, 0.65),
    (Measure::ClusterPrecision, 0.96),
    (Measure::ClusterRecall, 0.86),
    (Measure::DatePrecision, 0.94),
    (Measure::DateRecall, 0.95),
    (Measure::EventPrecision, 0.54),
    (Measure::EventRecall, 0.72),
    (Measure::EventDate, 0.84),
    (Measure::EventStatus, 0.86),
    (Measure::PlainQuiet, 0.93),
    (Measure::AnnotatedQuiet, 0.86),
];

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
        alarms::compare(&gold, &story, &mut report);
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
        assert!(kept, "{}: {reached:.3}, held at {floor:.2}; --nocapture lists the errors", measure.name());
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

/// Annotating writes brackets and nothing else: `strip` gives the copy back letter by letter, and a second run adds nothing.
#[test]
fn annotating_keeps_every_letter_of_the_copy() {
    use newsmark::analysis::{Options, Story};
    use newsmark::edit::{Layers, StripOptions, annotate, strip};
    use newsmark::syntax::{Format, Markup};
    for gold in articles() {
        let plain = gold.analysed();
        let format = Format { markup: Markup::Annotated, ..plain.document.format() };
        let options = || Options { published: plain.article.anchor.clone(), ..Options::default() };
        let once = annotate(&Story::read(&gold.plain, format, options()), Layers::all());
        assert_ne!(once, gold.plain, "{}", gold.name);
        let again = Story::read(&once, format, options());
        // A name that is annotated can make clear who spoke: the next round writes that, and then it is settled.
        let settled = annotate(&again, Layers::all());
        let last = Story::read(&settled, format, options());
        assert_eq!(annotate(&last, Layers::all()), settled, "{}", gold.name);
        assert_eq!(strip(&last.document, StripOptions::default()).text, gold.plain, "{}", gold.name);
        assert_eq!(strip(&again.document, StripOptions::default()).text, gold.plain, "{}", gold.name);
    }
}
