//! What an editor shows, as functions: byte offsets in, plain data out, one file each.
//!
//! Nothing here knows a protocol, a clock or a file. All offsets and ranges are bytes of the file.

pub mod hover;
pub mod outline;
pub mod reading;

pub use reading::Reading;
