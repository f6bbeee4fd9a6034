//! The canonical form: slips mended, attributes in order, short forms with their class.

use crate::syntax::{Attrs, Block, BlockKind, Document, FrontMatter, Mode, Span, SpanKind, vocabulary};
use crate::text::{ByteRange, Edit};

/// Tells the class of a name by its id, as the registry and front matter know it.
pub type Classes<'a> = dyn Fn(&str) -> Option<&'static str> + 'a;

/// How often a block is gone over at most: mending one slip can bring another to light.
const ROUNDS: usize = 8;

/// The text of `document` in canonical form. `classes` gives `ref`s without a class theirs.
///
/// Only markup changes: the copy of every block stays letter for letter. A block for which that would
/// not hold is left as it is. Formatting twice gives what formatting once gives.
pub fn fmt(document: &Document, classes: &Classes<'_>) -> String {
    let matter = FrontMatter::of(document);
    let local = |id: &str| {
        let entities = &matter.as_ref()?.entities;
        entities.iter().find(|e| e.id.as_ref().is_some_and(|i| i.text == id)).map(|e| e.class)
    };
    let class_of = |id: &str| local(id).or_else(|| classes(id));
    let mut out = String::with_capacity(document.len());
    for (index, block) in document.blocks().iter().enumerate() {
        if needs_blank_line(document, index) {
            out.push('\n');
        }
        match formatted(block, document, &class_of) {
            Some(text) => out.push_str(&text),
            None => out.push_str(&block.text),
        }
    }
    // The last word: if the whole reads otherwise than before, nothing is touched.
    let after = Document::parse(&out, document.format());
    if super::copy_of(&after).eq(super::copy_of(document)) { out } else { document.text() }
}

/// Markdown readers see a div only behind a blank line.
fn needs_blank_line(document: &Document, index: usize) -> bool {
    let blocks = document.blocks();
    let is_open = |i: usize| blocks[i].kind == BlockKind::DivOpen && blocks[i].attrs.is_some();
    document.mode() == Mode::Markdown
        && index > 0
        && is_open(index)
        && blocks[index - 1].kind == BlockKind::Paragraph
        && blocks[index - 1]
            .text
            .trim_end_matches([' ', '\t'])
            .lines()
            .last()
            .is_some_and(|l| !l.trim().is_empty())
}

/// The block's text in canonical form; `None` where it is canonical already.
fn formatted(block: &Block, document: &Document, classes: &Classes<'_>) -> Option<String> {
    if block.spans.is_empty() && block.errors.is_empty() && block.attrs.is_none() {
        return None;
    }
    let mut best: Option<String> = None;
    for _ in 0..ROUNDS {
        let text = best.as_deref().unwrap_or(&block.text);
        let alone = Document::parse(text, document.format());
        let [now] = alone.blocks() else { break };
        let Some(next) = better(now, &alone, classes).filter(|next| next != text) else { break };
        best = Some(next);
    }
    best
}

/// One round: the first of these that changes something and keeps the copy: all fixes, each fix alone, canonical attributes.
fn better(block: &Block, document: &Document, classes: &Classes<'_>) -> Option<String> {
    let fixes: Vec<&Vec<Edit>> = block.errors.iter().filter_map(|e| Some(&e.fix.as_ref()?.edits)).collect();
    let all: Vec<Edit> = disjoint(&fixes);
    let keeps = |edits: &[Edit], most_errors: usize| {
        let text =
            (!edits.is_empty()).then(|| super::apply(&block.text, edits)).filter(|t| *t != *block.text)?;
        let after = super::alike(&text, block, document)?;
        (after.errors.len() <= most_errors).then_some(text)
    };
    let errors = block.errors.len();
    // A fix that leaves as many errors as there were mends nothing, and might be tried for ever.
    let mends = |edits: &[Edit]| errors.checked_sub(1).and_then(|fewer| keeps(edits, fewer));
    mends(&all)
        .or_else(|| fixes.iter().take(16).find_map(|edits| mends(edits)))
        .or_else(|| keeps(&attribute_edits(block, classes), errors))
}

/// The edits of those fixes that do not touch one another, whole fixes only.
fn disjoint(fixes: &[&Vec<Edit>]) -> Vec<Edit> {
    let mut taken: Vec<Edit> = Vec::new();
    let mut places: Vec<ByteRange> = Vec::new();
    for edits in fixes {
        let free = |e: &Edit| !places.iter().any(|p| p.overlaps(e.range) || *p == e.range);
        if edits.iter().all(free) {
            places.extend(edits.iter().map(|e| e.range));
            taken.extend(edits.iter().cloned());
        }
    }
    taken
}

/// The rewritten attributes of a block, those that are not canonical yet.
fn attribute_edits(block: &Block, classes: &Classes<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut rewrite = |attrs: &Attrs, class: Option<&str>| {
        if let Some(text) = canonical_attributes(attrs, class).filter(|t| t != attrs.range.of(&block.text)) {
            edits.push(Edit { range: attrs.range, text });
        }
    };
    for span in &block.spans {
        rewrite(&span.attrs, implied_class(span, block.prose(), classes));
    }
    if let Some(attrs) = &block.attrs {
        rewrite(attrs, None);
    }
    edits
}

/// The class that a short form stands for.
fn implied_class(span: &Span, prose: &str, classes: &Classes<'_>) -> Option<&'static str> {
    if !span.attrs.classes.is_empty() || !span.target.is_empty() {
        return None;
    }
    match span.kind(prose)? {
        SpanKind::Class(class) => Some(class),
        SpanKind::Entity => classes(span.attrs.get("ref")?).filter(|c| vocabulary::CLASSES.contains(c)),
    }
}

/// The attributes as `fmt` writes them, with `class` in front; `None` where they hold something that cannot be written.
pub fn canonical_attributes(attrs: &Attrs, class: Option<&str>) -> Option<String> {
    let unwritable = |value: &str| value.is_empty() || value.contains(['"', '\\', '\n', '\r']);
    if attrs.junk || (attrs.is_empty() && class.is_none()) || attrs.pairs.iter().any(|p| unwritable(&p.value))
    {
        return None;
    }
    let mut parts: Vec<String> = class.map(|c| format!(".{c}")).into_iter().collect();
    parts.extend(attrs.classes.iter().map(|c| format!(".{}", c.text)));
    parts.extend(attrs.id.as_ref().map(|id| format!("#{}", id.text)));
    let mut pairs: Vec<_> = attrs.pairs.iter().collect();
    pairs.sort_by_key(|p| vocabulary::key_order(&p.key));
    parts.extend(pairs.iter().map(|p| {
        let bare = p.value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b':' | b'-'));
        if bare { format!("{}={}", p.key, p.value) } else { format!("{}=\"{}\"", p.key, p.value) }
    }));
    Some(format!("{{{}}}", parts.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Mode;

    fn formatted(text: &str) -> String {
        let classes = |id: &str| (id == "lavrov").then_some("person");
        let once = fmt(&Document::parse(text, Mode::Markdown), &classes);
        assert_eq!(fmt(&Document::parse(&once, Mode::Markdown), &classes), once, "formatting twice");
        once
    }

    #[test]
    fn the_annotated_story_is_in_form() {
        let twin = include_str!("../../tests/articles/lavrov.nm.md");
        assert_eq!(fmt(&Document::parse(twin, Mode::Markdown), &|_| None), twin);
    }

    #[test]
    fn attributes_come_in_order_and_bare_where_they_can() {
        let cases = [
            (r#"[“x”]{at="presser" by="lavrov" #q1 .quote}"#, "[“x”]{.quote #q1 by=lavrov at=presser}"),
            ("[x]{.date   when=\"2017-05-10\"\n.b}", "[x]{.date .b when=2017-05-10}"),
            (r#"[x]{note="a b" zeta=1 ref=x .org alpha=2}"#, r#"[x]{.org ref=x note="a b" zeta=1 alpha=2}"#),
            ("## Head {by=x #top}", "## Head {#top by=x}"),
            ("::: {by=x .quote}", "::: {.quote by=x}"),
        ];
        for (text, expected) in cases {
            assert_eq!(formatted(text), expected);
        }
    }

    #[test]
    fn short_forms_get_their_class() {
        assert_eq!(formatted("[“x”]{by=l} [that]{by=l}"), "[“x”]{.quote by=l} [that]{.claim by=l}");
        assert_eq!(formatted("[a]{ref=lavrov} [b]{ref=other}"), "[a]{.person ref=lavrov} [b]{ref=other}");
        assert_eq!(formatted("[May 10]{when=2017-05-10}"), "[May 10]{.date when=2017-05-10}");
        let local = "---\nplaces: [{id: x, name: X}]\n---\n\n[X]{ref=x}\n";
        assert!(formatted(local).ends_with("[X]{.place ref=x}\n"));
    }

    #[test]
    fn slips_are_mended() {
        let cases = [
            ("[x]{.quote, by = “Sergei Lavrov”}", "[x]{.quote by=\"Sergei Lavrov\"}"),
            (
                "[x]{speaker=lavrov .quote} and [y{.org ref=y} z",
                "[x]{.quote by=lavrov} and [y]{.org ref=y} z",
            ),
            ("[we [the US] go] {.claim by=x}", r"[we \[the US\] go]{.claim by=x}"),
            ("[x]{.quote by=lavrov said.", "[x]{.quote by=lavrov} said."),
            ("[x]{.quote anonymous, desc=an official}", "[x]{.quote by=anon desc=\"an official\"}"),
        ];
        for (text, expected) in cases {
            assert_eq!(formatted(text), expected);
        }
    }

    #[test]
    fn what_cannot_be_read_for_sure_stays() {
        for text in
            ["[x]{.quote oops by=l}", "[x]{#a #b}", "[x]{by=}", "x]{.quote by=l}", r#"[x]{by="a\b" .c}"#]
        {
            assert_eq!(formatted(text), text);
        }
    }

    #[test]
    fn a_div_gets_the_blank_line_it_needs() {
        assert_eq!(
            formatted("Text.\n::: {.quote by=x}\nMore.\n:::\n"),
            "Text.\n\n::: {.quote by=x}\nMore.\n:::\n"
        );
    }
}
