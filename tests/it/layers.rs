//! The layers of `docs/architecture.md`: no module names one that stands right of it.

use std::fs;
use std::path::{Path, PathBuf};

/// The table of modules and what each may use, read from the page that people read.
fn table() -> Vec<(String, Vec<String>)> {
    let page = fs::read_to_string("docs/architecture.md").expect("docs/architecture.md");
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for line in page.lines().filter(|l| l.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let name = cells[0].trim_matches('`').to_owned();
        let before: Vec<String> = rows.iter().map(|(n, _)| n.clone()).collect();
        let may = match cells[cells.len() - 1] {
            "–" => Vec::new(),
            "all above" | "everything above" => before,
            other => match other.strip_prefix("everything but ") {
                Some(but) => before.into_iter().filter(|n| n != but).collect(),
                None => other.split(", ").map(str::to_owned).collect(),
            },
        };
        rows.push((name, may));
    }
    rows
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Modules named as `crate::NAME` in a source text, comments left out.
fn used(source: &str) -> Vec<&str> {
    let code = source.lines().filter(|l| !l.trim_start().starts_with("//"));
    code.flat_map(|l| l.split("crate::").skip(1))
        .map(|rest| rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn every_module_stands_in_the_table_and_uses_only_what_it_may() {
    let table = table();
    assert!(table.len() >= 10, "the table of docs/architecture.md could not be read");
    let mut wrong = Vec::new();
    for entry in fs::read_dir("src").expect("src").flatten().filter(|e| e.path().is_dir()) {
        let name = entry.file_name().into_string().expect("a plain name");
        let Some((_, may)) = table.iter().find(|(n, _)| *n == name) else {
            wrong.push(format!("src/{name} stands in no row of docs/architecture.md"));
            continue;
        };
        for file in sources(&entry.path()) {
            let text = fs::read_to_string(&file).expect("a source file");
            for other in used(&text) {
                let known = table.iter().any(|(n, _)| n == other);
                if known && other != name && !may.iter().any(|m| m == other) {
                    wrong.push(format!("{} uses crate::{other}", file.display()));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn protocol_types_are_named_in_lsp_only() {
    for file in sources(Path::new("src")) {
        let text = fs::read_to_string(&file).expect("a source file");
        let names = text.contains("tower_lsp::") || text.contains("ls_types::");
        assert!(!names || file.starts_with("src/lsp"), "{} names protocol types", file.display());
    }
}

#[test]
fn every_file_says_what_it_is_about() {
    for file in sources(Path::new("src")) {
        let text = fs::read_to_string(&file).expect("a source file");
        assert!(text.starts_with("//!"), "{} has no module doc", file.display());
    }
}
