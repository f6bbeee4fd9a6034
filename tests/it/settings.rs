//! The settings of editors, from one table: in the package of the VS Code extension and in the documentation. Written with
//! `UPDATE=1`, held current without.

use crate::held;
use newsmark::lsp::settings::table::{For, SETTINGS, Scope, Setting, Value};
use serde_json::json;

/// Holds, or writes, what stands between `from` and `to` in the file.
fn hold(name: &str, from: &str, to: &str, text: &str) {
    let found = held::read(name);
    let start = found.find(from).unwrap_or_else(|| panic!("{name} has no {from:?}")) + from.len();
    let end = start + found[start..].find(to).unwrap_or_else(|| panic!("{name} has no {to:?}"));
    held::hold(name, &format!("{}{text}{}", &found[..start], &found[end..]));
}

/// The property of a setting as `package.json` has it.
fn property(setting: &Setting, order: usize) -> String {
    let scope = match setting.scope {
        Scope::Window => "window",
        Scope::Resource => "resource",
        Scope::Machine => "machine-overridable",
    };
    let mut lines = match setting.value {
        Value::Switch(on) => vec![("type", json!("boolean")), ("default", json!(on))],
        Value::Milliseconds(ms) => {
            vec![("type", json!("integer")), ("default", json!(ms)), ("minimum", json!(0))]
        }
        Value::Choice(words) => {
            let names: Vec<_> = words.iter().map(|w| w.0).collect();
            let mut lines =
                vec![("type", json!("string")), ("enum", json!(names)), ("default", json!(names[0]))];
            if words.iter().all(|w| !w.1.is_empty()) {
                lines.push(("enumDescriptions", json!(words.iter().map(|w| w.1).collect::<Vec<_>>())));
            }
            lines
        }
        Value::Text => vec![("type", json!("string")), ("default", json!(""))],
    };
    lines.extend([
        ("scope", json!(scope)),
        ("order", json!(order)),
        ("markdownDescription", json!(setting.about)),
    ]);
    let body: Vec<String> =
        lines.iter().map(|(key, value)| format!("          \"{key}\": {value}")).collect();
    format!("        \"newsmark.{}\": {{\n{}\n        }}", setting.key, body.join(",\n"))
}

#[test]
fn the_vs_code_package_has_the_settings_of_the_table() {
    let ours = SETTINGS.iter().filter(|s| s.acts != For::OtherClients).enumerate();
    let properties: Vec<String> = ours.map(|(order, setting)| property(setting, order + 1)).collect();
    let from = "\"configuration\": {\n      \"title\": \"Newsmark\",\n      \"properties\": {\n";
    hold("editors/vscode/package.json", from, "\n      }\n    },", &properties.join(",\n"));
    let package = std::fs::read_to_string(held::file("editors/vscode/package.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&package).unwrap();
    let written = package["contributes"]["configuration"]["properties"].as_object().unwrap();
    assert_eq!(written.len(), properties.len());
}

/// The default as documentation shows it.
fn default(setting: &Setting) -> String {
    match setting.value {
        Value::Switch(on) => format!("`{on}`"),
        Value::Milliseconds(ms) => format!("`{ms}`"),
        Value::Choice(words) if !words[0].0.is_empty() => {
            let names: Vec<_> = words.iter().map(|w| format!("`{}`", w.0)).collect();
            names.join(", ").replacen(", ", " (or ", 1) + ")"
        }
        _ => String::new(),
    }
}

fn table(prefix: &str, chosen: impl Fn(&Setting) -> bool) -> String {
    let rows = SETTINGS.iter().filter(|s| chosen(s));
    let rows: String =
        rows.map(|s| format!("| `{prefix}{}` | {} | {} |\n", s.key, default(s), s.about)).collect();
    format!("\n\n| setting | default | |\n|---|---|---|\n{rows}\n")
}

const FROM: &str = "<!-- the settings; written by the tests -->";
const TO: &str = "<!-- end of the settings -->";

#[test]
fn the_documentation_has_the_settings_of_the_table() {
    hold("docs/language-server.md", FROM, TO, &table("", |s| s.acts != For::VsCode));
    hold("editors/vscode/README.md", FROM, TO, &table("newsmark.", |s| s.acts != For::OtherClients));
}
