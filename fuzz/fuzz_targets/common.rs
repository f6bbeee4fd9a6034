//! What the targets share: a text and a row of edits out of raw bytes.
//!
//! The bytes are the text as it stands, so that any file is a seed. Behind a record separator (U+001E) follow edits:
//! two bytes where, one byte how much, then what is put there.

use arbitrary::{Arbitrary, Unstructured};
use newsmark::syntax::Mode;
use newsmark::text::{ByteRange, Edit};

/// A text, edits on it, and the paragraph mode.
#[derive(Debug)]
pub struct Session {
    pub text: String,
    pub edits: Vec<(u16, u8, String)>,
    pub line_mode: bool,
}

impl<'a> Arbitrary<'a> for Session {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        let bytes = bytes.bytes(bytes.len())?;
        let mut parts = bytes.split(|b| *b == 0x1e);
        let text = parts.next().map(String::from_utf8_lossy).unwrap_or_default().into_owned();
        let edit = |part: &[u8]| {
            let (head, new) = part.split_first_chunk::<3>()?;
            Some((u16::from_le_bytes([head[0], head[1]]), head[2], String::from_utf8_lossy(new).into_owned()))
        };
        Ok(Self { text, edits: parts.filter_map(edit).collect(), line_mode: bytes.len() % 2 == 1 })
    }
}

impl Session {
    /// How paragraphs are told apart.
    pub fn mode(&self) -> Mode {
        if self.line_mode { Mode::Line } else { Mode::Markdown }
    }

    /// The edits one behind the other, each on character boundaries, with the text after it.
    #[allow(dead_code)]
    pub fn steps(&self) -> impl Iterator<Item = (Edit, String)> {
        self.edits.iter().take(8).scan(self.text.clone(), |text, (at, len, new)| {
            let clamp = |offset: usize| {
                (0..=offset.min(text.len())).rev().find(|o| text.is_char_boundary(*o)).unwrap_or(0)
            };
            let (start, end) = (clamp(*at as usize), clamp(*at as usize + *len as usize));
            let edit = Edit { range: ByteRange::new(start, end), text: new.clone() };
            text.replace_range(edit.range.bounds(), new);
            Some((edit, text.clone()))
        })
    }
}
