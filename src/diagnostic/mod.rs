//! Findings as plain data: what is wrong, where, how bad, and what to do.

use crate::text::{ByteRange, Edit};
use serde::{Deserialize, Serialize};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For those who look; never counted.
    Hint,
    /// Worth knowing.
    Info,
    /// Should be looked at before publication. `lint` fails on it by default.
    Warning,
    /// Certainly wrong.
    Error,
}

impl Severity {
    /// The name in output and configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Bytes of the file.
    pub range: ByteRange,
    /// What stands there.
    pub message: String,
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: "write the weekday as Wednesday".
    pub title: String,
    /// Edits in bytes of the file before any of them; in order, without overlap.
    pub edits: Vec<Edit>,
    /// Whether it can be applied without asking (`--fix`).
    pub safe: bool,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Rule id, `family/name`.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Whether it speaks of something missing: an editor holds it back while the writer is still there.
    pub absence: bool,
    /// One short sentence in a desk's words: lower case, no final stop, at most 100 characters.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Why the inference under it was made, for `--explain` and hover.
    pub why: Option<String>,
    /// Bytes of the file.
    pub range: ByteRange,
    /// Other places.
    pub related: Vec<Related>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
}
