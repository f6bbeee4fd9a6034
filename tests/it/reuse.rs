//! How much is checked again after an edit, in (rule, block) pairs, for each class of edit.
//!
//! The counts are exact on purpose: a change in how far an edit reaches shows here as a difference.

use newsmark::analysis::{Options, Story};
use newsmark::lint::{LintOptions, Linter};
use newsmark::syntax::Mode;
use newsmark::text::{ByteRange, Edit};

const FRONT: &str = "---\nnewsmark: 1\nheadline: Road plans\ndatePublished: 2017-05-10\n---\n\n";
const COPY: &str = "\
Foreign Minister Anna Berg met the council of Lund on Wednesday, May 10.

“We will build the road,” Berg said.

The works begin on Friday, and the town pays a third of them.

“It will be long,” she said. “And it will be safe.”

Mayor Tom Hill, who had voted against it, left without a word.
";

/// Pairs checked again after one edit, and how many make up one block checked in full.
fn pairs(from: &str, to: &str) -> (usize, usize) {
    let text = format!("{FRONT}{COPY}");
    let start = text.find(from).expect("the words stand in the copy");
    let edit = Edit { range: ByteRange::new(start, start + from.len()), text: to.to_owned() };
    let story = Story::read(&text, Mode::Markdown, Options::default());
    let linter = Linter::new(LintOptions::default());
    let before = linter.run(&story);
    let blocks = story.document.blocks().len();
    let after = linter.rerun(&story.updated(&edit).0, &before);
    assert_eq!(
        after.diagnostics,
        linter.run(&story.updated(&edit).0).diagnostics,
        "reuse changes nothing in what is found"
    );
    (after.checked_pairs, before.checked_pairs / blocks)
}

#[test]
fn an_edit_checks_little_again() {
    let classes = [
        ("a letter inside a word", "works", "worcks"),
        ("inside the first mention of the main speaker", "Anna Berg", "Annna Berg"),
        ("a quotation mark in the first paragraph", "the council", "“the council"),
        ("the date in the front matter", "2017-05-10", "2017-05-11"),
        ("a name deleted", "Anna Berg ", ""),
    ];
    let found: Vec<String> = classes
        .iter()
        .map(|(what, from, to)| {
            let (checked, of_one_block) = pairs(from, to);
            format!("{what}: {checked} pairs, where a whole block is {of_one_block}")
        })
        .collect();
    assert_eq!(
        found,
        [
            "a letter inside a word: 13 pairs, where a whole block is 13",
            // No block rule reads names.
            "inside the first mention of the main speaker: 13 pairs, where a whole block is 13",
            "a quotation mark in the first paragraph: 16 pairs, where a whole block is 13",
            "the date in the front matter: 13 pairs, where a whole block is 13",
            "a name deleted: 13 pairs, where a whole block is 13",
        ]
    );
}
