//! Counting, and the table.

use std::collections::BTreeMap;
use std::fmt::Write;

/// Everything that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    FullPhrase,
    FullPerson,
    PronounRight,
    PronounWrong,
    PronounSilent,
    AlarmWarning,
    AlarmAny,
    FragmentAnswered,
    FragmentPrecision,
    ScareKnown,
    TermKnown,
    NamePrecision,
    NameRecall,
    PersonRecall,
    OrgRecall,
    PlaceRecall,
    ObjectRecall,
    ClusterPrecision,
    ClusterRecall,
    DatePrecision,
    DateRecall,
    EventPrecision,
    EventRecall,
    EventDate,
    EventStatus,
    PlainQuiet,
    AnnotatedQuiet,
}

use Measure::*;

/// Every measure with what it says; `F` of the two before it is printed where a pair ends.
const NAMES: &[(Measure, &str)] = &[
    (FullPhrase, "full quotations: speaker phrase right"),
    (FullPerson, "full quotations: person right"),
    (PronounRight, "pronouns and descriptions as source: right, of those answered"),
    (PronounWrong, "pronouns and descriptions as source: wrong, of all"),
    (PronounSilent, "pronouns and descriptions as source: silent, of all"),
    (AlarmWarning, "full quotations: no speaker found, at warning level"),
    (AlarmAny, "full quotations: no speaker found, at any level"),
    (FragmentAnswered, "fragments: answered"),
    (FragmentPrecision, "fragments: speaker right, of those answered"),
    (ScareKnown, "scare quotes: nobody said to have said them"),
    (TermKnown, "titles, nicknames, terms: nobody said to have said them"),
    (NamePrecision, "names: precision"),
    (NameRecall, "names: recall"),
    (PersonRecall, "names: recall, people"),
    (OrgRecall, "names: recall, organisations"),
    (PlaceRecall, "names: recall, places"),
    (ObjectRecall, "names: recall, objects"),
    (ClusterPrecision, "who is who: B³ precision"),
    (ClusterRecall, "who is who: B³ recall"),
    (DatePrecision, "dates: value precision"),
    (DateRecall, "dates: value recall"),
    (EventPrecision, "outline events: precision"),
    (EventRecall, "outline events: recall"),
    (EventDate, "outline events: right date, of those found"),
    (EventStatus, "outline events: right status, of those found"),
    (PlainQuiet, "lint: articles without a warning, plain"),
    (AnnotatedQuiet, "lint: articles without a warning, annotated"),
];

/// Pairs whose harmonic mean is printed.
const PAIRS: &[(Measure, Measure, &str)] = &[
    (NamePrecision, NameRecall, "names: F1"),
    (ClusterPrecision, ClusterRecall, "who is who: B³ F1"),
    (DatePrecision, DateRecall, "dates: value F1"),
    (EventPrecision, EventRecall, "outline events: F1"),
];

/// The columns of the table of articles.
const COLUMNS: &[(Measure, &str)] = &[
    (FullPhrase, "phrase"),
    (FullPerson, "person"),
    (AlarmAny, "alarm"),
    (FragmentPrecision, "fragm"),
    (NamePrecision, "name P"),
    (NameRecall, "name R"),
    (ClusterRecall, "B³ R"),
    (DateRecall, "dates"),
    (EventRecall, "event R"),
    (EventDate, "ev date"),
];

impl Measure {
    /// In words.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(m, _)| *m == self).map_or("", |(_, name)| name)
    }

    /// Whether it counts mistakes.
    pub fn less_is_better(self) -> bool {
        matches!(self, PronounWrong | PronounSilent | AlarmWarning | AlarmAny)
    }
}

type Counts = BTreeMap<Measure, (f64, f64)>;

/// What was counted, article by article, and every error.
#[derive(Default)]
pub struct Report {
    articles: Vec<(String, Counts)>,
    errors: Vec<String>,
}

impl Report {
    /// Begins an article.
    pub fn open(&mut self, name: &str) {
        self.articles.push((name.to_owned(), Counts::new()));
    }

    /// Counts one case.
    pub fn count(&mut self, measure: Measure, hit: bool) {
        self.weigh(measure, f64::from(u8::from(hit)));
    }

    /// Counts one case that is right in part.
    pub fn weigh(&mut self, measure: Measure, share: f64) {
        let (_, counts) = self.articles.last_mut().expect("an open article");
        let (hits, all) = counts.entry(measure).or_default();
        *hits += share;
        *all += 1.0;
    }

    /// Notes an error: its class, where, and what.
    pub fn error(&mut self, class: &str, at: &str, what: &str) {
        self.errors.push(format!("{class:<15} {at}  {what}"));
    }

    /// The measure over all articles, as a share.
    pub fn total(&self, measure: Measure) -> f64 {
        let (hits, all) = self.sum(measure);
        if all == 0.0 { 0.0 } else { hits / all }
    }

    /// The harmonic mean of two measures.
    pub fn f1(&self, precision: Measure, recall: Measure) -> f64 {
        let (p, r) = (self.total(precision), self.total(recall));
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    fn sum(&self, measure: Measure) -> (f64, f64) {
        let counts = self.articles.iter().filter_map(|(_, c)| c.get(&measure));
        counts.fold((0.0, 0.0), |sum, c| (sum.0 + c.0, sum.1 + c.1))
    }

    /// Errors, articles and measures as text.
    pub fn render(&self) -> String {
        let mut errors = self.errors.clone();
        errors.sort();
        let mut text = errors.join("\n");
        text.push_str("\n\n");
        self.render_articles(&mut text);
        self.render_measures(&mut text);
        text
    }

    fn render_articles(&self, text: &mut String) {
        let _ = write!(text, "{:<36}", "article");
        let heads: String = COLUMNS.iter().map(|(_, name)| format!("{name:>9}")).collect();
        let _ = writeln!(text, "{heads}");
        for (name, counts) in &self.articles {
            let _ = write!(text, "{name:<36}");
            for (measure, _) in COLUMNS {
                let cell = counts.get(measure).map(|(hits, all)| format!("{hits:.0}/{all:.0}"));
                let _ = write!(text, "{:>9}", cell.unwrap_or_default());
            }
            text.push('\n');
        }
        text.push('\n');
    }

    fn render_measures(&self, text: &mut String) {
        let _ = writeln!(text, "| measure | reached | cases |\n|---|---|---|");
        for (measure, name) in NAMES {
            let (_, all) = self.sum(*measure);
            let _ = writeln!(text, "| {name} | {:.3} | {all:.0} |", self.total(*measure));
            if let Some((p, r, name)) = PAIRS.iter().find(|(_, r, _)| r == measure) {
                let _ = writeln!(text, "| {name} | {:.3} | |", self.f1(*p, *r));
            }
        }
    }
}
