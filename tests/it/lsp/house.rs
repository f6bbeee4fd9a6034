//! `newsmark.toml` and registry files: in force for open documents, told when wrong, read again when they change.

use super::editor::{Editor, URI, initialize};
use super::workspace::{Folder, uri};
use serde_json::{Value, json};

/// An editor with `folder` open. With `watches` it tells of changed files; without, the server looks by itself.
fn editor_in(folder: &Folder, watches: bool) -> Editor {
    let mut editor = Editor::silent();
    let mut params = initialize(json!({"settle": 0}), "utf-16");
    params["capabilities"]["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": watches});
    params["workspaceFolders"] = json!([{"uri": uri(&folder.0), "name": "desk"}]);
    editor.request("initialize", params);
    editor.notify("initialized", json!({}));
    if watches {
        editor.answer_next("client/registerCapability", Value::Null);
    }
    editor
}

fn changed(editor: &mut Editor, uris: &[&str]) {
    let changes: Vec<Value> = uris.iter().map(|u| json!({"uri": u, "type": 2})).collect();
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
}

const COPY: &str = "The bridge cost TK euros.\n";

#[test]
fn the_configuration_is_in_force_and_read_again() {
    let folder = Folder::new("config");
    let config = folder.write("newsmark.toml", "[rules]\n\"story/placeholder\" = \"errror\"\n");
    let mut editor = editor_in(&folder, true);
    editor.open_only(COPY);
    assert_eq!(editor.told_of(&config), ["2:23: there is no level `errror`; did you mean `error`?"]);
    assert_eq!(editor.findings(), ["warning story/placeholder: TK"]);
    folder.write("newsmark.toml", "[rules]\n\"story/placeholder\" = \"error\"\n");
    changed(&mut editor, &[&config]);
    assert_eq!(editor.told_of(&config), [""; 0]);
    assert_eq!(editor.findings(), ["error story/placeholder: TK"]);
    std::fs::remove_file(folder.0.join("newsmark.toml")).expect("a file");
    changed(&mut editor, &[&config]);
    assert_eq!(editor.findings(), ["warning story/placeholder: TK"]);
    editor.finish();
}

#[test]
fn each_folder_has_its_own_configuration() {
    let folder = Folder::new("nested");
    folder.write("newsmark.toml", "[rules]\n\"story/placeholder\" = \"off\"\n");
    folder.write("wire/newsmark.toml", "[rules]\n\"story/placeholder\" = \"hint\"\n");
    let mut editor = editor_in(&folder, true);
    let mut codes = |file: &str| {
        let uri = uri(&folder.0.join(file));
        let item = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": COPY});
        editor.notify("textDocument/didOpen", json!({"textDocument": item}));
        editor.told_of(&uri).len()
    };
    assert_eq!((codes("a.md"), codes("wire/b.md")), (0, 1));
    editor.finish();
}

#[test]
fn a_client_that_does_not_watch_gets_the_same() {
    let folder = Folder::new("unwatched");
    let mut editor = editor_in(&folder, false);
    assert_eq!(editor.open(COPY), ["warning story/placeholder: TK"]);
    folder.write("newsmark.toml", "[rules]\n\"story/placeholder\" = \"off\"\n");
    assert_eq!(editor.findings(), [""; 0]);
    editor.finish();
}

#[test]
fn errors_of_a_registry_are_told_in_its_file() {
    let folder = Folder::new("registry");
    let people = folder.write("entities/people.toml", "[person.berg]\nname = \"Anna Berg\"\nage = 3\n");
    let mut editor = editor_in(&folder, true);
    editor.open_only("Anna Berg opened the bridge.\n");
    assert_eq!(editor.told_of(&people), ["3:7: entries have no key “age”"]);
    assert_eq!(editor.findings(), [""; 0]);
    folder.write("entities/people.toml", "[person.berg]\nname = \"Anna Berg\"\naliases = [\"A. Berg\"]\n");
    changed(&mut editor, &[&people]);
    assert_eq!(editor.told_of(&people), [""; 0]);
    assert_eq!(editor.findings(), [""; 0]);
    let hover = editor.request(
        "textDocument/hover",
        json!({"textDocument": {"uri": URI}, "position": editor.on("Anna Berg")}),
    );
    assert!(hover["contents"]["value"].as_str().expect("a text").contains("`berg`"), "{hover}");
    editor.finish();
}

const PEOPLE: &str = "[person.berg]\nname = \"Anna Berg\"\naliases = [\"Berg\"]\navoid = [\"Ana Berg\"]\n\
    same_as = [\"wd:Q42\"]\n[[person.berg.titles]]\ntitle = \"Mayor\"\nfrom = \"2015\"\n\n\
    [event.opening]\nname = \"the opening\"\nwho = \"berg\"\n";

#[test]
fn a_registered_person_is_known_everywhere() {
    let folder = Folder::new("person");
    let people = folder.write("entities/people.toml", PEOPLE);
    let there = folder.write("other.nm.md", "[Berg]{.person ref=berg} left.\n");
    let mut editor = editor_in(&folder, true);
    let findings = editor.open_as("markdown", "Ana Berg came.\n\n[She]{ref=berg} spoke, Berg said.\n");
    assert_eq!(findings, ["warning entity/spelling: Ana Berg"]);

    let hover = editor.request("textDocument/hover", editor.at("berg}"));
    let text = hover["contents"]["value"].as_str().expect("a text").to_owned();
    for fact in [
        "**Anna Berg** — person",
        "Mayor (2015 – …)",
        "[wd:Q42](https://www.wikidata.org/wiki/Q42)",
        "Not: Ana Berg",
    ] {
        assert!(text.contains(fact), "{fact} is not in {text}");
    }
    let definition = editor.request("textDocument/definition", editor.at("Ana Berg"));
    assert_eq!(
        (definition["uri"].as_str(), &definition["range"]["start"]["line"]),
        (Some(&*people), &json!(0))
    );

    let mut params = editor.at("Ana Berg");
    params["context"] = json!({"includeDeclaration": true});
    let references = editor.request("textDocument/references", params);
    let mut places: Vec<(&str, u64)> = references
        .as_array()
        .expect("a list")
        .iter()
        .map(|r| (r["uri"].as_str().unwrap_or_default(), r["range"]["start"]["line"].as_u64().unwrap_or(99)))
        .collect();
    places.sort_unstable();
    assert!(places.contains(&(&*people, 0)) && places.contains(&(&*there, 0)), "{places:?}");
    assert!(places.iter().filter(|p| p.0 == URI).count() >= 3, "{places:?}");
    editor.finish();
}

#[test]
fn an_id_is_renamed_in_the_registry_too() {
    let folder = Folder::new("rename-id");
    let people = folder.write("entities/people.toml", PEOPLE);
    let mut editor = editor_in(&folder, true);
    editor.open_as("markdown", "[Berg]{.person ref=berg} came.\n");
    let mut params = editor.at("berg}");
    params["newName"] = json!("anna-berg");
    let edit = editor.request("textDocument/rename", params);
    let lines: Vec<u64> = edit["changes"][&people]
        .as_array()
        .expect("edits of the registry")
        .iter()
        .map(|e| e["range"]["start"]["line"].as_u64().expect("a line"))
        .collect();
    assert_eq!(lines, [0, 5, 11]);
    let mut params = editor.at("berg}");
    params["newName"] = json!("opening");
    let refused = editor.call("textDocument/rename", params);
    assert!(refused["error"]["message"].as_str().expect("a refusal").contains("already"), "{refused}");
    editor.finish();
}

/// The code action called `title` for the words.
fn action(editor: &mut Editor, words: &str, title: &str) -> Value {
    let mut params = editor.at(words);
    let start = params["position"].clone();
    params["range"] = json!({"start": start, "end": start});
    params["context"] = json!({"diagnostics": []});
    let actions = editor.request("textDocument/codeAction", params);
    let found = actions.as_array().expect("a list").iter().find(|a| a["title"] == title).cloned();
    found.unwrap_or_else(|| panic!("no {title} among {actions}"))
}

#[test]
fn a_new_name_can_be_added_and_a_misspelt_one_mended() {
    let folder = Folder::new("add");
    let people = folder.write("entities/people.toml", PEOPLE);
    let mut editor = editor_in(&folder, true);
    editor.open("Ana Berg met Mayor Paul Hansen. Hansen said little.\n");
    let add = action(&mut editor, "Paul Hansen", "Add Paul Hansen to the registry");
    let edit = &add["edit"]["changes"][&people][0];
    assert_eq!(edit["range"]["start"], json!({"line": 12, "character": 0}));
    assert_eq!(
        edit["newText"],
        "\n[person.paul-hansen]\nname = \"Paul Hansen\"\naliases = [\"Hansen\"]\n[[person.paul-hansen.titles]]\ntitle = \"Mayor\"\n"
    );
    let mend = action(&mut editor, "Ana Berg", "Use house spelling: Anna Berg");
    assert_eq!(mend["edit"]["changes"][URI][0]["newText"], "Anna Berg");
    editor.finish();
}

#[test]
fn entries_are_proposed_behind_the_people_of_the_story() {
    let folder = Folder::new("propose");
    folder.write("entities/people.toml", &format!("{PEOPLE}[person.hansen]\nname = \"Paul Hansen\"\n"));
    let mut editor = editor_in(&folder, true);
    editor.open_as("markdown", "Mayor Anna Berg came. [“Good,”]{.quote by=} she said.\n");
    let end = editor.text.find("by=").expect("there") + 3;
    let params = json!({"textDocument": {"uri": URI}, "position": editor.position(end)});
    let list = editor.request("textDocument/completion", params);
    let items = list.as_array().or(list["items"].as_array()).expect("a list").clone();
    let mut sorted: Vec<(String, String)> = items
        .iter()
        .map(|i| {
            (
                i["sortText"].as_str().unwrap_or_default().to_owned(),
                i["textEdit"]["newText"].as_str().unwrap_or_default().to_owned(),
            )
        })
        .collect();
    sorted.sort();
    let ids: Vec<&str> =
        sorted.iter().map(|(_, id)| id.as_str()).filter(|id| matches!(*id, "berg" | "hansen")).collect();
    assert_eq!(ids, ["berg", "hansen"]);
    editor.finish();
}

/// Opens `text` as the file `name` of `folder`; the codes of what is said of it.
fn codes_of(editor: &mut Editor, folder: &Folder, name: &str, text: &str) -> Vec<String> {
    let uri = folder.write(name, text);
    let item = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
    editor.notify("textDocument/didOpen", json!({"textDocument": item}));
    editor.told_of(&uri)
}

#[test]
fn what_the_configuration_excludes_is_left_alone_also_when_open() {
    let folder = Folder::new("excluded");
    let config = folder.write("newsmark.toml", "exclude = [\"drafts/**\"]\n");
    let mut editor = editor_in(&folder, true);
    let draft = uri(&folder.0.join("drafts/a.md"));
    assert_eq!(codes_of(&mut editor, &folder, "drafts/a.md", COPY), [""; 0]);
    assert_eq!(codes_of(&mut editor, &folder, "b.md", COPY).len(), 1);
    let hover = json!({"textDocument": {"uri": draft}, "position": {"line": 0, "character": 18}});
    assert_eq!(editor.request("textDocument/hover", hover), Value::Null);
    folder.write("newsmark.toml", "exclude = [\"old/**\"]\n");
    changed(&mut editor, &[&config]);
    assert_eq!(editor.told_of(&draft).len(), 1, "it is no longer left out");
    folder.write("newsmark.toml", "exclude = [\"drafts/**\"]\n");
    changed(&mut editor, &[&config]);
    assert_eq!(editor.told_of(&draft), [""; 0], "and its findings go when it is");
}

#[test]
fn where_the_client_wants_it_only_what_opts_in_is_checked() {
    let folder = Folder::new("opting");
    folder.write("desk/newsmark.toml", "newsmark = 1\n");
    let mut editor = Editor::silent();
    editor.request("initialize", initialize(json!({"settle": 0, "onlyOptedIn": true}), "utf-16"));
    editor.notify("initialized", json!({}));
    let said =
        |editor: &mut Editor, name: &str, text: &str| !codes_of(editor, &folder, name, text).is_empty();
    assert!(!said(&mut editor, "a.md", COPY));
    assert!(said(&mut editor, "b.nm.md", COPY));
    assert!(said(&mut editor, "c.md", &format!("---\nnewsmark: 1\n---\n\n{COPY}")));
    assert!(said(&mut editor, "desk/d.md", COPY));
    let uri = uri(&folder.0.join("a.md"));
    let front = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
        "text": "---\nnewsmark: 1\n---\n\n"});
    let document = json!({"uri": uri, "version": 2});
    editor.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [front]}));
    assert!(!editor.told_of(&uri).is_empty(), "front matter that is typed counts at once");
}
