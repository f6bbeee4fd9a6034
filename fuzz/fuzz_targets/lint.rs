//! Every rule over any text: findings lie in the text, an edited story has those of a fresh one, fixes can be applied.
#![no_main]

mod common;

use newsmark::analysis::{Options, Story};
use newsmark::diagnostic::Diagnostic;
use newsmark::lint::{LintOptions, Linter, apply_safe_fixes};
use newsmark::rules::Set;
use newsmark::syntax::Mode;
use newsmark::text::ByteRange;

fn read(text: &str, mode: Mode) -> Story {
    Story::read(text, mode, Options { published: Some("2017-05-10".into()), ..Options::default() })
}

fn lies_in(range: ByteRange, text: &str) -> bool {
    text.get(range.bounds()).is_some()
}

fn check(text: &str, findings: &[Diagnostic]) {
    for finding in findings {
        assert!(lies_in(finding.range, text), "{finding:?}");
        assert!(finding.related.iter().all(|r| lies_in(r.range, text)), "{finding:?}");
        for fix in &finding.fixes {
            assert!(fix.edits.iter().all(|e| lies_in(e.range, text)), "{finding:?}");
            assert!(fix.edits.is_sorted_by(|a, b| a.range.end <= b.range.start), "{finding:?}");
        }
    }
}

libfuzzer_sys::fuzz_target!(|session: common::Session| {
    let all = LintOptions { set: Set::Publish, select: vec!["all".into()], ..LintOptions::default() };
    let linter = Linter::new(all);
    let mut story = read(&session.text, session.mode());
    let mut run = linter.run(&story);
    check(&session.text, &run.diagnostics);
    for (edit, text) in session.steps() {
        story = story.updated(&edit).0;
        run = linter.rerun(&story, &run);
        check(&text, &run.diagnostics);
        assert_eq!(run.diagnostics, linter.run(&read(&text, session.mode())).diagnostics);
    }
    let mut text = session.text.clone();
    for _ in 0..4 {
        let fixed = apply_safe_fixes(&text, &linter.run(&read(&text, session.mode())).diagnostics);
        if fixed.count == 0 {
            break;
        }
        text = fixed.text;
    }
});
