//! The linters of a house: one for each combination of overrides that holds for some file.

use super::House;
use crate::analysis::{Options, Story};
use crate::lint::{LintOptions, Linter, Run};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Reads and checks the files of a house, each as configuration says for it.
pub struct Linters {
    house: House,
    published: Option<String>,
    adjust: Box<dyn Fn(&mut LintOptions) + Send + Sync>,
    made: Mutex<HashMap<Vec<usize>, Linter>>,
}

impl Linters {
    /// The linters of `house` for stories that were `published` then; `adjust` has the last word on their options.
    pub fn new(
        house: House,
        published: Option<String>,
        adjust: impl Fn(&mut LintOptions) + Send + Sync + 'static,
    ) -> Self {
        Self { house, published, adjust: Box::new(adjust), made: Mutex::default() }
    }

    /// The linter for the file at `path`.
    pub fn of(&self, path: &Path) -> Linter {
        let which = self.house.overrides_for(path);
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let mut options = self.house.lint_options_of(path);
            (self.adjust)(&mut options);
            Linter::new(options)
        };
        made.entry(which).or_insert_with(make).clone()
    }

    /// The house.
    pub fn house(&self) -> &House {
        &self.house
    }

    /// How the file at `path` is read to be checked: as far as the rules ask.
    pub fn reading(&self, path: &Path) -> Options {
        let options = self.house.reading_of(path, self.published.clone());
        Options { without_persons: !self.of(path).asks_for_persons(), ..options }
    }

    /// Checks a story that stands in the file at `path`, with the transcripts that it names.
    pub fn run(&self, story: &Story, path: &Path) -> Run {
        let linter = self.of(path);
        match super::transcripts(story, self.house.root(path)) {
            Some(library) => linter.with_library(library).run(story),
            None => linter.run(story),
        }
    }
}
