//! What a desk sets for itself: house rules, levels in front matter, baselines, comments, and the page that explains them.

use newsmark::analysis::{Options, Story};
use newsmark::config;
use newsmark::lint::{Linter, Run};
use newsmark::syntax::Mode;
use std::path::{Path, PathBuf};
use std::process::Command;

const HOUSE: &str = "[[house]]\nid = \"plain\"\nswap = { \"utilise\" = \"use\" }\nautofix = true\n\
    [[house]]\nid = \"shock\"\nwords = [\"shock\"]\nwhere = \"headlines\"\nmessage = \"not `{}` in a headline\"\n\
    [[house]]\nid = \"round\"\npattern = '\\b(\\d+)\\.0 million'\nsuggest = \"$1 million\"\nlevel = \"info\"\n";

fn lint(config: &str, text: &str) -> Run {
    let (config, errors) = config::read(config);
    assert_eq!(errors, []);
    Linter::new(config.lint_options()).run(&Story::read(text, Mode::Markdown, Options::default()))
}

fn said(run: &Run) -> Vec<String> {
    run.diagnostics.iter().map(|d| format!("{} {}: {}", d.severity.name(), d.rule, d.message)).collect()
}

#[test]
fn house_rules_look_where_they_are_told_to() {
    let text = "# Shock over bridge\n\nThey Utilise a bridge of 3.0 million.\n\n\
        “We utilise it, a shock,” Anna Keller said.\n";
    assert_eq!(
        said(&lint(HOUSE, text)),
        [
            "warning house/shock: not `Shock` in a headline",
            "warning house/plain: house style: `Use`, not `Utilise`",
            "info house/round: house style: `3 million`, not `3.0 million`",
        ]
    );
    let silent = format!("<!-- newsmark-ignore-file house : agreed -->\n\n{text}");
    let run = lint(HOUSE, &silent);
    assert_eq!((run.diagnostics.len(), run.suppressed.len()), (0, 3));
    assert_eq!(run.suppressed[0].reason.as_deref(), Some("agreed"));
}

#[test]
fn a_house_rule_reads_only_the_block_that_changed() {
    let (config, _) = config::read(HOUSE);
    let linter = Linter::new(config.lint_options());
    let text = "They utilise it.\n\nThey use it.\n\nThey utilise it.\n";
    let story = Story::read(text, Mode::Markdown, Options::default());
    let before = linter.run(&story);
    let edit = newsmark::text::Edit { range: newsmark::text::ByteRange::new(23, 26), text: "utilise".into() };
    let (story, _) = story.updated(&edit);
    let after = linter.rerun(&story, &before);
    assert_eq!((before.diagnostics.len(), after.diagnostics.len()), (2, 3));
    assert_eq!(after.diagnostics, linter.run(&story).diagnostics);
    assert!(after.reused_pairs > after.checked_pairs);
}

#[test]
fn front_matter_sets_levels_for_its_story() {
    let story = |rules: &str| {
        let matter = "headline: x\nby: y\ndatePublished: 2020-01-01\n";
        format!("---\nnewsmark: 1\n{matter}newsmark-rules: {rules}\n---\n\nIt cost TK.\n")
    };
    assert_eq!(said(&lint("", &story("{story/placeholder: off}"))), Vec::<String>::new());
    assert!(said(&lint("", &story("{story/placeholder: error}")))[0].starts_with("error story/placeholder"));
    assert_eq!(
        said(&lint("", &story("{story/placeholder: off, quote/partal: off}"))),
        ["warning meta/unknown-rule: there is no rule `quote/partal`; did you mean `quote/partial`?"]
    );
    assert!(said(&lint("", &story("{story/placeholder: loud}")))[0].contains("a level is off"));
}

#[test]
fn a_profile_switches_rules_of_form_on() {
    let text = "WASHINGTON- The bridge opens on Friday.\n";
    assert_eq!(said(&lint("", text)), Vec::<String>::new());
    assert_eq!(
        said(&lint("profile = \"ap\"\n", text)),
        ["info story/dateline-format: this dateline is not in house style"]
    );
    assert_eq!(
        said(&lint("profile = \"ap\"\n[rules]\n\"story/dateline-format\" = \"off\"\n", text)).len(),
        0
    );
}

#[test]
fn ignore_of_a_span_holds_for_its_words() {
    let text = "[It cost TK.]{ignore=\"story/placeholder\"} It cost TK.\n";
    let run = lint("", text);
    assert_eq!((run.diagnostics.len(), run.suppressed.len()), (1, 1));
    let unused = lint("", "[It cost three.]{ignore=\"story/placeholder\"}\n");
    assert_eq!(said(&unused), ["info meta/unused-suppression: this `ignore=` keeps nothing silent"]);
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn newsmark(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_newsmark"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    (run.status.code().unwrap_or(-1), String::from_utf8_lossy(&run.stdout).into_owned())
}

#[test]
fn a_baseline_stays_when_lines_move() {
    let folder = folder("baseline");
    let story = folder.join("story.txt");
    std::fs::write(&story, "It cost TK million.\nThe mayor, [NAME], spoke.\n").unwrap();
    assert_eq!(newsmark(&folder, &["lint", "--write-baseline", "old.txt", "story.txt"]).0, 0);
    let moved = "The bridge opened.\nNobody came.\nIt cost TK million.\nThe mayor, [NAME], spoke.\n";
    std::fs::write(&story, moved).unwrap();
    assert_eq!(newsmark(&folder, &["lint", "--baseline", "old.txt", "story.txt"]).0, 0);
    std::fs::write(&story, format!("{moved}It has XXX lanes.\n")).unwrap();
    let (status, said) =
        newsmark(&folder, &["lint", "--baseline", "old.txt", "--format", "concise", "-q", "story.txt"]);
    assert_eq!((status, said.lines().count()), (1, 1), "{said}");
    assert!(said.starts_with("story.txt:5:8: warning[story/placeholder]"), "{said}");
}

#[test]
fn examples_of_house_rules_are_run() {
    let folder = folder("check-rules");
    let rule = |flags: &str| {
        format!("[[house]]\nid = \"a\"\nwords = [\"utilise\"]\nflags = [\"{flags}\"]\npasses = [\"use\"]\n")
    };
    std::fs::write(folder.join("newsmark.toml"), rule("We utilise it.")).unwrap();
    let (status, said) = newsmark(&folder, &["lint", "--check-rules"]);
    assert_eq!((status, said.as_str()), (0, "1 house rule, 2 examples: all hold\n"));
    std::fs::write(folder.join("newsmark.toml"), rule("We use it.")).unwrap();
    let (status, said) = newsmark(&folder, &["lint", "--check-rules"]);
    assert_eq!(status, 1);
    assert!(said.contains("house/a: must flag and does not: We use it."), "{said}");
}

#[test]
fn the_configuration_in_force_says_where_it_comes_from() {
    let folder = folder("in-force");
    let text = "profile = \"ap\"\n[[overrides]]\nfiles = [\"opinion/**\"]\nrules = { \"quote/duplicate\" = \"off\" }\n";
    std::fs::write(folder.join("newsmark.toml"), text).unwrap();
    std::fs::create_dir(folder.join("opinion")).unwrap();
    std::fs::write(folder.join("opinion/one.md"), "---\nnewsmark-rules: {quote/partial: info}\n---\n\nx\n")
        .unwrap();
    let said = newsmark(&folder, &["config", "opinion/one.md"]).1;
    let line = |start: &str| said.lines().find(|l| l.starts_with(start)).unwrap_or_default().to_owned();
    assert_eq!(line("profile"), "profile = \"ap\" # newsmark.toml:1");
    assert!(line("\"quote/duplicate\"").ends_with("# newsmark.toml:4"), "{said}");
    assert!(line("\"quote/nesting\"").ends_with("# profile ap"), "{said}");
    assert!(
        line("\"quote/partial\"").contains("\"info\"")
            && line("\"quote/partial\"").ends_with("# front matter")
    );
}

#[test]
fn the_examples_of_the_page_on_configuration_are_without_errors() {
    let page = include_str!("../../docs/configuration.md").replace("\r\n", "\n");
    let fences: Vec<&str> =
        page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(fences.len() >= 3);
    for fence in fences {
        assert_eq!(config::read(fence).1, [], "{fence}");
    }
    for key in config::keys::TOP.iter().chain(config::keys::HOUSE).chain(config::keys::OVERRIDE) {
        assert!(
            page.contains(&format!("`{}`", key.name)),
            "docs/configuration.md does not name {}",
            key.name
        );
    }
}
