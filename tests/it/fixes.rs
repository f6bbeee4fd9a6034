//! What every fix must do: apply cleanly, remove its finding, add none, and leave the words of a quotation as they are.
//!
//! Held over the examples of all rules, over our own articles as they stand and with faults planted in them.

use super::gold::answer;
use newsmark::analysis::tokens::Token;
use newsmark::analysis::{Options, Story};
use newsmark::diagnostic::{Diagnostic, Fix};
use newsmark::lint::{LintOptions, Linter, apply_safe_fixes};
use newsmark::rules::{self, Library, Set};
use newsmark::syntax::Mode;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeMap;

/// Every rule there is, opt-in ones too.
fn linter(library: Library) -> Linter {
    let select = rules::all().iter().map(|r| r.id.to_owned()).collect();
    let library = library.into();
    Linter::new(LintOptions { set: Set::Publish, select, library, ..LintOptions::default() })
}

/// The text after a fix, or what is wrong with its edits.
fn applied(text: &str, fix: &Fix) -> Result<String, String> {
    let mut fixed = text.to_owned();
    let mut end = text.len() + 1;
    for edit in fix.edits.iter().rev() {
        let (start, stop) = (edit.range.start as usize, edit.range.end as usize);
        if stop > text.len() || !text.is_char_boundary(start) || !text.is_char_boundary(stop) {
            return Err("an edit is not in the text".into());
        }
        if stop > end {
            return Err("its edits overlap or are not in order".into());
        }
        fixed.replace_range(start..stop, &edit.text);
        end = start;
    }
    if fixed == text { Err("it changes nothing".into()) } else { Ok(fixed) }
}

/// The words of the copy, each with whether it stands in a quotation that is opened and closed.
fn words(story: &Story) -> Vec<(String, bool)> {
    let blocks = story.document.blocks().iter().zip(story.summaries.iter());
    let of_block = |(block, summary): (&std::sync::Arc<newsmark::syntax::Block>, _)| {
        let summary: &newsmark::analysis::Summary = summary;
        let quoted = |token: &Token| {
            let parts = summary.quotes.parts.iter();
            parts.filter(|p| p.opened && p.closed).any(|p| p.range.covers(token.range))
        };
        let tokens = summary.tokens.iter().filter(|t| t.is_wordlike());
        tokens.map(|t| (t.text(block.prose()).to_owned(), quoted(t))).collect::<Vec<_>>()
    };
    blocks.flat_map(|(block, summary)| of_block((block, summary.as_ref()))).collect()
}

/// Whether the words that differ, if any, all stand outside quotations.
fn leaves_quotations(before: &Story, after: &Story) -> bool {
    let (before, after) = (words(before), words(after));
    let same = before.iter().zip(&after).take_while(|(a, b)| a.0 == b.0).count();
    let rest = before.len().min(after.len()) - same;
    let same_end =
        before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| a.0 == b.0).count();
    let changed = &before[same..before.len() - same_end];
    let put_into = changed.is_empty()
        && after.len() > before.len()
        && same > 0
        && before.get(same - 1).is_some_and(|w| w.1)
        && before.get(same).is_some_and(|w| w.1);
    !put_into && changed.iter().all(|(_, quoted)| !quoted)
}

fn counts(found: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    found.iter().fold(BTreeMap::new(), |mut counts, d| {
        *counts.entry(d.rule).or_default() += 1;
        counts
    })
}

/// What is wrong with the fixes of the findings in a text.
fn faults(text: &str, mode: Mode, options: &Options, linter: &Linter) -> Vec<String> {
    let story = Story::read(text, mode, options.clone());
    let found = linter.run(&story).diagnostics;
    let before = counts(&found);
    let mut faults = Vec::new();
    for diagnostic in &found {
        for fix in &diagnostic.fixes {
            let mut fault = |what: &str| {
                let place = diagnostic.range.of(text);
                faults.push(format!("{} at `{place}`, “{}”: {what}", diagnostic.rule, fix.title));
            };
            let fixed = match applied(text, fix) {
                Ok(fixed) => fixed,
                Err(what) => {
                    fault(&what);
                    continue;
                }
            };
            let after_story = Story::read(&fixed, mode, options.clone());
            let after = counts(&linter.run(&after_story).diagnostics);
            if after.get(diagnostic.rule).copied().unwrap_or(0) >= before[diagnostic.rule] {
                fault("the finding stays");
            }
            for (rule, count) in &after {
                if *count > before.get(rule).copied().unwrap_or(0) {
                    fault(&format!("it makes {rule} speak"));
                }
            }
            // This rule is about the words of a quotation, and a person chooses its fix.
            let altered = diagnostic.rule == "quote/altered" && !fix.safe;
            if !altered && !leaves_quotations(&story, &after_story) {
                fault("it changes words of a quotation");
            }
        }
    }
    faults
}

#[test]
fn fixes_of_the_examples_do_what_they_say() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let page = rule.page();
        let registry = newsmark::knowledge::Registry::read([page.registry().as_str()]);
        let registry = std::sync::Arc::new(registry);
        for example in page.examples() {
            let mut library = Library::default();
            if let Some(transcript) = &example.transcript {
                library.transcripts.insert("talk.txt".into(), transcript.clone());
            }
            let mode = if example.markdown { Mode::Markdown } else { Mode::Line };
            let options = Options {
                published: example.date.clone(),
                registry: std::sync::Arc::clone(&registry),
                ..Options::default()
            };
            let found = faults(&example.text, mode, &options, &linter(library));
            wrong.extend(found.into_iter().map(|f| format!("{}:{}: {f}", rule.id, example.line)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fixes_of_our_own_articles_do_what_they_say() {
    let linter = linter(Library::default());
    let mut wrong = Vec::new();
    for (name, plain) in answer::plain_copies() {
        let found = faults(&plain, Mode::Line, &Options::default(), &linter);
        wrong.extend(found.into_iter().map(|f| format!("{name}: {f}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn safe_fixes_come_to_an_end() {
    let linter = linter(Library::default());
    for (name, plain) in answer::plain_copies() {
        let mut text = plain;
        for round in 0.. {
            let run = linter.run(&Story::read(&text, Mode::Line, Options::default()));
            let applied = apply_safe_fixes(&text, &run.diagnostics);
            if applied.count == 0 {
                break;
            }
            assert!(round < 8, "{name}: fixing does not end");
            text = applied.text;
        }
    }
}

/// Slips that desks make, to be put between two words.
const SLIPS: &[&str] = &[
    "TK ",
    "[NAME] ",
    "… ",
    "...",
    "“no way” ",
    "”",
    "“",
    "\"",
    "the EIBC ",
    "on Monday, May 11, 2017, ",
    "[Keller]{.persn} ",
    "[Keller]{.person, ref=keller} ",
    "[May 10]{.date when=2017-05-11} ",
    "[Anna Keller{.person ref=keller} ",
    "\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn fixes_of_damaged_articles_do_what_they_say(
        article in any::<Index>(),
        slips in proptest::collection::vec((any::<Index>(), select(SLIPS)), 1..4),
        markdown in any::<bool>(),
    ) {
        let copies = answer::plain_copies();
        let (_, plain) = &copies[article.index(copies.len())];
        let mut text = plain.clone();
        for (at, slip) in slips {
            let gaps: Vec<usize> = text.match_indices(' ').map(|(i, _)| i + 1).collect();
            text.insert_str(gaps[at.index(gaps.len())], slip);
        }
        let mode = if markdown { Mode::Markdown } else { Mode::Line };
        let options = Options { published: Some("2017-05-12".into()), ..Options::default() };
        let found = faults(&text, mode, &options, &linter(Library::default()));
        prop_assert!(found.is_empty(), "{}\n{text}", found.join("\n"));
    }
}
