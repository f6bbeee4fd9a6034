//! The thread that brings documents up to date: analysis first, so that waiting requests go on, then findings.

use super::check::{self, Checker};
use super::convert::{Places, severity};
use super::document::Snapshot;
use super::publish::{Publication, Publisher};
use super::session::{Agreement, Changed, Job, Session};
use super::settle::Settle;
use crate::analysis::{Options, Story};
use crate::diagnostic::{Diagnostic, Related};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;
use tower_lsp::ls_types as lsp;

/// How many findings of one document are sent at most, the notice included.
const CAP: usize = 500;

/// Starts the worker; it ends with the session.
pub fn start(session: Arc<Session>, publisher: Publisher) {
    let worker = Worker { session, publisher, documents: HashMap::new() };
    // Without a second thread there is no server: ending at once is all that is left.
    let started = std::thread::Builder::new().name("newsmark-worker".into()).spawn(move || worker.run());
    if let Err(error) = started {
        eprintln!("newsmark: cannot start the worker: {error}");
        std::process::exit(3);
    }
}

struct Worker {
    session: Arc<Session>,
    publisher: Publisher,
    documents: HashMap<lsp::Uri, Known>,
}

/// What the worker keeps of one document from version to version.
struct Known {
    story: Story,
    checker: Checker,
    settle: Settle,
    /// The changes that led to what is shown, for publishing it once more when what waits is due.
    last: Changed,
    /// All findings of the version, also those that wait.
    findings: Vec<Diagnostic>,
}

impl Worker {
    fn run(mut self) {
        loop {
            match self.session.next_job(self.deadline()) {
                Job::Read(changed) => self.read(*changed),
                Job::Forget(uri) => self.forget(uri),
                Job::Timeout => self.release_due(),
                Job::Stop => return,
            }
        }
    }

    fn deadline(&self) -> Option<Instant> {
        self.documents.values().filter_map(|k| k.settle.deadline()).min()
    }

    fn forget(&mut self, uri: lsp::Uri) {
        self.documents.remove(&uri);
        self.publisher.publish(Publication { uri, version: None, diagnostics: Vec::new() });
    }

    fn release_due(&mut self) {
        let now = Instant::now();
        let agreement = self.session.agreement();
        for known in self.documents.values_mut().filter(|k| k.settle.deadline().is_some_and(|d| d <= now)) {
            known.settle.release();
            known.show(&agreement, &self.publisher);
        }
    }

    /// Reads the newest version, and checks it unless a newer one has come meanwhile.
    fn read(&mut self, changed: Changed) {
        let uri = changed.uri.clone();
        // The document may have been closed and opened again under the same name.
        let same = |known: &Known| known.last.snapshot.same_channel(&changed.snapshot);
        let known = self.documents.remove(&uri).filter(same);
        let mut known = match known {
            Some(known) => known.update(changed),
            None => Known::fresh(changed),
        };
        known.announce(None);
        if !self.session.is_stale(&uri, known.last.revision) {
            known.findings = known.checker.check(&known.story);
            known.show(&self.session.agreement(), &self.publisher);
        }
        self.documents.insert(uri, known);
    }
}

impl Known {
    fn fresh(changed: Changed) -> Self {
        let story = Story::read(&changed.buffer.to_text(), changed.mode, Options::default());
        Self {
            story,
            checker: Checker::default(),
            settle: Settle::default(),
            last: changed,
            findings: Vec::new(),
        }
    }

    fn update(mut self, changed: Changed) -> Self {
        for edit in &changed.edits {
            self.story = self.story.updated(edit).0;
        }
        self.settle.edited(&changed.edits, &self.story, Instant::now(), changed.settings.settle);
        if changed.saved {
            self.settle.release();
        }
        self.last = changed;
        self
    }

    /// Leaves the version for the requests that wait for it.
    fn announce(&self, findings: Option<Arc<Vec<Diagnostic>>>) {
        let snapshot = Snapshot {
            revision: self.last.revision,
            buffer: self.last.buffer.clone(),
            story: self.story.clone(),
            findings,
        };
        self.last.snapshot.send_replace(Some(Arc::new(snapshot)));
    }

    /// Publishes what need not wait.
    fn show(&mut self, agreement: &Agreement, publisher: &Publisher) {
        let shown = Arc::new(self.settle.filter(self.findings.clone(), check::speaks_of_missing));
        self.announce(Some(Arc::clone(&shown)));
        let places = Places { buffer: &self.last.buffer, encoding: agreement.encoding };
        publisher.publish(Publication {
            uri: self.last.uri.clone(),
            version: Some(self.last.version),
            diagnostics: capped(&shown).map(|f| diagnostic(places, &self.last.uri, f, agreement)).collect(),
        });
    }
}

/// The findings that are sent: the worst first where there are too many.
fn capped(findings: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    let mut kept: Vec<&Diagnostic> = findings.iter().collect();
    if kept.len() > CAP {
        kept.sort_by_key(|f| std::cmp::Reverse(f.severity));
        kept.truncate(CAP);
        kept.sort_by_key(|f| f.range);
    }
    kept.into_iter()
}

fn diagnostic(
    places: Places<'_>,
    uri: &lsp::Uri,
    finding: &Diagnostic,
    agreement: &Agreement,
) -> lsp::Diagnostic {
    let related = |r: &Related| lsp::DiagnosticRelatedInformation {
        location: lsp::Location { uri: uri.clone(), range: places.range(r.range) },
        message: r.message.clone(),
    };
    let message = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    lsp::Diagnostic {
        range: places.range(finding.range),
        severity: Some(severity(finding.severity)),
        code: Some(lsp::NumberOrString::String(finding.rule.to_owned())),
        source: Some("newsmark".to_owned()),
        message,
        related_information: (agreement.related && !finding.related.is_empty())
            .then(|| finding.related.iter().map(related).collect()),
        ..lsp::Diagnostic::default()
    }
}
