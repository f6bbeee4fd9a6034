//! Everything that is done to a text, stage by stage.

use super::clock;
use newsmark::analysis::{Options, Story};
use newsmark::edit::{self, Layers, StripOptions};
use newsmark::export::{analysis, entities, html, timeline};
use newsmark::features::{self, Reading, inlay::Wanted, subject};
use newsmark::knowledge::Registry;
use newsmark::lint::{LintOptions, Linter, Run, apply_safe_fixes, reported};
use newsmark::rules::{self, Set};
use newsmark::syntax::{Document, FrontMatter, Markup, Mode};
use newsmark::text::{Buffer, ByteRange, Edit, Encoding};
use std::hint::black_box;

/// A text with everything that later stages work on.
pub struct Prepared {
    text: String,
    buffer: Buffer,
    pub story: Story,
    run: Run,
}

fn options() -> Options {
    Options { published: Some("2017-05-10".into()), ..Options::default() }
}

fn linter(select: &str) -> Linter {
    Linter::new(LintOptions { set: Set::Publish, select: vec![select.into()], ..LintOptions::default() })
}

impl Prepared {
    /// Reads `text`. What begins like front matter is given its end.
    pub fn read(text: &str) -> Self {
        let end = if text.starts_with("---\n") { "\n---\n\nHe said so.\n" } else { "" };
        let text = format!("{text}{end}");
        let story = Story::read(&text, Mode::Markdown, options());
        let run = linter("all").run(&story);
        Self { buffer: Buffer::new(&text), text, story, run }
    }

    fn reading(&self) -> Reading<'_> {
        Reading { buffer: &self.buffer, story: &self.story }
    }

    /// A byte in the middle of the text.
    fn middle(&self) -> usize {
        (0..=self.text.len() / 2).rev().find(|i| self.text.is_char_boundary(*i)).unwrap_or(0)
    }

    fn whole(&self) -> ByteRange {
        ByteRange::new(0, self.text.len())
    }
}

/// Something that is done to a text.
pub struct Stage {
    pub name: &'static str,
    pub run: fn(&Prepared),
}

macro_rules! stages {
    ($($name:literal: |$p:ident| $work:expr;)*) => {
        &[$(Stage { name: $name, run: |$p| { let _ = black_box($work); } }),*]
    };
}

/// All of them, in the order in which a text goes through them.
pub const STAGES: &[Stage] = stages! {
    "parse as Markdown": |p| Document::parse(&p.text, Mode::Markdown);
    "parse line by line": |p| Document::parse(&p.text, Mode::Line);
    "parse as plain text": |p| Document::parse(&p.text, newsmark::syntax::Format { mode: Mode::Line, markup: Markup::Plain });
    "front matter": |p| FrontMatter::of(&p.story.document);
    "a letter typed": |p| p.story.document.update(&Edit { range: ByteRange::empty(p.middle()), text: "x".into() });
    "analysis": |p| Story::read(&p.text, Mode::Markdown, options());
    "analysis line by line": |p| Story::read(&p.text, Mode::Line, options());
    "lint": |p| linter("all").run(&p.story);
    "fix": |p| apply_safe_fixes(&p.text, &p.run.diagnostics);
    "fmt": |p| edit::fmt(&p.story.document, &|_| None);
    "strip": |p| edit::strip(&p.story.document, StripOptions::default());
    "strip to the words": |p| edit::strip(&p.story.document, StripOptions { plain: true, ..StripOptions::default() });
    "annotate": |p| edit::annotate(&p.story, Layers::all());
    "html": |p| html::page(&p.story);
    "json": |p| {
        let mut json = Vec::new();
        analysis::analysis(&p.story, &reported(&p.story, &p.run), &mut json);
        json.len()
    };
    "timeline": |p| { let mut entries = timeline::entries(&p.story, "x"); timeline::sort(&mut entries); timeline::svg(&entries) };
    "entities": |p| entities::toml(&entities::records(&p.story, "x"), &p.story.options().registry);
    "registry": |p| Registry::read([&*p.text]).problems.len();
    "configuration": |p| newsmark::config::read(&p.text).1.len();
    "outline": |p| features::outline::outline(p.reading(), Default::default());
    "symbols": |p| features::symbols::search(p.reading(), "a");
    "hover": |p| features::hover::hover(p.reading(), p.middle());
    "completion": |p| features::completion::complete(p.reading(), p.middle());
    "inlay hints": |p| features::inlay::hints(p.reading(), p.whole(), Wanted::default());
    "semantic tokens": |p| features::semantic::tokens(p.reading(), p.whole());
    "folding": |p| features::folding::folds(p.reading());
    "links": |p| features::links::links(p.reading());
    "lenses": |p| features::lens::lenses(p.reading());
    "selection": |p| features::selection::ranges(p.reading(), p.middle());
    "formatting": |p| features::formatting::format(p.reading());
    "quick fixes": |p| features::actions::quick_fixes(p.reading(), &p.run.diagnostics, p.whole());
    "fix all": |p| features::actions::fix_all(&p.run.diagnostics);
    "refactorings": |p| features::refactor::refactorings(p.reading(), p.whole());
    "occurrences": |p| subject::subject_at(p.reading(), p.middle()).map(|(s, _)| subject::occurrences(p.reading(), &s));
    "positions": |p| {
        let step = (p.text.len() / 500).max(1);
        (0..p.text.len()).step_by(step).map(|i| p.buffer.position(i, Encoding::Utf16).column as u64).sum::<u64>()
    };
};

/// The rules that take more than `limit` times as long on the longer text, with what they take.
pub fn slow_rules(small: &Prepared, large: &Prepared, limit: f64) -> String {
    let mut slow = String::new();
    for rule in rules::all() {
        let alone = linter(rule.id);
        let best =
            |p: &Prepared| (0..3).map(|_| clock::cost(|| alone.run(&p.story))).min().unwrap_or_default();
        let (short, long) = (best(small), best(large));
        if long.as_secs_f64() > limit * short.as_secs_f64() && long.as_millis() > 2 {
            slow.push_str(&format!("[{}: {short:.1?}, {long:.1?}]", rule.id));
        }
    }
    slow
}
