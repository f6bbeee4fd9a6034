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
        ["Washington DC", "US", "Russia", "Syria", "Ukraine", "Afghanistan", "Hamburg", "Astana", "Geneva"];
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

const NEWSROOM: &str = r#"
[person.anna-keller]
name = "Anna Keller"
aliases = ["Keller"]
pronouns = ["she"]
[[person.anna-keller.titles]]
title = "Mayor of Aldstadt"
to = "2019-06-30"
[person.paul-keller]
name = "Paul Keller"
aliases = ["Keller"]
pronouns = ["he"]
[[person.paul-keller.titles]]
title = "Mayor of Aldstadt"
from = "2019-07-01"
[org.river-council]
name = "River Council"
aliases = ["Council"]
"#;

fn ids(text: &str, date: Option<&str>) -> Vec<(String, Option<String>, usize)> {
    let registry = Arc::new(Registry::read([NEWSROOM]));
    assert_eq!(registry.problems, []);
    let options = Options { registry, published: date.map(str::to_owned), ..Options::default() };
    let story = Story::read(text, Mode::Line, options);
    let entities = story.article.entities.iter();
    entities.map(|e| (e.name.clone(), e.registry.clone(), e.rivals.len())).collect()
}

#[test]
fn one_surname_of_two_people_is_told_apart_by_the_story() {
    let id = |id: &str| Some(id.to_owned());
    let alone = ids("The bridge is late, Keller said on Friday in a letter.\n", None);
    assert_eq!(alone, [("Keller".to_owned(), None, 2)]);
    let named = ids("Anna Keller spoke first.\nThe bridge is late, Keller said on Friday.\n", None);
    assert_eq!(named, [("Anna Keller".to_owned(), id("anna-keller"), 0)]);
    let titled = "The bridge is late, Mayor Keller said on Friday.\n";
    assert_eq!(ids(titled, Some("2018-01-01"))[0].1, id("anna-keller"));
    assert_eq!(ids(titled, Some("2020-01-01"))[0].1, id("paul-keller"));
    assert_eq!(ids("The bridge is late, Mr. Keller said on Friday.\n", None)[0].1, id("paul-keller"));
    let other = ids("Maria Keller spoke first.\nThe bridge is late, Keller said on Friday.\n", None);
    assert_eq!(other, [("Maria Keller".to_owned(), None, 0)], "another family");
}

#[test]
fn a_marked_id_and_the_same_name_are_one() {
    let text = "Anna Keller left.\n[Mayor Keller]{.person ref=anna-keller} came back, Keller said.\n";
    let registry = Arc::new(Registry::read([NEWSROOM]));
    let story = Story::read(text, Mode::Markdown, Options { registry, ..Options::default() });
    let names: Vec<(&str, usize)> =
        story.article.entities.iter().map(|e| (e.name.as_str(), e.mentions.len())).collect();
    assert_eq!(names, [("Anna Keller", 3)]);
}

#[test]
fn front_matter_declares_people_of_its_own() {
    let text = "---\npeople: [{id: pk, name: Paul Keller}]\n---\n\nPaul Keller left, Keller said.\n";
    let registry = Arc::new(Registry::read([NEWSROOM]));
    let story = Story::read(text, Mode::Markdown, Options { registry, ..Options::default() });
    assert_eq!(story.article.entities[0].registry.as_deref(), Some("pk"));
}

/// The forms by which each entity goes, the name first.
fn forms(text: &str) -> Vec<Vec<String>> {
    let story = story(text, Registry::default());
    let all = |e: &Arc<Entity>| std::iter::once(&e.name).chain(&e.aliases).cloned().collect();
    story.article.entities.iter().map(all).collect()
}

#[test]
fn a_short_given_name_is_the_same_person() {
    let all = forms(
        "Mayor Robert Hanlow opened the bridge.\n\nBob Hanlow said it was a good day. Hanlow left early.\n",
    );
    assert_eq!(all, [["Robert Hanlow", "Bob Hanlow", "Hanlow"]]);
}

#[test]
fn brothers_of_one_surname_stay_apart() {
    let all = forms("Mayor Robert Hanlow met his brother, Peter Hanlow.\n\nRichard Hanlow stayed at home.\n");
    assert_eq!(all, [["Robert Hanlow"], ["Peter Hanlow"], ["Richard Hanlow"]]);
}

#[test]
fn spellings_of_one_name_are_one_person() {
    let all = forms(
        "Minister Sergei Tarvenkov met the mayor.\n\nSergey Tarvenkov said the talks went well. Mr. Tarvenkow left.\n",
    );
    assert_eq!(all[0][..2], ["Sergei Tarvenkov", "Sergey Tarvenkov"]);
}

#[test]
fn an_acronym_in_brackets_need_not_spell_the_name() {
    let all = forms(
        "The Norwegian Institute for Water Safety (NIVA) said it would measure the lake.\n\nNIVA gave no date for it.\n",
    );
    assert_eq!(all, [["Norwegian Institute for Water Safety", "NIVA"]]);
}

#[test]
fn things_are_found_by_their_form_and_the_nouns_beside_them() {
    let story = story(
        "The Skagen Prize went to a judge, after the Harbour Safety Act was passed.\n\nThe ferry Stella Polaris and the \
         sloop Windsbraut were lost. HMS Valiant left with the tanker Exxon Valdez. The Lanqiao-4 left the pad.\n\nThe \
         study appeared in the journal Cryobiology Letters.\n",
        Registry::default(),
    );
    let found = names(&story);
    for name in
        ["Skagen Prize", "Harbour Safety Act", "Windsbraut", "HMS Valiant", "Exxon Valdez", "Lanqiao-4"]
    {
        assert!(found.contains(&(name, EntityKind::Object)), "{name} among {found:?}");
    }
}

#[test]
fn a_headline_in_capitals_and_a_man_are_no_things() {
    let story =
        story("McCaul Is Not Impressed By The Bill\n\nRonald Law spoke on Tuesday.\n", Registry::default());
    assert!(names(&story).iter().all(|(_, kind)| *kind != EntityKind::Object), "{:?}", names(&story));
}

#[test]
fn surnames_of_several_words_mean_their_bearer() {
    let text = "Rik van Damme met Mr. Evaristo de la Peña Quispe and Aurélio Tavares Lobo.\nVan Damme smiled, De la Peña \
                left and Mr. Tavares Lobo stayed.\n";
    let story = story(text, Registry::default());
    let mentions = |name: &str| entity(&story, name).mentions.len();
    assert_eq!(mentions("Rik van Damme"), 2);
    assert_eq!(mentions("Evaristo de la Peña Quispe"), 2);
    assert_eq!(mentions("Aurélio Tavares Lobo"), 2);
}

#[test]
fn a_city_and_its_district_are_one_place() {
    let story = story("They met in Washington D.C. on Friday.\nWashington was quiet.\n", Registry::default());
    assert_eq!(entity(&story, "Washington D.C.").mentions.len(), 2);
}
