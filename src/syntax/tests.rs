//! What the inside of a block says, by example and by property.

use super::*;
use proptest::prelude::*;

fn block(text: &str) -> Block {
    let document = Document::parse(text, Mode::Markdown);
    assert_eq!(document.blocks().len(), 1, "{text}");
    (*document.blocks()[0]).clone()
}

/// Spans as `words|attributes`.
fn spans(block: &Block) -> Vec<String> {
    let one = |s: &Span| {
        let mut parts: Vec<String> = s.attrs.classes.iter().map(|c| format!(".{}", c.text)).collect();
        parts.extend(s.attrs.id().map(|i| format!("#{i}")));
        parts.extend(s.attrs.pairs.iter().map(|p| format!("{}={}", p.key, p.value)));
        format!("{}|{}", s.prose.of(block.prose()), parts.join(" "))
    };
    block.spans.iter().map(one).collect()
}

fn kinds(block: &Block) -> Vec<&'static str> {
    block.errors.iter().map(|e| e.kind.name()).collect()
}

fn apply(text: &str, fix: &SyntaxFix) -> String {
    let mut text = text.to_owned();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.range.bounds(), &edit.text);
    }
    text
}

#[test]
fn spans_nest_and_the_copy_reads_without_them() {
    let block =
        block("[“We agree with [Trump]{ref=trump} on [the US]{.place},”]{.quote #q1 by=\"a b\"} he said.");
    assert_eq!(block.prose(), "“We agree with Trump on the US,” he said.");
    let expected = ["“We agree with Trump on the US,”|.quote #q1 by=a b", "Trump|ref=trump", "the US|.place"];
    assert_eq!(spans(&block), expected);
    assert_eq!(block.spans.iter().map(|s| s.depth).collect::<Vec<_>>(), [0, 1, 1]);
    assert_eq!(kinds(&block), Vec::<&str>::new());
    let trump = block.prose().find("Trump").unwrap();
    let source = block.to_source(crate::text::ByteRange::new(trump, trump + 5));
    assert_eq!(source.of(&block.text), "Trump", "a range of the copy maps to the same words");
}

#[test]
fn brackets_and_braces_of_copy_are_never_errors() {
    for text in [
        "“We [the US] agreed [sic],” he said.",
        "A lone [ and a lone ] and {curly} and {x=1} and [a {b=c} d].",
        "[sic] {not attributes} and ] {x} and [1]{2 3}",
        "In {.css} terms, [see the {y=2} table",
        "The set {1, 2} [he said]{two words}",
    ] {
        let block = block(text);
        assert_eq!((kinds(&block), spans(&block).len()), (vec![], 0), "{text}");
        assert_eq!(block.prose(), text);
    }
}

#[test]
fn ordinary_markdown_leaves_the_copy_only() {
    let cases = [
        ("He [said](https://example.org/a_(b)) no", "He said no"),
        ("a **bold** *word* and __two__", "a bold word and two"),
        ("see `code [x]{.y}` here", "see \u{FFFC} here"),
        ("a <!-- [x]{.y} -->b", "a b"),
        ("<em>Lavrov</em> said <code>x [y]{.z}</code>", "Lavrov said \u{FFFC}"),
        ("![a [b]{.c}](d.png) said", "\u{FFFC} said"),
        ("said{{< fig \"[a]{.b}\" >}} and {% raw %}", "said\u{FFFC} and \u{FFFC}"),
        ("a note[^1] and <https://a.example/[x]{.y}>", "a note and \u{FFFC}"),
        ("$$ [x]{.y} $$ costs $5 to $6", "\u{FFFC} costs $5 to $6"),
        (r"\[the US\] and \* and C:\dir", r"[the US] and * and C:\dir"),
    ];
    for (text, copy) in cases {
        let block = block(text);
        assert_eq!(block.prose(), copy, "{text}");
        assert_eq!((kinds(&block), spans(&block).len()), (vec![], 0), "{text}");
    }
}

#[test]
fn slips_are_read_as_meant_and_mended() {
    let cases = [
        ("[x]{.quote, by=l}", "x|.quote by=l", "separator", "[x]{.quote by=l}"),
        ("[x]{.quote;by=l}", "x|.quote by=l", "separator", "[x]{.quote by=l}"),
        ("[x]{by = l}", "x|by=l", "spaced-equals", "[x]{by=l}"),
        ("[x]{by=“Sergei Lavrov”}", "x|by=Sergei Lavrov", "quote-style", "[x]{by=\"Sergei Lavrov\"}"),
        ("[x]{by='a b' .q}", "x|.q by=a b", "quote-style", "[x]{by=\"a b\" .q}"),
        ("[x]{by=\"a b” .q}", "x|.q by=a b", "quote-style", "[x]{by=\"a b\" .q}"),
        ("[x]{.q\u{a0}by=l}", "x|.q by=l", "no-break-space", "[x]{.q by=l}"),
        ("[x]{by=Sergei Lavrov}", "x|by=Sergei Lavrov", "unquoted-value", "[x]{by=\"Sergei Lavrov\"}"),
        ("[x]{by=a, b}", "x|by=a, b", "unquoted-value", "[x]{by=\"a, b\"}"),
        ("[x]{when=2017-05~}", "x|when=2017-05~", "unquoted-value", "[x]{when=\"2017-05~\"}"),
        ("[x]{ref=\"lavrov}", "x|ref=lavrov", "missing-quote", "[x]{ref=\"lavrov\"}"),
        ("[x]{ref=\"lavrov} said “y”", "x|ref=lavrov", "missing-quote", "[x]{ref=\"lavrov\"} said “y”"),
        (
            "[x]{.person ref=lavrov said so.",
            "x|.person ref=lavrov",
            "missing-brace",
            "[x]{.person ref=lavrov} said so.",
        ),
        ("[x]{.person ref=l. No", "x|.person ref=l", "missing-brace", "[x]{.person ref=l}. No"),
        ("[x]{.quote anonymous}", "x|.quote", "bare-word", "[x]{.quote by=anon}"),
        ("[x]{person ref=l}", "x|ref=l", "bare-word", "[x]{.person ref=l}"),
        ("[x]{speaker=l}", "x|by=l", "other-key", "[x]{by=l}"),
        ("[x]{By=l}", "x|by=l", "bad-name", "[x]{by=l}"),
        ("[x]{}", "x|", "empty", "x"),
        ("[x] {.quote by=l}", "x|.quote by=l", "space-before-braces", "[x]{.quote by=l}"),
        (
            "[Sergei Lavrov{.person} no",
            "Sergei Lavrov|.person",
            "missing-bracket",
            "[Sergei Lavrov]{.person} no",
        ),
        (
            "[we [the US] did]{.claim}",
            "we [the US] did|.claim",
            "literal-bracket",
            r"[we \[the US\] did]{.claim}",
        ),
        ("No![US]{.place}", "US|.place", "ambiguous-prefix", r"No\![US]{.place}"),
        ("[@x]{.place}", "@x|.place", "ambiguous-prefix", r"[\@x]{.place}"),
        ("[a]{.x.y}", "a|.x .y", "separator", "[a]{.x .y}"),
    ];
    for (text, span, kind, mended) in cases {
        let block = block(text);
        assert_eq!(spans(&block), [span], "{text}");
        assert_eq!(kinds(&block), [kind], "{text}");
        let fixed = apply(text, block.errors[0].fix.as_ref().expect(text));
        assert_eq!(fixed, mended);
        let again = self::block(&fixed);
        assert_eq!((kinds(&again), again.prose()), (vec![], block.prose()), "{fixed}");
    }
}

#[test]
fn errors_without_a_sure_remedy_have_no_fix() {
    let cases = [
        ("said]{.claim by=x} no", "stray-bracket"),
        ("[x]{by=a by=b}", "duplicate"),
        ("[x]{#a #b}", "duplicate"),
        ("[x]{by=}", "missing-value"),
        ("[x]{.quote oops}", "bare-word"),
        (r#"[x]{by="a\b"}"#, "bad-value"),
        ("[[[[[x]{.a}]{.a}]{.a}]{.a}]{.a}", "too-deep"),
    ];
    for (text, kind) in cases {
        let block = block(text);
        assert_eq!(kinds(&block), [kind], "{text}");
        assert!(block.errors[0].fix.is_none(), "{text}");
    }
    let dropped = block("[Lavrov]: he said no");
    assert_eq!(kinds(&dropped), ["dropped-line"]);
    assert_eq!(
        apply("[Lavrov]: he said no", dropped.errors[0].fix.as_ref().unwrap()),
        r"\[Lavrov]: he said no"
    );
}

#[test]
fn headings_and_divs_carry_attributes() {
    let heading = block("## A head {#top .x}");
    assert_eq!(heading.prose(), "A head");
    assert_eq!(heading.attrs.as_ref().and_then(Attrs::id), Some("top"));
    assert_eq!(block("# A head #").prose(), "A head");
    let div = block("::: {.quote by=lavrov}");
    assert_eq!(div.attrs.as_ref().and_then(|a| a.get("by")), Some("lavrov"));
}

#[test]
fn a_span_without_a_class_has_the_kind_its_keys_say() {
    let kind = |text: &str| {
        let block = block(text);
        match block.spans[0].kind(block.prose()) {
            Some(SpanKind::Class(c)) => c,
            Some(SpanKind::Entity) => "name",
            None => "-",
        }
    };
    assert_eq!(kind("[“x”]{by=l}"), "quote");
    assert_eq!(kind("[that it rains]{by=l}"), "claim");
    assert_eq!(kind("[Lavrov]{ref=l}"), "name");
    assert_eq!(kind("[May 10]{when=2017-05-10}"), "date");
    assert_eq!(kind("[the talks]{when=2017-05-10 where=x}"), "event");
    assert_eq!(kind("[x]{note=y}"), "-");
}

#[test]
fn plain_text_has_no_markup_at_all() {
    let text = "[“x”]{.quote by=l} and `code` <b>\\[";
    let format = Format { mode: Mode::Line, markup: Markup::Plain };
    let document = Document::parse(text, format);
    assert_eq!(document.blocks()[0].prose(), text);
    assert!(document.blocks()[0].spans.is_empty() && document.blocks()[0].errors.is_empty());
    assert_eq!(Format::detect("text", "txt").markup, Markup::Plain);
    assert_eq!(Format::detect("---\nnewsmark: 1\n---\ntext", "txt").markup, Markup::Annotated);
    assert_eq!(Format::detect("text", "wire").markup, Markup::Annotated);
}

#[test]
fn the_annotated_story_reads_as_the_plain_one() {
    let annotated = include_str!("../../tests/articles/lavrov.nm.md");
    let plain = include_str!("../../tests/articles/lavrov.txt");
    let document = Document::parse(annotated, Format::detect(annotated, "md"));
    let copy: Vec<&str> = document.blocks().iter().filter(|b| b.kind.is_prose()).map(|b| b.prose()).collect();
    assert_eq!(copy, plain.lines().collect::<Vec<_>>());
    assert!(document.blocks().iter().all(|b| b.errors.is_empty()));
    assert_eq!(document.blocks().iter().map(|b| b.spans.len()).sum::<usize>(), 61);
}

/// Pieces that make and break markup.
const PIECES: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    "]{",
    "{.quote by=x}",
    ".a",
    "#b",
    "by=",
    "\"",
    "“",
    "”",
    "'",
    "`",
    "``",
    "<",
    "<!--",
    "-->",
    "<b>",
    "</code>",
    "<code>",
    "{{",
    "}}",
    "{%",
    "%}",
    "$$",
    "\\",
    "\\[",
    "*",
    "**",
    "_",
    "!",
    "^",
    "@",
    "(",
    ")",
    "](",
    "[^1]",
    "word",
    " ",
    "\u{a0}",
    ",",
    ";",
    "=",
    "é",
    "\u{FFFC}",
    "\n",
    "\r\n",
    "\n\n",
    "> ",
    "# ",
    "- ",
    ":::",
    "a b",
];

fn soup() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..40).prop_map(|v| v.concat())
}

/// Everything a block says about itself lies inside it, on character boundaries, in order.
fn check(block: &Block) {
    let (text, prose) = (&*block.text, block.prose());
    for span in &block.spans {
        assert!(span.range.covers(span.inner) && span.range.covers(span.attrs.range), "{block:?}");
        span.range.of(text);
        span.inner.of(text);
        span.prose.of(prose);
        for pair in &span.attrs.pairs {
            assert_eq!(pair.value_range.of(text), &*pair.value);
            pair.values().for_each(|(range, value)| assert_eq!(range.of(text), value));
        }
    }
    assert!(
        block.spans.is_sorted_by_key(|s| s.range.start) && block.errors.is_sorted_by_key(|e| e.range.start)
    );
    for mark in &block.marks {
        mark.range.of(text);
    }
    for error in &block.errors {
        error.range.of(text);
        if let Some(fix) = &error.fix {
            assert!(fix.edits.windows(2).all(|w| w[0].range.end <= w[1].range.start), "{error:?}");
            apply(text, fix);
        }
    }
    for (at, c) in prose.char_indices() {
        let range = crate::text::ByteRange::new(at, at + c.len_utf8());
        let source = block.to_source(range);
        let letter = source.of(text);
        assert!(letter.starts_with(c) && letter.len() == c.len_utf8() || c == '\u{FFFC}', "{block:?} {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]
    #[test]
    fn any_text_is_a_document(text in soup(), line in any::<bool>()) {
        let document = Document::parse(&text, if line { Mode::Line } else { Mode::Markdown });
        prop_assert_eq!(document.text(), text);
        document.blocks().iter().for_each(|b| check(b));
    }
}
