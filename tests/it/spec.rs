//! The specification's examples, executed: `docs/language.md` and `tests/spec/*.md`.
//!
//! A fence `news` is read, and the fences that follow it say what comes out: `tree` how it is read, `fmt` its
//! canonical form, `strip` the clean copy. `news,line` reads in line mode, `news,plain` as plain text, `news,md` and
//! `news,txt` as a file of that name is read. Every example is read three times: as it stands, with CR LF, and typed in letter by letter. `UPDATE=1` rewrites the
//! expectations.

use newsmark::edit::{self, StripOptions};
use newsmark::syntax::{
    Attrs, Block, BlockKind, Document, Format, FrontMatter, MarkKind, Markup, Mode, SpanKind, SyntaxError,
};
use newsmark::text::{ByteRange, Edit};
use std::fmt::Write;
use std::path::PathBuf;

fn files() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![root.join("docs/language.md")];
    let spec = std::fs::read_dir(root.join("tests/spec")).expect("tests/spec");
    files.extend(spec.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "md")));
    files.sort();
    files
}

/// A fenced block: its info string, and the lines of its body in the file.
struct Fence {
    info: String,
    body: std::ops::Range<usize>,
}

fn fences(lines: &[&str]) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let ticks = lines[at].chars().take_while(|c| *c == '`').count();
        if ticks >= 3 {
            let closing = "`".repeat(ticks);
            let end = (at + 1..lines.len()).find(|i| lines[*i] == closing).expect("a closing fence");
            fences.push(Fence { info: lines[at][ticks..].to_owned(), body: at + 1..end });
            at = end;
        }
        at += 1;
    }
    fences
}

fn format_of(info: &str, text: &str) -> Format {
    match info {
        "news,md" | "news,txt" => Format::detect(text, &info[5..]),
        "news,line" => Format { mode: Mode::Line, markup: Markup::Annotated },
        "news,plain" => Format { mode: Mode::Line, markup: Markup::Plain },
        _ => Format { mode: Mode::Markdown, markup: Markup::Annotated },
    }
}

fn output(kind: &str, document: &Document) -> Option<String> {
    match kind {
        "tree" => Some(tree(document)),
        "fmt" => Some(edit::fmt(document, &|_| None)),
        "strip" => Some(edit::strip(document, StripOptions::default()).text),
        _ => None,
    }
}

#[test]
fn the_examples_of_the_specification_hold() {
    let (mut failures, mut examples) = (String::new(), 0);
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("readable");
        let lines: Vec<&str> = text.lines().collect();
        let mut rewritten: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
        let mut input: Option<(String, Format)> = None;
        for fence in fences(&lines) {
            if fence.info.starts_with("news") {
                let text = lines[fence.body.clone()].join("\n");
                let format = format_of(&fence.info, &text);
                input = Some((text, format));
                continue;
            }
            let Some((source, format)) = &input else { continue };
            let Some(actual) = output(&fence.info, &Document::parse(source, *format)) else { continue };
            examples += 1;
            variants(source, *format);
            let expected = lines[fence.body.clone()].join("\n");
            if actual.trim_end() != expected.trim_end() {
                let place = format!("{}:{}", path.display(), fence.body.start);
                let _ = write!(failures, "\n{place}\n--- expected\n{expected}\n--- actual\n{actual}\n");
                let body = &mut rewritten[fence.body.clone()];
                body.iter_mut().for_each(|l| *l = "\u{0}".into());
                let mut new = actual.trim_end().to_owned();
                if body.is_empty() {
                    rewritten[fence.body.start - 1].push_str(&format!("\n{new}"));
                } else {
                    std::mem::swap(&mut body[0], &mut new);
                }
            }
        }
        if std::env::var_os("UPDATE").is_some() && !failures.is_empty() {
            rewritten.retain(|l| l != "\u{0}");
            std::fs::write(&path, rewritten.join("\n") + "\n").expect("writable");
        }
    }
    assert!(examples > 60, "only {examples} examples");
    assert!(failures.is_empty(), "{failures}\nUPDATE=1 rewrites the expectations");
}

/// With CR LF it reads the same; typed in letter by letter it ends as it is read at once.
fn variants(source: &str, format: Format) {
    let crlf = Document::parse(&source.replace('\n', "\r\n"), format);
    assert_eq!(tree(&crlf).replace("\\r\\n", "\\n"), tree(&Document::parse(source, format)), "{source}");
    let mut typed = Document::parse("", format);
    for (at, c) in source.char_indices() {
        typed = typed.update(&Edit { range: ByteRange::empty(at), text: c.to_string() }).0;
    }
    assert_eq!(typed, Document::parse(source, format), "{source}");
}

/// A document as lines for people: blocks, the spans and opaque pieces in them, errors with what mends them.
fn tree(document: &Document) -> String {
    let mut out = String::new();
    for block in document.blocks() {
        if block.kind == BlockKind::FrontMatter {
            front_matter(&mut out, &document.text(), &FrontMatter::parse(block));
            continue;
        }
        let copy = one_line(block.prose());
        let _ = writeln!(out, "{}", format!("{} {copy}", kind_name(block.kind)).trim_end());
        if let Some(attrs) = &block.attrs {
            let _ = writeln!(out, "  {}", attributes(attrs));
        }
        inlines(&mut out, block);
        block.errors.iter().for_each(|e| error(&mut out, block, e));
    }
    out
}

fn kind_name(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("heading{level}"),
        BlockKind::ListItem => "item".into(),
        BlockKind::QuoteLines => "quoted-lines".into(),
        BlockKind::DivOpen => "div".into(),
        BlockKind::DivClose => "end-of-div".into(),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn one_line(text: &str) -> String {
    text.replace("\r\n", "\\r\\n").replace('\n', "\\n").replace('\u{FFFC}', "▯")
}

fn attributes(attrs: &Attrs) -> String {
    let mut parts: Vec<String> = attrs.classes.iter().map(|c| format!(".{}", c.text)).collect();
    parts.extend(attrs.id().map(|id| format!("#{id}")));
    parts.extend(attrs.pairs.iter().map(|p| format!("{}={:?}", p.key, p.value)));
    format!("{{{}}}", parts.join(" "))
}

/// Spans and marks in the order of the source.
fn inlines(out: &mut String, block: &Block) {
    let mut lines: Vec<(u32, String)> = Vec::new();
    for span in &block.spans {
        let kind = match span.kind(block.prose()) {
            Some(SpanKind::Class(class)) => class,
            Some(SpanKind::Entity) => "name",
            None => "span",
        };
        let indent = "  ".repeat(span.depth as usize + 1);
        let words = one_line(span.prose.of(block.prose()));
        lines.push((span.range.start, format!("{indent}{kind} [{words}] {}", attributes(&span.attrs))));
    }
    for mark in &block.marks {
        let quiet = matches!(
            mark.kind,
            MarkKind::Escape
                | MarkKind::EmphasisOpen
                | MarkKind::EmphasisClose
                | MarkKind::LinePrefix
                | MarkKind::LinkOpen
        );
        if !quiet {
            let source = one_line(mark.range.of(&block.text));
            lines.push((
                mark.range.start,
                format!("  {} {source}", format!("{:?}", mark.kind).to_lowercase()),
            ));
        }
    }
    lines.sort_by_key(|(at, _)| *at);
    lines.iter().for_each(|(_, line)| {
        let _ = writeln!(out, "{line}");
    });
}

fn error(out: &mut String, block: &Block, error: &SyntaxError) {
    let place = one_line(error.range.of(&block.text));
    let _ = writeln!(out, "  ! {} `{place}`: {}", error.kind.name(), error.message);
    if let Some(fix) = &error.fix {
        let fixed = edit::apply(&block.text, &fix.edits);
        let _ = writeln!(out, "    {} → {}", fix.title, one_line(fixed.trim_end()));
    }
}

fn front_matter(out: &mut String, text: &str, matter: &FrontMatter) {
    let _ = writeln!(out, "front matter");
    let ones = [
        ("newsmark", &matter.newsmark),
        ("headline", &matter.headline),
        ("located", &matter.located),
        ("published", &matter.date_published),
        ("language", &matter.language),
        ("profile", &matter.profile),
        ("paragraphs", &matter.paragraphs),
    ];
    for (name, value) in ones.iter().filter_map(|(n, v)| Some((n, v.as_ref()?))) {
        let _ = writeln!(out, "  {name}: {}", value.text);
    }
    for (name, values) in [("by", &matter.by), ("sources", &matter.info_sources), ("ignore", &matter.ignore)]
    {
        values.iter().for_each(|v| {
            let _ = writeln!(out, "  {name}: {}", v.text);
        });
    }
    for entity in &matter.entities {
        let text =
            |t: &Option<newsmark::syntax::yaml::Text>| t.as_ref().map_or("–".into(), |t| t.text.clone());
        let _ = writeln!(out, "  {}: {} {}", entity.class, text(&entity.id), text(&entity.name));
    }
    for error in &matter.errors {
        let _ = writeln!(out, "  ! {}: {}", one_line(error.range.of(text)), error.message);
    }
}
