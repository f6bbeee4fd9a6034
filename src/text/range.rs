//! Half-open ranges of UTF-8 bytes.

use serde::{Deserialize, Serialize};

/// A half-open range `start..end` of UTF-8 byte offsets.
///
/// What the offsets are relative to (file, block or prose of a block) is said
/// by the field or function that carries the range. Files over 4 GiB are
/// refused when they are read, so 32 bits are enough and keep summaries small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ByteRange {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl ByteRange {
    /// The range `start..end`; an inverted pair is turned into an empty range at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end.max(start) as u32 }
    }

    /// The empty range at `offset`.
    pub fn empty(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The range moved right by `by` bytes.
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by as u32, end: self.end + by as u32 }
    }

    /// The range moved left by `by` bytes. The range must not start before `by`.
    pub fn relative_to(self, by: usize) -> Self {
        Self { start: self.start - by as u32, end: self.end - by as u32 }
    }

    /// Whether `offset` lies in the range; the end is exclusive.
    pub fn contains(self, offset: usize) -> bool {
        (self.start as usize) <= offset && offset < self.end as usize
    }

    /// Whether `offset` lies in the range or right behind it (where a cursor still touches it).
    pub fn touches(self, offset: usize) -> bool {
        (self.start as usize) <= offset && offset <= self.end as usize
    }

    /// Whether `other` lies wholly inside this range.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two ranges share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The range as `usize` bounds, for slicing.
    pub fn bounds(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The slice of `text` that the range names.
    ///
    /// # Panics
    /// If the range does not lie on character boundaries of `text`.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.bounds()]
    }
}

impl From<std::ops::Range<usize>> for ByteRange {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
