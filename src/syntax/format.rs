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
    /// `paragraphs: line` or `paragraphs: block` in front matter decides the mode; else the shape and the name do.
    pub fn detect(text: &str, extension: &str) -> Self {
        let txt = matches!(extension.to_ascii_lowercase().as_str(), "txt" | "text");
        let markup = if txt && !opts_in(text) { Markup::Plain } else { Markup::Annotated };
        let mode = stated_mode(text).unwrap_or_else(|| Mode::detect(text, extension));
        Self { mode, markup }
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

/// How much of a long text is enough to see whether it opts in, in bytes.
pub const OPTING_HEAD: usize = 64 << 10;

/// Whether the text begins with front matter that has the key `newsmark`.
pub fn opts_in(text: &str) -> bool {
    front_matter_value(text, "newsmark").is_some()
}

/// What front matter says about paragraphs: `line`, or `block` for Markdown's. Any other value says nothing.
fn stated_mode(text: &str) -> Option<Mode> {
    let value = front_matter_value(text, "paragraphs")?;
    let bare = value.split(" #").next()?.trim().trim_matches(['"', '\'']);
    match bare {
        "line" => Some(Mode::Line),
        "block" => Some(Mode::Markdown),
        _ => None,
    }
}

/// What stands behind `key:` in the front matter of `text`, as written. Front matter that is never closed has no values.
fn front_matter_value<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let mut lines = text.strip_prefix('\u{FEFF}').unwrap_or(text).lines();
    lines.next().filter(|l| l.trim_end() == "---")?;
    let mut found = None;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return found;
        }
        let value = line.strip_prefix(key).and_then(|rest| rest.trim_start().strip_prefix(':'));
        found = found.or(value);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_decides_how_paragraphs_are_told_apart() {
        let mode = |matter: &str, extension: &str| {
            Format::detect(&format!("---\n{matter}\n---\n\nOne.\nTwo.\n"), extension).mode
        };
        assert_eq!(mode("newsmark: 1", "md"), Mode::Markdown);
        assert_eq!(mode("paragraphs: line", "md"), Mode::Line);
        assert_eq!(mode("paragraphs: \"line\"  # as the wire has it", "md"), Mode::Line);
        assert_eq!(mode("title: x\nparagraphs : block", "txt"), Mode::Markdown);
        assert_eq!(mode("paragraphs: both", "txt"), Mode::Line, "what it cannot mean counts for nothing");
        assert_eq!(mode("paragraphs: both", "md"), Mode::Markdown);
        let crlf = "\u{FEFF}---\r\nparagraphs: line\r\n---\r\nOne.\r\nTwo.\r\n";
        assert_eq!(Format::detect(crlf, "md").mode, Mode::Line);
        let unclosed = "---\nparagraphs: line\nOne.\n";
        assert_eq!(Format::detect(unclosed, "md").mode, Mode::Markdown, "no closing line, no front matter");
    }

    #[test]
    fn the_shape_decides_where_front_matter_does_not() {
        let long = "A line that runs on and on, as wire copy does when every paragraph is one line of its own and no line is blank at all.\n".repeat(5);
        assert_eq!(Format::detect(&long, "md").mode, Mode::Line);
        let wrapped =
            format!("{}\n", "A line of some sixty letters, as mail programs break them all.\n".repeat(4))
                .repeat(3);
        assert_eq!(Format::detect(&wrapped, "txt").mode, Mode::Markdown);
    }

    #[test]
    fn text_files_are_plain_unless_they_opt_in() {
        assert_eq!(Format::detect("Said [he]{.x}.\n", "TXT").markup, Markup::Plain);
        assert_eq!(Format::detect("---\nnewsmark: 1\n---\nSaid.\n", "txt").markup, Markup::Annotated);
        assert_eq!(Format::detect("Said.\n", "md").markup, Markup::Annotated);
    }
}
