//! JSON schemas of `newsmark.toml` and of registry files, for editors that complete and check TOML. They are made from
//! the same tables as the reader, rule by rule and setting by setting, and kept current by a test.

use super::keys::{self, Key, LEVELS, Takes};
use crate::rules::{self, Rule, SettingKind};
use serde_json::{Map, Value, json};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of `newsmark.toml`.
pub fn configuration() -> Value {
    let mut schema = table(keys::TOP);
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("newsmark.toml");
    schema["description"] = json!("Configuration of Newsmark, which checks news copy");
    schema
}

fn table(known: &[Key]) -> Value {
    let properties: Map<String, Value> = known
        .iter()
        .map(|key| {
            let mut value = takes(key.takes);
            value["description"] = json!(key.summary);
            (key.name.to_owned(), value)
        })
        .collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

fn takes(takes: Takes) -> Value {
    let texts = json!({"type": "array", "items": {"type": "string"}});
    match takes {
        Takes::Version => json!({"const": 1}),
        Takes::Globs | Takes::List => texts,
        Takes::OneOf(words) => json!({"enum": words}),
        Takes::Year => json!({"type": "integer", "minimum": 1600, "maximum": 2199}),
        Takes::Text => json!({"type": "string"}),
        Takes::Texts => json!({"anyOf": [{"type": "string"}, texts]}),
        Takes::Names => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        Takes::Flag => json!({"type": "boolean"}),
        Takes::Rules => all_rules(),
        Takes::Table(known) => table(known),
        Takes::Tables(known) => json!({"type": "array", "items": table(known)}),
    }
}

fn all_rules() -> Value {
    let properties: Map<String, Value> =
        rules::all().iter().map(|r| (r.id.to_owned(), one_rule(r))).collect();
    let house = json!({"^house/[a-z0-9-]+$": any_level(json!({}))});
    json!({"type": "object", "properties": properties, "patternProperties": house, "additionalProperties": false})
}

fn one_rule(rule: &Rule) -> Value {
    let settings: Map<String, Value> = rule
        .settings
        .iter()
        .map(|setting| {
            let mut value = match setting.kind {
                SettingKind::Integer(default) => json!({"type": "integer", "minimum": 0, "default": default}),
                SettingKind::Flag(default) => json!({"type": "boolean", "default": default}),
                SettingKind::Words => json!({"type": "array", "items": {"type": "string"}}),
                SettingKind::Choice(words) => json!({"enum": words, "default": words.first()}),
            };
            value["description"] = json!(setting.summary);
            (setting.name.to_owned(), value)
        })
        .collect();
    let mut schema = any_level(Value::Object(settings));
    schema["description"] =
        json!(format!("{} ({}, {})", rule.summary, rule.severity.name(), rule.set.name()));
    schema
}

/// A level, or a table with a level and `settings`.
fn any_level(mut settings: Value) -> Value {
    settings["level"] = json!({"enum": LEVELS});
    settings["lift"] =
        json!({"type": "boolean", "description": "whether findings on unsure inference keep the level, too"});
    json!({"anyOf": [
        {"enum": LEVELS},
        {"type": "object", "properties": settings, "additionalProperties": false},
    ]})
}

/// A key of an entry, whether it holds a list, and what it says.
type Field = (&'static str, bool, &'static str);

/// Fields of every entry of a registry.
const FIELDS: &[Field] = &[
    ("name", false, "the name in house spelling"),
    ("aliases", true, "other forms that are fine to print"),
    ("avoid", true, "forms not to print"),
    ("short", false, "form on second reference"),
    ("acronym", false, "acronym, introduced where the name comes first"),
    ("same_as", true, "outside ids: wd:Q58217, or an address"),
    ("note", false, "for the desk only"),
    ("deprecated", false, "the id that has taken the place of this one"),
];

/// Fields of one class more.
const MORE: &[(&str, &[Field])] = &[
    ("person", &[("pronouns", true, "he, she, they with their forms")]),
    (
        "org",
        &[("kind", false, "what it is: news-agency, party …"), ("parent", false, "id of the larger body")],
    ),
    (
        "place",
        &[
            ("country", false, "id of the country"),
            ("dateline", false, "form in datelines"),
            ("demonym", false, "word for its people"),
        ],
    ),
    ("object", &[]),
    (
        "event",
        &[
            ("when", false, "EDTF: 2017-07-07, 2017-07-07/2017-07-08"),
            ("where", false, "id or name of the place"),
            ("who", true, "ids or names of those who take part"),
            ("what", false, "type"),
            ("status", false, "planned, held, cancelled, postponed, denied"),
            ("part_of", false, "id of the larger event"),
        ],
    ),
    ("subject", &[]),
    (
        "source",
        &[
            ("kind", false, "transcript, interview, document …"),
            ("file", false, "its text, a file of the workspace"),
            ("url", false, "its address; it is never fetched"),
            ("by", false, "id of who speaks in it"),
        ],
    ),
];

/// The schema of registry files, `entities/*.toml`.
pub fn registry() -> Value {
    let mut classes: Map<String, Value> = MORE
        .iter()
        .map(|(class, more)| {
            let entry = entry(class, more);
            (class.to_string(), json!({"type": "object", "additionalProperties": entry}))
        })
        .collect();
    classes.insert(
        "prefixes".into(),
        json!({
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "prefixes of outside ids with their addresses: wd = \"https://www.wikidata.org/wiki/\"",
        }),
    );
    json!({
        "$schema": DRAFT,
        "title": "Newsmark registry",
        "description": "The people, organisations, places and things that a newsroom keeps",
        "type": "object",
        "properties": classes,
        "additionalProperties": false,
    })
}

fn entry(class: &str, more: &[(&str, bool, &str)]) -> Value {
    let field = |(name, list, summary): &(&str, bool, &str)| {
        let kind = if *list {
            // One text may stand for a list of one.
            json!({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
        } else {
            json!({"type": "string"})
        };
        let mut kind = kind;
        kind["description"] = json!(summary);
        (name.to_string(), kind)
    };
    let mut properties: Map<String, Value> = FIELDS.iter().chain(more).map(field).collect();
    if class == "person" {
        let title: &[(&str, bool, &str)] = &[
            ("title", false, "the title as printed"),
            ("also", true, "other accepted forms"),
            ("org", false, "id of the organisation"),
            ("from", false, "first day"),
            ("to", false, "last day"),
        ];
        let fields: Map<String, Value> = title.iter().map(field).collect();
        let table = json!({"type": "object", "properties": fields, "required": ["title"], "additionalProperties": false});
        properties.insert(
            "titles".into(),
            json!({"type": "array", "items": {"anyOf": [{"type": "string"}, table]}, "description": "titles with the time they hold"}),
        );
    }
    if class == "source" {
        properties.insert(
            "anonymous".into(),
            json!({"type": "boolean", "description": "whether the name is withheld by decision"}),
        );
    }
    json!({"type": "object", "properties": properties})
}
