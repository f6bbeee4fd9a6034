//! Reading a file as text, with errors that say what to do.

use std::fmt;
use std::io::{self, Read};
use std::path::Path;

/// Largest file that is read, in bytes: offsets are 32 bits wide.
const LARGEST: u64 = u32::MAX as u64 / 2;

/// Why a file cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is nothing at the path.
    Missing,
    /// No file is as the glob says.
    NoMatch,
    /// The bytes are no UTF-8; the line (1-based) and byte offset of the first bad one.
    NotUtf8 {
        /// 1-based line.
        line: usize,
        /// Byte offset in the file.
        offset: usize,
        /// The encoding that a byte-order mark names.
        encoding: Option<&'static str>,
    },
    /// More than 2 GiB.
    TooLarge,
    /// Anything else, as the system says it.
    Other(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("no such file or folder"),
            Self::NoMatch => f.write_str("no file matches this glob"),
            Self::NotUtf8 { encoding: Some(encoding), .. } => {
                write!(f, "not UTF-8 but {encoding}; convert it with `iconv -f {encoding} -t UTF-8`")
            }
            Self::NotUtf8 { line, offset, .. } => write!(
                f,
                "not UTF-8 (line {line}, byte {offset}); convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`"
            ),
            Self::TooLarge => f.write_str("larger than 2 GB; split it"),
            Self::Other(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for ReadError {}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::from_system(&error)
    }
}

impl ReadError {
    /// What the system says of a file, as our messages are written: small letters first, and no numbers.
    pub fn from_system(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Other(plain(error)),
        }
    }
}

/// The words of `error` without its number, and in small letters if the system wrote them.
pub fn plain(error: &io::Error) -> String {
    let words = error.to_string();
    let Some(system) = words.split_once(" (os error ").map(|(system, _)| system) else { return words };
    let mut letters = system.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Reads the file at `path`.
pub fn read(path: &Path) -> Result<String, ReadError> {
    let file = std::fs::File::open(path)?;
    let length = file.metadata()?.len();
    if length > LARGEST {
        return Err(ReadError::TooLarge);
    }
    let mut bytes = Vec::with_capacity(length as usize);
    file.take(LARGEST).read_to_end(&mut bytes)?;
    read_bytes(bytes)
}

/// Takes bytes for text.
pub fn read_bytes(bytes: Vec<u8>) -> Result<String, ReadError> {
    let encoding = match bytes.as_slice() {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        _ => None,
    };
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let line = 1 + memchr::memchr_iter(b'\n', &error.as_bytes()[..offset]).count();
        ReadError::NotUtf8 { line, offset, encoding }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_the_first_bad_byte_is_named() {
        let error = read_bytes(b"one\ntwo \xE9\n".to_vec()).unwrap_err();
        assert_eq!(error, ReadError::NotUtf8 { line: 2, offset: 8, encoding: None });
        assert!(error.to_string().starts_with("not UTF-8 (line 2, byte 8)"));
    }

    #[test]
    fn what_the_system_says_is_told_in_plain_words() {
        let denied = io::Error::from_raw_os_error(13);
        assert_eq!(ReadError::from(denied).to_string(), "permission denied");
        assert_eq!(plain(&io::Error::other("The disk is Full")), "The disk is Full");
    }

    #[test]
    fn utf_16_is_named() {
        assert!(read_bytes(vec![0xFF, 0xFE, b'a', 0]).unwrap_err().to_string().contains("UTF-16"));
    }
}
