//! The registry, the pages of the rules, and their examples.

use newsmark::analysis::{Options, Story};
use newsmark::diagnostic::{Diagnostic, Fix};
use newsmark::knowledge::Registry;
use newsmark::lint::{LintOptions, Linter, Run};
use newsmark::rules::{self, Check, Example, Expectation, HEADINGS, Library, Rule, Set};
use newsmark::syntax::Mode;
use newsmark::text::{ByteRange, Edit};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// A linter that runs `rule` whatever its set, with the transcript that the example gives.
fn linter(rule: &Rule, example: &Example) -> Linter {
    let mut library = Library::default();
    if let Some(transcript) = &example.transcript {
        library.transcripts.insert("talk.txt".into(), transcript.clone());
    }
    let select = vec![rule.id.to_owned()];
    let library = library.into();
    Linter::new(LintOptions { set: Set::Publish, select, library, ..LintOptions::default() })
}

fn mode(example: &Example) -> Mode {
    if example.markdown { Mode::Markdown } else { Mode::Line }
}

fn options(rule: &Rule, example: &Example) -> Options {
    let registry = Registry::read([rule.page().registry().as_str()]);
    assert_eq!(registry.problems, [], "{}", rule.id);
    Options { published: example.date.clone(), registry: Arc::new(registry), ..Options::default() }
}

fn lint(rule: &Rule, example: &Example, text: &str) -> Run {
    let read = |options| linter(rule, example).run(&Story::read(text, mode(example), options));
    read(options(rule, example))
}

/// The text typed from the first letter to the last, linted after each.
fn typed(rule: &Rule, example: &Example, text: &str) -> Run {
    let linter = linter(rule, example);
    let mut story = Story::read("", mode(example), options(rule, example));
    let mut run = linter.run(&story);
    for (at, c) in text.char_indices() {
        story = story.updated(&Edit { range: ByteRange::empty(at), text: c.to_string() }).0;
        run = linter.rerun(&story, &run);
    }
    run
}

fn apply(text: &str, fix: &Fix) -> String {
    let mut text = text.to_owned();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.range.bounds(), &edit.text);
    }
    text
}

#[test]
fn ids_are_unique_and_equal_file_names() {
    let ids: BTreeSet<&str> = rules::all().iter().map(|r| r.id).collect();
    assert_eq!(ids.len(), rules::all().len());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    for rule in rules::all() {
        let file = folder.join(rule.family()).join(format!("{}.rs", rule.name().replace('-', "_")));
        assert!(file.is_file(), "{}: no file {}", rule.id, file.display());
        assert_eq!(
            std::fs::read_to_string(file).unwrap().replace("\r\n", "\n"),
            rule.source.replace("\r\n", "\n")
        );
    }
}

#[test]
fn pages_have_the_fixed_headings_in_order() {
    for rule in rules::all() {
        let page = rule.page();
        assert_eq!(page.headings(), HEADINGS, "{}", rule.id);
        assert!(!page.lead().is_empty() && page.lead().ends_with('.'), "{}: lead", rule.id);
        for heading in HEADINGS {
            assert!(!page.section(heading).is_empty(), "{}: {heading} is empty", rule.id);
        }
        let examples = page.examples();
        let count = |e| examples.iter().filter(|x| x.expectation == e).count();
        assert!(count(Expectation::Flag) > 1 && count(Expectation::Ok) > 1, "{}: several examples", rule.id);
        for setting in rule.settings {
            assert!(page.section("Settings").contains(&format!("`{}`", setting.name)), "{}", rule.id);
        }
    }
}

#[test]
fn summaries_are_short_phrases() {
    for rule in rules::all() {
        let summary = rule.summary;
        assert!(summary.chars().count() <= 80 && !summary.ends_with('.'), "{}: {summary}", rule.id);
        assert!(
            !summary.starts_with(char::is_uppercase) || summary.starts_with("Markdown"),
            "{}: {summary}",
            rule.id
        );
    }
}

/// A message is one short sentence in a desk's words. It may begin with words of the copy.
fn check_words(rule: &Rule, text: &str, diagnostic: &Diagnostic) {
    let message = &diagnostic.message;
    assert!(message.chars().count() <= 100, "{}: too long: {message}", rule.id);
    assert!(!message.ends_with('.') && !message.contains('\n'), "{}: {message}", rule.id);
    let first = message.split([' ', ',']).next().unwrap_or_default();
    let of_copy = text.contains(first) || first == "Markdown";
    assert!(of_copy || !message.starts_with(char::is_uppercase), "{}: {message}", rule.id);
    if rule.family() == "markup" {
        return;
    }
    for word in ["antecedent", "mention", "span", "anchor", "confidence"] {
        let spoken = message.split(|c: char| !c.is_alphabetic()).any(|w| w == word);
        assert!(!spoken, "{}: desks do not say {word}: {message}", rule.id);
    }
}

/// The examples that show what the fixes of the one at `index` make of it, in the order of the fixes.
fn fixed_after(examples: &[Example], index: usize) -> impl Iterator<Item = &Example> {
    examples[index + 1..].iter().take_while(|e| e.expectation == Expectation::Fixed)
}

#[test]
fn a_page_shows_what_every_fix_does() {
    let mut failures = String::new();
    for rule in rules::all() {
        let examples = rule.page().examples();
        let (mut most, mut shown) = (0, 0);
        for (index, example) in
            examples.iter().enumerate().filter(|(_, e)| e.expectation == Expectation::Flag)
        {
            let found = lint(rule, example, &example.text).diagnostics;
            let fixes = found.first().map_or(0, |d| d.fixes.len());
            most = most.max(fixes);
            shown = shown.max(if example.fix { fixed_after(&examples, index).count().min(fixes) } else { 0 });
        }
        if shown < most {
            failures.push_str(&format!("{}: {shown} of {most} fixes are shown\n", rule.id));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn examples_give_what_they_say() {
    let mut failures = Vec::new();
    for rule in rules::all() {
        let examples = rule.page().examples();
        for (index, example) in examples.iter().enumerate() {
            let found = lint(rule, example, &example.text).diagnostics;
            let want = usize::from(example.expectation == Expectation::Flag);
            if found.len() != want {
                failures.push(format!(
                    "{}:{}: {} findings, not {want}: {found:#?}",
                    rule.id,
                    example.line,
                    found.len()
                ));
                continue;
            }
            found.iter().for_each(|d| check_words(rule, &example.text, d));
            if example.fix && found[0].fixes.is_empty() {
                failures.push(format!("{}:{}: no fix", rule.id, example.line));
            } else if example.fix {
                for (fix, shown) in found[0].fixes.iter().zip(fixed_after(&examples, index)) {
                    let fixed = apply(&example.text, fix);
                    if fixed != shown.text {
                        failures.push(format!("{}:{}: fixed to {fixed:?}", rule.id, shown.line));
                    }
                    let left = lint(rule, example, &fixed).diagnostics.len();
                    if left > 0 {
                        failures.push(format!("{}:{}: the fix leaves {left} findings", rule.id, shown.line));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn examples_give_the_same_with_other_line_ends_and_typed() {
    for rule in rules::all() {
        for example in rule.page().examples() {
            let plain = lint(rule, &example, &example.text);
            let typed = typed(rule, &example, &example.text);
            assert_eq!(plain.diagnostics, typed.diagnostics, "{}: typed", rule.id);
            let crlf = example.text.replace('\n', "\r\n");
            let other = lint(rule, &example, &crlf);
            let marked = |run: &Run, text: &str| -> Vec<String> {
                run.diagnostics.iter().map(|d| d.range.of(text).replace("\r\n", "\n")).collect()
            };
            assert_eq!(marked(&plain, &example.text), marked(&other, &crlf), "{}: CRLF", rule.id);
        }
    }
}

#[test]
fn block_rules_are_told_apart_by_what_they_read() {
    // A rule that reads nothing of the view never runs again when the rest of the story changes.
    let quiet =
        rules::all().iter().filter(|r| matches!(r.check, Check::Block { reads, .. } if reads.is_empty()));
    assert!(quiet.count() > 0);
}

#[test]
fn the_reported_level_of_a_quotation_is_that_of_its_finding() {
    let text = "The river was high.\n“We will not pay for this bridge, and neither will our children.”\n\
        “We will pay for it,” Anna Keller said.\n";
    let story = Story::read(text, Mode::Line, Options::default());
    let run = Linter::default().run(&story);
    let levels = newsmark::lint::reported(&story, &run);
    let found: Vec<_> =
        run.diagnostics.iter().filter(|d| d.rule == "quote/unattributed").map(|d| d.severity).collect();
    assert_eq!(levels.iter().flatten().copied().collect::<Vec<_>>(), found);
    assert_eq!((levels.len(), found.len()), (2, 1));
}

/// Rules that speak of quoted words, each with the reason.
const SPEAK_OF_QUOTED_WORDS: &[(&str, &str)] = &[
    ("date/no-anchor", "the story lacks its day, which words in a quotation need as well"),
    ("quote/ellipsis", "it is about the form of an ellipsis, which the desk has put into the quotation"),
    ("quote/headline-mismatch", "it compares quoted words with those of the headline"),
    ("source/single", "it counts who speaks"),
    ("story/missing-byline", "the story lacks something"),
    ("story/missing-dateline", "the story lacks something"),
    ("story/missing-headline", "the story lacks something"),
    ("story/placeholder", "what is to be filled in is nobody's words yet"),
];

/// Each line of an example as the words of somebody who is named; `None` where its markup cannot stand there.
fn as_said(text: &str) -> Option<String> {
    let (matter, body) = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((matter, body)) => (format!("---\n{matter}\n---\n"), body),
        None => (String::new(), text),
    };
    if body.contains(['[', '<', '#', '{']) || !body.contains(char::is_alphabetic) {
        return None;
    }
    let said = body.lines().filter(|l| !l.trim().is_empty()).map(|line| {
        let inner: String = line.chars().filter(|c| !matches!(c, '“' | '”' | '"')).collect();
        format!("“{},” Anna Keller said.\n\n", inner.trim().trim_end_matches(['.', ',']))
    });
    Some(matter + &said.collect::<String>())
}

#[test]
fn no_rule_about_prose_speaks_of_quoted_words() {
    let (mut failures, mut tried) = (Vec::new(), 0);
    for rule in rules::all() {
        if SPEAK_OF_QUOTED_WORDS.iter().any(|(id, _)| *id == rule.id) {
            continue;
        }
        let examples = rule.page().examples();
        for example in examples.iter().filter(|e| e.expectation == Expectation::Flag) {
            let Some(said) = as_said(&example.text) else { continue };
            tried += 1;
            let marked = Example { markdown: true, ..example.clone() };
            for diagnostic in lint(rule, &marked, &said).diagnostics {
                failures.push(format!("{}:{}: {} in\n{said}", rule.id, example.line, diagnostic.message));
            }
        }
    }
    assert!(tried > 20, "only {tried} examples");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
