//! Beginning and end of a session, as the protocol says.

use super::editor::{Editor, URI, initialize};
use serde_json::{Value, json};

#[test]
fn shutdown_and_exit_end_the_server_with_code_0() {
    let mut editor = Editor::eager();
    editor.open("WASHINGTON — He left.\n");
    editor.finish();
}

#[test]
fn exit_without_shutdown_ends_the_server_with_code_1() {
    let mut editor = Editor::eager();
    editor.notify("exit", Value::Null);
    assert_eq!(editor.exit_code(), Some(1));
}

#[test]
fn a_client_that_hangs_up_ends_the_server() {
    let mut editor = Editor::eager();
    editor.open("He left.\n");
    editor.hang_up();
    assert_eq!(editor.exit_code(), Some(1));
}

#[test]
#[cfg(unix)]
fn a_client_whose_process_is_gone_ends_the_server() {
    let mut short = std::process::Command::new("true").spawn().expect("a process");
    let id = short.id();
    short.wait().expect("it ends");
    let mut editor = Editor::silent();
    let mut params = initialize(json!({}), "utf-16");
    params["processId"] = json!(id);
    editor.send("initialize", params);
    assert_eq!(editor.exit_code(), Some(1));
}

#[test]
fn requests_before_initialize_and_after_shutdown_are_refused() {
    let mut editor = Editor::silent();
    let hover = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}});
    assert_eq!(editor.call("textDocument/hover", hover.clone())["error"]["code"], -32002);
    editor.request("initialize", initialize(json!({}), "utf-16"));
    assert_eq!(editor.call("initialize", initialize(json!({}), "utf-16"))["error"]["code"], -32600);
    assert_eq!(editor.call("textDocument/nothing", json!({}))["error"]["code"], -32601);
    editor.request("shutdown", Value::Null);
    assert_eq!(editor.call("textDocument/hover", hover)["error"]["code"], -32600);
    editor.notify("exit", Value::Null);
    assert_eq!(editor.exit_code(), Some(0));
}

#[test]
fn findings_go_when_the_document_is_closed() {
    let mut editor = Editor::eager();
    editor.open("“We will not go,” he\n");
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(editor.next_findings(), [""; 0]);
    assert_eq!(editor.request("textDocument/hover", editor.at("go")), Value::Null);
    editor.finish();
}

#[test]
fn two_hundred_requests_behind_an_edit_do_not_hold_up_the_end() {
    let mut editor = Editor::eager();
    editor.open(&"“We will not go,” Maria Keller said on Monday.\n".repeat(4000));
    editor.insert("Maria", "n");
    let hovers: Vec<i64> = (0..200).map(|_| editor.send("textDocument/hover", editor.at("Keller"))).collect();
    let outlines: Vec<i64> = (0..20)
        .map(|_| editor.send("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}})))
        .collect();
    for id in hovers.into_iter().chain(outlines) {
        editor.answer(id);
    }
    editor.findings();
    editor.finish();
}
