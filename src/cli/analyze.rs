//! `newsmark analyze`

use crate::analysis::Options;
use crate::analysis::Story;
use crate::export;
use crate::lint::{self, Linter};
use crate::syntax::Format;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `analyze`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Read one article a line, `{"id", "text", "date"?}`, and write one line an article; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    jsonl: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Input {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    dct: Option<String>,
}

#[derive(Serialize)]
struct Output {
    id: serde_json::Value,
    #[serde(flatten)]
    analysis: export::analysis::Analysis,
}

/// Runs `analyze`.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Some(path) = &arguments.jsonl else {
        return ExitCode::from(2);
    };
    let result = if path.as_os_str() == "-" {
        stream(io::stdin().lock())
    } else {
        std::fs::File::open(path).and_then(|f| stream(io::BufReader::new(f)))
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("newsmark: {}: {error}", path.display());
            ExitCode::from(2)
        }
    }
}

fn stream(input: impl BufRead) -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for line in input.lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let input: Input = serde_json::from_str(&line)?;
        let analysis = analyze(&input.text, input.date.or(input.dct));
        serde_json::to_writer(&mut output, &Output { id: input.id, analysis })?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

fn analyze(text: &str, published: Option<String>) -> export::analysis::Analysis {
    let options = Options { published, ..Options::default() };
    let story = Story::read(text, Format::plain(text), options);
    let run = Linter::default().run(&story);
    export::analysis::analysis(&story, &lint::reported(&story, &run))
}
