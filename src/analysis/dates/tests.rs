//! Dates as a reader reads them: each line of a table is a sentence with one date.

use crate::analysis::{Options, Story};
use crate::syntax::Mode;

/// The text and the value of every date of `text`, published on `published`.
fn dates(text: &str, published: Option<&str>) -> Vec<(String, String)> {
    let options = Options { published: published.map(str::to_owned), ..Options::default() };
    let story = Story::read(text, Mode::Line, options);
    let dates = story.article.dates.iter();
    dates
        .map(|d| {
            let prose = story.document.blocks()[d.place.block as usize].prose();
            (d.place.range.of(prose).to_owned(), d.value.clone().unwrap_or_else(|| "?".to_owned()))
        })
        .collect()
}

/// The only date of a sentence in a story of Wednesday, 10 May 2017.
fn one(text: &str) -> String {
    let found = dates(text, Some("2017-05-10"));
    let shown: Vec<String> = found.iter().map(|(t, v)| format!("{t} = {v}")).collect();
    shown.join("; ")
}

#[test]
fn days_are_read_in_all_common_forms() {
    for (text, expected) in [
        ("He met her on May 10, 2017, in Rome.", "May 10, 2017 = 2017-05-10"),
        ("They met on Wednesday, May 10.", "Wednesday, May 10 = 2017-05-10"),
        ("They met on 4 May.", "4 May = 2017-05-04"),
        ("They met on the 4th of May 2016.", "the 4th of May 2016 = 2016-05-04"),
        ("The fire of Dec. 12 was put out.", "Dec. 12 = 2016-12-12"),
        ("The vote will be held on January 3.", "January 3 = 2018-01-03"),
        ("Updated 2017-05-09 at noon", "2017-05-09 at noon = 2017-05-09T12:00"),
        ("It was 5/8/17 then.", "5/8/17 = 2017-05-08"),
    ] {
        assert_eq!(one(text), expected, "{text}");
    }
}

#[test]
fn weekdays_follow_the_tense() {
    for (text, expected) in [
        ("The minister resigned on Friday.", "Friday = 2017-05-05"),
        ("The minister will resign on Friday.", "Friday = 2017-05-12"),
        ("The talks are to begin on Friday.", "Friday = 2017-05-12"),
        ("The minister resigned on Wednesday.", "Wednesday = 2017-05-10"),
        ("The funeral is on Friday.", "Friday = 2017-05-12"),
        ("The show opens on Monday.", "Monday = 2017-05-15"),
        ("The match was postponed to Thursday.", "Thursday = 2017-05-11"),
        ("Rain is not expected before Sunday.", "Sunday = 2017-05-14"),
        ("They marched over the weekend.", "the weekend = 2017-W18-WE"),
        ("The menu is due Friday week.", "Friday week = 2017-05-19"),
        ("They agreed on Friday to go.", "Friday = 2017-05-05"),
        ("They were able to restore power by Friday.", "Friday = 2017-05-05"),
        ("The court is due on Friday to rule.", "Friday = 2017-05-12"),
        ("He left last Wednesday.", "last Wednesday = 2017-05-03"),
        ("He was seen early on Monday.", "Monday = 2017-05-08"),
        ("He was seen on Tuesday evening.", "Tuesday evening = 2017-05-09TEV"),
        ("He was seen at 10:30 p.m. on Tuesday.", "10:30 p.m. on Tuesday = 2017-05-09T22:30"),
    ] {
        assert_eq!(one(text), expected, "{text}");
    }
}

#[test]
fn coarse_dates_keep_their_grain() {
    for (text, expected) in [
        ("Sales fell last week.", "last week = 2017-W18"),
        ("It began two weeks ago.", "two weeks ago = 2017-W17"),
        ("They will meet at the beginning of July.", "the beginning of July = 2017-07"),
        ("It rose in the third quarter of last year.", "the third quarter of last year = 2016-Q3"),
        ("It happened this spring.", "this spring = 2017-SP"),
        ("It was built in the 1930s.", "the 1930s = 193X"),
        ("It was built in 1987.", "1987 = 1987"),
        ("He was born in April last year.", "April last year = 2016-04"),
        ("He was in office since November 2015.", "November 2015 = 2015-11"),
    ] {
        assert_eq!(one(text), expected, "{text}");
    }
}

/// The EDTF values of the dates of a story of Wednesday, 10 May 2017.
fn edtf(text: &str) -> Vec<String> {
    let options = Options { published: Some("2017-05-10".to_owned()), ..Options::default() };
    let story = Story::read(text, Mode::Line, options);
    story.article.dates.iter().map(|d| d.edtf.clone().unwrap_or_else(|| "?".to_owned())).collect()
}

#[test]
fn ranges_in_one_expression_run_from_day_to_day() {
    for (text, expected) in [
        ("The fair runs from 12 to 16 August.", "2017-08-12/2017-08-16"),
        ("The fair was held on 12-16 August 2015.", "2015-08-12/2015-08-16"),
        ("The fair will be held on May 20–22.", "2017-05-20/2017-05-22"),
        ("The fair was held on April 3-5, 2016, in Graz.", "2016-04-03/2016-04-05"),
        ("Members will vote between 3 and 14 October.", "2017-10-03/2017-10-14"),
        ("Sales rose in January-March 2017.", "2017-01/2017-03"),
        ("Sales rose in November-January 2017.", "2016-11/2017-01"),
    ] {
        assert_eq!(edtf(text), [expected], "{text}");
    }
}

#[test]
fn ends_of_years_and_months_are_days() {
    for (text, expected) in [
        ("The plant will close by year-end.", "2017-12-31"),
        ("The plant will close by year end.", "2017-12-31"),
        ("The plant will close by month-end.", "2017-05-31"),
        ("The loan will be repaid by year-end 2019.", "2019-12-31"),
        ("Debt had doubled by year-end.", "2016-12-31"),
    ] {
        assert_eq!(edtf(text), [expected], "{text}");
    }
    assert_eq!(edtf("It will close at the end of the year."), ["2017-10/2017-12"]);
    assert_eq!(one("The year-end figures were good."), "");
}

#[test]
fn the_week_behind_the_next_is_counted() {
    for (text, expected) in [
        ("He will meet them a week on Tuesday.", "a week on Tuesday = 2017-05-23"),
        ("He will meet them a week from Friday.", "a week from Friday = 2017-05-19"),
        ("He will meet them Friday week.", "Friday week = 2017-05-19"),
    ] {
        assert_eq!(one(text), expected, "{text}");
    }
}

#[test]
fn live_blog_stamps_are_times_of_its_own_day() {
    let text =
        "16:40 The bridge opened again.\n09.15: The warning lasts until 6am tomorrow.\n08:50 – Lorries wait.";
    let found = dates(text, Some("2017-05-10"));
    let shown: Vec<&str> = found.iter().map(|(_, v)| v.as_str()).collect();
    assert_eq!(shown, ["2017-05-10T16:40", "2017-05-10T09:15", "2017-05-11T06:00", "2017-05-10T08:50"]);
}

#[test]
fn days_of_something_stay_open() {
    let found = dates("On day five the court heard the clerk.", Some("2017-05-10"));
    assert_eq!(found, [("day five".to_owned(), "?".to_owned())]);
}

#[test]
fn nights_of_a_day_belong_to_it() {
    assert_eq!(
        one("The ferry sank on the night of November 2, 2014."),
        "the night of November 2, 2014 = 2014-11-02TNI"
    );
}

#[test]
fn times_of_day_follow_the_day_that_is_told() {
    let text = "On Monday the train left at 9:17 a.m. and stopped ten minutes later.";
    assert_eq!(edtf(text), ["2017-05-08", "2017-05-08T09:17:00", "2017-05-08T09:27:00"]);
    assert_eq!(
        edtf("She spoke at 11:58 p.m. on Monday and left five minutes later.")[1],
        "2017-05-09T00:03:00"
    );
    assert_eq!(edtf("It began at 14:30 GMT on Monday.")[0], "2017-05-08T14:30:00Z");
}

#[test]
fn both_ends_of_a_stretch_know_the_whole() {
    let options = Options { published: Some("2017-05-10".to_owned()), ..Options::default() };
    let text = "Schools will be shut from Thursday to Saturday. He was in office between 2006 and 2010.";
    let story = Story::read(text, Mode::Line, options);
    let spans: Vec<Option<&str>> = story.article.dates.iter().map(|d| d.span.as_deref()).collect();
    let (week, office) = (Some("2017-05-11/2017-05-13"), Some("2006/2010"));
    assert_eq!(spans, [week, week, office, office]);
}

#[test]
fn quarters_have_signs() {
    assert_eq!(one("Profit fell in Q1 2016."), "Q1 2016 = 2016-Q1");
    assert_eq!(one("It was read in the H1 hall and by Q and A."), "");
}

#[test]
fn what_is_put_off_lies_ahead() {
    assert_eq!(edtf("The hearing on Monday was put off to Friday."), ["2017-05-08", "2017-05-12"]);
}

#[test]
fn lengths_and_habits_are_no_dates() {
    for (text, expected) in [
        ("It lasted two and a half years.", "two and a half years = P2.5Y"),
        ("A 12-hour strike began.", "12-hour = PT12H"),
        ("She waited several months.", "several months = PXM"),
        ("They meet every two weeks.", "every two weeks = P2W"),
        ("It took more than twenty-five minutes.", "more than twenty-five minutes = PT25M"),
    ] {
        assert_eq!(one(text), expected, "{text}");
    }
}

#[test]
fn words_that_only_look_like_dates_are_left_alone() {
    for text in [
        "He may go.",
        "They march on.",
        "Some 2000 workers were there.",
        "It cost $1999.",
        "He came second in the race.",
        "The sun sat low.",
        "At least 12 people died.",
        "A 16-year-old boy and an 18-year old girl were seen.",
        "A second man, in his early 30s, was hurt.",
        "He reads the Daily Star and the Sunday Argus.",
        "It could be on a Tuesday.",
        "The day of the vote was cold.",
    ] {
        assert_eq!(one(text), "", "{text}");
    }
}

#[test]
fn without_an_anchor_nothing_is_invented() {
    let story = Story::read("They met on Wednesday, May 10.", Mode::Line, Options::default());
    let date = &story.article.dates[0];
    assert_eq!(date.value, None);
    assert!(date.needs_anchor);
    assert_eq!(date.candidate_years[..3], [2017, 2023, 2028]);
}

#[test]
fn a_dateline_anchors_the_story() {
    let text = "ROME, May 10, 2017 (News Desk) - The minister resigned on Monday.";
    assert_eq!(dates(text, None)[1].1, "2017-05-08");
}

#[test]
fn a_day_that_does_not_exist_has_no_value() {
    assert_eq!(one("They met on February 30."), "February 30 = ?");
    assert_eq!(one("They met on February 30, 2016."), "February 30, 2016 = ?");
}

#[test]
fn a_sentence_may_end_where_a_decade_would_begin() {
    for prose in ["the", "in the", "On the"] {
        let tokens = crate::analysis::tokens::tokenize(prose);
        let sentences = crate::analysis::sentences::split(prose, &tokens);
        assert!(super::find(prose, &tokens, &sentences).is_empty(), "{prose}");
    }
}
