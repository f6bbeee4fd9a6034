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
        .env_remove("GITHUB_ACTIONS")
        .env_remove("GITHUB_WORKSPACE")
        .env_remove("CI_PROJECT_DIR")
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

/// The README's first example, word for word, with a story that has the line it shows.
#[test]
fn the_readme_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap().replace("\r\n", "\n");
    let block = readme.split("```").find_map(|b| b.strip_prefix("\n$ newsmark ")).expect("an example");
    let (command, shown) = block.split_once('\n').unwrap();
    let quotation = shown.lines().find_map(|l| l.strip_prefix("3 │ ")).expect("the third line of the story");
    let folder = std::env::temp_dir().join(format!("newsmark-readme-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("story.txt"), format!("The talks are over.\n\n{quotation}\n")).unwrap();
    let printed = run(&format!("newsmark {command}"), &folder);
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(printed, format!("{shown}exit 1\n"));
    let first =
        readme.lines().find_map(|l| l.strip_prefix("    cargo run --release -- ")).expect("a first command");
    let printed = run(&format!("newsmark {first}"), root);
    assert!(printed.contains("1 file checked") && printed.ends_with("exit 0\n"), "{printed}");
}

#[test]
fn strip_takes_out_of_plain_text_what_annotate_wrote_into_it() {
    let folder = std::env::temp_dir().join(format!("newsmark-annotate-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let copy = include_str!("../articles/lavrov.txt");
    std::fs::write(folder.join("story.txt"), copy).unwrap();
    let said = run("newsmark annotate story.txt", &folder);
    assert!(said.contains("newsmark: 1") && said.ends_with("exit 0\n"), "{said}");
    let annotated = std::fs::read_to_string(folder.join("story.txt")).unwrap();
    assert!(annotated.contains("{.quote by="), "{annotated}");
    let output = Command::new(env!("CARGO_BIN_EXE_newsmark"))
        .arg("strip")
        .arg("story.txt")
        .current_dir(&folder)
        .output();
    assert_eq!(String::from_utf8_lossy(&output.unwrap().stdout), copy);
    std::fs::remove_dir_all(&folder).unwrap();
}
