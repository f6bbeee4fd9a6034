//! Tests of the registry.

use super::*;

const FILE: &str = r#"# people
[person.lavrov]
name = "Sergei Lavrov"
aliases = ["Lavrov", "Sergei Viktorovich Lavrov"]
avoid = ["Sergey Lavrov"]
same_as = ["wd:Q58217"]
[[person.lavrov.titles]]
title = "Russian Foreign Minister"
also = ["Foreign Minister"]
from = "2004-03-09"

[place.washington]
name = "Washington"
dateline = "WASHINGTON"
"#;

#[test]
fn entries_are_found_by_id_name_and_external_id() {
    let registry = Registry::read([FILE]).with_prefixes([("wd", "http://www.wikidata.org/entity/")]);
    assert_eq!(registry.problems, []);
    assert_eq!(registry.get("lavrov").map(|e| &*e.name), Some("Sergei Lavrov"));
    assert_eq!(registry.get("wd:Q58217").map(|e| &*e.id), Some("lavrov"));
    assert_eq!(registry.named("SERGEY LAVROV").iter().map(|m| m.form).collect::<Vec<_>>(), [Form::Avoid]);
    assert_eq!(registry.named("washington").len(), 1);
    assert_eq!(registry.expand("wd:Q1").as_deref(), Some("http://www.wikidata.org/entity/Q1"));
}

#[test]
fn titles_depend_on_the_date() {
    let registry = Registry::read([FILE]);
    let lavrov = registry.get("lavrov").unwrap();
    assert_eq!(lavrov.titles_on(Some("2017-05-10")).count(), 1);
    assert_eq!(lavrov.titles_on(Some("2003-01-01")).count(), 0);
    let year = TitleEntry { from: Some("2017".into()), to: Some("2018-03".into()), ..TitleEntry::default() };
    assert!(year.holds_on("2017-01-01") && year.holds_on("2018-03-31") && !year.holds_on("2018-04-01"));
}

#[test]
fn both_ways_of_reading_agree() {
    let fast = Registry::read([FILE]);
    // A value that the fast way does not read.
    let slow = Registry::read([format!("{FILE}note = 'x'\n").as_str()]);
    assert_eq!(slow.problems, []);
    assert_eq!(fast.entries()[0], slow.entries()[0]);
    assert_eq!(slow.entries()[1].field("note"), Some("x"));
}

#[test]
fn what_is_wrong_in_plain_lines_is_told_too() {
    let told =
        |text: &str| Registry::read([text]).problems.into_iter().map(|p| p.message).collect::<Vec<_>>();
    assert_eq!(told("[person.a]\naliases = [\"A\"]\n"), ["“a” has no name"]);
    assert_eq!(told("[person.a]\nname = \"A\"\nname = \"B\"\n"), ["duplicate key"]);
    assert_eq!(told("[source.a]\nfile = \"talk.txt\"\n"), [""; 0]);
    assert_eq!(told("[person.a]\nname = \"A\"\n[person.a]\nname = \"B\"\n").len(), 1);
}

#[test]
fn problems_have_places() {
    let text = "[person.a]\nname = \"A\"\nage = 3\n[persn.b]\nname = \"B\"\n[org.c]\naliases = \"C\"\n";
    let registry = Registry::read([text]);
    let found: Vec<(&str, &str)> =
        registry.problems.iter().map(|p| (p.range.of(text), p.message.as_str())).collect();
    assert_eq!(
        found,
        [
            ("3", "entries have no key “age”"),
            ("persn", "“persn” is no class of entries"),
            ("c", "“c” has no name"),
            ("\"C\"", "“aliases” must be a list"),
        ]
    );
    let twice = Registry::read(["[person.a]\nname = \"A\"\n", "[org.a]\nname = \"B\"\n"]);
    assert_eq!(twice.problems.len(), 1);
    assert_eq!((twice.problems[0].file, twice.problems[0].range), (1, ByteRange::new(5, 6)));
}

#[test]
fn a_registry_file_brings_its_own_prefixes() {
    let registry =
        Registry::read(["[prefixes]\nmusic = \"https://music.example/artist/\"\n[person.a]\nname = \"A\"\n"]);
    assert_eq!(registry.problems, []);
    assert_eq!(registry.expand("music:7").as_deref(), Some("https://music.example/artist/7"));
    let wrong = Registry::read(["[prefixes]\nmusic = 7\n"]);
    assert_eq!(wrong.problems[0].message, "the prefix “music” must be an address");
}

#[test]
fn an_outside_id_does_not_take_an_entrys_own() {
    let registry = Registry::read([
        "[person.a]\nname = \"A\"\nsame_as = [\"b\", \"wd:Q1\"]\n[person.b]\nname = \"B\"\nsame_as = \"wd:Q1\"\n",
    ]);
    assert_eq!(registry.get("b").map(|e| &*e.name), Some("B"));
    assert_eq!(registry.get("wd:Q1").map(|e| &*e.name), Some("A"));
}
