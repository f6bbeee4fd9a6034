//! How long reading takes: a whole story of 1 MB beside pulldown-cmark on the same bytes, and one letter typed into it.
//!
//! `cargo bench --bench parse`

use divan::{Bencher, black_box};
use newsmark::syntax::{Document, Format, Markup, Mode};
use newsmark::text::{ByteRange, Edit};

/// About 1 MB of copy: one annotated paragraph in ten, as a desk would have it, or none.
fn copy(annotated: bool) -> String {
    const PLAIN: &str = "The council voted on Wednesday to close the road to the port, which carries some 4,000 lorries a day, \
        while the bridge is rebuilt. “We have no choice,” Mayor Tom Hill said. “The work has to be done.” Residents of the east \
        bank, who [like the harbour workers] had asked for a ferry, called the decision “a disgrace”.\n\n";
    const MARKED: &str = "[“We have no choice,”]{.quote by=hill at=meeting} Mayor [Tom Hill]{.person ref=hill} said after the \
        [meeting]{.event #meeting when=2024-03-06 where=port-ellis}. *The work*, he added, [has to be done](https://example.org) \
        by [the end of May]{.date when=\"2024-05-20/2024-05-31\"}.\n\n";
    let mut text = String::with_capacity(1 << 20);
    for paragraph in 0.. {
        if text.len() >= 1 << 20 {
            break;
        }
        text.push_str(if annotated && paragraph % 10 == 9 { MARKED } else { PLAIN });
    }
    text
}

#[divan::bench(args = [false, true])]
fn newsmark_markdown(bencher: Bencher, annotated: bool) {
    let text = copy(annotated);
    bencher.bench(|| Document::parse(black_box(&text), Mode::Markdown));
}

#[divan::bench(args = [false])]
fn newsmark_plain_lines(bencher: Bencher, annotated: bool) {
    let text = copy(annotated);
    bencher.bench(|| Document::parse(black_box(&text), Format { mode: Mode::Line, markup: Markup::Plain }));
}

#[divan::bench(args = [false, true])]
fn pulldown_cmark(bencher: Bencher, annotated: bool) {
    let text = copy(annotated);
    bencher.bench(|| pulldown_cmark::Parser::new(black_box(&text)).map(black_box).count());
}

#[divan::bench(args = [false, true])]
fn newsmark_one_letter(bencher: Bencher, annotated: bool) {
    let text = copy(annotated);
    let document = Document::parse(&text, Mode::Markdown);
    let at = text[..text.len() / 2].rfind("the bridge").map_or(0, |i| i + 4);
    let edit = Edit { range: ByteRange::empty(at), text: "x".into() };
    bencher.bench(|| black_box(&document).update(black_box(&edit)));
}

fn main() {
    divan::main();
}
