//! Rules about the story as a whole: what stands around the copy, and what was left in it.

pub mod dateline_format;
pub mod missing_byline;
pub mod missing_dateline;
pub mod missing_headline;
pub mod placeholder;
