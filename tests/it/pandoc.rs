//! Random canonical documents read by pandoc say the same as here: the same blocks, words, spans and attributes.
//!
//! `cargo test --test it pandoc -- --ignored --nocapture`; `NEWSMARK_PANDOC=2000` says how many documents. Needs the
//! program `pandoc`. Documents are small, because pandoc takes exponential time on nested brackets.

use newsmark::edit;
use newsmark::syntax::{Attrs, BlockKind, Document, Mode};
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

/// How pandoc is to be called; the specification gives the same string.
const READER: &str = "markdown-smart-raw_tex-latex_macros-tex_math_dollars-citations-example_lists-fancy_lists-startnum-definition_lists-subscript-superscript-inline_notes";

/// A small generator of pseudo-random numbers (xorshift), so that every run reads the same documents.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }
}

const WORDS: &[&str] = &[
    "the council",
    "Mayor Hill",
    "said",
    "on Wednesday,",
    "40 percent",
    "“No,”",
    "‘maybe’",
    "“We \\[the port\\] agreed”",
    "US$5",
    "Müller’s",
    "…",
    "—",
    "1988.",
    "#1",
    "AT&T",
    "a_b",
    "3 \\* 4",
    "5 < 6",
    "C/O",
    "50%",
    "e-mail",
    "he’d",
    "\\\\",
    "~ten",
    "x^2",
    "(sic)",
    "no. 7",
    "@desk",
    "{note}",
    "100 £",
    "\\`so\\`",
    "wait!",
    "why?",
    "“",
    "”",
];
const CLASSES: &[&str] =
    &["person", "org", "place", "quote", "claim", "event", "date", "scare", "stat", "term"];
const VALUES: &[&str] = &[
    "hill",
    "tom-hill",
    "wd:Q42",
    "2024-03-06",
    "2024-03-10/2024-03-12",
    "2024-05~",
    "a b",
    "Tom Hill, Anna Berg",
    "É. O’Neil",
    "a.b",
    "x{y}",
    "[z]",
    "it’s “so”",
    "1_000",
    "?",
    "a=b",
    "#1",
    ".x",
    "don't",
];

fn attributes(dice: &mut Dice, id: &mut u32) -> String {
    let mut parts = Vec::new();
    if dice.below(3) > 0 {
        parts.push(format!(".{}", dice.pick(CLASSES)));
    }
    if dice.below(5) == 0 {
        *id += 1;
        parts.push(format!("#q{id}"));
    }
    let keys = ["ref", "by", "at", "when", "where", "note"];
    let first = dice.below(keys.len());
    for key in keys.iter().skip(first).take(dice.below(3)) {
        parts.push(format!("{key}=\"{}\"", dice.pick(VALUES)));
    }
    if parts.is_empty() { "{.person}".into() } else { format!("{{{}}}", parts.join(" ")) }
}

fn inlines(dice: &mut Dice, depth: u32, id: &mut u32) -> String {
    let count = 1 + dice.below(5);
    let piece = |dice: &mut Dice, id: &mut u32| match dice.below(12) {
        0..=2 if depth < 3 => format!("[{}]{}", inlines(dice, depth + 1, id), attributes(dice, id)),
        3 if depth == 0 => format!("[{}](https://example.org/a_b)", dice.pick(&["the report", "a *list*"])),
        4 if depth == 0 => "*he said*".into(),
        5 if depth == 0 => "**never**".into(),
        6 => "`[a]{.b}`".into(),
        7 if depth == 0 => "<!-- [a]{.b} -->".into(),
        8 if depth == 0 => "line\nbreak".into(),
        _ => dice.pick(WORDS).to_owned(),
    };
    (0..count).map(|_| piece(dice, id)).collect::<Vec<_>>().join(" ")
}

fn document(dice: &mut Dice) -> String {
    let mut id = 0;
    let mut blocks = vec!["Start.".to_owned()];
    for _ in 0..2 + dice.below(6) {
        let text = inlines(dice, 0, &mut id);
        blocks.push(match dice.below(9) {
            0 => format!("## Head {} {{#h{}}}", dice.pick(CLASSES), blocks.len()),
            1 => format!("> He said {}", text.replace('\n', "\n> ")),
            2 => "<!-- newsmark-ignore quote/partial -->".into(),
            3 => format!("::: {{.quote by=hill}}\nHe said {text}\n:::"),
            _ => format!("He said {text}"),
        });
    }
    blocks.join("\n\n") + "\n"
}

fn pairs(attrs: &Attrs) -> String {
    let mut parts: Vec<String> = attrs.classes.iter().map(|c| format!(".{}", c.text)).collect();
    parts.extend(attrs.id().map(|id| format!("#{id}")));
    parts.extend(attrs.pairs.iter().map(|p| format!("{}={}", p.key, p.value)));
    parts.join(" ")
}

fn words(text: &str) -> String {
    text.replace('\u{FFFC}', " ▯ ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is read here: a line for each block, `attributes|words` for each span.
fn ours(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in document.blocks() {
        if block.kind == BlockKind::DivOpen {
            out.push(format!("div {}", block.attrs.as_ref().map(pairs).unwrap_or_default()));
        }
        if !block.kind.is_prose() {
            continue;
        }
        let kind = if matches!(block.kind, BlockKind::Heading(_)) { "heading" } else { "text" };
        let attrs = block.attrs.as_ref().map(pairs).unwrap_or_default();
        out.push(format!("{kind} {attrs}: {}", words(block.prose())));
        out.extend(
            block.spans.iter().map(|s| format!("  {}|{}", pairs(&s.attrs), words(s.prose.of(block.prose())))),
        );
    }
    out
}

fn theirs(source: &str) -> Vec<String> {
    let mut child = Command::new("pandoc")
        .args(["-f", READER, "-t", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pandoc runs");
    child.stdin.take().expect("a pipe").write_all(source.as_bytes()).expect("pandoc reads");
    let output = child.wait_with_output().expect("pandoc ends");
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut out = Vec::new();
    blocks(&json["blocks"], &mut out);
    out
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], |v| v)
}

fn their_pairs(attr: &Value) -> String {
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let mut parts: Vec<String> = list(&attr[1]).iter().map(|c| format!(".{}", text(c))).collect();
    if !text(&attr[0]).is_empty() {
        parts.push(format!("#{}", text(&attr[0])));
    }
    parts.extend(list(&attr[2]).iter().map(|p| format!("{}={}", text(&p[0]), text(&p[1]))));
    parts.join(" ")
}

fn blocks(value: &Value, out: &mut Vec<String>) {
    for block in list(value) {
        match block["t"].as_str() {
            Some("Para" | "Plain") => line("text ".into(), &block["c"], out),
            Some("Header") => line(format!("heading {}", their_pairs(&block["c"][1])), &block["c"][2], out),
            Some("BlockQuote") => blocks(&block["c"], out),
            Some("Div") => {
                out.push(format!("div {}", their_pairs(&block["c"][0])));
                blocks(&block["c"][1], out);
            }
            Some("RawBlock") => {}
            other => out.push(format!("unexpected {other:?}")),
        }
    }
}

fn line(head: String, inlines: &Value, out: &mut Vec<String>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    flatten(inlines, &mut text, &mut spans);
    out.push(format!("{head}: {}", words(&text)));
    out.extend(spans.iter().map(|(attrs, range)| format!("  {attrs}|{}", words(&text[range.clone()]))));
}

fn flatten(inlines: &Value, text: &mut String, spans: &mut Vec<(String, std::ops::Range<usize>)>) {
    for inline in list(inlines) {
        let content = &inline["c"];
        match inline["t"].as_str().unwrap_or_default() {
            "Str" => text.push_str(content.as_str().unwrap_or_default()),
            "Space" | "SoftBreak" | "LineBreak" => text.push(' '),
            "Code" => text.push('\u{FFFC}'),
            "Emph" | "Strong" => flatten(content, text, spans),
            "Link" => flatten(&content[1], text, spans),
            "RawInline" => {}
            "Span" => {
                let (index, start) = (spans.len(), text.len());
                spans.push((their_pairs(&content[0]), 0..0));
                flatten(&content[1], text, spans);
                spans[index].1 = start..text.len();
            }
            other => text.push_str(&format!("<unexpected {other}>")),
        }
    }
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_canonical_documents_the_same() {
    let count: usize = std::env::var("NEWSMARK_PANDOC").ok().and_then(|n| n.parse().ok()).unwrap_or(300);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut differences, mut spans) = (Vec::new(), 0);
    for _ in 0..count {
        let source = document(&mut dice);
        let read = Document::parse(&source, Mode::Markdown);
        let canonical = edit::fmt(&read, &|_| None);
        let read = Document::parse(&canonical, Mode::Markdown);
        spans += read.blocks().iter().map(|b| b.spans.len()).sum::<usize>();
        let errors: Vec<_> = read.blocks().iter().flat_map(|b| &b.errors).collect();
        assert!(errors.is_empty(), "not canonical: {errors:?}\n{canonical}");
        let (ours, theirs) = (ours(&read), theirs(&canonical));
        if ours != theirs {
            let first = ours.iter().zip(&theirs).find(|(a, b)| a != b);
            differences.push(format!("{first:#?}\n{canonical}"));
        }
    }
    println!("{} of {count} documents ({spans} spans) read the same", count - differences.len());
    assert!(differences.is_empty(), "{}", differences[..differences.len().min(5)].join("\n-----\n"));
}
