//! `tests/names/*.md`: stories with the names that must be found in them. Anyone can add a case without Rust.

use newsmark::analysis::{Options, Story};
use newsmark::syntax::Mode;
use std::collections::BTreeSet;
use std::path::Path;

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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
    files.retain(|f| !f.ends_with("README.md"));
    files.sort();
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for (number, part) in source.split("\n\n").enumerate().filter(|(_, p)| p.starts_with("> ")) {
            let copy: Vec<&str> = part.lines().filter_map(|l| l.strip_prefix("> ")).collect();
            let found = found(&(copy.join("\n\n") + "\n"));
            cases += 1;
            for line in part.lines().filter(|l| !l.starts_with("> ")) {
                let told = complaint(line, &found);
                wrong.extend(told.map(|told| format!("{name}, part {number}: {told}; found {found:?}")));
            }
        }
    }
    assert!(cases > 10, "{cases} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
