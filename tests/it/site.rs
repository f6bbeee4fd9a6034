//! A folder of a test, and what stands in it: a site of a newsroom.

use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder of its own that goes with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("newsmark-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    pub fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
        command.args(words.split_whitespace()).current_dir(&self.0);
        for name in
            ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"]
        {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, words: &str) -> Output {
        self.command(words).output().unwrap()
    }

    /// What it prints.
    pub fn printed(&self, words: &str) -> String {
        String::from_utf8(self.run(words).stdout).unwrap()
    }

    pub fn git(&self, words: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"])
            .args(words)
            .current_dir(&self.0)
            .output()
            .unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub const NAKED: &str = "“We will not pay for this bridge, and neither will our children.”\n";
pub const GOOD: &str =
    "“We will not pay for this bridge, and neither will our children,” Anna Keller said.\n";

/// A repository with two stories that have nothing but faults.
pub fn repository(name: &str) -> Folder {
    let site = Folder::new(name);
    site.git(&["init", "-q", "-b", "main"]);
    site.write("newsmark.toml", "include = [\"content/**\"]\n");
    site.write("content/old.md", &format!("The bridge cost TK million.\n\n{NAKED}"));
    site.write("content/other.md", NAKED);
    site.git(&["add", "-A"]);
    site.git(&["commit", "-qm", "Begin"]);
    site
}
