//! What one block says, read alone or with the names that a registry knows.

use super::annotations;
use super::article::Options;
use super::attribution::{self, Attribution};
use super::dates::{self, DateMention};
use super::events::EventMention;
use super::furniture::Form;
use super::mentions::{self, Mention};
use super::on_demand::OnDemand;
use super::quotes::{self, Quotes};
use super::references::{self, References};
use super::sentences::{self, Sentence};
use super::tokens::{self, Token};
use crate::syntax::{Block, BlockKind, FrontMatter};
use smallvec::SmallVec;
use std::sync::Arc;

/// What is inferred from one block alone. All ranges are bytes of the block's prose.
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
    /// Names, pronouns and unnamed people in the writer's own words: [`super::article::BlockRef::references`].
    pub(super) references: OnDemand<References>,
    /// Events, found when they are first asked for: [`super::article::BlockRef::events`].
    pub(super) events: OnDemand<Vec<EventMention>>,
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
    pub fn with(block: &Block, options: &Options) -> Self {
        let mut read = Self::default();
        Self::read(&mut [(block, &mut read)], options);
        read
    }

    /// Whom `prose`, that of its block, refers to.
    pub(super) fn references(&self, prose: &str) -> &References {
        let Self { tokens, sentences, quotes, mentions, .. } = self;
        self.references.get(|| references::find(prose, tokens, sentences, quotes, mentions))
    }

    /// Reads several blocks. Each is read alone, but one kind of thing is looked for in all of them before the next: the
    /// code that reads a paragraph is larger than what a processor keeps at hand, and would be fetched anew for each.
    pub fn of_all(blocks: &[Arc<Block>], options: &Options) -> Vec<Self> {
        let mut all: Vec<Self> = blocks.iter().map(|_| Self::default()).collect();
        for (blocks, summaries) in blocks.chunks(AT_ONCE).zip(all.chunks_mut(AT_ONCE)) {
            let mut read: SmallVec<[(&Block, &mut Self); AT_ONCE]> =
                blocks.iter().map(|b| &**b).zip(summaries).collect();
            Self::read(&mut read, options);
        }
        all
    }

    #[inline(never)]
    fn read(all: &mut [(&Block, &mut Self)], options: &Options) {
        let registry = &*options.registry;
        for (block, read) in all.iter_mut() {
            if block.kind == BlockKind::FrontMatter && block.prose().is_empty() {
                read.front_matter = Some(Arc::new(FrontMatter::parse(block)));
            }
        }
        let mut each = |find: &dyn Fn(&Block, &str, &mut Self)| {
            for (block, read) in all.iter_mut().filter(|(block, _)| !block.prose().is_empty()) {
                find(block, block.prose(), read);
            }
        };
        each(&|_, prose, read| read.tokens = tokens::tokenize(prose));
        each(&|_, prose, read| read.sentences = sentences::split(prose, &read.tokens));
        each(&|_, prose, read| read.quotes = quotes::scan(prose, &read.tokens));
        each(&|_, prose, read| read.mentions = mentions::find(prose, &read.tokens, &read.sentences));
        each(&|block, prose, read| {
            let Self { tokens, sentences, quotes, mentions, .. } = read;
            mentions::known::correct(prose, tokens, sentences, registry, mentions);
            annotations::mark(block, tokens, mentions);
            mentions::known::number(registry, mentions);
            mentions::mark_quoted(mentions, quotes);
        });
        each(&|_, prose, read| read.dates = dates::find(prose, &read.tokens, &read.sentences));
        each(&|_, prose, read| {
            read.attributions = attribution::find(prose, &read.tokens, &read.sentences, &read.quotes);
        });
        each(&|_, prose, read| {
            if !options.without_persons {
                read.references(prose);
            }
        });
        each(&|_, prose, read| read.form = Form::of(prose, &read.tokens));
    }
}

/// Blocks that are read together: so many that fetching the code for them costs little, and so few that their tokens
/// stay at hand as well.
const AT_ONCE: usize = 32;
