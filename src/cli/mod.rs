//! The command line: arguments, subcommands, reporters, exit codes.

mod analyze;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Checks news copy: quotes without a speaker, names, dates and events.
#[derive(Debug, Parser)]
#[command(name = "newsmark", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print everything inferred from articles, as JSON
    Analyze(analyze::Arguments),
}

/// Runs the command line.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Analyze(arguments) => analyze::run(&arguments),
    }
}
