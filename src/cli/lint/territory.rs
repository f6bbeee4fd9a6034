//! Which configuration holds for which files: for each the `newsmark.toml` that is nearest to it, as in editors.

use super::Arguments;
use crate::cli::house::{Opened, complain_of_others};
use crate::cli::out::eprintln;
use crate::cli::report;
use crate::lint::LintOptions;
use crate::workspace::{Filter, Linters, find_config};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files that one configuration holds for.
pub(super) struct Territory {
    pub linters: Linters,
    pub filter: Arc<Filter>,
    rules: report::Rules,
}

/// `None` where the configuration cannot be used, which has been told.
type Opening = Option<Arc<Territory>>;

/// All that were met, opened when the first file is.
pub(super) struct Territories<'a> {
    arguments: &'a Arguments,
    /// By folder.
    folders: RefCell<HashMap<PathBuf, Opening>>,
    /// By the file of the configuration, in order of meeting.
    opened: RefCell<Vec<(Option<PathBuf>, Opening)>>,
    /// Whether a registry file has errors.
    failed: RefCell<bool>,
}

impl<'a> Territories<'a> {
    pub fn new(arguments: &'a Arguments) -> Self {
        Self {
            arguments,
            folders: RefCell::default(),
            opened: RefCell::default(),
            failed: RefCell::default(),
        }
    }

    /// That of the file or folder at `path`; `None` where its configuration cannot be used.
    pub fn of(&self, path: &Path) -> Opening {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.of_folder(if path.is_dir() { &path } else { path.parent().unwrap_or(&path) })
    }

    /// The same for a path that is that of a file, whether or not there is one.
    pub fn of_file(&self, path: &Path) -> Opening {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.of_folder(path.parent().unwrap_or(&path))
    }

    /// That of the files in `folder`, an absolute path.
    fn of_folder(&self, folder: &Path) -> Opening {
        if let Some(known) = self.folders.borrow().get(folder) {
            return known.clone();
        }
        let config = match &self.arguments.house {
            house if house.no_config => None,
            house => house.config.clone().or_else(|| find_config(folder)),
        };
        let same = self.opened.borrow().iter().find(|(c, _)| *c == config).map(|(_, t)| t.clone());
        let territory = same.unwrap_or_else(|| {
            let opened = self.open(folder, config.as_deref());
            self.opened.borrow_mut().push((config, opened.clone()));
            opened
        });
        self.folders.borrow_mut().insert(folder.to_owned(), territory.clone());
        territory
    }

    fn open(&self, folder: &Path, config: Option<&Path>) -> Opening {
        let Opened { house, failed } = self.arguments.house.open(folder).ok()?;
        *self.failed.borrow_mut() |= failed;
        let what = &self.arguments.what;
        let own = house.config.as_ref().filter(|c| c.chooses());
        let above = || config.filter(|_| self.arguments.house.config.is_none())?.parent()?.parent();
        let filter = match (own, above().filter(|above| find_config(above).is_some())) {
            (Some(located), _) => {
                let filter = located.filter(what.all).map_err(|error| eprintln!("newsmark: {error}")).ok()?;
                Arc::new(Filter { only_opted_in: what.only_opted_in, ..filter })
            }
            // Which files are articles is said once, for a whole site: a configuration below it may be about rules alone.
            (None, Some(above)) => Arc::clone(&self.of_folder(above)?.filter),
            (None, None) => {
                let (all, only_opted_in) = (what.all, what.only_opted_in);
                Arc::new(Filter { all, only_opted_in, ..Filter::default() })
            }
        };
        let rules = report::Rules::of(&house.lint_options());
        let (select, ignore) = (self.arguments.rules.select.clone(), self.arguments.rules.ignore.clone());
        let adjust = move |options: &mut LintOptions| {
            options.select.clone_from(&select);
            options.ignore.clone_from(&ignore);
        };
        Some(Arc::new(Territory { linters: Linters::new(house, what.date.clone(), adjust), filter, rules }))
    }

    /// Which of the files in `folder` are articles.
    pub fn filter(&self, folder: &Path) -> Arc<Filter> {
        self.of_folder(folder).map_or_else(Arc::default, |t| Arc::clone(&t.filter))
    }

    /// `Err` where a configuration cannot be used, or the command line names a rule that none of them has.
    pub fn verified(&self) -> Result<Vec<Arc<Territory>>, ()> {
        let all: Option<Vec<_>> = self.opened.borrow().iter().map(|(_, t)| t.clone()).collect();
        let all = all.ok_or(())?;
        let chosen = &self.arguments.rules;
        let known = |id: &str| all.iter().any(|t| t.linters.house().lint_options().names_any(id));
        for id in chosen.select.iter().chain(&chosen.ignore).filter(|id| !known(id)) {
            eprintln!("newsmark: {}", crate::cli::explain::unknown(id));
            if crate::rules::removed(id).is_none() {
                return Err(());
            }
        }
        Ok(all)
    }

    /// What is said of the house rules of all of them.
    pub fn rules(&self) -> report::Rules {
        let opened = self.opened.borrow();
        report::Rules::together(opened.iter().filter_map(|(_, t)| Some(&t.as_ref()?.rules)))
    }

    /// Whether a registry file has errors, which are told; those of folders that were met while checking, too.
    pub fn failed(&self) -> bool {
        let opened = self.opened.borrow();
        let told = opened.iter().filter_map(|(_, t)| t.as_ref());
        told.fold(*self.failed.borrow(), |failed, t| complain_of_others(t.linters.house()) || failed)
    }
}
