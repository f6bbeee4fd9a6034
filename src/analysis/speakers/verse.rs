//! Lines of a poem or song in quotation marks: nobody has said them.

use super::carry;
use super::join::Joined;
use crate::analysis::article::Blocks;

/// Fewest lines of verse.
const LINES: usize = 4;

/// Whether the quotation, alone in its paragraphs, is set in lines that were broken by hand.
pub(super) fn is_verse(blocks: &Blocks<'_>, quote: &Joined) -> bool {
    let mut lines = Vec::new();
    for &(block, part) in &quote.parts {
        let here = blocks[block as usize];
        if !carry::alone(here) {
            return false;
        }
        let words = here.summary.quotes.parts[part as usize].range.of(here.prose());
        lines.extend(words.lines().map(str::trim).filter(|l| !l.is_empty()));
    }
    broken_by_hand(&lines)
}

fn broken_by_hand(lines: &[&str]) -> bool {
    let width = lines.iter().map(|l| l.chars().count()).max().unwrap_or_default();
    // Where the next word would have fitted no line was full: the break is meant. A paragraph's last line does not count.
    let meant = lines.windows(2).filter(|pair| {
        let next = pair[1].split_whitespace().next().map_or(0, |w| w.chars().count());
        pair[0].chars().count() + 1 + next <= width
    });
    lines.len() >= LINES && meant.count() * LINES >= lines.len()
}

#[cfg(test)]
mod tests {
    use super::broken_by_hand;

    #[test]
    fn lines_that_are_full_before_they_break_are_prose() {
        let verse =
            ["The river rose and took the bridge,", "the ferry and the mill,", "and those", "who stood."];
        assert!(broken_by_hand(&verse) && !broken_by_hand(&verse[..3]));
        let prose = [
            "We will not pay for this bridge, and neither will our children. We have paid",
            "for the ferry, for the mill and for the dam, and nobody has asked us. We have",
            "paid for the road on the other side as well, which nobody uses but the council",
            "and its guests.",
        ];
        assert!(!broken_by_hand(&prose));
    }
}
