//! Formats of services that show findings beside code: GitHub, GitLab, checkstyle, JUnit.

use super::{File, Finding, Places, Report, Site, Style, fingerprint};
use crate::cli::lint::shown_path;
use crate::diagnostic::Severity;
use serde_json::json;
use std::io::{self, Write};

/// Each finding with its path, as services want it, and the places of its file.
fn each(
    report: &Report,
    mut write: impl FnMut(&str, &Places<'_>, &Finding) -> io::Result<()>,
) -> io::Result<()> {
    let site = Site::current();
    for file in report.files.iter().filter(|f| f.speaking().next().is_some()) {
        let (path, places) = (site.path(&file.path), file.places());
        for finding in file.speaking() {
            write(&path, &places, finding)?;
        }
    }
    Ok(())
}

/// Workflow commands that GitHub shows beside the lines of a pull request.
pub fn github(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let site = Site::current();
    for (path, error) in &report.errors {
        let message = data(&error.to_string());
        writeln!(out, "::error file={},title=newsmark::{message}", property(&site.path(path)))?;
    }
    each(report, |path, places, Finding { diagnostic: d, .. }| {
        let command = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            _ => "notice",
        };
        let (start, end) = (places.at(d.range.start as usize), places.at(d.range.end as usize));
        let help = d.help.as_ref().map(|h| format!("\n{h}")).unwrap_or_default();
        writeln!(
            out,
            "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}",
            property(path),
            start.line,
            end.line,
            start.column,
            end.column,
            property(d.rule),
            data(&format!("{}{help}", d.message))
        )
    })
}

/// GitLab's code quality report.
pub fn gitlab(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut issues = Vec::new();
    let mut issue =
        |message: &str, rule: &str, print: String, severity: &str, path: &str, lines: (usize, usize)| {
            issues.push(json!({
                "description": message,
                "check_name": rule,
                "fingerprint": print,
                "severity": severity,
                "location": {"path": path, "lines": {"begin": lines.0, "end": lines.1}},
            }));
        };
    let site = Site::current();
    for (path, error) in &report.errors {
        let path = site.path(path);
        issue(&error.to_string(), "newsmark", fingerprint(&path, 0), "blocker", &path, (1, 1));
    }
    each(report, |path, places, Finding { diagnostic: d, print, .. }| {
        let severity = match d.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            _ => "info",
        };
        let (start, end) = (places.at(d.range.start as usize), places.at(d.range.end as usize));
        issue(&d.message, d.rule, fingerprint(path, *print), severity, path, (start.line, end.line));
        Ok(())
    })?;
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

/// Checkstyle XML.
pub fn checkstyle(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">")?;
    for (path, error) in &report.errors {
        let (path, error) = (xml(&shown_path(path)), xml(&error.to_string()));
        writeln!(out, "  <file name=\"{path}\">")?;
        writeln!(out, "    <error line=\"1\" severity=\"error\" message=\"{error}\" source=\"newsmark\"/>")?;
        writeln!(out, "  </file>")?;
    }
    for file in &report.files {
        writeln!(out, "  <file name=\"{}\">", xml(&shown_path(&file.path)))?;
        let places = file.places();
        for d in file.speaking().map(|f| &f.diagnostic) {
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

/// JUnit XML: a file is a case. It fails where the run would: at findings of the level of `--fail-on`; others are told
/// as its output. A file that cannot be read is an error.
pub fn junit(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let fails = |f: &&Finding| style.fail_on.is_some_and(|least| f.diagnostic.severity >= least);
    let failing = report.files.iter().filter(|f| f.speaking().any(|f| fails(&f))).count();
    let (errors, tests) = (report.errors.len(), report.files.len() + report.errors.len());
    let counts = format!("tests=\"{tests}\" failures=\"{failing}\" errors=\"{errors}\"");
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"newsmark\" {counts}>\n<testsuite name=\"newsmark\" {counts}>")?;
    for (path, error) in &report.errors {
        let error = xml(&error.to_string());
        writeln!(out, "  <testcase name=\"{}\" classname=\"newsmark\">", xml(&shown_path(path)))?;
        writeln!(out, "    <error type=\"unreadable\" message=\"{error}\">{error}</error>\n  </testcase>")?;
    }
    for file in &report.files {
        case(file, &fails, out)?;
    }
    writeln!(out, "</testsuite>\n</testsuites>")
}

fn case(file: &File, fails: &dyn Fn(&&Finding) -> bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  <testcase name=\"{}\" classname=\"newsmark\">", xml(&shown_path(&file.path)))?;
    let places = file.places();
    let told = |finding: &Finding| {
        let (d, at) = (&finding.diagnostic, places.at(finding.diagnostic.range.start as usize));
        format!("line {}, column {}: {}", at.line, at.column, xml(&d.message))
    };
    for finding in file.speaking().filter(|f| fails(f)) {
        let (rule, message) = (xml(finding.diagnostic.rule), xml(&finding.diagnostic.message));
        writeln!(out, "    <failure type=\"{rule}\" message=\"{message}\">{}</failure>", told(finding))?;
    }
    let others: Vec<String> = file.speaking().filter(|f| !fails(f)).map(told).collect();
    if !others.is_empty() {
        writeln!(out, "    <system-out>{}</system-out>", others.join("\n"))?;
    }
    writeln!(out, "  </testcase>")
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
