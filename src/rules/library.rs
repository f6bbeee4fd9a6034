//! What reaches a rule from outside the story, as plain data.

use std::collections::BTreeMap;

/// Other files and the workspace, as far as rules need them. Empty where there is no workspace.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Texts of transcripts that stories name in `from=`, by the path as written.
    pub transcripts: BTreeMap<String, String>,
}
