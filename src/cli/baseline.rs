//! Baselines: findings that an archive has already, so that only new ones speak.

use super::lint::shown_path;
use super::report::{Report, fingerprint};
use crate::diagnostic::Diagnostic;
use std::collections::{HashMap, HashSet};
use std::io;
use std::path::Path;

/// Each finding of a report by name, in order.
fn fingerprints(report: &Report) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut found = Vec::new();
    for file in &report.files {
        let path = shown_path(&file.path);
        found.extend(file.diagnostics.iter().map(|d| next(&mut seen, &path, &file.text, d)));
    }
    found
}

fn next(seen: &mut HashMap<String, usize>, path: &str, text: &str, diagnostic: &Diagnostic) -> String {
    let nth = seen.entry(fingerprint(path, text, diagnostic, 0)).or_default();
    *nth += 1;
    fingerprint(path, text, diagnostic, *nth - 1)
}

/// Writes the names of all findings, one a line.
pub fn write(report: &Report, path: &Path) -> io::Result<usize> {
    let names = fingerprints(report);
    let text: String = names.iter().map(|n| format!("{n}\n")).collect();
    crate::workspace::write_atomically(path, &text)?;
    Ok(names.len())
}

/// Takes the findings out of `report` that the baseline at `path` names; how many.
pub fn apply(report: &mut Report, path: &Path) -> io::Result<usize> {
    let text = std::fs::read_to_string(path)?;
    let known: HashSet<&str> = text.lines().map(str::trim).collect();
    let mut names = fingerprints(report).into_iter();
    let mut taken = 0;
    for file in &mut report.files {
        file.diagnostics.retain(|_| {
            let old = names.next().is_some_and(|n| known.contains(n.as_str()));
            taken += usize::from(old);
            !old
        });
    }
    Ok(taken)
}
