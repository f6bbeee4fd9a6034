//! Directives in comments that keep findings silent.
//!
//! `<!-- newsmark-ignore rule/id … : reason -->` alone on its line holds for the next block, beside copy for its line;
//! `newsmark-ignore-start … newsmark-ignore-end` for what lies between them, `newsmark-ignore-file` for the file. In
//! front matter `newsmark-ignore: [rule/id]` holds for the file, too, and `[words]{ignore="rule/id"}` for the words.
//! Without rule ids a comment holds for all rules.

use super::levels::names;
use crate::diagnostic::Diagnostic;
use crate::syntax::{Block, BlockKind, Document, FrontMatter};
use crate::text::ByteRange;
use rustc_hash::FxHashMap;

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
    /// Whether it is a start without an end, or an end without a start.
    pub unmatched: bool,
}

const OPEN: &str = "<!-- newsmark-ignore";

/// The directives of a document, in order.
pub fn directives(document: &Document, matter: Option<&FrontMatter>) -> Vec<Directive> {
    let mut found: Vec<Directive> =
        matter.and_then(|m| front_matter(m, document.len())).into_iter().collect();
    let open = memchr::memmem::Finder::new(OPEN);
    // The block behind a row of comments, and the line round several of them, are looked for once.
    let mut copy = 0;
    for (index, block) in document.blocks().iter().enumerate() {
        let start = document.start_of(index);
        if !block.kind.is_prose() && block.kind != BlockKind::Comment {
            continue;
        }
        let mut at = 0;
        let mut line = ByteRange::default();
        while let Some(offset) = open.find(&block.text.as_bytes()[at..]) {
            let begin = at + offset;
            let Some(len) = block.text[begin..].find("-->") else { break };
            let end = begin + len + 3;
            let extent = if block.kind == BlockKind::Comment {
                if copy <= index {
                    copy = next_copy(document, index);
                }
                without_break(document, copy)
            } else {
                if line.is_empty() || line.end as usize <= begin {
                    line = line_of(&block.text, begin);
                }
                line.shifted(start)
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
    // No rule has a colon in its id: the space before it may be forgotten.
    let (ids, reason) = match rest.split_once(": ") {
        Some((ids, reason)) => (ids, Some(reason.trim().to_owned()).filter(|r| !r.is_empty())),
        None => (rest, None),
    };
    let base = start + inner_start + word_end;
    let rules = words(ids, base);
    Some(Directive { range: range.shifted(start), kind, rules, reason, extent, unmatched: false })
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
        unmatched: false,
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
            unmatched: false,
        })
    })
}

/// Block `copy` without the blank lines behind it, so that its end is not the beginning of the next one; the end of the
/// document where there is no such block.
fn without_break(document: &Document, copy: usize) -> ByteRange {
    let Some(block) = document.blocks().get(copy) else { return ByteRange::empty(document.len()) };
    let whole = document.range_of(copy);
    let last = copy + 1 == document.blocks().len();
    let end = if last { whole.end } else { whole.start + block.text.trim_end().len() as u32 };
    ByteRange { start: whole.start, end }
}

/// The first block behind `index` that is no comment; the number of blocks where there is none.
fn next_copy(document: &Document, index: usize) -> usize {
    let blocks = document.blocks();
    (index + 1..blocks.len()).find(|i| blocks[*i].kind != BlockKind::Comment).unwrap_or(blocks.len())
}

fn line_of(text: &str, at: usize) -> ByteRange {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |i| at + i);
    ByteRange::new(start, end)
}

/// Gives each start the extent up to its end, and file directives the whole file.
///
/// An end closes the starts that name one of its rules, or none; without rules it closes all that are open.
fn close_stretches(directives: &mut [Directive], len: usize) {
    // The starts that wait for an end, by the rules they name; those of no rule under the empty name.
    let mut open: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for index in 0..directives.len() {
        let from = directives[index].range.start as usize;
        let directive = &mut directives[index];
        let names = || directive.rules.iter().map(|(_, id)| id.clone());
        match directive.kind {
            DirectiveKind::Here | DirectiveKind::Span => {}
            DirectiveKind::File | DirectiveKind::Matter => directive.extent = ByteRange::new(0, len),
            DirectiveKind::Start => {
                let all = directive.rules.is_empty().then(String::new);
                names().chain(all).for_each(|name| open.entry(name).or_default().push(index));
                directive.extent = ByteRange::new(from, len);
                directive.unmatched = true;
            }
            DirectiveKind::End => {
                let closed: Vec<usize> = match directive.rules.is_empty() {
                    true => open.drain().flat_map(|(_, starts)| starts).collect(),
                    false => {
                        let named = names().chain([String::new()]);
                        named.filter_map(|name| open.remove(&name)).flatten().collect()
                    }
                };
                directive.extent = ByteRange::empty(from);
                let mut any = false;
                for start in closed {
                    if std::mem::take(&mut directives[start].unmatched) {
                        directives[start].extent.end = from as u32;
                        any = true;
                    }
                }
                directives[index].unmatched = !any;
            }
        }
    }
}

impl Directive {
    /// Whether it names the rule, its family, or nothing in particular.
    fn speaks_of(&self, rule: &str) -> bool {
        self.rules.is_empty() || self.rules.iter().any(|(_, r)| names(r, rule))
    }
}

/// How many of the first `len` numbers `holds` is true for; it is true for none behind one that it is false for.
fn partition(len: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// The first place at or behind `at` that is not done, shortening the way for the next who asks.
fn following(next: &mut [usize], at: usize) -> usize {
    let mut end = at;
    while next[end] != end {
        end = next[end];
    }
    let mut at = at;
    while next[at] != end && at != end {
        at = std::mem::replace(&mut next[at], end);
    }
    end
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

    /// For each of `findings`, which are in order of the text, whether it is kept silent; then with the reason given
    /// by the first directive that does so.
    pub(super) fn of(&mut self, findings: &[Diagnostic]) -> Vec<Option<Option<String>>> {
        let mut silent = vec![None; findings.len()];
        if self.directives.is_empty() {
            return silent;
        }
        let mut by_rule: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (index, finding) in findings.iter().enumerate() {
            by_rule.entry(finding.rule).or_default().push(index);
        }
        for (rule, indices) in by_rule {
            self.of_rule(rule, &indices, findings, &mut silent);
        }
        silent
    }

    /// The same for the findings of one rule. Each finding is silenced once, however many directives hold for it.
    fn of_rule(
        &mut self,
        rule: &str,
        indices: &[usize],
        findings: &[Diagnostic],
        silent: &mut [Option<Option<String>>],
    ) {
        let begins = |at: usize| findings[indices[at]].range.start;
        // Where the next finding stands that is not silent yet.
        let mut next: Vec<usize> = (0..=indices.len()).collect();
        for (number, directive) in self.directives.iter().enumerate() {
            if directive.kind == DirectiveKind::End || !directive.speaks_of(rule) {
                continue;
            }
            let (from, to) = (directive.extent.start, directive.extent.end);
            // The end of what a directive holds for belongs to it, but not the end of a span.
            let last = if directive.kind == DirectiveKind::Span { to } else { to.saturating_add(1) };
            let first = partition(indices.len(), |at| begins(at) < from);
            let end = partition(indices.len(), |at| begins(at) < last);
            self.used[number] |= first < end;
            let mut at = following(&mut next, first);
            while at < end {
                silent[indices[at]] = Some(directive.reason.clone());
                next[at] = at + 1;
                at = following(&mut next, at);
            }
        }
    }

    /// Directives that kept nothing silent, and ends of nothing.
    pub(super) fn unused(&self) -> impl Iterator<Item = &'a Directive> + '_ {
        let used = |(index, d): (usize, &'a Directive)| {
            let idle = if d.kind == DirectiveKind::End { d.unmatched } else { !self.used[index] };
            idle.then_some(d)
        };
        self.directives.iter().enumerate().filter_map(used)
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Options, Story};
    use crate::lint::{Linter, Run};
    use crate::syntax::Mode;
    use crate::text::Buffer;

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
        assert_eq!(lint("It cost TK. <!-- newsmark-ignore quote/partial -->\n").diagnostics.len(), 1);
    }

    #[test]
    fn an_end_closes_the_starts_of_its_rules() {
        let start = "<!-- newsmark-ignore-start story/placeholder -->\n\nTK.\n\n";
        let other = "<!-- newsmark-ignore-start quote/unattributed -->\n\nTK.\n\n<!-- newsmark-ignore-end quote/unattributed -->\n\n";
        let end = "TK.\n\n<!-- newsmark-ignore-end story/placeholder -->\n\nTK.\n";
        let run = lint(&format!("{start}{other}{end}"));
        assert_eq!(run.suppressed.len(), 3, "the other stretch ends none but its own");
        let left: Vec<&str> = run.diagnostics.iter().map(|d| d.rule).collect();
        assert_eq!(left, ["meta/unused-suppression", "story/placeholder"]);
    }

    fn applied(text: &str, edit: &crate::text::Edit) -> String {
        let mut buffer = Buffer::new(text);
        buffer.apply(edit);
        buffer.to_text()
    }

    #[test]
    fn a_start_without_an_end_is_told() {
        let start = "TK.\n\n<!-- newsmark-ignore-start story -->\n\nTK one.\n\nTK two.\n";
        let run = lint(start);
        let left: Vec<&str> = run.diagnostics.iter().map(|d| d.rule).collect();
        assert_eq!(left, ["story/placeholder", "meta/unclosed-suppression"]);
        let fixed: Vec<String> =
            run.diagnostics[1].fixes.iter().map(|f| applied(start, &f.edits[0])).collect();
        let ended = format!("{start}\n<!-- newsmark-ignore-end story -->\n");
        let next = start.replace("ignore-start", "ignore");
        assert_eq!(fixed, [next.as_str(), ended.as_str()]);
        let after: Vec<usize> = fixed.iter().map(|text| lint(text).diagnostics.len()).collect();
        assert_eq!(after, [2, 1], "findings then");
        assert_eq!(
            lint("<!-- newsmark-ignore-end -->\n\nNo.\n").diagnostics[0].rule,
            "meta/unused-suppression"
        );
    }

    #[test]
    fn several_in_one_line_are_each_of_use() {
        let ignore = "<!-- newsmark-ignore story/placeholder : one -->";
        let other = "<!-- newsmark-ignore story/placeholder : two -->";
        let run = lint(&format!("It cost TK {ignore} or TK {other} in all.\nTK.\n"));
        assert_eq!(run.suppressed.len(), 2, "{run:?}");
        assert!(run.suppressed.iter().all(|s| s.reason.as_deref() == Some("one")), "the first reason counts");
        let left: Vec<&str> = run.diagnostics.iter().map(|d| d.rule).collect();
        assert_eq!(left, ["story/placeholder"], "on the next line, and no directive is idle");
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
