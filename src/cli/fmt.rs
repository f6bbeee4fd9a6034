//! `newsmark fmt`

use super::MISUSE;
use super::house::HouseArguments;
use super::input::{Input, complain, print, replace};
use crate::edit;
use crate::knowledge::Registry;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `fmt`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit status: 0 done, or nothing to do; 1 with --check or --diff when a file is not in canonical form; 2 an input that cannot be read or written.

Examples:
  newsmark fmt story.nm.md           rewrite the file
  newsmark fmt --check *.nm.md       say which files would change
  newsmark fmt - < draft.md          print standard input in canonical form")]
pub struct Arguments {
    /// Files, or `-` for standard input, which is printed
    #[arg(required = true)]
    paths: Vec<PathBuf>,

    /// Change nothing; name the files that would change
    #[arg(long)]
    check: bool,

    /// Change nothing; print what would change
    #[arg(long)]
    diff: bool,

    #[command(flatten)]
    house: HouseArguments,
}

/// Runs `fmt`.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Ok(opened) = arguments.house.open_first(&arguments.paths) else { return ExitCode::from(MISUSE) };
    super::signals::finish_writing_first();
    let (mut changed, mut failed) = (false, opened.failed);
    for path in &arguments.paths {
        match one(path, arguments, &opened.house.registry) {
            Ok(would_change) => changed |= would_change,
            Err(what) => {
                complain(path.display(), what);
                failed = true;
            }
        }
    }
    match (failed, changed) {
        (true, _) => ExitCode::from(MISUSE),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    }
}

/// Formats one input; whether a change is left undone.
fn one(path: &std::path::Path, arguments: &Arguments, registry: &Registry) -> Result<bool, String> {
    let input = Input::read(path).map_err(|e| e.to_string())?;
    let formatted = edit::fmt(&input.document(), &|id| registry.get(id).map(|e| e.class.name()));
    let changes = formatted != input.text;
    if arguments.diff && changes {
        print(&diff(&input, &formatted)).map_err(|e| e.to_string())?;
    }
    if arguments.check && changes && !arguments.diff {
        print(&format!("{}\n", input.name)).map_err(|e| e.to_string())?;
    }
    if arguments.check || arguments.diff {
        return Ok(changes);
    }
    match &input.path {
        None => print(&formatted).map_err(|e| e.to_string())?,
        Some(path) if changes => replace(path, &input.text, &formatted).map_err(|e| e.to_string())?,
        Some(_) => {}
    }
    Ok(false)
}

fn diff(input: &Input, formatted: &str) -> String {
    similar::TextDiff::from_lines(input.text.as_str(), formatted)
        .unified_diff()
        .header(&input.name, &input.name)
        .to_string()
}
