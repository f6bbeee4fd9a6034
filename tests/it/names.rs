//! `tests/names/*.md`: stories with the names that must be found in them. Anyone can add a case without Rust.

use crate::stories;
use newsmark::analysis::{Options, Story};
use newsmark::syntax::Mode;
use std::collections::BTreeSet;

/// The forms of each entity of the story, behind its kind.
fn found(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let story = Story::read(text, Mode::Markdown, Options::default());
    let blocks = story.document.blocks();
    let entities = story.article.entities.iter().map(|entity| {
        let forms = entity.mentions.iter().map(|m| {
            let prose = blocks[m.place.block as usize].prose();
            m.place.range.of(prose).to_owned()
        });
        (format!("{:?}", entity.kind).to_lowercase(), forms.collect())
    });
    entities.collect()
}

/// What is wrong with one expectation.
fn complaint(line: &str, found: &[(String, BTreeSet<String>)]) -> Option<String> {
    let (kind, forms) = line.split_once(' ')?;
    if kind == "not" {
        let named = found.iter().any(|(_, all)| all.contains(forms));
        return named.then(|| format!("“{forms}” is named"));
    }
    let forms: BTreeSet<String> = forms.split(" | ").map(str::to_owned).collect();
    let there = found.iter().any(|(k, all)| k == kind && *all == forms);
    (!there).then(|| format!("no {kind} with the forms {forms:?}"))
}

#[test]
fn names_are_found_and_joined() {
    stories::check("names", found, |line, found| complaint(line, found));
}
