//! `newsmark completions` and `newsmark man`: made from the argument definitions.

use super::out::eprintln;
use crate::rules;
use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory};
use std::io::{self, Write};
use std::process::ExitCode;

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  source <(newsmark completions bash)    for this shell; in ~/.bashrc for all
  newsmark completions zsh > ~/.zfunc/_newsmark
                                         fpath+=~/.zfunc stands before compinit
  newsmark completions fish > ~/.config/fish/completions/newsmark.fish")]
pub struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

/// Prints a completion script.
pub fn completions(arguments: &Completions) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut with_names(), "newsmark", &mut script);
    finish(io::stdout().write_all(&script))
}

/// The arguments with the names of rules where these are asked for, so that a shell can complete them.
fn with_names() -> Command {
    let ids = || rules::all().iter().map(|rule| rule.id);
    let mut families: Vec<&str> = rules::all().iter().map(|rule| rule.family()).collect();
    families.dedup();
    families.push(rules::house::FAMILY);
    let both = PossibleValuesParser::new(families.iter().copied().chain(ids()));
    let families = PossibleValuesParser::new(families);
    let name = |command: Command, argument: &'static str, names: &PossibleValuesParser| {
        command.mut_arg(argument, |argument| argument.value_parser(names.clone()))
    };
    super::Arguments::command()
        .mut_subcommand("lint", |lint| name(name(lint, "select", &both), "ignore", &both))
        .mut_subcommand("explain", |explain| name(explain, "rule", &both))
        .mut_subcommand("rules", |rules| name(rules, "family", &families))
}

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsmark man | man -l -                     read it
  newsmark man lint | man -l -                read about one command
  newsmark man --all ~/.local/share/man/man1  install all pages")]
pub struct Man {
    /// The command that the page is about [default: newsmark itself]
    command: Option<String>,

    /// Write the pages of all commands into a folder, which is made if it is not there
    #[arg(long, value_name = "FOLDER", conflicts_with = "command", value_hint = clap::ValueHint::DirPath)]
    all: Option<std::path::PathBuf>,
}

/// Prints a manual page, or writes all.
pub fn man(arguments: &Man) -> ExitCode {
    // The command `help` needs no page of its own.
    let mut command = super::Arguments::command().disable_help_subcommand(true);
    command.build();
    let mut all = std::iter::once(&command).chain(command.get_subcommands());
    if let Some(folder) = &arguments.all {
        let written = std::fs::create_dir_all(folder).and_then(|()| {
            all.try_for_each(|command| {
                let name = clap_mangen::Man::new(command.clone()).get_filename();
                std::fs::write(folder.join(name), page(command)?)
            })
        });
        return finish(written.map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", folder.display()))));
    }
    let wanted = arguments.command.as_deref().unwrap_or(command.get_name());
    let Some(found) = all.find(|command| command.get_name() == wanted) else {
        eprintln!("newsmark: there is no command `{wanted}`; `newsmark help` lists them");
        return ExitCode::from(super::MISUSE);
    };
    finish(page(found).and_then(|page| io::stdout().write_all(&page)))
}

/// The page of a command.
fn page(command: &Command) -> io::Result<Vec<u8>> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let source = format!("Newsmark {}", env!("CARGO_PKG_VERSION"));
    let manual = clap_mangen::Man::new(command.clone()).title(name).source(source).manual("Newsmark");
    let mut page = Vec::new();
    manual.render_title(&mut page)?;
    manual.render_name_section(&mut page)?;
    manual.render_synopsis_section(&mut page)?;
    manual.render_description_section(&mut page)?;
    manual.render_options_section(&mut page)?;
    if command.has_subcommands() {
        manual.render_subcommands_section(&mut page)?;
    }
    let told = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    told.split("\n\n").try_for_each(|part| section(part, &mut page))?;
    Ok(page)
}

/// A part of what stands behind the options in the help: examples as they are typed, the rest as running text.
fn section(part: &str, page: &mut Vec<u8>) -> io::Result<()> {
    let plain = |text: &str| text.replace('\\', "\\e").replace('-', "\\-");
    let examples = part.strip_prefix("Examples:\n");
    let (head, text) = match (examples, part.strip_prefix("Exit status: ")) {
        (Some(lines), _) => ("EXAMPLES", lines),
        (None, Some(text)) => ("EXIT STATUS", text),
        (None, None) => ("NOTES", part),
    };
    writeln!(page, ".SH \"{head}\"")?;
    if examples.is_some() {
        writeln!(page, ".nf")?;
    }
    for line in text.lines() {
        // A full stop or an apostrophe at the head of a line would be a request.
        writeln!(page, "\\&{}", plain(line.strip_prefix("  ").unwrap_or(line)))?;
    }
    if examples.is_some() {
        writeln!(page, ".fi")?;
    }
    Ok(())
}

/// A reader that closes the pipe early has seen enough.
fn finish(result: io::Result<()>) -> ExitCode {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("newsmark: {error}");
            ExitCode::from(super::MISUSE)
        }
        _ => ExitCode::SUCCESS,
    }
}
