//! Which files to check: named ones always, and in folders those that opt in.

use super::ReadError;
use crate::syntax;
use ignore::WalkBuilder;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Extensions of files that hold copy where they say so.
const COPY_EXTENSIONS: [&str; 5] = ["md", "markdown", "qmd", "mdx", "txt"];

/// Names that always say so.
const ALWAYS: [&str; 3] = [".nm.md", ".nm.txt", ".wire"];

/// How files in folders are chosen.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Every file that can hold copy, whether or not it opts in.
    pub all: bool,
    /// Files that configuration includes, matched against the path from `root`.
    pub include: Option<globset::GlobSet>,
    /// Files that configuration leaves out.
    pub exclude: Option<globset::GlobSet>,
    /// The folder that the globs start from.
    pub root: PathBuf,
    /// Hold files that are named, too, to what is said here, as hooks want it that name every file of a commit.
    pub only_opted_in: bool,
}

/// A file to check.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// As it was named, or below the folder that was named.
    pub path: PathBuf,
    /// Whether the command line names the file itself.
    pub named: bool,
}

/// What discovery found.
#[derive(Clone, Debug, Default)]
pub struct Discovery {
    /// In order of the arguments; within a folder in order of the path; each file once.
    pub files: Vec<Found>,
    /// Paths that cannot be read, with the reason.
    pub errors: Vec<(PathBuf, ReadError)>,
    /// For each named folder in which nothing opted in, how many files of each extension there are.
    pub unchecked: Vec<(PathBuf, BTreeMap<String, usize>)>,
}

/// Whether the name alone opts the file in: `*.nm.md`, `*.wire`.
pub fn opted_in_by_name(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    ALWAYS.iter().any(|end| name.ends_with(end))
}

/// Says for a folder, by its absolute path, how files in it are chosen.
pub type Filters<'a> = dyn Fn(&Path) -> Arc<Filter> + 'a;

/// Finds the files to check below `paths`. A path that does not exist and has the signs of a glob in it is one.
pub fn discover(paths: &[PathBuf], filter: &Filters<'_>) -> Discovery {
    let mut discovery = Discovery::default();
    for path in paths {
        match std::fs::metadata(path) {
            Err(_) if path.to_string_lossy().contains(['*', '?', '[', '{']) => {
                glob(path, filter, &mut discovery)
            }
            Err(error) => discovery.errors.push((path.clone(), error.into())),
            Ok(meta) if meta.is_dir() => folder(path, filter, &mut discovery),
            Ok(_) => named(path.clone(), filter, &mut discovery),
        }
    }
    let mut seen = std::collections::HashSet::new();
    discovery.files.retain(|f| seen.insert(tidy(&f.path)));
    discovery
}

fn named(path: PathBuf, filter: &Filters<'_>, discovery: &mut Discovery) {
    if is_wanted(&path, filter, || opted_in_by_front_matter(&path)) {
        discovery.files.push(Found { path, named: true });
    }
}

/// Whether the file that is named `path` is to be checked; `opted_in` says whether its copy asks for it.
pub fn is_wanted(path: &Path, filter: &Filters<'_>, opted_in: impl FnOnce() -> bool) -> bool {
    let absolute = absolute(path);
    let filter = filter(absolute.parent().unwrap_or(&absolute));
    !filter.only_opted_in || matches!(choose(path, &|_| Arc::clone(&filter), opted_in), Choice::Check)
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Files below `path` in order of their names, without those that ignore files leave out.
fn walk(path: &Path) -> ignore::Walk {
    WalkBuilder::new(path).require_git(false).sort_by_file_name(|a, b| a.cmp(b)).build()
}

/// Files that a glob names, as a shell would: `*` stays within a folder, `**` does not. For command lines that no shell
/// has expanded, on Windows and in configuration of CI.
fn glob(pattern: &Path, filter: &Filters<'_>, discovery: &mut Discovery) {
    let text = pattern.to_string_lossy().replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text);
    let matcher = match globset::GlobBuilder::new(text).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            discovery.errors.push((pattern.to_owned(), ReadError::Other(error.kind().to_string())));
            return;
        }
    };
    let fixed: PathBuf = Path::new(text)
        .components()
        .take_while(|c| !c.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']))
        .collect();
    let root = if fixed.as_os_str().is_empty() { Path::new(".") } else { &fixed };
    let entries = walk(root).flatten().filter(|e| e.file_type().is_some_and(|t| t.is_file()));
    let mut matching = entries.map(|e| tidy(e.path())).filter(|p| matcher.is_match(p)).peekable();
    if matching.peek().is_none() {
        discovery.errors.push((pattern.to_owned(), ReadError::NoMatch));
    }
    matching.for_each(|path| named(path, filter, discovery));
}

fn folder(path: &Path, filter: &Filters<'_>, discovery: &mut Discovery) {
    let (mut files, mut others) = (Vec::new(), BTreeMap::new());
    for entry in walk(path) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                discovery.errors.push(unread(path, &error));
                continue;
            }
        };
        if !entry.file_type().is_some_and(|t| t.is_file()) {
            continue;
        }
        match choose(entry.path(), filter, || opted_in_by_front_matter(entry.path())) {
            Choice::Check => files.push(Found { path: tidy(entry.path()), named: false }),
            Choice::Pass(extension) => *others.entry(extension).or_insert(0) += 1,
            Choice::Foreign => {}
        }
    }
    if files.is_empty() {
        discovery.unchecked.push((path.to_owned(), others));
    }
    discovery.files.extend(files);
}

/// The folder or file in `folder` that cannot be read, and why.
fn unread(folder: &Path, error: &ignore::Error) -> (PathBuf, ReadError) {
    let reason = match error.io_error() {
        // Its words name the path once more.
        Some(error) => ReadError::from_system(&error.kind().into()),
        None => ReadError::Other(error.to_string()),
    };
    (place(error).map_or_else(|| folder.to_owned(), tidy), reason)
}

fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => None,
    }
}

/// `./a.md` found below `.` is `a.md`.
fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}

enum Choice {
    /// It is to be checked.
    Check,
    /// It could hold copy and does not say so; its extension.
    Pass(String),
    /// It holds no copy.
    Foreign,
}

fn choose(path: &Path, filter: &Filters<'_>, opted_in: impl FnOnce() -> bool) -> Choice {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let by_name = opted_in_by_name(path);
    if !by_name && !COPY_EXTENSIONS.contains(&extension.as_str()) {
        return Choice::Foreign;
    }
    let absolute = absolute(path);
    let filter = filter(absolute.parent().unwrap_or(&absolute));
    let below = absolute.strip_prefix(&filter.root).unwrap_or(path);
    let matches = |set: &Option<globset::GlobSet>| set.as_ref().is_some_and(|s| s.is_match(below));
    if matches(&filter.exclude) {
        return Choice::Foreign;
    }
    if by_name || filter.all || matches(&filter.include) || opted_in() {
        Choice::Check
    } else {
        Choice::Pass(extension)
    }
}

/// Whether the file begins with front matter that has `newsmark:`. Only its head is read.
fn opted_in_by_front_matter(path: &Path) -> bool {
    let mut head = Vec::new();
    let read =
        std::fs::File::open(path).and_then(|f| f.take(syntax::OPTING_HEAD as u64).read_to_end(&mut head));
    read.is_ok() && syntax::opts_in(&String::from_utf8_lossy(&head))
}
