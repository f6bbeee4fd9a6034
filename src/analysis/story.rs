//! A document together with everything inferred from it, and its update after an edit.

use super::Summary;
use super::article::{Article, BlockRef, Options};
use crate::syntax::{Document, Format, Update};
use crate::text::Edit;
use std::sync::Arc;

/// One version of one article, read. Cheap to clone; versions share the blocks and summaries they have in common.
#[derive(Clone, Debug)]
pub struct Story {
    /// Blocks.
    pub document: Arc<Document>,
    /// One for each block.
    pub summaries: Arc<Vec<Arc<Summary>>>,
    /// What the whole story says.
    pub article: Arc<Article>,
    options: Arc<Options>,
}

impl Story {
    /// Reads `text` from scratch.
    pub fn read(text: &str, format: impl Into<Format>, options: Options) -> Self {
        let document = Document::parse(text, format);
        let summaries = document.blocks().iter().map(|b| Arc::new(Summary::of(b))).collect();
        Self::assemble(document, summaries, Arc::new(options))
    }

    /// The story after `edit`, whose range lies on character boundaries of the text; and which blocks were read again.
    /// Equal to reading the edited text from scratch.
    pub fn updated(&self, edit: &Edit) -> (Self, Update) {
        let (document, update) = self.document.update(edit);
        let changed = update.kept_before..update.kept_before + update.parsed;
        let mut summaries = Vec::with_capacity(document.blocks().len());
        summaries.extend_from_slice(&self.summaries[..update.kept_before]);
        summaries.extend(document.blocks()[changed].iter().map(|b| Arc::new(Summary::of(b))));
        summaries.extend_from_slice(&self.summaries[self.summaries.len() - update.kept_after..]);
        (Self::assemble(document, summaries, Arc::clone(&self.options)), update)
    }

    /// The story with other options: only the fold is done again.
    pub fn with_options(&self, options: Options) -> Self {
        Self::assemble((*self.document).clone(), (*self.summaries).clone(), Arc::new(options))
    }

    /// The options it was read with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    fn assemble(document: Document, summaries: Vec<Arc<Summary>>, options: Arc<Options>) -> Self {
        let blocks: Vec<BlockRef<'_>> = document
            .blocks()
            .iter()
            .zip(&summaries)
            .map(|(block, summary)| BlockRef { block, summary })
            .collect();
        let article = Article::fold(&blocks, &options);
        Self {
            article: Arc::new(article),
            document: Arc::new(document),
            summaries: Arc::new(summaries),
            options,
        }
    }
}
