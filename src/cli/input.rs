//! What the subcommands that read one text at a time have in common: reading it, and writing it back.

use super::out::eprintln;
use crate::analysis::Options;
use crate::syntax::{Document, Format, Markup};
use crate::workspace::{self, House, ReadError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub(super) use super::out::print_text as print;
pub(super) use crate::workspace::replace;

/// One text to work on.
pub(super) struct Input {
    /// As it was named; `-` for standard input.
    pub name: String,
    /// Where it stands; `None` for standard input.
    pub path: Option<PathBuf>,
    /// What it says.
    pub text: String,
}

impl Input {
    /// Reads the file at `path`, or standard input for `-`.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let name = path.display().to_string();
        if name == "-" {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            return Ok(Self { name, path: None, text: workspace::read_bytes(bytes)? });
        }
        Ok(Self { text: workspace::read(path)?, path: Some(path.to_owned()), name })
    }

    /// How it is read, as the extension of its name says; standard input is Markdown.
    pub fn format(&self) -> Format {
        let extension = self.path.as_deref().and_then(Path::extension);
        let extension = extension.map_or("md".into(), |e| e.to_string_lossy());
        Format::detect(&self.text, &extension)
    }

    /// How it is read by commands that write or take out annotations: those count whatever the name of the file.
    pub fn annotated_format(&self) -> Format {
        Format { markup: Markup::Annotated, ..self.format() }
    }

    /// How its story is read in `house`, with `published` for a story that does not say when.
    pub fn reading(&self, house: &House, published: Option<String>) -> Options {
        match &self.path {
            Some(path) => house.reading_of(path, published),
            None => house.reading(published),
        }
    }

    /// Parses it.
    pub fn document(&self) -> Document {
        Document::parse(&self.text, self.format())
    }
}

/// Does `work` with each of `paths`, in order; one that cannot be read, or that it fails with, is named and the others
/// are still done. Whether all went well.
pub(super) fn each(paths: &[PathBuf], mut work: impl FnMut(Input) -> Result<(), String>) -> bool {
    let mut well = true;
    for path in paths {
        let done = Input::read(path).map_err(|e| e.to_string()).and_then(&mut work);
        if let Err(what) = done {
            complain(path.display(), what);
            well = false;
        }
    }
    well
}

/// Prints `newsmark: NAME: what` to standard error.
pub(super) fn complain(name: impl std::fmt::Display, what: impl std::fmt::Display) {
    eprintln!("newsmark: {name}: {what}");
}
