//! What is in force in a folder: its configuration, and the registry that goes with it.
//!
//! The registry files are those that `registry` in `newsmark.toml` names. Where it names none, they are
//! `entities.toml` and `entities/*.toml` of the nearest folder that has any, from the article's folder up to that of
//! the configuration, or of the repository.

use super::config::globs;
use super::other_folders::Others;
use super::registry_files::{self, Found};
use super::{Located, find_config, load_config, opted_in_by_name, read};
use crate::analysis::Options;
use crate::config::{Config, FILE_NAME};
use crate::knowledge::Registry;
use crate::lint::LintOptions;
use crate::text::ByteRange;
use globset::GlobSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// Configuration and registry of a folder, as they were when it was read.
#[derive(Clone, Debug, Default)]
pub struct House {
    /// The configuration; `None` where there is none, or none that can be read.
    pub config: Option<Located>,
    /// The registry, with the prefixes of the configuration.
    pub registry: Arc<Registry>,
    /// The registry files; [`crate::knowledge::registry::Entry::file`] counts them.
    pub registry_files: Vec<PathBuf>,
    /// Every file with something wrong in it.
    pub sheets: Vec<Sheet>,
    /// For each override of the configuration the files that it is for.
    overrides: Vec<Option<GlobSet>>,
    /// The files that the configuration leaves out.
    excluded: Option<GlobSet>,
    stamps: Vec<(PathBuf, Stamp)>,
    /// The registries of other folders; `None` where one registry serves them all.
    others: Option<Arc<Others>>,
}

/// A file of the house with something wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The file.
    pub path: PathBuf,
    /// What it says; empty if it cannot be read.
    pub text: String,
    /// What is wrong, in order.
    pub slips: Vec<Slip>,
}

/// One thing that is wrong in a file of the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Bytes of the file.
    pub range: ByteRange,
    /// What is wrong: lower case, no final stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Whether it is only good to know, so that nothing fails over it.
    pub note: bool,
}

impl Slip {
    fn new(range: ByteRange, message: String) -> Self {
        Self { range, message, help: None, note: false }
    }
}

impl Sheet {
    /// Whether something in it cannot be used.
    pub fn failed(&self) -> bool {
        self.slips.iter().any(|s| !s.note)
    }
}

/// What tells whether a file or folder has changed: its time of change and its length.
type Stamp = Option<(SystemTime, u64)>;

fn stamp(path: &Path) -> Stamp {
    let meta = std::fs::metadata(path).ok()?;
    Some((meta.modified().ok()?, if meta.is_dir() { 0 } else { meta.len() }))
}

impl House {
    /// What is in force in `folder`. A registry that one of `known` has read already is shared with it.
    pub fn of(folder: &Path, known: &[Arc<Self>]) -> Self {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        Self::under(find_config(&folder).as_deref(), &folder, known)
    }

    /// The same with the configuration at `config`, or with none.
    pub fn under(config: Option<&Path>, folder: &Path, known: &[Arc<Self>]) -> Self {
        let mut house = Self::default();
        let limit = config.and_then(Path::parent);
        let above = folder.ancestors().take_while(|f| limit.is_none_or(|l| *f != l)).chain(limit);
        house.stamps.extend(above.map(|f| f.join(FILE_NAME)).map(|p| (p.clone(), stamp(&p))));
        if let Some(path) = config {
            house.read_config(path);
        }
        let found = house.find_registry(folder);
        house.stamps.extend(found.looked_at.iter().map(|p| (p.clone(), stamp(p))));
        house.registry_files = found.files;
        found.outside.iter().for_each(|path| house.refuse(path));
        house.share_registry(known);
        if house.options().is_none_or(|c| c.registry.is_empty()) {
            house.others = Some(Arc::new(Others::of(folder)));
        }
        house
    }

    /// What is in force with the configuration at `config` and the registry files at `files`, and nothing else.
    pub fn given(config: Option<&Path>, files: &[PathBuf]) -> Self {
        let mut house = Self::default();
        if let Some(path) = config {
            house.read_config(path);
        }
        house.registry_files = files.to_vec();
        house.read_registry();
        house
    }

    /// Whether nothing that was read, or looked for, has changed on disk since.
    pub fn is_current(&self) -> bool {
        self.stamps.iter().all(|(path, then)| stamp(path) == *then)
    }

    /// How a story is read here.
    pub fn reading(&self, published: Option<String>) -> Options {
        self.read_with(published, &[], Arc::clone(&self.registry))
    }

    /// How the story in the file at `path` is read: under the registry that is nearest to it.
    pub fn reading_of(&self, path: &Path, published: Option<String>) -> Options {
        self.read_with(published, &self.overrides_for(path), self.registry_of(path))
    }

    fn read_with(&self, published: Option<String>, overrides: &[usize], registry: Arc<Registry>) -> Options {
        let default_year = self.options().and_then(|c| c.default_year_with(overrides));
        Options { published, default_year, registry, without_persons: false }
    }

    /// The registry for the file at `path`.
    fn registry_of(&self, path: &Path) -> Arc<Registry> {
        match &self.others {
            Some(others) => others.registry_for(path, self).unwrap_or_else(|| Arc::clone(&self.registry)),
            None => Arc::clone(&self.registry),
        }
    }

    /// What is wrong in registry files of other folders that were read meanwhile.
    pub fn sheets_elsewhere(&self) -> Vec<Sheet> {
        let others = self.others.iter().flat_map(|o| o.sheets());
        others.filter(|s| self.sheets.iter().all(|own| own.path != s.path)).collect()
    }

    /// How the story in the file at `path` is checked.
    pub fn lint_options_of(&self, path: &Path) -> LintOptions {
        let overrides = self.overrides_for(path);
        self.options().map_or_else(LintOptions::default, |c| c.lint_options_with(&overrides))
    }

    /// The overrides of the configuration that hold for the file at `path`, in their order.
    pub fn overrides_for(&self, path: &Path) -> Vec<usize> {
        if self.overrides.is_empty() {
            return Vec::new();
        }
        let Some(below) = self.below_root(path) else { return Vec::new() };
        let holds = |set: &Option<GlobSet>| set.as_ref().is_some_and(|s| s.is_match(&below));
        self.overrides.iter().enumerate().filter(|(_, s)| holds(s)).map(|(i, _)| i).collect()
    }

    /// Whether the configuration leaves the file at `path` out.
    pub fn excludes(&self, path: &Path) -> bool {
        let excluded = self.excluded.as_ref();
        excluded.is_some_and(|set| self.below_root(path).is_some_and(|below| set.is_match(below)))
    }

    /// Whether a configuration here says that files are copy, or the name of the file at `path` does.
    pub fn opts_in(&self, path: &Path) -> bool {
        self.config.is_some() || opted_in_by_name(path)
    }

    /// The way from the folder of the configuration to the file at `path`; `None` where it does not lead down.
    fn below_root(&self, path: &Path) -> Option<PathBuf> {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let root = std::path::absolute(self.root(path)).unwrap_or_default();
        absolute.strip_prefix(root).map(Path::to_owned).ok()
    }

    /// The folder of the configuration; without one that of the file at `path`.
    pub fn root<'p>(&'p self, path: &'p Path) -> &'p Path {
        let config = self.config.as_ref().and_then(|c| c.path.parent());
        let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
        config.or(folder).unwrap_or(Path::new("."))
    }

    /// How a story is checked here.
    pub fn lint_options(&self) -> LintOptions {
        self.config.as_ref().map_or_else(LintOptions::default, |c| c.config.lint_options())
    }

    fn options(&self) -> Option<&Config> {
        self.config.as_ref().map(|c| &c.config)
    }

    fn read_config(&mut self, path: &Path) {
        match load_config(path) {
            Ok(located) => {
                let mut slips: Vec<Slip> = located
                    .errors
                    .iter()
                    .map(|e| Slip { note: e.note, ..Slip::new(e.range, e.message.clone()) })
                    .collect();
                slips.extend(bad_globs(&located));
                slips.extend(missing_registries(&located));
                self.note(path, &located.text, slips);
                // A bad glob is told above, and its override holds for nothing.
                let sets = located.config.overrides.iter().map(|o| globs(&o.files).unwrap_or_default());
                self.overrides = sets.collect();
                self.excluded = globs(&located.config.exclude).unwrap_or_default();
                self.config = Some(located);
            }
            Err(error) => self.note(path, "", vec![unreadable(&error)]),
        }
    }

    /// Says, where the configuration names it, that a registry file outside of the workspace is not read.
    fn refuse(&mut self, path: &Path) {
        let message = format!("`{}` lies outside of this folder and is not read", path.display());
        let help = "copy it here, or pass it with --registry".to_owned();
        let (sheet, text, range) = match &self.config {
            Some(located) => {
                let at = located.text.find("registry").unwrap_or(0);
                let range = ByteRange::new(at, at + "registry".len().min(located.text.len() - at));
                (located.path.clone(), located.text.clone(), range)
            }
            None => (path.to_owned(), String::new(), ByteRange::default()),
        };
        self.note(&sheet, &text, vec![Slip { help: Some(help), ..Slip::new(range, message) }]);
    }

    fn find_registry(&self, folder: &Path) -> Found {
        match &self.config {
            Some(located) if !located.config.registry.is_empty() => {
                let root = located.path.parent().unwrap_or(Path::new(""));
                registry_files::matching(root, &located.config.registry)
            }
            _ => registry_files::nearest(folder, self.limit_for(folder)),
        }
    }

    /// The folder up to which registries are looked for from `folder`: that of the configuration, where it is above.
    fn limit_for(&self, folder: &Path) -> Option<&Path> {
        let limit = self.config.as_ref()?.path.parent()?;
        folder.starts_with(limit).then_some(limit)
    }

    /// The same house with the registry that is nearest to `folder`.
    pub(super) fn seen_from(&self, folder: &Path, known: &[Arc<Self>]) -> Self {
        let found = registry_files::nearest(folder, self.limit_for(folder));
        let mut house = Self { config: self.config.clone(), registry_files: found.files, ..Self::default() };
        found.outside.iter().for_each(|path| house.refuse(path));
        house.share_registry(known);
        house
    }

    /// Takes the registry from a house that has read the same files as they are now, or reads it.
    fn share_registry(&mut self, known: &[Arc<Self>]) {
        let files = self.registry_files.iter();
        self.stamps.extend(files.map(|p| (p.clone(), stamp(p))).collect::<Vec<_>>());
        let prefixes = |house: &Self| house.options().map(|c| c.prefixes.clone()).unwrap_or_default();
        let same = |other: &&Arc<Self>| {
            other.registry_files == self.registry_files
                && prefixes(other) == prefixes(self)
                && self.registry_files.iter().all(|f| other.stamp_of(f) == self.stamp_of(f))
        };
        match known.iter().find(same) {
            Some(other) => {
                self.registry = Arc::clone(&other.registry);
                let sheets = other.sheets.iter().filter(|s| self.registry_files.contains(&s.path));
                self.sheets.extend(sheets.cloned());
            }
            None => self.read_registry(),
        }
    }

    fn stamp_of(&self, path: &Path) -> Option<&Stamp> {
        self.stamps.iter().find(|(p, _)| p == path).map(|(_, s)| s)
    }

    fn read_registry(&mut self) {
        let mut texts = Vec::with_capacity(self.registry_files.len());
        for path in self.registry_files.clone() {
            texts.push(read(&path).unwrap_or_else(|error| {
                self.note(&path, "", vec![unreadable(&error)]);
                String::new()
            }));
        }
        let registry = Registry::read(texts.iter().map(String::as_str));
        for (index, text) in texts.iter().enumerate() {
            let here = registry.problems.iter().filter(|p| p.file as usize == index);
            let slips = here.map(|p| Slip { help: p.help.clone(), ..Slip::new(p.range, p.message.clone()) });
            let path = self.registry_files[index].clone();
            self.note(&path, text, slips.collect());
        }
        let prefixes = self.options().map(|c| c.prefixes.clone()).unwrap_or_default();
        let pairs = prefixes.iter().map(|(p, a)| (p.as_str(), a.as_str()));
        self.registry = Arc::new(registry.with_prefixes(pairs));
    }

    fn note(&mut self, path: &Path, text: &str, slips: Vec<Slip>) {
        if let Some(sheet) = self.sheets.iter_mut().find(|s| s.path == path) {
            sheet.slips.extend(slips);
        } else if !slips.is_empty() {
            self.sheets.push(Sheet { path: path.to_owned(), text: text.to_owned(), slips });
        }
    }
}

fn unreadable(error: &super::ReadError) -> Slip {
    Slip::new(ByteRange::default(), format!("cannot be read: {error}"))
}

/// Registry files that the configuration names and that are not there, with their places. A glob may match nothing.
fn missing_registries(located: &Located) -> Vec<Slip> {
    let root = located.path.parent().unwrap_or(Path::new(""));
    let named = located.config.registry.iter().filter(|name| !name.contains(['*', '?', '[', '{']));
    let inside = named.filter(|name| Path::new(name).is_relative() && !name.contains(".."));
    let missing = inside.filter(|name| !root.join(name).exists()).map(|name| {
        let start = located.text.find(name.as_str()).unwrap_or(0);
        let range = ByteRange::new(start, (start + name.len()).min(located.text.len()));
        Slip {
            note: true,
            ..Slip::new(range, format!("there is no file `{name}`, so nobody is known from it"))
        }
    });
    missing.collect()
}

/// Globs of the configuration that are none, with their places.
fn bad_globs(located: &Located) -> Vec<Slip> {
    let config = &located.config;
    let overrides = config.overrides.iter().map(|o| &o.files);
    let all = [&config.include, &config.exclude, &config.registry].into_iter().chain(overrides).flatten();
    let bad = all.filter_map(|pattern| {
        let error = globset::Glob::new(pattern).err()?;
        let start = located.text.find(pattern.as_str()).unwrap_or(0);
        let end = (start + pattern.len()).min(located.text.len());
        let message = format!("`{pattern}` is no glob: {}", error.kind());
        Some(Slip::new(ByteRange::new(start, end), message))
    });
    bad.collect()
}
