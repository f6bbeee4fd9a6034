//! Quotations and their speakers.

use super::answer::{Gold, Quotation, meets, overlap};
use super::entities::{whom, words};
use super::tally::{Measure, Report};
use newsmark::analysis::speakers::{Quote, QuoteStatus, Speaker};
use newsmark::analysis::{Confidence, Place, Story};

/// What was found out about whom a speaker's phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Person {
    Right,
    Wrong,
    Silent,
}

/// Counts the quotations of one article, each pair of marks by itself.
pub fn compare(gold: &Gold, story: &Story, report: &mut Report) {
    let judge = Judge { gold, story, whom: whom(gold, story) };
    for quotation in &gold.quotations {
        let quote = judge.quote_at(quotation.place);
        if quotation.full {
            judge.full(quotation, quote, report);
        } else {
            judge.fragment(quotation, quote, report);
        }
    }
    judge.unspoken(&gold.scares, Measure::ScareKnown, "quotes/scare", report);
    judge.unspoken(&gold.terms, Measure::TermKnown, "quotes/term", report);
}

struct Judge<'a> {
    gold: &'a Gold,
    story: &'a Story,
    /// See [`whom`].
    whom: Vec<Option<String>>,
}

impl Judge<'_> {
    /// The inferred quotation that covers most of the place.
    fn quote_at(&self, place: Place) -> Option<&Quote> {
        let covered = |q: &&Quote| {
            let parts = q.parts.iter().filter(|p| p.block == place.block);
            parts.map(|p| overlap(p.range, place.range)).max().unwrap_or(0)
        };
        let best = self.story.article.quotes.iter().map(|q| &**q).max_by_key(covered)?;
        // A nickname in straight marks may lie inside a longer stretch; half of the words must be the same.
        (covered(&best) * 2 > place.range.len() as u32).then_some(best)
    }

    fn full(&self, quotation: &Quotation, quote: Option<&Quote>, report: &mut Report) {
        let speaker = quote.and_then(|q| q.speaker.as_ref());
        let phrase = speaker.is_some_and(|s| self.phrase_is_right(quotation, s));
        let person = speaker.map_or(Person::Silent, |s| self.person(quotation, s));
        report.count(Measure::FullPhrase, phrase);
        report.count(Measure::FullPerson, phrase && person == Person::Right);
        let unattributed = quote.filter(|q| q.status == QuoteStatus::Unattributed);
        let missing = unattributed.and_then(|q| q.missing);
        report.count(Measure::AlarmAny, missing.is_some() || quote.is_none());
        report.count(Measure::AlarmWarning, missing == Some(Confidence::High));
        if phrase && self.is_pronoun_or_description(speaker) {
            report.count(Measure::PronounWrong, person == Person::Wrong);
            report.count(Measure::PronounSilent, person == Person::Silent);
            if person != Person::Silent {
                report.count(Measure::PronounRight, person == Person::Right);
            }
        }
        let class = match (quote, phrase, person) {
            (None, ..) => "quotes/unfound",
            _ if missing.is_some() => "quotes/alarm",
            (_, false, _) => "quotes/phrase",
            (_, _, Person::Wrong) => "quotes/person-",
            (_, _, Person::Silent) => "quotes/silent",
            _ => return,
        };
        self.note(class, quotation, quote, report);
    }

    fn fragment(&self, quotation: &Quotation, quote: Option<&Quote>, report: &mut Report) {
        let speaker = quote.and_then(|q| q.speaker.as_ref());
        report.count(Measure::FragmentAnswered, speaker.is_some());
        let Some(speaker) = speaker else {
            self.note("quotes/fragment?", quotation, quote, report);
            return;
        };
        let right =
            self.phrase_is_right(quotation, speaker) && self.person(quotation, speaker) != Person::Wrong;
        report.count(Measure::FragmentPrecision, right);
        if !right {
            self.note("quotes/fragment", quotation, quote, report);
        }
    }

    fn unspoken(&self, places: &[Place], measure: Measure, class: &str, report: &mut Report) {
        for place in places {
            let quote = self.quote_at(*place);
            let spoken = quote.and_then(|q| q.speaker.as_ref());
            report.count(measure, spoken.is_none());
            if let Some(speaker) = spoken {
                let what = format!("{} is given to {:?}", words(self.story, *place), speaker.text);
                report.error(class, &self.gold.at(*place), &what);
            }
        }
    }

    fn phrase_is_right(&self, quotation: &Quotation, speaker: &Speaker) -> bool {
        let mentions = || self.gold.names.iter().chain(&self.gold.sources);
        quotation.by.iter().any(|by| {
            let marked = mentions().any(|m| m.to == *by && speaker.place.is_some_and(|p| meets(p, m.place)));
            let head = by.split_whitespace().last().unwrap_or(by);
            let unmarked = by.contains(' ') && speaker.text.to_lowercase().contains(&head.to_lowercase());
            marked || unmarked
        })
    }

    fn person(&self, quotation: &Quotation, speaker: &Speaker) -> Person {
        if self.is_called_right(quotation, speaker) {
            return Person::Right;
        }
        let named = |by: &String| self.gold.names.iter().any(|n| n.to == *by);
        let expected = quotation.by.iter().any(named);
        let found = speaker.entity.map(|e| self.whom[e as usize].as_ref());
        match found {
            Some(Some(id)) if quotation.by.contains(id) => Person::Right,
            Some(Some(_)) => Person::Wrong,
            Some(None) if expected => Person::Wrong,
            None if expected => Person::Silent,
            // Nobody has a name to give.
            _ => Person::Right,
        }
    }

    /// Whether the speaker is given the fullest name that the article has for one of the right people.
    fn is_called_right(&self, quotation: &Quotation, speaker: &Speaker) -> bool {
        let Some(name) = &speaker.name else { return false };
        quotation.by.iter().any(|by| {
            let names = self.gold.names.iter().filter(|n| n.to == *by).map(|n| words(self.story, n.place));
            names.max_by_key(|n| n.len()).is_some_and(|fullest| name.contains(fullest))
        })
    }

    fn is_pronoun_or_description(&self, speaker: Option<&Speaker>) -> bool {
        let named = |id: &str| self.gold.names.iter().any(|n| n.to == id);
        let Some(place) = speaker.and_then(|s| s.place) else { return false };
        let inside = |n: Place| meets(n, place);
        let name = self.gold.names.iter().any(|n| inside(n.place) && n.class == "person");
        !name && self.gold.sources.iter().any(|s| inside(s.place) && named(&s.to))
    }

    fn note(&self, class: &str, quotation: &Quotation, quote: Option<&Quote>, report: &mut Report) {
        let found = match quote {
            None => "no quotation".to_owned(),
            Some(quote) => match &quote.speaker {
                None => format!("{:?} {:?} missing {:?}", quote.kind, quote.status, quote.missing),
                Some(s) => {
                    let rivals = if s.rivals.is_empty() { "" } else { " (rivals)" };
                    format!("{:?} = {:?}{rivals} by {:?}", s.text, s.name, quote.shape)
                }
            },
        };
        let said: String = words(self.story, quotation.place).chars().take(50).collect();
        let what = format!("{said}… by {}: found {found}", quotation.by.join(", "));
        report.error(class, &self.gold.at(quotation.place), &what);
    }
}
