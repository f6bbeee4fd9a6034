//! One open document: its live text, and the newest version that has been read.

use super::convert::difference;
use crate::analysis::Story;
use crate::diagnostic::Diagnostic;
use crate::lsp::convert::Places;
use crate::syntax::Mode;
use crate::text::{Buffer, ByteRange, Edit, Encoding};
use std::sync::Arc;
use tokio::sync::watch;
use tower_lsp::ls_types as lsp;

/// One version of a document, read. Requests are answered from it.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Counts the changes of the document, from one.
    pub revision: u64,
    /// The text.
    pub buffer: Buffer,
    /// What it says.
    pub story: Story,
    /// What is wrong with it, as shown to the writer; `None` until it has been checked.
    pub findings: Option<Arc<Vec<Diagnostic>>>,
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
    /// How paragraphs are told apart; chosen when the document is opened.
    pub mode: Mode,
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
    pub fn open(text: &str, version: i32, extension: &str) -> Self {
        Self {
            buffer: Buffer::new(text),
            version,
            revision: 1,
            mode: Mode::detect(text, extension),
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
                let range = Places { buffer: &self.buffer, encoding }.bytes(range);
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
    fn the_name_tells_the_extension_and_the_language_where_there_is_none() {
        assert_eq!(extension("file:///c%3A/a/b.nm.md", "markdown"), "md");
        assert_eq!(extension("untitled:Untitled-1", "markdown"), "md");
        assert_eq!(extension("untitled:Untitled-1", "plaintext"), "txt");
    }
}
