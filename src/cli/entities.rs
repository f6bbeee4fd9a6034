//! `newsmark entities`

use super::MISUSE;
use super::input::{Input, complain, print};
use crate::analysis::{Confidence, Options, Story};
use crate::export::entities::{self, Record};
use crate::knowledge::Registry;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `entities`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsmark entities story.txt                                     who and what a story names
  newsmark entities --registry entities.toml --unknown *.txt      what the registry does not know
  newsmark entities --format toml story.txt >> entities.toml      a start for a registry")]
pub struct Arguments {
    /// Articles, or `-` for standard input
    #[arg(required = true, value_name = "ARTICLE")]
    paths: Vec<PathBuf>,

    /// Registry files
    #[arg(long, value_name = "FILE")]
    registry: Vec<PathBuf>,

    /// Only what no registry file knows
    #[arg(long)]
    unknown: bool,

    /// Only what is not sure: a kind that is a guess, or a name that several entries share
    #[arg(long)]
    ambiguous: bool,

    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
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
    let (registry, mut failed) = registry(&arguments.registry);
    let registry = Arc::new(registry);
    let mut records = Vec::new();
    for path in &arguments.paths {
        match Input::read(path) {
            Ok(input) => {
                let options = Options { registry: Arc::clone(&registry), ..Options::default() };
                let story = Story::read(&input.text, input.document().mode(), options);
                records.extend(entities::records(&story, &input.name));
            }
            Err(error) => {
                complain(path.display().to_string(), error.to_string());
                failed = true;
            }
        }
    }
    records.retain(|r| wanted(arguments, &registry, r));
    let text = match arguments.format {
        Format::Text => entities::text(&records),
        Format::Json => entities::json(&records),
        Format::Csv => entities::csv(&records),
        Format::Toml => entities::toml(&records),
    };
    if let Err(error) = print(&text) {
        eprintln!("newsmark: {error}");
        return ExitCode::from(MISUSE);
    }
    if failed { ExitCode::from(MISUSE) } else { ExitCode::SUCCESS }
}

fn wanted(arguments: &Arguments, registry: &Registry, record: &Record) -> bool {
    let ambiguous = record.confidence == Confidence::Low
        || (record.entity.is_none() && registry.named(&record.name).len() > 1);
    (!arguments.unknown || record.entity.is_none()) && (!arguments.ambiguous || ambiguous)
}

/// Reads the registry files and says what is wrong with them; whether anything was.
fn registry(paths: &[PathBuf]) -> (Registry, bool) {
    let mut failed = false;
    let mut texts = Vec::new();
    for path in paths {
        match Input::read(path) {
            Ok(input) => texts.push(input),
            Err(error) => {
                complain(path.display().to_string(), error.to_string());
                failed = true;
            }
        }
    }
    let registry = Registry::read(texts.iter().map(|t| t.text.as_str()));
    for problem in &registry.problems {
        let input = &texts[problem.file as usize];
        let start = (problem.range.start as usize).min(input.text.len());
        let line = input.text.bytes().take(start).filter(|b| *b == b'\n').count() + 1;
        complain(format!("{}:{line}", input.name), problem.message.clone());
        failed = true;
    }
    (registry, failed)
}
