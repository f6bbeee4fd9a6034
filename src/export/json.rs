//! JSON written straight into a buffer: keys stand in the code as literals, and copy is escaped eight bytes at a time.
//!
//! What is written is what `serde_json` writes for the same data; the tests hold that.

/// Appends `text` as a string.
pub(super) fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(ahead) = plain_len(&bytes[from..]) {
        let at = from + ahead;
        out.extend_from_slice(&bytes[from..at]);
        escape(out, bytes[at]);
        from = at + 1;
    }
    out.extend_from_slice(&bytes[from..]);
    out.push(b'"');
}

/// How many bytes stand before the first one that must be escaped; `None` where there is none.
fn plain_len(bytes: &[u8]) -> Option<usize> {
    let (eights, rest) = bytes.as_chunks::<8>();
    for (index, eight) in eights.iter().enumerate() {
        if has_special(u64::from_le_bytes(*eight)) {
            return eight.iter().position(is_special).map(|at| index * 8 + at);
        }
    }
    rest.iter().position(is_special).map(|at| eights.len() * 8 + at)
}

/// Whether one of eight bytes is a control character, a quotation mark or a backslash; now and then true without
/// need, never false.
fn has_special(bytes: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let below = |bytes: u64, n: u8| bytes.wrapping_sub(EACH * u64::from(n)) & !bytes;
    let is = |c: u8| below(bytes ^ (EACH * u64::from(c)), 1);
    (below(bytes, 0x20) | is(b'"') | is(b'\\')) & (EACH * 0x80) != 0
}

fn is_special(byte: &u8) -> bool {
    matches!(byte, 0..0x20 | b'"' | b'\\')
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0C => b'f',
        b'"' | b'\\' => byte,
        _ => {
            out.extend_from_slice(&[
                b'\\',
                b'u',
                b'0',
                b'0',
                b'0' + (byte >> 4),
                HEX[usize::from(byte & 15)],
            ]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

/// Appends `text` as a string, or `null`.
pub(super) fn optional(out: &mut Vec<u8>, text: Option<&str>) {
    match text {
        Some(text) => string(out, text),
        None => out.extend_from_slice(b"null"),
    }
}

/// Appends a number.
pub(super) fn number(out: &mut Vec<u8>, mut number: usize) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// Compact JSON laid out for reading, as `serde_json` does: one value a line, two spaces for each level.
pub fn pretty(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() * 2);
    let (mut depth, mut at) = (0, 0);
    let bytes = compact.as_bytes();
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        (0..depth).for_each(|_| out.push_str("  "));
    };
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1);
        match byte {
            b'"' => {
                let end = at + string_len(&bytes[at..]);
                out.push_str(&compact[at..end]);
                at = end;
                continue;
            }
            b'{' | b'[' if matches!(next, Some(b'}' | b']')) => {
                out.push_str(&compact[at..at + 2]);
                at += 2;
                continue;
            }
            b'{' | b'[' => {
                depth += 1;
                out.push(char::from(byte));
                line(&mut out, depth);
            }
            b'}' | b']' => {
                depth -= 1;
                line(&mut out, depth);
                out.push(char::from(byte));
            }
            b',' => {
                out.push(',');
                line(&mut out, depth);
            }
            b':' => out.push_str(": "),
            _ => out.push(char::from(byte)),
        }
        at += 1;
    }
    out
}

/// The bytes of the string that begins `json`, marks included.
fn string_len(json: &[u8]) -> usize {
    let mut at = 1;
    while let Some(found) = memchr::memchr2(b'"', b'\\', json.get(at..).unwrap_or_default()) {
        at += found;
        if json[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn strings_are_escaped_as_serde_json_does() {
        let all: String = (0..0x300).filter_map(char::from_u32).collect();
        let texts =
            [all.as_str(), "", "“Ja”, says Özil — 8 bytes…", "eight by", "\"", "a\\", "\u{7F}\u{80}\u{1F}"];
        for text in texts {
            for from in (0..text.len()).filter(|i| text.is_char_boundary(*i)).take(20) {
                let mut out = Vec::new();
                string(&mut out, &text[from..]);
                assert_eq!(String::from_utf8(out).ok(), serde_json::to_string(&text[from..]).ok());
            }
        }
    }

    #[test]
    fn numbers_are_written_in_full() {
        for n in [0, 7, 10, 99, 100, 12_345, usize::MAX] {
            let mut out = Vec::new();
            number(&mut out, n);
            assert_eq!(out, n.to_string().into_bytes());
        }
    }

    #[test]
    fn a_layout_for_reading_is_that_of_serde_json() {
        let value =
            json!([{"a": [], "b": {}, "c": [1, -2.5, null], "d": {"e": "x,\"y\": {z}\\"}}, [], "", true]);
        let pretty_value = serde_json::to_string_pretty(&value).ok();
        assert_eq!(Some(pretty(&value.to_string())), pretty_value);
    }
}
