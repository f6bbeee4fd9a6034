//! The clean copy: the story without annotations and directives, everything else as it was.

use super::private::private_ranges;
use crate::syntax::{Attrs, Block, BlockKind, Document, MarkKind, Mode, Name, Pair, vocabulary};
use crate::text::ByteRange;

/// What `strip` does besides taking annotations out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StripOptions {
    /// Keep private keys of front matter.
    pub with_private: bool,
    /// Give the bare copy, one paragraph a line, without front matter and Markdown.
    pub plain: bool,
}

/// A stretch of the output that stands in the source letter for letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Offset in the output, in bytes.
    pub output: usize,
    /// The same bytes in the source.
    pub source: ByteRange,
}

/// The clean copy, and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stripped {
    /// The copy.
    pub text: String,
    /// In order of the output.
    pub map: Vec<Kept>,
}

impl Stripped {
    fn copy(&mut self, text: &str, range: ByteRange, base: usize) {
        if range.is_empty() {
            return;
        }
        let (output, source) = (self.text.len(), range.shifted(base));
        self.text.push_str(range.of(text));
        match self.map.last_mut() {
            Some(last) if last.source.end == source.start && last.output + last.source.len() == output => {
                last.source.end = source.end;
            }
            _ => self.map.push(Kept { output, source }),
        }
    }
}

/// Takes annotations, directives and private keys out of `document`.
///
/// What a reader reads stays letter for letter. Where taking the brackets away would make the copy read otherwise (a
/// span whose words would begin a list, for instance), the characters in question are escaped.
pub fn strip(document: &Document, options: StripOptions) -> Stripped {
    let mut out = Stripped::default();
    let mut divs: Vec<bool> = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        let base = document.start_of(index);
        if options.plain {
            plain(block, base, &mut out);
        } else if block.kind == BlockKind::FrontMatter && !options.with_private {
            cut(block, base, &private_ranges(block), &mut out);
        } else if block.kind.is_prose() {
            prose(document, index, &mut out);
        } else if is_dropped(block, &mut divs) {
            part(document, index, &mut out);
        } else {
            if out.text.is_empty() && index > 0 && block.text.starts_with("---") {
                out.text.push('\n'); // a rule that has come to stand first is no front matter
            }
            out.copy(&block.text, ByteRange::new(0, block.text.len()), base);
        }
    }
    out
}

/// Whether the block is Newsmark's own: a directive, or a div that says something in its vocabulary.
fn is_dropped(block: &Block, divs: &mut Vec<bool>) -> bool {
    match block.kind {
        BlockKind::Comment => is_directive(&block.text),
        BlockKind::DivOpen => {
            let ours = block.attrs.as_ref().is_some_and(speaks_newsmark);
            divs.push(ours);
            ours
        }
        BlockKind::DivClose => divs.pop().unwrap_or(false),
        _ => false,
    }
}

fn is_directive(comment: &str) -> bool {
    comment.trim_start().strip_prefix("<!--").is_some_and(|rest| rest.trim_start().starts_with("newsmark-"))
}

/// Whether attributes use a class or key of the vocabulary.
fn speaks_newsmark(attrs: &Attrs) -> bool {
    let class = |c: &Name| vocabulary::CLASSES.contains(&&*c.text);
    let key = |p: &Pair| vocabulary::KEYS.contains(&&*p.key);
    attrs.classes.iter().any(class) || attrs.pairs.iter().any(key)
}

/// A block between two paragraphs is gone: they must not run together.
fn part(document: &Document, index: usize, out: &mut Stripped) {
    let ends_blank = out.text.is_empty() || out.text.ends_with("\n\n") || out.text.ends_with("\r\n\r\n");
    let lines = document.blocks()[index].text.lines().count();
    if document.mode() == Mode::Markdown && !ends_blank && (lines > 1 || index + 1 < document.blocks().len())
    {
        out.text.push('\n');
    }
}

/// The bare copy of a block on one line.
fn plain(block: &Block, base: usize, out: &mut Stripped) {
    if !block.kind.is_prose() || block.prose().trim().is_empty() {
        return;
    }
    let prose = block.prose();
    let mut at = 0;
    for line in prose.split_inclusive(['\n', '\r']) {
        let words = line.trim_end_matches(['\n', '\r']);
        if at > 0 && !words.is_empty() {
            out.text.push(' ');
        }
        // Letter by letter only where markup stands between; one stretch otherwise.
        copy_prose(block, base, ByteRange::new(at, at + words.len()), out);
        at += line.len();
    }
    out.text.push('\n');
}

/// Copies a range of the prose, stretch by stretch of the source.
fn copy_prose(block: &Block, base: usize, range: ByteRange, out: &mut Stripped) {
    for (prose, source) in block.prose.stretches(range) {
        if source.of(&block.text) == prose.of(block.prose()) {
            out.copy(&block.text, source, base);
        } else {
            out.text.push_str(prose.of(block.prose()));
        }
    }
}

fn prose(document: &Document, index: usize, out: &mut Stripped) {
    let (block, base) = (&*document.blocks()[index], document.start_of(index));
    let cuts = cuts(block);
    if cuts.is_empty() {
        return out.copy(&block.text, ByteRange::new(0, block.text.len()), base);
    }
    let mut alone = Stripped::default();
    cut(block, 0, &cuts, &mut alone);
    if super::says_the_same(&alone.text, block, document) {
        return cut(block, base, &cuts, out);
    }
    if block.prose().trim().is_empty() {
        // Nothing but markup: what is left of it must not be taken for copy.
        return part(document, index, out);
    }
    let escaped = escaped(block);
    let text = if super::says_the_same(&escaped, block, document) { escaped } else { alone.text };
    out.text.push_str(&text);
}

/// The stretches of a block of copy to leave out, in order, without overlap.
fn cuts(block: &Block) -> Vec<ByteRange> {
    let mut cuts = Vec::new();
    for span in &block.spans {
        if !span.target.is_empty() {
            if speaks_newsmark(&span.attrs) {
                cuts.push(span.attrs.range);
            }
            continue;
        }
        cuts.push(ByteRange { start: span.range.start, end: span.inner.start });
        cuts.push(ByteRange { start: span.inner.end, end: span.range.end });
    }
    for mark in &block.marks {
        let text = mark.range.of(&block.text);
        if mark.kind == MarkKind::Stray || mark.kind == MarkKind::Comment && is_directive(text) {
            cuts.push(with_space_before(block, mark.range));
        }
    }
    if let Some(attrs) = block.attrs.as_ref().filter(|a| speaks_newsmark(a)) {
        cuts.push(with_space_before(block, attrs.range));
    }
    cuts.sort_by_key(|r| (r.start, r.end));
    cuts
}

/// A stretch at the end of a line is taken away with the spaces before it.
fn with_space_before(block: &Block, range: ByteRange) -> ByteRange {
    let behind = &block.text[range.end as usize..];
    if !behind.is_empty() && !behind.starts_with(['\n', '\r']) {
        return range;
    }
    let kept = block.text[..range.start as usize].trim_end_matches([' ', '\t']);
    // A line that held nothing else goes as a whole: an empty line would part the paragraph.
    let whole_line = kept.ends_with(['\n', '\r']) && kept.len() > block.content.start as usize;
    let before = if whole_line { kept.trim_end().len() } else { kept.len() };
    ByteRange::new(before.max(block.content.start as usize), range.end as usize)
}

fn cut(block: &Block, base: usize, cuts: &[ByteRange], out: &mut Stripped) {
    let mut at = 0;
    for range in cuts {
        out.copy(&block.text, ByteRange::new(at.min(range.start) as usize, range.start as usize), base);
        at = at.max(range.end);
    }
    out.copy(&block.text, ByteRange::new(at as usize, block.text.len()), base);
}

/// The copy with every character escaped that could mean something. For blocks that would read otherwise without their brackets.
fn escaped(block: &Block) -> String {
    let mut text = block.text[..block.content.start as usize].to_owned();
    let mut line_start = true;
    for c in block.prose().trim().chars() {
        if "\\`*_[]{}<>$!^@~#".contains(c) || (line_start && "-+:|=".contains(c)) {
            text.push('\\');
        }
        if matches!(c, '\n' | '\r') && line_start {
            continue; // an empty line would part the paragraph
        }
        line_start = matches!(c, '\n' | '\r') || (line_start && c.is_whitespace());
        text.push(c);
        if c == '\n' && block.kind == BlockKind::QuoteLines {
            text.push_str("> ");
        }
    }
    text.push_str(&block.text[block.content.end as usize..]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Format;

    fn stripped(text: &str) -> String {
        let document = Document::parse(text, Mode::Markdown);
        let out = strip(&document, StripOptions::default());
        for kept in &out.map {
            assert_eq!(&out.text[kept.output..kept.output + kept.source.len()], kept.source.of(text));
        }
        out.text
    }

    #[test]
    fn annotations_go_and_markdown_stays() {
        let cases = [
            (
                "[“We [agree]{.term},”]{.quote by=x note=\"no\"} **he** [said](/u).\n",
                "“We agree,” **he** [said](/u).\n",
            ),
            (
                "No. <!-- newsmark-ignore quote/partial : desk -->\nYes. <!-- kept -->\n",
                "No.\nYes. <!-- kept -->\n",
            ),
            ("A.\n\n<!-- newsmark-ignore x/y -->\n\nB.\n", "A.\n\nB.\n"),
            ("A.\n\n::: {.quote by=x}\nB.\n:::\n\nC.\n", "A.\n\nB.\n\nC.\n"),
            ("::: {.callout}\nB.\n:::\n", "::: {.callout}\nB.\n:::\n"),
            ("## Head {#top .x}\n", "## Head {#top .x}\n"),
            ("## Head {.event #top}\n", "## Head\n"),
            (
                "[Lavrov](/l){.person ref=l} and [x](/y){target=_blank}\n",
                "[Lavrov](/l) and [x](/y){target=_blank}\n",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(stripped(text), expected);
        }
    }

    #[test]
    fn words_that_would_begin_something_are_escaped() {
        assert_eq!(stripped("[- no]{.claim by=x} he said\n"), "\\- no he said\n");
        assert_eq!(stripped("[# 5]{.stat num=5} on the list\n"), "\\# 5 on the list\n");
        assert_eq!(stripped("[[a]{.org}](not a link) b\n"), "[a](not a link) b\n");
    }

    #[test]
    fn private_keys_of_front_matter_stay_at_the_desk() {
        let cases = [
            ("people: [{id: a, note: \"secret, x\", name: A}]\n", "people: [{id: a, name: A}]\n"),
            ("people: [{id: a, note: secret}]\n", "people: [{id: a}]\n"),
            ("people:\n  - id: a\n    reason: secret\n    name: A\n", "people:\n  - id: a\n    name: A\n"),
            ("people:\n  - id: a\n    note: secret # why\nby: B\n", "people:\n  - id: a\nby: B\n"),
            ("people:\n  - note: >\n      secret\n      words\n    id: a\n", "people:\n  - id: a\n"),
            (
                "people:\n  - id: a\n    note: >\n      secret\n      words\nby: B\n",
                "people:\n  - id: a\nby: B\n",
            ),
            ("mode: dark\n", "mode: dark\n"),
            ("by: A\nnote: secret\ntitle: T\n", "by: A\ntitle: T\n"),
            // What is no YAML hides no key either.
            (
                "title: a: b\npeople: [{id: a, note: \"secret\"}]\nby: B\n",
                "title: a: b\npeople: [{id: a, \nby: B\n",
            ),
            (
                "title: a: b\npeople:\n  - note: >\n      secret\n\n      words\n    id: a\n",
                "title: a: b\npeople:\n  - \n\n\n\n    id: a\n",
            ),
            ("title: a: b\nfootnote: kept\nreason : secret\n", "title: a: b\nfootnote: kept\n\n"),
        ];
        for (matter, expected) in cases {
            assert_eq!(stripped(&format!("---\n{matter}---\n\nX.\n")), format!("---\n{expected}---\n\nX.\n"));
        }
    }

    #[test]
    fn the_annotated_story_strips_to_the_plain_one() {
        let annotated = include_str!("../../tests/articles/lavrov.nm.md");
        let document = Document::parse(annotated, Format::detect(annotated, "md"));
        let plain = strip(&document, StripOptions { plain: true, ..StripOptions::default() });
        assert_eq!(plain.text.trim_end(), include_str!("../../tests/articles/lavrov.txt").trim_end());
        let site = strip(&document, StripOptions::default()).text;
        assert!(site.starts_with("---\nnewsmark: 1\n") && !site.contains(['{', '}']));
        let again = Document::parse(&site, Mode::Markdown);
        assert!(again.blocks().iter().all(|b| b.spans.is_empty() && b.errors.is_empty()));
    }
}
