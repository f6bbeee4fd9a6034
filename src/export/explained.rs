//! Who said what and why, in words: a paragraph a quotation, for the terminal.

use crate::analysis::Story;
use crate::analysis::speakers::{Quote, QuoteStatus, Speaker};
use std::fmt::Write as _;

/// Words of a quotation that are shown.
const SHOWN: usize = 8;

/// For each quotation of the story its line (from 1) in `name`, its first words, who said it, and why we think so.
pub fn explained(story: &Story, name: &str) -> String {
    let mut out = String::new();
    let text = story.document.text();
    let (mut line, mut at) = (1, 0);
    for quote in &story.article.quotes {
        let Some(part) = quote.parts.first() else { continue };
        let start = story.document.to_file(part.block as usize, part.range).start as usize;
        let between = text.get(at.min(start)..start).unwrap_or_default();
        line += between.matches('\n').count();
        at = start.max(at);
        let prose = story.document.blocks()[part.block as usize].prose();
        let _ = writeln!(out, "{name}:{line}: {}", first_words(part.range.of(prose)));
        let _ = writeln!(out, "  {}: {}", answer(quote), quote.why);
    }
    out
}

/// The first words of the quotation, with an ellipsis where it goes on.
fn first_words(quotation: &str) -> String {
    let words: Vec<&str> = quotation.split_whitespace().collect();
    let shown = words[..words.len().min(SHOWN)].join(" ");
    if words.len() > SHOWN { format!("{shown} …") } else { shown }
}

fn answer(quote: &Quote) -> String {
    match (&quote.speaker, quote.status) {
        (Some(speaker), _) => speaker_of(speaker),
        (None, QuoteStatus::NotSpeech) => "no speech".into(),
        (None, _) => "nobody".into(),
    }
}

/// `she = Anna Keller`, or the phrase alone where it is the name or resolves to nobody.
fn speaker_of(speaker: &Speaker) -> String {
    match speaker.name.as_deref() {
        Some(name) if name != speaker.text => format!("{} = {name}", speaker.text),
        _ => speaker.text.clone(),
    }
}
