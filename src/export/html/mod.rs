//! `newsmark html`: one page of an article that needs nothing else, no script, no font, no network.
//!
//! Quotations are `q` with their speaker, names say whom they name, dates are `time`. What the page knows stands in
//! the text as titles and, for those who cannot hover and for print, in lists behind it. Every character of the
//! story is escaped; private keys are never read here.

mod index;
mod prose;

use crate::analysis::Story;
use crate::syntax::{Block, BlockKind, FrontMatter};
use std::fmt::Write;

/// The look of the page.
const STYLE: &str = include_str!("style.css");

/// The page of `story`.
pub fn page(story: &Story) -> String {
    let matter = FrontMatter::of(&story.document).unwrap_or_default();
    let language = matter.language.as_ref().map_or("en", |t| &t.text);
    let headline = headline(story, &matter);
    let mut out = String::with_capacity(story.document.len() * 2 + STYLE.len());
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<article>\n",
        escape(language),
        escape(headline.as_deref().unwrap_or("Article")),
    );
    header(&mut out, &matter, story);
    body(&mut out, story, matter.headline.is_some());
    out.push_str("</article>\n");
    index::lists(&mut out, story);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn headline(story: &Story, matter: &FrontMatter) -> Option<String> {
    if let Some(text) = &matter.headline {
        return Some(text.text.clone());
    }
    let place = story.article.furniture.headline?;
    Some(place.range.of(story.document.blocks()[place.block as usize].prose()).to_owned())
}

fn header(out: &mut String, matter: &FrontMatter, story: &Story) {
    let (headline, by) = (&matter.headline, &matter.by);
    let date = matter.date_published.as_ref();
    if headline.is_none() && by.is_empty() && date.is_none() {
        return;
    }
    out.push_str("<header>\n");
    if let Some(text) = headline {
        let _ = writeln!(out, "<h1>{}</h1>", escape(&text.text));
    }
    if let Some(text) = &matter.subheadline {
        let _ = writeln!(out, "<p class=\"subheadline\">{}</p>", escape(&text.text));
    }
    let names: Vec<String> = by.iter().map(|t| escape(&t.text)).collect();
    let mut parts: Vec<String> = Vec::new();
    if !names.is_empty() {
        parts.push(format!("By {}", names.join(", ")));
    }
    if let Some(date) = date {
        let day = story.article.anchor.as_deref().unwrap_or(&date.text);
        parts.push(format!("<time datetime=\"{}\">{}</time>", escape(&date.text), escape(day)));
    }
    if !parts.is_empty() {
        let _ = writeln!(out, "<p class=\"byline\">{}</p>", parts.join(" · "));
    }
    out.push_str("</header>\n");
}

/// Elements that hold several blocks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    None,
    List,
}

fn body(out: &mut String, story: &Story, has_h1: bool) {
    let mut holder = Holder::None;
    let annotations = prose::Annotations::of(story);
    for (index, block) in story.document.blocks().iter().enumerate() {
        let next = if block.kind == BlockKind::ListItem { Holder::List } else { Holder::None };
        if next != holder {
            out.push_str(if next == Holder::List { "<ul>\n" } else { "</ul>\n" });
            holder = next;
        }
        let subheading = story.article.views.get(index).is_some_and(|v| v.subheading);
        self::block(out, block, subheading, has_h1, &annotations.html(story, index));
    }
    if holder == Holder::List {
        out.push_str("</ul>\n");
    }
}

fn block(out: &mut String, block: &Block, subheading: bool, has_h1: bool, html: &str) {
    let _ = match block.kind {
        BlockKind::Heading(level) => {
            let level = if has_h1 { level.max(2) } else { level };
            writeln!(out, "<h{level}>{html}</h{level}>")
        }
        BlockKind::Paragraph if subheading => writeln!(out, "<h2>{html}</h2>"),
        BlockKind::Paragraph => writeln!(out, "<p>{html}</p>"),
        BlockKind::ListItem => writeln!(out, "<li>{html}</li>"),
        BlockKind::QuoteLines => writeln!(out, "<blockquote><p>{html}</p></blockquote>"),
        BlockKind::Code | BlockKind::Table => {
            writeln!(out, "<pre tabindex=\"0\">{}</pre>", escape(block.text.trim_end()))
        }
        BlockKind::Rule => writeln!(out, "<hr>"),
        _ => Ok(()),
    };
}

pub(super) use super::markup::escape;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Options;
    use crate::syntax::{Format, Mode};
    use proptest::prelude::*;

    fn html(text: &str) -> String {
        page(&Story::read(text, Mode::Markdown, Options::default()))
    }

    /// Every element that is opened is closed, in the right order, and nothing of the story is markup.
    fn check(page: &str) {
        let mut open: Vec<&str> = Vec::new();
        for piece in page.split('<').skip(1) {
            let (tag, text) = piece.split_once('>').expect("a tag ends");
            let name = tag.split(' ').next().unwrap_or_default();
            assert!(!text.contains('>') || name == "style", "{piece}");
            match name.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name), "{page}"),
                None if matches!(name, "!DOCTYPE" | "meta" | "hr" | "br") => {}
                None => open.push(name),
            }
        }
        assert!(open.is_empty());
    }

    #[test]
    fn the_story_becomes_a_page() {
        let text = include_str!("../../../tests/articles/lavrov.nm.md");
        let page = page(&Story::read(text, Format::detect(text, "md"), Options::default()));
        check(&page);
        for part in [
            "<html lang=\"en\">",
            "<h1>Lavrov: “We agree with Trump” on fighting terrorism in Syria</h1>",
            "By H.M",
            "<time datetime=\"2017-05-10T18:00:00-04:00\">2017-05-10</time>",
            " de-escalation zones</h2>",
            "<time datetime=\"2017-05-10\"",
            "Who speaks",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        assert!(!page.contains("{.") && !page.contains("]{"));
    }

    #[test]
    fn links_and_emphasis_stay_and_nothing_dangerous_does() {
        let page = html(
            "**He** [said](https://a.example/?a&b) [x](javascript:alert(1)) <script>alert(2)</script> `<b>` & \"so\"\n",
        );
        check(&page);
        assert!(page.contains("<strong>He</strong> <a href=\"https://a.example/?a&amp;b\">said</a> x  <code>&lt;b&gt;</code> &amp; "));
        assert!(!page.contains("javascript") && !page.contains("<script") && !page.contains("alert(2)"));
    }

    #[test]
    fn private_keys_are_not_on_the_page() {
        let page = html(
            "---\npeople: [{id: o, name: N, note: hush}]\n---\n\n[“No,”]{.quote by=anon desc=\"an official\" reason=hush note=hush mode=hush} he said.\n",
        );
        assert!(!page.contains("hush"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn any_story_gives_a_well_formed_page(pieces in proptest::collection::vec(proptest::sample::select(&[
            "“No,” Anna Berg said. ", "[“Yes,”]{.quote by=\"<x>\"} ", "<b>", "</code>", "`a`", "**", "*", "[a](b)", "[*a](b)*",
            "\n\n", "\n- ", "\n> ", "\n# ", "On May 10, 2017, ", "&", "\"", "'", "\u{1}", "{{x}}", "![a](b)", "Hill ", "\n```\n",
        ][..]), 0..30)) {
            check(&html(&pieces.concat()));
        }
    }
}
