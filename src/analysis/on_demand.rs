//! What neither a rule nor a keystroke asks for, found for whoever first does.

use std::sync::OnceLock;

/// A part of a block's summary that is found when it is first asked for. It follows from the rest of the summary, and says
/// nothing about whether two summaries are equal.
#[derive(Clone, Debug)]
pub struct OnDemand<T>(OnceLock<T>);

impl<T> OnDemand<T> {
    /// The part, found by `find` if it has not been.
    pub(super) fn get(&self, find: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(find)
    }
}

impl<T> Default for OnDemand<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> PartialEq for OnDemand<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for OnDemand<T> {}
