//! One line a finding: `path:line:column: level[rule] message`.

use super::{Report, Style, human};
use crate::cli::lint::shown_path;
use crate::cli::out::harmless_line;
use crate::diagnostic::Severity;
use anstyle::AnsiColor;
use std::io::{self, Write};

/// Writes the report.
pub fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let bold = anstyle::Style::new().bold();
    for file in report.files.iter().filter(|f| f.speaking().next().is_some()) {
        let path = harmless_line(&shown_path(&file.path));
        let places = file.places();
        for d in file.speaking().map(|f| &f.diagnostic) {
            let (at, colour, level) =
                (places.at(d.range.start as usize), colour(d.severity), d.severity.name());
            let message = harmless_line(&d.message);
            writeln!(
                out,
                "{bold}{path}{bold:#}:{}:{}: {colour}{level}[{}]{colour:#} {message}",
                at.line, at.column, d.rule
            )?;
        }
    }
    if style.quiet { Ok(()) } else { human::summary(report, out) }
}

/// The colours of the other format for people.
fn colour(severity: Severity) -> anstyle::Style {
    let colour = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::BrightBlue,
        Severity::Hint => AnsiColor::BrightGreen,
    };
    colour.on_default().bold()
}
