//! What speaks for and against listing an event in the outline.

use super::reading::{self, Clause};
use super::sorts::Sort;
use super::{Page, Sense};
use crate::analysis::tokens::TokenKind;
use crate::knowledge::WordClass;
use crate::knowledge::event_idioms;
use crate::knowledge::eventwords::{NounKind, VerbForm, VerbKind};

bitflags::bitflags! {
    /// Signs round one event mention. `en/event_weights.tsv` says what each is worth, by these names.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Signs: u64 {
        /// A verb of something that happens.
        const VERB_HAPPENING = 1 << 0;
        /// A verb of something that goes on.
        const VERB_PROCESS = 1 << 1;
        /// A verb of saying.
        const VERB_SAYING = 1 << 2;
        /// A verb of thinking or wanting.
        const VERB_THINKING = 1 << 3;
        /// A verb of being.
        const VERB_STATE = 1 << 4;
        /// A verb of beginning or ending.
        const VERB_PHASE = 1 << 5;
        /// A verb that says little by itself.
        const VERB_LIGHT = 1 << 6;
        /// A noun that editors list.
        const NOUN_LISTED = 1 << 7;
        /// A noun for a happening.
        const NOUN_HAPPENING = 1 << 8;
        /// A noun for a process or result.
        const NOUN_PROCESS = 1 << 9;
        /// A finite past form.
        const PAST = 1 << 10;
        /// A present form, as headlines use it.
        const PRESENT = 1 << 11;
        /// Behind *to*.
        const INFINITIVE = 1 << 12;
        /// A form in -ing.
        const ING = 1 << 13;
        /// Behind a form of *be*.
        const PASSIVE = 1 << 14;
        /// Behind a modal.
        const MODAL = 1 << 15;
        /// With *not*, *no*, *never*.
        const NEGATED = 1 << 16;
        /// In a clause with *if*.
        const CONDITIONAL = 1 << 17;
        /// A date stands in the sentence.
        const DATED = 1 << 18;
        /// A date stands within eight words.
        const DATE_NEAR = 1 << 19;
        /// A name stands before it in the sentence.
        const NAME_BEFORE = 1 << 20;
        /// A name stands behind it in the sentence.
        const NAME_BEHIND = 1 << 21;
        /// The word right before is a name.
        const NAME_SUBJECT = 1 << 22;
        /// In quotation marks.
        const QUOTED = 1 << 23;
        /// In the first sentence of its block.
        const FIRST_SENTENCE = 1 << 24;
        /// Behind *the*, *this* or a possessive.
        const DEFINITE = 1 << 25;
        /// A plural noun.
        const PLURAL = 1 << 26;
        /// A number stands within five words.
        const NUMBER_NEAR = 1 << 27;
        /// *recent*, *last*, *latest* stands before the noun.
        const RECENT = 1 << 28;
        /// In the headline or a line that looks like one.
        const HEADLINE = 1 << 29;
        /// In the first paragraph of the copy.
        const LEDE = 1 << 30;
        /// In the second or third paragraph.
        const EARLY = 1 << 31;
        /// Mentioned more than once.
        const REPEATED = 1 << 32;
        /// The main verb: the first finite one of its sentence.
        const MAIN = 1 << 33;
        /// Object of a verb that says little: *held a meeting*.
        const LIGHT_OBJECT = 1 << 34;
        /// Right behind *of*, *for*, *about*: told of in passing.
        const OF = 1 << 35;
        /// A verb that editors list.
        const VERB_LISTED = 1 << 36;
        /// A verb of telling the public.
        const VERB_ANNOUNCING = 1 << 37;
        /// Its sentence tells of something that editors would rather list.
        const RIVAL = 1 << 38;
        /// The first of its sentence that is worth telling.
        const FIRST_EVENT = 1 << 39;
        /// The nearest to its date.
        const DATE_OWNER = 1 << 40;
        /// Its date stands right beside it.
        const DATE_ADJACENT = 1 << 41;
        /// In a clause with *who* or *which*.
        const RELATIVE = 1 << 42;
        /// In a clause with *when*, *after*, *because*.
        const SUBORDINATE = 1 << 43;
        /// Behind a form of *have*.
        const PERFECT = 1 << 44;
        /// Behind *a*.
        const INDEFINITE = 1 << 45;
        /// A noun that only describes the noun behind it: *strike* ballot. Also what a set phrase holds: line of *attack*.
        const MODIFIER = 1 << 46;
        /// The subject is a pronoun.
        const PRONOUN = 1 << 47;
        /// A participle right behind its noun: *weapons found in the lake*.
        const REDUCED = 1 << 48;
        /// The headline has the word too.
        const ECHO = 1 << 49;
        /// Its date lies more than a year before publication.
        const DATE_OLD = 1 << 50;
        /// Its date is a month or more.
        const DATE_COARSE = 1 << 51;
        /// Its date lies behind publication.
        const DATE_AHEAD = 1 << 52;
        /// Its date stands in another sentence.
        const INHERITED = 1 << 53;
        /// A verb that says of a noun nearby what became of it: the hearing was *listed*.
        const OF_EVENT = 1 << 54;
        /// A noun with such a verb.
        const TOLD_OF = 1 << 55;
        /// Behind a date with *’s*: next month’s *election*.
        const DATE_POSSESSIVE = 1 << 56;
        /// In the fourth sentence of its block or later.
        const LATER = 1 << 57;
        /// Its block has four sentences or more: copy whose paragraphs are lost, or a column.
        const LONG_BLOCK = 1 << 58;
        /// It was called off or put off.
        const PUT_OFF = 1 << 59;
        /// Behind *would*, *must* and the like.
        const UNREAL = 1 << 61;
        /// Behind *due to*, *plans to*, *agreed to*.
        const LOOKS_AHEAD = 1 << 62;
        /// A form in -ing behind a form of *be*.
        const PROGRESSIVE = 1 << 63;
    }
}

/// Words within which a date or number counts as near.
const NEAR: usize = 8;

/// Words within which anything counts, so that a sentence without end costs no more than a long one.
const REACH: usize = 40;

/// The signs that the block alone shows.
pub(super) fn of(page: &Page<'_>, clause: &Clause<'_>, at: usize, sense: Sense, sentence: u32) -> Signs {
    let mut signs = kind(sense);
    signs.set(Signs::FIRST_SENTENCE, sentence == 0);
    signs.set(Signs::LATER, sentence >= 3);
    signs.set(Signs::LONG_BLOCK, page.long);
    signs |= form(clause, at, sense);
    signs |= round(clause, at);
    signs.set(Signs::MODIFIER, signs.contains(Signs::MODIFIER) || is_idiom(clause, at));
    let token = &page.tokens[at];
    // Parts are in order of their start, nested ones behind the one they stand in: a few steps back are enough.
    let parts = &page.quotes.parts;
    let behind = parts.partition_point(|q| q.range.start <= token.range.start);
    let quoted = parts[..behind].iter().rev().take(8).any(|q| q.range.covers(token.range));
    signs.set(Signs::QUOTED, quoted);
    let (start, end) = (clause.tokens[clause.first].range.start, clause.tokens[clause.end - 1].range.end);
    let near = |r: crate::text::ByteRange| {
        let low = clause.tokens[at.saturating_sub(NEAR).max(clause.first)].range.start;
        let high = clause.tokens[(at + NEAR).min(clause.end - 1)].range.end;
        low <= r.start && r.end <= high
    };
    for date in page.dates_between(start, end).iter().filter(|d| d.is_calendar()) {
        signs |= Signs::DATED;
        signs.set(Signs::DATE_NEAR, signs.contains(Signs::DATE_NEAR) || near(date.range));
    }
    signs
}

/// Whether the word at `at` is one of a set phrase that tells of no event.
fn is_idiom(clause: &Clause<'_>, at: usize) -> bool {
    let is = |i: usize, word: &str| i < clause.end && clause.text(i).eq_ignore_ascii_case(word);
    event_idioms::of(clause.text(at)).iter().any(|idiom| {
        let first = at.checked_sub(idiom.before.len()).filter(|first| *first >= clause.first);
        first.is_some_and(|first| idiom.before.iter().enumerate().all(|(i, word)| is(first + i, word)))
            && idiom.behind.iter().enumerate().all(|(i, word)| is(at + 1 + i, word))
    })
}

fn kind(sense: Sense) -> Signs {
    match sense {
        Sense::Verb(VerbKind::Listed, _) => Signs::VERB_LISTED,
        Sense::Verb(VerbKind::Happening, _) => Signs::VERB_HAPPENING,
        Sense::Verb(VerbKind::Announcing, _) => Signs::VERB_ANNOUNCING,
        Sense::Verb(VerbKind::Process, _) => Signs::VERB_PROCESS,
        Sense::Verb(VerbKind::Saying, _) => Signs::VERB_SAYING,
        Sense::Verb(VerbKind::Thinking, _) => Signs::VERB_THINKING,
        Sense::Verb(VerbKind::State, _) => Signs::VERB_STATE,
        Sense::Verb(VerbKind::Phase, _) => Signs::VERB_PHASE,
        Sense::Verb(VerbKind::Light, _) => Signs::VERB_LIGHT,
        Sense::Noun(NounKind::Listed, _) => Signs::NOUN_LISTED,
        Sense::Noun(NounKind::Happening, _) => Signs::NOUN_HAPPENING,
        Sense::Noun(NounKind::Process | NounKind::Thing, _) => Signs::NOUN_PROCESS,
    }
}

/// Tense, mood and number.
fn form(clause: &Clause<'_>, at: usize, sense: Sense) -> Signs {
    let before = clause.before(at);
    let is = |class| before.is_some_and(|b| clause.tokens[b].is(class));
    let mut signs = Signs::empty();
    match sense {
        Sense::Verb(_, form) => {
            signs.set(Signs::PASSIVE, is(WordClass::BE));
            signs.set(Signs::INFINITIVE, before.is_some_and(|b| clause.text(b) == "to"));
            signs.set(Signs::ING, form == VerbForm::Ing);
            signs.set(Signs::PROGRESSIVE, form == VerbForm::Ing && is(WordClass::BE));
            signs.set(Signs::LOOKS_AHEAD, signs.contains(Signs::INFINITIVE) && is_due(clause, before));
            let bare = !signs.contains(Signs::INFINITIVE) && !is(WordClass::MODAL);
            // "Was born", "the government put off": the base form can be the past as well.
            let plural = before.is_some_and(|b| reading::plural_noun(clause, b));
            let same = form == VerbForm::Base
                && bare
                && clause.tokens[at].is(WordClass::VERB_PAST | WordClass::SAME_PAST)
                && !plural;
            let past = matches!(form, VerbForm::Past | VerbForm::Participle) || same;
            signs.set(Signs::PAST, past);
            signs.set(Signs::PRESENT, matches!(form, VerbForm::Base | VerbForm::Third) && bare && !past);
            let finite = !signs.intersects(Signs::INFINITIVE | Signs::ING);
            let main = finite && !clause.sorts.any(Sort::Past, at.saturating_sub(REACH)..at);
            signs.set(Signs::MAIN, main);
            signs.set(
                Signs::PERFECT,
                is(WordClass::AUXILIARY) && !is(WordClass::BE) || has_been(clause, before),
            );
            signs.set(Signs::PRONOUN, is(WordClass::PRONOUN_SUBJECT));
            signs.set(Signs::REDUCED, signs.contains(Signs::PAST) && is_reduced(clause, at));
            signs |= clause_kind(clause, at);
        }
        Sense::Noun(_, plural) => {
            signs.set(
                Signs::INDEFINITE,
                before.is_some_and(|b| matches!(clause.text(b), "a" | "an" | "A" | "An")),
            );
            signs.set(Signs::MODIFIER, is_modifier(clause, at, plural));
            signs.set(Signs::PLURAL, plural);
            signs.set(Signs::OF, before.is_some_and(|b| matches!(clause.text(b), "of" | "for" | "about")));
            signs |= noun_phrase(clause, at);
        }
    }
    signs
}

/// `is due to`, `agreed to`
fn is_due(clause: &Clause<'_>, to: Option<usize>) -> bool {
    to.and_then(|to| clause.before(to)).is_some_and(|b| clause.tokens[b].is(WordClass::AHEAD))
}

/// `has been held`
fn has_been(clause: &Clause<'_>, before: Option<usize>) -> bool {
    before.is_some_and(|b| {
        matches!(clause.text(b), "been" | "being")
            && clause.before(b).is_some_and(|h| clause.tokens[h].is(WordClass::AUXILIARY))
    })
}

/// Whether the past form at `at` only describes the noun before it: a finite verb comes behind it, or *by*.
fn is_reduced(clause: &Clause<'_>, at: usize) -> bool {
    let noun = clause.before(at).is_some_and(|b| {
        let token = &clause.tokens[b];
        let closed =
            WordClass::AUXILIARY | WordClass::PRONOUN_SUBJECT | WordClass::RELATIVE | WordClass::CONJUNCTION;
        token.kind == TokenKind::Word && !token.is(closed)
    });
    let by = clause.tokens.get(at + 1).is_some_and(|t| t.text(clause.prose) == "by");
    let finite = || {
        let mut behind = clause.tokens[at + 1..clause.end.min(at + NEAR + 1)].iter();
        behind
            .by_ref()
            .take_while(|t| {
                t.kind == TokenKind::Word
                    && !t.is(WordClass::RELATIVE | WordClass::SUBORDINATOR | WordClass::CONJUNCTION)
            })
            .any(|t| t.is(WordClass::VERB_PAST | WordClass::AUXILIARY | WordClass::MODAL))
    };
    noun && (by || finite())
}

/// Whether the clause of a verb begins with a relative or a subordinating word.
fn clause_kind(clause: &Clause<'_>, at: usize) -> Signs {
    for i in (clause.first..at).rev().take(NEAR + 2) {
        let token = &clause.tokens[i];
        if token.is(WordClass::RELATIVE) && !token.is(WordClass::DETERMINER) {
            return Signs::RELATIVE;
        }
        if token.is(WordClass::SUBORDINATOR) {
            return Signs::SUBORDINATE;
        }
        if token.kind == TokenKind::Punct || token.kind == TokenKind::DoubleMark {
            break;
        }
    }
    Signs::empty()
}

/// Whether the word at `at` has the base form of a verb.
fn is_base(clause: &Clause<'_>, at: usize) -> bool {
    let verb = clause.tokens[at].event_sense(clause.prose).and_then(|word| word.verb);
    verb.is_some_and(|(_, form, _)| form == VerbForm::Base)
}

/// Words that are no noun which the words before them could describe.
pub(super) const NO_NOUN: WordClass = WordClass::PREPOSITION
    .union(WordClass::CONJUNCTION)
    .union(WordClass::AUXILIARY)
    .union(WordClass::MODAL)
    .union(WordClass::VERB_PAST)
    .union(WordClass::RELATIVE)
    .union(WordClass::SUBORDINATOR)
    .union(WordClass::DETERMINER)
    .union(WordClass::ADVERB)
    .union(WordClass::TIME_WORD)
    .union(WordClass::PRONOUN_SUBJECT)
    .union(WordClass::NEGATION);

/// Whether the noun at `at` only describes the one behind it.
fn is_modifier(clause: &Clause<'_>, at: usize, plural: bool) -> bool {
    at + 1 < clause.end
        && {
            let next = &clause.tokens[at + 1];
            next.kind == TokenKind::Word
            && !next.is(NO_NOUN)
            && !next.is_capitalised()
            && !clause.text(at + 1).ends_with("ed")
            && !clause.text(at + 1).ends_with("ly")
            // "Talks resume", but "the opening question": no verb of this form stands behind one.
            && (!next.is(WordClass::VERB) || next.is(WordClass::EVENT_NOUN) || !plural && is_base(clause, at + 1))
            // "Car sales plunge"
            && !(next.is(WordClass::EVENT_VERB)
                && (plural || !is_base(clause, at + 1))
                && matches!(reading::read(clause, at + 1), Some((Sense::Verb(..), _))))
        }
}

/// What stands in front of a noun: definite, recent, object of a light verb.
fn noun_phrase(clause: &Clause<'_>, at: usize) -> Signs {
    let mut signs = Signs::empty();
    for i in (clause.first..at).rev().take(5) {
        let token = &clause.tokens[i];
        let text = clause.text(i);
        if token.is(WordClass::LOOKS_BACK) {
            signs |= Signs::RECENT;
        }
        if token.is(WordClass::POSSESSIVE)
            || token.kind == TokenKind::Possessive
            || matches!(text, "the" | "The" | "this")
        {
            signs |= Signs::DEFINITE;
        }
        if token.is(WordClass::LIGHT_VERB) {
            signs |= Signs::LIGHT_OBJECT;
        }
        let stops =
            token.kind == TokenKind::Punct || token.is(WordClass::PREPOSITION | WordClass::CONJUNCTION);
        if stops || token.is(WordClass::LIGHT_VERB | WordClass::VERB_PAST) {
            break;
        }
    }
    signs
}

/// Modals, negations, conditions, names and numbers round the word.
fn round(clause: &Clause<'_>, at: usize) -> Signs {
    let sorts = &clause.sorts;
    let (far, near) = (at.saturating_sub(REACH), at.saturating_sub(4));
    let mut signs = Signs::empty();
    signs.set(Signs::NUMBER_NEAR, sorts.any(Sort::Number, at.saturating_sub(5)..at + 6));
    signs.set(Signs::NAME_BEFORE, sorts.any(Sort::Name, far..at));
    signs.set(Signs::NAME_BEHIND, sorts.any(Sort::Name, at + 1..at + REACH));
    signs.set(Signs::NAME_SUBJECT, clause.before(at).is_some_and(|b| sorts.any(Sort::Name, b..b + 1)));
    signs.set(Signs::MODAL, sorts.any(Sort::Modal, near..at));
    let modal = (clause.first.max(near)..at).rev().find(|i| sorts.any(Sort::Modal, *i..*i + 1));
    signs.set(Signs::UNREAL, modal.is_some_and(|i| clause.tokens[i].is(WordClass::UNREAL_MODAL)));
    signs.set(Signs::NEGATED, sorts.any(Sort::Negation, near..at));
    signs.set(Signs::CONDITIONAL, sorts.any(Sort::Condition, far..at));
    signs
}
