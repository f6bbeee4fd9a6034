//! The inside of a block: spans with attributes, links, code, comments, tags, templates, escapes.
//!
//! One pass from left to right with a stack of open brackets; nothing is ever read twice in a way that
//! would cost more than linear time. What is no markup stays copy: `[sic]`, lone brackets, braces.

use super::braces::{self, Braces};
use super::emphasis::Emphasis;
use super::error::{MAX_DEPTH, SyntaxError, SyntaxErrorKind as Kind};
use super::prose::ProseBuilder;
use super::scan::{self, Backticks, NextByte, NextString};
use super::span::{Mark, MarkKind, Span};
use super::{Attrs, BlockKind, Prose};
use crate::text::ByteRange;
use smallvec::SmallVec;

/// The inside of a block.
pub(super) struct Inlines {
    pub prose: Prose,
    pub spans: Vec<Span>,
    pub marks: Vec<Mark>,
    pub errors: Vec<SyntaxError>,
    pub attrs: Option<Attrs>,
}

impl Inlines {
    /// Copy without any markup: nothing is copied, nothing allocated.
    pub fn plain(prose: Prose) -> Self {
        Self { prose, spans: Vec::new(), marks: Vec::new(), errors: Vec::new(), attrs: None }
    }
}

/// Errors reported for one block; more say nothing new.
const MAX_ERRORS: usize = 64;

/// Reads the copy at `content` of the block `text`, which is of the prose kind `kind`.
pub(super) fn parse(kind: BlockKind, text: &str, content: ByteRange) -> Inlines {
    let lines = kind == BlockKind::QuoteLines && content.of(text).contains(['\n', '\r']);
    let head = matches!(kind, BlockKind::Heading(_)) && content.of(text).ends_with(['}', '#']);
    if !lines && !head && scan::next_special(content.of(text).as_bytes(), 0).is_none() {
        return Inlines::plain(Prose::verbatim(content));
    }
    let mut errors = Vec::new();
    let (content, attrs) =
        if head { heading_attributes(text, content, &mut errors) } else { (content, None) };
    let mut parser = Parser::new(&text[..content.end as usize]);
    parser.errors = errors;
    if lines {
        parser.line_prefixes(content.start as usize);
    }
    if kind == BlockKind::Paragraph {
        parser.dropped_line(content.start as usize);
    }
    parser.run(content.start as usize);
    let mut inlines = parser.finish(content);
    inlines.attrs = attrs;
    inlines
}

/// The attributes of `::: {…}`.
pub(super) fn div(text: &str, content: ByteRange) -> Inlines {
    let mut inlines = Inlines::plain(Prose::none());
    let text = &text[..content.end as usize];
    if let Some(open) = text[content.start as usize..].find('{').map(|i| i + content.start as usize)
        && let Some(braces) = braces::parse(text, open, &mut NextByte::new(b'\n', b'\r'))
    {
        inlines.errors = braces.errors;
        inlines.attrs = Some(braces.attrs);
    }
    inlines
}

/// Takes ` {#id .class}` and closing `#` off the end of a heading.
fn heading_attributes(
    text: &str,
    content: ByteRange,
    errors: &mut Vec<SyntaxError>,
) -> (ByteRange, Option<Attrs>) {
    let start = content.start as usize;
    let mut end = content.end as usize;
    let mut attrs = None;
    if let Some(open) = text[start..end].rfind('{').map(|i| i + start) {
        let spaced = open == start || text[start..open].ends_with([' ', '\t']);
        let read = || braces::parse(&text[..end], open, &mut NextByte::new(b'\n', b'\r'));
        if let Some(braces) = spaced.then(read).flatten().filter(|b| b.end == end && !b.attrs.is_empty()) {
            errors.extend(braces.errors);
            attrs = Some(braces.attrs);
            end = start + text[start..open].trim_end().len();
        }
    }
    let hashless = text[start..end].trim_end_matches('#');
    if hashless.ends_with([' ', '\t']) {
        end = start + hashless.trim_end().len();
    }
    (ByteRange::new(start, end), attrs)
}

/// An open bracket.
struct Frame {
    at: usize,
    /// How many spans, marks, errors and literal pairs there were when it opened.
    spans: usize,
    marks: usize,
    errors: usize,
    literals: usize,
    /// Whether the character before it belongs to another mark (an escape, a footnote, a link) and so means nothing here.
    spoken_for: bool,
}

struct Parser<'t> {
    text: &'t str,
    frames: Vec<Frame>,
    spans: Vec<Span>,
    marks: Vec<Mark>,
    errors: Vec<SyntaxError>,
    /// Bracket pairs that are copy: offsets of `[` and `]`.
    literals: Vec<(usize, usize)>,
    /// Offset behind the last mark, or behind the character that the last escape escapes.
    mark_end: usize,
    emphasis: Emphasis,
    backticks: Backticks,
    breaks: NextByte,
    comment: NextString,
    templates: [NextString; 2],
    math: NextString,
    /// Opaque elements without a closing tag, by name: from where on there is none.
    unclosed: Vec<(String, usize)>,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            frames: Vec::new(),
            spans: Vec::new(),
            marks: Vec::new(),
            errors: Vec::new(),
            literals: Vec::new(),
            mark_end: 0,
            emphasis: Emphasis::default(),
            backticks: Backticks::default(),
            breaks: NextByte::new(b'\n', b'\r'),
            comment: NextString::new("-->"),
            templates: [NextString::new("}}"), NextString::new("%}")],
            math: NextString::new("$$"),
            unclosed: Vec::new(),
        }
    }

    fn run(&mut self, from: usize) {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(special) = scan::next_special(bytes, at) {
            at = special;
            at = match bytes[at] {
                b'[' => self.open(at),
                b']' => self.close(at),
                b'{' => self.brace(at),
                b'\\' => self.escape(at),
                b'`' => self.code(at),
                b'<' => self.angle(at),
                b'$' => self.dollars(at),
                _ => self.emphasis.read(self.text, at, self.frames.last().map(|f| f.at), &mut self.marks),
            };
        }
    }

    fn mark(&mut self, kind: MarkKind, start: usize, end: usize) -> usize {
        self.marks.push(Mark { kind, range: ByteRange::new(start, end) });
        self.mark_end = end;
        end
    }

    fn escape(&mut self, at: usize) -> usize {
        match self.text.as_bytes().get(at + 1) {
            Some(b) if b.is_ascii_punctuation() => {
                self.mark(MarkKind::Escape, at, at + 1);
                self.mark_end = at + 2;
                at + 2
            }
            Some(b'\n' | b'\r') => self.mark(MarkKind::Escape, at, at + 1),
            _ => at + 1,
        }
    }

    fn code(&mut self, at: usize) -> usize {
        let (len, close) = self.backticks.code(self.text, at);
        let Some(close) = close else { return at + len };
        let mut end = close + len;
        if self.text[end..].starts_with('{') {
            // Attributes of code, `{.rust}` or `{=html}`, are as opaque as the code.
            let braces = &self.text.as_bytes()[end..];
            let stop = braces[1..].iter().take(200).position(|b| matches!(b, b'}' | b'{' | b'[' | b'\n'));
            end += stop.filter(|i| braces[i + 1] == b'}').map_or(0, |i| i + 2);
        }
        self.mark(MarkKind::Code, at, end)
    }

    fn angle(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        if bytes[at..].starts_with(b"<!--") {
            return match self.comment.end(bytes, at + 4) {
                Some(end) => self.mark(MarkKind::Comment, at, end),
                None => at + 1,
            };
        }
        if let Some(end) = scan::autolink(self.text, at) {
            return self.mark(MarkKind::Autolink, at, end);
        }
        let Some((end, name)) = scan::tag(self.text, at) else { return at + 1 };
        if scan::is_opaque_element(&name)
            && !self.text[..end].ends_with("/>")
            && let Some(close) = self.element_end(&name, end)
        {
            return self.mark(MarkKind::Element, at, close);
        }
        // A line break in HTML parts words, so it must not vanish without a trace.
        let kind = if name == "br" { MarkKind::Element } else { MarkKind::Tag };
        self.mark(kind, at, end)
    }

    /// Offset behind the closing tag of an opaque element.
    fn element_end(&mut self, name: &str, from: usize) -> Option<usize> {
        if self.unclosed.iter().any(|(n, none_from)| n == name && from >= *none_from) {
            return None;
        }
        let bytes = self.text.as_bytes();
        let closes = |i: &usize| {
            let rest = &bytes[i + 2..];
            rest.len() > name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        };
        let close = memchr::memmem::find_iter(&bytes[from..], b"</").map(|i| i + from).find(closes);
        let end = close.and_then(|i| memchr::memchr(b'>', &bytes[i..]).map(|j| i + j + 1));
        if end.is_none() {
            self.unclosed.push((name.to_owned(), from));
        }
        end
    }

    fn dollars(&mut self, at: usize) -> usize {
        if !self.text[at..].starts_with("$$") {
            return at + 1;
        }
        match self.math.end(self.text.as_bytes(), at + 2) {
            Some(end) => self.mark(MarkKind::Math, at, end),
            None => at + 2,
        }
    }

    /// `{{ … }}`, `{% … %}`, or the attributes of a span whose `]` was forgotten.
    fn brace(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let template = match rest.as_bytes().get(1) {
            Some(b'{') => self.templates[0].end(self.text.as_bytes(), at + 2),
            Some(b'%') => self.templates[1].end(self.text.as_bytes(), at + 2),
            _ => None,
        };
        if let Some(end) = template {
            return self.mark(MarkKind::Template, at, end);
        }
        if self.frames.is_empty() || !braces::opens_attributes(rest) {
            return at + 1;
        }
        let Some(braces) = braces::parse(self.text, at, &mut self.breaks) else { return at + 1 };
        let Some(frame) = self.frames.pop() else { return at + 1 };
        let words = self.text[frame.at + 1..at].trim_end().len();
        let close = frame.at + 1 + words;
        let range = ByteRange::new(frame.at, close);
        let error = SyntaxError::new(Kind::MissingBracket, range, "the ] of this span is missing");
        self.error(error.fixed("insert ]", [(ByteRange::new(close, at), "]")]));
        self.literals.truncate(frame.literals);
        self.span(frame, close, ByteRange::empty(close), braces)
    }

    fn open(&mut self, at: usize) -> usize {
        if self.text[at + 1..].starts_with('^') {
            let note = scan::label(self.text, at).filter(|end| {
                !self.text[at + 2..end - 1].contains(char::is_whitespace)
                    && !braces::opens_attributes(&self.text[*end..])
            });
            if let Some(end) = note {
                return self.mark(MarkKind::Footnote, at, end);
            }
        }
        self.frames.push(Frame {
            at,
            spans: self.spans.len(),
            marks: self.marks.len(),
            errors: self.errors.len(),
            literals: self.literals.len(),
            spoken_for: self.mark_end == at && at > 0,
        });
        at + 1
    }

    fn close(&mut self, at: usize) -> usize {
        let Some(frame) = self.frames.pop() else { return self.stray(at) };
        let next = self.text.as_bytes().get(at + 1);
        match next {
            Some(b'{') => {
                if let Some(braces) = braces::parse(self.text, at + 1, &mut self.breaks) {
                    return self.span(frame, at, ByteRange::empty(at + 1), braces);
                }
            }
            Some(b'(') => {
                if let Some(end) = scan::link_target(self.text, at + 1) {
                    return self.link(frame, at, end);
                }
            }
            Some(b'[') => {
                let label = scan::label(self.text, at + 1);
                if let Some(end) = label.filter(|e| !self.text[*e..].starts_with(['{', '('])) {
                    self.mark(MarkKind::LinkOpen, frame.at, frame.at + 1);
                    self.mark(MarkKind::LinkClose, at, end);
                    // Whether it is a link depends on a definition elsewhere, so its last bracket may still count.
                    self.mark_end = 0;
                    return end;
                }
            }
            Some(b' ' | b'\t' | 0xC2) => {
                if let Some((gap, braces)) = self.after_gap(at + 1) {
                    let error =
                        SyntaxError::new(Kind::SpaceBeforeBraces, gap, "no space between ] and its braces");
                    self.error(error.fixed("delete the space", [(gap, "")]));
                    return self.span(frame, at, ByteRange::empty(at + 1), braces);
                }
            }
            _ => {}
        }
        self.literals.push((frame.at, at));
        at + 1
    }

    /// Attributes behind up to three spaces, where nothing else can be meant.
    fn after_gap(&mut self, from: usize) -> Option<(ByteRange, Braces)> {
        let rest = &self.text[from..];
        let spaces = rest.chars().take_while(|c| matches!(c, ' ' | '\t' | '\u{a0}')).take(4);
        let len: usize = spaces.map(char::len_utf8).sum();
        if !braces::opens_attributes(&rest[len..]) {
            return None;
        }
        let braces = braces::parse(self.text, from + len, &mut self.breaks)?;
        let sure = braces
            .errors
            .iter()
            .all(|e| !matches!(e.kind, Kind::MissingBrace | Kind::BareWord | Kind::BadName));
        sure.then_some((ByteRange::new(from, from + len), braces))
    }

    /// A `]` without a `[`.
    fn stray(&mut self, at: usize) -> usize {
        if !braces::opens_attributes(&self.text[at + 1..]) {
            return at + 1;
        }
        let Some(braces) = braces::parse(self.text, at + 1, &mut self.breaks) else { return at + 1 };
        let range = ByteRange::new(at, braces.end);
        let message = "this ] closes nothing: no [ stands before it in the paragraph";
        self.error(SyntaxError::new(Kind::StrayBracket, range, message));
        self.mark(MarkKind::Stray, at, braces.end)
    }

    /// A link whose target ends at `end`; with attributes behind it, also a span.
    fn link(&mut self, frame: Frame, at: usize, end: usize) -> usize {
        if frame.at > 0 && self.text.as_bytes()[frame.at - 1] == b'!' && !frame.spoken_for {
            self.spans.truncate(frame.spans);
            self.marks.truncate(frame.marks);
            self.errors.truncate(frame.errors);
            self.literals.truncate(frame.literals);
            let attributes = self.text[end..].starts_with('{').then(|| {
                let braces = braces::parse(self.text, end, &mut self.breaks)?;
                Some(braces.end)
            });
            return self.mark(MarkKind::Image, frame.at - 1, attributes.flatten().unwrap_or(end));
        }
        if self.text[end..].starts_with('{')
            && let Some(braces) = braces::parse(self.text, end, &mut self.breaks)
        {
            return self.span(frame, at, ByteRange::new(at + 1, end), braces);
        }
        self.mark(MarkKind::LinkOpen, frame.at, frame.at + 1);
        self.mark(MarkKind::LinkClose, at, end)
    }

    /// A span from `frame` to the bracket at `close`, with `braces` behind it; returns the offset behind it.
    fn span(&mut self, frame: Frame, close: usize, target: ByteRange, braces: Braces) -> usize {
        self.check_prefix(&frame, close);
        self.check_literals(&frame);
        let inner = ByteRange::new(frame.at + 1, close);
        let range = ByteRange::new(frame.at, braces.end);
        for error in braces.errors {
            let empty = error.kind == Kind::Empty && target.is_empty();
            let (open, tail) = (ByteRange::new(frame.at, frame.at + 1), ByteRange::new(close, braces.end));
            let error =
                if empty { error.fixed("delete the brackets", [(open, ""), (tail, "")]) } else { error };
            self.error(error);
        }
        let prose = ByteRange::default();
        let target = if target.is_empty() { ByteRange::default() } else { target };
        self.spans.push(Span { range, inner, prose, target, attrs: braces.attrs, depth: 0 });
        braces.end
    }

    /// Markdown readers take some neighbours of `[` for another construct.
    fn check_prefix(&mut self, frame: &Frame, close: usize) {
        let bytes = self.text.as_bytes();
        let before = frame.at.checked_sub(1).filter(|_| !frame.spoken_for);
        let at = match before.map(|i| (i, bytes[i])) {
            Some((i, b'!' | b'^' | b']')) => i,
            _ if close > frame.at + 1 && matches!(bytes[frame.at + 1], b'^' | b'@') => frame.at + 1,
            _ => return,
        };
        let range = ByteRange::new(at, at + 1);
        let message = "Markdown readers take this sign and the bracket for something else";
        let error = SyntaxError::new(Kind::AmbiguousPrefix, range, message);
        self.error(error.fixed("put a backslash before it", [(ByteRange::empty(at), "\\")]));
    }

    /// Brackets that are copy must be escaped inside a span.
    fn check_literals(&mut self, frame: &Frame) {
        for (open, close) in self.literals.split_off(frame.literals.min(self.literals.len())) {
            let range = ByteRange::new(open, close + 1);
            let error = SyntaxError::new(
                Kind::LiteralBracket,
                range,
                "inside a span, brackets that are copy are written \\[ and \\]",
            );
            let edits = [(ByteRange::empty(open), "\\"), (ByteRange::empty(close), "\\")];
            self.error(error.fixed("put backslashes before them", edits));
        }
    }

    fn error(&mut self, error: SyntaxError) {
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(error);
        }
    }

    /// `>` in front of the inner lines of quoted lines.
    fn line_prefixes(&mut self, from: usize) {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(next) = memchr::memchr2(b'\n', b'\r', &bytes[at..]) {
            at += next + 1;
            let rest = &self.text[at..];
            let unmarked = rest.trim_start_matches([' ', '\t']).trim_start_matches(['>', ' ']);
            if unmarked.len() < rest.len() && rest.trim_start().starts_with('>') {
                let end = at + rest.len() - unmarked.len();
                self.mark(MarkKind::LinePrefix, at, end);
                at = end;
            }
        }
    }

    /// `[text]:` at the start of a paragraph.
    fn dropped_line(&mut self, start: usize) {
        if !self.text[start..].starts_with('[') {
            return;
        }
        if let Some(end) = scan::label(self.text, start).filter(|e| self.text[*e..].starts_with(':')) {
            let range = ByteRange::new(start, end + 1);
            let message = "Markdown readers drop a line that begins like this";
            let error = SyntaxError::new(Kind::DroppedLine, range, message);
            self.error(error.fixed("put a backslash before the [", [(ByteRange::empty(start), "\\")]));
        }
    }

    fn finish(mut self, content: ByteRange) -> Inlines {
        self.marks.sort_by_key(|m| m.range.start);
        self.spans.sort_by_key(|s| (s.range.start, std::cmp::Reverse(s.range.end)));
        self.nest();
        self.errors.sort_by_key(|e| e.range.start);
        let prose = build_prose(self.text, content, &mut self.spans, &self.marks);
        Inlines { prose, spans: self.spans, marks: self.marks, errors: self.errors, attrs: None }
    }

    /// Counts how deep each span stands.
    fn nest(&mut self) {
        let mut ends: Vec<u32> = Vec::new();
        let mut too_deep = None;
        for span in &mut self.spans {
            while ends.last().is_some_and(|end| *end <= span.range.start) {
                ends.pop();
            }
            span.depth = ends.len() as u32;
            if span.depth >= MAX_DEPTH {
                too_deep.get_or_insert(span.range);
            }
            ends.push(span.range.end);
        }
        if let Some(range) = too_deep {
            let message = "spans are nested more than four deep";
            self.error(SyntaxError::new(Kind::TooDeep, range, message));
        }
    }
}

/// The copy without the brackets of `spans` and without `marks`, and the place of each span in it.
fn build_prose(text: &str, content: ByteRange, spans: &mut [Span], marks: &[Mark]) -> Prose {
    if spans.is_empty() && marks.is_empty() {
        return Prose::verbatim(content);
    }
    let mut cuts: SmallVec<[(ByteRange, bool); 16]> =
        marks.iter().map(|m| (m.range, m.kind.is_object())).collect();
    for span in spans.iter() {
        cuts.push((ByteRange { start: span.range.start, end: span.inner.start }, false));
        cuts.push((ByteRange { start: span.inner.end, end: span.range.end }, false));
    }
    cuts.sort_by_key(|(range, _)| (range.start, range.end));
    let mut prose = ProseBuilder::with_capacity(content.len(), cuts.len() + 1);
    let mut at = content.start;
    for (range, object) in cuts {
        if range.start < at {
            continue;
        }
        prose.copy(text, ByteRange { start: at, end: range.start });
        if object {
            prose.object(range);
        }
        at = range.end;
    }
    prose.copy(text, ByteRange { start: at, end: content.end.max(at) });
    let prose = prose.finish();
    for span in spans {
        let place = |offset: u32| prose.from_source(offset as usize);
        span.prose = ByteRange::new(place(span.inner.start), place(span.inner.end));
    }
    prose
}
