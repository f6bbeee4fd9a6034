//! Formats of services that show findings beside code: GitHub, GitLab, checkstyle, JUnit.

use super::{Places, Report};
use crate::cli::lint::shown_path;
use crate::diagnostic::{Diagnostic, Severity};
use serde_json::json;
use std::io::{self, Write};

/// Each finding with its path and the places of its file.
pub fn each(
    report: &Report,
    mut write: impl FnMut(&str, &Places<'_>, &str, &Diagnostic) -> io::Result<()>,
) -> io::Result<()> {
    for file in report.files.iter().filter(|f| !f.diagnostics.is_empty()) {
        let path = shown_path(&file.path);
        let places = Places::new(&file.text);
        for diagnostic in &file.diagnostics {
            write(&path, &places, &file.text, diagnostic)?;
        }
    }
    Ok(())
}

/// A name for a finding that stays when lines move: rule, path, the marked words, and which of equal ones it is.
pub fn fingerprint(path: &str, text: &str, diagnostic: &Diagnostic, nth: usize) -> String {
    let key = format!("{}\u{0}{path}\u{0}{}\u{0}{nth}", diagnostic.rule, diagnostic.range.of(text));
    // FNV-1a: the same on every machine and in every version.
    let hash =
        key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// Workflow commands that GitHub shows beside the lines of a pull request.
pub fn github(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    each(report, |path, places, _, d| {
        let command = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            _ => "notice",
        };
        let (start, end) = (places.at(d.range.start as usize), places.at(d.range.end as usize));
        writeln!(
            out,
            "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}",
            property(path),
            start.line,
            end.line,
            start.column,
            end.column,
            property(d.rule),
            data(&d.message)
        )
    })
}

/// GitLab's code quality report.
pub fn gitlab(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut issues = Vec::new();
    let mut seen: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    each(report, |path, places, text, d| {
        let nth = seen.entry(fingerprint(path, text, d, 0)).or_default();
        let print = fingerprint(path, text, d, *nth);
        *nth += 1;
        let severity = match d.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            _ => "info",
        };
        let (start, end) = (places.at(d.range.start as usize), places.at(d.range.end as usize));
        issues.push(json!({
            "description": d.message,
            "check_name": d.rule,
            "fingerprint": print,
            "severity": severity,
            "location": {"path": path, "lines": {"begin": start.line, "end": end.line}},
        }));
        Ok(())
    })?;
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

/// Checkstyle XML.
pub fn checkstyle(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">")?;
    for file in &report.files {
        writeln!(out, "  <file name=\"{}\">", xml(&shown_path(&file.path)))?;
        let places = Places::new(&file.text);
        for d in &file.diagnostics {
            let at = places.at(d.range.start as usize);
            let severity = if d.severity >= Severity::Warning { d.severity.name() } else { "info" };
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"newsmark.{}\"/>",
                at.line,
                at.column,
                xml(&d.message),
                xml(d.rule)
            )?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}

/// JUnit XML: a file is a case, and a finding a failure.
pub fn junit(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let failing = report.files.iter().filter(|f| !f.diagnostics.is_empty()).count();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuite name=\"newsmark\" tests=\"{}\" failures=\"{failing}\">", report.files.len())?;
    for file in &report.files {
        writeln!(out, "  <testcase name=\"{}\" classname=\"newsmark\">", xml(&shown_path(&file.path)))?;
        let places = Places::new(&file.text);
        for d in &file.diagnostics {
            let at = places.at(d.range.start as usize);
            writeln!(
                out,
                "    <failure type=\"{}\" message=\"{}\">line {}, column {}: {}</failure>",
                xml(d.rule),
                xml(&d.message),
                at.line,
                at.column,
                xml(&d.message)
            )?;
        }
        writeln!(out, "  </testcase>")?;
    }
    writeln!(out, "</testsuite>")
}

/// `text` for XML; characters that XML cannot hold are left out.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(' '),
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}
