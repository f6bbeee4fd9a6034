//! Finding and reading `newsmark.toml`.

use super::{Filter, ReadError, read};
use crate::config::{self, Config, ConfigError, FILE_NAME};
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::path::{Path, PathBuf};

/// A configuration with its file.
#[derive(Clone, Debug)]
pub struct Located {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What it says.
    pub config: Config,
    /// What is wrong with it.
    pub errors: Vec<ConfigError>,
}

/// The `newsmark.toml` of `folder` or of the nearest folder above it.
pub fn find_config(folder: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(folder).ok()?;
    absolute.ancestors().map(|f| f.join(FILE_NAME)).find(|f| f.is_file())
}

/// Reads a configuration file.
pub fn load_config(path: &Path) -> Result<Located, ReadError> {
    let text = read(path)?;
    let (config, errors) = config::read(&text);
    Ok(Located { path: path.to_owned(), text, config, errors })
}

impl Located {
    /// Whether it says which files are articles.
    pub fn chooses(&self) -> bool {
        !(self.config.include.is_empty() && self.config.exclude.is_empty())
    }

    /// Which files the configuration includes and leaves out; the first bad glob is an error.
    pub fn filter(&self, all: bool) -> Result<Filter, String> {
        let root = self.path.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Filter {
            all,
            include: globs(&self.config.include)?,
            exclude: globs(&self.config.exclude)?,
            root,
            only_opted_in: false,
        })
    }
}

pub(super) fn globs(patterns: &[String]) -> Result<Option<GlobSet>, String> {
    if patterns.is_empty() {
        return Ok(None);
    }
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern).map_err(|e| e.to_string())?);
    }
    set.build().map(Some).map_err(|e| e.to_string())
}
