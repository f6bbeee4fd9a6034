//! A whole file as a row of blocks, and its update after an edit.

use super::{Block, BlockKind, Format, Mode, split};
use crate::text::{ByteRange, Edit};
use std::sync::Arc;

/// A parsed file: blocks in order. The texts of the blocks, one behind the other, are the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    format: Format,
    blocks: Vec<Arc<Block>>,
    /// Offset of each block in the file, and the file's length as the last entry.
    starts: Vec<u32>,
}

/// What [`Document::update`] did, in numbers of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Update {
    /// Blocks in front that are the same as before.
    pub kept_before: usize,
    /// Blocks parsed anew.
    pub parsed: usize,
    /// Blocks behind that are the same as before.
    pub kept_after: usize,
}

impl Document {
    /// Parses `text` from scratch.
    #[inline(never)]
    pub fn parse(text: &str, format: impl Into<Format>) -> Self {
        let format = format.into();
        let mut document = Self { format, blocks: Vec::new(), starts: vec![0] };
        let mut at = 0;
        while at < text.len() {
            let piece = split::next(&text[at..], format, at == 0);
            let text = &text[at..at + piece.len];
            document.push(Arc::new(Block::parse(piece.kind, text, piece.content, format.markup)));
            at += piece.len;
        }
        document
    }

    /// How paragraphs are told apart. Chosen when the document is opened; it stays.
    pub fn mode(&self) -> Mode {
        self.format.mode
    }

    /// How the file is read: its mode, and whether markup is.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The blocks in order.
    pub fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.starts[self.blocks.len()] as usize
    }

    /// Whether the file is empty.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Offset of block `index` in the file; for the number of blocks, the file's length.
    pub fn start_of(&self, index: usize) -> usize {
        self.starts[index] as usize
    }

    /// The bytes of block `index` in the file.
    pub fn range_of(&self, index: usize) -> ByteRange {
        ByteRange::new(self.start_of(index), self.start_of(index + 1))
    }

    /// The block that holds the byte `offset`; the last one for the end of the file. `None` in an empty file.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let behind = self.starts.partition_point(|s| *s as usize <= offset);
        behind.checked_sub(1).map(|i| i.min(self.blocks.len().saturating_sub(1))).filter(|_| !self.is_empty())
    }

    /// Where a range of the prose of block `index` stands in the file.
    pub fn to_file(&self, index: usize, prose: ByteRange) -> ByteRange {
        self.blocks[index].to_source(prose).shifted(self.start_of(index))
    }

    /// The whole text, copied together.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.len());
        self.blocks.iter().for_each(|b| text.push_str(&b.text));
        text
    }

    /// The document after `edit`, whose range lies on character boundaries of the text.
    ///
    /// Splitting starts one block before the edit (a block owns the blank lines behind it, so what is typed
    /// in front of a block can change the one before), reads only the texts of the blocks it touches, and
    /// stops at the first old boundary behind the edit that is a boundary again: from there on the text is the
    /// same, and a block depends on nothing before it. Front matter alone looks ahead without
    /// bound, so while the file begins with `---` splitting starts at the top.
    ///
    /// Rejected: comparing all blocks from both ends after a full split. It is simpler to state, but costs a
    /// copy and a scan of the whole text at each keystroke.
    pub fn update(&self, edit: &Edit) -> (Self, Update) {
        let first = self.first_affected(edit);
        let mut window = Window::open(self, first, edit);
        let mut next = Self {
            format: self.format,
            blocks: Vec::with_capacity(self.blocks.len() + 2),
            starts: Vec::with_capacity(self.starts.len() + 2),
        };
        next.blocks.extend_from_slice(&self.blocks[..first]);
        next.starts.extend_from_slice(&self.starts[..=first]);
        let base = self.start_of(first);
        let (mut at, mut kept_from, mut parsed) = (0, self.blocks.len(), 0);
        while at < window.text.len() {
            if base + at > 0
                && let Some(old) = window.old_boundary(at)
            {
                kept_from = old;
                break;
            }
            let piece = split::next(&window.text[at..], self.format, base + at == 0);
            let end = at + piece.len;
            // A piece that reaches the end of the window may go on in the text behind it.
            if end == window.text.len() && window.grow() {
                continue;
            }
            let text = &window.text[at..end];
            // The block before the edit is split again only to see whether it still ends where it did.
            let same = self
                .blocks
                .get(next.blocks.len())
                .filter(|b| parsed == 0 && b.kind == piece.kind && *b.text == *text);
            match same {
                Some(block) => next.push(Arc::clone(block)),
                None => {
                    next.push(Arc::new(Block::parse(piece.kind, text, piece.content, self.format.markup)));
                    parsed += 1;
                }
            }
            at = end;
        }
        let kept_before = next.blocks.len() - parsed;
        let kept_after = self.blocks.len() - kept_from;
        // The same as pushing each block, without a look at any of them.
        let (old, new) = (self.starts[kept_from], next.len() as u32);
        next.blocks.extend_from_slice(&self.blocks[kept_from..]);
        next.starts.extend(self.starts[kept_from + 1..].iter().map(|s| s - old + new));
        (next, Update { kept_before, parsed, kept_after })
    }

    /// The first block that has to be split again: the one before the edit.
    fn first_affected(&self, edit: &Edit) -> usize {
        if edit.range.start < FRONT_MATTER_OPENS_WITHIN || self.opens_front_matter() {
            return 0;
        }
        self.block_at(edit.range.start as usize).unwrap_or(0).saturating_sub(1)
    }

    fn opens_front_matter(&self) -> bool {
        self.blocks.first().is_some_and(|b| opens_front_matter(&b.text))
    }

    fn push(&mut self, block: Arc<Block>) {
        let end = (self.len() + block.text.len()) as u32;
        self.blocks.push(block);
        self.starts.push(end);
    }

    /// The front-matter block, if the file has one.
    pub fn front_matter(&self) -> Option<&Block> {
        self.blocks.first().map(|b| &**b).filter(|b| b.kind == BlockKind::FrontMatter)
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::parse("", Mode::Line)
    }
}

/// Bytes at the start of a file in which an edit can make or break the opening `---` line (with a byte-order mark).
const FRONT_MATTER_OPENS_WITHIN: u32 = 8;

fn opens_front_matter(text: &str) -> bool {
    text.strip_prefix('\u{FEFF}').unwrap_or(text).starts_with("---")
}

/// The stretch of the edited text that is split again; it grows to the right on demand.
struct Window<'d> {
    document: &'d Document,
    text: String,
    /// Bytes the edit adds, as a difference.
    delta: isize,
    /// File offset of the window's first byte.
    base: usize,
    /// The next old block that is not yet in the window.
    behind: usize,
    /// Old blocks from here on begin behind the edit, and so at a boundary that can be kept.
    untouched: usize,
    /// How many blocks to take in at the next growth; doubles, so that growth stays linear.
    step: usize,
}

impl<'d> Window<'d> {
    fn open(document: &'d Document, first: usize, edit: &Edit) -> Self {
        let base = document.start_of(first);
        let blocks = &document.blocks;
        let end = edit.range.end as usize;
        let mut behind = document.block_at(end).map_or(0, |i| i + 1).max((first + 1).min(blocks.len()));
        let mut text: String = blocks[first..behind].iter().map(|b| &*b.text).collect();
        text.replace_range(edit.range.start as usize - base..end - base, &edit.text);
        if base == 0 && (opens_front_matter(&text) || document.opens_front_matter()) {
            // Whether `---` opens front matter depends on a closing line anywhere below.
            blocks[behind..].iter().for_each(|b| text.push_str(&b.text));
            behind = blocks.len();
        }
        let untouched = document.starts[..blocks.len()].partition_point(|s| (*s as usize) < end).max(1);
        let delta = edit.text.len() as isize - edit.range.len() as isize;
        Self { document, text, delta, base, behind, untouched, step: 1 }
    }

    /// Takes in more old blocks; `false` when there are none left.
    fn grow(&mut self) -> bool {
        let to = (self.behind + self.step).min(self.document.blocks.len());
        let grew = self.behind < to;
        self.document.blocks[self.behind..to].iter().for_each(|b| self.text.push_str(&b.text));
        self.behind = to;
        self.step *= 2;
        grew
    }

    /// The old block that begins at the window's offset `at`, if it lies wholly behind the edit.
    fn old_boundary(&self, at: usize) -> Option<usize> {
        let old = (self.base + at) as isize - self.delta;
        let blocks = self.document.blocks.len();
        let index = self.document.starts[self.untouched.min(blocks)..blocks]
            .binary_search_by(|s| (*s as isize).cmp(&old))
            .ok()?;
        Some(self.untouched + index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn after(text: &str, edit: &Edit) -> String {
        let mut text = text.to_owned();
        text.replace_range(edit.range.bounds(), &edit.text);
        text
    }

    fn check(text: &str, edit: &Edit, mode: Mode) -> Update {
        let (updated, update) = Document::parse(text, mode).update(edit);
        let fresh = Document::parse(&after(text, edit), mode);
        assert_eq!(updated, fresh, "{text:?} {edit:?} {mode:?}");
        assert_eq!(updated.text(), after(text, edit));
        update
    }

    /// Lines that make blocks, whole and broken.
    const LINES: &[&str] = &[
        "",
        "",
        " ",
        "---",
        "...",
        "title: x",
        "# Head",
        "WASHINGTON (AP) — He said.",
        "“Yes,” he said",
        "- item",
        "> said",
        "```",
        "$$",
        "<!-- newsmark-ignore x -->",
        "<!-- open",
        "-->",
        "::: {.quote by=x}",
        ":::",
        "| a | b |",
        "|---|---|",
        "a | b",
        "***",
        "<div>",
        "{{< tag >}}",
        "[^1]: note",
        "\u{FEFF}---",
        "1988. The year",
        "[“No,”]{.quote by=x} he said",
        "[Lavrov{.person ref=y} [sic]",
        "said]{.claim by=x} and `code",
        "> `code` *and* <b>x</b> [a](b)",
        "[a [b]{.c",
        "by=“x”}]{{}",
    ];

    fn any_text() -> impl Strategy<Value = String> {
        let line = (proptest::sample::select(LINES), proptest::sample::select(&["\n", "\r\n", "\r", ""][..]));
        proptest::collection::vec(line.prop_map(|(l, e)| format!("{l}{e}")), 0..14).prop_map(|v| v.concat())
    }

    fn clamp(text: &str, offset: usize) -> usize {
        (0..=offset.min(text.len())).rev().find(|o| text.is_char_boundary(*o)).unwrap_or(0)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn update_equals_parse(text in any_text(), new in any_text(), a in 0usize..200, len in 0usize..40, line in any::<bool>()) {
            let (start, end) = (clamp(&text, a), clamp(&text, a + len));
            let edit = Edit { range: ByteRange::new(start, end), text: new };
            check(&text, &edit, if line { Mode::Line } else { Mode::Markdown });
        }

        #[test]
        fn parsing_is_lossless(text in any::<String>(), line in any::<bool>()) {
            let document = Document::parse(&text, if line { Mode::Line } else { Mode::Markdown });
            prop_assert_eq!(document.text(), text);
        }
    }

    #[test]
    fn a_letter_typed_in_a_paragraph_parses_its_neighbourhood_only() {
        let text = "One line.\n\n".repeat(1000);
        let edit = Edit { range: ByteRange::empty(5003), text: "x".into() };
        for mode in [Mode::Line, Mode::Markdown] {
            let update = check(&text, &edit, mode);
            assert_eq!(update.parsed, 1, "{update:?}");
        }
    }
}
