//! What a check returns, before levels and suppressions.

use crate::analysis::Confidence;
use crate::diagnostic::{Fix, Related, Severity};
use crate::text::{ByteRange, Edit};
use std::borrow::Cow;

/// One finding of one rule. Ranges are bytes of the block's source for a block rule, of the file for an article rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is marked.
    pub range: ByteRange,
    /// How sure the inference under it is: medium is information at most, low a hint at most.
    pub confidence: Confidence,
    /// A level of its own, where a kind of finding weighs less than the rule does.
    pub severity: Option<Severity>,
    /// Whether it speaks of something missing, where that is not so for the whole rule.
    pub absence: Option<bool>,
    /// One short sentence: lower case, no final stop, at most 100 characters.
    pub message: String,
    /// What to do about it.
    pub help: Option<Cow<'static, str>>,
    /// Why the inference under it was made.
    pub why: Option<String>,
    /// Other places.
    pub related: Vec<Related>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// A finding that is sure.
    pub fn new(range: ByteRange, message: impl Into<String>) -> Self {
        Self {
            range,
            confidence: Confidence::High,
            severity: None,
            absence: None,
            message: message.into(),
            help: None,
            why: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// The finding with what to do about it.
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The finding with the reason of the inference under it; an empty one is left out.
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into()).filter(|w| !w.is_empty());
        self
    }

    /// The finding resting on an inference that is only so sure.
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }

    /// The finding with a level of its own.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// The finding speaking, or not, of something still to be typed.
    pub fn absence(mut self, absence: bool) -> Self {
        self.absence = Some(absence);
        self
    }

    /// The finding with another place.
    pub fn related(mut self, range: ByteRange, message: impl Into<String>) -> Self {
        self.related.push(Related { range, message: message.into() });
        self
    }

    /// The finding with a fix that can be applied without asking.
    pub fn safe_fix(self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.with_fix(title.into(), edits, true)
    }

    /// The finding with a fix that a person chooses.
    pub fn suggestion(self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.with_fix(title.into(), edits, false)
    }

    fn with_fix(mut self, title: String, mut edits: Vec<Edit>, safe: bool) -> Self {
        edits.sort_by_key(|e| (e.range.start, e.range.end));
        self.fixes.push(Fix { title, edits, safe });
        self
    }

    /// The finding with everything moved right by `by` bytes.
    pub fn shifted(mut self, by: usize) -> Self {
        self.range = self.range.shifted(by);
        self.related.iter_mut().for_each(|r| r.range = r.range.shifted(by));
        for edit in self.fixes.iter_mut().flat_map(|f| &mut f.edits) {
            edit.range = edit.range.shifted(by);
        }
        self
    }
}
