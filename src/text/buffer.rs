//! The live text of a document: a rope with positions and edits.

use super::{ByteRange, Encoding, Position};
use ropey::Rope;

/// One replacement: the bytes of `range` give way to `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the text before the edit.
    pub range: ByteRange,
    /// What stands there afterwards.
    pub text: String,
}

/// The text of one document, cheap to edit anywhere and cheap to clone.
///
/// Every offset taken is clamped to the text and to a character boundary:
/// editors do send positions that are out of range, and the protocol asks that
/// they be clamped.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    rope: Rope,
}

/// So many bytes are sooner counted than looked up in the rope.
const NEAR: usize = 2048;

impl Buffer {
    /// A buffer holding `text`.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether the buffer is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of lines; a text that ends in a line break has an empty last line.
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    /// The whole text, copied.
    pub fn to_text(&self) -> String {
        self.rope.to_string()
    }

    /// The text of `range`, clamped, copied.
    pub fn slice(&self, range: ByteRange) -> String {
        let start = self.clamp(range.start as usize);
        let end = self.clamp(range.end as usize).max(start);
        self.rope.byte_slice(start..end).to_string()
    }

    /// Carries out one edit and returns the range that was really replaced, after clamping.
    pub fn apply(&mut self, edit: &Edit) -> ByteRange {
        let start = self.clamp(edit.range.start as usize);
        let end = self.clamp(edit.range.end as usize).max(start);
        let (from, to) = (self.rope.byte_to_char(start), self.rope.byte_to_char(end));
        self.rope.remove(from..to);
        self.rope.insert(from, &edit.text);
        ByteRange::new(start, end)
    }

    /// The zero-based line that holds the byte `offset` (clamped).
    pub fn line_of(&self, offset: usize) -> usize {
        self.rope.byte_to_line(offset.min(self.len()))
    }

    /// The bytes of line `line`, without its line break; empty behind the last line.
    pub fn line_range(&self, line: usize) -> ByteRange {
        if line >= self.line_count() {
            return ByteRange::empty(self.len());
        }
        let start = self.rope.line_to_byte(line);
        let mut end =
            if line + 1 < self.line_count() { self.rope.line_to_byte(line + 1) } else { self.len() };
        while end > start && matches!(self.rope.byte(end - 1), b'\n' | b'\r') {
            end -= 1;
        }
        ByteRange::new(start, end)
    }

    /// Where the byte `offset` stands, in `encoding`. Between CR and LF it stands before both: no column lies there.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let mut offset = self.clamp(offset);
        if offset > 0
            && offset < self.len()
            && self.rope.byte(offset) == b'\n'
            && self.rope.byte(offset - 1) == b'\r'
        {
            offset -= 1;
        }
        let line = self.rope.byte_to_line(offset);
        let column = self.units_between(self.rope.line_to_byte(line), offset, encoding);
        Position { line: line as u32, column: column as u32 }
    }

    /// Units of `encoding` between two bytes that stand on character boundaries.
    fn units_between(&self, start: usize, end: usize, encoding: Encoding) -> usize {
        if encoding == Encoding::Utf8 || end - start > NEAR {
            return self.units(end, encoding) - self.units(start, encoding);
        }
        let astral = if encoding == Encoding::Utf16 { 0xF0 } else { 0xFF };
        let count = |chunk: &str| -> usize {
            chunk.bytes().map(|b| usize::from(b & 0xC0 != 0x80) + usize::from(b >= astral)).sum()
        };
        self.rope.byte_slice(start..end).chunks().map(count).sum()
    }

    /// The byte offset of `position` in `encoding`.
    ///
    /// A line behind the last gives the end of the text, a column behind the end of
    /// its line the end of that line (before the line break), and a column inside a
    /// character the start of that character.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        if position.line as usize >= self.line_count() {
            return self.len();
        }
        let line = self.line_range(position.line as usize);
        let wanted = self.units(line.start as usize, encoding) + position.column as usize;
        if wanted >= self.units(line.end as usize, encoding) {
            return line.end as usize;
        }
        match encoding {
            Encoding::Utf8 => self.clamp(wanted),
            Encoding::Utf16 => self.rope.char_to_byte(self.rope.utf16_cu_to_char(wanted)),
            Encoding::Utf32 => self.rope.char_to_byte(wanted),
        }
    }

    /// Units of `encoding` before the byte `offset`, which stands on a character boundary.
    fn units(&self, offset: usize, encoding: Encoding) -> usize {
        match encoding {
            Encoding::Utf8 => offset,
            Encoding::Utf32 => self.rope.byte_to_char(offset),
            Encoding::Utf16 => self.rope.char_to_utf16_cu(self.rope.byte_to_char(offset)),
        }
    }

    /// `offset` moved down to the text's length and to the start of the character it falls in.
    fn clamp(&self, offset: usize) -> usize {
        let offset = offset.min(self.len());
        self.rope.char_to_byte(self.rope.byte_to_char(offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_out_of_range_clamp() {
        let buffer = Buffer::new("é𝔸\r\nb");
        let at = |line, column, encoding| buffer.offset(Position { line, column }, encoding);
        assert_eq!(at(0, 99, Encoding::Utf16), 6, "behind the line: before its break");
        assert_eq!(at(9, 0, Encoding::Utf16), 9, "behind the text: its end");
        assert_eq!(at(0, 2, Encoding::Utf16), 2, "inside a surrogate pair: its start");
        assert_eq!(at(0, 1, Encoding::Utf8), 0, "inside a UTF-8 sequence: its start");
    }

    #[test]
    fn no_position_lies_inside_a_line_break() {
        let buffer = Buffer::new(" \r\n");
        assert_eq!(buffer.position(2, Encoding::Utf16), Position { line: 0, column: 1 });
        assert_eq!(buffer.position(3, Encoding::Utf16), Position { line: 1, column: 0 });
    }

    #[test]
    fn lines_end_as_the_protocol_says() {
        let buffer = Buffer::new("a\u{2028}b\u{85}c\u{b}d\re\r\nf\n");
        assert_eq!(buffer.line_count(), 4);
        assert_eq!(buffer.slice(buffer.line_range(1)), "e");
        assert_eq!(buffer.slice(buffer.line_range(9)), "");
    }

    #[test]
    fn edits_are_clamped_and_applied() {
        let mut buffer = Buffer::new("He said no.");
        let done = buffer.apply(&Edit { range: ByteRange::new(8, 99), text: "“yes”".into() });
        assert_eq!((buffer.to_text().as_str(), done), ("He said “yes”", ByteRange::new(8, 11)));
        buffer.apply(&Edit { range: ByteRange::new(9, 10), text: "x".into() });
        assert_eq!(buffer.to_text(), "He said x“yes”", "offsets inside a character move to its start");
    }

    #[test]
    fn code_points_count_forwards_and_backwards() {
        let text = "a“𝔸”z";
        let points = super::super::CodePoints::new(text);
        assert_eq!([0, 1, 4, 8, 11, 12, 99].map(|b| points.at(b)), [0, 1, 2, 3, 4, 5, 5]);
        assert_eq!([4, 5, 0].map(|b| points.at(b)), [2, 2, 0]);
    }
}
