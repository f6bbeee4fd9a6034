//! The capitalised words of a story: how often each stands in it, and how often something of a name stands in front.
//!
//! Counted once, when they are first asked for, and from then on only where an edit was.

use super::article::BlockRef;
use super::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;
use crate::knowledge::gazetteer::hash;
use rustc_hash::FxHashMap;

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// How often it stands in the story.
    pub times: u32,
    /// How often another name, a title or an honorific stands in front of it: `Anna Keller`, `Hill, Keller and others`.
    pub led: u32,
}

/// The capitalised words of a story, each written as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capitals {
    words: FxHashMap<u64, Seen>,
}

/// Tokens before a name that may belong to it.
const BEFORE: usize = 3;

impl Capitals {
    /// The words of all blocks.
    pub fn of<'a>(blocks: impl Iterator<Item = BlockRef<'a>>) -> Self {
        let mut capitals = Self::default();
        blocks.for_each(|block| capitals.add(block));
        capitals
    }

    /// What is known of `word`.
    pub fn seen(&self, word: &str) -> Seen {
        self.words.get(&hash(word)).copied().unwrap_or_default()
    }

    /// Counts the words of a block.
    pub fn add(&mut self, block: BlockRef<'_>) {
        for (word, led) in words(block) {
            let seen = self.words.entry(word).or_default();
            *seen = Seen { times: seen.times + 1, led: seen.led + u32::from(led) };
        }
    }

    /// Counts the words of a block no longer.
    pub fn remove(&mut self, block: BlockRef<'_>) {
        for (word, led) in words(block) {
            let std::collections::hash_map::Entry::Occupied(mut entry) = self.words.entry(word) else {
                continue;
            };
            let seen = entry.get_mut();
            *seen = Seen { times: seen.times - 1, led: seen.led - u32::from(led) };
            if seen.times == 0 {
                entry.remove();
            }
        }
    }
}

/// The capitalised words of a block, each with whether something of a name stands in front of it.
fn words(block: BlockRef<'_>) -> impl Iterator<Item = (u64, bool)> {
    let (tokens, prose) = (&block.summary.tokens, block.prose());
    let sentences = &block.summary.sentences;
    let capitals = tokens.iter().enumerate().filter(|(_, t)| t.is_capitalised());
    capitals.map(move |(at, token)| {
        let behind = sentences.partition_point(|s| s.first as usize <= at);
        let first = behind.checked_sub(1).map_or(0, |s| sentences[s].first as usize);
        (hash(token.text(prose)), is_led(&tokens[first..], at - first, prose))
    })
}

/// Whether the word `at` of a sentence goes on with a name in front of it, `al Keller` aside. A comma joins names in a
/// list only: in `On Friday, Keller said` and `On Friday, Keller and his wife said` it does not.
fn is_led(sentence: &[Token], at: usize, prose: &str) -> bool {
    let in_list = goes_on_as_list(sentence, at + 1, prose);
    // `John “Jack” Keller`
    if let [.., open, nick, close] = &sentence[..at]
        && nick.is_capitalised()
        && [open, close].iter().all(|t| t.kind == TokenKind::DoubleMark)
    {
        return true;
    }
    // `FranÃ§ois Keller`: a letter that was read in the wrong encoding parts the name.
    if let [.., odd, rest] = &sentence[..at]
        && odd.kind == TokenKind::Punct
        && odd.range.end == rest.range.start
        && !odd.text(prose).is_ascii()
    {
        return true;
    }
    let before = sentence[..at].iter().rev().take(BEFORE);
    before
        .take_while(|t| t.is_wordlike() || t.is_punct(prose, '.') || (in_list && t.is_punct(prose, ',')))
        .take_while(|t| t.is_capitalised() || !t.is_wordlike() || t.is(WordClass::NAME_PARTICLE))
        .any(|t| {
            (t.is_capitalised() || t.is(WordClass::TITLE | WordClass::HONORIFIC))
                && !t.is(WordClass::WEEKDAY | WordClass::MONTH)
        })
}

/// Whether a comma, `and` or `or` stands at `at`, and a name or `others` behind it.
fn goes_on_as_list(sentence: &[Token], at: usize, prose: &str) -> bool {
    let joint = |t: &Token| t.is_punct(prose, ',') || matches!(t.text(prose), "and" | "or");
    let mut rest = sentence.iter().skip(at);
    rest.next().is_some_and(joint)
        && rest.find(|t| !joint(t)).is_some_and(|t| t.is_capitalised() || t.text(prose) == "others")
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Options, Story};
    use crate::syntax::Mode;
    use crate::text::{ByteRange, Edit};

    #[test]
    fn words_are_counted_where_the_edit_was() {
        let text = "Anna Keller came.\n\nKeller left, and Hill came.\n\nThe end, Keller said.\n";
        let story = Story::read(text, Mode::Markdown, Options::default());
        let seen = story.capitals().seen("Keller");
        assert_eq!((seen.times, seen.led), (3, 1));
        let at = text.find("Keller left").expect("the word");
        let edit = |start: usize, end: usize, text: &str| Edit {
            range: ByteRange::new(start, end),
            text: text.into(),
        };
        for edit in [edit(at, at + 6, "Tom Hill"), edit(at, at, "\n\nMayor "), edit(at - 2, at + 9, "")] {
            let (after, _) = story.updated(&edit);
            let fresh = Story::read(&after.document.text(), Mode::Markdown, Options::default());
            assert_eq!(after.capitals(), fresh.capitals(), "{edit:?}");
        }
    }
}
