//! Holding back findings about what is not finished yet.
//!
//! While a writer types, a finding about something missing (speaker, closing mark, introduction) in
//! the paragraph being edited waits until the edit moves elsewhere, the time is up, or the file is
//! saved. A finding that was shown before the paragraph was touched stays; one that an edit removes
//! is gone at once. Only the session holds back: command line and core are pure.

use crate::analysis::Story;
use crate::diagnostic::Diagnostic;
use crate::text::{ByteRange, Edit};
use std::time::{Duration, Instant};

/// What waits in one document.
#[derive(Debug, Default)]
pub struct Settle {
    hold: Option<Hold>,
    /// What the writer sees now, in bytes of the newest text.
    shown: Vec<(&'static str, ByteRange)>,
}

/// The paragraph that is being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hold {
    /// Its bytes; with the paragraph before it where the edit reaches into both, or while it has only just begun.
    paragraph: ByteRange,
    /// Where the last edit ended.
    cursor: u32,
    until: Instant,
}

impl Settle {
    /// Takes note of `edits`, which led to `story`. A `wait` of zero switches holding back off.
    pub fn edited(&mut self, edits: &[Edit], story: &Story, now: Instant, wait: Duration) {
        let Some(last) = edits.last() else { return };
        for edit in edits {
            self.shown.iter_mut().for_each(|(_, range)| *range = moved(*range, edit));
        }
        let cursor = last.range.start as usize + last.text.len();
        self.hold = (!wait.is_zero()).then(|| Hold {
            paragraph: edited_paragraph(story, last.range.start as usize, cursor),
            cursor: cursor as u32,
            until: now + wait,
        });
    }

    /// Lets everything through; says whether anything may have waited.
    pub fn release(&mut self) -> bool {
        self.hold.take().is_some()
    }

    /// When what waits is due.
    pub fn deadline(&self) -> Option<Instant> {
        self.hold.map(|h| h.until)
    }

    /// What of `findings` is shown now.
    pub fn filter(&mut self, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if let Some(hold) = self.hold {
            findings.retain(|f| !self.waits(hold, f));
        }
        self.shown = findings.iter().map(|f| (f.rule, f.range)).collect();
        findings
    }

    fn waits(&self, hold: Hold, finding: &Diagnostic) -> bool {
        let range = finding.range;
        let inside = range.start < hold.paragraph.end && hold.paragraph.start <= range.end;
        // A word that is still being typed is not judged either, whatever the rule.
        let unfinished = finding.absence || range.touches(hold.cursor as usize);
        inside && unfinished && !self.was_shown(finding)
    }

    fn was_shown(&self, finding: &Diagnostic) -> bool {
        let meets = |range: &ByteRange| range.overlaps(finding.range) || *range == finding.range;
        self.shown.iter().any(|(rule, range)| *rule == finding.rule && meets(range))
    }
}

/// `range` after `edit`: text typed inside or at the end of it belongs to it, text removed does not.
fn moved(range: ByteRange, edit: &Edit) -> ByteRange {
    let (start, end) = (edit.range.start, edit.range.end);
    let new_end = start + edit.text.len() as u32;
    let shift = |offset: u32| offset - end + new_end;
    let from = match range.start {
        s if s < start => s,
        s if s >= end => shift(s),
        _ => new_end,
    };
    let to = match range.end {
        e if e <= start => e,
        e if e >= end => shift(e),
        _ => start,
    };
    ByteRange::new(from as usize, to.max(from) as usize)
}

/// The paragraph in which an edit over `start..cursor` ended.
///
/// The one before it belongs to it where the edit began there, and as long as the paragraph has no whole
/// sentence of its own, since its first words may still say who spoke in the paragraph before. A paste
/// of several paragraphs is not typing: only the last of them may be unfinished.
fn edited_paragraph(story: &Story, start: usize, cursor: usize) -> ByteRange {
    let document = &story.document;
    let Some(block) = document.block_at(cursor) else { return ByteRange::default() };
    let before = block.saturating_sub(1);
    let begun = story.summaries[block].sentences.len() <= 1;
    let both = begun || document.block_at(start) == Some(before);
    ByteRange::new(document.start_of(if both { before } else { block }), document.start_of(block + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Options;
    use crate::diagnostic::Severity;
    use crate::syntax::Mode;

    const WAIT: Duration = Duration::from_millis(1500);
    const TEXT: &str = "One is done. Two is done.\nHe left. “No,” he\nThree is done. Four is done.\n";

    fn story() -> Story {
        Story::read(TEXT, Mode::Line, Options::default())
    }

    fn finding(rule: &'static str, words: &str) -> Diagnostic {
        let start = TEXT.find(words).unwrap_or(0);
        Diagnostic {
            rule,
            severity: Severity::Warning,
            absence: rule.starts_with("missing/"),
            message: String::new(),
            help: None,
            why: None,
            range: ByteRange::new(start, start + words.len()),
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// The rules whose findings show after a letter was typed at the end of the second paragraph.
    fn shown(settle: &mut Settle, findings: &[Diagnostic]) -> Vec<&'static str> {
        settle.filter(findings.to_vec()).iter().map(|f| f.rule).collect()
    }

    /// The last letter of `words` typed once more over itself.
    fn typed_at(words: &str) -> Edit {
        let end = TEXT.find(words).unwrap_or(0) + words.len();
        let last = words.chars().next_back().map_or(0, char::len_utf8);
        Edit { range: ByteRange::new(end - last, end), text: TEXT[end - last..end].to_owned() }
    }

    #[test]
    fn what_is_missing_in_the_paragraph_being_edited_waits() {
        let findings =
            [finding("missing/a", "“No,”"), finding("wrong/b", "“No,”"), finding("missing/c", "Three")];
        let mut settle = Settle::default();
        settle.edited(&[typed_at("“No,” he")], &story(), Instant::now(), WAIT);
        assert_eq!(shown(&mut settle, &findings), ["wrong/b", "missing/c"]);
        assert!(settle.deadline().is_some());
        settle.release();
        assert_eq!(shown(&mut settle, &findings), ["missing/a", "wrong/b", "missing/c"]);
    }

    #[test]
    fn it_shows_when_the_edit_moves_elsewhere() {
        let findings = [finding("missing/a", "“No,”")];
        let mut settle = Settle::default();
        settle.edited(&[typed_at("“No,” he")], &story(), Instant::now(), WAIT);
        assert_eq!(shown(&mut settle, &findings), [""; 0]);
        settle.edited(&[typed_at("Four is done.")], &story(), Instant::now(), WAIT);
        assert_eq!(shown(&mut settle, &findings), ["missing/a"]);
    }

    #[test]
    fn what_was_shown_stays_and_what_is_gone_is_gone() {
        let findings = [finding("missing/a", "“No,”")];
        let mut settle = Settle::default();
        assert_eq!(shown(&mut settle, &findings), ["missing/a"]);
        settle.edited(&[typed_at("“No,” he")], &story(), Instant::now(), WAIT);
        assert_eq!(shown(&mut settle, &findings), ["missing/a"], "it does not flicker");
        assert_eq!(shown(&mut settle, &[]), [""; 0]);
    }

    #[test]
    fn the_word_being_typed_is_not_judged() {
        let mut settle = Settle::default();
        settle.edited(&[typed_at("“No,")], &story(), Instant::now(), WAIT);
        assert_eq!(shown(&mut settle, &[finding("wrong/b", "“No,”")]), [""; 0]);
    }

    #[test]
    fn no_wait_holds_nothing_back() {
        let mut settle = Settle::default();
        settle.edited(&[typed_at("“No,” he")], &story(), Instant::now(), Duration::ZERO);
        assert_eq!(shown(&mut settle, &[finding("missing/a", "“No,”")]), ["missing/a"]);
    }
}
