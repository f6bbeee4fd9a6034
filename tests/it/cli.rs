//! `tests/cli/*.txt`: commands with their whole output and exit status, run in `tests/cli/files`.

use std::path::Path;
use std::process::Command;

/// Runs one line as a shell would split it, without a shell.
fn run(line: &str, folder: &Path) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let output = Command::new(env!("CARGO_BIN_EXE_newsmark"))
        .args(&words[1..])
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let status = output.status.code().unwrap_or(-1);
    let printed = text(&output.stdout) + &text(&output.stderr);
    let lines: String = printed.lines().map(|l| format!("{}\n", l.trim_end())).collect();
    format!("{lines}exit {status}\n")
}

#[test]
fn commands_print_what_is_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().flatten().map(|e| e.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    for file in files {
        let written = std::fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
        let commands = written.lines().filter_map(|l| l.strip_prefix("$ "));
        let found: Vec<String> =
            commands.map(|c| format!("$ {c}\n{}", run(c, &folder.join("files")))).collect();
        let found = found.join("\n");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, found).unwrap();
        } else {
            assert_eq!(found, written, "{}: run with UPDATE=1 if this is right", file.display());
        }
    }
}
