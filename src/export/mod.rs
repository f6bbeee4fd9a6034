//! An article as data for other programs. Deterministic; private keys never leave.

pub mod analysis;
pub mod entities;
pub mod explained;
pub mod html;
pub mod json;
mod lines;
mod markup;
pub mod timeline;
