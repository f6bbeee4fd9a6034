//! What is known before reading: word lists, and the registry of entities a newsroom keeps.
//!
//! Everything that depends on the language is data below `en/`; the logic names
//! classes of words, never words.

pub mod acronyms;
pub mod calendar;
pub mod edtf;
pub mod event_idioms;
pub mod eventwords;
pub mod feasts;
pub mod gazetteer;
#[cfg(test)]
mod inflection;
pub mod letters;
pub mod lexicon;
pub mod listed;
mod lower;
pub mod nicknames;
pub mod offices;
pub mod openers;
pub mod packed;
pub mod pictures;
pub mod placeholders;
pub mod registry;
pub mod rolewords;
pub mod sourcing;
pub mod timewords;
pub mod weights;

pub use lexicon::WordClass;
pub use registry::Registry;

/// The entries of a list: one a line, `#` begins a comment line.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

/// `1 quote`, `3 quotes`: a noun whose plural takes an *s*, counted.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
