//! The thread that reads configuration and registries again when they change, off the way of keystrokes.

use super::adapters::diagnostics;
use super::publish::{Publication, Publisher};
use super::session::Session;
use std::time::Duration;
use tower_lsp::ls_types as lsp;

/// How often the files are looked at for a client that does not watch them.
const LOOK: Duration = Duration::from_secs(2);

/// Looks after the houses until the session ends.
pub fn run(session: &Session, publisher: &Publisher) {
    loop {
        let watches = session.agreement().watches;
        if !session.wait_for_files((!watches).then_some(LOOK)) {
            return;
        }
        if session.houses.refresh() {
            session.disk.forget();
            session.read_all_again();
            tell(session, publisher);
            session.ring_checked();
        }
    }
}

/// Publishes what is wrong in configuration and registry files, and what no longer is. These are never pulled.
pub fn tell(session: &Session, publisher: &Publisher) {
    let agreement = session.agreement();
    for sheet in session.houses.news() {
        let Some(uri) = lsp::Uri::from_file_path(&sheet.path) else { continue };
        let diagnostics = diagnostics::of_sheet(&sheet, &agreement);
        publisher.publish(Publication { uri, version: None, diagnostics });
    }
}
