//! What changed, as git tells: files, and lines of a file.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the work began that is compared with what is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// A commit, as git takes it.
    commit: String,
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
        Ok(Self { commit })
    }

    /// Every file of the repository that holds `folder` which differs from the base or is not yet known to git; deleted
    /// ones are left out. Absolute, with links resolved.
    pub fn files(&self, folder: &Path) -> Result<HashSet<PathBuf>, String> {
        let top = git(folder, ["rev-parse", "--show-toplevel"], NOTHING)?;
        let top = path_of(top.strip_suffix(b"\n").unwrap_or(&top));
        let top = top.canonicalize().unwrap_or(top);
        let diff =
            ["diff", "--name-only", "--no-ext-diff", "--no-textconv", "-z", "--diff-filter=d", &self.commit];
        let mut files = names(&git(&top, diff, NOTHING)?);
        files.extend(names(&git(&top, ["ls-files", "--others", "--exclude-standard", "-z"], NOTHING)?));
        Ok(files.into_iter().map(|file| top.join(file)).collect())
    }

    /// The 1-based lines of the file at `path` that differ from the base, in order. Where lines were only taken out, the
    /// lines before and after the gap count: what was deleted may have been the name that they relied on.
    pub fn lines(&self, path: &Path) -> Result<Vec<RangeInclusive<usize>>, String> {
        let (folder, name) = parted(path);
        let known = git(folder, ["ls-files", "-z"], [OsStr::new("--"), name])?;
        if known.is_empty() {
            return Ok(vec![1..=usize::MAX]);
        }
        let diff = ["diff", "-U0", "--no-color", "--no-ext-diff", "--no-textconv", "--text", &self.commit];
        let patch = git(folder, diff, [OsStr::new("--"), name])?;
        // Lines of the file stand behind a sign, so that none of them begins like the head of a hunk.
        Ok(patch.split(|b| *b == b'\n').filter_map(hunk).collect())
    }
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

/// A folder that git can be run in, and the path to ask for there.
fn parted(path: &Path) -> (&Path, &OsStr) {
    if path.is_dir() {
        return (path, OsStr::new("."));
    }
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    (folder, path.file_name().unwrap_or(OsStr::new(".")))
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

/// Runs git in `folder`. `Err` is the first line of what it complains of.
fn git<const N: usize, const M: usize, S: AsRef<OsStr>>(
    folder: &Path,
    arguments: [&str; N],
    more: [S; M],
) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        // A repository's own settings may name programs to be run; none of them is asked for a list of files.
        .args(["-c", "core.fsmonitor=false", "--literal-pathspecs", "-C"])
        .arg(folder)
        .args(arguments)
        .args(more)
        .env("LC_ALL", "C")
        .output()
        .map_err(|error| format!("git cannot be run, and it knows what changed: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    let message = message.lines().next().unwrap_or_default().trim().trim_start_matches("fatal: ");
    if message.starts_with("not a git repository") {
        return Err(format!("{}: no git repository, so nobody knows what changed here", folder.display()));
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
