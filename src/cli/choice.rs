//! Which files and lines `lint` looks at.

use super::lint::Arguments;
use super::report::{File, Finding};
use crate::workspace::{self, Base, Discovery, Filters, ReadError};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What is looked at.
pub(super) struct Choice {
    /// The files.
    pub discovery: Discovery,
    /// Where lines count only if they have changed: since when.
    pub lines: Option<Base>,
}

/// The files that `paths` name or hold, those that have changed where that is asked for. `Err` says why git cannot tell.
pub(super) fn choose(
    paths: &[PathBuf],
    arguments: &Arguments,
    filter: &Filters<'_>,
) -> Result<Choice, String> {
    let Some(name) = arguments.base() else {
        return Ok(Choice { discovery: workspace::discover(paths, filter), lines: None });
    };
    let base = Base::find(repository_of(paths), name)?;
    let changed = base.files();
    let mut discovery = workspace::discover(paths, filter);
    discovery
        .files
        .retain(|found| found.path.canonicalize().is_ok_and(|path| changed.contains(path.as_path())));
    discovery.unchecked.clear();
    for (path, error) in &mut discovery.errors {
        if *error == ReadError::Missing {
            *error = ReadError::Other(not_a_path(path));
        }
    }
    Ok(Choice { discovery, lines: arguments.only_changed_lines().then_some(base) })
}

/// A folder of the repository that is meant: the one we are in, if it holds the paths, also within a submodule; else that
/// of the first path.
fn repository_of(paths: &[PathBuf]) -> &Path {
    let (here, Some(first)) = (Path::new("."), paths.iter().find(|p| p.exists())) else {
        return Path::new(".");
    };
    let holds = |top: PathBuf| first.canonicalize().is_ok_and(|path| path.starts_with(top));
    if Base::top(here).is_ok_and(holds) { here } else { folder_of(first) }
}

fn folder_of(path: &Path) -> &Path {
    if path.is_dir() {
        return path;
    }
    path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// `--changed main` names a path `main`: the value wants a `=`.
fn not_a_path(path: &Path) -> String {
    let path = path.display();
    format!("no such file or folder; if `{path}` is a branch, write --changed={path}")
}

/// Keeps the findings that touch changed lines, or belong to something there.
pub(super) fn keep_changed_lines(files: &mut [File], base: &Base) -> Result<(), String> {
    let speaking = files.par_iter_mut().filter(|f| !f.findings.is_empty());
    speaking.try_for_each(|file| {
        let changed = base.lines(&file.path)?;
        let text = file.text.clone();
        let places = super::report::Places::new(&text);
        let touches = |range: crate::text::ByteRange| {
            // The end is exclusive: a finding that ends with its line does not touch the next.
            let last = range.end.saturating_sub(1).max(range.start);
            let (first, last) = (places.line(range.start), places.line(last));
            changed.iter().any(|lines| *lines.start() <= last && first <= *lines.end())
        };
        file.findings.retain(|Finding { diagnostic: d, .. }| {
            touches(d.range) || d.related.iter().any(|related| touches(related.range))
        });
        Ok(())
    })
}
