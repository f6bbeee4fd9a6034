//! Splitting text into blocks, one at a time from the left.

use super::{BlockKind, Format, Markup};
use crate::text::ByteRange;

/// What makes a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Every non-blank line is a paragraph, as wire copy has it.
    #[default]
    Line,
    /// Paragraphs end at a blank line, as in Markdown.
    Markdown,
}

impl Mode {
    /// The mode for a text whose file name ends in `extension` (without the dot, any case).
    ///
    /// The shape decides where the text is plain: if at least half of the line breaks
    /// inside paragraphs stand behind lines of the same middling length (30 to 110
    /// characters) and blank lines part the paragraphs, it is hard-wrapped and read in
    /// Markdown mode; long lines one below the other are line mode. Only the first
    /// 64 KiB are looked at.
    pub fn detect(text: &str, extension: &str) -> Self {
        let by_name = match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "qmd" | "mdx" => Self::Markdown,
            _ => Self::Line,
        };
        let mut end = text.len().min(64 << 10);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let (mut wrapped, mut long, mut blank) = (0usize, 0usize, 0usize);
        let mut before: Option<usize> = None;
        for line in text[..end].lines() {
            let len = if line.trim().is_empty() { None } else { Some(line.chars().count()) };
            match (before, len) {
                (Some(a), Some(_))
                    if (30..=110).contains(&a) && !line.starts_with(['-', '*', '#', '>', '|']) =>
                {
                    wrapped += 1
                }
                (Some(a), Some(_)) if a > 110 => long += 1,
                (_, None) => blank += 1,
                _ => {}
            }
            before = len;
        }
        match by_name {
            Self::Line if wrapped >= 3 && blank >= 1 && wrapped > 4 * long => Self::Markdown,
            Self::Markdown if long >= 3 && long > wrapped => Self::Line,
            mode => mode,
        }
    }
}

/// A block as the splitter sees it; offsets count from the block's first byte.
pub(super) struct Piece {
    pub kind: BlockKind,
    /// Bytes of the block with its trailing blank lines; never 0.
    pub len: usize,
    pub content: ByteRange,
}

/// The block at the beginning of `text`, which is not empty.
///
/// `at_start` says that `text` begins at offset 0 of the file, where front matter may stand.
pub(super) fn next(text: &str, format: Format, at_start: bool) -> Piece {
    let mut lines = Lines { text, at: 0 };
    let first = lines.next().unwrap_or_default();
    if first.is_blank() {
        let len = skip_blank(text, 0);
        return Piece { kind: BlockKind::Blank, len, content: ByteRange::empty(len) };
    }
    let (kind, end) = classify(text, first, format, at_start);
    let content = content_of(text, kind, end);
    Piece { kind, len: skip_blank(text, end), content }
}

/// One line with its place: `start..end` without the break, `next` behind it.
#[derive(Clone, Copy, Default)]
struct Line<'t> {
    text: &'t str,
    next: usize,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Lines of `text` from `at` on; a line ends at LF, CR LF or a lone CR.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;
    fn next(&mut self) -> Option<Line<'t>> {
        let rest = self.text.get(self.at..).filter(|r| !r.is_empty())?;
        let bytes = rest.as_bytes();
        let (len, brk) = match memchr::memchr2(b'\n', b'\r', bytes) {
            None => (rest.len(), 0),
            Some(i) if bytes[i] == b'\r' && bytes.get(i + 1) == Some(&b'\n') => (i, 2),
            Some(i) => (i, 1),
        };
        self.at += len + brk;
        Some(Line { text: &rest[..len], next: self.at })
    }
}

/// The offset behind the blank lines that begin at `from`, which is the start of a line.
fn skip_blank(text: &str, from: usize) -> usize {
    let mut end = from;
    for line in (Lines { text, at: from }) {
        if !line.is_blank() {
            break;
        }
        end = line.next;
    }
    end
}

/// Kind of the block that begins with `first`, and the offset behind its last line.
fn classify(text: &str, first: Line<'_>, format: Format, at_start: bool) -> (BlockKind, usize) {
    let line = first.text.strip_prefix('\u{FEFF}').filter(|_| at_start).unwrap_or(first.text);
    if at_start
        && line.trim_end() == "---"
        && let Some(end) = front_matter_end(text, first.next)
    {
        return (BlockKind::FrontMatter, end);
    }
    let trimmed = line.trim();
    let opaque = match format.markup {
        Markup::Annotated => opaque(text, first, trimmed, format.mode),
        Markup::Plain => opaque_in_plain_copy(first, trimmed),
    };
    if let Some(found) = opaque {
        return found;
    }
    if is_rule(trimmed) {
        return (BlockKind::Rule, first.next);
    }
    if let Some(level) = heading_level(line) {
        return (BlockKind::Heading(level), first.next);
    }
    let mode = format.mode;
    if trimmed.starts_with('>') {
        return (BlockKind::QuoteLines, run_of(text, first.next, mode, |l| l.trim_start().starts_with('>')));
    }
    let kind = if is_list_item(trimmed) { BlockKind::ListItem } else { BlockKind::Paragraph };
    match mode {
        Mode::Line => (kind, first.next),
        Mode::Markdown => (kind, until_block_end(text, first.next, mode, |l| starts_block(l, format.markup))),
    }
}

/// The block that is no copy and begins with the line `first`.
fn opaque(text: &str, first: Line<'_>, trimmed: &str, mode: Mode) -> Option<(BlockKind, usize)> {
    if let Some(fence) = fence_of(trimmed) {
        return Some((BlockKind::Code, fence_end(text, first.next, fence)));
    }
    if trimmed == "$$" {
        return Some((BlockKind::Math, until_blank_or(text, first.next, |l| l.trim() == "$$")));
    }
    if trimmed.starts_with("<!--") {
        return Some(comment(text, trimmed, first, mode));
    }
    if trimmed.starts_with(":::") {
        let closes = trimmed.trim_start_matches(':').trim().is_empty();
        return Some((if closes { BlockKind::DivClose } else { BlockKind::DivOpen }, first.next));
    }
    if heading_level(first.text).is_some() || is_rule(trimmed) {
        return None;
    }
    if is_definition(trimmed) {
        return Some((BlockKind::Definition, first.next));
    }
    if is_raw(trimmed) {
        return Some((BlockKind::Raw, until_block_end(text, first.next, mode, |_| false)));
    }
    let table = is_table(text, first, mode);
    table.then(|| (BlockKind::Table, until_block_end(text, first.next, mode, |l| !l.contains('|'))))
}

/// The same in plain copy, where a line of signs means nothing for the lines below it: a comment and a row between
/// pipes, each on a line of its own, and a line drawn with `=` or `~`.
fn opaque_in_plain_copy(first: Line<'_>, trimmed: &str) -> Option<(BlockKind, usize)> {
    let kind = if trimmed.starts_with("<!--") && trimmed.ends_with("-->") {
        BlockKind::Comment
    } else if is_row(trimmed) {
        BlockKind::Table
    } else if is_drawn(trimmed) {
        BlockKind::Rule
    } else {
        return None;
    };
    Some((kind, first.next))
}

/// A line of nothing but `=` or `~`, and full stops as a wire may add: `~~~~~.`
fn is_drawn(trimmed: &str) -> bool {
    let line = trimmed.trim_end_matches('.');
    line.len() >= 3 && ['=', '~'].iter().any(|c| line.chars().all(|x| x == *c))
}

/// The offset behind the closing `---` or `...`, if there is one.
fn front_matter_end(text: &str, from: usize) -> Option<usize> {
    let mut lines = Lines { text, at: from };
    lines.find(|l| matches!(l.text.trim_end(), "---" | "...")).map(|l| l.next)
}

/// The fence character and its count, if the line opens a code fence.
fn fence_of(line: &str) -> Option<(char, usize)> {
    let c = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let count = line.chars().take_while(|x| *x == c).count();
    let info = &line[count..];
    (count >= 3 && !(c == '`' && info.contains('`'))).then_some((c, count))
}

/// The offset behind the closing fence, or the end of the text.
fn fence_end(text: &str, from: usize, (c, count): (char, usize)) -> usize {
    let closes = |l: &str| {
        let l = l.trim();
        l.len() >= count && l.chars().all(|x| x == c)
    };
    Lines { text, at: from }.find(|l| closes(l.text)).map_or(text.len(), |l| l.next)
}

/// A comment that begins the block ends with `-->`, or at a blank line: a blank line closes everything,
/// so that an unclosed comment cannot swallow the rest of the story while it is typed.
fn comment(text: &str, trimmed: &str, first: Line<'_>, mode: Mode) -> (BlockKind, usize) {
    if let Some(close) = trimmed.find("-->") {
        if trimmed[close + 3..].trim().is_empty() {
            return (BlockKind::Comment, first.next);
        }
        let stop = |l: &str| starts_block(l, Markup::Annotated);
        return (BlockKind::Paragraph, until_block_end(text, first.next, mode, stop));
    }
    (BlockKind::Comment, until_blank_or(text, 0, |l| l.contains("-->")))
}

/// Behind the first line from `from` on that `last` accepts, or before the first blank line, or the end.
fn until_blank_or(text: &str, from: usize, last: impl Fn(&str) -> bool) -> usize {
    let mut end = from;
    for line in (Lines { text, at: from }) {
        if line.is_blank() {
            break;
        }
        end = line.next;
        if last(line.text) {
            break;
        }
    }
    end
}

/// In Markdown mode behind the lines up to a blank one or one that `stop` refuses; in line mode one line.
fn until_block_end(text: &str, from: usize, mode: Mode, stop: impl Fn(&str) -> bool) -> usize {
    if mode == Mode::Line {
        return from;
    }
    run_of(text, from, mode, |l| !l.trim().is_empty() && !stop(l))
}

/// Behind the run of lines that `goes_on` accepts; in line mode nothing runs on.
fn run_of(text: &str, from: usize, mode: Mode, goes_on: impl Fn(&str) -> bool) -> usize {
    if mode == Mode::Line {
        return from;
    }
    (Lines { text, at: from }).take_while(|l| goes_on(l.text)).last().map_or(from, |l| l.next)
}

/// Whether a line ends the paragraph above it although no blank line stands between them.
fn starts_block(line: &str, markup: Markup) -> bool {
    let trimmed = line.trim();
    heading_level(line).is_some()
        || match markup {
            Markup::Annotated => fence_of(trimmed).is_some() || trimmed.starts_with(":::"),
            Markup::Plain => is_row(trimmed) || is_drawn(trimmed),
        }
        || trimmed.starts_with('>')
        || (trimmed.starts_with("<!-- newsmark-") && trimmed.ends_with("-->"))
        || is_rule(trimmed)
        || is_list_item(trimmed)
}

/// `#` to `######` and a space; up to three spaces of indentation.
fn heading_level(line: &str) -> Option<u8> {
    let rest = line.trim_start_matches(' ');
    let level = rest.bytes().take_while(|b| *b == b'#').count();
    let spaced = rest[level..].starts_with([' ', '\t']) && !rest[level..].trim().is_empty();
    ((1..=6).contains(&level) && spaced && line.len() - rest.len() <= 3).then_some(level as u8)
}

/// End marks and rules, alone on their line.
fn is_rule(trimmed: &str) -> bool {
    let marks = |c: char| trimmed.chars().filter(|x| *x == c).count();
    trimmed == "-30-"
        || (!trimmed.is_empty()
            && trimmed.chars().all(|c| matches!(c, '*' | '-' | '_' | '#' | ' '))
            && ['*', '-', '_', '#'].iter().any(|c| marks(*c) >= 3 && marks(*c) + marks(' ') == trimmed.len()))
}

/// `- item`; digits are no list markers, since a paragraph may begin "1988. The …".
fn is_list_item(trimmed: &str) -> bool {
    trimmed.strip_prefix(['-', '*', '+']).is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// `[^1]: note` or `[label]: https://…`. `[Lavrov]: he said` is copy and stays copy.
fn is_definition(trimmed: &str) -> bool {
    let Some((label, rest)) = trimmed.strip_prefix('[').and_then(|r| r.split_once("]:")) else {
        return false;
    };
    let rest = rest.trim_start();
    // `[licence]: LICENSE`: one word that ends no sentence is an address.
    let address =
        !rest.contains(char::is_whitespace) && rest.ends_with(|c: char| c.is_alphanumeric() || c == '/');
    label.starts_with('^') || rest.starts_with("http") || rest.starts_with(['/', '<', '#', '.']) || address
}

/// Lines that belong to a template or to HTML, not to the copy.
fn is_raw(trimmed: &str) -> bool {
    trimmed.starts_with("{{")
        || trimmed.starts_with("{%")
        || ((trimmed.starts_with("import ") || trimmed.starts_with("export "))
            && (trimmed.contains(" from '") || trimmed.contains(" from \"")))
        || is_html(trimmed)
}

/// A line of HTML: between two tags, unless the first is one that stands in running text, as in `<b>Moscow</b> …`.
fn is_html(trimmed: &str) -> bool {
    let Some(rest) = trimmed.strip_prefix("</").or_else(|| trimmed.strip_prefix('<')) else { return false };
    if !trimmed.ends_with('>') || !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
    if rest[name.len()..].starts_with([':', '@', '+']) {
        return false; // an address in angle brackets
    }
    let alone = rest.find('>') == Some(rest.len() - 1);
    alone || !INLINE_TAGS.contains(&name.to_ascii_lowercase().as_str())
}

/// Tags that stand in running text.
const INLINE_TAGS: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
];

/// A pipe table: a row between pipes, or any row above a delimiter row.
fn is_table(text: &str, first: Line<'_>, mode: Mode) -> bool {
    let row = first.text.trim();
    if is_row(row) {
        return true;
    }
    let delimiter = |l: &str| {
        l.contains('-') && l.contains('|') && l.trim().chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
    };
    mode == Mode::Markdown
        && row.contains('|')
        && (Lines { text, at: first.next }).next().is_some_and(|l| delimiter(l.text))
}

/// A row between pipes.
fn is_row(trimmed: &str) -> bool {
    trimmed.len() > 2 && trimmed.starts_with('|') && trimmed.ends_with('|')
}

/// The bytes between the markers in front and the line break behind.
fn content_of(text: &str, kind: BlockKind, end: usize) -> ByteRange {
    let body = &text[..end];
    let trimmed = body.trim_end();
    let mut start = body.len() - body.trim_start().len();
    let skip = |start: usize, markers: &[char]| {
        let rest = &trimmed[start..];
        start + (rest.len() - rest.trim_start_matches(markers).trim_start().len())
    };
    match kind {
        BlockKind::Heading(_) => start = skip(start, &['#']),
        BlockKind::ListItem => start = skip(start, &['-', '*', '+']),
        BlockKind::QuoteLines => {
            // Lines with nothing but the mark may come first; each has one of its own.
            let mut line = start;
            start = skip(line, &['>']);
            while trimmed[line..start].contains(['\n', '\r']) && trimmed[start..].starts_with('>') {
                line = start;
                start = skip(line, &['>']);
            }
        }
        _ => {}
    }
    ByteRange::new(start.min(trimmed.len()), trimmed.len())
}
