//! Tests of who is who.

use super::*;
use crate::analysis::{Options, Story};
use crate::knowledge::Registry;
use crate::syntax::Mode;
use std::sync::Arc;

fn story(text: &str, registry: Registry) -> Story {
    Story::read(text, Mode::Line, Options { registry: Arc::new(registry), ..Options::default() })
}

fn entity<'s>(story: &'s Story, name: &str) -> &'s Entity {
    let found = story.article.entities.iter().find(|e| e.name == name);
    found.unwrap_or_else(|| panic!("no {name} among {:?}", names(story)))
}

fn names(story: &Story) -> Vec<(&str, EntityKind)> {
    story.article.entities.iter().map(|e| (e.name.as_str(), e.kind)).collect()
}

fn titles(entity: &Entity) -> Vec<&str> {
    entity.titles.iter().map(|t| t.text.as_str()).collect()
}

const LAVROV: &str = include_str!("../../../tests/articles/lavrov.txt");

#[test]
fn the_lavrov_story_has_its_people_with_their_titles() {
    let story = story(LAVROV, Registry::default());
    assert_eq!(titles(entity(&story, "Sergei Lavrov")), ["Russian Foreign Minister"]);
    assert_eq!(titles(entity(&story, "Rex Tillerson")), ["US Secretary of State", "State Secretary"]);
    assert_eq!(entity(&story, "Donald Trump").gender, Some(Gender::Male));
    assert_eq!(entity(&story, "Sputnik").kind, EntityKind::Org);
    let people: Vec<&str> =
        names(&story).into_iter().filter(|(_, k)| *k == EntityKind::Person).map(|(n, _)| n).collect();
    assert_eq!(people, ["Sergei Lavrov", "Donald Trump", "Rex Tillerson", "Putin"]);
    let places =
        ["Washington", "US", "Russia", "Syria", "Ukraine", "Afghanistan", "Hamburg", "Astana", "Geneva"];
    for place in places.into_iter().chain(["Damascus", "Iran", "Turkey", "Idlib"]) {
        assert_eq!(entity(&story, place).kind, EntityKind::Place, "{place}");
    }
}

#[test]
fn the_registry_wins_over_what_the_story_shows() {
    let registry = Registry::read([include_str!("../../../tests/articles/entities.toml")]);
    let story = story(LAVROV, registry);
    assert_eq!(entity(&story, "Sergei Lavrov").registry.as_deref(), Some("lavrov"));
    assert_eq!(entity(&story, "Vladimir Putin").registry.as_deref(), Some("putin"));
    assert_eq!(entity(&story, "Washington").registry.as_deref(), Some("washington"));
}

#[test]
fn two_people_of_one_surname_stay_two() {
    let text = "Mr. Paul Hansen met Mrs. Clara Hansen.\nMrs. Hansen smiled. Hansen left.\n";
    let story = story(text, Registry::default());
    let mentions = |name: &str| entity(&story, name).mentions.len();
    assert_eq!((mentions("Paul Hansen"), mentions("Clara Hansen")), (1, 2));
}

#[test]
fn an_acronym_joins_its_expansion() {
    let text = "The Baltic Fisheries Research Agency (BFRA) opened on Monday.\nThe head of BFRA resigned.\n";
    let story = story(text, Registry::default());
    assert_eq!(entity(&story, "Baltic Fisheries Research Agency").mentions.len(), 3);
}
