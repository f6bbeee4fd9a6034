//! One file for each feature: the protocol's parameters to offsets, plain data back to the protocol's results.

pub mod actions;
pub mod completion;
pub mod diagnostics;
pub mod folding;
pub mod formatting;
pub mod hover;
pub mod inlay;
pub mod lens;
pub mod links;
pub mod navigation;
pub mod outline;
pub mod panels;
pub mod registry;
pub mod rename;
pub mod selection;
pub mod semantic;
pub mod symbols;

use super::convert::Places;
use super::document::Snapshot;
use super::session::Agreement;
use crate::features::Reading;
use crate::text::{ByteRange, Edit};
use tower_lsp::ls_types as lsp;

/// One version of one document, as an adapter needs it.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// Which document.
    pub uri: &'a lsp::Uri,
    /// The version.
    pub snapshot: &'a Snapshot,
    /// What was agreed with the client.
    pub agreement: &'a Agreement,
}

impl<'a> Page<'a> {
    /// Converts places of this version.
    pub fn places(self) -> Places<'a> {
        Places { buffer: &self.snapshot.buffer, encoding: self.agreement.encoding }
    }

    /// What the features read.
    pub fn reading(self) -> Reading<'a> {
        Reading { buffer: &self.snapshot.buffer, story: self.snapshot.story.with_persons() }
    }

    /// `range` of this document.
    pub fn location(self, range: ByteRange) -> lsp::Location {
        lsp::Location { uri: self.uri.clone(), range: self.places().range(range) }
    }

    /// `edits` of this document.
    pub fn edits(self, edits: &[Edit]) -> Vec<lsp::TextEdit> {
        edits.iter().map(|e| self.places().edit(e)).collect()
    }

    /// A workspace edit that changes this document only.
    pub fn workspace_edit(self, edits: &[Edit]) -> lsp::WorkspaceEdit {
        lsp::WorkspaceEdit {
            changes: Some([(self.uri.clone(), self.edits(edits))].into()),
            ..lsp::WorkspaceEdit::default()
        }
    }
}
