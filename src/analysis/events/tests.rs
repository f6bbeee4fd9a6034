//! Events as an editor would list them.

use crate::analysis::{Options, Story};
use crate::syntax::Mode;

fn outline(text: &str) -> Vec<(String, Option<String>)> {
    let options = Options { published: Some("2017-05-10".to_owned()), ..Options::default() };
    let story = Story::read(text, Mode::Line, options);
    story.events().iter().filter(|e| e.outline).map(|e| (e.name.clone(), e.when.clone())).collect()
}

fn names(text: &str) -> Vec<String> {
    outline(text).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn nouns_bring_their_modifiers() {
    assert_eq!(names("The minister held a press conference in Oslo on Monday."), ["press conference"]);
}

#[test]
fn verbs_are_named_with_what_they_happen_to() {
    assert_eq!(
        outline("Envoys signed on May 4 a memorandum on fishing.\nThe memorandum took effect on May 6."),
        [
            ("memorandum signed".to_owned(), Some("2017-05-04".to_owned())),
            ("memorandum took effect".to_owned(), Some("2017-05-06".to_owned())),
        ]
    );
}

#[test]
fn saying_and_thinking_are_no_events() {
    assert_eq!(
        names("Smith said on Monday that he hoped for peace and believed in it."),
        Vec::<String>::new()
    );
}

#[test]
fn the_lavrov_story_has_its_six_events() {
    let text = include_str!("../../../tests/articles/lavrov.txt");
    let found = outline(text);
    let names: Vec<&str> = found.iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(
        names,
        [
            "press conference",
            "meeting",
            "telephone conversation",
            "G20 summit",
            "memorandum signed",
            "memorandum took effect"
        ]
    );
    let when: Vec<Option<&str>> = found.iter().map(|(_, w)| w.as_deref()).collect();
    assert_eq!(
        when,
        [
            Some("2017-05-10"),
            Some("2017-05-10"),
            None,
            Some("2017-07-01/2017-07-10"),
            Some("2017-05-04"),
            Some("2017-05-06")
        ]
    );
}

/// Words and EDTF values of the six calendar dates of the Lavrov story.
fn lavrov_dates(published: Option<&str>) -> Vec<(String, Option<String>, Vec<i16>)> {
    let options = Options { published: published.map(str::to_owned), ..Options::default() };
    let story = Story::read(include_str!("../../../tests/articles/lavrov.txt"), Mode::Line, options);
    let words = |d: &crate::analysis::article::Date| {
        d.place.range.of(story.document.blocks()[d.place.block as usize].prose()).to_owned()
    };
    let dates = story.article.dates.iter();
    dates.map(|d| (words(d), d.edtf.clone(), d.candidate_years.iter().take(3).copied().collect())).collect()
}

#[test]
fn the_dates_of_the_lavrov_story_are_exact_with_a_publication_date() {
    let found = lavrov_dates(Some("2017-05-10"));
    let found: Vec<(&str, Option<&str>)> = found.iter().map(|(w, e, _)| (w.as_str(), e.as_deref())).collect();
    let expected = [
        ("Wednesday, May 10", Some("2017-05-10")),
        ("the beginning of July", Some("2017-07-01/2017-07-10")),
        ("July", Some("2017-07")),
        ("Today", Some("2017-05-10")),
        ("May 4", Some("2017-05-04")),
        ("May 6", Some("2017-05-06")),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_dates_of_the_lavrov_story_stay_open_without_one() {
    let found = lavrov_dates(None);
    assert!(found.iter().all(|(_, value, _)| value.is_none()), "{found:?}");
    assert_eq!(found[0].2, [2017, 2023, 2028]);
    let story =
        Story::read(include_str!("../../../tests/articles/lavrov.txt"), Mode::Line, Options::default());
    let events = story.events().iter();
    let events: Vec<(&str, Option<&str>)> = events.map(|e| (e.name.as_str(), e.when.as_deref())).collect();
    let expected = [
        "press conference",
        "meeting",
        "telephone conversation",
        "G20 summit",
        "memorandum signed",
        "memorandum took effect",
    ];
    assert_eq!(events, expected.map(|name| (name, None)));
}

#[test]
fn two_dates_of_one_event_are_told_apart() {
    let text = "The summit was held on May 3 in Oslo.\nThe summit on May 4 was short.";
    let options = Options { published: Some("2017-05-10".to_owned()), ..Options::default() };
    let story = Story::read(text, Mode::Line, options);
    let events = story.events().iter();
    let when: Vec<_> = events.map(|e| (e.when.as_deref(), e.conflict.as_deref())).collect();
    assert!(when.len() == 2 || when[0].1.is_some(), "{when:?}");
}

fn told(text: &str) -> Vec<(String, Option<String>, &'static str)> {
    let options = Options { published: Some("2017-05-11".to_owned()), ..Options::default() };
    let story = Story::read(text, Mode::Line, options);
    let events = story.events().iter();
    events.map(|e| (e.name.clone(), e.when.clone(), e.status.name())).collect()
}

#[test]
fn a_win_is_dated_by_its_own_clause() {
    let found = told("The club, which lost to Rovers on Sunday, won 2-1 on Wednesday.");
    let won = found.iter().find(|(name, ..)| name.contains("won"));
    assert_eq!(won.and_then(|(_, when, _)| when.as_deref()), Some("2017-05-10"), "{found:?}");
}

#[test]
fn what_became_of_a_strike_is_said_behind_an_aside() {
    let found = told("The strike, which was due to begin on Friday, was called off.");
    assert_eq!(found[0], ("strike".to_owned(), Some("2017-05-12".to_owned()), "cancelled"));
}

#[test]
fn what_a_postponed_vote_is_about_is_not_postponed() {
    let found = told("A planned vote on the deal was postponed until June 3.");
    assert!(found.iter().all(|(name, _, status)| name == "vote" || *status != "postponed"), "{found:?}");
    assert!(found.iter().any(|(name, _, status)| name == "vote" && *status == "postponed"), "{found:?}");
}

#[test]
fn the_capital_of_a_sentence_is_not_that_of_an_event() {
    assert_eq!(names("Talks opened in Berlin on Wednesday."), ["talks"]);
    assert_eq!(names("Oslo talks opened on Wednesday."), ["Oslo talks"]);
}

#[test]
fn an_event_that_others_are_counted_from_has_no_day_of_theirs() {
    let when = |text: &str, name: &str| {
        outline(text).into_iter().find(|(n, _)| n.contains(name)).and_then(|(_, when)| when)
    };
    let text = "The council voted on May 4. Two days after the vote the mayor resigned.";
    assert_eq!(when(text, "resigned").as_deref(), Some("2017-05-06"));
    let text = "The mayor resigned on Friday, two days after the summit.";
    assert_eq!(when(text, "resigned").as_deref(), Some("2017-05-05"));
    assert_eq!(when(text, "summit").as_deref(), Some("2017-05-03"));
    assert_eq!(
        names("Mayor Hill resigned two days before the trial began on Monday.")[0],
        "Mayor Hill resigned"
    );
}

#[test]
fn what_comes_in_so_many_days_has_a_day() {
    let found = outline("The summit will be held in three days.");
    assert_eq!(found, [("summit".to_owned(), Some("2017-05-13".to_owned()))]);
    let found = outline("She announced plans for a new bridge on Monday.");
    assert!(found.iter().all(|(_, when)| when.as_deref() == Some("2017-05-08")), "{found:?}");
}

#[test]
fn a_second_one_is_another_event() {
    let found = outline("The council held a vote on Monday.\nA second vote will be held on May 16.");
    assert_eq!(found.iter().filter(|(name, _)| name.ends_with("vote")).count(), 2, "{found:?}");
}

#[test]
fn a_verb_is_named_with_its_subject_and_no_other_noun() {
    let text = "Judge jails builder who left family with no roof\n\nA builder who left a family with a house without a roof has been jailed for three years.";
    assert!(names(text).iter().any(|name| name == "builder jailed"), "{:?}", names(text));
}

#[test]
fn the_year_of_a_participle_in_front_is_its_own() {
    let when =
        |text: &str| outline(text).into_iter().find(|(n, _)| n.contains("resign")).and_then(|(_, w)| w);
    assert_eq!(when("Born in Lund in 1962, the mayor resigned after a vote."), None);
    assert_eq!(when("Elected in 2012, the mayor resigned after a vote."), None);
    assert_eq!(when("Asked on Monday, the mayor resigned after a vote.").as_deref(), Some("2017-05-08"));
}
