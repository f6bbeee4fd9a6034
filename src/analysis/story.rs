//! A document together with everything inferred from it, and its update after an edit.

use super::Summary;
use super::alike::Asked;
use super::article::{Article, BlockRef, Blocks, Event, Options};
use super::capitals::Capitals;
use super::reuse::Earlier;
use crate::syntax::{Block, Document, Format, Update};
use crate::text::Edit;
use std::sync::{Arc, OnceLock};

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
    /// Its capitalised words, once somebody has asked for them.
    capitals: OnceLock<Arc<Capitals>>,
    /// See [`Story::with_persons`].
    whole: Arc<OnceLock<Box<Self>>>,
    /// The last version for which persons were asked, and what has changed since.
    asked: Option<Arc<(Self, Update)>>,
}

impl Story {
    /// Reads `text` from scratch.
    pub fn read(text: &str, format: impl Into<Format>, options: Options) -> Self {
        let document = Document::parse(text, format);
        let summaries = summarize(document.blocks(), &options);
        Self::assemble(Arc::new(document), summaries, Arc::new(options), None)
    }

    /// The story after `edit`, whose range lies on character boundaries of the text; and which blocks were read again.
    /// Equal to reading the edited text from scratch.
    pub fn updated(&self, edit: &Edit) -> (Self, Update) {
        self.updated_all(std::slice::from_ref(edit))
    }

    /// The story after several edits, each in bytes of the text that the one before it leaves; the fold is done once,
    /// and a block that several of them touch is read once.
    pub fn updated_all(&self, edits: &[Edit]) -> (Self, Update) {
        let mut document = Arc::clone(&self.document);
        let mut summaries: Vec<Option<Arc<Summary>>> = self.summaries.iter().cloned().map(Some).collect();
        let (mut kept_before, mut kept_after) = (summaries.len(), summaries.len());
        for edit in edits {
            let (next, update) = document.update(edit);
            let changed = update.kept_before..summaries.len() - update.kept_after;
            summaries.splice(changed, std::iter::repeat_n(None, update.parsed));
            kept_before = kept_before.min(update.kept_before);
            kept_after = kept_after.min(update.kept_after);
            document = Arc::new(next);
        }
        let parsed = summaries.iter().filter(|s| s.is_none()).count();
        let blocks = document.blocks().iter().zip(summaries);
        let summaries: Vec<Arc<Summary>> =
            blocks.map(|(b, s)| s.unwrap_or_else(|| Arc::new(Summary::with(b, &self.options)))).collect();
        let update = Update { kept_before, parsed, kept_after };
        let asked = self.asked_before(update, summaries.len());
        let story = Self::assemble(document, summaries, Arc::clone(&self.options), Some((self, update)));
        (Self { asked, ..story }, update)
    }

    /// The story with other options. Under the same registry only the fold is done again.
    pub fn with_options(&self, options: Options) -> Self {
        let same = Arc::ptr_eq(&options.registry, &self.options.registry);
        let summaries =
            if same { (*self.summaries).clone() } else { summarize(self.document.blocks(), &options) };
        Self::assemble(Arc::clone(&self.document), summaries, Arc::new(options), None)
    }

    /// The story with whom its pronouns, roles and descriptions stand for; found when somebody first asks, after an edit
    /// from what was found before it.
    pub fn with_persons(&self) -> &Self {
        if !self.options.without_persons {
            return self;
        }
        self.whole.get_or_init(|| {
            let options = Options { without_persons: false, ..(*self.options).clone() };
            let blocks = Self::blocks(&self.document, &self.summaries);
            let old = self.asked.as_ref().map(|a| Self::blocks(&a.0.document, &a.0.summaries));
            let earlier = self.asked.as_ref().zip(old.as_ref()).and_then(|(asked, old)| {
                let (events, persons) = (false, true);
                Earlier::of(&asked.0.article, old, &blocks, asked.1, Asked { events, persons })
            });
            let article = Arc::new(self.article.with_persons(&blocks, &options, earlier.as_ref()));
            let (options, whole) = (Arc::new(options), Arc::default());
            Box::new(Self { article, options, whole, asked: None, ..self.clone() })
        })
    }

    /// What persons can be found from after `update`, which leads to a version of `blocks` blocks.
    fn asked_before(&self, update: Update, blocks: usize) -> Option<Arc<(Self, Update)>> {
        if let Some(whole) = self.whole.get() {
            return Some(Arc::new(((**whole).clone(), update)));
        }
        let (story, since) = self.asked.as_deref()?;
        let kept_before = since.kept_before.min(update.kept_before);
        let kept_after = since.kept_after.min(update.kept_after);
        let parsed = blocks.checked_sub(kept_before + kept_after)?;
        Some(Arc::new((story.clone(), Update { kept_before, parsed, kept_after })))
    }

    /// The options it was read with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What the outline lists, in order of first mention; found when it is first asked for.
    pub fn events(&self) -> &[Arc<Event>] {
        if let Some(events) = self.article.known_events() {
            return events;
        }
        let blocks = Self::blocks(&self.document, &self.summaries);
        in_parts(&blocks, |part| part.iter().for_each(|block| _ = block.events()));
        self.article.events(&blocks)
    }

    /// Block `index` with its summary.
    pub fn block(&self, index: usize) -> BlockRef<'_> {
        BlockRef { block: &self.document.blocks()[index], summary: &self.summaries[index] }
    }

    /// The capitalised words of the story.
    pub fn capitals(&self) -> &Capitals {
        self.capitals.get_or_init(|| {
            let blocks = Self::blocks(&self.document, &self.summaries);
            Arc::new(Capitals::of(blocks.into_iter()))
        })
    }

    /// The blocks with their summaries.
    fn blocks<'a>(document: &'a Document, summaries: &'a [Arc<Summary>]) -> Vec<BlockRef<'a>> {
        let pairs = document.blocks().iter().zip(summaries);
        pairs.map(|(block, summary)| BlockRef { block, summary }).collect()
    }

    fn assemble(
        document: Arc<Document>,
        summaries: Vec<Arc<Summary>>,
        options: Arc<Options>,
        before: Option<(&Self, Update)>,
    ) -> Self {
        let blocks = Self::blocks(&document, &summaries);
        let before = before.map(|(s, update)| (s, Self::blocks(&s.document, &s.summaries), update));
        let earlier = before.as_ref().and_then(|(s, old, update)| {
            let (events, persons) = (s.article.known_events().is_some(), !options.without_persons);
            Earlier::of(&s.article, old, &blocks, *update, Asked { events, persons })
        });
        let article = Article::refold(&blocks, &options, earlier.as_ref());
        let capitals = before.and_then(|(story, old, update)| story.counted_on(&old, &blocks, update));
        Self {
            article: Arc::new(article),
            document,
            summaries: Arc::new(summaries),
            options,
            capitals: capitals.map(OnceLock::from).unwrap_or_default(),
            whole: Arc::default(),
            asked: None,
        }
    }

    /// The capitalised words after an edit, if somebody has asked for them before it.
    fn counted_on(&self, old: &Blocks<'_>, new: &Blocks<'_>, update: Update) -> Option<Arc<Capitals>> {
        let mut capitals = Arc::clone(self.capitals.get()?);
        let counted = Arc::make_mut(&mut capitals);
        let changed = |blocks: &Blocks<'_>| update.kept_before..blocks.len() - update.kept_after;
        old[changed(old)].iter().for_each(|block| counted.remove(*block));
        new[changed(new)].iter().for_each(|block| counted.add(*block));
        Some(capitals)
    }
}

/// Articles longer than this many blocks are read by several threads.
const LONG: usize = 256;

/// How many threads read a long article.
const THREADS: usize = 4;

/// The summaries of `blocks`. A summary depends on its block and the options alone, so who makes it does not matter.
fn summarize(blocks: &[Arc<Block>], options: &Options) -> Vec<Arc<Summary>> {
    let read = |part: &[Arc<Block>]| -> Vec<_> {
        Summary::of_all(part, options).into_iter().map(Arc::new).collect()
    };
    in_parts(blocks, read).into_iter().flatten().collect()
}

/// What `read` makes of `blocks`, or of a long article's parts, in order.
fn in_parts<B: Sync, T: Send>(blocks: &[B], read: impl Fn(&[B]) -> T + Sync) -> Vec<T> {
    if blocks.len() <= LONG {
        return vec![read(blocks)];
    }
    std::thread::scope(|scope| {
        let (parts, read) = (blocks.chunks(blocks.len().div_ceil(THREADS)), &read);
        let workers: Vec<_> = parts.map(|part| (part, scope.spawn(move || read(part)))).collect();
        // A thread that panicked is read again here, so that the panic is seen where it belongs.
        workers.into_iter().map(|(part, worker)| worker.join().unwrap_or_else(|_| read(part))).collect()
    })
}
