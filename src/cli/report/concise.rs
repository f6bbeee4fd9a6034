//! One line a finding: `path:line:column: level[rule] message`.

use super::{Places, Report, Style, human};
use crate::cli::lint::shown_path;
use crate::cli::out::harmless_line;
use std::io::{self, Write};

/// Writes the report.
pub fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for file in report.files.iter().filter(|f| !f.diagnostics.is_empty()) {
        let path = harmless_line(&shown_path(&file.path));
        let places = Places::new(&file.text);
        for d in &file.diagnostics {
            let at = places.at(d.range.start as usize);
            let message = if style.snippets { harmless_line(&d.message) } else { human::without_copy(d) };
            writeln!(out, "{path}:{}:{}: {}[{}] {message}", at.line, at.column, d.severity.name(), d.rule)?;
        }
    }
    if style.quiet { Ok(()) } else { human::summary(report, out) }
}
