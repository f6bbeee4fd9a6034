//! `newsmark analyze`

use super::MISUSE;
use super::house::HouseArguments;
use super::in_order::in_order;
use super::input::{Input, complain, each, print};
use super::out::harmless;
use crate::analysis::Story;
use crate::export;
use crate::lint::{self, Linter};
use crate::syntax::Format;
use crate::workspace::House;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufReader, BufWriter};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `analyze`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Offsets are Unicode code points, ends exclusive.

Examples:
  newsmark analyze story.txt                    an array with an object a file
  newsmark analyze --explain story.txt          who said what, and why
  newsmark analyze --date 2017-05-10 story.txt  for copy that names no day
  newsmark analyze --jsonl archive.jsonl        an article a line, and so out")]
#[command(group(clap::ArgGroup::new("input").required(true).args(["paths", "jsonl"])))]
pub struct Arguments {
    /// Articles, or `-` for standard input
    #[arg(value_name = "ARTICLE")]
    paths: Vec<PathBuf>,

    /// Read one article a line, `{"id", "text", "date"?}`, and write one line an article; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    jsonl: Option<PathBuf>,

    /// Number of threads that read the lines of --jsonl [default: one for each core]
    #[arg(long, value_name = "N", requires = "jsonl", value_parser = super::threads)]
    threads: Option<NonZeroUsize>,

    /// How to print the analysis of ARTICLEs
    #[arg(long, value_enum, default_value_t = Output::Json)]
    format: Output,

    /// Print who said what and why in words instead, two lines a quotation
    #[arg(long, conflicts_with_all = ["jsonl", "format"])]
    explain: bool,

    /// Publication date of articles that do not give one, `YYYY-MM-DD`
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    #[command(flatten)]
    house: HouseArguments,
}

/// What is printed for files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Output {
    /// One array, an object for each file
    Json,
    /// One object a line
    Jsonl,
}

#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    dct: Option<String>,
}

/// Runs `analyze`.
pub fn run(arguments: &Arguments) -> ExitCode {
    let first = arguments.jsonl.as_ref().map_or(&arguments.paths[..], std::slice::from_ref);
    let Ok(opened) = arguments.house.open_first(first) else { return ExitCode::from(MISUSE) };
    let desk = Desk { linter: Linter::new(opened.house.lint_options()), house: opened.house };
    let Some(path) = &arguments.jsonl else { return files(arguments, &desk, opened.failed) };
    let threads = arguments.threads.or_else(|| std::thread::available_parallelism().ok());
    let threads = threads.unwrap_or(NonZeroUsize::MIN);
    let result = if path.as_os_str() == "-" {
        stream(BufReader::new(io::stdin()), threads, &desk)
    } else {
        std::fs::File::open(path).and_then(|f| stream(BufReader::new(f), threads, &desk))
    };
    match result {
        Ok(()) if opened.failed => ExitCode::from(MISUSE),
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has had enough, as in `newsmark analyze … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(path.display(), error);
            ExitCode::from(MISUSE)
        }
    }
}

/// Analyses files; one that cannot be read is named, and the others are still analysed.
fn files(arguments: &Arguments, desk: &Desk, bad_registry: bool) -> ExitCode {
    let mut answers: Vec<Vec<u8>> = Vec::new();
    let mut explanations = String::new();
    let well = each(&arguments.paths, |input| {
        if arguments.explain {
            let story = desk.story_of(&input, arguments.date.clone());
            explanations += &export::explained::explained(&story, &input.name);
        } else {
            let story = desk.story_of(&input, arguments.date.clone());
            let mut answer = Vec::new();
            desk.answer(("path", &input.name), &story, &mut answer).map_err(|e| e.to_string())?;
            answers.push(answer);
        }
        Ok(())
    });
    let failed = super::house::complain_of_others(&desk.house) || bad_registry || !well;
    let whole = |between: &[u8]| String::from_utf8(answers.join(between)).map_err(io::Error::other);
    let text = match arguments.format {
        _ if arguments.explain => Ok(harmless(&explanations).into_owned()),
        Output::Json => whole(b",").map(|all| export::json::pretty(&format!("[{all}]")) + "\n"),
        Output::Jsonl => whole(b"\n").map(|all| if all.is_empty() { all } else { all + "\n" }),
    };
    let printed = text.and_then(|t| print(&t));
    if let Err(error) = &printed {
        complain("standard output", error);
    }
    if failed || printed.is_err() { ExitCode::from(MISUSE) } else { ExitCode::SUCCESS }
}

fn stream(input: impl BufRead + Send, threads: NonZeroUsize, desk: &Desk) -> io::Result<()> {
    in_order(input, BufWriter::new(io::stdout()), threads, |line, number| {
        let line: Line = serde_json::from_str(line)
            .map_err(|e| io::Error::new(io::ErrorKind::InvalidData, format!("line {number}: {e}")))?;
        let options = desk.house.reading(line.date.or(line.dct));
        let story = Story::read(&line.text, Format::plain(&line.text), options);
        let mut json = Vec::with_capacity(4 * line.text.len());
        desk.answer(("id", &line.id), &story, &mut json)?;
        json.push(b'\n');
        Ok(json)
    })
}

/// What articles are read and checked under.
struct Desk {
    house: House,
    linter: Linter,
}

impl Desk {
    fn story_of(&self, input: &Input, published: Option<String>) -> Story {
        Story::read(&input.text, input.format(), input.reading(&self.house, published))
    }

    /// Appends the object of one article: its name under a key, and the analysis.
    fn answer(
        &self,
        (key, name): (&str, &impl Serialize),
        story: &Story,
        json: &mut Vec<u8>,
    ) -> io::Result<()> {
        json.extend_from_slice(b"{\"");
        json.extend_from_slice(key.as_bytes());
        json.extend_from_slice(b"\":");
        serde_json::to_writer(&mut *json, name)?;
        json.push(b',');
        let run = self.linter.run_one(story, &crate::rules::quote::unattributed::RULE);
        export::analysis::analysis(story, &lint::reported(story, &run), json);
        json.push(b'}');
        Ok(())
    }
}
