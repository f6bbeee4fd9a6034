//! The command line: arguments, subcommands, reporters, exit codes.

mod analyze;
mod explain;
mod lint;
mod report;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Checks news copy: quotes without a speaker, names, dates and events
#[derive(Debug, Parser)]
#[command(name = "newsmark", version, about, propagate_version = true)]
#[command(
    after_help = "Start with `newsmark lint story.txt`. `newsmark explain quote/unattributed` shows what a rule is about."
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check articles and report what a copy desk would
    Lint(Box<lint::Arguments>),
    /// Print a rule's page: what it flags, why, examples, limits, settings
    Explain(explain::Arguments),
    /// List all rules with their level and set
    Rules(explain::ListArguments),
    /// Print everything inferred from articles, as JSON
    Analyze(analyze::Arguments),
}

/// Exit status for wrong use, bad configuration, or an input that is missing or unreadable.
const MISUSE: u8 = 2;

/// Runs the command line.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(arguments) => explain::list(&arguments),
        Command::Analyze(arguments) => analyze::run(&arguments),
    }
}
