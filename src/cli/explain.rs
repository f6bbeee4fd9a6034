//! `newsmark explain` and `newsmark rules`.

use super::house::HouseArguments;
use super::out::{eprintln, println};
use crate::lint::{Level, RuleLevel};
use crate::rules::house::{self, Target};
use crate::rules::{self, Rule, Set};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsmark explain quote/unattributed   the page of a rule
  newsmark explain weekday              ... by its name alone
  newsmark explain quote                the rules of a family
  newsmark explain house/plain-words    a rule of your newsmark.toml")]
pub struct Arguments {
    /// The rule's id, or its name without the family; a family lists its rules
    rule: String,

    /// Configuration whose house rules are meant [default: newsmark.toml here or above]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The columns: the rule, its level, the set that switches it on, what the configuration here makes of it, what it says.

Examples:
  newsmark rules          all rules
  newsmark rules quote    those of a family")]
pub struct ListArguments {
    /// Only this family: quote, entity, date, event, source, number, story, markup, house
    family: Option<String>,

    /// Configuration to list them under [default: newsmark.toml here or above]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Prints a rule's page.
pub fn run(arguments: &Arguments) -> ExitCode {
    let (rule, config) = (arguments.rule.clone(), arguments.config.clone());
    if rule == house::FAMILY || rules::all().iter().any(|r| r.family() == rule) {
        return list(&ListArguments { family: Some(rule), config });
    }
    if rule.starts_with("house/") {
        return explain_house(&rule, config);
    }
    if let Some((id, about)) = crate::lint::META.iter().find(|(id, _)| *id == rule) {
        println!(
            "{id} · about the checking itself\n\nWhat it tells: {about}. It cannot be configured or silenced."
        );
        return ExitCode::SUCCESS;
    }
    let Some(rule) = rules::get(&arguments.rule).or_else(|| by_name(&arguments.rule)) else {
        eprintln!("newsmark: {}", unknown(&arguments.rule));
        return ExitCode::from(super::MISUSE);
    };
    println!("{}", heading(rule));
    println!("{}", rule.page().text.trim_end());
    ExitCode::SUCCESS
}

/// Prints what a house rule looks for, and its examples.
fn explain_house(id: &str, config: Option<PathBuf>) -> ExitCode {
    let Ok(opened) = (HouseArguments { config, ..HouseArguments::default() }).open(Path::new(".")) else {
        return ExitCode::from(super::MISUSE);
    };
    let options = opened.house.lint_options();
    let Some(rule) = options.house.rules().iter().find(|r| r.id == id) else {
        eprintln!(
            "newsmark: the configuration here has no rule `{id}`; `newsmark rules house` lists those it has"
        );
        return ExitCode::from(super::MISUSE);
    };
    println!("{} · {} · a house rule\n", rule.id, rule.severity.name());
    println!("{}\n\nIt looks at: {}", rule.summary(), rule.scope.told());
    match &rule.target {
        Target::Words(words) => println!("for: {}", words.join(", ")),
        Target::Pattern(pattern) => println!("for: {pattern}"),
        Target::Swap(pairs) => pairs.iter().for_each(|(word, other)| println!("for: {word} → {other}")),
    }
    rule.suggest.iter().for_each(|other| println!("to write instead: {other}"));
    rule.flags.iter().for_each(|copy| println!("flags: {copy}"));
    rule.passes.iter().for_each(|copy| println!("lets pass: {copy}"));
    ExitCode::SUCCESS
}

fn by_name(name: &str) -> Option<&'static Rule> {
    rules::all().iter().find(|r| r.name() == name).copied()
}

fn heading(rule: &Rule) -> String {
    let set = match rule.set {
        Set::Copy => "on by default",
        Set::Publish => "on for copy prepared for publication",
        Set::OptIn => "off until configuration or --select names it",
    };
    format!("{} · {} · {set}\n", rule.id, rule.severity.name())
}

/// What to say of a rule that does not exist.
pub fn unknown(id: &str) -> String {
    if let Some(message) = rules::removed(id) {
        return message;
    }
    let small = id.to_lowercase().replace(['.', ':'], "/");
    let family =
        |r: &&Rule| r.family() == small || r.id == small || r.family() == small.trim_end_matches('s');
    if let Some(rule) = rules::all().iter().copied().find(family) {
        let meant = if small.contains('/') { rule.id } else { rule.family() };
        return format!("there is no rule `{id}`; did you mean `{meant}`?");
    }
    match rules::closest(&small) {
        _ if id.trim().is_empty() => "a rule is missing here; `newsmark rules` lists all".to_owned(),
        Some(rule) => format!("there is no rule `{id}`; did you mean `{}`?", rule.id),
        None => format!("there is no rule `{id}`; `newsmark rules` lists all"),
    }
}

/// Lists the rules with their state under the configuration of the folder.
pub fn list(arguments: &ListArguments) -> ExitCode {
    let house = HouseArguments { config: arguments.config.clone(), ..HouseArguments::default() };
    let Ok(opened) = house.open(Path::new(".")) else {
        return ExitCode::from(super::MISUSE);
    };
    let options = opened.house.lint_options();
    let standing = options.standing(None);
    let chosen = |id: &str| arguments.family.as_deref().is_none_or(|f| crate::lint::names(f, id));
    let state = |severity: &str, level: Option<RuleLevel>| match level.map(|l| l.level) {
        None | Some(Level::Off) => "–".to_owned(),
        Some(Level::At(at)) if at.name() != severity => at.name().to_owned(),
        Some(_) => "on".to_owned(),
    };
    let mut count = 0;
    for rule in rules::all().iter().filter(|r| chosen(r.id)) {
        let (severity, on) = (rule.severity.name(), options.level_of(rule, &standing));
        let on = state(severity, on);
        println!("{:<28} {severity:<8} {:<8} {on:<8} {}", rule.id, rule.set.name(), rule.summary);
        count += 1;
    }
    let levels = options.in_force(&standing);
    for (index, rule) in options.house.rules().iter().enumerate().filter(|(_, r)| chosen(r.id)) {
        let severity = rule.severity.name();
        let on = state(severity, levels[rules::all().len() + index]);
        println!("{:<28} {severity:<8} {:<8} {on:<8} {}", rule.id, "house", rule.summary());
        count += 1;
    }
    if count == 0 && arguments.family.as_deref() == Some(house::FAMILY) {
        eprintln!("newsmark: the configuration here has no house rules");
        return ExitCode::SUCCESS;
    }
    if count == 0 {
        eprintln!("newsmark: {}", unknown(arguments.family.as_deref().unwrap_or_default()));
        return ExitCode::from(super::MISUSE);
    }
    ExitCode::SUCCESS
}
