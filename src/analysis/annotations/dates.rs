//! Marked dates: `[May 10]{.date when=2017-05-10}`.

use super::spans_of;
use crate::analysis::article::{Article, Blocks};
use std::sync::Arc;

/// Gives marked dates the value they are marked with. A mark on words in which no date was found changes nothing here.
pub fn apply(blocks: &Blocks<'_>, article: &mut Article) {
    for (block, span) in spans_of(blocks, "date") {
        let Some(when) = span.attrs.get("when").filter(|w| !w.is_empty()) else { continue };
        let inside = article
            .dates
            .iter_mut()
            .filter(|d| d.place.block as usize == block && d.place.range.overlaps(span.prose));
        for date in inside.map(Arc::make_mut) {
            date.value = Some(when.to_owned());
            date.edtf = Some(when.to_owned());
            date.candidate_years.clear();
            date.needs_anchor = false;
            date.why = format!("it is marked when={when}");
        }
    }
}
