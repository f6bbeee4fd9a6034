//! The stream of messages, cleaned: the framework ends the session at the first message that it cannot read.
//!
//! Every message that is none is replaced by a request called [`UNREADABLE`], which is answered with a parse error, and
//! reading goes on behind it.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, ReadBuf};
use tower_lsp::jsonrpc::{Request, Response};

/// The method of a message that could not be read.
pub const UNREADABLE: &str = "newsmark/unreadable";

/// Longest head of a message, and longest body, in bytes; anything longer is no message.
const LONGEST_HEAD: usize = 16 << 10;
const LONGEST_BODY: usize = 1 << 30;

/// How much is read at once.
const CHUNK: usize = 64 << 10;

/// An input of which only messages are left.
pub struct Frames<R> {
    input: R,
    /// What is read into; cleared once, not before each reading.
    room: Vec<u8>,
    /// Read, and not yet taken apart.
    raw: Vec<u8>,
    /// Bytes still to come before it is worth looking again.
    missing: usize,
    /// To be handed on.
    clean: Vec<u8>,
    /// How much of that has been.
    given: usize,
}

impl<R> Frames<R> {
    /// Cleans `input`.
    pub fn new(input: R) -> Self {
        Self { input, room: vec![0; CHUNK], raw: Vec::new(), missing: 0, clean: Vec::new(), given: 0 }
    }

    /// Takes apart what has been read.
    fn take_apart(&mut self) {
        let mut at = 0;
        loop {
            match next(&self.raw[at..]) {
                Step::More(missing) => {
                    self.missing = missing;
                    break;
                }
                Step::Garbage(length) => {
                    at += length;
                    hand_on(&mut self.clean, unreadable().as_bytes());
                }
                Step::Message { head, body } => {
                    let text = &self.raw[at + head..at + head + body];
                    at += head + body;
                    match is_message(text) {
                        true => hand_on(&mut self.clean, text),
                        false => hand_on(&mut self.clean, unreadable().as_bytes()),
                    }
                }
            }
        }
        self.raw.drain(..at);
        // A long document comes once; its room is not needed again.
        if self.raw.len() < CHUNK {
            self.raw.shrink_to(CHUNK);
        }
    }
}

/// Adds a message with its head.
pub fn hand_on(clean: &mut Vec<u8>, body: &[u8]) {
    clean.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    clean.extend_from_slice(body);
}

/// What stands at the beginning of some bytes.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing whole yet; at least so many bytes are missing.
    More(usize),
    /// So many bytes that belong to no message.
    Garbage(usize),
    /// A message.
    Message {
        /// Bytes of its head.
        head: usize,
        /// Bytes of its body.
        body: usize,
    },
}

/// Looks for a message at the start of `bytes`.
pub fn next(bytes: &[u8]) -> Step {
    let looked_at = &bytes[..bytes.len().min(LONGEST_HEAD)];
    let Some(end) = find(looked_at, b"\r\n\r\n") else {
        return if bytes.len() < LONGEST_HEAD { Step::More(1) } else { Step::Garbage(to_next_head(bytes)) };
    };
    let head = end + 4;
    match length(&bytes[..end]).filter(|l| *l <= LONGEST_BODY) {
        None => Step::Garbage(to_next_head(&bytes[..head])),
        Some(body) if bytes.len() < head + body => Step::More(head + body - bytes.len()),
        Some(body) => Step::Message { head, body },
    }
}

/// Up to where there may be a head again; all of `bytes` where there is none.
fn to_next_head(bytes: &[u8]) -> usize {
    find(&bytes[1..], b"Content-Length").map_or(bytes.len(), |at| at + 1)
}

/// The length that a head gives.
fn length(head: &[u8]) -> Option<usize> {
    let head = std::str::from_utf8(head).ok()?;
    let fields = head.split("\r\n").filter_map(|line| line.split_once(':'));
    let mut lengths = fields.filter(|(name, _)| name.trim().eq_ignore_ascii_case("Content-Length"));
    lengths.next()?.1.trim().parse().ok()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, what)
}

fn is_message(body: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(body) else { return false };
    serde_json::from_str::<Request>(text).is_ok_and(|r| !r.method().is_empty())
        || serde_json::from_str::<Response>(text).is_ok()
}

fn unreadable() -> String {
    format!(r#"{{"jsonrpc":"2.0","id":null,"method":"{UNREADABLE}"}}"#)
}

impl<R: AsyncRead + Unpin> AsyncRead for Frames<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let this = &mut *self;
        while this.given == this.clean.len() {
            this.clean.clear();
            this.clean.shrink_to(CHUNK);
            this.given = 0;
            let mut part = ReadBuf::new(&mut this.room);
            ready!(Pin::new(&mut this.input).poll_read(context, &mut part))?;
            let read = part.filled().len();
            this.raw.extend_from_slice(part.filled());
            if read == 0 {
                // A message that breaks off is nobody's.
                return Poll::Ready(Ok(()));
            }
            this.missing = this.missing.saturating_sub(read);
            if this.missing == 0 {
                this.take_apart();
            }
        }
        let length = buffer.remaining().min(this.clean.len() - this.given);
        buffer.put_slice(&this.clean[this.given..this.given + length]);
        this.given += length;
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tokio::io::AsyncReadExt;

    /// The bodies of what comes out of `bytes`, read in pieces of `step`.
    fn cleaned(bytes: &[u8], step: usize) -> Vec<String> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let pieces: Vec<&[u8]> = bytes.chunks(step.max(1)).collect();
        let input =
            pieces.into_iter().fold(Box::new(tokio::io::empty()) as Box<dyn AsyncRead + Unpin>, |i, p| {
                Box::new(i.chain(p)) as Box<dyn AsyncRead + Unpin>
            });
        let mut out = Vec::new();
        runtime.block_on(Frames::new(input).read_to_end(&mut out)).expect("bytes");
        let mut bodies = Vec::new();
        let mut at = 0;
        while let Step::Message { head, body } = next(&out[at..]) {
            bodies.push(String::from_utf8_lossy(&out[at + head..at + head + body]).into_owned());
            at += head + body;
        }
        assert_eq!(at, out.len(), "nothing but whole messages comes out");
        bodies
    }

    const GOOD: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_is_no_message_is_replaced_and_the_next_is_read() {
        let bad = unreadable();
        let deep =
            format!(r#"{{"jsonrpc":"2.0","method":"a","params":{}{}}}"#, "[".repeat(200), "]".repeat(200));
        for junk in [
            framed("{\"jsonrpc"),
            framed("[]"),
            framed(&format!("[{GOOD},{GOOD}]")),
            framed("null"),
            framed(r#"{"jsonrpc":"2.0","id":1.5,"method":"a"}"#),
            framed(r#"{"jsonrpc":"2.0","id":18446744073709551615,"method":"a"}"#),
            framed(r#"{"jsonrpc":"1.0","method":"a"}"#),
            framed(r#"{"jsonrpc":"2.0"}"#),
            framed(&deep),
            "Content-Length: many\r\n\r\n".to_owned(),
            "Content-Length: -1\r\n\r\n".to_owned(),
            "Content-Length: 99999999999999\r\n\r\n".to_owned(),
            "Hello\r\n\r\n".to_owned(),
        ] {
            let text = format!("{}{junk}{}", framed(GOOD), framed(GOOD));
            assert_eq!(cleaned(text.as_bytes(), 1000), [GOOD, &bad, GOOD], "{junk}");
        }
        assert_eq!(cleaned(b"Content-Length: 2\r\n\r\n\xff\xfe", 3), [bad]);
    }

    #[test]
    fn heads_may_be_written_in_other_ways() {
        let length = GOOD.len();
        let other =
            format!("content-length:{length}\r\nContent-Type: application/vscode-jsonrpc\r\n\r\n{GOOD}");
        assert_eq!(cleaned(other.as_bytes(), 7), [GOOD]);
        assert_eq!(cleaned(format!("Content-Length: {length}\r\n\r\n{}", &GOOD[..9]).as_bytes(), 5), [""; 0]);
    }

    proptest! {
        #[test]
        fn good_messages_pass_in_pieces_of_any_size(step in 1usize..40, many in 0usize..6) {
            let text = framed(GOOD).repeat(many);
            prop_assert_eq!(cleaned(text.as_bytes(), step), vec![GOOD.to_owned(); many]);
        }

        #[test]
        fn any_bytes_come_out_as_messages(bytes in proptest::collection::vec(any::<u8>(), 0..300), step in 1usize..50) {
            cleaned(&bytes, step);
        }
    }
}
