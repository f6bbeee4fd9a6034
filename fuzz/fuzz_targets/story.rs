//! Analysis never panics, and an edited story equals a fresh one.
#![no_main]

mod common;

use newsmark::analysis::{Options, Story};

libfuzzer_sys::fuzz_target!(|session: common::Session| {
    let options = || Options { published: Some("2017-05-10".into()), ..Options::default() };
    let mut story = Story::read(&session.text, session.mode(), options());
    for (edit, text) in session.steps() {
        story = story.updated(&edit).0;
        let fresh = Story::read(&text, session.mode(), options());
        assert_eq!(*story.article, *fresh.article);
    }
});
