//! Which files a registry is made of.

use globset::GlobBuilder;
use std::path::{Component, Path, PathBuf};

/// The folder, and the single file, that hold a registry where the configuration does not say.
const FOLDER: &str = "entities";
const FILE: &str = "entities.toml";

/// Registry files, and everything whose change could change the list.
#[derive(Debug, Default)]
pub struct Found {
    /// In order of the globs, then of the path; each once.
    pub files: Vec<PathBuf>,
    /// Files that match and lie elsewhere, over `..` or a link; they are not read.
    pub outside: Vec<PathBuf>,
    /// Files and folders that were looked for.
    pub looked_at: Vec<PathBuf>,
}

/// The files below `root` that match any of `patterns`; one that is no glob matches nothing.
///
/// A workspace may come from anybody, and what is wrong in a registry is printed with its words: files that lie outside
/// of `root` are named and not read.
pub fn matching(root: &Path, patterns: &[String]) -> Found {
    let mut found = all_matching(root, patterns);
    found.keep_inside(root);
    found
}

fn all_matching(root: &Path, patterns: &[String]) -> Found {
    let mut found = Found::default();
    for pattern in patterns {
        if !stays_below(pattern) {
            found.outside.push(root.join(pattern));
            continue;
        }
        let Ok(glob) = GlobBuilder::new(pattern).literal_separator(true).build() else { continue };
        let matcher = glob.compile_matcher();
        let (base, depth) = base_of(root, pattern);
        if base.is_file() {
            found.add(base);
            continue;
        }
        let mut files = Vec::new();
        found.walk(&base, depth, &mut |path| {
            let below = path.strip_prefix(root).unwrap_or(path);
            if matcher.is_match(below) || matcher.is_match(path) {
                files.push(path.to_owned());
            }
        });
        files.sort();
        files.into_iter().for_each(|f| found.add(f));
    }
    found
}

/// The registry files of the nearest folder that has any, from `folder` up to `limit`; without a limit up to the
/// folder that a repository begins in.
pub fn nearest(folder: &Path, limit: Option<&Path>) -> Found {
    let mut found = Found::default();
    for above in folder.ancestors() {
        let single = above.join(FILE);
        let mut files = Vec::new();
        found.looked_at.push(single.clone());
        found.walk(&above.join(FOLDER), 1, &mut |path| {
            if path.extension().is_some_and(|e| e == "toml") {
                files.push(path.to_owned());
            }
        });
        files.sort();
        if single.is_file() {
            found.add(single);
        }
        files.into_iter().for_each(|f| found.add(f));
        found.keep_inside(limit.unwrap_or(above));
        let last = match limit {
            Some(limit) => above == limit,
            None => above.join(".git").exists(),
        };
        if last || !found.files.is_empty() {
            break;
        }
    }
    found
}

/// Whether a pattern cannot lead out of the folder that it starts from.
fn stays_below(pattern: &str) -> bool {
    Path::new(pattern).components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir))
}

impl Found {
    /// Parts the files that lie outside of `root` from the others, links followed.
    fn keep_inside(&mut self, root: &Path) {
        let Ok(root) = root.canonicalize() else { return };
        let inside = |file: &PathBuf| file.canonicalize().map_or(true, |real| real.starts_with(&root));
        let (inside, outside) = std::mem::take(&mut self.files).into_iter().partition(inside);
        self.files = inside;
        self.outside.extend::<Vec<PathBuf>>(outside);
    }

    fn add(&mut self, file: PathBuf) {
        if !self.files.contains(&file) {
            self.files.push(file);
        }
    }

    /// Shows the files of `folder` and of `depth - 1` levels below it to `take`; links to folders are not followed.
    fn walk(&mut self, folder: &Path, depth: usize, take: &mut dyn FnMut(&Path)) {
        self.looked_at.push(folder.to_owned());
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => {
                    let hidden = entry.file_name().to_string_lossy().starts_with('.');
                    if depth > 1 && !hidden {
                        self.walk(&entry.path(), depth - 1, take);
                    }
                }
                Ok(_) => take(&entry.path()),
                Err(_) => {}
            }
        }
    }
}

/// Deepest folder that is walked for a `**`.
const DEEPEST: usize = 16;

/// The folder in front of the first special character of a glob, and how many levels below it can match.
fn base_of(root: &Path, pattern: &str) -> (PathBuf, usize) {
    let special = |c: &Component<'_>| c.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let parts: Vec<Component<'_>> = Path::new(pattern).components().collect();
    let plain = parts.iter().take_while(|c| !special(c)).count();
    let base = parts[..plain].iter().fold(root.to_owned(), |base, part| match part {
        Component::CurDir => base,
        part => base.join(part),
    });
    (base, if pattern.contains("**") { DEEPEST } else { parts.len() - plain })
}
