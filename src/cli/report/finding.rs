//! What was found in a file, as the reports take it.

use super::Places;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{LintOptions, Run, Suppressed};
use crate::rules;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A finding with the name by which it is known again.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// Its name within the file: stays when lines move and when other copy changes.
    pub print: u64,
    /// Whether the baseline has it.
    pub known: bool,
    /// Where a directive in the file keeps it silent, the reason that it gives.
    pub silenced: Option<Option<String>>,
}

/// A finding of the baseline that is there no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Its name in the baseline, 16 hexadecimal digits.
    pub print: String,
    /// The rule; empty in a baseline that did not write it down.
    pub rule: String,
    /// The file, from the folder of the baseline.
    pub path: String,
}

/// What was found in one file.
#[derive(Clone, Debug)]
pub struct File {
    /// As it was named.
    pub path: PathBuf,
    /// Its text; left out where nothing was found.
    pub text: Arc<str>,
    /// Whether it holds nothing.
    pub empty: bool,
    /// In order of the text; those that directives keep silent come last.
    pub findings: Vec<Finding>,
    /// Dates that only a publication date makes exact, in a file that has none.
    pub undated: usize,
    /// What mending would change, as a patch, where that is asked for.
    pub difference: String,
}

impl File {
    /// What `run` found in `text`.
    pub fn of(path: PathBuf, text: String, run: Run, undated: usize) -> Self {
        let empty = text.is_empty();
        let spoken = run.diagnostics.into_iter().map(|d| (d, None));
        let silent =
            run.suppressed.into_iter().map(|Suppressed { diagnostic, reason }| (diagnostic, Some(reason)));
        let mut seen = HashMap::new();
        let findings: Vec<Finding> = spoken
            .chain(silent)
            .map(|(diagnostic, silenced)| {
                let nth = seen.entry(print(&text, &diagnostic, 0)).or_insert(0);
                *nth += 1;
                Finding { print: print(&text, &diagnostic, *nth - 1), diagnostic, known: false, silenced }
            })
            .collect();
        // What the reports do not need is dropped at once, so that a whole site fits into memory.
        let text = if findings.is_empty() { String::new() } else { text };
        Self { path, text: text.into(), empty, findings, undated, difference: String::new() }
    }

    /// Findings that speak: neither kept silent nor known to the baseline.
    pub fn speaking(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| !f.known && f.silenced.is_none())
    }

    /// How many are kept silent by directives.
    pub fn silenced(&self) -> usize {
        self.findings.iter().filter(|f| f.silenced.is_some()).count()
    }

    /// Lines and columns of its text.
    pub fn places(&self) -> Places<'_> {
        Places::new(&self.text)
    }

    /// Leaves of each finding what holds no word of the copy: the rule, the level, the place.
    pub fn forget_copy(&mut self, rules: &Rules) {
        for finding in &mut self.findings {
            let d = &mut finding.diagnostic;
            d.message = rules.summary(d.rule);
            (d.help, d.why) = (None, None);
            d.related.clear();
            d.fixes.clear();
            finding.silenced = finding.silenced.take().map(|_| None);
        }
    }
}

/// The name of a finding within its file: rule, marked words however they are broken into lines, and which of equal
/// ones it is.
fn print(text: &str, diagnostic: &Diagnostic, nth: usize) -> u64 {
    let mut hash = hash(diagnostic.rule.bytes());
    for word in diagnostic.range.of(text).split_whitespace() {
        hash = more(hash, [0].into_iter().chain(word.bytes()));
    }
    more(hash, [0, 0].into_iter().chain(nth.to_string().bytes()))
}

/// The name of a finding among those of all files: 16 hexadecimal digits.
pub fn fingerprint(path: &str, print: u64) -> String {
    format!("{:016x}", more(hash(path.bytes()), print.to_be_bytes()))
}

/// FNV-1a: the same on every machine and in every version.
fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    more(0xcbf2_9ce4_8422_2325, bytes)
}

fn more(hash: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(hash, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// What is said of the house's own rules: built-in ones speak for themselves.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Id, summary and level.
    house: Vec<(&'static str, String, Severity)>,
}

impl Rules {
    /// The house rules of `options`.
    pub fn of(options: &LintOptions) -> Self {
        Self { house: options.house.rules().iter().map(|r| (r.id, r.summary(), r.severity)).collect() }
    }

    /// Those of several configurations; one that two of them have, as the first says it.
    pub fn together<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        let mut house: Vec<(&'static str, String, Severity)> = Vec::new();
        for rule in all.flat_map(|rules| &rules.house) {
            if house.iter().all(|known| known.0 != rule.0) {
                house.push(rule.clone());
            }
        }
        Self { house }
    }

    /// Id, summary and level of each house rule.
    pub fn house(&self) -> &[(&'static str, String, Severity)] {
        &self.house
    }

    /// What the rule is about, in words that hold for every story.
    pub fn summary(&self, id: &str) -> String {
        let house = || self.house.iter().find(|r| r.0 == id).map(|r| r.1.clone());
        rules::get(id).map(|r| r.summary.to_owned()).or_else(house).unwrap_or_else(|| id.to_owned())
    }
}
