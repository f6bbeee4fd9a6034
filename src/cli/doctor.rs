//! `newsmark doctor`: what a bug report needs, and nothing private: no file name, no word of an article.

use super::out::println;
use crate::analysis::{Options, Story};
use crate::lint::Linter;
use crate::rules;
use crate::syntax::Mode;
use crate::workspace::{discover, find_config, load_config};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

/// Prints the report.
pub fn run() -> ExitCode {
    let lines = [
        ("newsmark", env!("CARGO_PKG_VERSION").to_owned()),
        ("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
        ("build", if cfg!(debug_assertions) { "debug" } else { "release" }.to_owned()),
        ("program", program()),
        ("cores", std::thread::available_parallelism().map_or_else(|e| e.to_string(), |n| n.to_string())),
        ("locale", locale()),
        ("rules", rules::all().len().to_string()),
        ("configuration", configuration()),
        ("articles here", articles()),
        ("self-check", self_check()),
    ];
    for (name, value) in lines {
        println!("{name:<14} {value}");
    }
    ExitCode::SUCCESS
}

/// Where the program stands, without the name of whose home it is.
fn program() -> String {
    let Ok(path) = std::env::current_exe() else { return "unknown".to_owned() };
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    let short = home.as_deref().filter(|h| !h.is_empty()).and_then(|home| path.strip_prefix(home).ok());
    match short {
        Some(short) => Path::new("~").join(short).display().to_string(),
        None => path.display().to_string(),
    }
}

fn locale() -> String {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| std::env::var(name).ok());
    set.filter(|l| !l.is_empty()).unwrap_or_else(|| "not set".to_owned())
}

fn configuration() -> String {
    let Some(path) = find_config(Path::new(".")) else { return "no newsmark.toml here or above".to_owned() };
    let here = std::env::current_dir().ok();
    let up = here.as_deref().zip(path.parent()).and_then(|(here, root)| here.strip_prefix(root).ok());
    let up = up.map_or(0, |below| below.components().count());
    match load_config(&path) {
        Ok(found) => {
            format!("newsmark.toml {up} folders up, {} errors", found.errors.len())
        }
        Err(_) => format!("newsmark.toml {up} folders up cannot be read"),
    }
}

fn articles() -> String {
    let located = find_config(Path::new(".")).and_then(|path| load_config(&path).ok());
    let filter = Arc::new(located.and_then(|l| l.filter(false).ok()).unwrap_or_default());
    let found = discover(&[Path::new(".").to_owned()], &|_| Arc::clone(&filter));
    let most = found.files.len();
    format!("{most} that are checked without being named")
}

/// Reads a sentence of our own.
fn self_check() -> String {
    let begun = Instant::now();
    let story = Story::read("“It will rain,” the mayor said.\n", Mode::Line, Options::default());
    let speaker = story.article.quotes.first().and_then(|q| q.speaker.as_ref()).map(|s| s.text.as_str());
    let findings = Linter::default().run(&story).diagnostics.len();
    match speaker {
        Some("the mayor") if findings == 0 => {
            format!("passed in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3)
        }
        found => format!("FAILED: speaker {found:?}, {findings} findings"),
    }
}
