//! Properties of all rewrites: the copy stays letter for letter.

use super::*;
use crate::syntax::Mode;
use proptest::prelude::*;

/// Pieces that make and break markup.
const PIECES: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    "]{",
    "]{.quote by=x}",
    "]{by=“a b”, .claim}",
    "]{ref=x",
    ".a",
    "#b",
    "by=",
    "\"",
    "“",
    "”",
    "`",
    "<",
    "<!-- newsmark-ignore a/b -->",
    "<b>",
    "<code>",
    "</code>",
    "{{",
    "}}",
    "\\",
    "\\[",
    "*",
    "**",
    "_",
    "!",
    "^",
    "@",
    "(u)",
    "[^1]",
    "word",
    "Lavrov",
    " ",
    " ",
    " ",
    "\u{a0}",
    ",",
    "=",
    "é",
    "\n",
    "\n\n",
    "\r\n",
    "\n> ",
    "\n# ",
    "\n- ",
    "- ",
    "# ",
    "\n:::\n",
    "\n::: {.quote by=x}\n",
    "\n---\n",
    "a | b\n",
    ":",
    "1988. ",
    "[x]{.person ref=x}",
    "[“y”]{speaker=x}",
];

fn soup() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..30).prop_map(|v| v.concat())
}

fn copy(document: &Document) -> Vec<String> {
    copy_of(document)
        .filter(|(_, p)| !p.trim().is_empty())
        .map(|(_, p)| p.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn mode(line: bool) -> Mode {
    if line { Mode::Line } else { Mode::Markdown }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn fmt_keeps_the_copy_and_is_done_in_one_go(text in soup(), line in any::<bool>()) {
        let document = Document::parse(&text, mode(line));
        let once = fmt(&document, &|_| None);
        let after = Document::parse(&once, mode(line));
        prop_assert_eq!(copy(&after), copy(&document));
        prop_assert_eq!(fmt(&after, &|_| None), once);
    }

    #[test]
    fn strip_keeps_the_copy_and_leaves_no_span(text in soup(), line in any::<bool>()) {
        let document = Document::parse(&text, mode(line));
        let stripped = strip(&document, StripOptions::default());
        for kept in &stripped.map {
            prop_assert_eq!(&stripped.text[kept.output..kept.output + kept.source.len()], kept.source.of(&text));
        }
        let after = Document::parse(&stripped.text, mode(line));
        prop_assert_eq!(copy(&after).join(" "), copy(&document).join(" "), "{:?}", stripped.text);
    }

    #[test]
    fn the_plain_copy_is_the_prose(text in soup(), line in any::<bool>()) {
        let document = Document::parse(&text, mode(line));
        let stripped = strip(&document, StripOptions { plain: true, ..StripOptions::default() });
        for kept in &stripped.map {
            prop_assert_eq!(&stripped.text[kept.output..kept.output + kept.source.len()], kept.source.of(&text));
        }
        let words = |t: &str| t.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(words(&stripped.text), words(&copy(&document).join("\n")));
    }
}
