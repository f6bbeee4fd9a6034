//! Writing files so that a crash leaves the old text or the new one, never half of it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes `text` to a file beside `path` and moves it there. A link is followed; permissions are kept.
pub fn write_atomically(path: &Path, text: &str) -> io::Result<()> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = beside(&target);
    let result = (|| {
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        if let Ok(meta) = std::fs::metadata(&target) {
            std::fs::set_permissions(&beside, meta.permissions())?;
        }
        std::fs::rename(&beside, &target)
    })();
    if result.is_err() {
        // The first error is the one to tell.
        let _ = std::fs::remove_file(&beside);
    }
    result
}

fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    target.with_file_name(format!(".{name}.{}.newsmark", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_text_replaces_the_old_one_and_nothing_is_left_beside_it() {
        let folder = std::env::temp_dir().join(format!("newsmark-write-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("a.txt");
        std::fs::write(&file, "old").unwrap();
        write_atomically(&file, "new").unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
