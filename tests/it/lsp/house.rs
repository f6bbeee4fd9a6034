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
