//! How sure it is that a quotation lacks its speaker.

use super::join::Joined;
use super::{Found, carry};
use crate::analysis::Confidence;
use crate::analysis::article::Blocks;
use crate::analysis::attribution::Shape;
use crate::analysis::quotes::QuoteKind;
use crate::syntax::BlockKind;

/// Low where a quotation has a speaker only because an earlier sentence of its paragraph reports something of somebody's.
pub(super) fn beside(kind: QuoteKind, found: &Found) -> Option<Confidence> {
    let weak = found.shape == Shape::SameParagraph && found.confidence == Confidence::Low;
    (kind == QuoteKind::Full && weak).then_some(Confidence::Low)
}

/// High for a quotation alone in its paragraph behind a paragraph that neither quotes nor ends in a colon; medium
/// where the paragraph has no verb of saying; low otherwise.
pub(super) fn confidence(blocks: &Blocks<'_>, quote: &Joined) -> Confidence {
    let Some(&(block, _)) = quote.parts.first() else { return Confidence::Low };
    let here = blocks[block as usize];
    let before = carry::previous(blocks, block as usize).map(|b| blocks[b]);
    if carry::cut_off(blocks, quote) {
        return Confidence::High;
    }
    // `A: “…”` in an interview.
    let label =
        here.summary.tokens.get(..2).is_some_and(|t| {
            t[0].is_capitalised() && t[0].range.len() == 1 && t[1].is_punct(here.prose(), ':')
        });
    if label {
        return Confidence::Low;
    }
    // Behind words set off from the copy more of them may be quoted.
    let set_off = before.is_some_and(|b| b.block.kind == BlockKind::QuoteLines);
    // Behind a question the answer may be quoted without a name, as interviews have it.
    let asked = before.is_some_and(|b| b.prose().trim_end().ends_with('?'));
    let quiet = !asked
        && before.is_none_or(|b| b.summary.quotes.parts.is_empty() && !carry::ends_in_colon(b) && !set_off);
    if carry::alone(here) {
        return if quiet { Confidence::High } else { Confidence::Low };
    }
    if here.summary.attributions.is_empty() { Confidence::Medium } else { Confidence::Low }
}
