//! What the markup under the pointer means: classes, keys and values of annotations, front-matter keys, directives and
//! the rules that they name.

use super::Reading;
use super::dated::written_out;
use super::glossary::{self, Word};
use super::hover::Hover;
use super::subject::all_attrs;
use crate::knowledge::edtf;
use crate::rules::{self, Rule};
use crate::syntax::{Attrs, Block, BlockKind, MarkKind, Pair};
use crate::text::ByteRange;

/// The hover at the file offset `offset`, where markup stands there.
pub fn hover(reading: Reading<'_>, offset: usize) -> Option<Hover> {
    let document = &reading.story.document;
    let index = document.block_at(offset)?;
    let (block, start) = (&document.blocks()[index], document.start_of(index));
    let inside = offset - start;
    let (range, markdown) = match block.kind {
        BlockKind::FrontMatter => in_front_matter(&block.text, inside),
        BlockKind::Comment => in_comment(&block.text, ByteRange::new(0, block.text.len()), inside),
        _ => in_copy(block, inside),
    }?;
    Some(Hover { range: range.shifted(start), markdown })
}

type Found = Option<(ByteRange, String)>;

fn in_copy(block: &Block, offset: usize) -> Found {
    let comment = block.marks.iter().find(|m| m.kind == MarkKind::Comment && m.range.contains(offset));
    if let Some(comment) = comment {
        return in_comment(&block.text, comment.range, offset);
    }
    let attrs = all_attrs(block).filter(|a| a.range.contains(offset)).last()?;
    in_attributes(attrs, offset)
}

fn in_attributes(attrs: &Attrs, offset: usize) -> Found {
    if let Some(class) = attrs.classes.iter().find(|c| c.range.touches(offset)) {
        let word = glossary::find(glossary::CLASSES, &class.text)?;
        return Some((class.range, explained(&format!(".{}", word.name), word)));
    }
    let pair = attrs.pairs.iter().find(|p| p.range.touches(offset))?;
    if pair.key_range.touches(offset) {
        let word = glossary::find(glossary::KEYS, &pair.key)?;
        return Some((pair.key_range, explained(&format!("{}=", word.name), word)));
    }
    of_value(pair, offset)
}

fn of_value(pair: &Pair, offset: usize) -> Found {
    if &*pair.key == "when" {
        return Some((pair.value_range, date_value(&pair.value)));
    }
    if &*pair.key == "ignore" {
        let (range, id) = word_at(&pair.value, offset.checked_sub(pair.value_range.start as usize)?)?;
        return Some((range.shifted(pair.value_range.start as usize), rule_text(rules::get(id)?)));
    }
    let (range, text) = pair.values().find(|(range, _)| range.touches(offset))?;
    let word = glossary::value(&pair.key, text)?;
    Some((range, explained(text, word)))
}

/// `2017-05-10` with its weekday, a period with its first and last day.
fn date_value(value: &str) -> String {
    let Some(extent) = edtf::read(value) else {
        return format!(
            "`{value}` is no date; write it year first: `2024-03-06`, `2024-03`, `\"2024-03-06/2024-03-09\"`"
        );
    };
    let end = |day: Option<jiff::civil::Date>| day.map_or("open".to_owned(), |d| written_out(&d.to_string()));
    if extent.first == extent.last {
        return format!("**{value}** — {}", end(extent.first));
    }
    format!("**{value}** — from {} to {}", end(extent.first), end(extent.last))
}

/// A directive or a rule's id in a comment over `range` of `text`.
fn in_comment(text: &str, range: ByteRange, offset: usize) -> Found {
    let comment = range.of(text);
    let (place, name) = word_at(comment, offset.checked_sub(range.start as usize)?)?;
    let words = comment.strip_prefix("<!--")?.trim_start();
    let (directive, reason) = (words.starts_with("newsmark-"), comment.find(" : "));
    if !directive || reason.is_some_and(|at| at < place.start as usize) {
        return None;
    }
    let place = place.shifted(range.start as usize);
    if let Some(word) = glossary::find(glossary::DIRECTIVES, name) {
        return Some((place, explained(name, word)));
    }
    Some((place, rule_text(rules::get(name)?)))
}

/// A key of front matter, a key of an entry of a list in it, or a rule's id in `newsmark-ignore`.
fn in_front_matter(text: &str, offset: usize) -> Found {
    let start = text[..floor(text, offset)].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let (range, name) = word_at(line, offset.checked_sub(start)?)?;
    let behind = line[range.end as usize..].trim_start();
    let before = &line[..range.start as usize];
    let place = range.shifted(start);
    if behind.starts_with(':') {
        let nested = !before.is_empty();
        let known = if nested { glossary::ENTRY } else { glossary::FRONT_MATTER };
        let word = glossary::find(known, name)?;
        return Some((place, explained(&format!("{name}:"), word)));
    }
    Some((place, rule_text(rules::get(name)?)))
}

/// The word of letters, digits, `-`, `_` and `/` at `offset` of `text`.
fn word_at(text: &str, offset: usize) -> Option<(ByteRange, &str)> {
    let in_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
    let offset = floor(text, offset);
    let start = offset - text[..offset].bytes().rev().take_while(|b| in_word(char::from(*b))).count();
    let end = offset + text[offset..].bytes().take_while(|b| in_word(char::from(*b))).count();
    (start < end).then(|| (ByteRange::new(start, end), &text[start..end]))
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn explained(name: &str, word: &Word) -> String {
    match word.example {
        "" => format!("**{name}** — {}", word.means),
        example => format!("**{name}** — {}\n\n`{example}`", word.means),
    }
}

/// A rule in a few lines: what it is about, how much it weighs, where its page is.
pub fn rule_text(rule: &Rule) -> String {
    let (level, set) = (rule.severity.name(), rule.set.name());
    let lead = rule.page().lead().to_owned();
    format!(
        "**{}** — {}\n\n{lead}\n\n{level} · {set} · [page]({})",
        rule.id,
        rule.summary,
        rules::address(rule.id)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Options, Story};
    use crate::syntax::Mode;
    use crate::text::Buffer;

    const TEXT: &str = "---\nnewsmark: 1\npeople:\n  - {id: hill, name: Tom Hill}\nnewsmark-ignore: [quote/partial]\n---\n\n\
        <!-- newsmark-ignore quote/unattributed : see quote/partial -->\n\n\
        [“No,”]{.quote by=anon ignore=\"quote/partial\"} é he said on [Friday]{when=\"2024-03-01/2024-03-03\"}. <!-- newsmark-ignore-end -->\n";

    /// The words that the hover on `words`, one letter in, is about, and the beginning of what it says.
    fn at(words: &str) -> Option<(&'static str, String)> {
        let (story, buffer) = (Story::read(TEXT, Mode::Markdown, Options::default()), Buffer::new(TEXT));
        let offset = TEXT.find(words)? + 1;
        let found = hover(Reading { buffer: &buffer, story: &story }, offset)?;
        Some((found.range.of(TEXT), found.markdown.lines().next().unwrap_or_default().to_owned()))
    }

    #[test]
    fn markup_says_what_it_means() {
        let said = |words| at(words).unwrap_or_else(|| panic!("nothing on {words}"));
        assert_eq!(
            said("newsmark: 1"),
            ("newsmark", "**newsmark:** — checks this file for publication".into())
        );
        assert_eq!(said("id: hill"), ("id", "**id:** — what annotations call it".into()));
        assert_eq!(said("quote/partial]").0, "quote/partial");
        assert_eq!(said("newsmark-ignore quote").0, "newsmark-ignore");
        assert!(said("quote/unattributed :").1.starts_with("**quote/unattributed** — "));
        assert_eq!(said(".quote").1, "**.quote** — somebody's words, with their quotation marks");
        assert_eq!(said("by=anon").0, "by");
        assert_eq!(
            said("anon ignore").1,
            "**anon** — the speaker is withheld by decision; say who in `desc`"
        );
        assert_eq!(said("quote/partial\"").0, "quote/partial");
        assert_eq!(
            said("2024-03-01/").1,
            "**2024-03-01/2024-03-03** — from 2024-03-01, a Friday to 2024-03-03, a Sunday"
        );
        assert_eq!(said("newsmark-ignore-end").0, "newsmark-ignore-end");
    }

    #[test]
    fn copy_and_reasons_say_nothing_here() {
        for words in ["he said", "é he", "see quote", "quote/partial -->", "Tom Hill"] {
            assert_eq!(at(words), None, "{words}");
        }
    }
}
