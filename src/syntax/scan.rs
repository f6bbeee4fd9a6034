//! Finds where a piece of ordinary Markdown, HTML or a template ends, each in time linear over the whole block.

use crate::text::ByteRange;
use rustc_hash::FxHashMap;

/// Whether a byte can begin markup: one of ``[ \ ] _ ` $ * < {``. Comparisons without branches, so that many bytes are
/// looked at in one step.
#[inline(always)]
fn is_special(b: u8) -> bool {
    (b.wrapping_sub(b'[') < 3)
        | (b.wrapping_sub(b'_') < 2)
        | (b == b'$')
        | (b == b'*')
        | (b == b'<')
        | (b == b'{')
}

/// Offset of the first byte at or behind `from` that can begin markup. Nearly all copy is passed over here.
pub(super) fn next_special(bytes: &[u8], from: usize) -> Option<usize> {
    const WIDTH: usize = 32;
    let mut at = from;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<WIDTH>()) {
        let mut hits = 0u8;
        for b in chunk {
            hits |= u8::from(is_special(*b));
        }
        if hits != 0 {
            break;
        }
        at += WIDTH;
    }
    bytes[at..].iter().position(|b| is_special(*b)).map(|i| at + i)
}

/// Finds the next of one or two bytes, and remembers where it found it, so that asking from
/// every position of a text costs one pass over the text.
pub(super) struct NextByte {
    bytes: (u8, u8),
    /// The stretch known to hold none before its end, and whether one stands at the end.
    known: ByteRange,
    found: bool,
}

impl NextByte {
    /// A finder of `a` or `b`.
    pub fn new(a: u8, b: u8) -> Self {
        Self { bytes: (a, b), known: ByteRange::default(), found: false }
    }

    /// Offset of the first such byte at or behind `from`.
    pub fn find(&mut self, text: &[u8], from: usize) -> Option<usize> {
        let known =
            (self.known.start as usize..=self.known.end as usize).contains(&from) && self.known.end > 0;
        if !known {
            let next = memchr::memchr2(self.bytes.0, self.bytes.1, &text[from..]);
            self.found = next.is_some();
            self.known = ByteRange::new(from, next.map_or(text.len(), |n| from + n));
        }
        self.found.then_some(self.known.end as usize)
    }
}

/// Finds the next occurrence of one string, remembering where there is none.
pub(super) struct NextString {
    needle: &'static [u8],
    /// From here on there is none.
    none_from: usize,
}

impl NextString {
    /// A finder of `needle`.
    pub fn new(needle: &'static str) -> Self {
        Self { needle: needle.as_bytes(), none_from: usize::MAX }
    }

    /// Offset behind the first occurrence at or behind `from`.
    pub fn end(&mut self, text: &[u8], from: usize) -> Option<usize> {
        if from >= self.none_from {
            return None;
        }
        let found = memchr::memmem::find(&text[from..], self.needle).map(|i| from + i + self.needle.len());
        if found.is_none() {
            self.none_from = from;
        }
        found
    }
}

/// The runs of backticks of a block, by their length, found once.
#[derive(Default)]
pub(super) struct Backticks {
    runs: Option<FxHashMap<usize, Vec<usize>>>,
}

impl Backticks {
    /// The code span that the run at `at` opens: length of the run, and the offset of the run that closes it.
    pub fn code(&mut self, text: &str, at: usize) -> (usize, Option<usize>) {
        let len = run_len(text.as_bytes(), at, b'`');
        let runs = self.runs.get_or_insert_with(|| runs(text.as_bytes(), at));
        let Some(same) = runs.get(&len) else { return (len, None) };
        let close = same.get(same.partition_point(|p| *p <= at)).copied();
        (len, close.filter(|c| is_code(&text[at + len..*c])))
    }
}

fn run_len(bytes: &[u8], at: usize, byte: u8) -> usize {
    bytes[at..].iter().take_while(|b| **b == byte).count()
}

fn runs(bytes: &[u8], from: usize) -> FxHashMap<usize, Vec<usize>> {
    let mut runs: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    let mut at = from;
    while let Some(next) = memchr::memchr(b'`', &bytes[at..]) {
        let start = at + next;
        let len = run_len(bytes, start, b'`');
        runs.entry(len).or_default().push(start);
        at = start + len;
    }
    runs
}

/// Old wires write quotation marks with backticks, ``so,'' and `so': two such openings are no code span.
/// They are told apart by the white space, which stands before the second opening but not behind the first.
fn is_code(content: &str) -> bool {
    content.starts_with(char::is_whitespace) || !content.ends_with(|c: char| c.is_whitespace() || c == '(')
}

/// Offset behind the HTML tag at `at` (`<`), and its lower-case name; a closing tag has a `/` before its name.
pub(super) fn tag(text: &str, at: usize) -> Option<(usize, String)> {
    let bytes = text.as_bytes();
    let mut i = at + 1;
    let slash = bytes.get(i) == Some(&b'/');
    i += usize::from(slash);
    if !bytes.get(i)?.is_ascii_alphabetic() {
        return None;
    }
    let name_from = i;
    while bytes.get(i).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':')) {
        i += 1;
    }
    let name = text[name_from..i].to_ascii_lowercase();
    if !matches!(bytes.get(i)?, b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'>') {
        return None;
    }
    loop {
        match *bytes.get(i)? {
            b'>' => return Some((i + 1, if slash { format!("/{name}") } else { name })),
            b'<' => return None,
            quote @ (b'"' | b'\'') => i += 1 + memchr::memchr2(quote, b'<', &bytes[i + 1..])?,
            _ => {}
        }
        if bytes[i] != b'<' {
            i += 1;
        }
    }
}

/// Whether the content of an HTML element is no copy.
pub(super) fn is_opaque_element(name: &str) -> bool {
    matches!(
        name,
        "code"
            | "pre"
            | "kbd"
            | "samp"
            | "script"
            | "style"
            | "svg"
            | "math"
            | "textarea"
            | "iframe"
            | "object"
            | "template"
    )
}

/// Offset behind the autolink at `at` (`<`): `<https://…>` or `<name@host>`.
pub(super) fn autolink(text: &str, at: usize) -> Option<usize> {
    let rest = &text.as_bytes()[at + 1..];
    let len = rest.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'<' | b'>'))?;
    let body = &rest[..len];
    let scheme = body.iter().position(|b| *b == b':').is_some_and(|colon| {
        colon >= 2
            && body[..colon].iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    });
    let address = body.contains(&b'@') && body.contains(&b'.') && !body.contains(&b'/');
    (rest[len] == b'>' && body.first()?.is_ascii_alphanumeric() && (scheme || address))
        .then_some(at + 1 + len + 1)
}

/// Offset behind the target of a link whose `(` stands at `at`: `(url)`, `(<url>)`, `(url "title")`, `()`.
pub(super) fn link_target(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut i = at + 1;
    let mut depth = 0;
    loop {
        match *bytes.get(i)? {
            b')' if depth == 0 => return Some(i + 1),
            b')' => depth -= 1,
            b'(' => depth += 1,
            b'\\' if bytes.get(i + 1).is_some_and(u8::is_ascii_punctuation) => i += 1,
            b'\n' | b'\r' => return None,
            b' ' | b'\t' => return title(bytes, i),
            _ => {}
        }
        if depth > 8 {
            return None;
        }
        i += 1;
    }
}

/// Offset behind ` "title")`, which begins with white space at `i`.
fn title(bytes: &[u8], mut i: usize) -> Option<usize> {
    while matches!(bytes.get(i)?, b' ' | b'\t') {
        i += 1;
    }
    let quote = *bytes.get(i)?;
    if quote == b')' {
        return Some(i + 1);
    }
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let close = i + 1 + memchr::memchr3(quote, b'[', b'\n', &bytes[i + 1..])?;
    (bytes[close] == quote && bytes.get(close + 1) == Some(&b')')).then_some(close + 2)
}

/// Offset behind a label `[…]` whose `[` stands at `at`: no bracket and no escape inside, at most 200 bytes.
pub(super) fn label(text: &str, at: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[at + 1..];
    let len = bytes.iter().take(200).position(|b| matches!(b, b']' | b'[' | b'\\' | b'\n' | b'\r'))?;
    (bytes[len] == b']').then_some(at + 1 + len + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finders_give_what_a_plain_search_gives() {
        let text = b"a,b;c,,d e";
        let mut next = NextByte::new(b',', b';');
        for from in [0, 1, 2, 5, 0, 6, 7, 9, 3] {
            let plain = text[from..].iter().position(|b| matches!(b, b',' | b';')).map(|i| from + i);
            assert_eq!(next.find(text, from), plain, "{from}");
        }
        let mut string = NextString::new("b;");
        assert_eq!([0, 3, 0, 4].map(|from| string.end(text, from)), [Some(4), None, Some(4), None]);
    }

    #[test]
    fn special_bytes_are_found_wherever_they_stand() {
        for special in b"[]{<\\`$*_" {
            for len in [1, 31, 32, 33, 70] {
                for place in 0..len {
                    let mut text = vec![b'a'; len];
                    text[place] = *special;
                    let found: Vec<_> = (0..=len).map(|from| next_special(&text, from)).collect();
                    let expected: Vec<_> = (0..=len).map(|from| (from <= place).then_some(place)).collect();
                    assert_eq!(found, expected);
                }
            }
        }
        assert_eq!(next_special("“plain” copy, é, 5 > 4 (so) & ^ ~ ! # @ | } end".as_bytes(), 0), None);
    }

    #[test]
    fn backticks_as_quotation_marks_are_no_code() {
        let code = |text: &str| Backticks::default().code(text, text.find('`').unwrap()).1.is_some();
        assert!(code("type `ls -l` now"));
        assert!(code("`` a ` b ``"));
        assert!(!code("``No,'' he said. ``Never.''"));
        assert!(!code("`No,' he said. `Never.'"));
    }

    #[test]
    fn tags_links_and_labels_end_where_they_should() {
        assert_eq!(tag("<a href=\"x>y\">z", 0), Some((14, "a".into())));
        assert_eq!(tag("</em> z", 0), Some((5, "/em".into())));
        assert_eq!(tag("<3 and <b", 0), None);
        assert_eq!(link_target("(a(b)c) d", 0), Some(7));
        assert_eq!(link_target("(he said so)", 0), None);
        assert_eq!(link_target("(/x \"t\")", 0), Some(8));
        assert_eq!(autolink("<https://example.org> x", 0), Some(21));
        assert_eq!(label("[x]", 0), Some(3));
    }
}
