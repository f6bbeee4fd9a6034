//! Which rules run on a story, and at what level.

use crate::analysis::Confidence;
use crate::diagnostic::Severity;
use crate::rules::{self, Library, Rule, Set, Settings};
use crate::syntax::FrontMatter;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What configuration says about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs at its own level.
    On,
    /// It runs at this level.
    At(Severity),
}

/// The level of one rule, and whether it holds for inferences that are not sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleLevel {
    /// The level.
    pub level: Level,
    /// Whether findings on unsure inference keep the level, too.
    pub lifted: bool,
}

/// How to lint. The same options give the same findings, wherever and whenever they are used.
#[derive(Clone, Debug)]
pub struct LintOptions {
    /// The set for copy that does not say itself that it is prepared for publication: `Copy` or `Publish`.
    pub set: Set,
    /// Levels that configuration gives.
    pub levels: FxHashMap<&'static str, RuleLevel>,
    /// Only these rules or families, if any are given; names an opt-in rule to switch it on.
    pub select: Vec<String>,
    /// Not these rules or families.
    pub ignore: Vec<String>,
    /// Settings of the rules.
    pub settings: Settings,
    /// What comes from other files.
    pub library: Arc<Library>,
}

impl Default for LintOptions {
    fn default() -> Self {
        Self {
            set: Set::Copy,
            levels: FxHashMap::default(),
            select: Vec::new(),
            ignore: Vec::new(),
            settings: Settings::default(),
            library: Arc::default(),
        }
    }
}

/// Whether `pattern` names the rule: its id, its family, or `all`.
pub fn names(pattern: &str, rule: &Rule) -> bool {
    pattern == rule.id || pattern == rule.family() || pattern == "all"
}

impl LintOptions {
    /// The set that holds for a story with such front matter: `newsmark:` makes it copy for publication.
    pub fn set_of(&self, matter: Option<&FrontMatter>) -> Set {
        if matter.is_some_and(FrontMatter::opted_in) { Set::Publish } else { self.set }
    }

    /// For each rule of [`rules::all`] its level in copy of `set`; `None` where it does not run.
    pub fn in_force(&self, set: Set) -> Vec<Option<RuleLevel>> {
        rules::all().iter().map(|rule| self.level_of(rule, set)).collect()
    }

    /// The level of one rule in copy of `set`.
    pub fn level_of(&self, rule: &Rule, set: Set) -> Option<RuleLevel> {
        let configured = self.levels.get(rule.id).copied();
        let level = configured.unwrap_or(RuleLevel { level: Level::On, lifted: false });
        if self.ignore.iter().any(|p| names(p, rule)) || level.level == Level::Off {
            return None;
        }
        if !self.select.is_empty() {
            // A family or `all` selects what is on by default; an opt-in rule wants to be named.
            let named = self.select.iter().any(|p| p == rule.id);
            let family = self.select.iter().any(|p| names(p, rule)) && rule.set != Set::OptIn;
            return (named || family).then_some(level);
        }
        let by_set = match rule.set {
            Set::Copy => true,
            Set::Publish => set == Set::Publish,
            Set::OptIn => false,
        };
        (by_set || configured.is_some()).then_some(level)
    }
}

impl RuleLevel {
    /// The severity of a finding of `rule` that has `own` for its level and rests on an inference so sure.
    pub fn severity(self, rule: &Rule, own: Option<Severity>, confidence: Confidence) -> Severity {
        let base = match self.level {
            Level::At(severity) => severity,
            _ => own.unwrap_or(rule.severity),
        };
        let cap = match confidence {
            _ if self.lifted => Severity::Error,
            Confidence::High => Severity::Error,
            Confidence::Medium => Severity::Info,
            Confidence::Low => Severity::Hint,
        };
        base.min(cap)
    }
}
