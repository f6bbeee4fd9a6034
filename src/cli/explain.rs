//! `newsmark explain` and `newsmark rules`.

use crate::lint::LintOptions;
use crate::rules::{self, Rule, Set};
use anstream::println;
use std::process::ExitCode;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The rule's id, or its name without the family
    rule: String,
}

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
pub struct ListArguments {
    /// Only this family: quote, entity, date, event, source, story, markup
    family: Option<String>,
}

/// Prints a rule's page.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Some(rule) = rules::get(&arguments.rule).or_else(|| by_name(&arguments.rule)) else {
        eprintln!("newsmark: {}", unknown(&arguments.rule));
        return ExitCode::from(super::MISUSE);
    };
    println!("{}", heading(rule));
    println!("{}", rule.page().text.trim_end());
    ExitCode::SUCCESS
}

fn by_name(name: &str) -> Option<&'static Rule> {
    rules::all().iter().find(|r| r.name() == name).copied()
}

fn heading(rule: &Rule) -> String {
    let bold = anstyle::Style::new().bold();
    let set = match rule.set {
        Set::Copy => "on by default",
        Set::Publish => "on for copy prepared for publication",
        Set::OptIn => "off until configuration or --select names it",
    };
    format!("{bold}{}{bold:#} · {} · {set}\n", rule.id, rule.severity.name())
}

/// What to say of a rule that does not exist.
pub fn unknown(id: &str) -> String {
    match rules::closest(id) {
        Some(rule) => format!("there is no rule `{id}`; did you mean `{}`?", rule.id),
        None => format!("there is no rule `{id}`; `newsmark rules` lists all"),
    }
}

/// Lists the rules.
pub fn list(arguments: &ListArguments) -> ExitCode {
    let options = LintOptions::default();
    let chosen = |r: &&&Rule| arguments.family.as_deref().is_none_or(|f| r.family() == f || r.id == f);
    let mut count = 0;
    for rule in rules::all().iter().filter(chosen) {
        let on = if options.level_of(rule, Set::Copy).is_some() { "on" } else { "–" };
        println!(
            "{:<28} {:<8} {:<8} {:<3} {}",
            rule.id,
            rule.severity.name(),
            rule.set.name(),
            on,
            rule.summary
        );
        count += 1;
    }
    if count == 0 {
        eprintln!("newsmark: {}", unknown(arguments.family.as_deref().unwrap_or_default()));
        return ExitCode::from(super::MISUSE);
    }
    ExitCode::SUCCESS
}
