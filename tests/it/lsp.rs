//! The language server as an editor meets it: the real binary over standard input and output.
//!
//! The editor here reads every message it is sent: one that no test asked about fails the test.

mod editor;
mod features;
mod house;
mod lavrov;
mod life_cycle;
mod positions;
mod workspace;
