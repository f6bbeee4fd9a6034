//! `tests/events/*.md`: stories with the events that their outline must hold. Anyone can add a case without Rust.

use newsmark::analysis::{Options, Story};
use newsmark::syntax::Mode;
use std::path::Path;

/// Name, day and status of each event of the outline.
fn outline(text: &str) -> Vec<[String; 3]> {
    let options = Options { published: Some("2024-03-14".to_owned()), ..Options::default() };
    let story = Story::read(text, Mode::Markdown, options);
    let events = story.article.events.iter().filter(|e| e.outline);
    let row = |e: &newsmark::analysis::article::Event| {
        let when = e.when.clone().unwrap_or_else(|| "-".to_owned());
        [e.name.clone(), when, e.status.name().to_owned()]
    };
    events.map(|e| row(e)).collect()
}

/// What is wrong with one expectation.
fn complaint(line: &str, found: &[[String; 3]]) -> Option<String> {
    if let Some(line) = line.strip_prefix("not ") {
        let (name, when) = line.split_once(" | ").unwrap_or((line, ""));
        let listed = found.iter().any(|[n, w, _]| n == name && (when.is_empty() || w == when));
        return listed.then(|| format!("“{line}” is listed"));
    }
    let wanted: Vec<&str> = line.split(" | ").collect();
    (!found.iter().any(|row| row.as_slice() == wanted)).then(|| format!("no {wanted:?}"))
}

#[test]
fn events_are_named_dated_and_joined() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/events");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
    files.retain(|f| !f.ends_with("README.md"));
    files.sort();
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for part in source.split("\n\n").filter(|p| p.starts_with("> ")) {
            let copy: Vec<&str> = part.lines().filter_map(|l| l.strip_prefix("> ")).collect();
            let found = outline(&(copy.join("\n\n") + "\n"));
            cases += 1;
            for line in part.lines().filter(|l| !l.starts_with("> ")) {
                let told = complaint(line, &found);
                wrong.extend(told.map(|told| format!("{name}, {}: {told}; found {found:?}", copy[0])));
            }
        }
    }
    assert!(cases > 10, "{cases} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
