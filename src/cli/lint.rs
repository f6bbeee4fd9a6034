//! `newsmark lint`

mod arguments;
mod territory;

pub use arguments::{Arguments, Level};

use super::choice::Choice;
use super::out::{eprintln, print, println};
use super::report::{self, Format, Report};
use crate::analysis::Story;
use crate::diagnostic::Severity;
use crate::workspace::{self, Discovery, ReadError};
use rayon::prelude::*;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use territory::{Territories, Territory};

/// Runs `lint`.
pub fn run(arguments: &Arguments) -> ExitCode {
    if arguments.rules.check_rules {
        return match arguments.house.open_first(&arguments.paths) {
            Ok(opened) => super::check_rules::run(opened.house.config.as_ref()),
            Err(()) => ExitCode::from(super::MISUSE),
        };
    }
    if arguments.what.show_files {
        return show_files(arguments);
    }
    if let Some(threads) = arguments.what.threads {
        // Fails only where a pool exists already, and then that one serves.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global();
    }
    let for_people = matches!(arguments.print.format, Format::Human | Format::Concise);
    if arguments.outcome.diff && !for_people {
        eprintln!(
            "newsmark: --diff is for people: leave --format out; --output FORMAT:FILE writes a report beside it"
        );
        return ExitCode::from(super::MISUSE);
    }
    let _stopped = (for_people || arguments.outcome.diff).then(super::out::CommandsStopped::begin);
    if arguments.outcome.fix {
        super::signals::finish_writing_first();
    }
    let Ok(mut report) = check(arguments) else { return ExitCode::from(super::MISUSE) };
    let written = places_for_reports(arguments, &report);
    if let Err(message) = written.and_then(|()| with_baseline(arguments, &mut report)) {
        eprintln!("newsmark: {message}");
        return ExitCode::from(super::MISUSE);
    }
    // Here, not while files are checked, so that the order is theirs.
    report.files.iter().filter(|f| !f.difference.is_empty()).for_each(|f| print!("{}", f.difference));
    let mut status = status(&report, arguments);
    let least = arguments.print.show.map(Level::severity);
    match report::print(&report.shown(arguments.own_style(), least), arguments) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            eprintln!("newsmark: cannot write to standard output: {}", workspace::plain(&error));
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

    /// What standard input stands for, or a name in the folder one is in.
    fn standard_name(&self) -> &Path {
        self.what.stdin_filename.as_deref().unwrap_or(Path::new("<stdin>"))
    }

    /// Whether standard output holds a text with fixes, so that reports for people have to stand elsewhere.
    pub(super) fn prints_text(&self) -> bool {
        self.outcome.fix && paths(self).iter().any(|p| p.as_os_str() == "-")
    }

    /// Whether only changed lines are looked at.
    pub(super) fn only_changed_lines(&self) -> bool {
        self.what.changed_lines.is_some()
    }
}

/// `Err` where a report would be written over another one, or over an article.
fn places_for_reports(arguments: &Arguments, report: &Report) -> Result<(), String> {
    let place = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    let articles = || report.files.iter().map(|f| &f.path).chain(report.errors.iter().map(|(path, _)| path));
    let mut seen = std::collections::HashSet::new();
    for output in &arguments.print.output {
        let (shown, at) = (shown_path(&output.path), place(&output.path).ok());
        let is_article = output.path.is_file() && articles().any(|path| place(path).ok() == at);
        if is_article {
            return Err(format!("{shown}: this is an article, and a report would be written over it"));
        }
        if at.is_some() && !output.path.to_string_lossy().starts_with("/dev/") && !seen.insert(at) {
            return Err(format!("{shown}: two reports would be written to this file; give each its own"));
        }
    }
    Ok(())
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

/// The paths that are named: standard input where only its name is given, else the folder one is in.
fn paths(arguments: &Arguments) -> Vec<PathBuf> {
    match (&arguments.paths, &arguments.what.stdin_filename) {
        (paths, Some(_)) if paths.is_empty() => vec!["-".into()],
        (paths, None) if paths.is_empty() => vec![".".into()],
        (paths, _) => paths.clone(),
    }
}

/// Prints the files that would be checked.
fn show_files(arguments: &Arguments) -> ExitCode {
    let territories = Territories::new(arguments);
    let Ok((_, Choice { discovery, .. })) = choose(arguments, &territories) else {
        return ExitCode::from(super::MISUSE);
    };
    if territories.verified().is_err() {
        return ExitCode::from(super::MISUSE);
    }
    for found in &discovery.files {
        println!("{}", super::out::harmless_line(&shown_path(&found.path)));
    }
    for (path, error) in &discovery.errors {
        eprintln!("newsmark: {}: {error}", shown_path(path));
    }
    ExitCode::from(if discovery.errors.is_empty() { 0 } else { super::MISUSE })
}

/// What the command line names: whether standard input is meant, and which files.
fn choose(arguments: &Arguments, territories: &Territories<'_>) -> Result<(bool, Choice), ()> {
    let (standard, named): (Vec<PathBuf>, Vec<PathBuf>) =
        paths(arguments).into_iter().partition(|p| p.as_os_str() == "-");
    if !standard.is_empty() {
        territories.of_file(arguments.standard_name()).ok_or(())?;
    }
    // A folder without articles, or a glob without a file, has a configuration, too.
    named.first().map(|first| territories.of(first).ok_or(())).transpose()?;
    let choice = match named.is_empty() {
        true => Choice { discovery: Discovery::default(), lines: None },
        false => {
            let filters = |folder: &Path| territories.filter(folder);
            super::choice::choose(&named, arguments, &filters).map_err(complain)?
        }
    };
    Ok((!standard.is_empty(), choice))
}

fn complain(error: String) {
    eprintln!("newsmark: {error}");
}

/// Reads and lints everything.
fn check(arguments: &Arguments) -> Result<Report, ()> {
    let territories = Territories::new(arguments);
    let (standard, Choice { discovery, lines }) = choose(arguments, &territories)?;
    let Discovery { files, errors, unchecked } = discovery;
    let placed: Vec<_> =
        files.into_iter().filter_map(|f| Some((territories.of_file(&f.path)?, f.path))).collect();
    territories.verified()?;
    let job = Job { fix: arguments.outcome.fix, diff: arguments.outcome.diff };
    let mut results: Vec<Result<report::File, (PathBuf, ReadError)>> = Vec::new();
    if standard {
        results.extend(standard_input(arguments, &territories, &job));
    }
    let progress = super::progress::Progress::new(placed.len(), arguments.print.quiet, arguments.print.ascii);
    results.par_extend(placed.into_par_iter().map(|(territory, path)| {
        let result = match workspace::read(&path) {
            Ok(text) => job.lint(&territory, path, text),
            Err(error) => Err((path, error)),
        };
        progress.done();
        result
    }));
    progress.clear();
    let (rules, bad_registry) = (territories.rules(), territories.failed());
    let changed = arguments.base().is_some();
    let mut report = Report { unchecked, errors, bad_registry, rules, changed, ..Report::default() };
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

/// The text on standard input; `None` where it is no article, and only those are wanted.
fn standard_input(
    arguments: &Arguments,
    territories: &Territories<'_>,
    job: &Job,
) -> Option<Result<report::File, (PathBuf, ReadError)>> {
    let territory = territories.of_file(arguments.standard_name())?;
    let path = arguments.what.stdin_filename.clone().unwrap_or_else(|| "<stdin>".into());
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes).map_err(ReadError::from);
    let text = match read.and_then(|_| workspace::read_bytes(bytes)) {
        Ok(text) => text,
        Err(error) => return Some(Err((path, error))),
    };
    let filters = |folder: &Path| territories.filter(folder);
    let wanted = workspace::is_wanted(&path, &filters, || crate::syntax::opts_in(&text));
    if !job.fix {
        return wanted.then(|| job.lint(&territory, path, text));
    }
    // Standard output holds the text and nothing else, so that it can be written where the text came from.
    let fixed = if wanted { job.fixed(&territory, &path, &text).0 } else { text };
    print!("{fixed}");
    wanted.then(|| Ok(job.report(&territory, path, fixed)))
}

pub(super) fn format_of(path: &Path, text: &str) -> crate::syntax::Format {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("txt");
    crate::syntax::Format::detect(text, extension)
}

/// What is done with each file.
struct Job {
    fix: bool,
    diff: bool,
}

impl Job {
    /// The text of a file with all safe fixes applied, and how many there were.
    fn fixed(&self, territory: &Territory, path: &Path, text: &str) -> (String, usize) {
        let (linter, reading) = (territory.linters.of(path), territory.linters.reading(path));
        super::fix::fixed(&linter, text, format_of(path, text), &reading)
    }

    /// Fixes and lints a file.
    fn lint(
        &self,
        territory: &Territory,
        path: PathBuf,
        mut text: String,
    ) -> Result<report::File, (PathBuf, ReadError)> {
        let mut difference = String::new();
        if self.fix || self.diff {
            let (fixed, count) = self.fixed(territory, &path, &text);
            if self.diff && count > 0 {
                difference = super::fix::difference(&path, &text, &fixed);
            } else if count > 0 {
                if let Err(error) = workspace::replace(&path, &text, &fixed) {
                    return Err((path, error.into()));
                }
                text = fixed;
            }
        }
        Ok(report::File { difference, ..self.report(territory, path, text) })
    }

    /// Lints one text.
    fn report(&self, territory: &Territory, path: PathBuf, text: String) -> report::File {
        let linters = &territory.linters;
        let story = Story::read(&text, format_of(&path, &text), linters.reading(&path));
        let run = linters.run(&story, &path);
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
