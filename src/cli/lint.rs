//! `newsmark lint`

mod arguments;

pub use arguments::{Arguments, Level};

use super::choice::Choice;
use super::house::Opened;
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

/// Runs `lint`.
pub fn run(arguments: &Arguments) -> ExitCode {
    if arguments.rules.check_rules {
        return match arguments.house.open_first(&arguments.paths) {
            Ok(opened) => super::check_rules::run(opened.house.config.as_ref()),
            Err(()) => ExitCode::from(super::MISUSE),
        };
    }
    if let Some(threads) = arguments.what.threads {
        // Fails only where a pool exists already, and then that one serves.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global();
    }
    let for_people = matches!(arguments.print.format, Format::Human | Format::Concise);
    let _stopped = (for_people || arguments.outcome.diff).then(super::out::CommandsStopped::begin);
    if arguments.outcome.fix {
        super::signals::finish_writing_first();
    }
    let Ok(mut report) = check(arguments) else { return ExitCode::from(super::MISUSE) };
    if let Err(message) = with_baseline(arguments, &mut report) {
        eprintln!("newsmark: {message}");
        return ExitCode::from(super::MISUSE);
    }
    let mut status = status(&report, arguments);
    let least = arguments.print.show.map(Level::severity);
    match report::print(&report.shown(arguments.own_style(), least), arguments) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            eprintln!("newsmark: {error}");
            status = super::MISUSE;
        }
        _ => {}
    }
    for output in &arguments.print.output {
        let style = report::Style { quiet: false, ascii: false, ..arguments.style(output.format) };
        if let Err(error) = report::write_file(&report.shown(style, least), style, &output.path) {
            let error = workspace::ReadError::from(error);
            eprintln!("newsmark: {}: the report cannot be written: {error}", shown_path(&output.path));
            status = super::MISUSE;
        }
    }
    ExitCode::from(status)
}

impl Arguments {
    /// How a report in `format` is written.
    pub(super) fn style(&self, format: Format) -> report::Style {
        report::Style {
            format,
            quiet: self.print.quiet,
            statistics: self.print.statistics,
            ascii: self.print.ascii,
            snippets: !self.print.no_snippets,
            fail_on: self.outcome.fail_on.severity(),
        }
    }

    /// How the report on standard output is written.
    pub(super) fn own_style(&self) -> report::Style {
        self.style(self.print.format)
    }

    /// What is compared with where only changes are looked at, as git calls it.
    pub(super) fn base(&self) -> Option<&str> {
        let lines = self.what.changed_lines.as_deref();
        let named = lines.filter(|base| !base.is_empty()).or(self.what.changed.as_deref());
        named.or(lines.map(|_| "HEAD"))
    }

    /// Whether only changed lines are looked at.
    pub(super) fn only_changed_lines(&self) -> bool {
        self.what.changed_lines.is_some()
    }
}

/// Writes the baseline, or marks its findings.
fn with_baseline(arguments: &Arguments, report: &mut Report) -> Result<(), String> {
    if let Some(path) = &arguments.rules.write_baseline {
        let count = super::baseline::write(report, path).map_err(|e| format!("{}: {e}", path.display()))?;
        report.files.iter_mut().for_each(|f| f.findings.clear());
        let what = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
        eprintln!("newsmark: {what} written to {}", path.display());
    }
    let Some(path) = &arguments.rules.baseline else { return Ok(()) };
    super::baseline::apply(report, path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            let path = path.display();
            format!(
                "{path}: there is no such baseline yet; `newsmark lint --write-baseline {path} .` writes it"
            )
        }
        _ => format!("{}: {error}", path.display()),
    })?;
    // Of rules that did not run and lines that were not looked at nobody can say that a finding is gone.
    let partly = !(arguments.rules.select.is_empty() && arguments.rules.ignore.is_empty());
    if partly || arguments.only_changed_lines() {
        report.gone = report.gone.take().map(|_| Vec::new());
    }
    Ok(())
}

/// What configuration and arguments make.
struct Resolved {
    linters: Linters,
    filter: Filter,
    rules: report::Rules,
    /// Whether a registry file has errors.
    failed: bool,
}

fn resolve(arguments: &Arguments, start: &Path) -> Result<Resolved, ()> {
    let Opened { house, failed } = arguments.house.open(start)?;
    let mut filter = match &house.config {
        Some(located) => {
            located.filter(arguments.what.all).map_err(|error| eprintln!("newsmark: {error}"))?
        }
        None => Filter::default(),
    };
    filter.all = arguments.what.all;
    filter.only_opted_in = arguments.what.only_opted_in;
    let options = house.lint_options();
    let (select, ignore) = (arguments.rules.select.clone(), arguments.rules.ignore.clone());
    for id in select.iter().chain(&ignore).filter(|id| !options.names_any(id)) {
        eprintln!("newsmark: {}", super::explain::unknown(id));
        if crate::rules::removed(id).is_none() {
            return Err(());
        }
    }
    let rules = report::Rules::of(&options);
    let adjust = move |options: &mut LintOptions| {
        options.select.clone_from(&select);
        options.ignore.clone_from(&ignore);
    };
    Ok(Resolved { linters: Linters::new(house, arguments.what.date.clone(), adjust), filter, rules, failed })
}

/// The paths that are named: standard input where only its name is given, else the folder one is in.
fn paths(arguments: &Arguments) -> Vec<PathBuf> {
    match (&arguments.paths, &arguments.what.stdin_filename) {
        (paths, Some(_)) if paths.is_empty() => vec!["-".into()],
        (paths, None) if paths.is_empty() => vec![".".into()],
        (paths, _) => paths.clone(),
    }
}

/// Where the configuration is looked for: at the first path, or the file that standard input holds.
fn start(arguments: &Arguments, paths: &[PathBuf]) -> PathBuf {
    let standard = || arguments.what.stdin_filename.clone().unwrap_or_else(|| ".".into());
    paths.iter().find(|p| p.as_os_str() != "-").cloned().unwrap_or_else(standard)
}

/// Reads and lints everything.
fn check(arguments: &Arguments) -> Result<Report, ()> {
    let paths = paths(arguments);
    let Resolved { linters, filter, rules, failed } = resolve(arguments, &start(arguments, &paths))?;
    let job = Job { linters, fix: arguments.outcome.fix, diff: arguments.outcome.diff };
    let (standard, named): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.into_iter().partition(|p| p.as_os_str() == "-");
    let complain = |error: String| eprintln!("newsmark: {error}");
    let Choice { discovery, lines } = match named.is_empty() {
        true => Choice { discovery: Discovery::default(), lines: None },
        false => super::choice::choose(&named, arguments, &filter).map_err(complain)?,
    };
    let Discovery { files, errors, unchecked } = discovery;
    let mut results: Vec<Result<report::File, (PathBuf, ReadError)>> = Vec::new();
    if !standard.is_empty() {
        results.push(standard_input(arguments, &job));
    }
    let progress = super::progress::Progress::new(files.len(), arguments.print.quiet);
    results.par_extend(files.into_par_iter().map(|found| {
        let result = match workspace::read(&found.path) {
            Ok(text) => job.lint(found.path, text),
            Err(error) => Err((found.path, error)),
        };
        progress.done();
        result
    }));
    progress.clear();
    let failed = super::house::complain_of_others(job.linters.house()) || failed;
    let changed = arguments.base().is_some();
    let mut report = Report { unchecked, errors, bad_registry: failed, rules, changed, ..Report::default() };
    for result in results {
        match result {
            Ok(file) => report.files.push(file),
            Err(error) => report.errors.push(error),
        }
    }
    report.errors.sort_by(|a, b| a.0.cmp(&b.0));
    if let Some(base) = lines {
        super::choice::keep_changed_lines(&mut report.files, &base).map_err(complain)?;
    }
    Ok(report)
}

fn status(report: &Report, arguments: &Arguments) -> u8 {
    if !report.errors.is_empty() || report.bad_registry {
        return super::MISUSE;
    }
    let Some(least) = arguments.outcome.fail_on.severity() else { return 0 };
    let failing = report.diagnostics().filter(|d| d.severity >= least);
    let count = match arguments.outcome.max_warnings {
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
    let path = arguments.what.stdin_filename.clone().unwrap_or_else(|| "<stdin>".into());
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

    /// Lints one text.
    fn report(&self, path: PathBuf, text: String) -> report::File {
        let story = Story::read(&text, format_of(&path, &text), self.linters.reading(&path));
        let run = self.linters.run(&story, &path);
        let article = &story.article;
        let undated = match article.anchor {
            None => article.dates.iter().filter(|d| d.needs_anchor).count(),
            Some(_) => 0,
        };
        report::File::of(path, text, run, undated)
    }
}

/// How a path is printed: with forward slashes on every system.
pub fn shown_path(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
