//! `newsmark lint`

use super::house::{HouseArguments, Opened};
use super::out::{eprintln, print};
use super::report::{self, Format, Report};
use crate::analysis::Story;
use crate::diagnostic::Severity;
use crate::lint::LintOptions;
use crate::workspace::{self, Discovery, Filter, Linters, ReadError};
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

    /// Apply the fixes that need no choice, and write the files
    #[arg(long)]
    fix: bool,

    /// Print what --fix would change, and write nothing
    #[arg(long)]
    diff: bool,

    #[command(flatten)]
    house: HouseArguments,

    /// Run the examples of the house rules in the configuration, and check no article
    #[arg(long)]
    check_rules: bool,

    /// Report only what is not in this baseline
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write all findings into a baseline, and report none
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    write_baseline: Option<PathBuf>,

    /// Check only files that git says have changed since BASE (HEAD where it is left out)
    #[arg(long, value_name = "BASE", num_args = 0..=1, default_missing_value = "HEAD", require_equals = true)]
    changed: Option<String>,

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
    if arguments.check_rules {
        return match arguments.house.open_first(&arguments.paths) {
            Ok(opened) => super::check_rules::run(opened.house.config.as_ref()),
            Err(()) => ExitCode::from(super::MISUSE),
        };
    }
    if let Some(threads) = arguments.threads {
        // Fails only where a pool exists already, and then that one serves.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    let for_people = matches!(arguments.format, Format::Human | Format::Concise);
    let _stopped = (for_people || arguments.diff).then(super::out::CommandsStopped::begin);
    if arguments.fix {
        super::signals::finish_writing_first();
    }
    let Ok(mut report) = check(arguments) else { return ExitCode::from(super::MISUSE) };
    if let Err(message) = with_baseline(arguments, &mut report) {
        eprintln!("newsmark: {message}");
        return ExitCode::from(super::MISUSE);
    }
    let status = status(&report, arguments);
    let shown = report.shown(arguments.format, arguments.show.map(Level::severity));
    let mut failed = status;
    match report::print(&shown, arguments) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            eprintln!("newsmark: {error}");
            failed = super::MISUSE;
        }
        _ => {}
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

/// Writes the baseline, or takes its findings out.
fn with_baseline(arguments: &Arguments, report: &mut Report) -> Result<(), String> {
    if let Some(path) = &arguments.write_baseline {
        let count = super::baseline::write(report, path).map_err(|e| format!("{}: {e}", path.display()))?;
        report.files.iter_mut().for_each(|f| f.diagnostics.clear());
        eprintln!("newsmark: {count} findings written to {}", path.display());
    }
    if let Some(path) = &arguments.baseline {
        super::baseline::apply(report, path).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}

/// The linters and the choice of files that configuration and arguments make, and whether a registry file has errors.
fn resolve(arguments: &Arguments, start: &Path) -> Result<(Linters, Filter, bool), ()> {
    let Opened { house, failed } = arguments.house.open(start)?;
    let mut filter = match &house.config {
        Some(located) => located.filter(arguments.all).map_err(|error| eprintln!("newsmark: {error}"))?,
        None => Filter::default(),
    };
    filter.all = arguments.all;
    let options = house.lint_options();
    if let Some(id) = arguments.select.iter().chain(&arguments.ignore).find(|id| !options.names_any(id)) {
        eprintln!("newsmark: {}", super::explain::unknown(id));
        return Err(());
    }
    let (select, ignore) = (arguments.select.clone(), arguments.ignore.clone());
    let adjust = move |options: &mut LintOptions| {
        options.select.clone_from(&select);
        options.ignore.clone_from(&ignore);
    };
    Ok((Linters::new(house, arguments.date.clone(), adjust), filter, failed))
}

/// The changed files below the named folders that are to be checked.
fn changed(folders: &[PathBuf], base: &str, filter: &Filter) -> Result<Discovery, String> {
    let mut discovery = Discovery::default();
    for folder in folders {
        let files = workspace::changed_files(folder, base)?.into_iter();
        let chosen = files.filter(|f| is_plain_file(f) && workspace::is_chosen(f, filter));
        discovery.files.extend(chosen.map(|path| workspace::Found { path, named: false }));
    }
    Ok(discovery)
}

/// Whether there is a file at `path` itself: a link that a repository holds may lead anywhere.
fn is_plain_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|meta| meta.is_file())
}

/// Reads and lints everything.
fn check(arguments: &Arguments) -> Result<Report, ()> {
    let here = [PathBuf::from(".")];
    let paths: &[PathBuf] = if arguments.paths.is_empty() { &here } else { &arguments.paths };
    let (linters, filter, failed) = resolve(arguments, &paths[0])?;
    let job = Job { linters, fix: arguments.fix, diff: arguments.diff };
    let (standard, named): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(|p| p.as_os_str() == "-");
    let named: Vec<PathBuf> = named.into_iter().cloned().collect();
    let Discovery { files, errors, unchecked } = match &arguments.changed {
        Some(base) => changed(&named, base, &filter).map_err(|error| eprintln!("newsmark: {error}"))?,
        None => workspace::discover(&named, &filter),
    };
    let mut results: Vec<Result<report::File, (PathBuf, ReadError)>> = Vec::new();
    if !standard.is_empty() {
        results.push(standard_input(arguments, &job));
    }
    results.par_extend(files.into_par_iter().map(|found| match workspace::read(&found.path) {
        Ok(text) => job.lint(found.path, text),
        Err(error) => Err((found.path, error)),
    }));
    let mut report = Report { unchecked, errors, bad_registry: failed, ..Report::default() };
    for result in results {
        match result {
            Ok(file) => report.files.push(file),
            Err(error) => report.errors.push(error),
        }
    }
    report.errors.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(report)
}

fn status(report: &Report, arguments: &Arguments) -> u8 {
    if !report.errors.is_empty() || report.bad_registry {
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

fn standard_input(arguments: &Arguments, job: &Job) -> Result<report::File, (PathBuf, ReadError)> {
    let path = arguments.stdin_filename.clone().unwrap_or_else(|| "<stdin>".into());
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes).map_err(ReadError::from);
    match read.and_then(|_| workspace::read_bytes(bytes)) {
        Ok(text) if job.fix => {
            let (fixed, _) = job.fixed(&path, &text);
            print!("{fixed}");
            Ok(job.report(path, String::new()))
        }
        Ok(text) => Ok(job.report(path, text)),
        Err(error) => Err((path, error)),
    }
}

pub(super) fn format_of(path: &Path, text: &str) -> crate::syntax::Format {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("txt");
    crate::syntax::Format::detect(text, extension)
}

/// What is done with each file.
struct Job {
    linters: Linters,
    fix: bool,
    diff: bool,
}

impl Job {
    /// The text of a file with all safe fixes applied, and how many there were.
    fn fixed(&self, path: &Path, text: &str) -> (String, usize) {
        let (linter, reading) = (self.linters.of(path), self.linters.reading(path));
        super::fix::fixed(&linter, text, format_of(path, text), &reading)
    }

    /// Fixes and lints a file.
    fn lint(&self, path: PathBuf, mut text: String) -> Result<report::File, (PathBuf, ReadError)> {
        if self.fix || self.diff {
            let (fixed, count) = self.fixed(&path, &text);
            if self.diff && count > 0 {
                super::fix::print_diff(&path, &text, &fixed);
            } else if count > 0 {
                if let Err(error) = workspace::replace(&path, &text, &fixed) {
                    return Err((path, error.into()));
                }
                text = fixed;
            }
        }
        Ok(self.report(path, text))
    }

    /// Lints one text. What the report does not need is dropped at once, so that a whole site fits into memory.
    fn report(&self, path: PathBuf, text: String) -> report::File {
        let story = Story::read(&text, format_of(&path, &text), self.linters.reading(&path));
        let run = self.linters.run(&story, &path);
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
}

/// How a path is printed: with forward slashes on every system.
pub fn shown_path(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
