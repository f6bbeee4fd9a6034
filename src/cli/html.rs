//! `newsmark html`

use super::MISUSE;
use super::house::HouseArguments;
use super::input::{Input, complain, print};
use crate::analysis::Story;
use crate::export;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `html`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsmark html story.nm.md > story.html")]
pub struct Arguments {
    /// A file, or `-` for standard input
    path: PathBuf,

    /// Day of publication, YYYY-MM-DD, for copy that does not say it
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    #[command(flatten)]
    house: HouseArguments,
}

/// Runs `html`.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Ok(opened) = arguments.house.open(&arguments.path) else { return ExitCode::from(MISUSE) };
    let result = Input::read(&arguments.path).map_err(|e| e.to_string()).and_then(|input| {
        let options = opened.house.reading(arguments.date.clone());
        let story = Story::read(&input.text, input.format(), options);
        print(&export::html::page(&story)).map_err(|e| e.to_string())
    });
    match result {
        Ok(()) if opened.failed => ExitCode::from(MISUSE),
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            complain(arguments.path.display(), what);
            ExitCode::from(MISUSE)
        }
    }
}
