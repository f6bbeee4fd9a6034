//! What changed, as git tells: files, and lines of a file.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Where the work began that is compared with what is on disk.
#[derive(Debug)]
pub struct Base {
    /// The repository that was asked for, and its submodules whose files differ.
    repositories: Vec<Repository>,
}

impl Base {
    /// The point where the work in the repository of `folder` left `name`, a branch, tag or commit. What others did
    /// to `name` since is no change of ours. In a shallow clone, which may not hold that point, `name` itself.
    pub fn find(folder: &Path, name: &str) -> Result<Self, String> {
        let verify =
            git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options"], [&commit_of(name)]);
        if let Err(error) = verify {
            // An empty message is rev-parse's quiet way to say that there is no such commit.
            return Err(if error.is_empty() { unknown(name) } else { error });
        }
        let commit = match git(folder, ["merge-base"], [name, "HEAD"]) {
            Ok(output) => String::from_utf8_lossy(&output).trim().to_owned(),
            Err(_) => name.to_owned(),
        };
        let mut base = Self { repositories: Vec::new() };
        base.take_in(Repository::new(&Self::top(folder)?, Some(commit), false))?;
        Ok(base)
    }

    /// The folder of the repository that holds `folder`, with links resolved.
    pub fn top(folder: &Path) -> Result<PathBuf, String> {
        let top = git(folder, ["rev-parse", "--show-toplevel"], NOTHING)?;
        let top = path_of(top.strip_suffix(b"\n").unwrap_or(&top));
        Ok(top.canonicalize().unwrap_or(top))
    }

    /// Adds a repository and the submodules in it that are not as they were.
    fn take_in(&mut self, mut repository: Repository) -> Result<(), String> {
        let changed = repository.changed()?;
        let submodules = changed.iter().map(|name| repository.top.join(name));
        let submodules = submodules.filter(|path| path.join(".git").symlink_metadata().is_ok());
        let inner: Vec<Repository> = submodules.map(|path| repository.submodule(&path)).collect();
        repository.files = changed.iter().map(|name| repository.top.join(name)).collect();
        self.repositories.push(repository);
        inner.into_iter().try_for_each(|submodule| self.take_in(submodule))
    }

    /// Every file of the repository which differs from the base or is not yet known to git; deleted ones are left out,
    /// those of submodules are not. Absolute, with links resolved.
    pub fn files(&self) -> HashSet<&Path> {
        let files = self.repositories.iter().flat_map(|r| &r.files);
        files.map(PathBuf::as_path).collect()
    }

    /// The 1-based lines of the file at `path` that differ from the base, in order. Where lines were only taken out, the
    /// lines before and after the gap count: what was deleted may have been the name that they relied on. A file that
    /// has another name now is compared with itself.
    pub fn lines(&self, path: &Path) -> Result<Vec<RangeInclusive<usize>>, String> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let holding = self.repositories.iter().filter(|r| path.starts_with(&r.top));
        match holding.max_by_key(|r| r.top.as_os_str().len()) {
            Some(repository) => repository.lines(&path),
            None => Ok(vec![1..=usize::MAX]),
        }
    }
}

/// A repository, and the commit that it is compared with.
#[derive(Debug)]
struct Repository {
    /// Its folder, with links resolved.
    top: PathBuf,
    /// As git takes it; `None` for a submodule that was not there, or whose old commit is not.
    commit: Option<String>,
    /// Whether it is a submodule.
    inner: bool,
    /// Files that differ.
    files: Vec<PathBuf>,
    /// Files that were moved, and what they were called, both from the top.
    moved: OnceLock<HashMap<PathBuf, PathBuf>>,
}

impl Repository {
    fn new(top: &Path, commit: Option<String>, inner: bool) -> Self {
        let top = top.canonicalize().unwrap_or_else(|_| top.to_owned());
        Self { top, commit, inner, files: Vec::new(), moved: OnceLock::new() }
    }

    /// The submodule at `path`, compared with the commit that the repository's own named.
    fn submodule(&self, path: &Path) -> Self {
        let commit = || {
            let name = path.strip_prefix(&self.top).ok()?.to_str()?.replace('\\', "/");
            let then = format!("{}:{name}", self.commit.as_ref()?);
            let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
            let commit = self.git(verify, [&then]).ok()?;
            let commit = String::from_utf8_lossy(&commit).trim().to_owned();
            run(path, true, verify, [&commit_of(&commit)]).ok().map(|_| commit)
        };
        Self::new(path, commit(), true)
    }

    fn git<'a, S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = &'a str>,
        more: impl IntoIterator<Item = S>,
    ) -> Result<Vec<u8>, String> {
        run(&self.top, self.inner, arguments, more)
    }

    /// Names from the top of what differs from the commit or is not yet known; a submodule is one name.
    fn changed(&self) -> Result<Vec<PathBuf>, String> {
        let listed = match &self.commit {
            Some(commit) => self.git(diff(["--name-only", "-z", "--diff-filter=d"]), [commit])?,
            None => self.git(["ls-files", "-z"], NOTHING)?,
        };
        let mut changed = names(&listed);
        changed.extend(names(&self.git(["ls-files", "--others", "--exclude-standard", "-z"], NOTHING)?));
        Ok(changed)
    }

    fn lines(&self, path: &Path) -> Result<Vec<RangeInclusive<usize>>, String> {
        let all = Ok(vec![1..=usize::MAX]);
        let (Some(commit), Ok(name)) = (&self.commit, path.strip_prefix(&self.top)) else { return all };
        let known = self.git(["ls-files", "-z"], [OsStr::new("--"), name.as_os_str()])?;
        if known.is_empty() {
            return all;
        }
        let before = self.moved().get(name).map_or(name, PathBuf::as_path);
        let patch = diff(["-M", "-U0", "--inter-hunk-context=0", "--no-color", "--text"]);
        let of = [OsStr::new(commit), OsStr::new("--"), before.as_os_str(), name.as_os_str()];
        // Lines of the file stand behind a sign, so that none of them begins like the head of a hunk.
        Ok(self.git(patch, of)?.split(|b| *b == b'\n').filter_map(hunk).collect())
    }

    fn moved(&self) -> &HashMap<PathBuf, PathBuf> {
        self.moved.get_or_init(|| {
            let moves = diff(["-M", "--name-status", "-z", "--diff-filter=R"]);
            let listed = self.commit.as_ref().and_then(|commit| self.git(moves, [commit]).ok());
            let listed = names(&listed.unwrap_or_default());
            // How alike they are, the old name, the new one.
            listed.chunks_exact(3).map(|m| (m[2].clone(), m[1].clone())).collect()
        })
    }
}

/// `git diff` with these options, and without the programs that a repository may name for it.
fn diff<const N: usize>(options: [&str; N]) -> Vec<&str> {
    ["diff", "--no-ext-diff", "--no-textconv"].into_iter().chain(options).collect()
}

/// No more arguments.
const NOTHING: [&str; 0] = [];

fn commit_of(name: &str) -> String {
    format!("{name}^{{commit}}")
}

fn unknown(name: &str) -> String {
    if name == "HEAD" {
        return "this repository has no commit yet, so nothing has changed since one".to_owned();
    }
    format!(
        "git knows no branch, tag or commit `{name}`; in CI fetch it first, for example with `fetch-depth: 0` in \
         actions/checkout or GIT_DEPTH: 0 in GitLab"
    )
}

/// The lines of the file after the change that the head of a hunk, `@@ -1,2 +3,4 @@`, names.
fn hunk(line: &[u8]) -> Option<RangeInclusive<usize>> {
    let line = std::str::from_utf8(line.get(..line.len().min(64))?).ok()?.strip_prefix("@@ -")?;
    let after = line.split_once(" +")?.1.split_once(" @@")?.0;
    let (start, count) = after.split_once(',').unwrap_or((after, "1"));
    let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
    Some(if count == 0 { start..=start + 1 } else { start..=start + count - 1 })
}

fn names(output: &[u8]) -> Vec<PathBuf> {
    output.split(|b| *b == 0).filter(|n| !n.is_empty()).map(path_of).collect()
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(<OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

/// Runs git in the repository of `folder`.
fn git<'a, S: AsRef<OsStr>>(
    folder: &Path,
    arguments: impl IntoIterator<Item = &'a str>,
    more: impl IntoIterator<Item = S>,
) -> Result<Vec<u8>, String> {
    run(folder, false, arguments, more)
}

/// Runs git in `folder`, which is that of a submodule or not. `Err` is the first line of what it complains of.
fn run<'a, S: AsRef<OsStr>>(
    folder: &Path,
    inner: bool,
    arguments: impl IntoIterator<Item = &'a str>,
    more: impl IntoIterator<Item = S>,
) -> Result<Vec<u8>, String> {
    let mut command = Command::new("git");
    // A repository's own settings may name programs to be run; none of them is asked for a list of files.
    command.args(["-c", "core.fsmonitor=false", "--literal-pathspecs", "-C"]).arg(folder);
    command.args(arguments).args(more).env("LC_ALL", "C");
    if std::env::var_os("GIT_WORK_TREE").is_none() {
        // A hook in a second working tree is told where the repository lies, and not where its files are: git would
        // take the folder that it is run in for the top.
        command.env_remove("GIT_DIR");
    }
    if inner {
        // What a hook is told holds for the repository around it.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
    }
    let output =
        command.output().map_err(|error| format!("git cannot be run, and it knows what changed: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    let message = message.lines().next().unwrap_or_default().trim().trim_start_matches("fatal: ");
    let shown = folder.display();
    if message.starts_with("not a git repository") {
        return Err(format!("{shown}: no git repository, so nobody knows what changed here"));
    }
    if let Some((_, top)) = message.split_once("dubious ownership in repository at ") {
        return Err(format!(
            "git does not trust this repository, because it belongs to another user; `git config --global --add \
             safe.directory {top}` says that you do"
        ));
    }
    Err(message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_hunks_name_the_lines_after_the_change() {
        assert_eq!(hunk(b"@@ -1,2 +3,4 @@ words"), Some(3..=6));
        assert_eq!(hunk(b"@@ -7 +8 @@"), Some(8..=8));
        assert_eq!(hunk(b"@@ -7,2 +6,0 @@"), Some(6..=7));
        assert_eq!(hunk(b"+@@ -7,2 +6,0 @@"), None);
    }
}
