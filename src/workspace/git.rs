//! Files that changed, as git tells.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Files below `folder` that differ from `base` (a branch, tag or commit) or are not yet known to git; deleted ones
/// are left out. In order of their paths.
pub fn changed_files(folder: &Path, base: &str) -> Result<Vec<PathBuf>, String> {
    if base.starts_with('-') {
        return Err(format!("`{base}` is no branch, tag or commit"));
    }
    let mut files = git(
        folder,
        &[
            "diff",
            "--no-ext-diff",
            "--no-textconv",
            "--name-only",
            "--relative",
            "-z",
            "--diff-filter=d",
            base,
            "--",
            ".",
        ],
    )?;
    files.extend(git(folder, &["ls-files", "--others", "--exclude-standard", "-z", "--", "."])?);
    files.sort();
    files.dedup();
    let below = |file: PathBuf| if folder == Path::new(".") { file } else { folder.join(file) };
    Ok(files.into_iter().map(below).collect())
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<PathBuf>, String> {
    let output = Command::new("git")
        // A repository's own settings may name programs to be run; none of them is asked for a list of files.
        .args(["-c", "core.fsmonitor=false", "-C"])
        .arg(folder)
        .args(arguments)
        .output()
        .map_err(|error| format!("git cannot be run: {error}"))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(message.lines().next().unwrap_or("git failed").trim().to_owned());
    }
    let names = output.stdout.split(|b| *b == 0).filter(|n| !n.is_empty());
    Ok(names.map(|n| PathBuf::from(String::from_utf8_lossy(n).into_owned())).collect())
}
