//! A story that was edited equals the edited story read from scratch, for every edit; and little is read again.

use newsmark::analysis::{Options, Story};
use newsmark::syntax::Mode;
use newsmark::text::{ByteRange, Edit};
use proptest::prelude::*;

/// Sentences as copy has them, whole and broken, that depend on their neighbours.
const LINES: &[&str] = &[
    "WASHINGTON (AP) — Foreign Minister Anna Berg met Mayor Tom Hill on Wednesday, May 10.",
    "“We will build the road,” Berg said. “It will be long.”",
    "“The first paragraph goes on.",
    "“And here it ends,” she said.",
    "\"No,\" he said, adding that \"nothing\" was decided.",
    "Road works",
    "“Nobody is named here.”",
    "Hill told reporters: “Yes.",
    "According to the ministry, talks began in July.",
    "When asked if he had a “plan,” Hill left.",
    "The council’s vote took place last Tuesday ‘at noon’.",
    "“a ” b “ c",
    "",
    "## Heading",
    "- item with [Berg]{.person ref=berg}",
    "[“Marked,”]{.quote by=berg} she said.",
    "H.M",
];

fn any_text() -> impl Strategy<Value = String> {
    let line = (proptest::sample::select(LINES), proptest::sample::select(&["\n", "\n\n", "\r\n", " "][..]));
    proptest::collection::vec(line.prop_map(|(l, e)| format!("{l}{e}")), 0..10).prop_map(|v| v.concat())
}

fn any_piece() -> impl Strategy<Value = String> {
    let marks = &["x", "“", "”", "\"", "\n", "\n\n", ". ", " said", "’", "[", "]{.quote}"][..];
    prop_oneof![Just(String::new()), proptest::sample::select(marks).prop_map(str::to_owned), any_text()]
}

fn clamp(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|o| text.is_char_boundary(*o)).unwrap_or(0)
}

fn options() -> Options {
    Options { published: Some("2017-05-10".into()), ..Options::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn an_edited_story_equals_a_fresh_one(
        text in any_text(),
        edits in proptest::collection::vec((any_piece(), 0usize..900, 0usize..30), 1..5),
        line in any::<bool>(),
    ) {
        let mode = if line { Mode::Line } else { Mode::Markdown };
        let mut text = text;
        let mut story = Story::read(&text, mode, options());
        for (piece, at, len) in edits {
            let (start, end) = (clamp(&text, at), clamp(&text, at + len));
            let edit = Edit { range: ByteRange::new(start, end), text: piece };
            story = story.updated(&edit).0;
            text.replace_range(start..end, &edit.text);
        }
        let fresh = Story::read(&text, mode, options());
        prop_assert_eq!(&*story.document, &*fresh.document);
        prop_assert_eq!(&*story.summaries, &*fresh.summaries);
        prop_assert_eq!(&*story.article, &*fresh.article);
    }
}

/// A letter typed inside a word reads one block again and leaves every other block's view as it was.
#[test]
fn a_letter_inside_a_word_reads_one_block() {
    let text = LINES.join("\n").repeat(20);
    let story = Story::read(&text, Mode::Line, options());
    let at = text.find("decided").expect("the word") + 3;
    let (after, update) = story.updated(&Edit { range: ByteRange::empty(at), text: "x".into() });
    assert_eq!(update.parsed, 1);
    let changed = story.article.views.iter().zip(&after.article.views).filter(|(a, b)| a != b).count();
    assert!(changed <= 1, "{changed} views changed");
}
