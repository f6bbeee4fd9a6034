//! Writing files so that a crash, a signal or a full disk leaves the old text or the new one, never half of it.
//!
//! The text goes into a new file beside the old one, which is then moved over it. That keeps permissions, owner (where
//! the system allows it) and links to the file by name; a second name of the same file (a hard link) is parted from it.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{PoisonError, RwLock};
use tempfile::NamedTempFile;

/// Held for reading by whoever writes, so that the process can end between two files.
static WRITING: RwLock<()> = RwLock::new(());

/// Begins the file at `path` anew for something that may quote unpublished copy: if it is new, for the user only.
pub fn private_file(path: &Path) -> io::Result<std::fs::File> {
    let mut options = std::fs::File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Replaces the file at `path`, which holds `old`, with `new`.
///
/// Fails, and leaves the file as it is, where it may not be written, no longer holds `old`, or the disk is full.
pub fn replace(path: &Path, old: &str, new: &str) -> io::Result<()> {
    let _writing = WRITING.read().unwrap_or_else(PoisonError::into_inner);
    let target = std::fs::canonicalize(path)?;
    // A rename asks the folder only; a file that is marked as not to be written shall stay as it is, too.
    File::options().write(true).open(&target).map_err(|error| said(error, "it may not be written"))?;
    let beside = written_beside(&target, new)?;
    if std::fs::read(&target)? != old.as_bytes() {
        return Err(io::Error::other(
            "it changed while it was being worked on and is left as it is; run this again",
        ));
    }
    move_over(beside, &target)
}

/// Writes `text` to the file at `path`, whether or not there is one.
pub fn write_atomically(path: &Path, text: &str) -> io::Result<()> {
    let _writing = WRITING.read().unwrap_or_else(PoisonError::into_inner);
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    move_over(written_beside(&target, text)?, &target)
}

/// Waits until nobody writes, and lets nobody begin: what a process does before it ends early.
pub fn finish_writing() {
    std::mem::forget(WRITING.write().unwrap_or_else(PoisonError::into_inner));
}

/// A new file in the folder of `target` that holds `text`, safe on disk; it goes away unless it is moved.
fn written_beside(target: &Path, text: &str) -> io::Result<NamedTempFile> {
    let folder = target.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = target.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let prefix = format!(".{name}.");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".newsmark");
    #[cfg(unix)]
    if !target.exists() {
        // As any new file; one that takes the place of another is for the user only until it has that one's permissions.
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut file =
        builder.tempfile_in(folder).map_err(|error| said(error, "its folder may not be written"))?;
    let full = |error| said(error, "it is left as it is");
    file.write_all(text.as_bytes()).map_err(full)?;
    file.as_file().sync_all().map_err(full)?;
    if let Ok(meta) = std::fs::metadata(target) {
        keep_owner(file.path(), &meta);
        file.as_file().set_permissions(meta.permissions())?;
    }
    Ok(file)
}

fn move_over(file: NamedTempFile, target: &Path) -> io::Result<()> {
    file.persist(target).map(drop).map_err(|error| said(error.error, "it is left as it is"))
}

/// Only who may do everything can give a file away; for others it is theirs anyway.
#[cfg(unix)]
fn keep_owner(path: &Path, meta: &std::fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    let _ = chown(path, Some(meta.uid()), Some(meta.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &std::fs::Metadata) {}

/// The system's words in plain ones, with `what` that means for the file; its kind stays.
fn said(error: io::Error, what: &str) -> io::Error {
    let words = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "permission denied".to_owned(),
        io::ErrorKind::NotFound => return io::Error::new(error.kind(), "there is no such folder"),
        // `tempfile` adds the name of its own file, which says nothing to anybody.
        _ => error.to_string().split(" at path ").next().unwrap_or_default().to_owned(),
    };
    io::Error::new(error.kind(), format!("{words}; {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    #[test]
    fn the_new_text_replaces_the_old_one_and_nothing_is_left_beside_it() {
        let folder = folder();
        let file = folder.path().join("a.txt");
        write_atomically(&file, "old").unwrap();
        replace(&file, "old", "new").unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = folder();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "saved by somebody else").unwrap();
        let error = replace(&file, "old", "new").unwrap_err();
        assert!(error.to_string().contains("run this again"), "{error}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "saved by somebody else");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = folder();
        let (file, link) = (folder.path().join("a.txt"), folder.path().join("link.txt"));
        std::fs::write(&file, "old").unwrap();
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        replace(&link, "old", "new").unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "new");
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let error = write_atomically(Path::new("no/such/folder/a.txt"), "x").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
        assert!(!error.to_string().contains(".newsmark"), "{error}");
    }
}
