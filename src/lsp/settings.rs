//! What the client may set.

use serde::Deserialize;
use serde_json::Value;
use std::time::Duration;

/// Settings of a session: `initializationOptions`, or the section `newsmark` of the client's configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How long a finding about something missing waits while the paragraph is being edited; zero switches waiting off.
    pub settle: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self { settle: Duration::from_millis(1500) }
    }
}

/// The settings as a client writes them; all keys are optional, unknown ones are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Written {
    settle: Option<u64>,
}

impl Settings {
    /// The settings with what `value` says; a value that cannot be read changes nothing.
    pub fn with(&self, value: &Value) -> Self {
        let inner = value.get("newsmark").unwrap_or(value);
        let written = Written::deserialize(inner).unwrap_or_default();
        Self { settle: written.settle.map_or(self.settle, |ms| Duration::from_millis(ms.min(60_000))) }
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
        assert_eq!(settings.with(&Value::Null), settings);
    }
}
