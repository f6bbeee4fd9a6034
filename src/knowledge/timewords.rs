//! Words of dates and times, with what each means in one.
//!
//! The data is `en/time.tsv`; the grammar of dates asks for the sense of a word, never for its letters.

use super::WordClass;
use super::listed::{self, Listed};
use std::sync::LazyLock;

/// Units of time, from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 1 s
    Second,
    /// 60 s
    Minute,
    /// 60 min
    Hour,
    /// A calendar day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// A calendar month.
    Month,
    /// January to March, and so on.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// Which one of a row of days, weeks, years … a word points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shift {
    /// The one before now: *last* week.
    Last,
    /// The stretch up to now: the *past* week.
    Past,
    /// The one before another: the *previous* week.
    Previous,
    /// The one that now lies in: *this* week.
    This,
    /// The one told of: *that* week.
    That,
    /// The one after now: *next* week.
    Next,
    /// The stretch from now: the *coming* weeks.
    Coming,
    /// The one after another: the *following* week.
    Following,
}

/// A part of a longer stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Its beginning.
    Start,
    /// Its middle.
    Mid,
    /// Its end.
    End,
    /// What is left of it.
    Rest,
    /// The day before it.
    Eve,
}

/// What a word means inside a date or a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeWord {
    /// A month, 1 to 12; `common` when the form is an everyday word too.
    Month {
        /// 1 to 12
        month: u8,
        /// Also an everyday word (*may*, *march*).
        common: bool,
    },
    /// A day of the week, Monday is 1; `common` when the form is an everyday word too.
    Weekday {
        /// 1 to 7
        day: u8,
        /// Also an everyday word (*sun*, *sat*).
        common: bool,
    },
    /// *Mondays*
    Weekdays(u8),
    /// Days from today: yesterday is -1.
    Day(i8),
    /// tonight
    Tonight,
    /// overnight
    Overnight,
    /// *day*, *week*: `plural` for *days*. *second* is also an ordinal.
    Unit {
        /// Which.
        unit: Unit,
        /// Whether the form is a plural.
        plural: bool,
    },
    /// A season, 1 (spring) to 4 (winter); `common` for *fall*.
    Season {
        /// 1 to 4
        season: u8,
        /// Also an everyday word.
        common: bool,
    },
    /// A part of the day, as TIMEX3 codes it; `plural` for *mornings*.
    Part {
        /// `MO`, `AF`, `EV`, `NI`, `DT`
        code: &'static str,
        /// Whether the form is a plural.
        plural: bool,
    },
    /// noon, midnight: the hour.
    ClockName(u8),
    /// *daily*, *weekly*: how often.
    Every(Unit),
    /// A number in words.
    Number(u32),
    /// *several*, *a few*; *couple* is 2.
    Some(u32),
    /// *recent*
    Recent,
    /// *third*
    Ordinal(u32),
    /// *nineties*: the decade's digit.
    DecadeWord(u8),
    /// last, next, this …
    Shift(Shift),
    /// each, every
    Each,
    /// per
    Per,
    /// a, an
    Article,
    /// the
    The,
    /// early (`Start`), mid, late (`End`)
    Edge(Bound),
    /// earlier
    Earlier,
    /// later
    Later,
    /// ago
    Ago,
    /// hence
    Hence,
    /// before
    Before,
    /// after
    After,
    /// old
    Old,
    /// beginning, end, middle, rest, eve
    Bound(Bound),
    /// now, recently: the TIMEX3 value.
    Reference(&'static str),
    /// A feast: `12-25`, or the name of the rule that finds it.
    Holiday(&'static str),
    /// about, nearly
    About,
    /// straight, consecutive: between a number and its unit.
    Filler,
    /// more, less, in *more than*
    Compare,
    /// than
    Than,
    /// at, in *at least*
    At,
    /// least, in *at least*
    Least,
    /// half
    Half,
    /// A time zone: minutes east of Greenwich.
    Zone(i16),
    /// a.m., p.m.: hours to add.
    Meridiem(u8),
    /// o'clock
    OClock,
}

impl TimeWord {
    /// The word classes that the sense implies.
    fn classes(self) -> WordClass {
        let class = match self {
            Self::Month { .. } => WordClass::MONTH,
            Self::Weekday { .. } | Self::Weekdays(_) => WordClass::WEEKDAY,
            Self::Day(_) | Self::Tonight => WordClass::DEICTIC_DAY,
            Self::Unit { .. } => WordClass::TIME_UNIT,
            Self::Season { .. } => WordClass::SEASON,
            Self::Number(_) => WordClass::NUMBER,
            Self::Ordinal(_) => WordClass::ORDINAL,
            _ => WordClass::empty(),
        };
        class | WordClass::TIME_WORD
    }
}

static SOURCE: &str = include_str!("en/time.tsv");

/// The sense of each line that has one, in order; the build script counts the same lines.
static SENSES: LazyLock<Vec<Option<TimeWord>>> = LazyLock::new(|| {
    let rows = SOURCE.lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        fields.next()?;
        Some((fields.next()?, fields.next()?))
    });
    rows.map(|(sense, value)| parse(sense, value)).collect()
});

fn by_line(line: usize) -> Option<TimeWord> {
    *SENSES.get(line)?
}

/// The classes that the sense in a line implies.
pub(super) fn classes(line: usize) -> WordClass {
    let Some(sense) = by_line(line) else { return WordClass::empty() };
    // "Second" is an ordinal before it is a unit.
    let second = sense == TimeWord::Unit { unit: Unit::Second, plural: false };
    sense.classes() | if second { WordClass::ORDINAL } else { WordClass::empty() }
}

/// The sense of `word`, whatever its capitals and with or without the full stop of an abbreviation.
pub fn sense(word: &str) -> Option<TimeWord> {
    const LONGEST: usize = 16;
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.len() > LONGEST {
        return None;
    }
    of_listed(listed::find(word)?)
}

/// The sense of a word that has been looked up.
#[inline]
pub fn of_listed(word: Listed) -> Option<TimeWord> {
    by_line(word.time()?)
}

fn parse(sense: &str, value: &'static str) -> Option<TimeWord> {
    let small = || value.parse::<u8>().ok();
    Some(match sense {
        "month" | "monthword" => TimeWord::Month { month: small()?, common: sense == "monthword" },
        "weekday" | "weekdayword" => TimeWord::Weekday { day: small()?, common: sense == "weekdayword" },
        "weekdays" => TimeWord::Weekdays(small()?),
        "day" => TimeWord::Day(value.parse().ok()?),
        "tonight" => TimeWord::Tonight,
        "overnight" => TimeWord::Overnight,
        "unit" | "unit2" | "units" => TimeWord::Unit { unit: unit(value)?, plural: sense == "units" },
        "season" | "seasonword" => TimeWord::Season { season: small()?, common: sense == "seasonword" },
        "part" | "parts" => TimeWord::Part { code: value, plural: sense == "parts" },
        "clock" => TimeWord::ClockName(small()?),
        "set" => TimeWord::Every(unit(value)?),
        "number" => TimeWord::Number(value.parse().ok()?),
        "some" => TimeWord::Some(value.parse().ok()?),
        "recent" => TimeWord::Recent,
        "ordinal" => TimeWord::Ordinal(value.parse().ok()?),
        "decadeword" => TimeWord::DecadeWord(small()?),
        "shift" => TimeWord::Shift(shift(value)?),
        "edge" | "bound" => {
            let bound = bound(value)?;
            if sense == "edge" { TimeWord::Edge(bound) } else { TimeWord::Bound(bound) }
        }
        "ref" => TimeWord::Reference(value),
        "holiday" => TimeWord::Holiday(value),
        "zone" => TimeWord::Zone(value.parse().ok()?),
        "meridiem" => TimeWord::Meridiem(small()?),
        _ => return plain(sense),
    })
}

fn plain(sense: &str) -> Option<TimeWord> {
    Some(match sense {
        "each" => TimeWord::Each,
        "per" => TimeWord::Per,
        "article" => TimeWord::Article,
        "the" => TimeWord::The,
        "earlier" => TimeWord::Earlier,
        "later" => TimeWord::Later,
        "ago" => TimeWord::Ago,
        "hence" => TimeWord::Hence,
        "before" => TimeWord::Before,
        "after" => TimeWord::After,
        "old" => TimeWord::Old,
        "about" => TimeWord::About,
        "filler" => TimeWord::Filler,
        "compare" => TimeWord::Compare,
        "than" => TimeWord::Than,
        "at" => TimeWord::At,
        "least" => TimeWord::Least,
        "half" => TimeWord::Half,
        "oclock" => TimeWord::OClock,
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn shift(name: &str) -> Option<Shift> {
    Some(match name {
        "last" => Shift::Last,
        "past" => Shift::Past,
        "previous" => Shift::Previous,
        "this" => Shift::This,
        "that" => Shift::That,
        "next" => Shift::Next,
        "coming" => Shift::Coming,
        "following" => Shift::Following,
        _ => return None,
    })
}

fn bound(name: &str) -> Option<Bound> {
    Some(match name {
        "start" | "early" => Bound::Start,
        "mid" => Bound::Mid,
        "end" | "late" => Bound::End,
        "rest" => Bound::Rest,
        "eve" => Bound::Eve,
        _ => return None,
    })
}

/// What stands behind the figure of an age.
const YEAR_OLD: &str = "-year-old";

/// The age that a word such as `45-year-old` gives.
pub fn age_of(word: &str) -> Option<u32> {
    word.strip_suffix(YEAR_OLD)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_read_once() {
        let lines = SOURCE.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        let mut seen = std::collections::BTreeSet::new();
        for line in lines {
            let word = line.split('\t').next().unwrap_or_default();
            assert!(sense(word).is_some(), "{line}");
            assert!(seen.insert(word), "twice: {word}");
        }
    }

    #[test]
    fn abbreviations_and_capitals_do_not_matter() {
        assert_eq!(sense("Sept."), Some(TimeWord::Month { month: 9, common: false }));
        assert_eq!(sense("O’CLOCK"), Some(TimeWord::OClock));
        assert_eq!(sense("P.M."), Some(TimeWord::Meridiem(12)));
        assert_eq!(sense("Zürich"), None);
    }
}
