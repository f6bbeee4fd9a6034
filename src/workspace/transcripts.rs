//! The texts that stories quote from: `from=` names a file inside the workspace.

use crate::analysis::Story;
use crate::rules::Library;
use std::path::{Component, Path, PathBuf};

/// Bytes of the largest transcript that is read.
const LONGEST: u64 = 2 << 20;

/// The texts that `story` names in `from=`, as a path or as the id of a source in the registry that has a `file`. Paths
/// start from `root` and must not leave it; what cannot be read is left out. `None` where the story names none.
pub fn transcripts(story: &Story, root: &Path) -> Option<Library> {
    let registry = &story.options().registry;
    let mut library = Library::default();
    let spans = story.document.blocks().iter().flat_map(|b| &b.spans);
    for name in spans.filter_map(|s| s.attrs.get("from")) {
        if library.transcripts.contains_key(name) {
            continue;
        }
        let file = registry.get(name).and_then(|e| e.field("file")).unwrap_or(name);
        if let Some(text) = inside(root, file).and_then(|path| super::read(&path).ok()) {
            library.transcripts.insert(name.to_owned(), text);
        }
    }
    (!library.transcripts.is_empty()).then_some(library)
}

/// The file that `name` names below `root`; `None` where it leads out of it, over links too, or is not there.
fn inside(root: &Path, name: &str) -> Option<PathBuf> {
    let plain = Path::new(name).components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
    if name.contains("://") || !plain {
        return None;
    }
    let root = root.canonicalize().ok()?;
    let path = root.join(name).canonicalize().ok()?;
    let meta = path.metadata().ok()?;
    (path.starts_with(&root) && meta.is_file() && meta.len() <= LONGEST).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_the_root() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        assert!(inside(&root, "articles/lavrov.txt").is_some());
        assert!(inside(&root, "./articles/lavrov.txt").is_some());
        assert_eq!(inside(&root, "../Cargo.toml"), None);
        assert_eq!(inside(&root, "articles/../../Cargo.toml"), None);
        assert_eq!(inside(&root, "/etc/passwd"), None);
        assert_eq!(inside(&root, "https://example.org/a.txt"), None);
        assert_eq!(inside(&root, "articles"), None);
    }
}
