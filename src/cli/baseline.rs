//! Baselines: findings that an archive has already, so that only new ones speak.
//!
//! A line for each finding: its name, the rule, and the path from the folder of the baseline. No word of the copy.

use super::report::{Gone, Report, Site, fingerprint};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The site that the paths of the baseline at `path` start from.
fn site(path: &Path) -> Site {
    Site::at(path.parent().unwrap_or(Path::new("")))
}

/// Writes the names of all findings that are not kept silent, one a line; how many.
///
/// Fails where the file is there and is no baseline: it may be a story, named where the baseline should be.
pub fn write(report: &Report, path: &Path) -> io::Result<usize> {
    if let Ok(old) = std::fs::read(path)
        && !entries(&String::from_utf8_lossy(&old)).all(|entry| entry.is_some())
    {
        let what = "this is no baseline and is not written over; name a new file";
        return Err(io::Error::new(io::ErrorKind::InvalidData, what));
    }
    let site = site(path);
    let mut lines = Vec::new();
    for file in &report.files {
        let shown = site.path(&file.path);
        let spoken = file.findings.iter().filter(|f| f.silenced.is_none());
        lines.extend(spoken.map(|f| {
            let place = f.diagnostic.range.start;
            (
                (shown.clone(), place),
                format!("{} {} {}\n", fingerprint(&shown, f.print), f.diagnostic.rule, in_a_line(&shown)),
            )
        }));
    }
    // In one order whatever order the files were named in, so that two versions compare well.
    lines.sort();
    let text: String = lines.iter().map(|(_, line)| line.as_str()).collect();
    crate::workspace::write_atomically(path, &text)?;
    Ok(lines.len())
}

/// The lines of a baseline; `None` for one that stands in none.
fn entries(text: &str) -> impl Iterator<Item = Option<Gone>> {
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.map(|line| {
        let mut parts = line.splitn(3, ' ').map(str::to_owned);
        let print = parts.next().filter(|p| p.len() == 16 && p.bytes().all(|b| b.is_ascii_hexdigit()))?;
        Some(Gone { print, rule: parts.next().unwrap_or_default(), path: parts.next().unwrap_or_default() })
    })
}

/// A path in one line: the fingerprint tells it from another one.
fn in_a_line(path: &str) -> String {
    path.replace(['\n', '\r'], " ").trim_end().to_owned()
}

/// Marks the findings of `report` that the baseline at `path` names, and lists those that are gone from files that were
/// checked.
pub fn apply(report: &mut Report, path: &Path) -> io::Result<()> {
    let (site, text) = (site(path), std::fs::read_to_string(path)?);
    let mut left: BTreeMap<String, Gone> = BTreeMap::new();
    for entry in entries(&text) {
        let Some(gone) = entry else {
            let what = format!(
                "this is no baseline: `newsmark lint --write-baseline {} .` writes one",
                path.display()
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        };
        left.insert(gone.print.clone(), gone);
    }
    let mut checked = std::collections::HashSet::new();
    for file in &mut report.files {
        let shown = site.path(&file.path);
        for finding in file.findings.iter_mut().filter(|f| f.silenced.is_none()) {
            finding.known = left.remove(fingerprint(&shown, finding.print).as_str()).is_some();
        }
        checked.insert(in_a_line(&shown));
    }
    report.gone = Some(left.into_values().filter(|g| checked.contains(&g.path)).collect());
    Ok(())
}
