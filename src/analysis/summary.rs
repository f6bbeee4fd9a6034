//! What one block says, read alone or with the names that a registry knows.

use super::annotations;
use super::article::Options;
use super::attribution::{self, Attribution};
use super::dates::{self, DateMention};
use super::events::{self, EventMention};
use super::furniture::Form;
use super::mentions::{self, Mention};
use super::quotes::{self, Quotes};
use super::references::{self, References};
use super::sentences::{self, Sentence};
use super::tokens::{self, Token};
use crate::syntax::{Block, BlockKind, FrontMatter};
use std::sync::Arc;

/// Everything inferred from one block alone. All ranges are bytes of the block's prose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Words and marks.
    pub tokens: Vec<Token>,
    /// Sentences over the tokens.
    pub sentences: Vec<Sentence>,
    /// Quotations.
    pub quotes: Quotes,
    /// Names.
    pub mentions: Vec<Mention>,
    /// Dates and times.
    pub dates: Vec<DateMention>,
    /// Sources and cues.
    pub attributions: Vec<Attribution>,
    /// Names, pronouns and unnamed people in the writer's own words.
    pub references: References,
    /// Events.
    pub events: Vec<EventMention>,
    /// Outer form.
    pub form: Form,
    /// The front matter, if the block is that.
    pub front_matter: Option<Arc<FrontMatter>>,
}

impl Summary {
    /// Reads `block` without a registry. A block without prose gives an empty summary.
    pub fn of(block: &Block) -> Self {
        Self::with(block, &Options::default())
    }

    /// Reads `block`; the names that the registry knows are found in it, too.
    #[inline(never)]
    pub fn with(block: &Block, options: &Options) -> Self {
        let registry = &*options.registry;
        let prose = block.prose();
        if prose.is_empty() {
            let front_matter =
                (block.kind == BlockKind::FrontMatter).then(|| Arc::new(FrontMatter::parse(block)));
            return Self { front_matter, ..Self::default() };
        }
        let tokens = tokens::tokenize(prose);
        let sentences = sentences::split(prose, &tokens);
        let quotes = quotes::scan(prose, &tokens);
        let mut mentions = mentions::find(prose, &tokens, &sentences);
        mentions::known::correct(prose, &tokens, &sentences, registry, &mut mentions);
        annotations::mark(block, &tokens, &mut mentions);
        mentions::known::number(registry, &mut mentions);
        mentions::mark_quoted(&mut mentions, &quotes);
        let dates = dates::find(prose, &tokens, &sentences);
        let attributions = attribution::find(prose, &tokens, &sentences, &quotes);
        let references = references::find(prose, &tokens, &sentences, &quotes, &mentions);
        let find = || events::find(prose, &tokens, &sentences, &quotes, &mentions, &dates);
        let events = if options.for_rules { Vec::new() } else { find() };
        let form = Form::of(prose, &tokens);
        Self {
            tokens,
            sentences,
            quotes,
            mentions,
            dates,
            attributions,
            references,
            events,
            form,
            front_matter: None,
        }
    }
}
