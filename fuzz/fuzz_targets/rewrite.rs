//! Rewrites keep the copy: `fmt` letter for letter and in one go, `strip` word for word; the page is made without a fault.
#![no_main]

mod common;

use newsmark::analysis::{Options, Story};
use newsmark::edit::{self, StripOptions};
use newsmark::syntax::{Document, FrontMatter};

fn copy(document: &Document) -> Vec<String> {
    let prose = document.blocks().iter().filter(|b| b.kind.is_prose()).map(|b| b.prose().to_owned());
    prose.filter(|p| !p.trim().is_empty()).collect()
}

fn words(document: &Document) -> Vec<String> {
    copy(document).iter().flat_map(|p| p.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}

libfuzzer_sys::fuzz_target!(|session: common::Session| {
    let document = Document::parse(&session.text, session.mode());
    let _ = FrontMatter::of(&document);
    let formatted = Document::parse(&edit::fmt(&document, &|_| None), session.mode());
    assert_eq!(copy(&formatted), copy(&document));
    assert_eq!(edit::fmt(&formatted, &|_| None), formatted.text());
    let plain = edit::strip(&document, StripOptions { plain: true, ..StripOptions::default() });
    assert_eq!(plain.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>(), words(&document));
    let _ = newsmark::export::html::page(&Story::read(&session.text, session.mode(), Options::default()));
});
