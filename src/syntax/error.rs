//! What is wrong with the markup of a block, and how to mend it.

use crate::text::{ByteRange, Edit};
use std::borrow::Cow;

/// What kind of slip it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SyntaxErrorKind {
    /// A comma or semicolon between attributes.
    Separator,
    /// White space round `=`.
    SpacedEquals,
    /// Curly or single quotation marks round a value.
    QuoteStyle,
    /// A no-break space in the braces.
    NoBreakSpace,
    /// A value that must stand in quotation marks.
    UnquotedValue,
    /// `key=` without a value, or `key=""`.
    MissingValue,
    /// The closing `"` of a value is missing.
    MissingQuote,
    /// The closing `}` is missing.
    MissingBrace,
    /// A word that is neither class, id nor pair.
    BareWord,
    /// A class, id or key with characters that a name cannot have.
    BadName,
    /// A key with another accepted spelling: `speaker` for `by`.
    OtherKey,
    /// The same key twice, or two ids.
    Duplicate,
    /// A character that a value cannot hold: a backslash.
    BadValue,
    /// `{}`.
    Empty,
    /// White space between `]` and `{`.
    SpaceBeforeBraces,
    /// The `]` of a span is missing.
    MissingBracket,
    /// `]{…}` without a `[` in the same block.
    StrayBracket,
    /// Literal brackets inside a span, not escaped.
    LiteralBracket,
    /// A character before or behind `[` that gives it another meaning to Markdown readers.
    AmbiguousPrefix,
    /// Spans nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// `[text]:` at the start of a block, which Markdown readers drop.
    DroppedLine,
}

/// How deep spans may be nested.
pub const MAX_DEPTH: u32 = 4;

impl SyntaxErrorKind {
    /// Whether it concerns what stands between the braces; otherwise it concerns the brackets.
    pub fn is_attribute(self) -> bool {
        self <= Self::Empty
    }

    /// The name in the specification's trees.
    pub fn name(self) -> &'static str {
        match self {
            Self::Separator => "separator",
            Self::SpacedEquals => "spaced-equals",
            Self::QuoteStyle => "quote-style",
            Self::NoBreakSpace => "no-break-space",
            Self::UnquotedValue => "unquoted-value",
            Self::MissingValue => "missing-value",
            Self::MissingQuote => "missing-quote",
            Self::MissingBrace => "missing-brace",
            Self::BareWord => "bare-word",
            Self::BadName => "bad-name",
            Self::OtherKey => "other-key",
            Self::Duplicate => "duplicate",
            Self::BadValue => "bad-value",
            Self::Empty => "empty",
            Self::SpaceBeforeBraces => "space-before-braces",
            Self::MissingBracket => "missing-bracket",
            Self::StrayBracket => "stray-bracket",
            Self::LiteralBracket => "literal-bracket",
            Self::AmbiguousPrefix => "ambiguous-prefix",
            Self::TooDeep => "too-deep",
            Self::DroppedLine => "dropped-line",
        }
    }
}

/// A change that mends an error; edits are in bytes of the block's source, in order, without overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxFix {
    /// What it does, as an order: "delete the comma".
    pub title: Cow<'static, str>,
    /// All belong together.
    pub edits: Vec<Edit>,
}

/// One error in the markup of a block. The tree is built all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What kind of slip.
    pub kind: SyntaxErrorKind,
    /// Where, in bytes of the block's source.
    pub range: ByteRange,
    /// One short sentence: lower case, no final stop.
    pub message: Cow<'static, str>,
    /// How to mend it, where the intent is clear.
    pub fix: Option<SyntaxFix>,
}

impl SyntaxError {
    /// An error without a fix.
    pub(super) fn new(
        kind: SyntaxErrorKind,
        range: ByteRange,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { kind, range, message: message.into(), fix: None }
    }

    /// The error with a fix made of `edits`: ranges of the block's source and what is put there.
    pub(super) fn fixed<const N: usize>(
        mut self,
        title: impl Into<Cow<'static, str>>,
        edits: [(ByteRange, &str); N],
    ) -> Self {
        let edits = edits.into_iter().map(|(range, text)| Edit { range, text: text.to_owned() }).collect();
        self.fix = Some(SyntaxFix { title: title.into(), edits });
        self
    }
}
