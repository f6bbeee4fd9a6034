//! `newsmark timeline`

use super::MISUSE;
use super::house::{HouseArguments, Opened};
use super::input::{each, print};
use super::out::{eprintln, harmless};
use crate::analysis::Story;
use crate::export::timeline::{self, Entry};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `timeline`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Dates that need a publication date stay open unless --date or the front matter gives one.

Examples:
  newsmark timeline story.md                          what happened when
  newsmark timeline --date 2017-05-10 story.txt       for undated copy
  newsmark timeline --format svg *.md > timeline.svg  a picture of several")]
pub struct Arguments {
    /// Articles, or `-` for standard input
    #[arg(required = true, value_name = "ARTICLE")]
    paths: Vec<PathBuf>,

    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Publication date of articles that do not give one, `YYYY-MM-DD`
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    #[command(flatten)]
    house: HouseArguments,
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A list for people
    Text,
    /// One array of events
    Json,
    /// A picture that needs nothing else
    Svg,
}

/// Runs `timeline`.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Ok(opened) = arguments.house.open_first(&arguments.paths) else { return ExitCode::from(MISUSE) };
    let (entries, failed) = read(arguments, &opened);
    let text = match arguments.format {
        Format::Text => harmless(&timeline::text(&entries)).into_owned(),
        Format::Json => timeline::json(&entries),
        Format::Svg => timeline::svg(&entries),
    };
    if let Err(error) = print(&text) {
        eprintln!("newsmark: {error}");
        return ExitCode::from(MISUSE);
    }
    if failed { ExitCode::from(MISUSE) } else { ExitCode::SUCCESS }
}

/// The entries of all articles in order of time, and whether an article could not be read.
fn read(arguments: &Arguments, opened: &Opened) -> (Vec<Entry>, bool) {
    let mut entries = Vec::new();
    let well = each(&arguments.paths, |input| {
        let options = input.reading(&opened.house, arguments.date.clone());
        let story = Story::read(&input.text, input.format(), options);
        entries.extend(timeline::entries(&story, &input.name));
        Ok(())
    });
    timeline::sort(&mut entries);
    (entries, opened.finish() || !well)
}
