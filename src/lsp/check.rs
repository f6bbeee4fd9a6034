//! Findings of one document, kept between versions.

use crate::analysis::Story;
use crate::diagnostic::Diagnostic;
use crate::lint::{LintOptions, Linter, Run};

/// Checks the versions of one document, one after the other.
#[derive(Debug, Default)]
pub struct Checker {
    linter: Linter,
    run: Run,
}

impl Checker {
    /// A checker under `options`.
    pub fn new(options: LintOptions) -> Self {
        Self { linter: Linter::new(options), run: Run::default() }
    }

    /// What is wrong with `story`, in order of the text; and the run before, which is of no more use.
    pub fn check(&mut self, story: &Story) -> (Vec<Diagnostic>, Run) {
        let mut run = self.linter.rerun(story, &self.run);
        let findings = std::mem::take(&mut run.diagnostics);
        (findings, std::mem::replace(&mut self.run, run))
    }
}
