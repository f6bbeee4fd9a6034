//! Names that the registry knows, put among those found: it finds what the model misses, and says of what kind they are.

use super::keys;
use super::{EntityKind, Mention, titles};
use crate::analysis::Confidence;
use crate::analysis::sentences::Sentence;
use crate::analysis::tokens::{Case, Token, TokenKind};
use crate::knowledge::gazetteer::NameClass;
use crate::knowledge::registry::{Class, Form, Hit, words_of};
use crate::knowledge::{Registry, WordClass, gazetteer};
use crate::text::ByteRange;

/// The kind of thing that entries of a class are; `None` for events, topics and sources.
pub fn kind_of(class: Class) -> Option<EntityKind> {
    match class {
        Class::Person => Some(EntityKind::Person),
        Class::Org => Some(EntityKind::Org),
        Class::Place => Some(EntityKind::Place),
        Class::Object => Some(EntityKind::Object),
        Class::Event | Class::Subject | Class::Source => None,
    }
}

/// Corrects the `mentions` of a block by the names that `registry` knows. Without a registry nothing changes.
pub fn correct(
    prose: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    registry: &Registry,
    mentions: &mut Vec<Mention>,
) {
    let copy = Copy { prose, tokens, sentences };
    registry.find(prose, |hit| copy.place(registry, &hit, mentions));
}

/// Notes of each mention where its forms stand in the registry, so that nobody need look it up again.
pub fn number(registry: &Registry, mentions: &mut [Mention]) {
    if !registry.is_empty() {
        mentions.iter_mut().for_each(|m| m.known = registry.position(m.keys.whole));
    }
}

/// The copy of one block.
struct Copy<'a> {
    prose: &'a str,
    tokens: &'a [Token],
    sentences: &'a [Sentence],
}

impl Copy<'_> {
    /// Puts one name among the mentions, unless a longer one covers it or the context speaks against it.
    fn place(&self, registry: &Registry, hit: &Hit<'_>, mentions: &mut Vec<Mention>) {
        let Some((first, end)) = self.tokens_of(hit.range) else { return };
        let range = ByteRange { start: self.tokens[first].range.start, end: self.tokens[end - 1].range.end };
        let Some((kind, sure)) = kind_by(registry, hit) else { return };
        let at = mentions.partition_point(|m| m.range.end <= range.start);
        let count = mentions[at..].iter().take_while(|m| m.range.start < range.end).count();
        let overlapping = &mut mentions[at..at + count];
        match overlapping {
            [] if self.stands_alone(first, end) => {
                mentions.insert(at, self.mention(hit.form, (first, end), range, kind, sure));
            }
            [] => {}
            [same] if same.range == range => {
                let firm = same.confidence > Confidence::Low || is_country(hit.form);
                let doubtful = sure != Confidence::High && same.kind != kind && firm;
                if !doubtful {
                    (same.kind, same.confidence, same.shares, same.doubt) = (kind, sure, kind.alone(), 0);
                    same.keys.whole = gazetteer::form_key(hit.form);
                }
            }
            several if several.iter().all(|m| range.covers(m.range)) => {
                let mut whole = self.mention(hit.form, (first, end), range, kind, sure);
                whole.gender = whole.gender.or(several.iter().find_map(|m| m.gender));
                mentions.splice(at..at + count, [whole]);
            }
            // In a line of capitals only the registry knows where a name of several words ends.
            [longer] if end - first > 1 && longer.range.covers(range) && self.is_shouted(longer) => {
                *longer = self.mention(hit.form, (first, end), range, kind, sure);
            }
            _ => {}
        }
    }

    fn is_shouted(&self, mention: &Mention) -> bool {
        let (first, end) = (mention.tokens.0 as usize, mention.tokens.1 as usize);
        self.tokens.get(first..end).is_some_and(|t| t.iter().all(|t| t.case == Case::Upper))
    }

    /// The tokens that make up `range`; `None` where it begins or ends inside one, as in `Berg-led`.
    fn tokens_of(&self, range: ByteRange) -> Option<(usize, usize)> {
        let first = self.tokens.partition_point(|t| t.range.start < range.start);
        let end = self.tokens.partition_point(|t| t.range.start < range.end);
        let last = self.tokens[..end].last()?;
        let stop = self.prose.get(range.end as usize..last.range.end as usize)?;
        let begins = self.tokens.get(first)?.range.start == range.start;
        (begins && (stop.is_empty() || stop == ".")).then_some((first, end))
    }

    /// Whether a name that nothing else speaks for may be one: not a common word that begins a sentence, nor a single
    /// word inside a longer run of capitals.
    fn stands_alone(&self, first: usize, end: usize) -> bool {
        if end - first > 1 {
            return true;
        }
        let token = &self.tokens[first];
        let begins = self.sentences.iter().any(|s| s.first as usize == first);
        if begins && token.is(WordClass::COMMON) {
            return false;
        }
        let glued = |t: Option<&Token>| {
            t.is_some_and(|t| {
                t.is_capitalised() && !t.is(WordClass::TITLE | WordClass::HONORIFIC | WordClass::ROLE)
            })
        };
        let before = first.checked_sub(1).filter(|_| !begins).and_then(|i| self.tokens.get(i));
        let opens = before
            .is_some_and(|t| self.sentences.iter().any(|s| self.tokens.get(s.first as usize) == Some(t)));
        (opens || !glued(before)) && !glued(self.tokens.get(end))
    }

    fn mention(
        &self,
        form: &str,
        (first, end): (usize, usize),
        range: ByteRange,
        kind: EntityKind,
        confidence: Confidence,
    ) -> Mention {
        let within = self.sentences.iter().find(|s| (s.first as usize) <= first && first < s.end as usize);
        let within = within.map_or((0, self.tokens.len()), |s| (s.first as usize, s.end as usize));
        let (mut title, mut gender) = (ByteRange::empty(range.start as usize), None);
        if kind == EntityKind::Person && self.tokens[first].kind == TokenKind::Word {
            title = titles::find(self.prose, self.tokens, within, first, end);
            gender = titles::gender(self.tokens, title, &[]);
        }
        let keys =
            keys::NameKeys { whole: gazetteer::form_key(form), ..keys::of_marked(range.of(self.prose)) };
        Mention {
            range,
            tokens: (first as u32, end as u32),
            title,
            kind,
            confidence,
            gender,
            quoted: false,
            shares: kind.alone(),
            doubt: 0,
            keys,
            known: None,
        }
    }
}

/// Whether a form is the name of a country.
fn is_country(form: &str) -> bool {
    gazetteer::classes_of(&form.to_lowercase()).contains(NameClass::COUNTRY)
}

/// The kind that all entries of a form have, and how sure it is of the words alone: a single word that is not the name
/// itself may well name something else.
fn kind_by(registry: &Registry, hit: &Hit<'_>) -> Option<(EntityKind, Confidence)> {
    let kinds = || hit.entries.iter().filter_map(|m| kind_of(registry.entries()[m.entry as usize].class));
    let kind = kinds().next()?;
    if kinds().any(|k| k != kind) {
        return None;
    }
    let alias = words_of(hit.form) == 1 && hit.entries.iter().all(|m| m.form != Form::Name);
    Some((kind, if alias { Confidence::Medium } else { Confidence::High }))
}

#[cfg(test)]
mod tests {
    use super::super::super::{sentences, tokens};
    use super::*;

    const REGISTRY: &str = "[org.tide]\nname = \"High Tide\"\n[org.club]\nname = \"Turkey Club\"\n\
        aliases = [\"Turkey\"]\n[place.reading]\nname = \"Reading\"\n[object.act]\nname = \"Harbour Act\"\n";

    fn names(prose: &str) -> Vec<(String, EntityKind)> {
        let tokens = tokens::tokenize(prose);
        let sentences = sentences::split(prose, &tokens);
        let mut mentions = super::super::find(prose, &tokens, &sentences);
        correct(prose, &tokens, &sentences, &Registry::read([REGISTRY]), &mut mentions);
        mentions.iter().map(|m| (m.range.of(prose).to_owned(), m.kind)).collect()
    }

    #[test]
    fn registered_names_are_found_whole_and_of_their_kind() {
        assert_eq!(
            names("The council of High Tide quoted the Harbour Act."),
            [("High Tide".to_owned(), EntityKind::Org), ("Harbour Act".to_owned(), EntityKind::Object)]
        );
    }

    #[test]
    fn a_common_word_at_the_beginning_of_a_sentence_is_none() {
        assert_eq!(names("Reading is fun, they say."), []);
    }

    #[test]
    fn a_short_form_does_not_take_a_country() {
        let found = names("The army of Turkey crossed the border.");
        assert_eq!(found[0], ("Turkey".to_owned(), EntityKind::Place));
    }
}
