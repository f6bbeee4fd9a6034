//! Findings as JSON. Offsets are code points, as Python and annotation tools count; lines and columns are 1-based.

use super::{File, Places, Report};
use crate::cli::lint::shown_path;
use crate::diagnostic::Diagnostic;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Record<'a> {
    path: &'a str,
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    why: Option<&'a str>,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    related: Vec<RelatedRecord<'a>>,
    fixes: Vec<FixRecord<'a>>,
}

#[derive(Serialize)]
struct RelatedRecord<'a> {
    start: usize,
    end: usize,
    message: &'a str,
}

#[derive(Serialize)]
struct FixRecord<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<EditRecord<'a>>,
}

#[derive(Serialize)]
struct EditRecord<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

fn record<'a>(path: &'a str, places: &Places<'_>, d: &'a Diagnostic) -> Record<'a> {
    let (start, end) = (places.at(d.range.start as usize), places.at(d.range.end as usize));
    let point = |offset: u32| places.at(offset as usize).point;
    Record {
        path,
        rule: d.rule,
        severity: d.severity.name(),
        message: &d.message,
        help: d.help.as_deref(),
        why: d.why.as_deref(),
        start: start.point,
        end: end.point,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        related: d
            .related
            .iter()
            .map(|r| RelatedRecord {
                start: point(r.range.start),
                end: point(r.range.end),
                message: &r.message,
            })
            .collect(),
        fixes: d
            .fixes
            .iter()
            .map(|f| FixRecord {
                title: &f.title,
                safe: f.safe,
                edits: f
                    .edits
                    .iter()
                    .map(|e| EditRecord {
                        start: point(e.range.start),
                        end: point(e.range.end),
                        text: &e.text,
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// Writes one array.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    let mut first = true;
    each(report, |record| {
        out.write_all(if first { b"\n" } else { b",\n" })?;
        first = false;
        serde_json::to_writer(&mut *out, &record)?;
        Ok(())
    })?;
    out.write_all(if first { b"]\n" } else { b"\n]\n" })
}

/// Writes one object a line.
pub fn write_lines(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    each(report, |record| {
        serde_json::to_writer(&mut *out, &record)?;
        out.write_all(b"\n")
    })
}

fn each(report: &Report, mut write: impl FnMut(Record<'_>) -> io::Result<()>) -> io::Result<()> {
    for file in report.files.iter().filter(|f: &&File| f.speaking().next().is_some()) {
        let path = shown_path(&file.path);
        let places = file.places();
        for diagnostic in file.speaking().map(|f| &f.diagnostic) {
            write(record(&path, &places, diagnostic))?;
        }
    }
    Ok(())
}
