//! What lint reports on articles in which nothing is wrong.

use super::answer::Gold;
use super::tally::{Measure, Report};
use newsmark::analysis::Story;
use newsmark::diagnostic::Severity;
use newsmark::lint::{LintOptions, Linter};

/// Counts the articles on which lint keeps quiet, as plain copy and with all their annotations. Information and hints
/// are not counted.
pub fn compare(gold: &Gold, plain: &Story, report: &mut Report) {
    let annotated = gold.annotated();
    let plain = warnings(gold, plain, &gold.plain, "alarms/plain", report);
    report.count(Measure::PlainQuiet, plain == 0);
    let annotated = warnings(gold, &annotated, &gold.text, "alarms/annotated", report);
    report.count(Measure::AnnotatedQuiet, annotated == 0);
}

fn warnings(gold: &Gold, story: &Story, text: &str, class: &str, report: &mut Report) -> usize {
    let run = Linter::new(LintOptions::default()).run(story);
    let loud = run.diagnostics.iter().filter(|d| matches!(d.severity, Severity::Warning | Severity::Error));
    loud.map(|d| {
        let words = d.range.of(text);
        report.error(class, &gold.name, &format!("{}: {} ({words})", d.rule, d.message));
    })
    .count()
}
