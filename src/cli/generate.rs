//! `newsmark completions` and `newsmark man`: made from the argument definitions.

use super::out::eprintln;
use clap::CommandFactory;
use std::io::{self, Write};
use std::process::ExitCode;

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsmark completions bash > ~/.local/share/bash-completion/completions/newsmark
  newsmark completions zsh > ~/.zfunc/_newsmark      with `fpath+=~/.zfunc` before compinit
  newsmark completions fish > ~/.config/fish/completions/newsmark.fish")]
pub struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

/// Prints a completion script.
pub fn completions(arguments: &Completions) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::Arguments::command(), "newsmark", &mut script);
    finish(io::stdout().write_all(&script))
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
    let mut command = super::Arguments::command();
    if let Some(folder) = &arguments.all {
        // The command `help` needs no page of its own.
        let pages = std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(command.disable_help_subcommand(true), folder));
        return finish(pages.map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", folder.display()))));
    }
    let Some(name) = &arguments.command else {
        return finish(clap_mangen::Man::new(command).render(&mut io::stdout()));
    };
    command.build();
    let Some(sub) = command.find_subcommand(name) else {
        eprintln!("newsmark: there is no command `{name}`; `newsmark help` lists them");
        return ExitCode::from(super::MISUSE);
    };
    finish(clap_mangen::Man::new(sub.clone()).render(&mut io::stdout()))
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
