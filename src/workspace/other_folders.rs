//! The registries of folders other than the one a house was opened for.

use super::House;
use super::house::Sheet;
use crate::knowledge::Registry;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// For each folder with articles the house with the registry that is nearest to it, read when it is first asked for.
#[derive(Debug)]
pub(super) struct Others {
    /// The folder of the house itself.
    own: PathBuf,
    seen: Mutex<HashMap<PathBuf, Arc<House>>>,
}

impl Others {
    /// None yet, of a house that was opened for `folder`.
    pub fn of(folder: &Path) -> Self {
        Self { own: absolute(folder), seen: Mutex::default() }
    }

    /// The registry for the file at `path`; `None` where it is that of `house` itself.
    pub fn registry_for(&self, path: &Path, house: &House) -> Option<Arc<Registry>> {
        let path = absolute(path);
        let folder = path.parent()?;
        if folder == self.own {
            return None;
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(other) = seen.get(folder) {
            return Some(Arc::clone(&other.registry));
        }
        // Folders that share their nearest registry share what was read of it.
        let known: Vec<Arc<House>> = seen.values().cloned().collect();
        let other = Arc::new(house.seen_from(folder, &known));
        let registry = match other.registry_files == house.registry_files {
            true => Arc::clone(&house.registry),
            false => Arc::clone(&other.registry),
        };
        seen.insert(folder.to_owned(), other);
        Some(registry)
    }

    /// What is wrong in the files that were read, each file once, in order of their paths.
    pub fn sheets(&self) -> Vec<Sheet> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sheets: Vec<Sheet> = seen.values().flat_map(|h| h.sheets.iter().cloned()).collect();
        sheets.sort_by(|a, b| a.path.cmp(&b.path));
        sheets.dedup_by(|a, b| a.path == b.path);
        sheets
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
