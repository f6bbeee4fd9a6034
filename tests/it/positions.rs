//! The one position converter, over every Unicode scalar value in all three encodings.

use newsmark::text::{Buffer, Encoding, Position};

/// Every scalar value stands once between two letters; its position and the way back are checked.
#[test]
fn every_scalar_value_round_trips_in_every_encoding() {
    let scalars: Vec<char> = ('\0'..=char::MAX).collect();
    for chunk in scalars.chunks(4096) {
        let text: String = chunk.iter().flat_map(|c| ['x', *c]).collect();
        let buffer = Buffer::new(&text);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            round_trip(&text, &buffer, encoding);
        }
    }
}

fn round_trip(text: &str, buffer: &Buffer, encoding: Encoding) {
    let (mut line, mut column) = (0, 0);
    let mut chars = text.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let position = Position { line, column };
        assert_eq!(buffer.position(offset, encoding), position, "{c:?} {encoding:?}");
        assert_eq!(buffer.offset(position, encoding), offset, "{c:?} {encoding:?}");
        let crlf = c == '\r' && chars.peek().is_some_and(|(_, n)| *n == '\n');
        if c == '\n' || (c == '\r' && !crlf) {
            (line, column) = (line + 1, 0);
        } else {
            column += encoding.len_of(c) as u32;
        }
    }
}
