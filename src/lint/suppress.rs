//! Directives in comments that keep findings silent.
//!
//! `<!-- newsmark-ignore rule/id … : reason -->` alone on its line holds for the next block, beside copy for its line;
//! `newsmark-ignore-start … newsmark-ignore-end` for what lies between them, `newsmark-ignore-file` for the file. In
//! front matter `newsmark-ignore: [rule/id]` holds for the file, too, and `[words]{ignore="rule/id"}` for the words.
//! Without rule ids a comment holds for all rules.

use super::levels::names;
use crate::syntax::{Block, BlockKind, Document, FrontMatter};
use crate::text::ByteRange;

/// What a directive holds for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectiveKind {
    /// The next block, or the line it stands in.
    Here,
    /// From here to the matching end.
    Start,
    /// The end of a stretch.
    End,
    /// The file.
    File,
    /// The file, in front matter.
    Matter,
    /// The annotated words.
    Span,
}

/// One directive of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Bytes of the file: the comment.
    pub range: ByteRange,
    /// What it holds for.
    pub kind: DirectiveKind,
    /// The rules or families it names, with their places; empty for all.
    pub rules: Vec<(ByteRange, String)>,
    /// Why, as given behind ` : `.
    pub reason: Option<String>,
    /// The bytes of the file for which it holds; empty for an end.
    pub extent: ByteRange,
}

const OPEN: &str = "<!-- newsmark-ignore";

/// The directives of a document, in order.
pub fn directives(document: &Document, matter: Option<&FrontMatter>) -> Vec<Directive> {
    let mut found: Vec<Directive> =
        matter.and_then(|m| front_matter(m, document.len())).into_iter().collect();
    let open = memchr::memmem::Finder::new(OPEN);
    for (index, block) in document.blocks().iter().enumerate() {
        let start = document.start_of(index);
        if !block.kind.is_prose() && block.kind != BlockKind::Comment {
            continue;
        }
        let mut at = 0;
        while let Some(offset) = open.find(&block.text.as_bytes()[at..]) {
            let begin = at + offset;
            let Some(len) = block.text[begin..].find("-->") else { break };
            let end = begin + len + 3;
            let extent = if block.kind == BlockKind::Comment {
                next_block(document, index)
            } else {
                line_of(&block.text, begin).shifted(start)
            };
            found.extend(parse(&block.text, ByteRange::new(begin, end), start, extent));
            at = end;
        }
        found.extend(spans(block, start));
    }
    close_stretches(&mut found, document.len());
    found
}

/// Reads one comment; `range` is relative to the block, which begins at byte `start` of the file.
fn parse(text: &str, range: ByteRange, start: usize, extent: ByteRange) -> Option<Directive> {
    let inner_start = range.start as usize + OPEN.len();
    let inner = &text[inner_start..range.end as usize - 3];
    let word_end = inner.find(char::is_whitespace).unwrap_or(inner.len());
    let kind = match &inner[..word_end] {
        "" => DirectiveKind::Here,
        "-start" => DirectiveKind::Start,
        "-end" => DirectiveKind::End,
        "-file" => DirectiveKind::File,
        _ => return None,
    };
    let rest = &inner[word_end..];
    let (ids, reason) = match rest.split_once(" : ") {
        Some((ids, reason)) => (ids, Some(reason.trim().to_owned()).filter(|r| !r.is_empty())),
        None => (rest, None),
    };
    let base = start + inner_start + word_end;
    Some(Directive { range: range.shifted(start), kind, rules: words(ids, base), reason, extent })
}

/// The words of `text`, which begins at byte `base` of the file.
fn words(text: &str, base: usize) -> Vec<(ByteRange, String)> {
    let split = |c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '"' | '\'');
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split(split) {
        if !piece.is_empty() {
            found.push((ByteRange::new(base + at, base + at + piece.len()), piece.to_owned()));
        }
        at += piece.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// `newsmark-ignore: [a/b, c/d]` in front matter, on one line or over several.
fn front_matter(matter: &FrontMatter, len: usize) -> Option<Directive> {
    let (first, last) = (matter.ignore.first()?, matter.ignore.last()?);
    let range = ByteRange { start: first.range.start, end: last.range.end };
    let rules = matter.ignore.iter().map(|t| (t.range, t.text.clone())).collect();
    Some(Directive {
        range,
        kind: DirectiveKind::Matter,
        rules,
        reason: None,
        extent: ByteRange::new(0, len),
    })
}

/// `ignore="a/b c/d"` of annotated words. It takes no reason: `reason=` and `note=` stay at the desk.
fn spans(block: &Block, start: usize) -> impl Iterator<Item = Directive> + '_ {
    block.spans.iter().filter_map(move |span| {
        let pair = span.attrs.pair("ignore")?;
        let rules = words(&pair.value, start + pair.value_range.start as usize);
        let (range, extent) = (pair.range.shifted(start), span.range.shifted(start));
        (!rules.is_empty()).then_some(Directive {
            range,
            kind: DirectiveKind::Span,
            rules,
            reason: None,
            extent,
        })
    })
}

/// The bytes of the first block behind `index` that is copy.
fn next_block(document: &Document, index: usize) -> ByteRange {
    let next =
        (index + 1..document.blocks().len()).find(|i| document.blocks()[*i].kind != BlockKind::Comment);
    next.map_or(ByteRange::empty(document.len()), |i| document.range_of(i))
}

fn line_of(text: &str, at: usize) -> ByteRange {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |i| at + i);
    ByteRange::new(start, end)
}

/// Gives each start the extent up to its end, and file directives the whole file.
fn close_stretches(directives: &mut [Directive], len: usize) {
    for index in 0..directives.len() {
        let from = directives[index].range.start as usize;
        directives[index].extent = match directives[index].kind {
            DirectiveKind::Here | DirectiveKind::Span => continue,
            DirectiveKind::File | DirectiveKind::Matter => ByteRange::new(0, len),
            DirectiveKind::End => ByteRange::empty(from),
            DirectiveKind::Start => {
                let end = directives[index + 1..].iter().find(|d| d.kind == DirectiveKind::End);
                ByteRange::new(from, end.map_or(len, |d| d.range.start as usize))
            }
        };
    }
}

/// The directives of a document, with a note of which of them were of use.
pub(super) struct Suppressions<'a> {
    directives: &'a [Directive],
    used: Vec<bool>,
}

impl<'a> Suppressions<'a> {
    pub(super) fn new(directives: &'a [Directive]) -> Self {
        Self { directives, used: vec![false; directives.len()] }
    }

    /// Whether a finding of `rule` at `range` is kept silent; then with the reason given.
    pub(super) fn of(&mut self, rule: &str, range: ByteRange) -> Option<Option<String>> {
        let mut reason = None;
        for (index, directive) in self.directives.iter().enumerate() {
            let begins = range.start as usize;
            let holds = directive.kind != DirectiveKind::End
                && (directive.extent.contains(begins)
                    || directive.extent.touches(begins) && directive.kind != DirectiveKind::Span)
                && (directive.rules.is_empty() || directive.rules.iter().any(|(_, r)| names(r, rule)));
            if holds {
                self.used[index] = true;
                reason = reason.or(Some(directive.reason.clone()));
            }
        }
        reason
    }

    /// Directives that kept nothing silent.
    pub(super) fn unused(&self) -> impl Iterator<Item = &'a Directive> + '_ {
        let used = |(index, d): (usize, &'a Directive)| {
            (!self.used[index] && d.kind != DirectiveKind::End).then_some(d)
        };
        self.directives.iter().enumerate().filter_map(used)
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Options, Story};
    use crate::lint::{Linter, Run};
    use crate::syntax::Mode;

    fn lint(text: &str) -> Run {
        Linter::default().run(&Story::read(text, Mode::Markdown, Options::default()))
    }

    #[test]
    fn a_comment_above_holds_for_the_next_block_only() {
        let run = lint(
            "<!-- newsmark-ignore story/placeholder : figure comes at noon -->\n\nIt cost TK.\n\nIt cost TK.\n",
        );
        assert_eq!(run.diagnostics.len(), 1);
        assert_eq!(run.suppressed[0].reason.as_deref(), Some("figure comes at noon"));
    }

    #[test]
    fn a_comment_beside_copy_holds_for_its_line() {
        assert!(lint("It cost TK. <!-- newsmark-ignore story/placeholder -->\n").diagnostics.is_empty());
        assert_eq!(lint("It cost TK. <!-- newsmark-ignore quote/scare -->\n").diagnostics.len(), 1);
    }

    #[test]
    fn stretches_and_files_are_silenced() {
        let stretch =
            "<!-- newsmark-ignore-start story -->\n\nTK one.\n\n<!-- newsmark-ignore-end -->\n\nTK two.\n";
        assert_eq!(lint(stretch).diagnostics.len(), 1);
        assert!(lint("TK one.\n\n<!-- newsmark-ignore-file -->\n\nTK two.\n").diagnostics.is_empty());
        let front = "---\ntitle: x\nnewsmark-ignore: [story/placeholder]\n---\n\nTK one.\n";
        assert!(lint(front).diagnostics.is_empty());
    }
}
