//! Words before, at the beginning and behind a name that say what it names.
//!
//! Each list is one file in `en/openers/`; the build script notes for every word which of them hold it.

use super::listed::{self, Listed};

bitflags::bitflags! {
    /// The lists of `en/openers/` that hold a word; each flag is called like its file.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Opener: u16 {
        /// The name of a body may follow right behind it: *charity*.
        const BODY_KINDS = 1;
        /// Begins the names of clubs, before a town: *real*.
        const CLUBS = 1 << 1;
        /// Tells parts of a country or twin towns apart: *east*.
        const DIRECTIONS = 1 << 2;
        /// The name right before it is a firm's: *shares*.
        const FIRM_NOUNS = 1 << 3;
        /// Tells a son from his father: *jr*.
        const GENERATIONS = 1 << 4;
        /// A common word that is a given name as well: *blessing*.
        const GIVEN_WORDS = 1 << 5;
        /// Begins the names of newspapers: *daily*.
        const PAPERS = 1 << 6;
        /// Begins the names of small places: *lower*.
        const PLACE_ADJECTIVES = 1 << 7;
        /// *of* behind it leads to the name of a place: *village*.
        const PLACE_KINDS = 1 << 8;
        /// Written in capitals before a name, it is a rank: *dc*.
        const RANKS = 1 << 9;
        /// A road with the number behind it: *interstate*.
        const ROADS = 1 << 10;
        /// Stands between two teams in front of a score: *beat*.
        const SCORE_VERBS = 1 << 11;
        /// Shortens a state: *wyo*.
        const STATES = 1 << 12;
    }
}

/// Words with a full stop are listed without it.
const STOPPED: Opener = Opener::GENERATIONS.union(Opener::STATES);

/// The lists that hold a word.
#[inline]
pub fn of(word: Listed) -> Opener {
    Opener::from_bits_truncate(word.openers())
}

/// The lists that hold a word in lower case, with or without its full stop.
pub fn of_lower(lower: &str) -> Opener {
    let whole = listed::find_lower(lower).map(of).unwrap_or_default();
    match lower.strip_suffix('.') {
        Some(plain) => whole | listed::find_lower(plain).map(of).unwrap_or_default() & STOPPED,
        None => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flag_is_called_like_its_file() {
        let flags: Vec<String> = Opener::all().iter_names().map(|(name, _)| name.to_lowercase()).collect();
        assert_eq!(flags, listed::opener_files());
    }

    #[test]
    fn words_are_found_with_or_without_their_full_stop() {
        assert_eq!(of_lower("jr."), Opener::GENERATIONS);
        assert_eq!(of_lower("wyo"), Opener::STATES);
        assert_eq!(of_lower("n.y."), Opener::STATES);
        assert_eq!(of_lower("pc."), Opener::empty());
        assert!(of_lower("upper").contains(Opener::DIRECTIONS | Opener::PLACE_ADJECTIVES));
    }
}
