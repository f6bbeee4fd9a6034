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

/// Converts byte offsets of one text to code-point offsets, in any order, at a few instructions each.
///
/// Machine-readable output counts code points.
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before every [`STEP`]th byte; empty where all are ASCII.
    before: Vec<u32>,
}

/// Bytes between two counts that are kept.
const STEP: usize = 64;

impl<'t> CodePoints<'t> {
    /// A converter for `text`, which it reads once.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            before.reserve_exact(text.len() / STEP + 1);
            let mut points = 0;
            for part in text.as_bytes().chunks(STEP) {
                before.push(points);
                points += count(part) as u32;
            }
            before.push(points);
        }
        Self { text, before }
    }

    /// The code-point offset of the byte offset `byte`, which is clamped to the text
    /// and to the start of the character it falls in.
    pub fn at(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        match self.before.get(byte / STEP) {
            Some(points) => *points as usize + count(&self.text.as_bytes()[byte / STEP * STEP..byte]),
            None => byte,
        }
    }

    /// How many code points `text` has.
    pub fn count(text: &str) -> usize {
        count(text.as_bytes())
    }
}

/// Characters that begin in `bytes`: every byte that does not continue one.
fn count(bytes: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut continued = 0;
    for eight in eights {
        let bytes = u64::from_le_bytes(*eight);
        // The highest bit set and the next one not.
        continued += ((bytes >> 7) & !(bytes >> 6) & EACH).count_ones() as usize;
    }
    continued += rest.iter().filter(|b| (**b as i8) < -0x40).count();
    bytes.len() - continued
}
