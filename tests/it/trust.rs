//! Articles, file names, configuration and registries may come from anybody: none of them reads outside of the
//! workspace, speaks to the terminal or to the CI service, or leaves a trace that others can read.

use std::path::Path;
use std::process::{Command, Output};

const NEWSMARK: &str = env!("CARGO_BIN_EXE_newsmark");

fn newsmark(folder: &Path, words: &str) -> Output {
    let mut command = Command::new(NEWSMARK);
    command.args(words.split_whitespace()).current_dir(folder);
    command.env_remove("GITHUB_ACTIONS").env("NO_COLOR", "1").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

/// Copy that says to a terminal: clear the screen, change the title, turn the direction; and to a runner: obey.
const HOSTILE: &str = "“We will not\u{1B}[2J go\u{1B}]0;owned\u{7} back \u{202E}to that table.”\n\n\
    ::set-output name=a::b and ##[add-path]/tmp\n\n\
    “Nobody ::error::asked us ##[error]x about\u{9B}31m it at all.”\n";

/// Whether a terminal would obey anything in `text`.
fn harmful(text: &str) -> bool {
    text.chars().any(|c| (c.is_control() && !"\n\t".contains(c)) || matches!(c, '\u{202A}'..='\u{202E}'))
}

#[test]
fn what_people_read_holds_no_escape_sequences() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), HOSTILE).unwrap();
    for format in ["human", "concise", "github", "junit", "checkstyle"] {
        let output = newsmark(folder.path(), &format!("lint --format {format} --show hint a.txt"));
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(!harmful(&said(&output)), "{format}: {:?}", said(&output));
    }
    for command in ["analyze --explain a.txt", "timeline a.txt", "entities a.txt"] {
        let output = newsmark(folder.path(), command);
        assert!(!harmful(&said(&output)), "{command}: {:?}", said(&output));
    }
    // In a page the direction of words is the business of the browser, which keeps it within paragraphs.
    for command in ["html a.txt", "timeline --format svg a.txt"] {
        let said = said(&newsmark(folder.path(), command));
        assert!(!said.chars().any(|c| c.is_control() && !"\n\t".contains(c)), "{command}: {said:?}");
    }
}

#[test]
#[cfg(unix)]
fn file_names_and_settings_hold_no_escape_sequences_either() {
    let folder = tempfile::tempdir().unwrap();
    let name = "bad\u{1B}[31m\n::error::name.txt";
    std::fs::write(folder.path().join(name), HOSTILE).unwrap();
    std::fs::write(folder.path().join("latin\u{1B}[31m.txt"), b"\xE9").unwrap();
    for format in ["human", "concise"] {
        let output = newsmark(folder.path(), &format!("lint --all --format {format}"));
        let said = said(&output);
        assert!(!harmful(&said) && said.contains("not UTF-8"), "{said:?}");
        assert!(!said.lines().any(|l| l.trim_start().starts_with("::")), "{said}");
    }
    std::fs::write(folder.path().join("newsmark.toml"), "[rules]\n\"\\u001b[31mquote\" = \"off\"\n").unwrap();
    let output = newsmark(folder.path(), "lint --all");
    assert!(!harmful(&said(&output)) && output.status.code() == Some(2), "{:?}", said(&output));
}

#[test]
fn a_runner_of_github_obeys_nothing_that_stands_in_copy() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), HOSTILE).unwrap();
    for format in ["human", "concise"] {
        let words = ["lint", "--format", format, "a.txt"];
        let run = || {
            Command::new(NEWSMARK)
                .args(words)
                .current_dir(folder.path())
                .env("GITHUB_ACTIONS", "true")
                .output()
        };
        let printed = |output: Output| String::from_utf8(output.stdout).unwrap();
        let (first, second) = (printed(run().unwrap()), printed(run().unwrap()));
        let word = |text: &str| text.lines().next()?.strip_prefix("::stop-commands::").map(str::to_owned);
        let (one, two) = (word(&first).expect("a word"), word(&second).expect("a word"));
        assert_ne!(one, two, "nobody can know the word beforehand");
        assert_eq!(first.lines().last(), Some(format!("::{one}::").as_str()));
    }
    // The format for GitHub has commands of its own, and no copy can begin a line there.
    let output = newsmark(folder.path(), "lint --format github a.txt");
    assert!(said(&output).lines().all(|l| l.starts_with("::warning file=a.txt,")), "{}", said(&output));
}

#[test]
#[cfg(unix)]
fn nothing_outside_of_the_workspace_is_read() {
    use std::os::unix::fs::symlink;
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("workspace");
    std::fs::create_dir_all(folder.join("entities")).unwrap();
    let secret = "name = \"Ann Secret\"\nkey = [the password\n";
    std::fs::write(around.path().join("secret.toml"), secret).unwrap();
    std::fs::write(around.path().join("secret.nm.md"), "“My password is swordfish and mustard.”\n").unwrap();
    symlink("../secret.nm.md", folder.join("link.nm.md")).unwrap();
    symlink("../../secret.toml", folder.join("entities/link.toml")).unwrap();
    let copy = "Hill said: [“My password is salt.”]{by=hill from=../secret.nm.md} and [“It is sugar.”]{from=link.nm.md}\n";
    std::fs::write(folder.join("a.nm.md"), copy).unwrap();
    let lint = || said(&newsmark(&folder, "lint --show hint --select quote,entity,markup ."));
    let found = lint();
    assert!(found.contains("1 file checked"), "the link is no article of this folder: {found}");
    assert!(!found.contains("swordfish") && !found.contains("quote/altered"), "{found}");
    assert!(found.contains("entities/link.toml` lies outside of this folder and is not read"), "{found}");
    assert!(!found.contains("expected"), "its text was parsed: {found}");
    for pattern in ["../secret.toml", "/etc/passwd", "entities/*.toml"] {
        std::fs::write(folder.join("newsmark.toml"), format!("registry = [\"{pattern}\"]\n")).unwrap();
        let found = lint();
        assert!(
            found.contains("newsmark.toml:1:1: `") && found.contains("is not read"),
            "{pattern}: {found}"
        );
    }
}

#[test]
#[cfg(unix)]
fn changed_files_are_asked_of_git_and_of_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let git = |words: &[&str]| Command::new("git").args(words).current_dir(folder.path()).output().unwrap();
    git(&["init", "-q"]);
    let trap = folder.path().join("trap.sh");
    std::fs::write(&trap, "#!/bin/sh\necho run >> \"$(dirname \"$0\")/sprung\"\n").unwrap();
    std::fs::set_permissions(&trap, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    for key in ["core.fsmonitor", "diff.external", "core.pager", "diff.x.textconv", "core.sshCommand"] {
        git(&["config", key, &trap.to_string_lossy()]);
    }
    std::fs::write(folder.path().join(".gitattributes"), "*.md diff=x\n").unwrap();
    std::fs::write(folder.path().join("a.nm.md"), "“Nobody knows who said this.”\n").unwrap();
    git(&["-c", "core.fsmonitor=false", "add", "."]);
    git(&["-c", "core.fsmonitor=false", "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "a"]);
    let _ = std::fs::remove_file(folder.path().join("sprung"));
    std::fs::write(folder.path().join("a.nm.md"), "“And nobody knows who said this.”\n").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.path().join("b.nm.md")).unwrap();
    let output = newsmark(folder.path(), "lint --changed .");
    assert!(said(&output).contains("1 file checked: 1 warning"), "{}", said(&output));
    assert!(!folder.path().join("sprung").exists(), "a program of the repository was run");
    let output = newsmark(folder.path(), "lint --changed=--output=stolen .");
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("stolen").exists());
}

#[test]
#[cfg(unix)]
fn reports_that_quote_copy_are_for_the_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), HOSTILE).unwrap();
    newsmark(folder.path(), "lint --output json:r.json --output human:r.txt --write-baseline base a.txt");
    for name in ["r.json", "r.txt"] {
        let mode = folder.path().join(name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
    let baseline = std::fs::read_to_string(folder.path().join("base")).unwrap();
    assert!(!baseline.is_empty());
    // A number, the rule and the file for each finding, so that a person can look one up; no copy.
    for word in ["will not", "table", "asked", "Nobody"] {
        assert!(!baseline.contains(word), "{baseline}");
    }
}

/// Copy with a source whose name is withheld, and everything that the desk writes down about that.
const WITHHELD: &str = "---\nnewsmark: 1\ntitle: The plant\nnote: SECRET1 call back\nreason: SECRET2 fears\n\
    people:\n  - {id: o, name: An official, note: SECRET3, reason: SECRET4}\n---\n\
    [“The plant will be closed by the spring,”]{.quote by=o mode=background note=\"SECRET5\" reason=\"SECRET6\"} \
    [an official]{.person ref=o note=\"SECRET7\"} said on Friday. Ann Keller of Oslo agreed.\n";

#[test]
fn private_keys_are_in_no_export() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.nm.md"), WITHHELD).unwrap();
    for command in [
        "strip a.nm.md",
        "html a.nm.md",
        "analyze a.nm.md",
        "analyze --explain a.nm.md",
        "timeline a.nm.md",
        "timeline --format json a.nm.md",
        "timeline --format svg a.nm.md",
        "entities a.nm.md",
        "entities --format json a.nm.md",
        "entities --format csv a.nm.md",
        "entities --format toml a.nm.md",
    ] {
        let said = said(&newsmark(folder.path(), command));
        assert!(!said.contains("SECRET"), "{command}: {said}");
        assert!(!said.is_empty(), "{command}");
    }
    // The desk itself asks for them, and for them only.
    let said = said(&newsmark(folder.path(), "strip --with-private a.nm.md"));
    assert!(said.contains("SECRET1"), "{said}");
}

#[test]
fn the_doctor_and_the_server_log_hold_no_copy() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("secret-plan.nm.md"), "“Swordfish,” Ann Mustard said.\n").unwrap();
    let output = newsmark(folder.path(), "doctor");
    let said = said(&output);
    assert!(said.contains("articles here  1"), "{said}");
    for word in ["ecret", "ustard", "wordfish"] {
        assert!(!said.contains(word), "{said}");
    }
}

#[test]
fn no_code_of_ours_and_no_dependency_speaks_to_a_network() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap();
    for name in ["mio", "socket2", "hyper", "reqwest", "ureq", "rustls", "openssl", "native-tls", "curl"] {
        assert!(!lock.contains(&format!("name = \"{name}\"")), "{name} can open connections");
    }
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&entry).unwrap();
                assert!(!text.contains("std::net") && !text.contains("tokio::net"), "{}", entry.display());
                assert!(!text.contains("unsafe {") && !text.contains("unsafe fn"), "{}", entry.display());
            }
        }
    }
}

/// The system calls that every command makes, where `strace` can tell.
#[test]
#[cfg(target_os = "linux")]
fn no_command_makes_a_network_call() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.nm.md"), "“Swordfish,” Ann Mustard said on Friday in Berlin.\n")
        .unwrap();
    let log = folder.path().join("calls");
    for words in
        ["lint .", "analyze a.nm.md", "timeline a.nm.md", "html a.nm.md", "entities a.nm.md", "doctor", "lsp"]
    {
        let output = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=%network", "-o"])
            .arg(&log)
            .arg(NEWSMARK)
            .args(words.split(' '))
            .current_dir(folder.path())
            .stdin(std::process::Stdio::null())
            .output();
        let Ok(_) = output else {
            println!("skipped: there is no strace here");
            return;
        };
        let calls = std::fs::read_to_string(&log).unwrap_or_default();
        let network = |l: &&str| l.contains("socket(") || l.contains("connect(") || l.contains("sendto(");
        let calls: Vec<&str> = calls.lines().filter(network).collect();
        assert!(calls.is_empty(), "{words}: {calls:?}");
    }
}
