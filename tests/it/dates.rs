//! `tests/dates/forms.txt`: one line of prose for every form of date, with the value that it must get. Anyone can add a
//! line; the head of the file says how. And what is put into an outline under one date.

use newsmark::analysis::{Options, Story};
use newsmark::syntax::Mode;

/// The prose without its marks, and the words and values in them.
fn unmarked(line: &str) -> (String, Vec<(String, String)>) {
    let (mut prose, mut wanted, mut rest) = (String::new(), Vec::new(), line);
    while let Some((before, behind)) = rest.split_once('[') {
        let (marked, after) = behind.split_once(']').unwrap_or_else(|| panic!("no closing bracket: {line}"));
        let (words, value) = marked.split_once('|').unwrap_or_else(|| panic!("no value: {line}"));
        prose.push_str(before);
        prose.push_str(words);
        wanted.push((words.to_owned(), value.to_owned()));
        rest = after;
    }
    prose.push_str(rest);
    (prose, wanted)
}

/// The dates that are found in the prose: their words, and their value or `?` with the year nearest to fit.
fn found(prose: &str, published: Option<String>) -> Vec<(String, String)> {
    let story = Story::read(prose, Mode::Line, Options { published, ..Options::default() });
    let dates = story.article.dates.iter();
    dates
        .map(|date| {
            let words = date.place.range.of(story.document.blocks()[date.place.block as usize].prose());
            let open = || match date.candidate_years.as_slice() {
                [] => "?".to_owned(),
                years => format!("? {}", years[0]),
            };
            (words.to_owned(), date.value.clone().unwrap_or_else(open))
        })
        .collect()
}

#[test]
fn every_form_of_date_gets_its_value() {
    let source = include_str!("../dates/forms.txt");
    let (mut published, mut lines, mut failures) = (None, 0, Vec::new());
    for line in source.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(day) = line.strip_prefix("@ ") {
            published = Some(day.to_owned()).filter(|d| d != "none");
            continue;
        }
        let (prose, wanted) = unmarked(line);
        let got = found(&prose, published.clone());
        lines += 1;
        if got != wanted {
            failures.push(format!("{line}\n    found {got:?}"));
        }
    }
    assert!(lines >= 80, "only {lines} lines");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The names of the events that an outline lists, in order of the text.
fn listed(copy: &str) -> Vec<String> {
    let options = Options { published: Some("2017-05-10".to_owned()), ..Options::default() };
    let story = Story::read(copy, Mode::Line, options);
    story.events().iter().filter(|e| e.outline).map(|e| e.name.clone()).collect()
}

#[test]
fn a_noun_and_its_verb_are_one_event() {
    assert_eq!(listed("A quake struck Ashford on May 2."), ["quake"]);
    assert_eq!(listed("The hearing was cancelled on May 3."), ["hearing"]);
    assert_eq!(listed("The concert on Friday was postponed until May 20.").len(), 1);
    let two = listed("Rebels signed a ceasefire on May 4.\nThe ceasefire collapsed on May 6.");
    assert_eq!(two.len(), 2, "a day of its own is an event of its own: {two:?}");
}

#[test]
fn the_month_of_may_plans_nothing() {
    let options = Options { published: Some("2017-05-10".to_owned()), ..Options::default() };
    let story = Story::read("The summit on May 4 was short.", Mode::Line, options);
    assert_eq!(story.events()[0].status, newsmark::analysis::events::EventStatus::Held);
}

#[test]
fn a_time_is_not_what_an_event_happens_to() {
    assert_eq!(listed("Police arrested three men last week."), ["men arrested"]);
}
