//! Where the clause round a date looks: back, or ahead.

use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::WordClass;
use crate::knowledge::eventwords::{VerbForm, VerbKind};

/// Where a clause looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tense {
    /// Back: *met*, *was held*.
    Past,
    /// Ahead: *will meet*, *is to be held*.
    Future,
    /// Neither, or no verb is near.
    #[default]
    Open,
}

/// The tenses of one sentence, asked for from left to right; each token is looked at once or twice, however many dates
/// the sentence has.
pub(super) struct Tenses<'a> {
    prose: &'a str,
    tokens: &'a [Token],
    /// The tokens before this one have been looked at, and the last tense among them.
    seen: usize,
    before: Option<Tense>,
    /// The first token with a tense at or behind the place last asked about, once it has been looked for.
    ahead: Option<(usize, Tense)>,
}

impl<'a> Tenses<'a> {
    /// Of the sentence made of `tokens`.
    pub(super) fn new(prose: &'a str, tokens: &'a [Token]) -> Self {
        Self { prose, tokens, seen: 0, before: None, ahead: None }
    }

    /// The tense that governs the token `at`, which is not before any asked about earlier: that of the nearest verb
    /// before it, else of the first one behind.
    pub(super) fn around(&mut self, at: usize) -> Tense {
        // "The funeral is on Friday": nothing between *is* and the date but its preposition.
        if at >= 2 && self.tokens[at - 1].is(WordClass::PREPOSITION) {
            let be = &self.tokens[at - 2];
            if be.is(WordClass::BE) && !be.is(WordClass::VERB_PAST) {
                return Tense::Future;
            }
        }
        // "Will be the fourth visitor since Friday": what lasts began.
        let since = at >= 1 && self.tokens[at - 1].text(self.prose) == "since";
        if since || self.is_when_told(at) || self.is_reason(at) {
            return Tense::Past;
        }
        if self.is_awaited(at) {
            return Tense::Future;
        }
        if let Some(tense) = self.of_clause_behind(at) {
            return tense;
        }
        let tense_at = |i: usize| tense_at(self.prose, self.tokens, i);
        self.before = (self.seen..at).rev().find_map(tense_at).or(self.before);
        self.seen = self.seen.max(at);
        if let Some(tense) = self.before {
            return tense;
        }
        if self.ahead.is_none_or(|(place, _)| place < at) {
            let next = (at..self.tokens.len()).find_map(|i| Some((i, tense_at(i)?)));
            self.ahead = next.or(Some((usize::MAX, Tense::Open)));
        }
        self.ahead.map_or(Tense::Open, |(_, tense)| tense)
    }
}

impl Tenses<'_> {
    /// "A debate Thursday night, when many called him dull": the clause that the day begins says that it was; "on Thursday
    /// after she meets the king" that it will be.
    fn of_clause_behind(&self, at: usize) -> Option<Tense> {
        let day = |t: &Token| t.is(WordClass::TIME_WORD | WordClass::WEEKDAY) || t.kind == TokenKind::Number;
        let behind = at + self.tokens[at..].iter().take(5).take_while(|t| day(t)).count();
        let comma = self.tokens.get(behind).is_some_and(|t| t.is_punct(self.prose, ','));
        let link = if behind > at { behind + usize::from(comma) } else { return None };
        let when = match self.tokens.get(link)?.text(self.prose) {
            "when" => true,
            "after" | "once" => false,
            _ => return None,
        };
        let mut clause = link + 1..self.tokens.len().min(link + 8);
        let tense = clause.find_map(|i| tense_at(self.prose, self.tokens, i))?;
        (when || tense == Tense::Future).then_some(tense)
    }

    /// "Ahead of the vote on Monday", "in the run-up to Monday’s vote", "come November": the day is awaited.
    fn is_awaited(&self, at: usize) -> bool {
        let text = |i: usize| self.tokens.get(i).map_or("", |t| t.text(self.prose));
        let awaits =
            |i: usize| matches!((text(i), text(i + 1)), ("ahead", "of") | ("run-up" | "runup", "to"));
        let come = at > 0 && text(at - 1) == "come";
        let Some(from) = (at.saturating_sub(AWAITED)..at).rev().find(|i| awaits(*i)) else { return come };
        let verb = |i: usize| tense_at(self.prose, self.tokens, i).is_some();
        come || !(from + 2..at).any(|i| verb(i) || self.tokens[i].is_punct(self.prose, ','))
    }

    /// "Will vote for him because of the slaying on Friday": what is a reason was.
    fn is_reason(&self, at: usize) -> bool {
        let of =
            (at.saturating_sub(OBJECT)..at).rev().find(|i| self.tokens[*i].text(self.prose) == "because");
        of.is_some_and(|i| {
            self.tokens[i + 1].text(self.prose) == "of"
                && !(i + 1..at).any(|j| tense_at(self.prose, self.tokens, j).is_some())
        })
    }

    /// "Announced plans for a bridge on Monday": the weekday is that of the announcement.
    fn is_when_told(&self, at: usize) -> bool {
        let weekday = |i: usize| self.tokens.get(i).is_some_and(|t| t.is(WordClass::WEEKDAY));
        if !weekday(at) {
            return false;
        }
        let told = |i: usize| {
            self.tokens[i].is(WordClass::AHEAD)
                && self.tokens[i - 1].is(WordClass::VERB_PAST | WordClass::CUE_PARTICIPLE)
                && !self.tokens[i - 1].is(WordClass::AUXILIARY)
                && self.tokens.get(i + 1).is_some_and(|t| t.text(self.prose) == "for")
        };
        let (from, to) = (at.saturating_sub(OBJECT).max(1), at.max(1));
        let Some(plans) = (from..to).rev().find(|i| told(*i)) else { return false };
        !(plans + 1..at).any(|i| tense_at(self.prose, self.tokens, i).is_some())
    }
}

/// Most words from *ahead of* to the day.
const AWAITED: usize = 8;

/// Most words from *plans for* to the weekday behind it.
const OBJECT: usize = 10;

/// The tense that the token says, if it is part of a verb.
pub(super) fn tense_at(prose: &str, tokens: &[Token], at: usize) -> Option<Tense> {
    let token = &tokens[at];
    if token.kind != TokenKind::Word {
        return None;
    }
    if token.is(WordClass::MODAL) && !token.is_capitalised() {
        return Some(Tense::Future);
    }
    if token.is(WordClass::AHEAD) && looks_ahead(prose, tokens, at) {
        // "Had been expected to choose a leader on Saturday": the day is over.
        let over = at > 1 && tokens[at - 1].text(prose) == "been" && tokens[at - 2].text(prose) == "had";
        return Some(if over { Tense::Past } else { Tense::Future });
    }
    // "postponed to", "put off until"
    let phrasal = token.text(prose) == "off" && at > 0 && tokens[at - 1].text(prose) == "put";
    if (token.is(WordClass::PUTS_OFF) || phrasal)
        && tokens.get(at + 1).is_some_and(|t| matches!(t.text(prose), "to" | "until" | "till"))
    {
        return Some(Tense::Future);
    }
    if token.is(WordClass::MOVES) && moves_to_day(prose, tokens, at) {
        return Some(Tense::Future);
    }
    if token.is(WordClass::VERB_PAST) {
        // "Was to meet", but "sought to meet".
        let was = token.is(WordClass::BE) && infinitive_follows(prose, tokens, at);
        let ahead = was || led_by_modal(prose, tokens, at);
        return Some(if ahead { Tense::Future } else { Tense::Past });
    }
    if token.is(WordClass::AUXILIARY) {
        return infinitive_follows(prose, tokens, at).then_some(Tense::Future);
    }
    if plain_present(prose, tokens, at) {
        return Some(Tense::Future);
    }
    let text = token.text(prose);
    if text.len() > 4 && text.ends_with("ing") && at > 0 && !token.is_capitalised() {
        let before = tokens[at - 1].text(prose);
        // "will resign after losing a vote on Monday"
        if matches!(before, "after" | "since" | "for") {
            return Some(Tense::Past);
        }
        // "Is coming off a strong debate on Thursday", "is recovering from a crash on Monday"
        let be = tokens[at - 1].is(WordClass::BE);
        if be && tokens.get(at + 1).is_some_and(|t| matches!(t.text(prose), "off" | "from")) {
            return Some(Tense::Past);
        }
        // "Is girding for a debate on Thursday"
        if be && !tokens[at - 1].is(WordClass::VERB_PAST) && tokens[at - 1].text(prose) != "been" {
            let next = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|t| t.text(prose) == "up"));
            if tokens.get(next).is_some_and(|t| t.text(prose) == "for") {
                return Some(Tense::Future);
            }
        }
        // "He’s coming on Thursday"
        let contracted = ["’s", "'s", "’re", "'re", "’m", "'m"].iter().any(|end| before.ends_with(end));
        if contracted && token.is(WordClass::AHEAD) {
            return Some(Tense::Future);
        }
    }
    if token.class.is_empty() && text.len() > 4 && text.ends_with("ed") && !token.is_capitalised() {
        return Some(if led_by_modal(prose, tokens, at) { Tense::Future } else { Tense::Past });
    }
    None
}

/// "Moved to June 4", "pushed back until Monday", but not "moved to Oslo".
pub(in crate::analysis) fn moves_to_day(prose: &str, tokens: &[Token], at: usize) -> bool {
    let mut behind = tokens[at + 1..].iter().skip_while(|t| t.is(WordClass::EVENT_PARTICLE));
    let link = behind.next().is_some_and(|t| matches!(t.text(prose), "to" | "until" | "till"));
    let day = WordClass::MONTH | WordClass::WEEKDAY | WordClass::TIME_UNIT | WordClass::DEICTIC_DAY;
    let opener = WordClass::NUMBER | WordClass::DETERMINER | WordClass::ORDINAL | WordClass::LOOKS_BACK;
    link && behind.next().is_some_and(|t| {
        t.is(day)
            || (t.kind == TokenKind::Number || t.is(opener) || t.text(prose) == "next")
                && behind.next().is_some_and(|t| t.is(day | WordClass::SEASON))
    })
}

/// A verb in the present that is no saying: "the show opens on Monday". With a date, news looks ahead in it.
fn plain_present(prose: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if !token.is(WordClass::VERB) || token.is_capitalised() || token.is(WordClass::EVENT_NOUN) {
        return false;
    }
    let Some(word) = token.event_sense(prose) else { return false };
    let Some((kind, VerbForm::Third, _)) = word.verb else { return false };
    // Many such forms are plural nouns as well ("bombs"): a subject must stand before it and no object behind it.
    let subject = at > 0
        && (tokens[at - 1].is(WordClass::RELATIVE | WordClass::PRONOUN_SUBJECT)
            || tokens[at - 1].is_capitalised()
            || tokens[at - 1].is(WordClass::TIME_WORD)
                && !tokens[at - 1].is(WordClass::DETERMINER | WordClass::NUMBER)
            || at > 1 && tokens[at - 2].is(WordClass::DETERMINER | WordClass::POSSESSIVE));
    // "Takes effect on Friday"
    let effect = usize::from(tokens.get(at + 1).is_some_and(|t| t.is(WordClass::LIGHT_OBJECT)));
    let follows = |t: &Token| t.is(WordClass::PREPOSITION | WordClass::TIME_WORD);
    let alone = tokens.get(at + 1 + effect).is_some_and(follows);
    let subject = subject && alone;
    subject && word.noun.is_none() && !matches!(kind, VerbKind::Saying | VerbKind::Thinking)
}

/// Whether *expected*, *due* … at `at` really looks ahead: "plans to meet", "is due on Friday", but not "agreed on Friday".
fn looks_ahead(prose: &str, tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1) else { return false };
    // "She is leaving on Friday", but "they were meeting on Friday", which tells of what was.
    let text = tokens[at].text(prose);
    if text.ends_with("ing") {
        let be = at > 0 && tokens[at - 1].is(WordClass::BE) && !tokens[at - 1].is(WordClass::VERB_PAST);
        let infinitive = next.text(prose) == "to"
            && tokens.get(at + 2).is_some_and(|t| t.is(WordClass::VERB | WordClass::AUXILIARY));
        // "Coming off a loss on Thursday", "coming from Oslo": that lies behind.
        let behind = matches!(next.text(prose), "off" | "from");
        return infinitive || be && next.is(WordClass::PREPOSITION) && !behind;
    }
    // "Rejected the plan on Monday" looks back; only a plan *to do* something is one for that day.
    if is_noun(prose, tokens, at) {
        return infinitive_follows(prose, tokens, at);
    }
    let be = tokens[..at].iter().rev().take(2).any(|t| t.is(WordClass::BE));
    // "plans a second expedition", "expects a storm": the present form is enough.
    // But "set fire to the hall on Sunday", and "a strike due on Friday".
    let present = tokens[at].is(WordClass::VERB) && !tokens[at].is(WordClass::SAME_PAST);
    let of_event = at > 0 && tokens[at - 1].is(WordClass::EVENT_NOUN) && !tokens[at].is(WordClass::VERB);
    let be = be || of_event;
    present || matches!(next.text(prose), "to" | "for") || be && next.is(WordClass::PREPOSITION)
}

/// Whether *plan* at `at` is a noun: behind a determiner, or one word further on with a preposition behind it.
fn is_noun(prose: &str, tokens: &[Token], at: usize) -> bool {
    let opened = |back: usize| {
        at.checked_sub(back).is_some_and(|i| {
            let token = &tokens[i];
            token.kind == TokenKind::Possessive
                || token.is(WordClass::DETERMINER | WordClass::POSSESSIVE) && !token.is(WordClass::RELATIVE)
        })
    };
    let next = tokens.get(at + 1).filter(|t| !matches!(t.text(prose), "to" | "for"));
    let ends = next
        .is_some_and(|t| t.is(WordClass::PREPOSITION | WordClass::TIME_WORD) && !t.is(WordClass::DETERMINER));
    tokens[at].is(WordClass::VERB) && (opened(1) || ends && opened(2))
}

/// Whether `to` and a verb, or `be`, follow: "is to meet", "was to be".
fn infinitive_follows(prose: &str, tokens: &[Token], at: usize) -> bool {
    let to = tokens.get(at + 1).is_some_and(|t| t.text(prose) == "to");
    to && tokens.get(at + 2).is_some_and(|t| t.is(WordClass::VERB | WordClass::AUXILIARY))
}

/// Whether the participle at `at` belongs to a modal or an infinitive: "will be held", "to have been signed". One with
/// *have* looks back: "would have met".
fn led_by_modal(prose: &str, tokens: &[Token], at: usize) -> bool {
    let mut have = false;
    for token in tokens[..at].iter().rev().take(4) {
        if token.is(WordClass::MODAL) {
            return !have;
        }
        let text = token.text(prose);
        if text == "to" {
            return !have;
        }
        have |= text == "have";
        let adverb = token.class.is_empty() && text.ends_with("ly")
            || token.is(WordClass::NEGATION | WordClass::ADVERB);
        if !token.is(WordClass::AUXILIARY | WordClass::VERB) && !adverb {
            return false;
        }
    }
    false
}
