//! Lines and columns of one text, as reports count them.

use crate::text::ByteRange;

/// Converts byte offsets to code points, lines and columns, all in one pass over the text.
pub struct Places<'t> {
    text: &'t str,
    /// Byte offset at which each line begins.
    lines: Vec<u32>,
    /// Code points before each line.
    points: Vec<u32>,
}

/// Where a byte stands: zero-based code point of the file, 1-based line and column in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// Code points before it.
    pub point: usize,
    /// 1-based.
    pub line: usize,
    /// 1-based, in code points; a byte-order mark is none, as editors and services see it.
    pub column: usize,
}

impl<'t> Places<'t> {
    /// Reads the lines of `text`.
    pub fn new(text: &'t str) -> Self {
        let (mut lines, mut points, mut point) = (vec![0], vec![0], 0);
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            point += u32::from((*byte as i8) >= -0x40);
            let breaks = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if breaks {
                lines.push(at as u32 + 1);
                points.push(point);
            }
        }
        Self { text, lines, points }
    }

    /// Where the byte `offset` stands.
    pub fn at(&self, offset: usize) -> At {
        let line = self.lines.partition_point(|l| *l as usize <= offset) - 1;
        let before = self.text[self.lines[line] as usize..offset].chars().count();
        let mark = usize::from(line == 0 && before > 0 && self.text.starts_with('\u{FEFF}'));
        At { point: self.points[line] as usize + before, line: line + 1, column: before - mark + 1 }
    }

    /// The 1-based line of the byte `offset`, which may stand within a character.
    pub fn line(&self, offset: u32) -> usize {
        self.lines.partition_point(|l| *l <= offset)
    }

    /// The bytes of the lines that `range` touches, without the last line break, and the 1-based number of the first.
    pub fn lines_of(&self, range: ByteRange) -> (ByteRange, usize) {
        let first = self.lines.partition_point(|l| *l <= range.start) - 1;
        let last = self.lines.partition_point(|l| *l < range.end.max(range.start + 1)).max(first + 1);
        let end = self.lines.get(last).map_or(self.text.len(), |l| *l as usize);
        let start = self.lines[first] as usize;
        let text = self.text[start..end].trim_end_matches(['\n', '\r']);
        (ByteRange::new(start, start + text.len()), first + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points() {
        let places = Places::new("é“a”\r\nb\n");
        assert_eq!(places.at(5), At { point: 2, line: 1, column: 3 });
        assert_eq!(places.at(11), At { point: 6, line: 2, column: 1 });
        assert_eq!(places.line(9), 1);
        assert_eq!(places.lines_of(ByteRange::new(5, 6)), (ByteRange::new(0, 9), 1));
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let places = Places::new("\u{FEFF}ab\nc");
        assert_eq!(places.at(0), At { point: 0, line: 1, column: 1 });
        assert_eq!(places.at(4), At { point: 2, line: 1, column: 2 });
        assert_eq!(places.at(6), At { point: 4, line: 2, column: 1 });
    }
}
