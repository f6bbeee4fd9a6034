//! Nothing costs more than n log n, whatever the text: every stage and every rule over families of hostile texts.
//!
//! Each stage is measured on a text and on one four times as long, in CPU time of its thread, best of several runs.
//! Linear work takes four times as long, quadratic work sixteen times; what takes more than eight times fails.
//! So the test asks nothing of the machine's speed, and little of its peace.

mod clock;
mod shapes;
mod stages;

use shapes::Shape;
use stages::{Prepared, STAGES, Stage};
use std::time::Duration;

/// Bytes of the shorter text; the longer one has four times as many.
const SMALL: usize = 4 << 10;

/// What four times the text may cost at most, as a factor.
const LIMIT: f64 = 8.0;

/// Work on the longer text that takes less than this cannot be told from noise, and would not be felt either.
const FELT: Duration = Duration::from_millis(3);

/// Work on the shorter text counts as this much at least: a stage may find nothing to do there.
const LEAST: Duration = Duration::from_millis(1);

/// How often a suspect is measured again before it counts as one.
const RETRIES: usize = 6;

fn cost(stage: &Stage, prepared: &Prepared) -> Duration {
    clock::cost(|| (stage.run)(prepared))
}

/// What is wrong with `stage` on the two texts, if anything.
fn suspicion(stage: &Stage, small: &Prepared, large: &Prepared) -> Option<String> {
    let (mut short, mut long) = (Duration::MAX, Duration::MAX);
    for _ in 0..RETRIES {
        short = short.min(cost(stage, small)).min(cost(stage, small));
        long = long.min(cost(stage, large));
        if long < FELT || long.as_secs_f64() < LIMIT * short.max(LEAST).as_secs_f64() {
            return None;
        }
    }
    let culprits =
        if stage.name == "lint" { stages::slow_rules(small, large, LIMIT) } else { Default::default() };
    Some(format!("{}: {short:.1?}, then {long:.1?} for four times the text {culprits}", stage.name))
}

fn check(family: &[Shape]) {
    let mut failures = String::new();
    for shape in family {
        let (small, large) = (Prepared::read(&shape.text(SMALL)), Prepared::read(&shape.text(4 * SMALL)));
        for stage in STAGES {
            let suspect = suspicion(stage, &small, &large);
            // What looks a fixed stretch around each word grows faster only until the text is longer than that.
            if let Some(what) = suspect.and_then(|_| {
                let huge = Prepared::read(&shape.text(16 * SMALL));
                suspicion(stage, &large, &huge)
            }) {
                failures.push_str(&format!("{}: {what}\n", shape.name));
            }
        }
    }
    assert!(failures.is_empty(), "worse than n log n:\n{failures}");
}

#[test]
fn quotation_marks() {
    check(shapes::MARKS);
}

#[test]
fn brackets_and_braces() {
    check(shapes::BRACKETS);
}

#[test]
fn names_and_capitals() {
    check(shapes::NAMES);
}

#[test]
fn dates_and_figures() {
    check(shapes::DATES);
}

#[test]
fn endless_lines() {
    check(shapes::LINES);
}

#[test]
fn letters_of_all_kinds() {
    check(shapes::LETTERS);
}

#[test]
fn blocks() {
    check(shapes::BLOCKS);
}

#[test]
fn annotations() {
    check(shapes::ANNOTATIONS);
}

#[test]
fn front_matter() {
    check(shapes::FRONT_MATTER);
}

/// The sizes that were once thought of as the worst: they must be read at all.
#[test]
fn the_famous_ones_are_read() {
    for text in [
        format!("{}\n", "[".repeat(10_000)),
        format!("{}{}\n", "[".repeat(5_000), "]{.a}".repeat(5_000)),
        format!("{}\n", "He said “yes,” to all of it. ".repeat(4_000)),
    ] {
        let prepared = Prepared::read(&text);
        assert_eq!(prepared.story.document.text(), text);
    }
}
