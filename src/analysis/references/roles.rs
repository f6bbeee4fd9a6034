//! How prominent a reference is in its sentence, by the words beside it.

use super::{ReferenceKind, Role, Words};
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::{WordClass, rolewords};

/// Words behind which a clause begins.
const OPENS_CLAUSE: WordClass = WordClass::CONJUNCTION
    .union(WordClass::SUBORDINATOR)
    .union(WordClass::RELATIVE)
    .union(WordClass::ADVERB)
    .union(WordClass::CUE);

/// Words that may stand between the beginning of a clause and a name: `her daughter Adwoa`.
const BEFORE_NAME: WordClass = WordClass::DETERMINER
    .union(WordClass::TITLE_MODIFIER)
    .union(WordClass::POSSESSIVE)
    .union(WordClass::MALE_NOUN)
    .union(WordClass::FEMALE_NOUN);

/// Words that open a question.
const QUESTION: WordClass = WordClass::SUBORDINATOR.union(WordClass::RELATIVE).union(WordClass::ADVERB);

/// Words that are no nouns.
const NO_NOUN: WordClass = OPENS_CLAUSE
    .union(WordClass::PREPOSITION)
    .union(WordClass::AUXILIARY)
    .union(WordClass::MODAL)
    .union(WordClass::VERB)
    .union(WordClass::VERB_PAST);

/// Words of titles.
const TITLE_WORD: WordClass = WordClass::ROLE
    .union(WordClass::TITLE)
    .union(WordClass::HONORIFIC)
    .union(WordClass::TITLE_MODIFIER)
    .union(WordClass::DEMONYM)
    .union(WordClass::GIVEN_MALE)
    .union(WordClass::GIVEN_FEMALE);

/// Most words of a title that opens a sentence.
const LONG_TITLE: usize = 6;

/// Most words of whoever has a title to give: `the London station’s anchor Ann Roe`.
const LONGEST_OWNER: usize = 4;

/// Most words of a title between the name of a body and that of a person.
const TITLE_WORDS: usize = 4;

/// Whether a word that no list has looks like a noun for one and not like a verb: `cornerback`.
fn is_plain_noun(word: &str) -> bool {
    word.len() > 5 && !["ed", "ing", "s", "ly", "en"].iter().any(|ending| word.ends_with(ending))
}

impl Words<'_> {
    /// The role of a reference over the tokens `from..end` (its title included) in the sentence that begins at `first`.
    /// `opens` says that no subject stands before it in the sentence.
    pub(super) fn role(
        self,
        kind: ReferenceKind,
        first: usize,
        from: usize,
        end: usize,
        opens: bool,
    ) -> Role {
        let subject = match kind {
            ReferenceKind::Person(_) | ReferenceKind::Thing => {
                let token = &self.tokens[end - 1];
                if token.is(WordClass::POSSESSIVE)
                    && (!token.is(WordClass::PRONOUN_OBJECT) || self.noun_at(end))
                {
                    return Role::Owner;
                }
                token.is(WordClass::PRONOUN_SUBJECT)
                    || (self.begins(first, from) && !token.is(WordClass::PRONOUN_OBJECT))
            }
            // `Roe’s been asking`
            _ if self.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Possessive)
                && !self.is(end + 1, WordClass::BE | WordClass::NEGATION) =>
            {
                return Role::Owner;
            }
            // `Senator Ann Roe of Ohio asked`
            _ if from == first && self.is(end, WordClass::PREPOSITION) => true,
            _ if self.takes_view(first, from, end) => return Role::Topic,
            _ if self.only_says_which(from, end) => return Role::Owner,
            _ if self.is_asked_about(first, from) => true,
            _ => self.begins(first, from) && self.goes_on(end) || self.presented(first, from),
        };
        let beside = from > first && self.is(from - 1, WordClass::SUBORDINATOR | WordClass::RELATIVE);
        match (subject, opens && !beside) {
            (true, true) => Role::Topic,
            (true, false) => Role::Subject,
            (false, _) => Role::Object,
        }
    }

    /// Whether the name that ends before `end` only says of what somebody is the manager: `Northgate manager Ann Roe`.
    /// Where that person's name begins, if so.
    pub(super) fn modifies(self, end: usize) -> Option<usize> {
        let title = WordClass::ROLE | WordClass::TITLE | WordClass::TITLE_MODIFIER;
        let lower = |i: &usize| {
            self.tokens.get(*i).is_some_and(|t| {
                let agent = || t.class.is_empty() && rolewords::is_agent(t.text(self.prose));
                let unknown = || *i == end && t.class.is_empty() && is_plain_noun(t.text(self.prose));
                t.kind == TokenKind::Word && !t.is_capitalised() && (t.is(title) || agent() || unknown())
            })
        };
        let named = (end..end + TITLE_WORDS).find(|i| !lower(i)).unwrap_or(end);
        (named > end && self.tokens.get(named).is_some_and(Token::is_capitalised)).then_some(named)
    }

    /// `the Keller campaign`, `the Pulse nightclub`: the name that ends before `end` only says which one is meant.
    fn only_says_which(self, from: usize, end: usize) -> bool {
        let lower = |t: &&Token| t.kind == TokenKind::Word && !t.is_capitalised();
        let Some(noun) = self.tokens.get(end).filter(lower) else { return false };
        let definite = from.checked_sub(1).is_some_and(|b| self.is(b, WordClass::DETERMINER));
        noun.is(WordClass::BODY_NOUN) || definite && !noun.is(NO_NOUN)
    }

    /// `Then there is Keller.`
    fn presented(self, first: usize, from: usize) -> bool {
        let be = from.checked_sub(1).filter(|b| *b > first);
        be.is_some_and(|be| {
            let short = self.tokens[be].kind == TokenKind::Possessive;
            (short || self.is(be, WordClass::BE)) && self.is(be - 1, WordClass::EXPLETIVE)
                // `Among them was Keller.`
                || self.is(be, WordClass::BE)
                    && (self.is(first, WordClass::PREPOSITION)
                        || self.punct(be - 1, ',')
                        // `The man was Keller`
                        || self.is(first, WordClass::DETERMINER)
                            && be <= first + LONGEST_OWNER
                            && matches!(self.tokens[be].text(self.prose), "is" | "was"))
                || self.is(be, WordClass::EXPLETIVE)
        })
    }

    /// `For Keller, the plan is …`, `To Hill, …`, `As for Hill, …`: whose view the sentence gives.
    fn takes_view(self, first: usize, from: usize, end: usize) -> bool {
        let opener = &self.tokens[first];
        let whose = matches!(opener.text(self.prose), "For" | "To")
            && opener.is(WordClass::PREPOSITION | WordClass::TO);
        let turns = opener.is(WordClass::AS) && self.is(first + 1, WordClass::PREPOSITION | WordClass::TO);
        let open = first + 1 + usize::from(turns);
        (whose || turns)
            && self.punct(end, ',')
            && (open..=first + LONG_TITLE).contains(&from)
            && self.only_titles(open, from)
    }

    /// `Was Keller pleased?`, `Why did Hill resign?`: the subject of a question stands behind its verb.
    fn is_asked_about(self, first: usize, from: usize) -> bool {
        let verb = WordClass::AUXILIARY | WordClass::MODAL | WordClass::BE;
        let opens = |verb: usize| verb == first || verb == first + 1 && self.is(first, QUESTION);
        from.checked_sub(1).is_some_and(|before| before >= first && self.is(before, verb) && opens(before))
    }

    /// Whether nothing but titles and capitalised words stands in the tokens `from..to`.
    fn only_titles(self, from: usize, to: usize) -> bool {
        (from..to).all(|i| {
            self.is(i, TITLE_WORD)
                || i > from
                    && self.tokens[i].is_capitalised()
                    && !self.is(i, WordClass::PREPOSITION | WordClass::CONJUNCTION)
                || self.tokens[i].is_capitalised() && self.tokens[i].class.is_empty()
        })
    }

    /// Where the words begin that say what somebody is: `the nightly news` before the title of `anchor Ann Roe`; `before`
    /// where they begin with nothing.
    fn over_noun(self, first: usize, before: usize) -> usize {
        let lower = |i: &usize| {
            let token = &self.tokens[*i];
            token.kind == TokenKind::Word && !token.is_capitalised() && !token.is(NO_NOUN)
        };
        let words = (first..before).rev().take(LONGEST_OWNER).take_while(lower).count();
        let opener = (before - words).checked_sub(1).filter(|i| words > 0 && *i >= first);
        match opener {
            Some(i) if self.is(i, WordClass::DETERMINER) => i,
            Some(i) if self.tokens[i].kind == TokenKind::Possessive => i + 1,
            // `Browns cornerback Ann Roe`
            Some(i) if i == first && self.tokens[i].is_capitalised() && self.modifies(i + 1).is_some() => i,
            _ => before,
        }
    }

    /// `29-year-old`
    pub(super) fn is_age(self, at: usize) -> bool {
        let token = self.tokens.get(at).filter(|t| t.kind == TokenKind::Number);
        token.is_some_and(|t| t.text(self.prose).ends_with("-old"))
    }

    /// Where whoever has the mark of possession at `mark` begins: `the station` of `the station’s anchor`, `Mrs. Roe` of
    /// `Mrs. Roe’s niece`.
    pub(super) fn owner(self, first: usize, mark: usize) -> Option<usize> {
        let near = || (first..mark).rev().take(LONGEST_OWNER);
        let outside = WordClass::PREPOSITION | WordClass::CONJUNCTION | WordClass::SUBORDINATOR;
        let named = |i: &usize| {
            self.tokens[*i].is_capitalised() && !self.is(*i, outside | WordClass::DETERMINER)
                || self.is(*i, WordClass::HONORIFIC)
                || self.tokens[*i].is_punct(self.prose, '.')
                    && *i > first
                    && self.is(*i - 1, WordClass::HONORIFIC)
        };
        let name = near().take_while(named).last();
        let article = |i: &usize| self.is(*i, WordClass::DETERMINER);
        match name {
            Some(name) => Some(name.checked_sub(1).filter(|i| *i >= first).filter(article).unwrap_or(name)),
            None => near().find(article),
        }
    }

    /// Whether a clause can begin at `from`.
    fn begins(self, first: usize, from: usize) -> bool {
        let mut before = from;
        while before > first && (self.is(before - 1, BEFORE_NAME) || self.is_age(before - 1)) {
            before -= 1;
        }
        // `retired postman Jane Roe`
        let title = before < from || self.is(from, TITLE_WORD) && !self.tokens[from].is_capitalised();
        let past =
            |i: usize| !self.tokens[i].is_capitalised() && self.tokens[i].text(self.prose).ends_with("ed");
        if title && before > first + 1 && past(before - 1) && self.punct(before - 2, ',') {
            before -= 1;
        }
        before = self.over_noun(first, before);
        // `the station’s anchor Ann Roe`
        if before > first && self.tokens[before - 1].kind == TokenKind::Possessive {
            before = self.owner(first, before - 1).unwrap_or(before);
        }
        if before <= first {
            return true;
        }
        // `Northgate council leader Roe` of which only `Roe` was found.
        if self.is(before - 1, TITLE_WORD) && before - first <= LONG_TITLE && self.only_titles(first, before)
        {
            return true;
        }
        let last = &self.tokens[before - 1];
        match last.kind {
            TokenKind::DoubleMark | TokenKind::SingleMark | TokenKind::Dash => true,
            TokenKind::Punct => !last.is_punct(self.prose, '(') && !last.is_punct(self.prose, '-'),
            TokenKind::Word if last.is(WordClass::PREPOSITION) => last.is(WordClass::SUBORDINATOR),
            TokenKind::Word => last.is(OPENS_CLAUSE),
            _ => false,
        }
    }

    /// Whether what stands at `end` can go on from a subject: no end of the clause, no preposition.
    fn goes_on(self, end: usize) -> bool {
        // `and Senator Ann Roe of Ohio asked`
        let mut end = end;
        if self.is(end, WordClass::PREPOSITION) {
            let capital = |i: &usize| self.tokens.get(*i).is_some_and(Token::is_capitalised);
            let behind = (end + 1..end + 1 + TITLE_WORDS).find(|i| !capital(i)).unwrap_or(end + 1);
            let of = self.tokens[end].text(self.prose) == "of" && behind > end + 1;
            end = if of { behind } else { end };
        }
        self.tokens.get(end).is_some_and(|t| match t.kind {
            TokenKind::Word => !t.is(WordClass::PREPOSITION.union(WordClass::CONJUNCTION)),
            TokenKind::Punct => t.is_punct(self.prose, ',') || t.is_punct(self.prose, '('),
            // `Roe’s been asking`
            TokenKind::Dash | TokenKind::Possessive => true,
            _ => false,
        })
    }

    /// Whether a noun phrase begins at `at`: `her house`, but not `told her that`.
    fn noun_at(self, at: usize) -> bool {
        let function = WordClass::PREPOSITION
            | WordClass::CONJUNCTION
            | WordClass::SUBORDINATOR
            | WordClass::RELATIVE
            | WordClass::AUXILIARY
            | WordClass::MODAL
            | WordClass::DETERMINER
            | WordClass::PRONOUN_SUBJECT;
        self.tokens.get(at).is_some_and(|t| Token::is_wordlike(t) && !t.is(function))
    }
}
