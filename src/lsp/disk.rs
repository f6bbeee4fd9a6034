//! The files of the workspace that are not open in the editor, read when they are asked for.

use super::convert::{self, Identity, identity};
use super::document::{Kind, Snapshot, extension};
use super::houses::Houses;
use super::work::Cancel;
use super::worker::{reading, serial};
use crate::analysis::Story;
use crate::lint::Linter;
use crate::syntax::Format;
use crate::text::Buffer;
use crate::workspace::{House, discover, read, transcripts};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;
use tower_lsp::ls_types as lsp;

/// What is known of the files on disk. Reading happens on the caller's thread, which must not be the I/O task's.
#[derive(Debug, Default)]
pub struct Disk {
    state: Mutex<State>,
}

/// Tells two states of one file apart.
type Stamp = (SystemTime, u64);

#[derive(Debug, Default)]
struct State {
    folders: Vec<PathBuf>,
    read: HashMap<PathBuf, (Stamp, Arc<Snapshot>)>,
}

impl Disk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds and removes folders of the workspace; those that are no files are ignored.
    pub fn change_folders(&self, added: &[lsp::Uri], removed: &[lsp::Uri]) {
        let paths = |uris: &[lsp::Uri]| uris.iter().filter_map(convert::path).collect::<Vec<_>>();
        let (added, removed) = (paths(added), paths(removed));
        let mut state = self.state();
        state.folders.retain(|f| !removed.contains(f));
        for folder in added {
            if !state.folders.contains(&folder) {
                state.folders.push(folder);
            }
        }
        state.read.clear();
    }

    /// The folders of the workspace.
    pub fn folders(&self) -> Vec<PathBuf> {
        self.state().folders.clone()
    }

    /// Forgets what was read: configuration or registry have changed.
    pub fn forget(&self) {
        self.state().read.clear();
    }

    /// Forgets what was read of the file at `uri`: what is reported of it next counts as new.
    pub fn forget_file(&self, uri: &lsp::Uri) {
        if let Some(path) = convert::path(uri) {
            self.state().read.remove(&path);
        }
    }

    /// The articles of the workspace, checked, without those of `open`; in order of the path. Tells `seen` how many of
    /// how many are done, and gives up when `cancel` says so.
    pub fn files(
        &self,
        open: &HashSet<Identity>,
        houses: &Houses,
        cancel: &Cancel,
        seen: &mut impl FnMut(usize, usize),
    ) -> Vec<(lsp::Uri, Arc<Snapshot>)> {
        let found = self.listed(houses);
        let mut files = Vec::with_capacity(found.len());
        for (done, path) in found.iter().enumerate() {
            if cancel.is_cancelled() {
                return files;
            }
            seen(done, found.len());
            let Some(uri) = lsp::Uri::from_file_path(path) else { continue };
            if !open.contains(&identity(&uri))
                && let Some(snapshot) = self.file(path, houses)
            {
                files.push((uri, snapshot));
            }
        }
        let listed: HashSet<PathBuf> = found.into_iter().collect();
        self.state().read.retain(|path, _| listed.contains(path));
        files
    }

    /// The articles of the workspace, each once.
    fn listed(&self, houses: &Houses) -> Vec<PathBuf> {
        let found = self.folders().into_iter().flat_map(|folder| {
            let house = houses.of_folder(&folder);
            // A bad glob is told in the configuration file; meanwhile files opt in by themselves.
            let filter = house.config.as_ref().and_then(|c| c.filter(false).ok()).unwrap_or_default();
            let filter = Arc::new(filter);
            discover(&[folder], &|_| Arc::clone(&filter)).files
        });
        let mut seen = HashSet::new();
        found.map(|f| f.path).filter(|p| seen.insert(p.clone())).collect()
    }

    /// The file at `path`, read again only if it has changed.
    fn file(&self, path: &Path, houses: &Houses) -> Option<Arc<Snapshot>> {
        let changed = std::fs::metadata(path).and_then(|m| Ok((m.modified()?, m.len()))).ok()?;
        let known =
            self.state().read.get(path).filter(|(when, _)| *when == changed).map(|(_, s)| Arc::clone(s));
        if known.is_some() {
            return known;
        }
        let snapshot = Arc::new(check(&read(path).ok()?, path, &houses.of_file(path)));
        self.state().read.insert(path.to_owned(), (changed, Arc::clone(&snapshot)));
        Some(snapshot)
    }
}

fn check(text: &str, path: &Path, house: &Arc<House>) -> Snapshot {
    let format = Format::detect(text, extension(&path.to_string_lossy(), "newsmark"));
    let story = Story::read(text, format, reading(house, path));
    let mut linter = Linter::new(house.lint_options_of(path));
    if let Some(library) = transcripts(&story, house.root(path)) {
        linter = linter.with_library(library);
    }
    let findings = linter.run(&story).diagnostics;
    Snapshot {
        revision: 0,
        version: None,
        serial: serial(),
        kind: Kind::Article,
        house: Arc::clone(house),
        buffer: Buffer::new(text),
        story,
        findings: Some(Arc::new(findings)),
    }
}
