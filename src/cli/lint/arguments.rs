//! Arguments of `newsmark lint`.

use crate::cli::house::HouseArguments;
use crate::cli::report::{self, Format};
use crate::diagnostic::Severity;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Arguments of `lint`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit status: 0 nothing to report, 1 findings at or above --fail-on, 2 wrong use or an input that cannot be read.

Examples:
  newsmark lint story.txt                     check one article
  newsmark lint --date 2017-05-10 story.txt   ... which ran on that day
  newsmark lint content/                      check the articles below content/
  newsmark lint --all --statistics archive/   ... whether or not they opted in
  pbpaste | newsmark lint -                   check what is on the clipboard
  newsmark lint --diff content/               see what --fix would change
  newsmark lint --changed-lines=main          check what your branch changes
  newsmark lint --select quote,date/weekday   run some rules and families
  newsmark lint --output sarif:report.sarif   write a report, too

An archive with old faults: `newsmark lint --write-baseline old.txt .` once, then `newsmark lint --baseline old.txt .`.")]
pub struct Arguments {
    /// Files, folders, globs, or `-` for standard input [default: the folder you are in]
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) what: What,

    #[command(flatten)]
    pub(super) rules: Chosen,

    #[command(flatten)]
    pub(super) print: Printed,

    #[command(flatten)]
    pub(super) outcome: Outcome,

    #[command(flatten)]
    pub(super) house: HouseArguments,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "What to check")]
pub(super) struct What {
    /// Check every .md, .qmd and .txt in folders, opted in or not
    #[arg(long, conflicts_with = "only_opted_in")]
    pub(super) all: bool,

    /// Of files that are named, too, check only those that opted in and are not excluded (for hooks)
    #[arg(long)]
    pub(super) only_opted_in: bool,

    /// Check only files that git says have changed since your work left BASE [default: HEAD, the last commit]
    #[arg(long, value_name = "BASE", num_args = 0..=1, default_missing_value = "HEAD", require_equals = true)]
    pub(super) changed: Option<String>,

    /// Report only what touches lines changed since BASE [default: that of --changed, or HEAD]
    #[arg(long, value_name = "BASE", num_args = 0..=1, default_missing_value = "", require_equals = true)]
    #[arg(conflicts_with = "stdin_filename")]
    pub(super) changed_lines: Option<String>,

    /// Day of publication, YYYY-MM-DD, for copy that does not say it
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) date: Option<String>,

    /// Name of the file that standard input holds, for messages, configuration and the way it is read
    #[arg(long, value_name = "PATH", value_hint = clap::ValueHint::FilePath)]
    pub(super) stdin_filename: Option<PathBuf>,

    /// Print the files that would be checked, and check none
    #[arg(long, alias = "list-files")]
    pub(super) show_files: bool,

    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = crate::cli::threads)]
    pub(super) threads: Option<NonZeroUsize>,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Rules")]
pub(super) struct Chosen {
    /// Only these rules or families; naming an opt-in rule switches it on
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,

    /// Not these rules or families
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,

    /// Report only what is not in this baseline
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(super) baseline: Option<PathBuf>,

    /// Write all findings into a baseline, and report none
    #[arg(long, value_name = "FILE", conflicts_with = "baseline", value_hint = clap::ValueHint::FilePath)]
    pub(super) write_baseline: Option<PathBuf>,

    /// Run the examples of the house rules in the configuration, and check no article
    #[arg(long)]
    pub(super) check_rules: bool,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reports")]
pub(super) struct Printed {
    /// How to print findings
    #[arg(long, short, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,

    /// Write a report to a file as well; may be given several times
    #[arg(long, short, value_name = "FORMAT:FILE", value_parser = report::output)]
    pub(super) output: Vec<report::Output>,

    /// Lowest level to report [default: info, and hint in machine formats]
    #[arg(long, value_name = "LEVEL")]
    pub(super) show: Option<Level>,

    /// Print findings only: no notes, no summary
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Print how often each rule spoke
    #[arg(long)]
    pub(super) statistics: bool,

    /// Draw with ASCII characters only
    #[arg(long)]
    pub(super) ascii: bool,

    /// Leave the copy out of every report: rule, level and place alone, for logs that others read
    #[arg(long, conflicts_with = "diff")]
    pub(super) no_snippets: bool,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Mending, and the exit status")]
pub(super) struct Outcome {
    /// Apply the fixes that need no choice, and write the files
    #[arg(long, conflicts_with_all = ["changed_lines", "diff"])]
    pub(super) fix: bool,

    /// Print what --fix would change, and write nothing
    #[arg(long, conflicts_with = "changed_lines")]
    pub(super) diff: bool,

    /// Lowest level that makes the exit status 1
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    pub(super) fail_on: FailOn,

    /// Exit with 1 only when there are more warnings than this (errors always count)
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = warnings)]
    pub(super) max_warnings: Option<usize>,
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
    pub(super) fn severity(self) -> Severity {
        match self {
            Self::Hint => Severity::Hint,
            Self::Info => Severity::Info,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        }
    }
}

impl FailOn {
    pub(super) fn severity(self) -> Option<Severity> {
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

fn warnings(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "write how many warnings may pass: a number from 0 on".into())
}
