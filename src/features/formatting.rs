//! Putting annotations in their canonical form, as edits of the lines that change.

use super::Reading;
use crate::edit;
use crate::text::{ByteRange, Edit};

/// The edits, in order; none where everything is in form already.
pub fn format(reading: Reading<'_>) -> Vec<Edit> {
    let document = &reading.story.document;
    let registry = &reading.story.options().registry;
    let new = edit::fmt(document, &|id| registry.get(id).map(|e| e.class.name()));
    let old = document.text();
    line_edits(&old, &new)
}

/// Line by line where both have as many lines; else one edit from the first difference to the last.
fn line_edits(old: &str, new: &str) -> Vec<Edit> {
    let count = |text: &str| text.split_inclusive('\n').count();
    if count(old) != count(new) {
        return changed_middle(old, new, 0).into_iter().collect();
    }
    let mut at = 0;
    let lines = old.split_inclusive('\n').zip(new.split_inclusive('\n'));
    let edits = lines.filter_map(|(old, new)| {
        let start = at;
        at += old.len();
        changed_middle(old, new, start)
    });
    edits.collect()
}

/// What differs between two texts, the first of which begins at `start`.
fn changed_middle(old: &str, new: &str, start: usize) -> Option<Edit> {
    if old == new {
        return None;
    }
    let mut head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(head) || !new.is_char_boundary(head) {
        head -= 1;
    }
    let rest = (&old[head..], &new[head..]);
    let mut tail = rest.0.bytes().rev().zip(rest.1.bytes().rev()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(old.len() - tail) || !new.is_char_boundary(new.len() - tail) {
        tail -= 1;
    }
    Some(Edit {
        range: ByteRange::new(start + head, start + old.len() - tail),
        text: new[head..new.len() - tail].to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit;

    #[test]
    fn edits_make_the_new_text() {
        for (old, new) in
            [("a\nb\nc\n", "a\nx\ny\n"), ("é“\n", "è”\n"), ("a\n", "\na\n"), ("", "a"), ("same", "same")]
        {
            assert_eq!(edit::apply(old, &line_edits(old, new)), new, "{old:?}");
        }
    }
}
