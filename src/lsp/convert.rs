//! Between Newsmark's bytes and the protocol's positions, in the encoding agreed on.

use crate::diagnostic::Severity;
use crate::features;
use crate::text::{Buffer, ByteRange, Edit, Encoding, Position};
use tower_lsp::ls_types as lsp;

/// Converts places of one version of one document.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    /// The text of that version.
    pub buffer: &'a Buffer,
    /// What a column counts.
    pub encoding: Encoding,
}

impl Places<'_> {
    /// The byte offset of `position`, clamped.
    pub fn offset(self, position: lsp::Position) -> usize {
        self.buffer.offset(Position { line: position.line, column: position.character }, self.encoding)
    }

    /// The position of the byte `offset`.
    pub fn position(self, offset: usize) -> lsp::Position {
        let position = self.buffer.position(offset, self.encoding);
        lsp::Position { line: position.line, character: position.column }
    }

    /// The protocol's form of `range`.
    pub fn range(self, range: ByteRange) -> lsp::Range {
        lsp::Range { start: self.position(range.start as usize), end: self.position(range.end as usize) }
    }

    /// The bytes of `range`; one that is the wrong way round is empty.
    pub fn bytes(self, range: lsp::Range) -> ByteRange {
        ByteRange::new(self.offset(range.start), self.offset(range.end))
    }

    /// The protocol's form of `edit`.
    pub fn edit(self, edit: &Edit) -> lsp::TextEdit {
        lsp::TextEdit { range: self.range(edit.range), new_text: edit.text.clone() }
    }
}

/// The first encoding the client names that we know; UTF-16 where it names none.
pub fn encoding(offered: Option<&[lsp::PositionEncodingKind]>) -> Encoding {
    let known = |kind: &lsp::PositionEncodingKind| match kind.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    };
    offered.unwrap_or_default().iter().find_map(known).unwrap_or_default()
}

/// The protocol's name of `encoding`.
pub fn encoding_kind(encoding: Encoding) -> lsp::PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
        Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
        Encoding::Utf32 => lsp::PositionEncodingKind::UTF32,
    }
}

/// The protocol's severity.
pub fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Info => lsp::DiagnosticSeverity::INFORMATION,
        Severity::Hint => lsp::DiagnosticSeverity::HINT,
    }
}

/// The protocol's kind of an outline entry.
pub fn symbol_kind(kind: features::outline::SymbolKind) -> lsp::SymbolKind {
    match kind {
        features::outline::SymbolKind::Section => lsp::SymbolKind::NAMESPACE,
        features::outline::SymbolKind::Event => lsp::SymbolKind::EVENT,
        features::outline::SymbolKind::Speaker => lsp::SymbolKind::CLASS,
        features::outline::SymbolKind::Quote => lsp::SymbolKind::STRING,
    }
}

/// The path of a `file:` URI; `None` for any other, and on an empty path.
///
/// Clients write the colon of a drive as `%3A` or as it is, and its letter in either case.
pub fn path(uri: &lsp::Uri) -> Option<std::path::PathBuf> {
    let local = uri.scheme().as_str().eq_ignore_ascii_case("file");
    local.then(|| uri.to_file_path().map(std::borrow::Cow::into_owned)).flatten()
}

/// What a URI names: two spellings of one file's address (`%28` and `(`, `C:` and `c%3A`) are one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Identity {
    /// A file.
    File(std::path::PathBuf),
    /// Anything else, by its address.
    Other(String),
}

/// What `uri` names.
pub fn identity(uri: &lsp::Uri) -> Identity {
    let Some(path) = path(uri) else { return Identity::Other(uri.as_str().to_owned()) };
    Identity::File(with_small_drive(path))
}

/// `C:/desk` as `c:/desk`, with or without a slash in front.
fn with_small_drive(path: std::path::PathBuf) -> std::path::PathBuf {
    let drive = path.to_str().and_then(|text| {
        let at = text.len() - text.trim_start_matches('/').len();
        let bytes = text.as_bytes();
        let is_drive = at <= 1 && bytes.get(at + 1) == Some(&b':') && bytes[at].is_ascii_uppercase();
        is_drive.then(|| format!("{}{}{}", &text[..at], &text[at..=at].to_ascii_lowercase(), &text[at + 1..]))
    });
    drive.map_or(path, std::path::PathBuf::from)
}

/// The one edit that turns `old` into `new`: what differs between the first and the last difference.
pub fn difference(old: &str, new: &str) -> Edit {
    let same = |a: u8, b: u8| a == b;
    let mut start = old.bytes().zip(new.bytes()).take_while(|(a, b)| same(*a, *b)).count();
    while !(old.is_char_boundary(start) && new.is_char_boundary(start)) {
        start -= 1;
    }
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let mut tail =
        old_rest.bytes().rev().zip(new_rest.bytes().rev()).take_while(|(a, b)| same(*a, *b)).count();
    while !(old.is_char_boundary(old.len() - tail) && new.is_char_boundary(new.len() - tail)) {
        tail -= 1;
    }
    Edit { range: ByteRange::new(start, old.len() - tail), text: new[start..new.len() - tail].to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_clients_first_known_encoding_is_taken() {
        let kinds: Vec<lsp::PositionEncodingKind> =
            ["utf-7", "utf-32", "utf-8"].into_iter().map(lsp::PositionEncodingKind::new).collect();
        assert_eq!(encoding(Some(&kinds)), Encoding::Utf32);
        assert_eq!(encoding(Some(&[])), Encoding::Utf16);
        assert_eq!(encoding(None), Encoding::Utf16);
    }

    #[test]
    fn only_files_have_a_path() {
        let path = |uri: &str| path(&uri.parse().expect("a URI"));
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("git:/a/b.md?ref"), None);
        assert_eq!(path("file:///a/b%20c/%C3%A9.md"), Some("/a/b c/é.md".into()));
    }

    #[test]
    fn two_spellings_of_one_file_are_one() {
        let identity = |uri: &str| identity(&uri.parse().expect("a URI"));
        assert_eq!(identity("file:///a/b%28c%29%27.md"), identity("file:///a/b(c)'.md"));
        assert_eq!(identity("file:///c%3A/desk/a.md"), identity("file:///C:/desk/a.md"));
        assert_ne!(identity("file:///c%3A/desk/a.md"), identity("file:///d:/desk/a.md"));
        assert_ne!(identity("untitled:a"), identity("untitled:b"));
    }

    proptest! {
        #[test]
        fn the_difference_makes_the_new_text(old in "[aé“𝔸]{0,8}", new in "[aé“𝔸]{0,8}") {
            let edit = difference(&old, &new);
            let mut text = old.clone();
            text.replace_range(edit.range.bounds(), &edit.text);
            prop_assert_eq!(text, new);
        }
    }
}
