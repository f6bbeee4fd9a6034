//! `tests/rules/*.md`: copy with the findings marked below it. Anyone can add a case without Rust.
//!
//! Each fence ` ```copy ` (or ` ```markdown `, words behind it as in the pages: `date:2017-05-10`, `set:publish`) is one
//! story. ` ```registry ` gives the stories behind it a registry. A fence of more marks may hold
//! shorter ones. A line of spaces and `^` marks the characters above it and names the rule; a line without any is clean.

use newsmark::analysis::{Options, Story};
use newsmark::knowledge::Registry;
use newsmark::lint::{LintOptions, Linter, Run};
use newsmark::rules::Set;
use newsmark::syntax::Mode;
use newsmark::text::{ByteRange, Edit};
use std::path::Path;
use std::sync::Arc;

struct Case {
    name: String,
    fence: String,
    text: String,
    /// Marked words and rule.
    marks: Vec<(String, String)>,
    mode: Mode,
    date: Option<String>,
    set: Set,
    registry: Arc<Registry>,
}

impl Case {
    fn open(name: String, fence: &str, info: &str, registry: &Arc<Registry>) -> Self {
        let word = |key: &str| info.split_whitespace().find_map(|w| w.strip_prefix(key)).map(str::to_owned);
        Self {
            name,
            fence: fence.to_owned(),
            text: String::new(),
            registry: Arc::clone(registry),
            marks: Vec::new(),
            mode: if info.starts_with("markdown") { Mode::Markdown } else { Mode::Line },
            date: word("date:"),
            set: if word("set:").as_deref() == Some("publish") { Set::Publish } else { Set::Copy },
        }
    }

    /// Takes a line of the fence: marks below copy, or copy.
    fn line(&mut self, line: &str) {
        let trimmed = line.trim_start();
        if !trimmed.starts_with('^') {
            self.text.push_str(line);
            self.text.push('\n');
            return;
        }
        let (start, len) = (line.len() - trimmed.len(), trimmed.chars().take_while(|c| *c == '^').count());
        let above = self.text.trim_end_matches('\n').lines().next_back().unwrap_or_default();
        let words = above.chars().skip(start).take(len).collect();
        self.marks.push((words, trimmed[len..].trim().to_owned()));
    }

    fn options(&self) -> Options {
        let registry = Arc::clone(&self.registry);
        Options { published: self.date.clone(), registry, ..Options::default() }
    }

    fn linter(&self) -> Linter {
        Linter::new(LintOptions { set: self.set, ..LintOptions::default() })
    }
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
        let mut open: Option<Case> = None;
        let mut registry = Arc::new(Registry::default());
        for (number, line) in source.lines().enumerate() {
            match &mut open {
                Some(case) if line == case.fence => cases.extend(open.take()),
                Some(case) => case.line(line),
                None if line == "```registry" => {
                    let toml = source.lines().skip(number + 1).take_while(|l| *l != "```");
                    registry = Arc::new(Registry::read([toml.collect::<Vec<_>>().join("\n").as_str()]));
                    assert_eq!(registry.problems, [], "{}:{}", file.display(), number + 1);
                }
                None => {
                    let info = line.trim_start_matches('`');
                    let fence = &line[..line.len() - info.len()];
                    let opens = fence.len() > 2 && (info.starts_with("copy") || info.starts_with("markdown"));
                    let name = format!("{}:{}", file.file_name().unwrap().to_string_lossy(), number + 1);
                    open = opens.then(|| Case::open(name, fence, info, &registry));
                }
            }
        }
    }
    cases
}

fn found(run: &Run, text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> =
        run.diagnostics.iter().map(|d| (d.range.of(text).replace('\r', ""), d.rule.to_owned())).collect();
    found.sort();
    found
}

#[test]
fn cases_give_the_marked_findings() {
    let mut failures = Vec::new();
    for case in cases() {
        let mut want = case.marks.clone();
        want.sort();
        for text in [case.text.clone(), case.text.replace('\n', "\r\n")] {
            let run = case.linter().run(&Story::read(&text, case.mode, case.options()));
            let found = found(&run, &text);
            if found != want {
                failures.push(format!("{}: found {found:#?}, marked {want:#?}", case.name));
                break;
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn cases_typed_letter_by_letter_end_equal() {
    for case in cases() {
        let linter = case.linter();
        let mut story = Story::read("", case.mode, case.options());
        let mut run = linter.run(&story);
        for (at, c) in case.text.char_indices() {
            story = story.updated(&Edit { range: ByteRange::empty(at), text: c.to_string() }).0;
            run = linter.rerun(&story, &run);
        }
        let fresh = linter.run(&Story::read(&case.text, case.mode, case.options()));
        assert_eq!(run.diagnostics, fresh.diagnostics, "{}", case.name);
    }
}
