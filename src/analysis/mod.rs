//! What the prose says: tokens, sentences, quotes and their speakers, names, dates, events.
//!
//! Two stages. [`Summary::of`] reads one block and nothing else; [`Article::fold`] joins the
//! summaries into what the whole story says and hands each block its [`BlockView`].
//! Offsets in a summary are bytes of the block's prose ([`crate::syntax::Block::prose`]).
//!
//! **Invariant:** nothing here reads a file, a clock or a position in an editor's units.

pub mod alike;
pub mod annotations;
pub mod article;
pub mod attribution;
pub mod capitals;
pub mod dates;
pub mod entities;
pub mod events;
pub mod furniture;
pub mod mentions;
mod on_demand;
pub mod quotes;
pub mod references;
pub mod reuse;
pub mod sentences;
pub mod speakers;
pub mod story;
pub mod summary;
pub mod tokens;
pub mod views;

pub use article::{Article, Options, Place};
pub use story::Story;
pub use summary::Summary;
pub use views::BlockView;

/// How sure an inference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A guess; findings that rest on it are hints at most.
    Low,
    /// Likely; findings that rest on it are information at most.
    Medium,
    /// As sure as a careful reader.
    High,
}
