//! Names of months and weekdays.

use jiff::civil::Weekday;

/// Full names, January first; a month is also known by its first three letters, and September as `Sept`.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The week from Monday on, as it is printed.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];

/// The number of the month that `word` names, 1 to 12: `May`, `Sept.`, `dec`.
pub fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let known = |name: &str| name == word || (word.len() == 3 && name.starts_with(&word));
    let index = MONTHS.iter().position(|m| known(m)).or((word == "sept").then_some(8))?;
    Some(index as i8 + 1)
}

/// The weekday that `word` names: `Wednesday`, `Wed.`.
pub fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let known = |name: &str| {
        let name = name.to_ascii_lowercase();
        name == word || ((3..=5).contains(&word.len()) && name.starts_with(&word))
    };
    WEEKDAYS.iter().find(|(name, _)| known(name)).map(|(_, day)| *day)
}

/// How the weekday is printed.
pub fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, d)| *d == day).map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_short_forms_are_read() {
        assert_eq!(
            (month("May"), month("Sept."), month("DEC"), month("Ma")),
            (Some(5), Some(9), Some(12), None)
        );
        assert_eq!(weekday("Wed."), Some(Weekday::Wednesday));
        assert_eq!(weekday("We"), None);
    }
}
