//! `*emphasis*`, `**strong**`, `_both_`: only the marks are found, so that the copy can be read without them.
//!
//! Simpler than Markdown's rule: a run of marks is closed by the next run of the same length in the same
//! pair of brackets, and neither stands inside a word. What does not pair up is copy.

use super::span::{Mark, MarkKind};
use crate::text::ByteRange;

/// The open runs of one block.
#[derive(Default)]
pub(super) struct Emphasis {
    /// Runs of one to three `*`, then of one to three `_`.
    open: [Option<Opener>; 6],
}

#[derive(Clone, Copy)]
struct Opener {
    at: usize,
    /// Offset of the bracket it stands in.
    frame: Option<usize>,
}

impl Emphasis {
    /// Reads the run at `at` and returns the offset behind it; `frame` is the innermost open bracket.
    pub fn read(&mut self, text: &str, at: usize, frame: Option<usize>, marks: &mut Vec<Mark>) -> usize {
        let mark = text.as_bytes()[at];
        let len = text.as_bytes()[at..].iter().take_while(|b| **b == mark).count();
        let end = at + len;
        if len > 3 {
            return end;
        }
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[end..].chars().next().unwrap_or(' ');
        let (opens, closes) = sides(before, after);
        let slot = len - 1 + if mark == b'_' { 3 } else { 0 };
        match self.open[slot].filter(|o| closes && o.frame == frame && o.at + len < at) {
            Some(opener) => {
                let range = ByteRange::new(opener.at, opener.at + len);
                marks.push(Mark { kind: MarkKind::EmphasisOpen, range });
                marks.push(Mark { kind: MarkKind::EmphasisClose, range: ByteRange::new(at, end) });
                for slot in &mut self.open {
                    *slot = slot.filter(|o| o.at < opener.at);
                }
            }
            None if opens => self.open[slot] = Some(Opener { at, frame }),
            None => {}
        }
        end
    }
}

/// Whether a run between two characters can open and can close.
fn sides(before: char, after: char) -> (bool, bool) {
    let punctuation = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let left = !after.is_whitespace() && (!punctuation(after) || !before.is_alphanumeric());
    let right = !before.is_whitespace() && (!punctuation(before) || !after.is_alphanumeric());
    // Inside a word both signs are copy, `snake_case` and `3*4*5`.
    (left && !before.is_alphanumeric(), right && !after.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        let (mut emphasis, mut marks, mut at) = (Emphasis::default(), Vec::new(), 0);
        while let Some(next) = text[at..].find(['*', '_']) {
            at = emphasis.read(text, at + next, None, &mut marks);
        }
        marks.len()
    }

    #[test]
    fn only_pairs_round_words_are_emphasis() {
        assert_eq!(count("**Lavrov** said *no* and _yes_"), 6);
        assert_eq!(count("*Corrects the date. *Adds a quote."), 0);
        assert_eq!(count("a snake_case_name and 2 * 3 * 4 and 2*3*4"), 0);
        assert_eq!(count("**He said *no* twice**"), 4);
    }
}
