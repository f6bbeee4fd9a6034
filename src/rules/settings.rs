//! What can be set for a rule, and the values in force.

use std::collections::BTreeMap;

/// What a setting takes, with its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// A whole number, not negative.
    Integer(u32),
    /// `true` or `false`.
    Flag(bool),
    /// A list of words; none by default.
    Words,
    /// One of these words; the first by default.
    Choice(&'static [&'static str]),
}

/// One setting of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its key in the configuration.
    pub name: &'static str,
    /// What it takes.
    pub kind: SettingKind,
    /// What it does, in one sentence.
    pub summary: &'static str,
}

/// A value given for a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingValue {
    /// A whole number.
    Integer(u32),
    /// A switch.
    Flag(bool),
    /// A list of words.
    Words(Vec<String>),
    /// One of the words that the setting offers.
    Choice(&'static str),
}

/// Values given in configuration, by rule id and setting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    values: BTreeMap<(&'static str, &'static str), SettingValue>,
}

impl Settings {
    /// Gives `rule`'s `setting` a value.
    pub fn set(&mut self, rule: &'static str, setting: &'static str, value: SettingValue) {
        self.values.insert((rule, setting), value);
    }

    /// Takes over all values of `other`, which win.
    pub fn extend(&mut self, other: &Self) {
        self.values.extend(other.values.iter().map(|(key, value)| (*key, value.clone())));
    }

    /// The word in force for `rule`'s setting `name`; empty where the rule has no such setting.
    pub fn choice(&self, rule: &super::Rule, name: &str) -> &'static str {
        match self.value(rule, name) {
            Some(SettingValue::Choice(word)) => word,
            _ => "",
        }
    }

    /// The number in force for `rule`'s setting `name`; 0 where the rule has no such setting.
    pub fn integer(&self, rule: &super::Rule, name: &str) -> u32 {
        match self.value(rule, name) {
            Some(SettingValue::Integer(number)) => number,
            _ => 0,
        }
    }

    /// The switch in force for `rule`'s setting `name`.
    pub fn flag(&self, rule: &super::Rule, name: &str) -> bool {
        matches!(self.value(rule, name), Some(SettingValue::Flag(true)))
    }

    /// The words given for `rule`'s setting `name`.
    pub fn words(&self, rule: &super::Rule, name: &str) -> &[String] {
        let key = rule.settings.iter().find(|s| s.name == name).map(|s| (rule.id, s.name));
        match key.and_then(|k| self.values.get(&k)) {
            Some(SettingValue::Words(words)) => words,
            _ => &[],
        }
    }

    /// The value in force: the given one, else the default.
    pub fn value(&self, rule: &super::Rule, name: &str) -> Option<SettingValue> {
        let setting = rule.settings.iter().find(|s| s.name == name)?;
        let given = self.values.get(&(rule.id, setting.name)).cloned();
        given.or(match setting.kind {
            SettingKind::Integer(number) => Some(SettingValue::Integer(number)),
            SettingKind::Flag(flag) => Some(SettingValue::Flag(flag)),
            SettingKind::Words => Some(SettingValue::Words(Vec::new())),
            SettingKind::Choice(words) => words.first().map(|w| SettingValue::Choice(w)),
        })
    }
}
