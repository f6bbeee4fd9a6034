//! Reports of findings: one file for each format.

mod concise;
mod finding;
mod human;
mod json;
mod places;
mod records;
mod sarif;
mod site;

use super::lint::Arguments;
use super::out::eprintln;
use crate::diagnostic::{Diagnostic, Severity};
use crate::workspace::ReadError;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

pub use finding::{File, Finding, Gone, Rules, fingerprint};
pub use places::Places;
pub use site::Site;

/// A format of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// With the line, the marked range, the reason and the help
    Human,
    /// One line a finding
    Concise,
    /// A JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Commands that GitHub shows beside the lines of a pull request
    Github,
    /// GitLab code quality
    Gitlab,
    /// Checkstyle XML
    Checkstyle,
    /// JUnit XML
    Junit,
}

/// `--output FORMAT:FILE`.
#[derive(Clone, Debug)]
pub struct Output {
    /// The format.
    pub format: Format,
    /// Where.
    pub path: PathBuf,
}

/// Reads `FORMAT:FILE`.
pub fn output(text: &str) -> Result<Output, String> {
    use clap::ValueEnum;
    let (format, path) = text.split_once(':').ok_or("write FORMAT:FILE, for example json:report.json")?;
    let format = Format::from_str(format, true).map_err(|_| {
        let known: Vec<String> = Format::value_variants()
            .iter()
            .filter_map(|f| Some(f.to_possible_value()?.get_name().to_owned()))
            .collect();
        format!("`{format}` is no format; there are {}", known.join(", "))
    })?;
    match path {
        "" => Err("a file is missing behind the colon, for example json:report.json".into()),
        "-" => Err("--format chooses what stands on standard output; name a file here".into()),
        path => Ok(Output { format, path: path.into() }),
    }
}

/// How to print.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The format.
    pub format: Format,
    /// No notes and no summary.
    pub quiet: bool,
    /// How often each rule spoke.
    pub statistics: bool,
    /// ASCII only.
    pub ascii: bool,
    /// Whether copy may be printed.
    pub snippets: bool,
    /// Lowest level that makes a case of JUnit fail.
    pub fail_on: Option<Severity>,
}

/// What was found in all files.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In order.
    pub files: Vec<File>,
    /// What could not be read.
    pub errors: Vec<(PathBuf, ReadError)>,
    /// Folders in which nothing opted in.
    pub unchecked: Vec<(PathBuf, BTreeMap<String, usize>)>,
    /// Whether a registry file has errors, which have been told.
    pub bad_registry: bool,
    /// Whether only files were looked at that git says have changed.
    pub changed: bool,
    /// What is said of the house's own rules.
    pub rules: Rules,
    /// Findings of the baseline that are there no more; `None` where there is no baseline.
    pub gone: Option<Vec<Gone>>,
}

impl Report {
    /// All findings that no baseline knows.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.files.iter().flat_map(File::speaking).map(|f| &f.diagnostic)
    }

    /// The report as `style` shows it: from `least` on, by default information for people and everything for programs,
    /// and without a word of the copy where that is wanted.
    pub fn shown(&self, style: Style, least: Option<Severity>) -> Self {
        let by_default = match style.format {
            Format::Human | Format::Concise => Severity::Info,
            _ => Severity::Hint,
        };
        let least = least.unwrap_or(by_default);
        let mut shown = self.clone();
        for file in &mut shown.files {
            file.findings.retain(|f| f.diagnostic.severity >= least);
            if !style.snippets {
                file.forget_copy(&self.rules);
            }
        }
        shown
    }
}

/// Prints `report` on standard output, and what could not be read on standard error.
pub fn print(report: &Report, arguments: &Arguments) -> io::Result<()> {
    let style = arguments.own_style();
    let mut out: Box<dyn Write> = match arguments.prints_text() {
        true => Box::new(anstream::stderr().lock()),
        false => Box::new(BufWriter::new(anstream::stdout().lock())),
    };
    write(report, style, &mut out)?;
    out.flush()?;
    drop(out);
    for (path, error) in &report.errors {
        eprintln!("newsmark: {}: {error}", super::lint::shown_path(path));
    }
    if style.statistics {
        statistics(report)?;
    }
    Ok(())
}

/// Writes `report` to a file.
pub fn write_file(report: &Report, style: Style, path: &Path) -> io::Result<()> {
    let mut out = BufWriter::new(anstream::StripStream::new(crate::workspace::private_file(path)?));
    write(report, style, &mut out)?;
    out.flush()
}

fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    match style.format {
        Format::Human => human::write(report, style, out),
        Format::Concise => concise::write(report, style, out),
        Format::Json => json::write(report, out),
        Format::Jsonl => json::write_lines(report, out),
        Format::Sarif => sarif::write(report, out),
        Format::Github => records::github(report, out),
        Format::Gitlab => records::gitlab(report, out),
        Format::Checkstyle => records::checkstyle(report, out),
        Format::Junit => records::junit(report, style, out),
    }
}

/// How often each rule spoke, most first, on standard error so that it mixes with no format.
fn statistics(report: &Report) -> io::Result<()> {
    let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    for diagnostic in report.diagnostics() {
        *counts.entry((diagnostic.rule, diagnostic.severity)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    let mut out = io::stderr().lock();
    for ((rule, severity), count) in counts {
        writeln!(out, "{count:>6}  {:<8} {rule}", severity.name())?;
    }
    Ok(())
}
