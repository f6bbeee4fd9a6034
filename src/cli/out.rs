//! What commands print: harmless for a terminal, and quiet when the reader has gone.
//!
//! Articles, file names and configuration are not ours: they may hold escape sequences that rewrite what a terminal
//! shows, or lines that a CI service takes for its commands. `docs/security.md` says where the line runs.

use crate::workspace::plain;
use std::borrow::Cow;
use std::fmt::Arguments;
use std::io::{self, IsTerminal, Write};

/// `text` without what moves a cursor, hides words or turns their direction: control characters become their pictures
/// (`␛`), marks of direction a box. Line ends and tabs stay.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => shown.push(c),
            '\u{7F}' => shown.push('\u{2421}'),
            c if !is_harmful(c) => shown.push(c),
            c if c < ' ' => {
                shown.push(char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            _ => shown.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Cow::Owned(shown)
}

/// The same in one line.
pub(super) fn harmless_line(text: &str) -> String {
    harmless(text).replace(['\n', '\r', '\t'], " ")
}

/// Control characters, and marks of direction that reach beyond their word (Unicode annex 9).
fn is_harmful(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Prints `text` to standard output: to a terminal without what is harmful there, to anything else as it is.
/// A reader that has gone away is no error.
pub(super) fn print_text(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match write_to(&mut out, text).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// What `print!` of this module does: a reader that has gone ends the process quietly, any other failure with a word.
pub(super) fn say(words: Arguments<'_>) {
    match write_to(&mut io::stdout().lock(), &words.to_string()) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => {
            complain_line(format_args!("cannot write to standard output: {}", plain(&error)));
            std::process::exit(super::MISUSE.into());
        }
    }
}

fn write_to(out: &mut io::StdoutLock<'_>, text: &str) -> io::Result<()> {
    let shown = if out.is_terminal() { harmless(text) } else { Cow::Borrowed(text) };
    out.write_all(shown.as_bytes())
}

/// What `eprintln!` of this module does. Nobody can be told that standard error is gone.
pub(super) fn complain_line(words: Arguments<'_>) {
    let _ = writeln!(io::stderr().lock(), "{}", harmless(&words.to_string()));
}

/// As in the standard library, but [`say`].
macro_rules! print {
    ($($words:tt)*) => { $crate::cli::out::say(format_args!($($words)*)) };
}

/// As in the standard library, but [`say`].
macro_rules! println {
    ($($words:tt)*) => { $crate::cli::out::say(format_args!("{}\n", format_args!($($words)*))) };
}

/// As in the standard library, but [`complain_line`].
macro_rules! eprintln {
    ($($words:tt)*) => { $crate::cli::out::complain_line(format_args!($($words)*)) };
}

pub(super) use {eprintln, print, println};

/// While it lives, GitHub takes nothing that is printed for a command of its own; elsewhere it does nothing.
///
/// GitHub's runners obey lines of a log that begin with `::`, and `##[…]` anywhere, except between two lines that name
/// the same word (docs.github.com, "Stopping and starting workflow commands").
pub(super) struct CommandsStopped(Option<String>);

impl CommandsStopped {
    /// From now on.
    pub fn begin() -> Self {
        use std::hash::{BuildHasher, RandomState};
        if std::env::var_os("GITHUB_ACTIONS").is_none_or(|on| on != "true") {
            return Self(None);
        }
        // The copy must not be able to know the word: it is made of keys that the system gives to each process.
        let part = || RandomState::new().hash_one(0);
        let word = format!("newsmark-{:016x}{:016x}", part(), part());
        println!("::stop-commands::{word}");
        Self(Some(word))
    }
}

impl Drop for CommandsStopped {
    fn drop(&mut self) {
        if let Some(word) = &self.0 {
            println!("::{word}::");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_shown_and_not_obeyed() {
        assert_eq!(harmless("a\u{1B}[31mb\u{7}\u{9B}2J\u{7F}"), "a␛[31mb␇\u{FFFD}2J␡");
        assert_eq!(harmless("ab\u{202E}dc\u{2066}"), "ab\u{FFFD}dc\u{FFFD}");
    }

    #[test]
    fn line_ends_stay_and_a_lone_return_does_not() {
        assert_eq!(harmless("one\r\ntwo\tthree\n"), "one\r\ntwo\tthree\n");
        assert_eq!(harmless("all fine\rerror"), "all fine␍error");
        assert_eq!(harmless_line("a\nb"), "a b");
    }

    #[test]
    fn words_of_all_languages_stay() {
        for text in ["“naïve” Łódź", "صباح الخير", "👩‍👩‍👧", "e\u{301}"] {
            assert_eq!(harmless(text), text);
        }
    }
}
