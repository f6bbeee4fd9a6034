//! Units in which other programs count columns.

/// What one column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16, the default of the Language Server Protocol.
    #[default]
    Utf16,
    /// Unicode code points, as Python and most annotation tools count.
    Utf32,
}

impl Encoding {
    /// How many units `c` takes in this encoding.
    pub fn len_of(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A place in a text: zero-based line and zero-based column in units of some [`Encoding`].
///
/// Lines end at LF, CR LF or a lone CR, as the Language Server Protocol says;
/// U+2028, U+0085 and form feed do not end a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Zero-based line.
    pub line: u32,
    /// Zero-based column in units of the encoding in use.
    pub column: u32,
}

/// Converts ascending byte offsets of one text to code-point offsets in one pass.
///
/// Machine-readable output counts code points. Each query costs the distance
/// from the one before it, so a sorted series is linear in the text; going back
/// restarts from the beginning.
pub struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    point: usize,
}

impl<'t> CodePoints<'t> {
    /// A converter that stands at the beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, byte: 0, point: 0 }
    }

    /// The code-point offset of the byte offset `byte`, which is clamped to the text
    /// and to the start of the character it falls in.
    pub fn at(&mut self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        if byte < self.byte {
            // A character is at most four bytes, so counting back is as cheap as forward.
            self.point -= count(&self.text.as_bytes()[byte..self.byte]);
        } else {
            self.point += count(&self.text.as_bytes()[self.byte..byte]);
        }
        self.byte = byte;
        self.point
    }
}

/// Code points in `bytes`, which start on a character boundary: every byte that does not continue one.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count()
}
