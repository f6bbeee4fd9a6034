//! `newsmark annotate`

use super::MISUSE;
use super::house::HouseArguments;
use super::input::{Input, complain, each, print, replace};
use crate::analysis::{Options, Story};
use crate::edit::{self, Layers};
use crate::syntax::Markup;
use crate::workspace::House;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `annotate`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The words stay as they are; `newsmark strip` gives the copy back. Running it twice changes nothing.

Examples:
  newsmark annotate story.nm.md                       rewrite the file
  newsmark annotate --diff story.txt                  show what would change
  newsmark annotate --only quotes,dates - < draft.md  print it, annotated")]
pub struct Arguments {
    /// Files, or `-` for standard input, which is printed
    #[arg(required = true)]
    paths: Vec<PathBuf>,

    /// Annotate these only
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LAYERS")]
    only: Vec<Layer>,

    /// Publication date of articles that do not give one, `YYYY-MM-DD`
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// Change nothing; print what would change
    #[arg(long)]
    diff: bool,

    #[command(flatten)]
    house: HouseArguments,
}

/// One kind of annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Layer {
    /// Quotations, with their speaker
    Quotes,
    /// Names
    Entities,
    /// Dates
    Dates,
    /// Events
    Events,
}

/// Runs `annotate`.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Ok(opened) = arguments.house.open_first(&arguments.paths) else { return ExitCode::from(MISUSE) };
    super::signals::finish_writing_first();
    let well = each(&arguments.paths, |input| one(&input, arguments, &opened.house));
    if well && !opened.finish() { ExitCode::SUCCESS } else { ExitCode::from(MISUSE) }
}

fn one(input: &Input, arguments: &Arguments, house: &House) -> Result<(), String> {
    let text = annotated(input, &input.reading(house, arguments.date.clone()), layers(&arguments.only));
    let result = if arguments.diff {
        let diff = similar::TextDiff::from_lines(input.text.as_str(), text.as_str());
        print(&diff.unified_diff().header(&input.name, &input.name).to_string())
    } else {
        match &input.path {
            None => print(&text),
            Some(path) if text != input.text => {
                if input.format().markup == Markup::Plain {
                    complain(&input.name, PLAIN);
                }
                replace(path, &input.text, &text)
            }
            Some(_) => Ok(()),
        }
    };
    result.map_err(|e| e.to_string())
}

/// What whoever annotates a `.txt` file should know.
const PLAIN: &str = "read as plain text from now on, too: so that its annotations count, \
    name it .nm.md or begin it with front matter that says `newsmark: 1`";

/// Rounds after which what is written settles: a name that is annotated can make clear who spoke. Most copy needs two; a list
/// of headings in Title Case took five.
const ROUNDS: usize = 16;

/// The text with annotations, read again until there is nothing more to write, so that a second run finds nothing.
fn annotated(input: &Input, options: &Options, layers: Layers) -> String {
    let format = input.annotated_format();
    let mut text = input.text.clone();
    for _ in 0..ROUNDS {
        let next = edit::annotate(&Story::read(&text, format, options.clone()), layers);
        if next == text {
            break;
        }
        text = next;
    }
    text
}

fn layers(only: &[Layer]) -> Layers {
    let layer = |l: &Layer| match l {
        Layer::Quotes => Layers::QUOTES,
        Layer::Entities => Layers::ENTITIES,
        Layer::Dates => Layers::DATES,
        Layer::Events => Layers::EVENTS,
    };
    if only.is_empty() { Layers::all() } else { only.iter().map(layer).collect() }
}
