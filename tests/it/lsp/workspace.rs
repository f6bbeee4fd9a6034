//! Folders, files on disk, settings, and clients that pull.

use super::editor::{Editor, URI, initialize};
use super::lavrov;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A folder of its own, removed at the end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("newsmark-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, text).expect("a file");
        uri(&path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// An editor that pulls, with `folder` open.
fn pulling(folder: Option<&Folder>) -> Editor {
    let mut editor = Editor::silent();
    let mut params = initialize(json!({"settle": 300}), "utf-16");
    params["capabilities"]["textDocument"]["diagnostic"] = json!({});
    params["capabilities"]["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    params["workspaceFolders"] = json!(folder.map(|f| vec![json!({"uri": uri(&f.0), "name": "desk"})]));
    let answer = editor.request("initialize", params);
    assert_eq!(answer["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"], true);
    editor.notify("initialized", json!({}));
    editor
}

fn pull(editor: &mut Editor, previous: Option<&Value>) -> Value {
    let params = json!({"textDocument": {"uri": URI}, "previousResultId": previous});
    editor.request("textDocument/diagnostic", params)
}

fn codes(report: &Value) -> Vec<&str> {
    report["items"].as_array().into_iter().flatten().filter_map(|d| d["code"].as_str()).collect()
}

#[test]
fn a_client_that_pulls_is_sent_nothing() {
    let mut editor = pulling(None);
    editor.open_only("The bridge cost TK euros.\n");
    let first = pull(&mut editor, None);
    assert_eq!((first["kind"].as_str(), codes(&first)), (Some("full"), vec!["story/placeholder"]));
    let again = pull(&mut editor, Some(&first["resultId"]));
    assert_eq!(again, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    editor.insert("bridge", " over the river");
    let third = pull(&mut editor, Some(&first["resultId"]));
    assert_eq!((third["kind"].as_str(), codes(&third)), (Some("full"), vec!["story/placeholder"]));
    editor.finish();
}

#[test]
fn a_client_that_pulls_is_told_when_what_waited_is_due() {
    let mut editor = pulling(None);
    editor.open_only(lavrov::STORY);
    pull(&mut editor, None);
    editor.delete(lavrov::BEFORE, " Lavrov said.");
    let waiting = pull(&mut editor, None);
    assert_eq!(codes(&waiting), ["entity/title-mismatch"]);
    editor.answer_refresh();
    let due = pull(&mut editor, Some(&waiting["resultId"]));
    assert_eq!(codes(&due), ["entity/title-mismatch", "quote/unattributed"]);
    editor.finish();
}

#[test]
fn a_pull_about_a_version_that_is_left_is_answered_with_the_newest() {
    let mut editor = pulling(None);
    editor.open_only(&"The bridge cost TK euros.\n\n".repeat(400));
    let params = json!({"textDocument": {"uri": URI}});
    let pulls: Vec<i64> = (0..40)
        .map(|_| {
            editor.insert("The", " big");
            editor.send("textDocument/diagnostic", params.clone())
        })
        .collect();
    for id in pulls {
        let answer = editor.answer(id);
        assert_eq!(answer["result"]["kind"], "full", "an error would wipe the findings out: {answer}");
        assert_eq!(codes(&answer["result"]).len(), 400);
    }
    editor.finish();
}

#[test]
fn a_pull_before_the_document_is_opened_is_made_good() {
    let mut editor = pulling(None);
    assert_eq!(codes(&pull(&mut editor, None)), [""; 0]);
    editor.open_only("The bridge cost TK euros.\n");
    editor.answer_refresh();
    assert_eq!(codes(&pull(&mut editor, None)), ["story/placeholder"]);
    editor.finish();
}

#[test]
fn a_document_that_is_closed_is_reported_as_it_is_on_disk() {
    let folder = Folder::new("closed");
    let there = folder.write("a (1)'.nm.md", "It cost XXX euros.\n");
    // As VS Code writes the address.
    let theirs = there.replace('(', "%28").replace(')', "%29").replace('\'', "%27").replace(' ', "%20");
    let mut editor = pulling(Some(&folder));
    let item = json!({"uri": theirs, "languageId": "markdown", "version": 1, "text": "Nothing.\n"});
    editor.notify("textDocument/didOpen", json!({"textDocument": item}));
    let document = json!({"textDocument": {"uri": theirs}});
    let open = editor.request("textDocument/diagnostic", document.clone());
    assert_eq!(codes(&open), [""; 0]);
    let known = json!([{"uri": theirs, "value": open["resultId"]}]);
    let report = editor.request("workspace/diagnostic", json!({"previousResultIds": known}));
    assert_eq!(report["items"].as_array().map(Vec::len), Some(1), "not once more as a file: {report}");
    assert_eq!(
        (&report["items"][0]["uri"], &report["items"][0]["kind"]),
        (&json!(theirs), &json!("unchanged"))
    );
    editor.notify("textDocument/didClose", document.clone());
    let closed = editor.request("textDocument/diagnostic", document);
    assert_eq!(codes(&closed), ["story/placeholder"]);
    let report = editor.request("workspace/diagnostic", json!({"previousResultIds": known}));
    assert_eq!(
        (codes(&report["items"][0]), &report["items"][0]["uri"]),
        (vec!["story/placeholder"], &json!(theirs))
    );
    editor.finish();
}

#[test]
fn progress_is_shown_where_the_client_gave_a_token() {
    let folder = Folder::new("progress");
    folder.write("a.nm.md", "It cost XXX euros.\n");
    let mut editor = pulling(Some(&folder));
    let id =
        editor.send("workspace/diagnostic", json!({"previousResultIds": [], "workDoneToken": "reading"}));
    let kinds = [editor.next("$/progress"), editor.next("$/progress")];
    assert_eq!(kinds.map(|m| m["params"]["value"]["kind"].clone()), ["begin", "end"]);
    editor.answer(id);
    editor.finish();
}

#[test]
fn the_whole_workspace_can_be_pulled() {
    let folder = Folder::new("pull");
    let there = folder.write("a.nm.md", "It cost XXX euros.\n");
    folder.write("notes.md", "Not ours: TK.\n");
    let mut editor = pulling(Some(&folder));
    editor.open_only("The bridge cost TK euros.\n");
    pull(&mut editor, None);
    let report = editor.request("workspace/diagnostic", json!({"previousResultIds": []}));
    let items = report["items"].as_array().expect("a list").clone();
    let uris: Vec<&str> = items.iter().filter_map(|i| i["uri"].as_str()).collect();
    assert_eq!(uris, [URI, &there]);
    assert!(items.iter().all(|i| codes(i) == ["story/placeholder"]), "{items:?}");
    std::fs::remove_file(folder.0.join("a.nm.md")).expect("a file");
    let known: Vec<Value> = items.iter().map(|i| json!({"uri": i["uri"], "value": i["resultId"]})).collect();
    let report = editor.request("workspace/diagnostic", json!({"previousResultIds": known}));
    let kinds: Vec<(&str, usize)> = report["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|i| (i["kind"].as_str().unwrap_or_default(), codes(i).len()))
        .collect();
    assert_eq!(kinds, [("unchanged", 0), ("full", 0)], "what is gone leaves nothing behind");
    editor.finish();
}

#[test]
fn an_id_is_renamed_in_files_that_are_not_open() {
    let folder = Folder::new("rename");
    let there = folder.write("b.nm.md", "[Berg]{.person ref=berg} left.\n");
    let mut editor = pulling(Some(&folder));
    editor.open_only("[Berg]{.person ref=berg} came.\n");
    let mut params = editor.at("berg}");
    params["newName"] = json!("thomas-berg");
    let edit = editor.request("textDocument/rename", params);
    let mut files: Vec<&String> = edit["changes"].as_object().expect("changes").keys().collect();
    files.sort();
    assert_eq!(files, [&there, URI]);
    editor.finish();
}

#[test]
fn settings_are_asked_for_and_take_effect() {
    let mut editor = Editor::silent();
    let mut params = initialize(json!({"settle": 60_000}), "utf-16");
    params["capabilities"]["workspace"]["configuration"] = json!(true);
    editor.request("initialize", params);
    editor.notify("initialized", json!({}));
    editor.answer_next("workspace/configuration", json!([{"settle": 0}]));
    editor.open(lavrov::STORY);
    editor.delete(lavrov::BEFORE, " Lavrov said.");
    let missed = format!("warning quote/unattributed: {}", lavrov::QUOTE);
    assert_eq!(editor.findings(), [lavrov::SHOWN.to_owned(), missed], "at once");
    editor.finish();
}

#[test]
fn a_workspace_has_any_number_of_folders() {
    let (first, second) = (Folder::new("root-1"), Folder::new("root-2"));
    let here = first.write("a.nm.md", "It cost TK euros.\n");
    let there = second.write("b.nm.md", "It cost XXX euros.\n");
    let mut editor = pulling(Some(&first));
    let named = |folder: &Folder| json!([{"uri": uri(&folder.0), "name": "desk"}]);
    let change = |editor: &mut Editor, added: Value, removed: Value| {
        let event = json!({"added": added, "removed": removed});
        editor.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    };
    let listed = |editor: &mut Editor, known: Value| {
        let report = editor.request("workspace/diagnostic", json!({"previousResultIds": known}));
        let items = report["items"].as_array().expect("a list").clone();
        items.iter().map(|i| (i["uri"].clone(), codes(i).len(), i["resultId"].clone())).collect::<Vec<_>>()
    };
    change(&mut editor, named(&second), json!([]));
    let both = listed(&mut editor, json!([]));
    assert_eq!(
        both.iter().map(|(u, n, _)| (u, *n)).collect::<Vec<_>>(),
        [(&json!(here), 1), (&json!(there), 1)]
    );
    change(&mut editor, json!([]), named(&first));
    let known: Vec<Value> = both.iter().map(|(u, _, id)| json!({"uri": u, "value": id})).collect();
    let left = listed(&mut editor, json!(known));
    assert!(
        left.iter().any(|(u, n, _)| *u == here && *n == 0),
        "nothing is left of a folder that is gone: {left:?}"
    );
    editor.finish();
}
