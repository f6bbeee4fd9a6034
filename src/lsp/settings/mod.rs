//! What the client may set.

pub mod table;

use crate::features::inlay::Wanted;
use crate::features::outline::Kinds;
use serde::Deserialize;
use serde_json::Value;
use std::time::Duration;

/// Settings of a session: `initializationOptions`, or the section `newsmark` of the client's configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How long a finding about something missing waits while the paragraph is being edited; zero switches waiting off.
    pub settle: Duration,
    /// Which inlay hints are shown.
    pub hints: Wanted,
    /// What the outline lists.
    pub outline: Kinds,
    /// Whether counts stand above the people who are quoted.
    pub lenses: bool,
    /// Whether findings are pushed also to a client that could pull; read at `initialize` only.
    pub push: bool,
    /// Whether documents that have not opted in are left alone.
    pub only_opted_in: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            settle: Duration::from_millis(1500),
            hints: Wanted::default(),
            outline: Kinds::default(),
            lenses: true,
            push: false,
            only_opted_in: false,
        }
    }
}

/// The settings as a client writes them; all keys are optional, unknown ones are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Written {
    settle: Option<u64>,
    #[serde(rename = "inlayHints")]
    inlay_hints: WrittenHints,
    outline: WrittenOutline,
    #[serde(rename = "codeLens")]
    code_lens: Option<bool>,
    diagnostics: Option<String>,
    #[serde(rename = "onlyOptedIn")]
    only_opted_in: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct WrittenHints {
    speakers: Option<bool>,
    dates: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct WrittenOutline {
    sections: Option<bool>,
    events: Option<bool>,
    quotes: Option<bool>,
    /// `text` or `date`
    order: Option<String>,
}

impl Settings {
    /// The settings with what `value` says; a value that cannot be read changes nothing.
    pub fn with(&self, value: &Value) -> Self {
        let inner = value.get("newsmark").unwrap_or(value);
        let written = Written::deserialize(inner).unwrap_or_default();
        Self {
            settle: written.settle.map_or(self.settle, |ms| Duration::from_millis(ms.min(60_000))),
            hints: Wanted {
                speakers: written.inlay_hints.speakers.unwrap_or(self.hints.speakers),
                dates: written.inlay_hints.dates.unwrap_or(self.hints.dates),
            },
            outline: Kinds {
                sections: written.outline.sections.unwrap_or(self.outline.sections),
                events: written.outline.events.unwrap_or(self.outline.events),
                quotes: written.outline.quotes.unwrap_or(self.outline.quotes),
                by_date: written.outline.order.map_or(self.outline.by_date, |order| order == "date"),
            },
            lenses: written.code_lens.unwrap_or(self.lenses),
            push: written.diagnostics.map_or(self.push, |way| way == "push"),
            only_opted_in: written.only_opted_in.unwrap_or(self.only_opted_in),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_are_read_with_and_without_their_section() {
        let settings = Settings::default();
        assert_eq!(settings.with(&json!({"settle": 0})).settle, Duration::ZERO);
        assert_eq!(settings.with(&json!({"newsmark": {"settle": 20}})).settle, Duration::from_millis(20));
        assert_eq!(settings.with(&json!({"settle": "soon"})), settings);
        assert!(!settings.with(&json!({"inlayHints": {"dates": false}})).hints.dates);
        assert!(settings.with(&json!({"outline": {"quotes": true}})).outline.quotes);
        assert!(settings.with(&json!({"outline": {"order": "date"}})).outline.by_date);
        assert!(settings.with(&json!({"diagnostics": "push"})).push && !settings.push);
        assert!(settings.with(&json!({"onlyOptedIn": true})).only_opted_in);
        assert_eq!(settings.with(&Value::Null), settings);
    }

    /// `{"a": {"b": value}}` for the key `a.b`.
    fn said(key: &str, value: Value) -> Value {
        key.rsplit('.').fold(value, |inner, name| json!({ name: inner }))
    }

    #[test]
    fn each_setting_of_the_table_is_read_and_stands_there_with_its_default() {
        let settings = Settings::default();
        for setting in table::SETTINGS.iter().filter(|s| s.acts != table::For::VsCode) {
            let (usual, other) = match setting.value {
                table::Value::Switch(on) => (json!(on), json!(!on)),
                table::Value::Milliseconds(ms) => (json!(ms), json!(ms + 1)),
                table::Value::Choice(words) => (json!(words[0].0), json!(words[1].0)),
                table::Value::Text => (json!(""), json!("x")),
            };
            assert_eq!(settings.with(&said(setting.key, usual)), settings, "{}", setting.key);
            assert_ne!(settings.with(&said(setting.key, other)), settings, "{}", setting.key);
        }
    }
}
