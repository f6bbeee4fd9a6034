//! How sure it is that a quotation lacks its speaker.

use super::carry;
use super::join::Joined;
use crate::analysis::Confidence;
use crate::analysis::article::Blocks;

/// High for a quotation alone in its paragraph behind a paragraph that neither quotes nor ends in a colon; medium
/// where the paragraph has no verb of saying; low otherwise.
pub(super) fn confidence(blocks: &Blocks<'_>, quote: &Joined) -> Confidence {
    let Some(&(block, _)) = quote.parts.first() else { return Confidence::Low };
    let here = blocks[block as usize];
    let before = carry::previous(blocks, block as usize).map(|b| blocks[b]);
    let quiet = before.is_none_or(|b| b.summary.quotes.parts.is_empty() && !carry::ends_in_colon(b));
    if carry::alone(here) {
        return if quiet { Confidence::High } else { Confidence::Low };
    }
    if here.summary.attributions.is_empty() { Confidence::Medium } else { Confidence::Low }
}
