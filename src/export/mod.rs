//! An article as data for other programs. Deterministic; private keys never leave.

pub mod analysis;
pub mod html;
pub mod timeline;
