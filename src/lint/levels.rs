//! Which rules run on a story, and at what level.

use super::Profile;
use crate::analysis::Confidence;
use crate::diagnostic::Severity;
use crate::rules::{self, HouseRules, Library, Rule, Set, Settings};
use crate::syntax::FrontMatter;
use crate::syntax::yaml::Value;
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
    /// House style for stories that name none in their front matter.
    pub profile: Profile,
    /// Levels that configuration gives.
    pub levels: FxHashMap<&'static str, RuleLevel>,
    /// Only these rules or families, if any are given; names an opt-in rule to switch it on.
    pub select: Vec<String>,
    /// Not these rules or families.
    pub ignore: Vec<String>,
    /// Settings of the rules.
    pub settings: Settings,
    /// House rules.
    pub house: Arc<HouseRules>,
    /// What comes from other files.
    pub library: Arc<Library>,
}

impl Default for LintOptions {
    fn default() -> Self {
        Self {
            set: Set::Copy,
            profile: Profile::None,
            levels: FxHashMap::default(),
            select: Vec::new(),
            ignore: Vec::new(),
            settings: Settings::default(),
            house: Arc::default(),
            library: Arc::default(),
        }
    }
}

impl Level {
    /// The level called `name`: `off`, `on`, or a severity.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "off" => Self::Off,
            "on" => Self::On,
            "hint" => Self::At(Severity::Hint),
            "info" => Self::At(Severity::Info),
            "warning" => Self::At(Severity::Warning),
            "error" => Self::At(Severity::Error),
            _ => return None,
        })
    }
}

/// Whether `pattern` names the rule `id`: by its id, its family, or as one of `all`.
pub fn names(pattern: &str, id: &str) -> bool {
    pattern == id || pattern == "all" || id.split('/').next() == Some(pattern)
}

/// The key of front matter that gives rules a level in one story.
pub const MATTER_RULES: &str = "newsmark-rules";

/// What a story itself says about how it is to be checked, on top of the options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The set that holds for it: `newsmark:` in its front matter makes it copy for publication.
    pub set: Set,
    /// Its house style.
    pub profile: Profile,
    /// Levels that its front matter gives, under `newsmark-rules:`.
    pub levels: Vec<(&'static str, Level)>,
}

impl LintOptions {
    /// How a story with such front matter is to be checked.
    pub fn standing(&self, matter: Option<&FrontMatter>) -> Standing {
        let opted_in = matter.is_some_and(FrontMatter::opted_in);
        let profile = matter.and_then(|m| m.profile.as_ref()).and_then(|p| Profile::named(&p.text));
        let levels = match matter.and_then(|m| m.field(MATTER_RULES)) {
            Some(Value::Map(pairs, _)) => {
                let read = |(key, value): &(_, Value)| self.matter_level(key, value);
                pairs.iter().filter_map(read).collect()
            }
            _ => Vec::new(),
        };
        Standing {
            set: if opted_in { Set::Publish } else { self.set },
            profile: profile.unwrap_or(self.profile),
            levels,
        }
    }

    fn matter_level(&self, key: &crate::syntax::yaml::Text, value: &Value) -> Option<(&'static str, Level)> {
        Some((self.known(&key.text)?, Level::named(&value.text()?.text)?))
    }

    /// The id of the rule called `id`, built in or of the house.
    pub fn known(&self, id: &str) -> Option<&'static str> {
        rules::get(id).map(|r| r.id).or_else(|| self.ids().find(|known| *known == id))
    }

    /// All ids: those of [`rules::all`], then those of the house rules.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> + '_ {
        rules::all().iter().map(|r| r.id).chain(self.house.rules().iter().map(|r| r.id))
    }

    /// Whether `pattern` names any rule, built in or of the house.
    pub fn names_any(&self, pattern: &str) -> bool {
        pattern == "all" || self.ids().any(|id| names(pattern, id))
    }

    /// For each of [`Self::ids`] its level in a story of that standing; `None` where it does not run.
    pub fn in_force(&self, standing: &Standing) -> Vec<Option<RuleLevel>> {
        let built_in = rules::all().iter().map(|rule| self.level_of(rule, standing));
        let house = self.house.rules().iter().map(|rule| self.level(rule.id, Set::Copy, standing));
        built_in.chain(house).collect()
    }

    /// The level of one rule in a story of that standing.
    pub fn level_of(&self, rule: &Rule, standing: &Standing) -> Option<RuleLevel> {
        self.level(rule.id, rule.set, standing)
    }

    fn level(&self, id: &str, set: Set, standing: &Standing) -> Option<RuleLevel> {
        let own = standing.levels.iter().rev().find(|(rule, _)| *rule == id);
        let own = own.map(|(_, level)| RuleLevel { level: *level, lifted: false });
        let configured = own.or_else(|| self.levels.get(id).copied());
        let level = configured.unwrap_or(RuleLevel { level: Level::On, lifted: false });
        if self.ignore.iter().any(|p| names(p, id)) || level.level == Level::Off {
            return None;
        }
        if !self.select.is_empty() {
            // A family or `all` selects what is on by default; an opt-in rule wants to be named.
            let named = self.select.iter().any(|p| p == id);
            let family = self.select.iter().any(|p| names(p, id)) && set != Set::OptIn;
            return (named || family).then_some(level);
        }
        let by_set = match set {
            Set::Copy => true,
            Set::Publish => standing.set == Set::Publish,
            Set::OptIn => standing.profile.rules().contains(&id),
        };
        (by_set || configured.is_some()).then_some(level)
    }
}

impl RuleLevel {
    /// The severity of a finding that has `own` for its level by itself and rests on an inference so sure.
    pub fn severity(self, own: Severity, confidence: Confidence) -> Severity {
        let base = match self.level {
            Level::At(severity) => severity,
            _ => own,
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
