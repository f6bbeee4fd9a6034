//! Positions clamp and round-trip in all encodings.
#![no_main]

use newsmark::text::{Buffer, Encoding, Position};

libfuzzer_sys::fuzz_target!(|input: (String, usize, u32, u32)| {
    let (text, offset, line, column) = input;
    let buffer = Buffer::new(&text);
    for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
        let there = buffer.position(offset, encoding);
        let back = buffer.offset(there, encoding);
        assert!(text.is_char_boundary(back));
        assert_eq!(buffer.position(back, encoding), there);
        assert!(text.is_char_boundary(buffer.offset(Position { line, column }, encoding)));
    }
});
