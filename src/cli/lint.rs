//! `newsmark lint`

use super::report::{self, Format, Report};
use crate::analysis::{Options, Story};
use crate::diagnostic::Severity;
use crate::lint::{LintOptions, Linter};
use crate::rules;
use crate::workspace::{self, Discovery, Filter, ReadError};
use rayon::prelude::*;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `lint`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit status: 0 nothing to report, 1 findings at or above --fail-on, 2 wrong use or an input that cannot be read.

Examples:
  newsmark lint story.txt                      check one article
  newsmark lint --date 2017-05-10 story.txt    … and take that day for its date
  newsmark lint content/                       check every article below content/ that opted in
  pbpaste | newsmark lint -                    check what is on the clipboard
  newsmark lint --output sarif:report.sarif .  write a report beside what is printed")]
pub struct Arguments {
    /// Files, folders, or `-` for standard input [default: the folder you are in]
    paths: Vec<PathBuf>,

    /// Day of publication, YYYY-MM-DD, for copy that does not say it
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<String>,

    /// How to print findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,

    /// Write a report to a file as well; may be given several times
    #[arg(long, value_name = "FORMAT:FILE", value_parser = report::output)]
    output: Vec<report::Output>,

    /// Only these rules or families; naming an opt-in rule switches it on
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// Not these rules or families
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,

    /// Lowest level that makes the exit status 1
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    fail_on: FailOn,

    /// Exit with 1 only when there are more warnings than this (errors always count)
    #[arg(long, value_name = "N")]
    max_warnings: Option<usize>,

    /// Lowest level to report [default: info, and hint in machine formats]
    #[arg(long, value_name = "LEVEL")]
    show: Option<Level>,

    /// Check every .md, .qmd and .txt in folders, opted in or not
    #[arg(long)]
    all: bool,

    /// Name of the file that standard input holds, for messages and for reading it
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,

    /// Print findings only: no notes, no summary
    #[arg(long, short)]
    quiet: bool,

    /// Print how often each rule spoke
    #[arg(long)]
    statistics: bool,

    /// Draw with ASCII characters only
    #[arg(long)]
    ascii: bool,

    /// Leave the copy out of what is printed
    #[arg(long)]
    no_snippets: bool,

    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// A level, as an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Level {
    /// Everything
    Hint,
    /// Worth knowing
    Info,
    /// To be looked at before publication
    Warning,
    /// Certainly wrong
    Error,
}

/// When findings make the exit status 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    /// At any finding
    Hint,
    /// At information and above
    Info,
    /// At warnings and errors
    Warning,
    /// At errors
    Error,
    /// Never
    Never,
}

impl Level {
    fn severity(self) -> Severity {
        match self {
            Self::Hint => Severity::Hint,
            Self::Info => Severity::Info,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        }
    }
}

impl FailOn {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Hint => Some(Severity::Hint),
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
            Self::Never => None,
        }
    }
}

fn day(text: &str) -> Result<String, String> {
    let date = text.get(..10).unwrap_or(text);
    match date.parse::<jiff::civil::Date>() {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("write it as YYYY-MM-DD, for example 2017-05-10".into()),
    }
}

/// Runs `lint`.
pub fn run(arguments: &Arguments) -> ExitCode {
    for id in arguments.select.iter().chain(&arguments.ignore) {
        if !known(id) {
            eprintln!("newsmark: {}", super::explain::unknown(id));
            return ExitCode::from(super::MISUSE);
        }
    }
    if let Some(threads) = arguments.threads {
        // Fails only where a pool exists already, and then that one serves.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    let (report, status) = check(arguments);
    let shown = report.shown(arguments.format, arguments.show.map(Level::severity));
    let mut failed = status;
    if let Err(error) = report::print(&shown, arguments) {
        if error.kind() != std::io::ErrorKind::BrokenPipe {
            eprintln!("newsmark: {error}");
            failed = super::MISUSE;
        }
    }
    for output in &arguments.output {
        let shown = report.shown(output.format, arguments.show.map(Level::severity));
        if let Err(error) = report::write_file(&shown, output) {
            eprintln!("newsmark: {}: {error}", output.path.display());
            failed = super::MISUSE;
        }
    }
    ExitCode::from(failed)
}

fn known(pattern: &str) -> bool {
    pattern == "all" || rules::all().iter().any(|r| r.id == pattern || r.family() == pattern)
}

impl Arguments {
    pub(super) fn style(&self) -> report::Style {
        report::Style {
            format: self.format,
            quiet: self.quiet,
            statistics: self.statistics,
            ascii: self.ascii,
            snippets: !self.no_snippets,
        }
    }
}

/// Reads and lints everything; the report and the exit status.
fn check(arguments: &Arguments) -> (Report, u8) {
    let linter = Linter::new(LintOptions {
        select: arguments.select.clone(),
        ignore: arguments.ignore.clone(),
        ..LintOptions::default()
    });
    let here = [PathBuf::from(".")];
    let paths: &[PathBuf] = if arguments.paths.is_empty() { &here } else { &arguments.paths };
    let (standard, named): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(|p| p.as_os_str() == "-");
    let named: Vec<PathBuf> = named.into_iter().cloned().collect();
    let filter = Filter { all: arguments.all, ..Filter::default() };
    let Discovery { files, errors, unchecked } = workspace::discover(&named, &filter);
    let mut results: Vec<Result<report::File, (PathBuf, ReadError)>> = Vec::new();
    if !standard.is_empty() {
        results.push(standard_input(arguments, &linter));
    }
    results.par_extend(files.into_par_iter().map(|found| match workspace::read(&found.path) {
        Ok(text) => Ok(lint_text(&linter, found.path, text, arguments.date.as_deref())),
        Err(error) => Err((found.path, error)),
    }));
    let mut report = Report { unchecked, errors, ..Report::default() };
    for result in results {
        match result {
            Ok(file) => report.files.push(file),
            Err(error) => report.errors.push(error),
        }
    }
    report.errors.sort_by(|a, b| a.0.cmp(&b.0));
    let status = status(&report, arguments);
    (report, status)
}

fn status(report: &Report, arguments: &Arguments) -> u8 {
    if !report.errors.is_empty() {
        return super::MISUSE;
    }
    let Some(least) = arguments.fail_on.severity() else { return 0 };
    let failing = report.diagnostics().filter(|d| d.severity >= least);
    let count = match arguments.max_warnings {
        None => failing.count(),
        Some(most) => {
            let warnings = report.diagnostics().filter(|d| d.severity == Severity::Warning).count();
            let errors = report.diagnostics().filter(|d| d.severity == Severity::Error).count();
            errors + usize::from(warnings > most)
        }
    };
    u8::from(count > 0)
}

fn standard_input(arguments: &Arguments, linter: &Linter) -> Result<report::File, (PathBuf, ReadError)> {
    let path = arguments.stdin_filename.clone().unwrap_or_else(|| "<stdin>".into());
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes).map_err(ReadError::from);
    match read.and_then(|_| workspace::read_bytes(bytes)) {
        Ok(text) => Ok(lint_text(linter, path, text, arguments.date.as_deref())),
        Err(error) => Err((path, error)),
    }
}

/// Lints one text. What the report does not need is dropped at once, so that a whole site fits into memory.
fn lint_text(linter: &Linter, path: PathBuf, text: String, date: Option<&str>) -> report::File {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("txt");
    let options = Options { published: date.map(str::to_owned), ..Options::default() };
    let story = Story::read(&text, crate::syntax::Format::detect(&text, extension), options);
    let run = linter.run(&story);
    let article = &story.article;
    let undated = match article.anchor {
        None => article.dates.iter().filter(|d| d.needs_anchor).count(),
        Some(_) => 0,
    };
    let keep = !run.diagnostics.is_empty() || !run.suppressed.is_empty();
    report::File {
        path,
        empty: text.is_empty(),
        text: if keep { text } else { String::new() },
        diagnostics: run.diagnostics,
        suppressed: run.suppressed,
        undated,
    }
}

/// How a path is printed: with forward slashes on every system.
pub fn shown_path(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
