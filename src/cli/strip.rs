//! `newsmark strip`

use super::MISUSE;
use super::input::{Input, complain, print};
use super::out::eprintln;
use crate::edit::{self, StripOptions, Stripped};
use crate::syntax::{Document, opts_in};
use crate::text::CodePoints;
use crate::workspace;
use serde::Serialize;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `strip`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Files that do not opt in (front matter with `newsmark:`, *.nm.md, *.wire) are copied as they are by --in-tree.

Examples:
  newsmark strip story.nm.md > story.md        the clean copy
  newsmark strip --plain story.nm.md           the bare words
  newsmark strip --in-tree content public-src  a whole site")]
pub struct Arguments {
    /// A file, or `-` for standard input
    #[arg(required_unless_present = "in_tree", conflicts_with = "in_tree")]
    path: Option<PathBuf>,

    /// Copy the folder SRC to OUT, with annotations taken out of every file that opts in
    #[arg(long, num_args = 2, value_names = ["SRC", "OUT"])]
    in_tree: Option<Vec<PathBuf>>,

    /// With --in-tree: strip every .md, .qmd and .txt, opted in or not
    #[arg(long, requires = "in_tree")]
    all: bool,

    /// The bare copy: no front matter, no Markdown, one paragraph a line
    #[arg(long)]
    plain: bool,

    /// Write a map of offsets (JSON, code points) from the copy back to the file
    #[arg(long, value_name = "FILE", conflicts_with = "in_tree")]
    map: Option<PathBuf>,

    /// Keep private keys of front matter (note, reason, mode)
    #[arg(long)]
    with_private: bool,
}

/// Runs `strip`.
pub fn run(arguments: &Arguments) -> ExitCode {
    let options = StripOptions { with_private: arguments.with_private, plain: arguments.plain };
    let result = match (&arguments.path, arguments.in_tree.as_deref()) {
        (Some(path), _) => one(path, options, arguments.map.as_deref()),
        (None, Some([from, to])) => tree(from, to, options, arguments.all),
        _ => Err("nothing to strip".to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("newsmark: {what}");
            ExitCode::from(MISUSE)
        }
    }
}

fn one(path: &Path, options: StripOptions, map: Option<&Path>) -> Result<(), String> {
    let input = Input::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    // Whoever strips a file says that it has annotations, also one that is otherwise read as plain text.
    let document = Document::parse(&input.text, input.annotated_format());
    report_strays(&input.name, &document);
    let stripped = edit::strip(&document, options);
    if let Some(map) = map {
        let json = serde_json::to_string(&offsets(&stripped, &input.text)).map_err(|e| e.to_string())?;
        std::fs::write(map, json + "\n").map_err(|e| format!("{}: {e}", map.display()))?;
    }
    print(&stripped.text).map_err(|e| e.to_string())
}

/// Attributes that belong to no span are taken out, too; whoever wrote them wants to know.
fn report_strays(name: &str, document: &crate::syntax::Document) {
    let wrong = document.blocks().iter().filter(|b| !b.errors.is_empty()).count();
    if wrong > 0 {
        let blocks = if wrong == 1 { "1 paragraph has" } else { "paragraphs have" };
        let count = if wrong == 1 { String::new() } else { format!("{wrong} ") };
        complain(name, format!("{count}{blocks} markup errors; `newsmark lint` shows them"));
    }
}

/// The offset map as it is written: `[output, source, length]` for every stretch, in code points.
#[derive(Serialize)]
struct Offsets {
    unit: &'static str,
    segments: Vec<[usize; 3]>,
}

fn offsets(stripped: &Stripped, source: &str) -> Offsets {
    let (out, src) = (CodePoints::new(&stripped.text), CodePoints::new(source));
    let segment = |kept: &edit::Kept| {
        let output = out.at(kept.output);
        let length = out.at(kept.output + kept.source.len()) - output;
        [output, src.at(kept.source.start as usize), length]
    };
    Offsets { unit: "code points", segments: stripped.map.iter().map(segment).collect() }
}

fn tree(from: &Path, to: &Path, options: StripOptions, all: bool) -> Result<(), String> {
    let at = |path: &Path, error: io::Error| format!("{}: {error}", path.display());
    std::fs::create_dir_all(to).map_err(|e| at(to, e))?;
    let root = std::fs::canonicalize(from).map_err(|e| at(from, e))?;
    let out = std::fs::canonicalize(to).map_err(|e| at(to, e))?;
    if root == out {
        return Err("SRC and OUT are the same folder".into());
    }
    let skipped = out.clone();
    let walk = ignore::WalkBuilder::new(&root)
        .hidden(false)
        .filter_entry(move |e| e.file_name() != ".git" && e.path() != skipped)
        .sort_by_file_name(|a, b| a.cmp(b))
        .build();
    let (mut stripped, mut copied) = (0usize, 0usize);
    for entry in walk {
        let entry = entry.map_err(|e| e.to_string())?;
        let path = entry.path();
        let target = out.join(path.strip_prefix(&root).map_err(|e| e.to_string())?);
        if entry.file_type().is_some_and(|t| t.is_dir()) {
            std::fs::create_dir_all(&target).map_err(|e| at(&target, e))?;
        } else if let Some(text) = copy_to_strip(path, all) {
            let input = Input { name: path.display().to_string(), path: Some(path.to_owned()), text };
            let document = input.document();
            report_strays(&input.name, &document);
            std::fs::write(&target, edit::strip(&document, options).text).map_err(|e| at(&target, e))?;
            stripped += 1;
        } else {
            std::fs::copy(path, &target).map_err(|e| at(path, e))?;
            copied += 1;
        }
    }
    eprintln!("{stripped} stripped, {copied} copied as they are");
    Ok(())
}

/// The text of a file that is to be stripped; `None` for one that is copied as it is.
fn copy_to_strip(path: &Path, all: bool) -> Option<String> {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let by_name = workspace::opted_in_by_name(path);
    if !by_name && !matches!(extension.as_str(), "md" | "markdown" | "qmd" | "mdx" | "txt") {
        return None;
    }
    let text = workspace::read(path).ok()?;
    (by_name || all || opts_in(&text)).then_some(text)
}
