//! House rules: words and patterns that a desk puts into its configuration, without Rust.
//!
//! A house rule is data: what to look for, where, and what to say. Matching is by linear-time regular expressions. One
//! pass over a block tells which rules have anything to say there; only those look again.

use super::{BlockContext, Finding};
use crate::diagnostic::Severity;
use crate::syntax::BlockKind;
use crate::text::{ByteRange, Edit};
use regex::{Captures, Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// The family of all house rules.
pub const FAMILY: &str = "house";

/// Bytes that one compiled pattern may take, so that none can eat the memory.
const PATTERN_SIZE: usize = 1 << 20;

/// Bytes that the patterns may take together.
const SET_SIZE: usize = 64 << 20;

/// Where a house rule looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The paper's own words: headlines and copy, outside quotations.
    #[default]
    Prose,
    /// The paper's own words below the headlines.
    Body,
    /// Headlines and sub-headings, outside quotations.
    Headlines,
    /// Words between quotation marks.
    Quotes,
    /// Everywhere.
    Anywhere,
}

impl Scope {
    /// All of them with their names in the configuration.
    pub const ALL: [(&'static str, Self); 5] = [
        ("prose", Self::Prose),
        ("body", Self::Body),
        ("headlines", Self::Headlines),
        ("quotes", Self::Quotes),
        ("anywhere", Self::Anywhere),
    ];

    /// Where that is, in words.
    pub fn told(self) -> &'static str {
        match self {
            Self::Prose => "the paper's own words",
            Self::Body => "the paper's own words below the headlines",
            Self::Headlines => "headlines and sub-headings",
            Self::Quotes => "words between quotation marks",
            Self::Anywhere => "everything",
        }
    }

    fn has(self, heading: bool, quoted: bool) -> bool {
        match self {
            Self::Prose => !quoted,
            Self::Body => !quoted && !heading,
            Self::Headlines => !quoted && heading,
            Self::Quotes => quoted,
            Self::Anywhere => true,
        }
    }
}

/// What a house rule looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Whole words or phrases. One in small letters is found whatever its capitals, one with a capital as it is typed.
    Words(Vec<String>),
    /// Whole words or phrases, each with what to write instead.
    Swap(Vec<(String, String)>),
    /// A regular expression.
    Pattern(String),
}

/// One house rule.
#[derive(Clone, Debug)]
pub struct HouseRule {
    /// `house/name`.
    pub id: &'static str,
    /// What it looks for.
    pub target: Target,
    /// What it says; `{}` stands for the words found. Empty for a sentence made from the suggestion.
    pub message: String,
    /// What could be written instead; `$1` stands for a group of the pattern.
    pub suggest: Vec<String>,
    /// Its level.
    pub severity: Severity,
    /// Where it looks.
    pub scope: Scope,
    /// Whether `--fix` writes the (only) suggestion without asking.
    pub autofix: bool,
    /// Copy that it must flag.
    pub flags: Vec<String>,
    /// Copy that it must let pass.
    pub passes: Vec<String>,
    pattern: Regex,
}

impl PartialEq for HouseRule {
    fn eq(&self, other: &Self) -> bool {
        let told = |r: &Self| (r.id, r.message.clone(), r.suggest.clone(), r.severity, r.scope, r.autofix);
        self.target == other.target
            && told(self) == told(other)
            && self.flags == other.flags
            && self.passes == other.passes
    }
}

impl HouseRule {
    /// The rule `house/name` that looks for `target`, at the level of a warning.
    ///
    /// # Errors
    /// What is wrong with the pattern, in one line.
    pub fn new(name: &str, target: Target) -> Result<Self, String> {
        let expression = expression(&target);
        let built = RegexBuilder::new(&expression).size_limit(PATTERN_SIZE).build();
        let pattern = built.map_err(|error| complaint(&error))?;
        if pattern.is_match("") {
            return Err("this pattern is found in empty copy: it would speak everywhere".into());
        }
        Ok(Self {
            id: lasting(&format!("{FAMILY}/{name}")),
            target,
            message: String::new(),
            suggest: Vec::new(),
            severity: Severity::Warning,
            scope: Scope::default(),
            autofix: false,
            flags: Vec::new(),
            passes: Vec::new(),
            pattern,
        })
    }

    /// What the rule is about, in a few words.
    pub fn summary(&self) -> String {
        let first = match &self.target {
            Target::Words(words) => words.first().cloned(),
            Target::Swap(pairs) => pairs.first().map(|(word, _)| word.clone()),
            Target::Pattern(pattern) => Some(pattern.clone()),
        };
        let first = first.unwrap_or_default();
        if self.message.is_empty() {
            format!("house style: “{first}”")
        } else {
            self.message.replace("{}", &first)
        }
    }

    fn suggestions(&self, found: &Captures<'_>) -> Vec<String> {
        let words = &found[0];
        let written: Vec<String> = match &self.target {
            Target::Swap(pairs) => {
                let same =
                    |word: &str| plain(word) == plain(words) || plain(word) == plain(words).to_lowercase();
                pairs
                    .iter()
                    .filter(|(word, _)| same(word))
                    .map(|(_, instead)| instead.clone())
                    .take(1)
                    .collect()
            }
            Target::Words(_) => self.suggest.clone(),
            Target::Pattern(_) => {
                let expanded = |s: &String| {
                    let mut text = String::new();
                    found.expand(s, &mut text);
                    text
                };
                self.suggest.iter().map(expanded).collect()
            }
        };
        written.into_iter().map(|s| capitals_of(words, s)).filter(|s| s != words).collect()
    }

    fn message(&self, words: &str, suggestions: &[String]) -> String {
        let words = super::wording::shortened(words, 40);
        if !self.message.is_empty() {
            return super::wording::shortened(&self.message.replace("{}", &words), 100);
        }
        match suggestions.first() {
            Some(first) => super::wording::shortened(&format!("house style: `{first}`, not `{words}`"), 100),
            None => format!("house style: not `{words}`"),
        }
    }

    fn finding(&self, range: ByteRange, source: ByteRange, text: &str, found: &Captures<'_>) -> Finding {
        let suggestions = self.suggestions(found);
        let words = range.of(text);
        let mut finding = Finding::new(source, self.message(words, &suggestions)).severity(self.severity);
        let safe = self.autofix && suggestions.len() == 1;
        for suggestion in suggestions {
            // Words with markup inside are for a person to mend.
            if source.len() != range.len() {
                break;
            }
            let title = format!("write `{}`", super::wording::shortened(&suggestion, 60));
            let edits = vec![Edit { range: source, text: suggestion }];
            finding = if safe { finding.safe_fix(title, edits) } else { finding.suggestion(title, edits) };
        }
        finding
    }
}

/// All house rules of a configuration, ready to be run.
#[derive(Clone, Debug, Default)]
pub struct HouseRules {
    rules: Vec<HouseRule>,
    any: RegexSet,
}

impl HouseRules {
    /// The rules, and one automaton that finds which of them speak.
    ///
    /// # Errors
    /// Where the patterns together are larger than any desk's.
    pub fn new(rules: Vec<HouseRule>) -> Result<Self, String> {
        let patterns = rules.iter().map(|r| r.pattern.as_str());
        let any = RegexSetBuilder::new(patterns).size_limit(SET_SIZE).dfa_size_limit(SET_SIZE).build();
        Ok(Self { any: any.map_err(|error| complaint(&error))?, rules })
    }

    /// The rules in order of the configuration.
    pub fn rules(&self) -> &[HouseRule] {
        &self.rules
    }

    /// The findings in one block, each with the index of its rule, relative to the block's source. Only rules for which
    /// `wanted` holds are run.
    pub fn check(&self, cx: &BlockContext<'_>, wanted: impl Fn(usize) -> bool) -> Vec<(usize, Finding)> {
        let prose = cx.prose();
        let heading =
            matches!(cx.block.kind, BlockKind::Heading(_)) || cx.view.subheading || cx.view.headline;
        let mut found = Vec::new();
        for index in self.any.matches(prose).into_iter().filter(|i| wanted(*i)) {
            let rule = &self.rules[index];
            for captures in rule.pattern.captures_iter(prose) {
                let Some(range) = captures.get(0).map(|m| ByteRange::from(m.range())) else { continue };
                if !range.is_empty() && rule.scope.has(heading, cx.touches_quotation(range)) {
                    found.push((index, rule.finding(range, cx.source(range), prose, &captures)));
                }
            }
        }
        found
    }

    /// The findings in a headline of the front matter, which stands at `range` of the file with `source` for its text.
    pub fn check_headline(
        &self,
        headline: &str,
        source: &str,
        range: ByteRange,
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<(usize, Finding)> {
        // Escapes and folded lines have no place of their own: then the whole value is marked.
        let at = source.find(headline);
        let mut found = Vec::new();
        for index in self.any.matches(headline).into_iter().filter(|i| wanted(*i)) {
            let rule = &self.rules[index];
            for captures in rule.pattern.captures_iter(headline) {
                let Some(words) = captures.get(0).map(|m| ByteRange::from(m.range())) else { continue };
                if words.is_empty() || !rule.scope.has(true, in_marks(headline, words)) {
                    continue;
                }
                let place = at.map_or(range, |at| words.shifted(range.start as usize + at));
                found.push((index, rule.finding(words, place, headline, &captures)));
            }
        }
        found
    }
}

/// Whether an odd number of quotation marks stands in front of the words.
fn in_marks(text: &str, range: ByteRange) -> bool {
    let before = &text[..range.start as usize];
    let opened = before.matches(['“', '‘', '«']).count();
    let closed = before.matches(['”', '»']).count() + before.matches("’ ").count();
    opened > closed || before.matches('"').count() % 2 == 1
}

/// The regular expression of a target.
fn expression(target: &Target) -> String {
    let alternatives = |words: &mut dyn Iterator<Item = &String>| {
        let parts: Vec<String> = words.map(|w| phrase(w)).collect();
        parts.join("|")
    };
    match target {
        Target::Words(words) => alternatives(&mut words.iter()),
        Target::Swap(pairs) => alternatives(&mut pairs.iter().map(|(word, _)| word)),
        Target::Pattern(pattern) => pattern.clone(),
    }
}

/// A whole word or phrase; spaces stand for any white space, a straight apostrophe for a curly one, too.
fn phrase(words: &str) -> String {
    let edge = |c: Option<char>| if c.is_some_and(|c| c.is_alphanumeric() || c == '_') { r"\b" } else { "" };
    let escaped: Vec<String> =
        words.split_whitespace().map(|w| regex::escape(w).replace('\'', "['’]")).collect();
    let flag = if words.chars().any(char::is_uppercase) { "(?:" } else { "(?i:" };
    let (front, back) = (edge(words.trim().chars().next()), edge(words.trim().chars().next_back()));
    format!("{flag}{front}{}{back})", escaped.join(r"\s+"))
}

/// Words for comparison: one space between them, straight apostrophes.
fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'")
}

/// The suggestion with a capital first where the words found have one.
fn capitals_of(words: &str, suggestion: String) -> String {
    let capital = words.starts_with(char::is_uppercase);
    let mut letters = suggestion.chars();
    match letters.next() {
        Some(first) if capital && first.is_lowercase() => first.to_uppercase().chain(letters).collect(),
        _ => suggestion,
    }
}

/// The last line of what the library says, which names the fault.
fn complaint(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "this pattern is too large".into(),
        error => {
            let text = error.to_string();
            let last = text.lines().next_back().unwrap_or_default();
            let fault = last.strip_prefix("error: ").unwrap_or(last).trim();
            format!("this is no regular expression: {fault}")
        }
    }
}

/// The id for as long as the process lives, as the ids of the built-in rules do; each is kept once.
fn lasting(id: &str) -> &'static str {
    static IDS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut ids = IDS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = ids.get(id) {
        return known;
    }
    let id: &'static str = Box::leak(id.to_owned().into_boxed_str());
    ids.insert(id);
    id
}
