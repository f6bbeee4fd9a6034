//! One open document: its live text, and the newest version that has been read.

use super::convert::{self, difference};
use crate::analysis::Story;
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::syntax::Format;
use crate::text::{Buffer, ByteRange, Edit, Encoding};
use crate::workspace::House;
use std::sync::Arc;
use tokio::sync::watch;
use tower_lsp::ls_types as lsp;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// News copy.
    Article,
    /// A `newsmark.toml`.
    Config,
    /// Something else that the client shows us: a cell of a notebook, a file of some other program.
    Foreign,
}

impl Kind {
    /// What the document at `uri` in `language` is.
    pub fn of(uri: &lsp::Uri, language: &str) -> Self {
        let name = uri.path().as_str().rsplit('/').next().unwrap_or_default();
        match uri.scheme().as_str() {
            _ if name == config::FILE_NAME => Self::Config,
            "vscode-notebook-cell" => Self::Foreign,
            _ if language == "toml" || name.ends_with(".toml") || name.ends_with(".ipynb") => Self::Foreign,
            _ => Self::Article,
        }
    }
}

/// One version of a document, read. Requests are answered from it.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Counts the changes of the document, from one.
    pub revision: u64,
    /// The client's number of that version; `None` for a file on disk.
    pub version: Option<i32>,
    /// Distinguishes lists of findings: a new one has a new number.
    pub serial: u64,
    /// What it is; only an article says anything.
    pub kind: Kind,
    /// The configuration and registry that it was read under.
    pub house: Arc<House>,
    /// The text.
    pub buffer: Buffer,
    /// What it says.
    pub story: Story,
    /// What is wrong with it, as shown to the writer; `None` until it has been checked.
    pub findings: Option<Arc<Vec<Diagnostic>>>,
}

impl Snapshot {
    /// The name of its list of findings, for clients that pull.
    pub fn result_id(&self) -> String {
        self.serial.to_string()
    }
}

/// One open document, as handlers and worker share it.
#[derive(Debug)]
pub struct Document {
    /// The live text.
    pub buffer: Buffer,
    /// The client's number of the live version.
    pub version: i32,
    /// Counts the changes, from one for the text as opened.
    pub revision: u64,
    /// What it is.
    pub kind: Kind,
    /// Whether the client itself says that it is copy, by its language.
    pub opted_in: bool,
    /// How the text is read; chosen when the document is opened.
    pub format: Format,
    /// What changed since the worker last looked.
    pub pending: Vec<Edit>,
    /// Whether the worker has something to do.
    pub dirty: bool,
    /// Whether it was saved since the worker last looked.
    pub saved: bool,
    /// When it was last touched, as a count over all documents: the last one edited goes first.
    pub touched: u64,
    /// Where the worker leaves what it has read.
    pub snapshot: watch::Sender<Option<Arc<Snapshot>>>,
}

impl Document {
    /// A document as the client opens it.
    pub fn open(text: &str, version: i32, extension: &str, kind: Kind) -> Self {
        Self {
            buffer: Buffer::new(text),
            version,
            revision: 1,
            kind,
            opted_in: false,
            format: Format::detect(text, extension),
            pending: Vec::new(),
            dirty: true,
            saved: false,
            touched: 0,
            snapshot: watch::Sender::new(None),
        }
    }

    /// Applies one change of the client. Out-of-range positions are clamped.
    pub fn change(&mut self, change: lsp::TextDocumentContentChangeEvent, encoding: Encoding) {
        let mut edit = match change.range {
            Some(range) => {
                let range = convert::Places { buffer: &self.buffer, encoding }.bytes(range);
                Edit { range, text: change.text }
            }
            None => difference(&self.buffer.to_text(), &change.text),
        };
        edit.range = self.buffer.apply(&edit);
        if edit.range != ByteRange::empty(edit.range.start as usize) || !edit.text.is_empty() {
            self.pending.push(edit);
        }
    }
}

/// The extension that says how a text is read: that of the file name, or one for the language the client names.
pub fn extension<'u>(uri: &'u str, language: &str) -> &'u str {
    let name = uri.rsplit(['/', ':']).next().unwrap_or_default();
    match (name.rsplit_once('.'), language) {
        (Some((_, extension)), _) => extension,
        (None, "markdown" | "quarto" | "mdx" | "newsmark") => "md",
        (None, _) => "txt",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_copy_is_checked() {
        let kind = |uri: &str, language: &str| Kind::of(&uri.parse().expect("a URI"), language);
        assert_eq!(kind("file:///a/newsmark.toml", "toml"), Kind::Config);
        assert_eq!(kind("file:///a/entities/people.toml", "plaintext"), Kind::Foreign);
        assert_eq!(kind("vscode-notebook-cell:/a/b.ipynb#W0", "markdown"), Kind::Foreign);
        assert_eq!(kind("untitled:Untitled-1", "markdown"), Kind::Article);
        assert_eq!(kind("vscode-vfs://github/a/b.md", "markdown"), Kind::Article);
    }

    #[test]
    fn the_name_tells_the_extension_and_the_language_where_there_is_none() {
        assert_eq!(extension("file:///c%3A/a/b.nm.md", "markdown"), "md");
        assert_eq!(extension("untitled:Untitled-1", "markdown"), "md");
        assert_eq!(extension("untitled:Untitled-1", "plaintext"), "txt");
    }
}
