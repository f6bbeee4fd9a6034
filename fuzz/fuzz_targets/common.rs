//! What the targets share: a text and a row of edits out of raw bytes.

use arbitrary::Arbitrary;
use newsmark::syntax::Mode;
use newsmark::text::{ByteRange, Edit};

/// A text, edits on it, and the paragraph mode.
#[derive(Arbitrary, Debug)]
pub struct Session {
    pub text: String,
    pub edits: Vec<(u16, u8, String)>,
    pub line_mode: bool,
}

impl Session {
    pub fn mode(&self) -> Mode {
        if self.line_mode { Mode::Line } else { Mode::Markdown }
    }

    /// The edits one behind the other, each on character boundaries, with the text after it.
    pub fn steps(&self) -> impl Iterator<Item = (Edit, String)> {
        self.edits.iter().take(8).scan(self.text.clone(), |text, (at, len, new)| {
            let clamp = |offset: usize| (0..=offset.min(text.len())).rev().find(|o| text.is_char_boundary(*o)).unwrap_or(0);
            let (start, end) = (clamp(*at as usize), clamp(*at as usize + *len as usize));
            let edit = Edit { range: ByteRange::new(start, end), text: new.clone() };
            text.replace_range(edit.range.bounds(), new);
            Some((edit, text.clone()))
        })
    }
}
