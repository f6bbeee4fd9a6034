//! The schemas for editors, `editors/schema/*.json`: written with `UPDATE=1`, held current without.

use crate::held::hold;
use newsmark::config::{self, keys, schema};
use serde_json::Value;

#[test]
fn schemas_are_current() {
    hold("editors/schema/newsmark.json", &format!("{:#}\n", schema::configuration()));
    hold("editors/schema/registry.json", &format!("{:#}\n", schema::registry()));
}

#[test]
fn the_registry_of_the_example_article_fits_its_schema() {
    let text = include_str!("../articles/entities.toml");
    let document: toml_edit::DocumentMut = text.parse().unwrap();
    let schema = schema::registry();
    for (class, entries) in document.as_table() {
        let known = &schema["properties"][class]["additionalProperties"]["properties"];
        assert!(known.is_object(), "[{class}.…] is not in the schema");
        for (id, entry) in entries.as_table_like().unwrap().iter() {
            for (field, _) in entry.as_table_like().unwrap().iter() {
                assert!(known[field].is_object(), "{class}.{id}: {field} is not in the schema");
            }
        }
    }
}

#[test]
fn what_the_schema_offers_is_what_the_reader_takes() {
    let schema = schema::configuration();
    for key in keys::TOP {
        assert!(schema["properties"][key.name].is_object(), "{}", key.name);
    }
    for (id, rule) in schema["properties"]["rules"]["properties"].as_object().unwrap() {
        let settings = rule["anyOf"][1]["properties"].as_object().unwrap();
        for (name, setting) in settings {
            let value = match (setting["default"].clone(), &setting["enum"], &setting["type"]) {
                (Value::Null, Value::Array(words), _) => words[0].to_string(),
                (Value::Null, _, Value::String(kind)) if kind == "array" => "[]".to_owned(),
                (Value::Null, ..) => "true".to_owned(),
                (default, ..) => default.to_string(),
            };
            let text = format!("[rules]\n\"{id}\" = {{ {name} = {value} }}\n");
            assert_eq!(config::read(&text).1, [], "{text}");
        }
    }
}
