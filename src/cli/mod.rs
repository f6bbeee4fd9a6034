//! The command line: arguments, subcommands, reporters, exit codes.

mod analyze;
mod annotate;
mod baseline;
mod check_rules;
mod choice;
mod doctor;
mod entities;
mod explain;
mod fix;
mod fmt;
mod generate;
mod house;
mod html;
mod in_order;
mod input;
mod lint;
mod mistakes;
mod out;
mod progress;
mod report;
mod settings;
mod signals;
mod strip;
mod timeline;

use clap::{Parser, Subcommand};
use std::num::NonZeroUsize;
use std::process::ExitCode;

/// Checks news copy: quotes without a speaker, names, dates and events
#[derive(Debug, Parser)]
#[command(name = "newsmark", version, about, propagate_version = true)]
#[command(after_help = "\
Examples:
  newsmark lint story.txt                check one article
  newsmark init                          say once which files are articles
  newsmark lint                          check all of them
  newsmark explain quote/unattributed    what a rule is about
  newsmark analyze --explain story.txt   who said what, and why we think so
  newsmark help lint                     every option of a command")]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// Whether to print in colour; NO_COLOR, CLICOLOR_FORCE and FORCE_COLOR are heeded, too
    #[arg(
        long,
        global = true,
        alias = "colour",
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true
    )]
    color: Color,
}

/// When to print in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Color {
    /// Where a terminal shows it
    Auto,
    /// Into files and pipes, too
    Always,
    /// Nowhere
    Never,
}

impl Color {
    /// `FORCE_COLOR`, which many CI services set, is not known to what asks for the other variables. `NO_COLOR` wins
    /// over it; `0` and `false` forbid colours.
    fn or_as_the_environment_says(self) -> Self {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        match set("FORCE_COLOR").filter(|_| set("NO_COLOR").is_none()) {
            Some(value) if self == Self::Auto => {
                if value == "0" || value == "false" {
                    Self::Never
                } else {
                    Self::Always
                }
            }
            _ => self,
        }
    }

    fn choice(self) -> anstream::ColorChoice {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check articles and report what a copy desk would
    Lint(Box<lint::Arguments>),
    /// Print a rule's page: what it flags, why, examples, limits, settings
    Explain(explain::Arguments),
    /// List all rules with their level and set
    Rules(explain::ListArguments),
    /// Put annotations into canonical form; the words stay as they are
    Fmt(fmt::Arguments),
    /// Print the clean copy, without annotations
    Strip(strip::Arguments),
    /// Print one page of an article: speakers, names and dates, for a screen and for paper
    Html(html::Arguments),
    /// Print the configuration in force, and where each value comes from
    Config(settings::ConfigArguments),
    /// Write a commented newsmark.toml
    Init(settings::InitArguments),
    /// Write what is inferred with high confidence into the text, as annotations
    Annotate(annotate::Arguments),
    /// Print what happened when: as text, as JSON or as a picture
    Timeline(timeline::Arguments),
    /// Print a script that completes commands and options in a shell
    Completions(generate::Completions),
    /// Print the manual page of newsmark or of one of its commands
    Man(generate::Man),
    /// List who and what articles name, as text, JSON, CSV or entries for a registry
    Entities(entities::Arguments),
    /// Print everything inferred from articles, as JSON
    Analyze(analyze::Arguments),
    /// Serve an editor over standard input and output; editors start this themselves
    Lsp(LspArguments),
    /// Print what a bug report needs, and nothing private
    #[command(
        after_help = "Examples:\n  newsmark doctor    version, system, and whether rules and settings load"
    )]
    Doctor,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsmark lsp                    what an editor runs
  newsmark lsp --log server.log   the same, and write down what happens")]
struct LspArguments {
    /// Accepted because many editors pass it; standard input and output are the only way to speak
    #[arg(long)]
    stdio: bool,

    /// Write down what the server does and how long it takes; no word of an article
    #[arg(long, value_name = "FILE")]
    log: Option<std::path::PathBuf>,
}

/// Exit status for wrong use, bad configuration, or an input that is missing or unreadable.
const MISUSE: u8 = 2;

/// Runs the command line. `serve` is the language server, which this module does not know.
pub fn run(serve: fn(Option<&std::path::Path>) -> ExitCode) -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // Help and the version come this way, too, and end with 0.
        Err(error) => mistakes::explained(error).exit(),
    };
    arguments.color.or_as_the_environment_says().choice().write_global();
    match arguments.command {
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(arguments) => explain::list(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Strip(arguments) => strip::run(&arguments),
        Command::Html(arguments) => html::run(&arguments),
        Command::Config(arguments) => settings::show(&arguments),
        Command::Init(arguments) => settings::init(&arguments),
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Timeline(arguments) => timeline::run(&arguments),
        Command::Completions(arguments) => generate::completions(&arguments),
        Command::Man(arguments) => generate::man(&arguments),
        Command::Entities(arguments) => entities::run(&arguments),
        Command::Analyze(arguments) => analyze::run(&arguments),
        Command::Lsp(arguments) => serve(arguments.log.as_deref()),
        Command::Doctor => doctor::run(),
    }
}

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "write a number from 1 on".into())
}

#[cfg(test)]
mod tests {
    use clap::error::ErrorKind;
    use clap::{CommandFactory, Parser};

    /// Commands in the pages of the documentation: lines of shell blocks, indented ones, and those within a sentence.
    fn commands(page: &str) -> Vec<String> {
        let mut found = Vec::new();
        for line in page.lines() {
            let typed = line.trim_start().trim_start_matches("$ ");
            if typed.starts_with("newsmark ") && (typed != line || !line.contains('`')) {
                found.push(typed.to_owned());
            }
            let quoted = line.split('`').skip(1).step_by(2).filter(|code| code.starts_with("newsmark "));
            found.extend(quoted.map(str::to_owned));
        }
        found
    }

    #[test]
    fn every_command_of_the_documentation_is_one() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let pages = std::fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
        let pages = pages.chain(["README.md", "editors/README.md"].map(|name| root.join(name)));
        let mut count = 0;
        for path in pages.filter(|path| path.extension().is_some_and(|e| e == "md")) {
            for command in commands(&std::fs::read_to_string(&path).unwrap()) {
                // What follows a space, a hash, a pipe or an arrow is for the shell, and so are quotation marks.
                let own =
                    command.split(" #").next().unwrap().split([';', '|', '>', '<', '…']).next().unwrap();
                let words = own.split_whitespace().map(|word| word.trim_matches('\''));
                count += 1;
                let Err(error) = super::Arguments::try_parse_from(words) else { continue };
                // Words such as FILE or SHELL stand for a value, and help is no error.
                let unknown =
                    matches!(error.kind(), ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand);
                assert!(!unknown, "{}: {command}\n{error}", path.display());
            }
        }
        assert!(count > 30, "only {count} commands were found");
    }

    #[test]
    fn examples_fit_into_a_terminal_of_eighty_columns() {
        let command = super::Arguments::command();
        for command in std::iter::once(&command).chain(command.get_subcommands()) {
            let told = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let examples = told.split("\n\n").filter(|part| part.starts_with("Examples:"));
            for line in examples.flat_map(str::lines) {
                assert!(line.is_ascii() && line.len() <= 79, "{}: {line}", command.get_name());
            }
        }
    }
}
