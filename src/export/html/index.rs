//! The lists behind the article: who speaks, who is named, what happened when.

use super::escape;
use super::prose::{kind_class, speaker_name};
use crate::analysis::Story;
use std::fmt::Write;

/// Writes the lists that have something in them.
pub(super) fn lists(out: &mut String, story: &Story) {
    let lists = [
        ("Who speaks", speakers(story)),
        ("Who and what is named", names(story)),
        ("What happened when", events(story)),
    ];
    if lists.iter().all(|(_, items)| items.is_empty()) {
        return;
    }
    out.push_str("<aside aria-label=\"About this article\">\n");
    for (title, items) in lists.iter().filter(|(_, items)| !items.is_empty()) {
        let _ = writeln!(out, "<section>\n<h2>{title}</h2>\n<ul>");
        for item in items {
            let _ = writeln!(out, "<li>{item}</li>");
        }
        out.push_str("</ul>\n</section>\n");
    }
    out.push_str("</aside>\n");
}

/// Each speaker with links to their quotations, in order of first speech.
fn speakers(story: &Story) -> Vec<String> {
    let mut speakers: Vec<(&str, Vec<usize>)> = Vec::new();
    for (index, quote) in story.article.quotes.iter().enumerate() {
        let Some(name) = speaker_name(quote) else { continue };
        match speakers.iter_mut().find(|(n, _)| *n == name) {
            Some((_, quotes)) => quotes.push(index + 1),
            None => speakers.push((name, vec![index + 1])),
        }
    }
    let link = |i: &usize| format!("<a href=\"#quote-{i}\">{i}</a>");
    let item = |(name, quotes): &(&str, Vec<usize>)| {
        let links: Vec<String> = quotes.iter().map(link).collect();
        let word = if quotes.len() == 1 { "quotation" } else { "quotations" };
        format!("<b>{}</b>: {word} {}", escape(name), links.join(", "))
    };
    speakers.iter().map(item).collect()
}

/// People, organisations, places and things, those named most first.
fn names(story: &Story) -> Vec<String> {
    let mut entities: Vec<_> = story.article.entities.iter().collect();
    entities.sort_by_key(|e| std::cmp::Reverse(e.mentions.len()));
    let item = |e: &&std::sync::Arc<crate::analysis::entities::Entity>| {
        let title = e.titles.first().map(|t| format!(", {}", escape(&t.text))).unwrap_or_default();
        format!(
            "<span class=\"{}\">{}</span>{title} ({})",
            kind_class(e.kind),
            escape(&e.name),
            e.mentions.len()
        )
    };
    entities.iter().map(item).collect()
}

/// Events with their dates, in order of time; those without one last, in order of the text.
fn events(story: &Story) -> Vec<String> {
    let mut events: Vec<_> = story.events().iter().filter(|e| e.outline).collect();
    events.sort_by_key(|e| (e.when.is_none(), e.when.clone()));
    let item = |e: &&std::sync::Arc<crate::analysis::article::Event>| {
        let when = e.when.as_ref().map(|w| format!("{}: ", escape(w))).unwrap_or_default();
        let place = e.location.as_ref().map(|l| format!(", {}", escape(l))).unwrap_or_default();
        format!("{when}{}{place}", escape(&e.name))
    };
    events.iter().map(item).collect()
}
