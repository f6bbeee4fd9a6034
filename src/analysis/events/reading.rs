//! Whether a word that can tell of an event is a verb or a noun where it stands.

use super::Sense;
use super::sorts::{Sort, Sorts};
use crate::analysis::sentences::has_headline_capitals;
use crate::analysis::tokens::{Case, Token, TokenKind};
use crate::knowledge::WordClass;
use crate::knowledge::eventwords::{EventWord, NounKind, VerbForm, VerbKind, with_particle};

/// One sentence, as the reading of its words needs it.
pub(super) struct Clause<'a> {
    pub(super) prose: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) first: usize,
    pub(super) end: usize,
    /// Whether Most Words Have Capitals.
    pub(super) headline: bool,
    /// What its words are to events.
    pub(super) sorts: Sorts,
}

impl<'a> Clause<'a> {
    /// The sentence of the tokens `first..end`.
    pub(super) fn new(prose: &'a str, tokens: &'a [Token], first: usize, end: usize) -> Self {
        let headline = has_headline_capitals(&tokens[first..end]);
        Self { prose, tokens, first, end, headline, sorts: Sorts::of(prose, tokens, first, end) }
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.tokens[at].text(self.prose)
    }

    /// The nearest word or mark before `at` that is no adverb.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        (self.first..at).rev().find(|i| !self.is_adverb(*i))
    }

    /// The nearest word or mark behind `at` that is no adverb.
    pub(super) fn behind(&self, at: usize) -> Option<usize> {
        (at + 1..self.end).find(|i| !self.is_adverb(*i))
    }

    fn is_adverb(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.kind == TokenKind::Word
            && (token.is(WordClass::ADVERB | WordClass::NEGATION)
                && !token.is(WordClass::DETERMINER | WordClass::PREPOSITION)
                || token.class.difference(WordClass::COMMON).is_empty()
                    && !token.is_capitalised()
                    && self.text(at).ends_with("ly"))
    }

    fn is(&self, at: Option<usize>, class: WordClass) -> bool {
        at.is_some_and(|i| self.tokens[i].is(class))
    }

    fn is_text(&self, at: Option<usize>, text: &str) -> bool {
        at.is_some_and(|i| self.text(i).eq_ignore_ascii_case(text))
    }
}

/// What the word at `at` is here, with its lemma; `None` where it tells of nothing.
pub(super) fn read(clause: &Clause<'_>, at: usize) -> Option<(Sense, &'static str)> {
    let token = &clause.tokens[at];
    let Some(word) = clause.tokens[at].event_sense(clause.prose) else { return unlisted(clause, at) };
    if is_adjective_here(clause, at) || is_tally(clause, at) || is_lone_particle(clause, at) {
        return None;
    }
    // `PURCHASE, N.Y.`: the town of a dateline.
    let next = clause.tokens[..clause.end].get(at + 1);
    if at == clause.first && token.case == Case::Upper && next.is_some_and(|t| t.kind != TokenKind::Word) {
        return None;
    }
    let inside = token.is_capitalised() && at > clause.first && !clause.headline;
    if inside && !begins_quotation(clause, at) {
        // Part of a name: a Listed noun at the end of one still tells of the event (the Geneva Conference).
        let contest = token.is(WordClass::CONTEST) && clause.tokens[at - 1].is_capitalised();
        let (kind, plural, lemma) = match word.noun {
            Some((NounKind::Listed, plural, lemma)) => (NounKind::Listed, plural, lemma),
            Some((_, plural, lemma)) if contest => (NounKind::Listed, plural, lemma),
            None if contest => (NounKind::Listed, false, word.verb?.2),
            _ => return None,
        };
        let ends_name = !clause.tokens.get(at + 1).is_some_and(Token::is_capitalised);
        return ends_name.then_some((Sense::Noun(kind, plural), lemma));
    }
    if takes_effect(clause, at) {
        return Some((Sense::Verb(VerbKind::Listed, word.verb?.1), word.verb?.2));
    }
    let word = match phrasal(clause, at, word) {
        Some(kind) => EventWord { verb: word.verb.map(|(_, form, lemma)| (kind, form, lemma)), ..word },
        None if token.is(WordClass::LIGHT_VERB) && (has_event_behind(clause, at) || is_kept(clause, at)) => {
            lightened(word)
        }
        None => word,
    };
    match (word.verb, word.noun) {
        (Some((kind, form, lemma)), None) => (is_verb(clause, at, form)
            && !is_counted(clause, at, kind, form))
        .then_some((Sense::Verb(kind, form), lemma))
        .or_else(|| gerund(clause, at, word)),
        (None, noun) => as_noun(noun),
        (Some((verb, form, base)), noun) => {
            if prefers_verb(clause, at, form) {
                Some((Sense::Verb(verb, form), base))
            } else {
                as_noun(noun)
            }
        }
    }
}

fn as_noun(noun: Option<(NounKind, bool, &'static str)>) -> Option<(Sense, &'static str)> {
    let (kind, plural, lemma) = noun?;
    (kind != NounKind::Thing).then_some((Sense::Noun(kind, plural), lemma))
}

/// What the verb at `at` tells of with the particle behind it: "called off", "took over", "called it off".
fn phrasal(clause: &Clause<'_>, at: usize, word: EventWord) -> Option<VerbKind> {
    let particle = &clause.tokens[particle_of(clause, at)?];
    with_particle(word.verb?.2, particle.text(clause.prose))
}

/// The particle right behind a verb, or behind the pronoun that is its object.
fn particle_of(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let behind = |i: usize, class| i < clause.end && clause.tokens[i].is(class);
    let next = at + 1 + usize::from(behind(at + 1, WordClass::PRONOUN_OBJECT));
    behind(next, WordClass::EVENT_PARTICLE).then_some(next)
}

/// The particle that is one verb with the word at `at`.
pub(super) fn phrasal_end(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let word = clause.tokens[at].event_sense(clause.prose)?;
    phrasal(clause, at, word).and_then(|_| particle_of(clause, at))
}

/// Words that name a day.
const CALENDAR: WordClass = WordClass::WEEKDAY.union(WordClass::MONTH).union(WordClass::DEICTIC_DAY);

/// Whether a word that names an event elsewhere is an adjective here: "to be fair", "the final quarter".
fn is_adjective_here(clause: &Clause<'_>, at: usize) -> bool {
    if !clause.tokens[at].is(WordClass::ADJECTIVE_NOUN) {
        return false;
    }
    let closed = WordClass::PREPOSITION
        | WordClass::CONJUNCTION
        | WordClass::AUXILIARY
        | WordClass::MODAL
        | WordClass::VERB_PAST
        | WordClass::EVENT_VERB
        | WordClass::RELATIVE
        | WordClass::SUBORDINATOR
        | WordClass::DETERMINER
        | WordClass::ADVERB
        | WordClass::LOOKS_BACK
        | WordClass::PRONOUN_SUBJECT
        | WordClass::NEGATION
        | CALENDAR;
    let describes = clause.tokens[..clause.end].get(at + 1).is_some_and(|next| {
        let open =
            !next.is(closed) || next.is(WordClass::EVENT_NOUN) || next.is_capitalised() && !next.is(CALENDAR);
        next.kind == TokenKind::Word && open
    });
    // "The Ohio primary winner": the Ohio primary is an event.
    let named = at > clause.first && clause.tokens[at - 1].is_capitalised();
    describes && !named || clause.is(clause.before(at), WordClass::BE)
}

/// Whether a plural only counts: "by 40 votes", "40 votes to 12".
fn is_tally(clause: &Clause<'_>, at: usize) -> bool {
    let number = |i: usize| {
        let token = &clause.tokens[i];
        token.kind == TokenKind::Number || token.is(WordClass::NUMBER)
    };
    if at == clause.first || !clause.text(at).ends_with('s') || !number(at - 1) {
        return false;
    }
    let by = (clause.first..at - 1)
        .rev()
        .find(|i| !number(*i))
        .is_some_and(|i| clause.tokens[i].is(WordClass::AGENT));
    by || at + 2 < clause.end && clause.tokens[at + 1].is(WordClass::TO) && number(at + 2)
}

/// Whether a word belongs to the verb right before it: "pushed back".
fn is_lone_particle(clause: &Clause<'_>, at: usize) -> bool {
    let particle = clause.tokens[at].is(WordClass::EVENT_PARTICLE) && at > clause.first;
    particle && {
        let before = &clause.tokens[at - 1];
        let verb = before.event_sense(clause.prose).filter(|_| before.is(WordClass::EVENT_VERB));
        verb.is_some_and(|word| word.verb.is_some()) && !before.is(WordClass::AUXILIARY | WordClass::MODAL)
    }
}

/// Whether the noun phrase behind a verb names an event: "held a meeting", but not "reached the summit of the tower".
fn has_event_behind(clause: &Clause<'_>, at: usize) -> bool {
    let closes = |t: &&Token| t.kind == TokenKind::Word && !t.is(WordClass::PREPOSITION);
    let mut behind = clause.tokens[at + 1..clause.end.min(at + 7)].iter().take_while(closes);
    behind.any(|t| t.is(WordClass::EVENT_NOUN))
}

/// "Held open": how something is, and no event.
fn is_kept(clause: &Clause<'_>, at: usize) -> bool {
    let next = clause.tokens[..clause.end].get(at + 1);
    next.is_some_and(|t| t.is(WordClass::ADJECTIVE_VERB))
        && !clause.is(clause.behind(at + 1), WordClass::TIME_WORD)
}

/// A verb whose noun tells the event: "held a meeting".
fn lightened(word: EventWord) -> EventWord {
    EventWord { verb: word.verb.map(|(_, form, lemma)| (VerbKind::Light, form, lemma)), ..word }
}

/// Whether the verb at `at` and the noun behind it are one event: "took effect", "came into force".
pub(super) fn takes_effect(clause: &Clause<'_>, at: usize) -> bool {
    effect_end(clause, at).is_some()
}

/// Behind the noun of such a pair.
pub(super) fn effect_end(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let next =
        at + 1 + usize::from(clause.tokens.get(at + 1).is_some_and(|t| t.text(clause.prose) == "into"));
    let noun = next < clause.end && clause.tokens[next].is(WordClass::LIGHT_OBJECT);
    // The noun is looked at first: hardly a word has one behind it.
    let verb = noun.then(|| clause.tokens[at].event_sense(clause.prose))??.verb?;
    (verb.0 >= VerbKind::Phase || verb.0 == VerbKind::Process).then_some(next + 1)
}

fn begins_quotation(clause: &Clause<'_>, at: usize) -> bool {
    matches!(clause.tokens[at - 1].kind, TokenKind::DoubleMark | TokenKind::SingleMark | TokenKind::Dash)
        || clause.text(at - 1) == ":"
}

/// A noun phrase opens before the word: determiner, possessive, preposition other than *to*.
fn opens_noun(clause: &Clause<'_>, before: Option<usize>) -> bool {
    let Some(at) = before else { return false };
    let token = &clause.tokens[at];
    token.kind == TokenKind::Possessive
        || token.is(WordClass::POSSESSIVE)
        || token.is(WordClass::DETERMINER) && !token.is(WordClass::RELATIVE)
        || token.is(WordClass::ORDINAL)
}

fn is_preposition(clause: &Clause<'_>, before: Option<usize>) -> bool {
    clause.is(before, WordClass::PREPOSITION) && !clause.is_text(before, "to")
}

/// Whether the only reading, that of a verb, holds: participles before nouns do not count.
fn is_verb(clause: &Clause<'_>, at: usize, form: VerbForm) -> bool {
    let before = clause.before(at);
    match form {
        VerbForm::Past | VerbForm::Participle => {
            // "Packed lunches", "they sent “armed groups”"
            let marked = before.is_none_or(|b| clause.tokens[b].kind == TokenKind::DoubleMark)
                && followed_by_plural(clause, at);
            (!opens_noun(clause, before) || is_whole_subject(clause, before, at))
                && !is_preposition(clause, before)
                && !marked
                && !describes(clause, at)
        }
        VerbForm::Ing => {
            !opens_noun(clause, before) && !describes(clause, at) && !describes_noun(clause, before, at)
        }
        VerbForm::Base | VerbForm::Third => {
            !opens_noun(clause, before)
                && !is_preposition(clause, before)
                && !is_adjective(clause, before, at)
        }
    }
}

/// `the indices each fell`, `many died`: a determiner that is a whole subject, with no noun behind the verb.
fn is_whole_subject(clause: &Clause<'_>, before: Option<usize>, at: usize) -> bool {
    let closed = WordClass::PREPOSITION
        | WordClass::DETERMINER
        | WordClass::POSSESSIVE
        | WordClass::NUMBER
        | WordClass::EVENT_PARTICLE
        | WordClass::CONJUNCTION
        | WordClass::SUBORDINATOR
        | WordClass::TIME_WORD;
    clause.is(before, WordClass::STANDALONE)
        && clause.behind(at).is_none_or(|b| {
            let token = &clause.tokens[b];
            token.kind != TokenKind::Word || token.is(closed) || token.is_capitalised()
        })
}

/// `growing losses`: a form in -ing that describes the noun behind it.
fn describes_noun(clause: &Clause<'_>, before: Option<usize>, at: usize) -> bool {
    let closed = WordClass::PREPOSITION
        | WordClass::CONJUNCTION
        | WordClass::AUXILIARY
        | WordClass::DETERMINER
        | WordClass::POSSESSIVE
        | WordClass::PRONOUN_OBJECT
        | WordClass::SUBORDINATOR
        | WordClass::ADVERB
        | WordClass::NUMBER
        | WordClass::EVENT_PARTICLE
        | WordClass::TIME_WORD;
    clause.tokens[at].is(WordClass::DESCRIBING)
        && !clause.is(before, WordClass::BE)
        && clause.tokens[..clause.end]
            .get(at + 1)
            .is_some_and(|t| t.kind == TokenKind::Word && !t.is_capitalised() && !t.is(closed))
}

/// `stayed open`, `is free`: a base form that is an adjective behind another verb.
fn is_adjective(clause: &Clause<'_>, before: Option<usize>, at: usize) -> bool {
    clause.tokens[at].is(WordClass::ADJECTIVE_VERB)
        && clause.is(before, WordClass::BE | WordClass::EVENT_VERB)
        && !clause.is(clause.behind(at), WordClass::DETERMINER | WordClass::POSSESSIVE)
}

/// `announced sweeping cuts`, `promises increased costs`: a participle right between a verb with an object and a noun.
fn describes(clause: &Clause<'_>, at: usize) -> bool {
    let governs = |i: usize| {
        let token = &clause.tokens[i];
        let verb =
            token.event_sense(clause.prose).filter(|_| token.is(WordClass::EVENT_VERB)).and_then(|w| w.verb);
        verb.is_some_and(|(kind, form, _)| {
            let object = !matches!(kind, VerbKind::Phase | VerbKind::State | VerbKind::Light);
            object && matches!(form, VerbForm::Past | VerbForm::Third)
        }) && !token.is(WordClass::AUXILIARY)
    };
    at > clause.first && governs(at - 1) && followed_by_plural(clause, at)
}

/// `6.6 pounds`, `two counts`: a form that a number counts is a noun.
fn is_counted(clause: &Clause<'_>, at: usize, kind: VerbKind, form: VerbForm) -> bool {
    form == VerbForm::Third && kind != VerbKind::Listed && at > clause.first && {
        let before = &clause.tokens[at - 1];
        before.kind == TokenKind::Number || before.is(WordClass::NUMBER)
    }
}

/// `armed groups`: a participle right before a plural.
fn followed_by_plural(clause: &Clause<'_>, at: usize) -> bool {
    at + 1 < clause.end && plural_noun(clause, at + 1)
}

/// `the bombing`, `his sacking`: a verb in -ing behind a determiner.
fn gerund(clause: &Clause<'_>, at: usize, word: EventWord) -> Option<(Sense, &'static str)> {
    let (VerbKind::Listed | VerbKind::Happening, VerbForm::Ing, base) = word.verb? else { return None };
    let ends = clause.behind(at).is_none_or(|b| {
        let token = &clause.tokens[b];
        token.kind != TokenKind::Word
            || token.is(WordClass::PREPOSITION | WordClass::AUXILIARY | WordClass::VERB_PAST)
    });
    ends.then_some((Sense::Noun(NounKind::Happening, false), base))
}

/// Whether a form that can be both is a verb here.
fn prefers_verb(clause: &Clause<'_>, at: usize, form: VerbForm) -> bool {
    let (before, behind) = (clause.before(at), clause.behind(at));
    if opens_noun(clause, before) {
        return false;
    }
    let subject = clause.is(before, WordClass::PRONOUN_SUBJECT | WordClass::RELATIVE);
    // "According to exit polls": that *to* opens no infinitive.
    let to =
        before.filter(|b| clause.is_text(before, "to") && !clause.is(b.checked_sub(1), WordClass::ACCORDING));
    let modal = clause.is(before, WordClass::MODAL) || to.is_some();
    let object = clause.is(behind, WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::PRONOUN_OBJECT);
    let verb_follows = (at + 1..clause.end.min(at + 4)).any(|i| {
        let token = &clause.tokens[i];
        token.is(WordClass::MODAL | WordClass::VERB_PAST | WordClass::AUXILIARY)
            && !token.is(WordClass::DETERMINER)
    });
    match form {
        VerbForm::Base => {
            // "they plan", "will visit", "to attack"; "workers strike"
            subject
                || modal && !clause.is_text(behind, "of")
                || clause.is(before, WordClass::AUXILIARY) && !clause.is(before, WordClass::BE)
                || object && !is_preposition(clause, before)
                || before.is_some_and(|b| plural_noun(clause, b)) && !verb_follows
                || joins_modal(clause, before, at)
        }
        VerbForm::Third => {
            let name = before
                .is_some_and(|b| clause.tokens[b].is_capitalised() && clause.tokens[b].class.is_empty());
            subject
                || !verb_follows
                    && (object
                        || clause.is_text(behind, "to")
                        || name
                            && !clause.is(behind, WordClass::CONJUNCTION | WordClass::PREPOSITION)
                            && behind.is_some())
        }
        VerbForm::Past | VerbForm::Participle => !is_preposition(clause, before),
        VerbForm::Ing => {
            clause.is(before, WordClass::BE)
                || object
                || clause.is(behind, WordClass::PRONOUN_OBJECT)
                || before.is_some_and(|b| clause.text(b) == ",")
        }
    }
}

/// `will take off at noon and land in Oslo`: a base form that *and* joins to one behind a modal.
fn joins_modal(clause: &Clause<'_>, before: Option<usize>, at: usize) -> bool {
    clause.is(before, WordClass::CONJUNCTION)
        && clause
            .is(clause.behind(at), WordClass::PREPOSITION | WordClass::DETERMINER | WordClass::POSSESSIVE)
        && clause.sorts.any(Sort::Modal, at.saturating_sub(14)..at)
}

/// Whether the word has the form of a plural.
pub(super) fn plural_noun(clause: &Clause<'_>, at: usize) -> bool {
    let text = clause.text(at);
    let token = &clause.tokens[at];
    token.kind == TokenKind::Word
        && text.ends_with('s')
        && !text.ends_with("ss")
        && !token
            .is(WordClass::PREPOSITION | WordClass::DETERMINER | WordClass::AUXILIARY | WordClass::POSSESSIVE)
}

/// Verbs outside the list, known by their endings.
fn unlisted(clause: &Clause<'_>, at: usize) -> Option<(Sense, &'static str)> {
    let form = if clause.text(at).ends_with("ing") { VerbForm::Ing } else { VerbForm::Past };
    let before = clause.before(at);
    let verb = match form {
        VerbForm::Ing => {
            clause.is(before, WordClass::BE)
                || before.is_some_and(|b| clause.text(b) == ",")
                || clause.is(clause.behind(at), WordClass::DETERMINER | WordClass::POSSESSIVE)
        }
        // "Mid-sized jets"
        _ => {
            (!opens_noun(clause, before) || is_whole_subject(clause, before, at))
                && !is_preposition(clause, before)
                && !clause.text(at).contains('-')
        }
    };
    verb.then_some((Sense::Verb(VerbKind::Process, form), ""))
}
