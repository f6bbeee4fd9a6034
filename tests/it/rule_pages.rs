//! The pages of the rules as files: `docs/rules/`, written with `UPDATE=1`, held current without.

use crate::held::{self, hold};
use newsmark::rules::{self, Expectation, Rule, Set};
use std::fmt::Write;

fn when(rule: &Rule) -> &'static str {
    match rule.set {
        Set::Copy => "on by default",
        Set::Publish => "on for copy prepared for publication",
        Set::OptIn => "off until configuration or `--select` names it",
    }
}

fn page(rule: &Rule) -> String {
    let mut text = format!("# {}\n\n*{}, {}*", rule.id, rule.severity.name(), when(rule));
    if !rule.basis.is_empty() {
        write!(text, " · rests on: {}", rule.basis).unwrap();
    }
    text.push_str("\n\n");
    let body = rule.page();
    let mut fenced = false;
    for line in body.text.lines() {
        if let Some(info) = line.strip_prefix("```news,").filter(|_| !fenced) {
            let said = match body
                .examples()
                .iter()
                .find(|e| line_of(&body.text, e.line) == line)
                .map(|e| e.expectation)
            {
                Some(Expectation::Flag) => "Flagged:",
                Some(Expectation::Fixed) => "After the fix:",
                _ => "Not flagged:",
            };
            let heard = info.split_once(",transcript:").map(|(_, t)| t);
            let heard = heard.map(|t| format!(" (the transcript says: {t})")).unwrap_or_default();
            let date = info.split(',').find_map(|w| w.strip_prefix("date:"));
            let date = date.map(|d| format!(" (in a story of {d})")).unwrap_or_default();
            writeln!(text, "{}{date}{heard}:\n\n```", said.trim_end_matches(':')).unwrap();
            fenced = true;
            continue;
        }
        if line == "```" {
            fenced = false;
            text.push_str("```\n\n");
            continue;
        }
        if line.starts_with("# ") && !fenced {
            text.push('#');
        }
        text.push_str(line);
        text.push('\n');
    }
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text.trim_end().to_owned() + "\n"
}

fn line_of(text: &str, number: usize) -> &str {
    text.lines().nth(number).unwrap_or_default()
}

fn table() -> String {
    let mut text = String::from(
        "# The rules\n\nEach page says what a rule flags, why it matters, and where it stops. `newsmark explain RULE` prints it;\n\
         `newsmark rules` lists all with what is in force here. Written by the tests: edit the doc comment of the rule.\n\n\
         | rule | level | when | flags |\n|---|---|---|---|\n",
    );
    for rule in rules::all() {
        let when = match rule.set {
            Set::Copy => "always",
            Set::Publish => "publish",
            Set::OptIn => "opt-in",
        };
        writeln!(text, "| [{0}]({0}.md) | {1} | {when} | {2} |", rule.id, rule.severity.name(), rule.summary)
            .unwrap();
    }
    text
}

/// The table of the README: the rules that are on without being asked for.
fn readme(text: &str) -> String {
    const START: &str = "<!-- the rules that are on by default; written by the tests -->\n";
    const END: &str = "<!-- end of the rules -->";
    let (before, rest) = text.split_once(START).expect("the README has a place for the rules");
    let (_, after) = rest.split_once(END).expect("the place for the rules ends");
    let mut table = String::from("\n| rule | says that |\n|---|---|\n");
    for rule in rules::all().iter().filter(|r| r.set == Set::Copy) {
        writeln!(table, "| [{0}](docs/rules/{0}.md) | {1} |", rule.id, rule.summary).unwrap();
    }
    let count = |set: Set| rules::all().iter().filter(|r| r.set == set).count();
    let (publish, opt_in) = (count(Set::Publish), count(Set::OptIn));
    writeln!(
        table,
        "\nCopy for publication is checked by {publish} more; {opt_in} more wait to be switched on.\n"
    )
    .unwrap();
    format!("{before}{START}{table}{END}{after}")
}

#[test]
fn the_table_of_the_readme_is_current() {
    hold("README.md", &readme(&held::read("README.md")));
}

#[test]
fn pages_are_current() {
    for rule in rules::all() {
        hold(&format!("docs/rules/{}.md", rule.id), &page(rule));
    }
    hold("docs/rules/README.md", &table());
}

#[test]
fn no_page_is_left_of_a_rule_that_is_gone() {
    let folders =
        std::fs::read_dir(held::file("docs/rules")).unwrap().flatten().filter(|f| f.path().is_dir());
    for folder in folders.map(|f| f.path()) {
        for page in std::fs::read_dir(&folder).unwrap().flatten().map(|p| p.path()) {
            let family = folder.file_name().unwrap().to_string_lossy();
            let id = format!("{family}/{}", page.file_stem().unwrap().to_string_lossy());
            assert!(rules::get(&id).is_some(), "{} is the page of no rule", page.display());
        }
    }
}
