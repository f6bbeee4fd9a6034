//! Rules about dates: do they exist, and do they fit together?

pub mod no_anchor;
pub mod stale_relative;
pub mod value;
pub mod weekday;
