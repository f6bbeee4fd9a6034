//! How a file is to be read: what makes a paragraph, and whether brackets and braces mean anything.

use super::Mode;

/// Whether markup is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Markup {
    /// Spans, links, code and the rest are read, and the copy is what remains.
    #[default]
    Annotated,
    /// Every character of a paragraph is copy, as in a `.txt` file.
    Plain,
}

/// How a file is to be read. Chosen when it is opened; it stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Format {
    /// What makes a paragraph.
    pub mode: Mode,
    /// Whether markup is read.
    pub markup: Markup,
}

impl Format {
    /// The format of `text` from a file whose name ends in `extension` (without the dot, any case).
    ///
    /// A `.txt` file is plain, unless its front matter says `newsmark:`; every other file may be annotated.
    pub fn detect(text: &str, extension: &str) -> Self {
        let txt = matches!(extension.to_ascii_lowercase().as_str(), "txt" | "text");
        let markup = if txt && !opts_in(text) { Markup::Plain } else { Markup::Annotated };
        Self { mode: Mode::detect(text, extension), markup }
    }

    /// Plain copy in the mode that its shape suggests.
    pub fn plain(text: &str) -> Self {
        Self { mode: Mode::detect(text, "txt"), markup: Markup::Plain }
    }
}

impl From<Mode> for Format {
    fn from(mode: Mode) -> Self {
        Self { mode, markup: Markup::Annotated }
    }
}

/// Whether the text begins with front matter that has the key `newsmark`.
pub fn opts_in(text: &str) -> bool {
    let mut lines = text.strip_prefix('\u{FEFF}').unwrap_or(text).lines();
    lines.next().is_some_and(|l| l.trim_end() == "---")
        && lines
            .take_while(|l| !matches!(l.trim_end(), "---" | "..."))
            .any(|l| l.strip_prefix("newsmark").is_some_and(|r| r.trim_start().starts_with(':')))
}
