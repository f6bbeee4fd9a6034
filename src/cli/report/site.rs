//! Paths as services want them: from the root of the checkout, wherever in it the command runs.

use crate::cli::lint::shown_path;
use std::path::{Component, Path, PathBuf};

/// Where a service says that the checkout stands: GitHub, GitLab.
const CHECKOUTS: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// The folder that paths in reports start from: that of the checkout in CI, else the one we are in.
#[derive(Clone, Debug)]
pub struct Site {
    here: PathBuf,
    root: PathBuf,
}

impl Site {
    /// That of this process.
    pub fn current() -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        let named = CHECKOUTS.iter().filter_map(std::env::var_os).map(PathBuf::from);
        let root = named.filter(|root| root.is_absolute()).find(|root| here.starts_with(root));
        Self { root: root.unwrap_or_else(|| here.clone()), here }
    }

    /// Paths from `folder` on.
    pub fn at(folder: &Path) -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        Self { root: tidy(&here.join(folder)), here }
    }

    /// The path from the root, with forward slashes; one that leads elsewhere stays absolute.
    pub fn path(&self, path: &Path) -> String {
        let path = tidy(&self.here.join(path));
        shown_path(path.strip_prefix(&self.root).unwrap_or(&path))
    }
}

/// Takes `.` and `..` out of an absolute path, as far as its text tells.
fn tidy(path: &Path) -> PathBuf {
    let mut tidied = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                tidied.pop();
            }
            part => tidied.push(part),
        }
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_same_from_wherever_it_is_named() {
        let site = Site { here: "/site/content".into(), root: "/site".into() };
        for named in ["a.md", "./a.md", "../content/a.md", "/site/content/a.md"] {
            assert_eq!(site.path(Path::new(named)), "content/a.md");
        }
        assert_eq!(site.path(Path::new("/elsewhere/a.md")), "/elsewhere/a.md");
    }
}
