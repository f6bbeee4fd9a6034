//! What handlers and worker share: the open documents, the client's wishes, and the bell that wakes the worker.

use super::adapters::semantic::Colours;
use super::convert::{Identity, identity};
use super::disk::Disk;
use super::document::{Document, Kind, Snapshot, extension};
use super::houses::Houses;
use super::journal::Journal;
use super::progress::Running;
use super::publish::Views;
use super::settings::Settings;
use super::work::Lanes;
use crate::syntax::Format;
use crate::text::{Buffer, Edit, Encoding};
use crate::workspace::House;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, watch};
use tower_lsp::ls_types as lsp;

/// How long a request waits for the version it asks about before it answers that the content was modified.
const PATIENCE: Duration = Duration::from_secs(10);

/// What was agreed at `initialize`; it never changes.
#[derive(Clone, Debug, Default)]
pub struct Agreement {
    /// What a column counts.
    pub encoding: Encoding,
    /// Whether hover text may be Markdown.
    pub markdown: bool,
    /// Whether the words about a proposal may be Markdown.
    pub markdown_proposals: bool,
    /// Whether the outline may be a tree.
    pub tree: bool,
    /// Whether related places may be sent with a finding.
    pub related: bool,
    /// Whether a finding may name the page of its rule.
    pub code_links: bool,
    /// Whether a definition may say which words lead to it.
    pub definition_links: bool,
    /// Whether the client pulls findings; then none are published.
    pub pull: bool,
    /// Whether the client can be asked for its settings.
    pub configuration: bool,
    /// Whether an edit may create a file.
    pub creates_files: bool,
    /// Whether the client watches files for us.
    pub watches: bool,
    /// Whether the client must be asked to tell when settings change.
    pub tells_settings: bool,
    /// Whether a proposal may have gaps that the writer fills in.
    pub snippets: bool,
    /// Whether long work may be shown.
    pub progress: bool,
    /// What the client can be told to ask for again.
    pub views: Views,
}

/// One client's session.
#[derive(Debug, Default)]
pub struct Session {
    agreement: OnceLock<Agreement>,
    state: Mutex<State>,
    bell: Condvar,
    /// Rung for the I/O task where the client has edited.
    edited: Notify,
    shut_down: AtomicBool,
    gone: Notify,
    /// Counts checks, so that a pull over the workspace can wait for the next one.
    checked: watch::Sender<u64>,
    /// Whether the client wants to see how each message is worked on.
    traced: AtomicBool,
    /// Files of the workspace that are not open.
    pub disk: Disk,
    /// Configuration and registries.
    pub houses: Houses,
    file_bell: Condvar,
    /// What is written down about the session.
    pub journal: Journal,
    /// Where long work is done.
    pub lanes: Lanes,
    /// Long work that the client can stop.
    pub running: Arc<Running>,
    /// The semantic tokens that the client has.
    pub colours: Colours,
}

#[derive(Debug, Default)]
struct State {
    documents: HashMap<lsp::Uri, Document>,
    settings: Settings,
    closed: Vec<lsp::Uri>,
    /// Documents whose findings were asked for before they were opened.
    early: HashSet<lsp::Uri>,
    touches: u64,
    /// Whether configuration or registry files may have changed.
    files_changed: bool,
    /// Whether what the worker's thread waits for is due earlier than it knows.
    counts_anew: bool,
    stopped: bool,
}

/// Something for the worker to do.
#[derive(Debug)]
pub enum Job {
    /// Bring a document up to date.
    Read(Box<Changed>),
    /// A document was closed.
    Forget(lsp::Uri),
    /// Nothing: the time that was asked for has come, or somebody else has taken what there was.
    Timeout,
    /// The session is over.
    Stop,
}

/// What changed in a document since the worker last took it.
#[derive(Debug)]
pub struct Changed {
    /// Which document.
    pub uri: lsp::Uri,
    /// The newest text.
    pub buffer: Buffer,
    /// Its client's number.
    pub version: i32,
    /// Its revision.
    pub revision: u64,
    /// What it is.
    pub kind: Kind,
    /// How the text is read.
    pub format: Format,
    /// The edits that led here, in order, each in bytes of the text before it.
    pub edits: Vec<Edit>,
    /// Whether it was saved.
    pub saved: bool,
    /// Where to leave what was read.
    pub snapshot: watch::Sender<Option<Arc<Snapshot>>>,
    /// Whether the client itself says that it is copy, by its language.
    pub opted_in: bool,
    /// The settings in force.
    pub settings: Settings,
}

impl Session {
    /// A session that is written down in `journal`.
    pub fn new(journal: Journal) -> Self {
        Self { journal, ..Self::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A handler that panicked left whole values behind: every change is one assignment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what was agreed at `initialize`.
    pub fn agree(&self, agreement: Agreement, settings: Settings) {
        let _ = self.agreement.set(agreement);
        self.state().settings = settings;
    }

    /// Whether `initialize` is over.
    pub fn is_agreed(&self) -> bool {
        self.agreement.get().is_some()
    }

    /// Whether the client follows each message.
    pub fn traces(&self) -> bool {
        self.traced.load(Ordering::Relaxed)
    }

    /// Notes whether the client follows each message.
    pub fn set_trace(&self, on: bool) {
        self.traced.store(on, Ordering::Relaxed);
    }

    /// What was agreed.
    pub fn agreement(&self) -> Agreement {
        self.agreement.get().cloned().unwrap_or_default()
    }

    /// The settings in force.
    pub fn settings(&self) -> Settings {
        self.state().settings.clone()
    }

    /// Replaces the settings; every document is checked again.
    pub fn set_settings(&self, settings: Settings) {
        let mut state = self.state();
        if state.settings != settings {
            state.settings = settings;
            state.documents.values_mut().for_each(|d| d.dirty = true);
            self.bell.notify_one();
        }
    }

    /// Every document is brought up to date again, as after a change of the configuration.
    pub fn read_all_again(&self) {
        self.state().documents.values_mut().for_each(|d| d.dirty = true);
        self.bell.notify_one();
    }

    /// Notes that configuration or registry files may have changed.
    pub fn files_changed(&self) {
        self.state().files_changed = true;
        self.file_bell.notify_one();
    }

    /// Waits until such files may have changed, or for `patience`; false at the end of the session.
    pub fn wait_for_files(&self, patience: Option<Duration>) -> bool {
        let mut state = self.state();
        let due = patience.map(|p| Instant::now() + p);
        loop {
            if state.stopped || std::mem::take(&mut state.files_changed) {
                return !state.stopped;
            }
            let left = due.map(|d| d.saturating_duration_since(Instant::now()));
            state = match left {
                Some(Duration::ZERO) => return true,
                Some(left) => {
                    self.file_bell.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.file_bell.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Configuration and registry for `uri`; not on the I/O task, since they may have to be read first.
    pub fn house_of(&self, uri: &lsp::Uri) -> Arc<House> {
        self.houses.of(uri, &self.disk.folders())
    }

    /// Takes in a document that the client opens; says whether its findings have been asked for already.
    pub fn open(&self, item: lsp::TextDocumentItem) -> bool {
        let extension = extension(item.uri.as_str(), &item.language_id).to_owned();
        let kind = Kind::of(&item.uri, &item.language_id);
        if kind == Kind::Foreign {
            return false;
        }
        let mut document = Document::open(&item.text, item.version, &extension, kind);
        let mut state = self.state();
        state.touches += 1;
        document.touched = state.touches;
        document.opted_in = item.language_id.split('.').any(|l| l == "newsmark");
        let early = state.early.remove(&item.uri);
        state.documents.insert(item.uri, document);
        self.bell.notify_one();
        early
    }

    /// Notes that the findings of a document were asked for that is not open (yet).
    pub fn asked_early(&self, uri: &lsp::Uri) {
        let mut state = self.state();
        if state.early.len() < MOST_EARLY {
            state.early.insert(uri.clone());
        }
    }

    /// Applies changes of the client, in order.
    pub fn change(&self, params: lsp::DidChangeTextDocumentParams) {
        let encoding = self.agreement().encoding;
        let mut state = self.state();
        state.touches += 1;
        let touches = state.touches;
        let Some(document) = state.documents.get_mut(&params.text_document.uri) else { return };
        for change in params.content_changes {
            document.change(change, encoding);
        }
        document.version = params.text_document.version;
        document.revision += 1;
        document.dirty = true;
        document.touched = touches;
        self.edited.notify_one();
    }

    /// Resolves when the client has edited a document; false at the end of the session.
    pub async fn edited(&self) -> bool {
        self.edited.notified().await;
        !self.state().stopped
    }

    /// Whether there is a document that has changed and has not been taken.
    pub fn has_work(&self) -> bool {
        self.state().has_edits()
    }

    /// Wakes the thread of the worker.
    pub fn ring(&self) {
        self.bell.notify_one();
    }

    /// Has the thread of the worker look again until when it is to wait.
    pub fn count_anew(&self) {
        self.state().counts_anew = true;
        self.bell.notify_one();
    }

    /// What changed in the document that was touched last, where it is one that `is_short`, and the edit too.
    pub fn take_short(&self, is_short: impl Fn(&lsp::Uri) -> bool) -> Option<Changed> {
        let mut state = self.state();
        let (uri, document) = state.next()?;
        let typed: usize = document.pending.iter().map(|e| e.text.len() + e.range.len()).sum();
        let short = typed < SHORT_EDIT && is_short(uri);
        short.then(|| state.take())?
    }

    /// Notes that a document was saved: nothing waits any longer.
    pub fn save(&self, uri: &lsp::Uri) {
        if let Some(document) = self.state().documents.get_mut(uri) {
            document.saved = true;
            document.dirty = true;
            self.bell.notify_one();
        }
    }

    /// Lets go of a document.
    pub fn close(&self, uri: lsp::Uri) {
        let mut state = self.state();
        // What is wrong in a configuration is told by its house, whether or not it is open.
        if state.documents.remove(&uri).is_some_and(|d| d.kind == Kind::Article) {
            state.closed.push(uri);
            self.bell.notify_one();
        }
    }

    /// Waits until there is something to do, or until `deadline`. [`Self::next_job`] says what.
    pub fn wait_for_job(&self, deadline: Option<Instant>) {
        let mut state = self.state();
        while !state.has_job() {
            let left = deadline.map(|d| d.saturating_duration_since(Instant::now()));
            state = match left {
                Some(Duration::ZERO) => return,
                Some(left) => self.bell.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0,
                None => self.bell.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Takes the next thing to do. Whoever takes edits must hold the worker: else later ones could be read before them.
    pub fn next_job(&self) -> Job {
        let mut state = self.state();
        if state.stopped {
            return Job::Stop;
        }
        if let Some(uri) = state.closed.pop() {
            return Job::Forget(uri);
        }
        if let Some(changed) = state.take() {
            return Job::Read(Box::new(changed));
        }
        state.counts_anew = false;
        Job::Timeout
    }

    /// Whether the document has moved on from `revision`, or is closed.
    pub fn is_stale(&self, uri: &lsp::Uri, revision: u64) -> bool {
        self.state().documents.get(uri).is_none_or(|d| d.revision != revision)
    }

    /// The version of the document that is live now, once it has been read (and checked, if `checked`).
    ///
    /// The revision is noted before the first await; `None` if the document is not open, and an error if
    /// it has moved on meanwhile or reading takes too long.
    pub fn snapshot(
        &self,
        uri: &lsp::Uri,
        checked: bool,
    ) -> impl Future<Output = Result<Option<Arc<Snapshot>>, Modified>> + Send + use<> {
        let read = self.read_up_to(uri, checked);
        async move {
            match read.await {
                Ok(Some((revision, snapshot))) if snapshot.revision == revision => Ok(Some(snapshot)),
                Ok(None) => Ok(None),
                _ => Err(Modified),
            }
        }
    }

    /// The same, or a newer version, for what does not hang on a place in the text.
    pub fn newest(
        &self,
        uri: &lsp::Uri,
        checked: bool,
    ) -> impl Future<Output = Result<Option<Arc<Snapshot>>, Modified>> + Send + use<> {
        let read = self.read_up_to(uri, checked);
        async move { Ok(read.await?.map(|(_, snapshot)| snapshot)) }
    }

    /// The first version from the live one on that has been read (and checked), and the revision that was live.
    fn read_up_to(
        &self,
        uri: &lsp::Uri,
        checked: bool,
    ) -> impl Future<Output = Result<Option<(u64, Arc<Snapshot>)>, Modified>> + Send + use<> {
        let wanted = self.state().documents.get(uri).map(|d| (d.revision, d.snapshot.subscribe()));
        async move {
            let Some((revision, mut read)) = wanted else { return Ok(None) };
            let ready = read.wait_for(|s| {
                s.as_ref().is_some_and(|s| s.revision >= revision && (!checked || s.findings.is_some()))
            });
            match tokio::time::timeout(PATIENCE, ready).await {
                Ok(Ok(snapshot)) => Ok(snapshot.clone().map(|s| (revision, s))),
                // The document was closed while we waited.
                Ok(Err(_)) => Ok(None),
                Err(_) => Err(Modified),
            }
        }
    }

    /// What is open, read or not.
    pub fn open_identities(&self) -> HashSet<Identity> {
        self.state().documents.keys().map(identity).collect()
    }

    /// The newest version of every open document that has been read, in order of the URI.
    pub fn open_documents(&self) -> Vec<(lsp::Uri, Arc<Snapshot>)> {
        let state = self.state();
        let read =
            state.documents.iter().filter_map(|(uri, d)| Some((uri.clone(), d.snapshot.borrow().clone()?)));
        let mut open: Vec<_> = read.collect();
        open.sort_by(|a, b| a.0.cmp(&b.0));
        open
    }

    /// Tells those who wait that some document has been checked.
    pub fn ring_checked(&self) {
        self.checked.send_modify(|n| *n += 1);
    }

    /// Resolves when some document is checked after this call.
    pub fn next_check(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut checked = self.checked.subscribe();
        async move {
            let _ = checked.changed().await;
        }
    }

    /// Notes `shutdown`.
    pub fn shut_down(&self) {
        self.shut_down.store(true, Ordering::Release);
    }

    /// Whether the client said `shutdown`.
    pub fn was_shut_down(&self) -> bool {
        self.shut_down.load(Ordering::Acquire)
    }

    /// Ends the worker.
    pub fn stop(&self) {
        self.state().stopped = true;
        self.edited.notify_one();
        self.bell.notify_all();
        self.file_bell.notify_all();
    }

    /// Notes that the client is gone.
    pub fn lost_client(&self) {
        self.gone.notify_one();
    }

    /// Resolves when the client is gone.
    pub fn client_gone(self: &Arc<Self>) -> impl Future<Output = ()> + use<> {
        let session = Arc::clone(self);
        async move { session.gone.notified().await }
    }
}

/// How many documents asked for before they are open are remembered.
const MOST_EARLY: usize = 256;

/// The document has moved on from the version that was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modified;

/// Edits that put in and take out fewer bytes than that are no paste: what they cost is what the last one cost.
const SHORT_EDIT: usize = 4096;

impl State {
    /// Whether there is a document that has changed and has not been taken.
    fn has_edits(&self) -> bool {
        self.documents.values().any(|d| d.dirty)
    }

    /// Whether the thread of the worker has something to do.
    fn has_job(&self) -> bool {
        self.stopped || self.counts_anew || !self.closed.is_empty() || self.has_edits()
    }

    /// The document that was touched last among those with something to do.
    fn next(&mut self) -> Option<(&lsp::Uri, &mut Document)> {
        let dirty = self.documents.iter_mut().filter(|(_, d)| d.dirty);
        dirty.max_by_key(|(_, d)| d.touched)
    }

    /// The changes of that document.
    fn take(&mut self) -> Option<Changed> {
        let (uri, document) = self.next()?;
        document.dirty = false;
        Some(Changed {
            uri: uri.clone(),
            buffer: document.buffer.clone(),
            version: document.version,
            revision: document.revision,
            kind: document.kind,
            format: document.format,
            edits: std::mem::take(&mut document.pending),
            saved: std::mem::take(&mut document.saved),
            snapshot: document.snapshot.clone(),
            opted_in: document.opted_in,
            settings: self.settings.clone(),
        })
    }
}
