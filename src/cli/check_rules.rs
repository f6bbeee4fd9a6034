//! `newsmark lint --check-rules`: runs the examples of the house rules.

use super::lint::shown_path;
use super::out::{eprintln, println};
use super::report::Places;
use crate::analysis::{Options, Story};
use crate::lint::{LintOptions, Linter};
use crate::rules::HouseRule;
use crate::rules::house::Scope;
use crate::syntax::Mode;
use crate::workspace::Located;
use std::process::ExitCode;

/// Runs all examples; the exit status is 1 where one does not hold.
pub fn run(located: Option<&Located>) -> ExitCode {
    let Some(located) = located else {
        eprintln!("newsmark: there is no {} here or above", crate::config::FILE_NAME);
        return ExitCode::from(super::MISUSE);
    };
    let house = located.config.house.rules();
    let shown = shown_path(&super::house::relative(&located.path));
    let places = Places::new(&located.text);
    let (mut examples, mut failures) = (0, 0);
    for rule in house {
        let written = located.config.written.house.iter();
        let own = |h: &&crate::config::written::WrittenHouse| {
            h.id.as_ref().is_some_and(|id| rule.id.ends_with(&format!("/{}", id.value)))
        };
        let range = written.clone().find(own).map(|h| h.range).unwrap_or_default();
        let line = places.at(range.start as usize).line;
        for failure in failures_of(rule, &located.config.lint_options()) {
            println!("{shown}:{line}: {}: {failure}", rule.id);
            failures += 1;
        }
        examples += rule.flags.len() + rule.passes.len();
    }
    let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let held = match failures {
        0 => "all hold".to_owned(),
        1 => "1 does not hold".to_owned(),
        _ => format!("{failures} do not hold"),
    };
    println!("{}, {}: {held}", counted(house.len(), "house rule"), counted(examples, "example"));
    ExitCode::from(u8::from(failures > 0))
}

fn failures_of(rule: &HouseRule, options: &LintOptions) -> Vec<String> {
    let linter = Linter::new(LintOptions { select: vec![rule.id.to_owned()], ..options.clone() });
    let spoken = |example: &String| -> usize {
        let text = match rule.scope {
            Scope::Headlines => format!("# {example}\n"),
            _ => format!("{example}\n"),
        };
        let story = Story::read(&text, Mode::Markdown, Options::default());
        linter.run(&story).diagnostics.iter().filter(|d| d.rule == rule.id).count()
    };
    let mut failures = Vec::new();
    if rule.flags.is_empty() {
        failures.push("no example says what it must flag: add `flags`".to_owned());
    }
    let shown = |example: &String| crate::rules::wording::shortened(example, 60);
    failures.extend(
        rule.flags.iter().filter(|e| spoken(e) == 0).map(|e| format!("must flag and does not: {}", shown(e))),
    );
    failures.extend(
        rule.passes
            .iter()
            .filter(|e| spoken(e) > 0)
            .map(|e| format!("must let pass and does not: {}", shown(e))),
    );
    failures
}
