//! Bringing documents up to date: analysis first, so that waiting requests go on, then findings.
//!
//! A thread does that, and where it takes no time the I/O task itself, once it has taken in all messages that have come.

use super::adapters::{Page, diagnostics};
use super::check::Checker;
use super::convert;
use super::document::{Kind, Snapshot};
use super::journal;
use super::publish::{Publication, Publisher};
use super::session::{Agreement, Changed, Job, Session};
use super::settle::Settle;
use super::watch;
use crate::analysis::{Options, Story};
use crate::diagnostic::Diagnostic;
use crate::lint::Run;
use crate::syntax::{Mode, OPTING_HEAD, opts_in};
use crate::text::ByteRange;
use crate::workspace::House;
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tower_lsp::ls_types as lsp;

/// Starts the worker’s threads, which end with the session, and returns its part of the I/O task.
pub fn start(session: Arc<Session>, publisher: Publisher) -> impl Future<Output = ()> {
    // Room for one: where more wait, the worker takes them apart itself, so that they do not pile up.
    let (attic, stale) = std::sync::mpsc::sync_channel(1);
    let (watched, told) = (Arc::clone(&session), publisher.clone());
    let worker = Worker {
        session: Arc::clone(&session),
        publisher,
        stale: None,
        documents: HashMap::new(),
        awaited: None,
    };
    let worker = Arc::new(Mutex::new(worker));
    spawn("newsmark-watch", move || watch::run(&watched, &told));
    let reading = read_at_once(Arc::clone(&session), Arc::clone(&worker));
    spawn("newsmark-worker", move || run(&session, &worker, &attic));
    // Taking a long story apart takes as long as folding it; nobody who types should wait for that.
    spawn("newsmark-attic", move || stale.into_iter().for_each(|old: Stale| drop(old)));
    reading
}

/// Without its threads there is no server: where one cannot be had, ending at once is all that is left.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(error) = std::thread::Builder::new().name(name.into()).spawn(work) {
        eprintln!("newsmark: cannot start a thread: {error}");
        std::process::exit(3);
    }
}

/// What the newest version has replaced.
type Stale = (Option<Story>, Option<Run>, [Option<Arc<Snapshot>>; 2]);

/// The work of the thread.
fn run(session: &Session, worker: &Mutex<Worker>, attic: &SyncSender<Stale>) {
    loop {
        let deadline = lock(worker).expect_next();
        session.wait_for_job(deadline);
        // Locked before anything is taken: the I/O task could else read later edits of a document first.
        let mut worker = lock(worker);
        match session.next_job() {
            Job::Read(changed) => worker.read_safely(*changed),
            Job::Forget(uri) => worker.forget(uri),
            Job::Timeout => worker.release_due(),
            Job::Stop => return,
        }
        if let Some(stale) = worker.stale.take() {
            drop(worker);
            let _ = attic.try_send(stale);
        }
    }
}

/// The work of the I/O task: documents that take it less time than it takes to wake the thread.
async fn read_at_once(session: Arc<Session>, worker: Arc<Mutex<Worker>>) {
    while session.edited().await {
        let stale = read_short(&session, &worker);
        if stale.is_some() {
            // First the findings are written; then it takes less time than to wake a thread.
            for _ in 0..TURNS {
                tokio::task::yield_now().await;
            }
            drop(stale);
        }
    }
}

/// Reads a short document that has been edited, if the thread is not at work; what its new version has replaced.
fn read_short(session: &Session, worker: &Mutex<Worker>) -> Option<Stale> {
    // The thread sees what has come when it is done.
    let Ok(mut worker) = worker.try_lock() else {
        session.ring();
        return None;
    };
    let changed = session.take_short(|uri| worker.documents.get(uri).is_some_and(|k| k.took < AT_ONCE));
    if let Some(changed) = changed {
        worker.read_safely(changed);
    }
    worker.tell_thread();
    // What takes longer, and other documents that were edited as well, are the thread's.
    if session.has_work() {
        session.ring();
    }
    worker.stale.take()
}

/// How often the other parts of the I/O task have their turn until findings are written: publishing, the framework’s two
/// queues, and writing.
const TURNS: usize = 4;

/// Reading and checking a document between two messages may take so long: answers to other requests wait for it.
const AT_ONCE: Duration = Duration::from_millis(2);

fn lock(worker: &Mutex<Worker>) -> MutexGuard<'_, Worker> {
    // A fault in reading is caught where it happens, and the document let go of.
    worker.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Worker {
    session: Arc<Session>,
    publisher: Publisher,
    /// What the document read last has replaced, to be taken apart when its findings are on their way.
    stale: Option<Stale>,
    documents: HashMap<lsp::Uri, Known>,
    /// Until when the thread waits for something to do.
    awaited: Option<Instant>,
}

/// What the worker keeps of one document from version to version.
struct Known {
    story: Story,
    /// The configuration and registry that it was read under, and the count of their changes at that time.
    house: Arc<House>,
    epoch: u64,
    checker: Checker,
    settle: Settle,
    /// The changes that led to what is shown, for publishing it once more when what waits is due.
    last: Changed,
    /// All findings of the version, also those that wait.
    findings: Vec<Diagnostic>,
    /// Those that are shown.
    shown: Arc<Vec<Diagnostic>>,
    /// The number of the list that is shown.
    serial: u64,
    /// How long it takes to read and check it after an edit: a mean in which the last ones count most.
    took: Duration,
}

impl Worker {
    /// Until when the thread is to wait.
    fn expect_next(&mut self) -> Option<Instant> {
        self.awaited = self.deadline();
        self.awaited
    }

    /// Has the thread wait no longer than until the next finding is due that was held back.
    fn tell_thread(&mut self) {
        let due = self.deadline();
        if due.is_some_and(|due| self.awaited.is_none_or(|awaited| due < awaited)) {
            self.awaited = due;
            self.session.count_anew();
        }
    }

    fn deadline(&self) -> Option<Instant> {
        self.documents.values().filter_map(|k| k.settle.deadline()).min()
    }

    fn forget(&mut self, uri: lsp::Uri) {
        self.documents.remove(&uri);
        if !self.session.agreement().pull {
            self.publisher.publish(Publication { uri, version: None, diagnostics: Vec::new() });
        }
    }

    fn release_due(&mut self) {
        let now = Instant::now();
        let agreement = self.session.agreement();
        for known in self.documents.values_mut().filter(|k| k.settle.deadline().is_some_and(|d| d <= now)) {
            known.settle.release();
            if known.shown.len() == known.findings.len() {
                continue;
            }
            known.show(&agreement, &self.publisher);
            if agreement.pull {
                self.publisher.refresh();
            }
            self.session.ring_checked();
        }
    }

    /// A fault in reading one document must not end the session: it is told, and the document is read afresh
    /// with its next change.
    fn read_safely(&mut self, changed: Changed) {
        let uri = changed.uri.clone();
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.read(changed)));
        if read.is_err() {
            self.documents.remove(&uri);
            let words = format!("a fault while reading a document at {}", journal::last_fault());
            self.session.journal.note(&words);
            self.publisher.complain(format!("newsmark: {words}; please report this"));
        }
    }

    /// Reads the newest version, and checks it unless a newer one has come meanwhile.
    fn read(&mut self, changed: Changed) {
        if changed.kind != Kind::Article {
            return leave_text(&changed, changed.kind);
        }
        #[cfg(debug_assertions)]
        fail_for_tests(&changed);
        let uri = changed.uri.clone();
        let (asked, saved) = (!changed.edits.is_empty(), changed.saved);
        // The document may have been closed and opened again under the same name.
        let same = |known: &Known| known.last.snapshot.same_channel(&changed.snapshot);
        let known = self.documents.remove(&uri).filter(same);
        let epoch = self.session.houses.epoch();
        let begun = Instant::now();
        if !self.serves(&changed) {
            return self.leave_alone(&changed, known.is_some());
        }
        let first = known.is_none();
        let (mut known, story) = match known {
            Some(mut known) => {
                if known.epoch != epoch {
                    known.move_to(self.session.house_of(&uri), epoch);
                }
                known.update(changed)
            }
            None => {
                let house = self.session.house_of(&uri);
                watch::tell(&self.session, &self.publisher);
                (Known::fresh(changed, house, epoch), None)
            }
        };
        let unread = known.announce(None).1;
        let (mut run, mut shown) = (None, None);
        if !self.session.is_stale(&uri, known.last.revision) {
            let (findings, before) = known.checker.check(&known.story);
            known.findings = findings;
            run = Some(before);
            let agreement = self.session.agreement();
            let seen = Arc::clone(&known.shown);
            shown = known.show(&agreement, &self.publisher);
            // A client that pulls does so after each edit, not when something else has changed what is found.
            if agreement.pull && !first && !asked && seen != known.shown {
                self.publisher.refresh();
            }
            // Settings, configuration or registry have changed.
            if !first && !asked && !saved {
                self.publisher.refresh_views(agreement.views);
            }
            self.session.ring_checked();
        }
        if !first {
            known.took = (known.took * 3 + begun.elapsed()) / 4;
        }
        self.documents.insert(uri, known);
        self.stale = Some((story, run, [unread, shown]));
    }
}

impl Worker {
    /// Whether the document is to be checked: configuration does not leave it out and, where the client wants that, it
    /// has opted in.
    fn serves(&self, changed: &Changed) -> bool {
        let house = self.session.house_of(&changed.uri);
        let path = convert::path(&changed.uri).unwrap_or_default();
        let says_so =
            || opts_in(&changed.buffer.slice(ByteRange::new(0, changed.buffer.len().min(OPTING_HEAD))));
        let wanted = !changed.settings.only_opted_in || changed.opted_in || house.opts_in(&path) || says_so();
        wanted && !house.excludes(&path)
    }

    /// A document that is not to be checked; one that was checked before (`known`) has its findings taken away.
    fn leave_alone(&self, changed: &Changed, known: bool) {
        leave_text(changed, Kind::Foreign);
        watch::tell(&self.session, &self.publisher);
        let (uri, agreement) = (changed.uri.clone(), self.session.agreement());
        match agreement.pull {
            true if known => self.publisher.refresh(),
            true => {}
            false => {
                let version = Some(changed.version);
                self.publisher.publish(Publication { uri, version, diagnostics: Vec::new() });
            }
        }
        if known {
            self.publisher.refresh_views(agreement.views);
        }
        self.session.ring_checked();
    }
}

/// How the file at `path` is read: persons are found for whoever asks, behind the findings.
pub(super) fn reading(house: &House, path: &Path) -> Options {
    Options { without_persons: true, ..house.reading_of(path, None) }
}

/// A document that is no copy: hover and completion need its text, and what is wrong in it is told by its house.
fn leave_text(changed: &Changed, kind: Kind) {
    let snapshot = Snapshot {
        revision: changed.revision,
        version: Some(changed.version),
        serial: serial(),
        kind,
        house: Arc::default(),
        buffer: changed.buffer.clone(),
        story: Story::read("", Mode::Line, Options::default()),
        findings: Some(Arc::default()),
    };
    changed.snapshot.send_replace(Some(Arc::new(snapshot)));
}

/// Stands for a fault of the analysis: builds for tests fail at a text that holds the words of `NEWSMARK_FAULT_AT`.
#[cfg(debug_assertions)]
fn fail_for_tests(changed: &Changed) {
    let words = std::env::var("NEWSMARK_FAULT_AT").unwrap_or_default();
    assert!(words.is_empty() || !changed.buffer.to_text().contains(&words), "a fault for tests");
}

fn publish(uri: &lsp::Uri, snapshot: &Snapshot, agreement: &Agreement, publisher: &Publisher) {
    let page = Page { uri, snapshot, agreement };
    let findings = snapshot.findings.as_deref().map_or(&[][..], Vec::as_slice);
    let diagnostics = diagnostics::list(page, findings);
    publisher.publish(Publication { uri: uri.clone(), version: snapshot.version, diagnostics });
}

impl Known {
    fn fresh(changed: Changed, house: Arc<House>, epoch: u64) -> Self {
        let path = convert::path(&changed.uri).unwrap_or_default();
        let story = Story::read(&changed.buffer.to_text(), changed.format, reading(&house, &path));
        Self {
            story,
            checker: Checker::new(house.lint_options_of(&path)),
            house,
            epoch,
            settle: Settle::default(),
            last: changed,
            findings: Vec::new(),
            shown: Arc::default(),
            serial: serial(),
            // Nothing is known of that yet: the thread reads it.
            took: AT_ONCE,
        }
    }

    /// Reads and checks the document under another configuration or registry from now on.
    fn move_to(&mut self, house: Arc<House>, epoch: u64) {
        self.epoch = epoch;
        if !Arc::ptr_eq(&house, &self.house) {
            let path = convert::path(&self.last.uri).unwrap_or_default();
            self.story = self.story.with_options(reading(&house, &path));
            self.checker = Checker::new(house.lint_options_of(&path));
            self.house = house;
        }
    }

    /// The document with what changed, and the story that it replaces.
    fn update(mut self, changed: Changed) -> (Self, Option<Story>) {
        let mut replaced = None;
        if !changed.edits.is_empty() {
            let (story, _) = self.story.updated_all(&changed.edits);
            replaced = Some(std::mem::replace(&mut self.story, story));
        }
        self.settle.edited(&changed.edits, &self.story, Instant::now(), changed.settings.settle);
        if changed.saved || changed.settings.settle.is_zero() {
            self.settle.release();
        }
        self.last = changed;
        (self, replaced)
    }

    /// Leaves the version for the requests that wait for it; returns it, and the one it replaces.
    fn announce(&self, findings: Option<Arc<Vec<Diagnostic>>>) -> (Arc<Snapshot>, Option<Arc<Snapshot>>) {
        let snapshot = Arc::new(Snapshot {
            revision: self.last.revision,
            version: Some(self.last.version),
            serial: self.serial,
            kind: Kind::Article,
            house: Arc::clone(&self.house),
            buffer: self.last.buffer.clone(),
            story: self.story.clone(),
            findings,
        });
        let before = self.last.snapshot.send_replace(Some(Arc::clone(&snapshot)));
        (snapshot, before)
    }

    /// Shows what need not wait: publishes it, or leaves it for a client that pulls. Returns the snapshot it replaces.
    fn show(&mut self, agreement: &Agreement, publisher: &Publisher) -> Option<Arc<Snapshot>> {
        self.serial = serial();
        self.shown = Arc::new(self.settle.filter(self.findings.clone()));
        let (snapshot, before) = self.announce(Some(Arc::clone(&self.shown)));
        if agreement.pull {
            return before;
        }
        publish(&self.last.uri, &snapshot, agreement, publisher);
        before
    }
}

/// A number that no list of findings of this process had before.
pub fn serial() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
