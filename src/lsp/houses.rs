//! Configuration and registry of each folder that documents stand in, read once and again when they change on disk.

use super::convert;
use crate::workspace::{House, Sheet};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tower_lsp::ls_types as lsp;

/// What is in force where. Reading happens on the caller's thread, which must not be the I/O task's.
#[derive(Debug, Default)]
pub struct Houses {
    state: Mutex<State>,
    epoch: AtomicU64,
}

#[derive(Debug, Default)]
struct State {
    houses: HashMap<PathBuf, Arc<House>>,
    /// Files whose errors the client has been told.
    told: BTreeSet<PathBuf>,
}

impl Houses {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts the changes of any house: while it stays, every document keeps its house.
    pub fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::Acquire)
    }

    /// What is in force for the file at `path`; read on first use.
    pub fn of_file(&self, path: &Path) -> Arc<House> {
        self.of_folder(path.parent().unwrap_or(path))
    }

    /// What is in force in `folder`; read on first use.
    pub fn of_folder(&self, folder: &Path) -> Arc<House> {
        let known = {
            let state = self.state();
            if let Some(house) = state.houses.get(folder) {
                return Arc::clone(house);
            }
            state.houses.values().cloned().collect::<Vec<_>>()
        };
        let house = Arc::new(House::of(folder, &known));
        Arc::clone(self.state().houses.entry(folder.to_owned()).or_insert(house))
    }

    /// What is in force for `uri`: a document that is no file follows the first folder of the workspace.
    pub fn of(&self, uri: &lsp::Uri, folders: &[PathBuf]) -> Arc<House> {
        match (convert::path(uri), folders.first()) {
            (Some(path), _) => self.of_file(&path),
            (None, Some(folder)) => self.of_folder(folder),
            (None, None) => Arc::default(),
        }
    }

    /// Reads again what has changed on disk; whether anything had. Documents keep the old state until it is read.
    pub fn refresh(&self) -> bool {
        let before: Vec<(PathBuf, Arc<House>)> =
            self.state().houses.iter().map(|(f, h)| (f.clone(), Arc::clone(h))).collect();
        let (mut known, stale): (Vec<_>, Vec<_>) = before.into_iter().partition(|(_, h)| h.is_current());
        if stale.is_empty() {
            return false;
        }
        for (folder, _) in stale {
            let others: Vec<Arc<House>> = known.iter().map(|(_, h)| Arc::clone(h)).collect();
            known.push((folder.clone(), Arc::new(House::of(&folder, &others))));
        }
        self.state().houses.extend(known);
        self.epoch.fetch_add(1, Ordering::AcqRel);
        true
    }

    /// The files with errors that the client should be told of, and those it was told of that have none any more.
    pub fn news(&self) -> Vec<Sheet> {
        let mut state = self.state();
        let mut sheets: BTreeMap<PathBuf, Sheet> = BTreeMap::new();
        for sheet in state.houses.values().flat_map(|h| &h.sheets) {
            sheets.entry(sheet.path.clone()).or_insert_with(|| sheet.clone());
        }
        let mended = state.told.iter().filter(|p| !sheets.contains_key(*p)).cloned().collect::<Vec<_>>();
        state.told = sheets.keys().cloned().collect();
        let empty = |path| Sheet { path, text: String::new(), slips: Vec::new() };
        sheets.into_values().chain(mended.into_iter().map(empty)).collect()
    }
}
