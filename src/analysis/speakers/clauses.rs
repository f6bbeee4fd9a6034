//! What the clause around a source or a reference says of it.

use super::cast::Who;
use super::descriptions::is_person;
use super::naming::key;
use super::persons::{People, Source};
use crate::analysis::article::Place;
use crate::analysis::entities::EntityIndex;
use crate::analysis::references::{Reference, ReferenceKind};
use crate::analysis::tokens::TokenKind;
use crate::knowledge::{WordClass, rolewords};

/// Verbs whose object is to answer.
const ASKS: [&str; 4] = ["asked", "asks", "asking", "ask"];
/// Most words between the beginning of a clause and its verb.
const MOST_BEFORE_VERB: usize = 8;
/// Most words and marks behind the source of a sentence that ends with it: `Roe said on Monday.`
const LAST_WORDS: usize = 4;
/// Most words of what somebody is, behind the name.
const MOST_APPOSED: usize = 8;
/// Most words of a title that is looked over.
const MOST_TITLE: usize = 4;

impl People<'_> {
    /// `A reporter asked Roe`: the verb stands right before the person, or before the title.
    pub(super) fn is_asked(&self, block: u32, at: usize) -> bool {
        let here = self.blocks[block as usize];
        let tokens = &here.summary.tokens;
        let title = WordClass::TITLE | WordClass::ROLE | WordClass::HONORIFIC | WordClass::TITLE_MODIFIER;
        let mut before = (at.saturating_sub(MOST_TITLE)..at).rev();
        let Some(verb) = before.find(|i| !tokens[*i].is(title)) else { return false };
        if !tokens[verb].is(WordClass::HEARER_CUE) || !ASKS.contains(&tokens[verb].text(here.prose())) {
            return false;
        }
        // `when a man asked Roe`: the answer is told in the main clause.
        let clause = tokens[..verb].iter().rev().take_while(|t| t.is_wordlike());
        let beside = WordClass::SUBORDINATOR | WordClass::RELATIVE;
        !clause.take(MOST_BEFORE_VERB).any(|t| t.is(beside))
    }

    /// `When an agent asked him why, he shrugged`: the answer is that of whom the pronoun at the token `at` means.
    pub(super) fn is_questioned(&self, block: u32, at: usize) -> bool {
        let here = self.blocks[block as usize];
        let tokens = &here.summary.tokens;
        let Some(verb) = at.checked_sub(1) else { return false };
        let clause = tokens[..verb].iter().rev().take_while(|t| t.is_wordlike()).take(MOST_BEFORE_VERB);
        let beside = clause.last().is_some_and(|t| t.is(WordClass::SUBORDINATOR));
        let text = tokens[verb].text(here.prose());
        let asks = ASKS.contains(&text) || beside && rolewords::is_addressing(text);
        asks && !tokens.get(at + 1).is_some_and(|t| t.is(WordClass::TO))
    }

    /// The token of a block that begins at or behind `start`.
    pub(super) fn token_at(&self, block: u32, start: u32) -> usize {
        self.blocks[block as usize].summary.tokens.partition_point(|t| t.range.end <= start)
    }

    /// `Hill asked her why`: whether the pronoun stands right behind a verb, whose subject it cannot be.
    pub(super) fn is_object_of_verb(&self, block: u32, reference: &Reference) -> bool {
        let tokens = &self.blocks[block as usize].summary.tokens;
        let before = self.token_at(block, reference.range.start).checked_sub(1);
        let verb = WordClass::CUE | WordClass::WEAK_CUE | WordClass::VERB_PAST;
        before.is_some_and(|b| {
            tokens[b].is(verb) && !tokens[b].is(WordClass::PREPOSITION | WordClass::CUE_BASE)
        })
    }

    /// `Roe said no and Hill said yes`: the clause of the source is joined to the one before.
    pub(super) fn is_joined(&self, block: u32, source: &Source) -> bool {
        let here = self.blocks[block as usize];
        let tokens = &here.summary.tokens;
        let at = tokens.partition_point(|t| t.range.end <= source.range.start);
        let before = at.checked_sub(1).map(|b| &tokens[b]);
        before.is_some_and(|t| t.is(WordClass::CONJUNCTION) || t.is_punct(here.prose(), ';'))
    }

    /// `Hill won over the crowd, Roe said`: the clause of the source is set off behind the words that it reports.
    pub(super) fn is_set_off(&self, block: u32, source: &Source) -> bool {
        let here = self.blocks[block as usize];
        let tokens = &here.summary.tokens;
        let at = tokens.partition_point(|t| t.range.end <= source.range.start);
        let end = tokens.partition_point(|t| t.range.start < source.range.end);
        let comma = |i: usize| tokens.get(i).is_some_and(|t| t.is_punct(here.prose(), ','));
        let cue = |i: usize| tokens.get(i).is_some_and(|t| t.is(WordClass::CUE));
        at > 1 && (comma(at - 1) && cue(end) || cue(at - 1) && comma(at - 2))
    }

    /// `backed by Ann Roe, a baker from Bray`: whether the story brings somebody in here and says who that is.
    pub(super) fn enters(&self, block: u32, reference: &Reference, who: Who) -> bool {
        let ReferenceKind::Name(index) = reference.kind else { return false };
        let here = self.blocks[block as usize];
        let end = here.summary.mentions[index as usize].tokens.1 as usize;
        let [comma, what, ..] = here.summary.tokens.get(end..).unwrap_or_default() else { return false };
        comma.is_punct(here.prose(), ',')
            && (what.is(WordClass::INDEFINITE) || what.kind == TokenKind::Number)
            && self.cast.find(who).is_none()
    }

    /// `Rep. Roe, the panel’s chairwoman, asked`: what somebody with a title in front of the name is besides, which the
    /// story may call that one later.
    pub(super) fn learn_behind(&mut self, block: u32, reference: &Reference) {
        let ReferenceKind::Name(index) = reference.kind else { return };
        let here = self.blocks[block as usize];
        let (tokens, mention) = (&here.summary.tokens, &here.summary.mentions[index as usize]);
        let end = mention.tokens.1 as usize;
        let in_front = !mention.title.is_empty() && mention.title.start < mention.range.start;
        let comma = |i: usize| tokens.get(i).is_some_and(|t| t.is_punct(here.prose(), ','));
        if !in_front || !mention.is_person() || !comma(end) {
            return;
        }
        let opens = WordClass::DETERMINER | WordClass::POSSESSIVE;
        if !tokens.get(end + 1).is_some_and(|t| t.is(opens) && !t.is(WordClass::RELATIVE)) {
            return;
        }
        let inside = (end + 2..end + MOST_APPOSED).take_while(|i| {
            tokens.get(*i).is_some_and(|t| {
                t.kind == TokenKind::Possessive
                    || t.is_wordlike() && !t.is(WordClass::PREPOSITION | WordClass::CUE)
            })
        });
        let Some(head) = inside.last().filter(|i| {
            let behind = tokens.get(*i + 1);
            behind.is_some_and(|t| t.is_punct(here.prose(), ',') || t.is(WordClass::PREPOSITION))
        }) else {
            return;
        };
        let word = tokens[head].text(here.prose());
        if is_person(&tokens[head], word)
            && let Some(entity) = self.bearer(block, index)
        {
            self.learnt.title(&self.names, block, key(word), entity);
        }
    }

    /// `Roe’s plan`, not `the Roe plan`.
    pub(super) fn owns(&self, block: u32, reference: &Reference) -> bool {
        let tokens = &self.blocks[block as usize].summary.tokens;
        let behind = tokens.partition_point(|t| t.range.start < reference.range.end);
        tokens.get(behind).is_some_and(|t| t.kind == TokenKind::Possessive)
    }

    /// `Hill won over the crowd, Roe said.`: who leads what the last speaker reports does not lead the story.
    pub(super) fn report(&mut self, block: u32, source: &Source) {
        let summary = self.blocks[block as usize].summary;
        let sentence = summary.sentences.partition_point(|s| s.range.end <= source.range.start);
        let end = summary.tokens.partition_point(|t| t.range.start < source.range.end);
        if summary.sentences.get(sentence).is_none_or(|s| s.end as usize > end + LAST_WORDS) {
            return;
        }
        let speaker = self.last.map(|(who, _)| who);
        let cast = &mut self.cast;
        for figure in cast.figures.iter_mut().filter(|f| f.clock == cast.clock && Some(f.who) != speaker) {
            (figure.leading, figure.led) = (false, 0);
        }
    }

    /// Whether the clause of the source stands beside the main one: `when Roe asked`.
    pub(super) fn is_beside(&self, place: Place, quotes: bool) -> bool {
        let tokens = &self.blocks[place.block as usize].summary.tokens;
        let at = tokens.partition_point(|t| t.range.end <= place.range.start);
        // `As Roe put it, “…”`
        let before = at.checked_sub(1).map(|b| &tokens[b]);
        before.is_some_and(|t| t.is(WordClass::SUBORDINATOR) && !(quotes && t.is(WordClass::AS)))
    }

    /// `Hansen, he said, has no money`: the subject of the sentence that the source stands in the middle of.
    pub(super) fn interrupted(&self, place: Place) -> Option<EntityIndex> {
        let summary = self.blocks[place.block as usize].summary;
        let at = summary.tokens.partition_point(|t| t.range.end <= place.range.start);
        let comma = at.checked_sub(1)?;
        let name = summary.mentions.partition_point(|m| (m.tokens.1 as usize) < comma);
        let mention = summary.mentions.get(name).filter(|m| m.tokens.1 as usize == comma)?;
        let sentence = summary.sentences.partition_point(|s| s.end as usize <= comma);
        let opens = summary
            .sentences
            .get(sentence)
            .is_some_and(|s| s.range.start == mention.range.start || s.range.start == mention.title.start);
        // `and Hansen, he said, “has no money”`
        let titled = mention.title.start < mention.range.start && !mention.title.is_empty();
        let open = if titled { mention.title.start } else { mention.range.start };
        let open = summary.tokens.partition_point(|t| t.range.end <= open);
        let parted = open
            .checked_sub(1)
            .is_some_and(|b| summary.tokens[b].is(WordClass::CONJUNCTION | WordClass::SUBORDINATOR));
        (opens || parted).then(|| self.bearer(place.block, name as u32)).flatten()
    }
}
