//! `newsmark completions` and `newsmark man`: made from the argument definitions.

use super::out::eprintln;
use clap::CommandFactory;
use std::io::{self, Write};
use std::process::ExitCode;

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
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

/// Prints the manual page.
pub fn man() -> ExitCode {
    finish(clap_mangen::Man::new(super::Arguments::command()).render(&mut io::stdout()))
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
