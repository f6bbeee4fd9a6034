//! `newsmark entities`

use super::MISUSE;
use super::house::HouseArguments;
use super::input::{Input, complain, print};
use super::out::{eprintln, harmless};
use crate::analysis::{Confidence, Story};
use crate::export::entities::{self, Record};
use crate::knowledge::Registry;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `entities`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsmark entities story.txt                  who and what a story names
  newsmark entities --unknown *.txt            what the registry does not know
  newsmark entities --unknown --format toml *.txt >> entities.toml
                                               ... as entries to complete")]
pub struct Arguments {
    /// Articles, or `-` for standard input
    #[arg(required = true, value_name = "ARTICLE")]
    paths: Vec<PathBuf>,

    /// Only what no registry file knows
    #[arg(long)]
    unknown: bool,

    /// Only what is not sure: a kind that is a guess, or a name that several entries share
    #[arg(long)]
    ambiguous: bool,

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
    /// One array of records
    Json,
    /// Comma-separated values
    Csv,
    /// Entries for a registry
    Toml,
}

/// Runs `entities`.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Ok(opened) = arguments.house.open_first(&arguments.paths) else { return ExitCode::from(MISUSE) };
    let (house, mut failed) = (&opened.house, false);
    let registry = &house.registry;
    let mut records = Vec::new();
    for path in &arguments.paths {
        match Input::read(path) {
            Ok(input) => {
                let story =
                    Story::read(&input.text, input.format(), input.reading(house, arguments.date.clone()));
                records.extend(entities::records(&story, &input.name));
            }
            Err(error) => {
                complain(path.display().to_string(), error.to_string());
                failed = true;
            }
        }
    }
    failed |= opened.finish();
    records.retain(|r| wanted(arguments, registry, r));
    let text = match arguments.format {
        Format::Text => harmless(&entities::text(&records)).into_owned(),
        Format::Json => entities::json(&records),
        Format::Csv => entities::csv(&records),
        Format::Toml => entities::toml(&records, registry),
    };
    if let Err(error) = print(&text) {
        eprintln!("newsmark: {error}");
        return ExitCode::from(MISUSE);
    }
    if failed { ExitCode::from(MISUSE) } else { ExitCode::SUCCESS }
}

fn wanted(arguments: &Arguments, registry: &Registry, record: &Record) -> bool {
    let ambiguous = record.confidence == Confidence::Low || !record.candidates.is_empty();
    let unknown = record.entity.as_deref().is_none_or(|id| registry.get(id).is_none());
    (!arguments.unknown || unknown) && (!arguments.ambiguous || ambiguous)
}
