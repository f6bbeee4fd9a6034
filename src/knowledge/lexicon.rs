//! Classes of English words, looked up once for every token.
//!
//! Each class is one file in `en/words/`: one entry a line, lower case, `#` begins a comment.
//! Adding a word is adding a line; adding a class is a file, a flag and a line in `SOURCES`.

use super::listed::{self, Listed};
use super::packed::Packed;
use std::sync::LazyLock;

bitflags::bitflags! {
    /// What a word form can be. A form may belong to several classes; context decides.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct WordClass: u128 {
        /// the, a, this, some, every …
        const DETERMINER = 1 << 0;
        /// his, her, their, its, my, our, your
        const POSSESSIVE = 1 << 1;
        /// he, she, they, it, we, I, you, who
        const PRONOUN_SUBJECT = 1 << 2;
        /// him, her, them, me, us
        const PRONOUN_OBJECT = 1 << 3;
        /// who, which, that, whose, whom
        const RELATIVE = 1 << 4;
        /// of, in, on, at, by, with …
        const PREPOSITION = 1 << 5;
        /// and, or, but, nor, yet
        const CONJUNCTION = 1 << 6;
        /// because, although, while, when, if, after, that …
        const SUBORDINATOR = 1 << 7;
        /// forms of be, have, do
        const AUXILIARY = 1 << 8;
        /// will, would, can, could, may, might, shall, should, must
        const MODAL = 1 << 9;
        /// not, never, n't, no
        const NEGATION = 1 << 10;
        /// Adverbs that stand between a speaker and a cue: later, also, then, previously …
        const ADVERB = 1 << 11;
        /// Finite forms of reporting verbs: said, tells, wrote …
        const CUE = 1 << 12;
        /// Participles of reporting verbs: saying, adding, telling …
        const CUE_PARTICIPLE = 1 << 13;
        /// Nouns that carry speech: statement, email, tweet, interview …
        const CUE_NOUN = 1 << 14;
        /// january, jan …
        const MONTH = 1 << 15;
        /// monday, mon …
        const WEEKDAY = 1 << 16;
        /// one, two, dozen, hundred …
        const NUMBER = 1 << 17;
        /// first, second, 3rd …
        const ORDINAL = 1 << 18;
        /// day, week, month, year, hour, decade … and plurals
        const TIME_UNIT = 1 << 19;
        /// mr, mrs, dr, sir …: always followed by a name
        const HONORIFIC = 1 << 20;
        /// president, senator, minister …: may stand before a name
        const TITLE = 1 << 21;
        /// Nouns for people by what they do: spokesman, official, lawyer, voter …
        const ROLE = 1 << 22;
        /// Last or first words of organisations' names: ministry, party, inc, university …
        const ORG_HEAD = 1 << 23;
        /// Words of places' names: street, river, county, island …
        const PLACE_HEAD = 1 << 24;
        /// russian, french, californian …
        const DEMONYM = 1 << 25;
        /// Nouns for events: meeting, summit, election …
        const EVENT_NOUN = 1 << 26;
        /// Forms of verbs for events: met, signed, killed …
        const EVENT_VERB = 1 << 27;
        /// Given names of men.
        const GIVEN_MALE = 1 << 28;
        /// Given names of women.
        const GIVEN_FEMALE = 1 << 29;
        /// Surnames.
        const SURNAME = 1 << 30;
        /// van, de, al, bin …: particles inside names
        const NAME_PARTICLE = 1 << 31;
        /// Abbreviations that end in a full stop and do not end a sentence: gov., sen., inc. …
        const ABBREVIATION = 1 << 32;
        /// Common words that are no names even when a sentence begins with them.
        const COMMON = 1 << 33;
        /// Forms that are usually a finite verb.
        const VERB = 1 << 34;
        /// Days and moments: today, yesterday, tomorrow, now, tonight
        const DEICTIC_DAY = 1 << 35;
        /// spring, summer, autumn, fall, winter
        const SEASON = 1 << 36;
        /// Small words inside names: of, for, and …
        const NAME_CONNECTOR = 1 << 54;
        /// Words inside titles before their head: prime, foreign, acting …
        const TITLE_MODIFIER = 1 << 55;
        /// First words of organisations' names that go on with `of` or `for`.
        const ORG_PREFIX = 1 << 56;
        /// Titles and words for men.
        const MALE_TITLE = 1 << 57;
        /// Titles and words for women.
        const FEMALE_TITLE = 1 << 58;
        /// Capitalised labels in front of a line that are no place: exclusive, update, watch …
        const LABEL = 1 << 63;
        /// Finite forms of verbs that report speech in some frames only: called, put, went, continued …
        const WEAK_CUE = 1 << 37;
        /// Participles of such verbs: calling, describing …
        const WEAK_CUE_PARTICIPLE = 1 << 38;
        /// Base forms of reporting verbs: say, tell …; finite behind a plural subject or a modal.
        const CUE_BASE = 1 << 39;
        /// Words written with letters left out in front: ’em, ’til, ’n
        const ELISION = 1 << 40;
        /// Nouns for words as words: word, term, phrase, so-called …
        const WORD_NOUN = 1 << 41;
        /// according, per
        const ACCORDING = 1 << 42;
        /// Forms of be
        const BE = 1 << 43;
        /// Any word that has a part in dates and times ([`super::timewords`]).
        const TIME_WORD = 1 << 50;
        /// Forms that say by themselves that a verb looks back: was, said, met, announced …
        const VERB_PAST = 1 << 51;
        /// Words that look ahead when an infinitive or a preposition follows: expected, due, scheduled …
        const AHEAD = 1 << 52;
        /// Nouns for bodies and documents that can be said to speak: campaign, ministry, report …
        const SPEAKING_NOUN = 1 << 44;
        /// on, back, in, out: make reporting verbs of other verbs
        const PARTICLE = 1 << 45;
        /// Reporting verbs with the hearer as object: told, asked, warned …
        const HEARER_CUE = 1 << 46;
        /// said, told, added, wrote …
        const CORE_CUE = 1 << 47;
        /// some, many, others, both …: determiners that can be a whole noun phrase
        const STANDALONE = 1 << 48;
        /// from, per, via: before the source of words
        const ORIGIN = 1 << 49;
        /// recent, last, latest …: an event that was
        const LOOKS_BACK = 1 << 70;
        /// Forms of verbs whose noun tells the event: held a meeting, gave a speech
        const LIGHT_VERB = 1 << 71;
        /// Nouns that make an event with such a verb: took effect
        const LIGHT_OBJECT = 1 << 72;
        /// cancelled, scrapped …: the event does not take place
        const CALLS_OFF = 1 << 73;
        /// postponed, delayed …: the event takes place later
        const PUTS_OFF = 1 << 74;
        /// denied, denies …: somebody says it did not happen
        const DENIES = 1 << 75;
        /// moved, shifted …: put off where a day follows
        const MOVES = 1 << 81;
        /// up, off, over …: one event with a verb before it
        const EVENT_PARTICLE = 1 << 77;
        /// open, free …: verbs that are adjectives behind another verb
        const ADJECTIVE_VERB = 1 << 78;
        /// growing, falling …: describe a noun behind them
        const DESCRIBING = 1 << 79;
        /// percent, miles …: what is counted, and not done to
        const MEASURE = 1 << 82;
        /// put, cut …: verbs whose past has the same form
        const SAME_PAST = 1 << 83;
        /// final, fair …: nouns for events that are adjectives as well
        const ADJECTIVE_NOUN = 1 << 84;
        /// primary, marathon …: held where the place in their name lies
        const HELD_THERE = 1 << 85;
        /// would, must …: what follows is not so, or not for sure
        const UNREAL_MODAL = 1 << 86;
        /// cup, open …: end the name of a contest
        const CONTEST = 1 << 80;
        /// call, describes, dubbed …: give somebody’s own words for a thing
        const CALLING = 1 << 100;
        /// quoted, cites …: their object speaks
        const QUOTING = 1 << 101;
        /// refused, declined, failed …: nobody says what follows
        const REFUSING = 1 << 102;
        /// if, unless: open what nobody has said yet
        const HYPOTHETICAL = 1 << 103;
        /// as
        const AS = 1 << 104;
        /// there, here: fill the place of a subject
        const EXPLETIVE = 1 << 105;
        /// verdict, answer, view …: what somebody says of a thing
        const VERDICT_NOUN = 1 << 106;
        /// cries, chants …: what a crowd utters
        const OUTCRY = 1 << 107;
        /// novel, song, headline …: stand before a title
        const WORK_NOUN = 1 << 108;
        /// nobody, none: a subject that nobody is
        const NOBODY = 1 << 109;
        /// what, whatever: relatives that hold what they refer to
        const FREE_RELATIVE = 1 << 110;
        /// family, assembly, daily …: words in -ly that are no adverbs
        const LY_NOUN = 1 << 111;
        /// by
        const AGENT = 1 << 112;
        /// First words of places' names: lake, mount, puerto …
        const PLACE_PREFIX = 1 << 76;
        /// to
        const TO = 1 << 64;
        /// when, while, as …: open the circumstances of what was said
        const CIRCUMSTANCE = 1 << 65;
        /// a, an, another, one: bring in somebody new
        const INDEFINITE = 1 << 69;
        /// called, named, titled …: give something a name
        const NAMING = 1 << 68;
        /// with: opens a clause with a subject of its own
        const ABSOLUTE = 1 << 66;
        /// they, we, I, you, who: subjects of verbs in their base form
        const PLURAL_SUBJECT = 1 << 67;
        /// he, him, his
        const MALE_PRONOUN = 1 << 118;
        /// she, her
        const FEMALE_PRONOUN = 1 << 119;
        /// it, its
        const THING_PRONOUN = 1 << 120;
        /// man, father, spokesman …
        const MALE_NOUN = 1 << 121;
        /// woman, mother, spokeswoman …
        const FEMALE_NOUN = 1 << 122;
        /// company, ministry, club …: call a body again
        const BODY_NOUN = 1 << 123;
        /// president, minister, judge …: functions that somebody holds
        const OFFICE = 1 << 124;
        /// Last words of the names of laws, prizes, contests, wars and other things.
        const OBJECT_HEAD = 1 << 125;
        /// Nouns before the name of a thing: ferry, novel, rocket. One that is OBJECT_HEAD too begins such a name.
        const OBJECT_NOUN = 1 << 126;
    }
}

/// The files of `en/words/`, each with the class it fills. The build script reads them.
static SOURCES: &[(WordClass, &str)] = &[
    (WordClass::DETERMINER, "determiners.txt"),
    (WordClass::POSSESSIVE, "possessives.txt"),
    (WordClass::PRONOUN_SUBJECT, "subject_pronouns.txt"),
    (WordClass::PRONOUN_OBJECT, "object_pronouns.txt"),
    (WordClass::RELATIVE, "relatives.txt"),
    (WordClass::PREPOSITION, "prepositions.txt"),
    (WordClass::CONJUNCTION, "conjunctions.txt"),
    (WordClass::SUBORDINATOR, "subordinators.txt"),
    (WordClass::AUXILIARY, "auxiliaries.txt"),
    (WordClass::MODAL, "modals.txt"),
    (WordClass::NEGATION, "negations.txt"),
    (WordClass::MONTH, "months.txt"),
    (WordClass::WEEKDAY, "weekdays.txt"),
    (WordClass::ABBREVIATION, "abbreviations.txt"),
    (WordClass::ADVERB, "adverbs.txt"),
    (WordClass::CUE, "cues.txt"),
    (WordClass::CUE_PARTICIPLE, "cue_participles.txt"),
    (WordClass::WEAK_CUE, "weak_cues.txt"),
    (WordClass::WEAK_CUE_PARTICIPLE, "weak_cue_participles.txt"),
    (WordClass::CUE_BASE, "cue_bases.txt"),
    (WordClass::CUE_NOUN, "cue_nouns.txt"),
    (WordClass::TITLE, "titles.txt"),
    (WordClass::ROLE, "roles.txt"),
    (WordClass::ELISION, "elisions.txt"),
    (WordClass::WORD_NOUN, "word_nouns.txt"),
    (WordClass::NAME_PARTICLE, "name_particles.txt"),
    (WordClass::ACCORDING, "according.txt"),
    (WordClass::SPEAKING_NOUN, "speaking_nouns.txt"),
    (WordClass::PARTICLE, "particles.txt"),
    (WordClass::HEARER_CUE, "hearer_cues.txt"),
    (WordClass::CORE_CUE, "core_cues.txt"),
    (WordClass::STANDALONE, "standalone_determiners.txt"),
    (WordClass::ORIGIN, "origins.txt"),
    (WordClass::TO, "to.txt"),
    (WordClass::CIRCUMSTANCE, "circumstances.txt"),
    (WordClass::ABSOLUTE, "absolutes.txt"),
    (WordClass::PLURAL_SUBJECT, "plural_subjects.txt"),
    (WordClass::NAMING, "naming.txt"),
    (WordClass::INDEFINITE, "indefinites.txt"),
    (WordClass::BE, "be.txt"),
    (WordClass::PLACE_PREFIX, "place_prefixes.txt"),
    (WordClass::HONORIFIC, "honorifics.txt"),
    (WordClass::TITLE_MODIFIER, "title_modifiers.txt"),
    (WordClass::ORG_HEAD, "org_heads.txt"),
    (WordClass::ORG_PREFIX, "org_prefixes.txt"),
    (WordClass::PLACE_HEAD, "place_heads.txt"),
    (WordClass::DEMONYM, "demonyms.txt"),
    (WordClass::NAME_CONNECTOR, "name_connectors.txt"),
    (WordClass::COMMON, "common.txt"),
    (WordClass::MALE_TITLE, "male_titles.txt"),
    (WordClass::FEMALE_TITLE, "female_titles.txt"),
    (WordClass::LABEL, "labels.txt"),
    (WordClass::VERB_PAST, "verbs_past.txt"),
    (WordClass::AHEAD, "ahead.txt"),
    (WordClass::LOOKS_BACK, "looks_back.txt"),
    (WordClass::LIGHT_VERB, "light_verbs.txt"),
    (WordClass::LIGHT_OBJECT, "light_objects.txt"),
    (WordClass::CALLS_OFF, "calls_off.txt"),
    (WordClass::PUTS_OFF, "puts_off.txt"),
    (WordClass::DENIES, "denies.txt"),
    (WordClass::MOVES, "moves.txt"),
    (WordClass::EVENT_PARTICLE, "event_particles.txt"),
    (WordClass::ADJECTIVE_VERB, "adjective_verbs.txt"),
    (WordClass::DESCRIBING, "describing.txt"),
    (WordClass::ADJECTIVE_NOUN, "adjective_nouns.txt"),
    (WordClass::HELD_THERE, "held_there.txt"),
    (WordClass::UNREAL_MODAL, "unreal_modals.txt"),
    (WordClass::CONTEST, "contests.txt"),
    (WordClass::SAME_PAST, "same_past.txt"),
    (WordClass::MEASURE, "measures.txt"),
    (WordClass::CALLING, "calling.txt"),
    (WordClass::QUOTING, "quoting.txt"),
    (WordClass::REFUSING, "refusing.txt"),
    (WordClass::HYPOTHETICAL, "hypothetical.txt"),
    (WordClass::AS, "as.txt"),
    (WordClass::EXPLETIVE, "expletives.txt"),
    (WordClass::VERDICT_NOUN, "verdict_nouns.txt"),
    (WordClass::OUTCRY, "outcries.txt"),
    (WordClass::FREE_RELATIVE, "free_relatives.txt"),
    (WordClass::LY_NOUN, "ly_nouns.txt"),
    (WordClass::AGENT, "agent.txt"),
    (WordClass::NOBODY, "nobodies.txt"),
    (WordClass::WORK_NOUN, "works.txt"),
    (WordClass::MALE_PRONOUN, "male_pronouns.txt"),
    (WordClass::FEMALE_PRONOUN, "female_pronouns.txt"),
    (WordClass::THING_PRONOUN, "thing_pronouns.txt"),
    (WordClass::MALE_NOUN, "men.txt"),
    (WordClass::FEMALE_NOUN, "women.txt"),
    (WordClass::BODY_NOUN, "bodies.txt"),
    (WordClass::OFFICE, "offices.txt"),
    (WordClass::OBJECT_HEAD, "object_heads.txt"),
    (WordClass::OBJECT_NOUN, "object_nouns.txt"),
];

/// The classes of each set of lists that a word can stand in.
static CLASSES: LazyLock<Vec<WordClass>> =
    LazyLock::new(|| listed::classes_by_set(of_file, super::timewords::classes));

fn of_file(name: &str) -> WordClass {
    let fills = SOURCES.iter().filter(|(_, file)| *file == name);
    fills.fold(WordClass::empty(), |classes, (class, _)| classes | *class)
}

fn of_listed(word: Listed) -> WordClass {
    CLASSES.get(word.set()).copied().unwrap_or_default()
}

/// Longest word that is looked up, in bytes; longer ones are in no list.
const LONGEST: usize = 40;

/// The classes of `word`, whatever its capitals; a curly apostrophe counts as a straight one.
pub fn classes_of(word: &str) -> WordClass {
    look_up(word).1
}

/// The same with the word as it is listed, so that what it means elsewhere need not be looked up again.
pub fn look_up(word: &str) -> (Listed, WordClass) {
    match listed::find(word) {
        Some(word) => (word, of_listed(word)),
        None if word.is_ascii() || word.len() > LONGEST => (Listed::default(), WordClass::empty()),
        None => (Listed::default(), other_script(word)),
    }
}

/// The same for a short word in small letters.
#[inline]
pub fn look_up_packed(word: Packed) -> (Listed, WordClass) {
    listed::find_packed(word).map_or_else(Default::default, |word| (word, of_listed(word)))
}

/// The same for a word with letters that are not ASCII.
#[cold]
fn other_script(word: &str) -> WordClass {
    listed::find_lower(&word.to_lowercase().replace('’', "'")).map(of_listed).unwrap_or_default()
}

/// Whether a word in lower case is an inflected form of a common one, and so common itself: `busier`, `organisers`,
/// `walking`.
pub fn is_inflected(lower: &str) -> bool {
    const ENDINGS: [(&str, &str); 14] = [
        ("iers", "y"),
        ("ier", "y"),
        ("iest", "y"),
        ("ies", "y"),
        ("ied", "y"),
        ("ing", ""),
        ("ing", "e"),
        ("ers", ""),
        ("ers", "e"),
        ("ed", ""),
        ("er", ""),
        ("es", ""),
        ("s", ""),
        ("ly", ""),
    ];
    if lower.len() < 5 || !lower.is_ascii() {
        return false;
    }
    let mut stem = [0u8; 40];
    let last = lower.as_bytes().last();
    let fitting = ENDINGS.iter().filter(|(ending, _)| ending.as_bytes().last() == last);
    fitting.into_iter().any(|(ending, instead)| {
        let Some(root) = lower.strip_suffix(ending).filter(|r| r.len() > 2 && r.len() < 36) else {
            return false;
        };
        let len = root.len() + instead.len();
        stem[..root.len()].copy_from_slice(root.as_bytes());
        stem[root.len()..len].copy_from_slice(instead.as_bytes());
        std::str::from_utf8(&stem[..len]).is_ok_and(|s| classes_of(s).contains(WordClass::COMMON))
    })
}

/// Whether a word in lower case is the plural of a word for people: `malawians`.
pub fn is_people(lower: &str) -> bool {
    lower.strip_suffix('s').is_some_and(|one| classes_of(one).contains(WordClass::DEMONYM))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_share_no_bits() {
        let mut all = WordClass::empty();
        for (name, class) in WordClass::all().iter_names() {
            assert!(!all.intersects(class), "{name}");
            all |= class;
        }
        assert_eq!(<WordClass as bitflags::Flags>::FLAGS.len(), all.bits().count_ones() as usize);
    }

    #[test]
    fn every_file_fills_a_class() {
        for file in listed::files() {
            assert!(!of_file(file).is_empty(), "{file}: add a line to `SOURCES`");
        }
        for (class, file) in SOURCES {
            assert!(listed::files().contains(file), "{class:?}: {file}");
        }
    }

    #[test]
    fn words_are_found_whatever_their_capitals() {
        assert!(classes_of("The").contains(WordClass::DETERMINER));
        assert!(classes_of("MAY").contains(WordClass::MONTH | WordClass::MODAL));
        assert!(classes_of("isn’t").contains(WordClass::AUXILIARY));
        assert!(!classes_of("Río").is_empty());
        assert_eq!(classes_of("Zyzzyva"), WordClass::empty());
    }

    #[test]
    fn entries_are_lower_case_and_plain() {
        for (class, name) in SOURCES {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/knowledge/en/words/");
            let source = std::fs::read_to_string(format!("{path}{name}")).expect("a list");
            for word in source.lines().map(|l| l.split('#').next().unwrap_or_default().trim()) {
                assert_eq!(word, word.to_lowercase(), "{class:?}");
                assert!(word.len() <= LONGEST && !word.contains('’'), "{class:?}: {word}");
            }
        }
    }
}
