//! Parsing is total and lossless, and an update equals a fresh parse.
#![no_main]

mod common;

use newsmark::syntax::Document;

libfuzzer_sys::fuzz_target!(|session: common::Session| {
    let mut document = Document::parse(&session.text, session.mode());
    assert_eq!(document.text(), session.text);
    for (edit, text) in session.steps() {
        document = document.update(&edit).0;
        assert_eq!(document, Document::parse(&text, session.mode()));
    }
});
