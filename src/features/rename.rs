//! Renaming an id: where it is given and everywhere it is used.

use super::Reading;
use super::subject::{self, Role, Subject};
use crate::text::{ByteRange, Edit};

/// Why a new name cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An id is a letter followed by letters, digits, `-` and `_`.
    NotAnId,
    /// An entry of the registry has the id already.
    Taken,
}

/// The id at `offset` and the stretch that would be edited; `None` where there is nothing to rename.
pub fn prepare(reading: Reading<'_>, offset: usize) -> Option<(String, ByteRange)> {
    match subject::subject_at(reading, offset)? {
        (Subject::Id(id), range) if !id.contains(':') && !RESERVED.contains(&id.as_str()) => {
            Some((id, range))
        }
        _ => None,
    }
}

/// Values that look like ids and are words of the language.
const RESERVED: &[&str] = &["unknown", "anon", "author"];

/// The edits that write `new` for every `id` of the document, in order.
pub fn edits(reading: Reading<'_>, id: &str, new: &str) -> Result<Vec<Edit>, Refusal> {
    if !subject::is_id(new) || new.contains(':') {
        return Err(Refusal::NotAnId);
    }
    let places = subject::occurrences(reading, &Subject::Id(id.to_owned()));
    let ids = places.into_iter().filter(|o| o.role != Role::Mention);
    Ok(ids.map(|o| Edit { range: o.range, text: new.to_owned() }).collect())
}
