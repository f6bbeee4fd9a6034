//! Published copy holds no markup: read as annotated Markdown or line by line, it gives no span and no error.
//!
//! `NEWSMARK_CORPUS="a.jsonl b.jsonl" cargo test --test it corpus -- --ignored --nocapture` reads files with one
//! article a line, `{"text": …}`.

use newsmark::syntax::{Document, MarkKind, Mode};

#[test]
#[ignore = "needs a corpus"]
fn published_copy_gives_no_span_and_no_error() {
    let files = std::env::var("NEWSMARK_CORPUS").expect("NEWSMARK_CORPUS names the files");
    let (mut texts, mut found, mut other) = (0, Vec::new(), 0);
    for file in files.split_whitespace() {
        let lines = std::fs::read_to_string(file).expect("readable");
        for line in lines.lines().filter(|l| !l.trim().is_empty()) {
            let article: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let text = article["text"].as_str().expect("a text");
            texts += 1;
            for mode in [Mode::Line, Mode::Markdown] {
                let document = Document::parse(text, mode);
                for block in document.blocks() {
                    let errors = block.errors.iter().map(|e| (e.kind.name(), e.range));
                    let spans = block.spans.iter().map(|s| ("span", s.range));
                    let all = errors.chain(spans).map(|(what, r)| format!("{what} {}", r.of(&block.text)));
                    found.extend(all.map(|what| format!("{file} {mode:?}: {what}")));
                    other += block.marks.iter().filter(|m| m.kind != MarkKind::Escape).count();
                }
            }
        }
    }
    println!("{texts} texts, {} spans and errors, {other} other marks in both modes together", found.len());
    assert!(found.is_empty(), "{}", found.join("\n"));
}
