//! What an editor shows, as functions: byte offsets in, plain data out, one file each.
//!
//! Nothing here knows a protocol, a clock or a file. All offsets and ranges are bytes of the file.

pub mod actions;
pub mod completion;
mod dated;
pub mod facts;
pub mod folding;
pub mod formatting;
pub mod glossary;
pub mod hover;
pub mod inlay;
pub mod lens;
pub mod links;
pub mod markup_hover;
pub mod outline;
pub mod panels;
pub mod reading;
pub mod refactor;
pub mod registering;
pub mod rename;
pub mod selection;
pub mod semantic;
pub mod subject;
pub mod symbols;

pub use reading::Reading;
