//! The copy of a block without its markup, and the way back to the source.

use crate::text::ByteRange;

/// One stretch of prose that stands in the source letter for letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    /// Offset in the prose.
    prose: u32,
    /// Offset of the same byte in the block's source.
    source: u32,
    /// Length in bytes, the same on both sides.
    len: u32,
    /// Length in the source of an opaque piece, for which U+FFFC stands; 0 for copied text, whose `len` is not 0.
    object: u32,
}

/// Stands in the prose for an opaque piece.
const OBJECT: char = '\u{FFFC}';

/// The text that analysis reads. Annotations are taken out of it, opaque pieces
/// (code, link targets, HTML) stand in it as one U+FFFC each.
///
/// Nearly every block of real copy holds no markup; then nothing is copied and
/// the prose is a slice of the block's own text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// The prose where it differs from the source.
    own: Option<Box<str>>,
    /// The verbatim slice of the source where it does not.
    verbatim: ByteRange,
    /// In order of prose offset; empty when verbatim.
    segments: Box<[Segment]>,
}

impl Prose {
    /// No prose at all.
    pub fn none() -> Self {
        Self::verbatim(ByteRange::default())
    }

    /// Prose that is the slice `range` of the block's source.
    pub fn verbatim(range: ByteRange) -> Self {
        Self { own: None, verbatim: range, segments: Box::default() }
    }

    /// The prose as a string; `source` is the text of the block it belongs to.
    pub fn of<'t>(&'t self, source: &'t str) -> &'t str {
        self.own.as_deref().unwrap_or_else(|| self.verbatim.of(source))
    }

    /// Where a range of the prose stands in the block's source. Markup between
    /// the two ends is covered, markup outside is not.
    pub fn to_source(&self, range: ByteRange) -> ByteRange {
        if self.own.is_none() {
            return range.shifted(self.verbatim.start as usize);
        }
        if range.is_empty() {
            return ByteRange::empty(self.start_in_source(range.start));
        }
        ByteRange::new(self.start_in_source(range.start), self.end_in_source(range.end))
    }

    /// The prose offset of the source offset `source`; inside markup, that of the next prose byte.
    pub fn from_source(&self, source: usize) -> usize {
        if self.own.is_none() {
            return source.clamp(self.verbatim.start as usize, self.verbatim.end as usize)
                - self.verbatim.start as usize;
        }
        let at = self.segments.partition_point(|s| s.source as usize <= source);
        match at.checked_sub(1).map(|i| self.segments[i]) {
            None => 0,
            Some(s) if s.object > 0 => {
                s.prose as usize + if source > s.source as usize { OBJECT.len_utf8() } else { 0 }
            }
            Some(s) => s.prose as usize + (source - s.source as usize).min(s.len as usize),
        }
    }

    /// The stretches of prose in `range`, each with the source it comes from; an opaque piece is a stretch of its own.
    pub fn stretches(&self, range: ByteRange) -> impl Iterator<Item = (ByteRange, ByteRange)> + '_ {
        let whole = self.own.is_none().then(|| (range, range.shifted(self.verbatim.start as usize)));
        let first = self.segments.partition_point(|s| s.prose < range.start).saturating_sub(1);
        let cut =
            self.segments[first.min(self.segments.len())..].iter().take_while(move |s| s.prose < range.end);
        let parts = cut.filter_map(move |s| {
            if s.object > 0 {
                let prose = ByteRange { start: s.prose, end: s.prose + OBJECT.len_utf8() as u32 };
                return prose
                    .overlaps(range)
                    .then_some((prose, ByteRange { start: s.source, end: s.source + s.object }));
            }
            let (start, end) = (s.prose.max(range.start), (s.prose + s.len).min(range.end));
            let source = |at: u32| s.source + (at - s.prose);
            (start < end)
                .then(|| (ByteRange { start, end }, ByteRange { start: source(start), end: source(end) }))
        });
        whole.into_iter().chain(parts)
    }

    fn start_in_source(&self, offset: u32) -> usize {
        let at = self.segments.partition_point(|s| s.prose <= offset).saturating_sub(1);
        match self.segments.get(at) {
            Some(s) => s.source as usize + (offset - s.prose).min(s.len) as usize,
            None => self.verbatim.start as usize,
        }
    }

    /// Where the prose that ends at `offset`, which is not 0, ends in the source.
    fn end_in_source(&self, offset: u32) -> usize {
        let at = self.segments.partition_point(|s| s.prose < offset).saturating_sub(1);
        match self.segments.get(at) {
            Some(s) if s.object > 0 => (s.source + s.object) as usize,
            Some(s) => s.source as usize + (offset - s.prose).min(s.len) as usize,
            None => self.verbatim.start as usize,
        }
    }
}

/// Collects prose and segments from left to right.
#[derive(Default)]
pub struct ProseBuilder {
    text: String,
    segments: Vec<Segment>,
}

impl ProseBuilder {
    /// A builder for at most `bytes` of copied text in at most `segments` stretches.
    pub fn with_capacity(bytes: usize, segments: usize) -> Self {
        Self { text: String::with_capacity(bytes), segments: Vec::with_capacity(segments) }
    }

    /// Takes over `range` of `source` letter for letter.
    pub fn copy(&mut self, source: &str, range: ByteRange) {
        if range.is_empty() {
            return;
        }
        let prose = self.text.len() as u32;
        self.text.push_str(range.of(source));
        match self.segments.last_mut() {
            Some(last)
                if last.object == 0
                    && last.source + last.len == range.start
                    && last.prose + last.len == prose =>
            {
                last.len += range.len() as u32;
            }
            _ => {
                self.segments.push(Segment { prose, source: range.start, len: range.len() as u32, object: 0 })
            }
        }
    }

    /// Puts one object-replacement character for something opaque that stands at `source`.
    pub fn object(&mut self, source: ByteRange) {
        let prose = self.text.len() as u32;
        self.segments.push(Segment { prose, source: source.start, len: 0, object: source.len() as u32 });
        self.text.push(OBJECT);
    }

    /// The finished prose.
    pub fn finish(self) -> Prose {
        Prose { own: Some(self.text.into()), verbatim: ByteRange::default(), segments: self.segments.into() }
    }
}
