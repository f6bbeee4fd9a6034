//! Events as an editor would list them.

use crate::analysis::{Options, Story};
use crate::syntax::Mode;

fn outline(text: &str) -> Vec<(String, Option<String>)> {
    let options = Options { published: Some("2017-05-10".to_owned()), ..Options::default() };
    let story = Story::read(text, Mode::Line, options);
    story.article.events.iter().filter(|e| e.outline).map(|e| (e.name.clone(), e.when.clone())).collect()
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
