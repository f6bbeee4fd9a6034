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

/// A client that pulls and has pulled the findings of one document, with what it knows of them: asked again about the
/// workspace, the server holds the answer until something changes.
fn pulling() -> (Editor, Value) {
    let mut editor = Editor::silent();
    let mut params = initialize(json!({"settle": 0}), "utf-16");
    params["capabilities"]["textDocument"]["diagnostic"] = json!({});
    params["capabilities"]["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    editor.request("initialize", params);
    editor.notify("initialized", json!({}));
    editor.open_only("Nothing.\n");
    let pulled = editor.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    let known = json!([{"uri": URI, "value": pulled["resultId"]}]);
    (editor, known)
}

#[test]
fn two_hundred_slow_requests_do_not_hold_up_the_end() {
    let (mut editor, known) = pulling();
    // Each of these is held for seconds, since nothing changes.
    for _ in 0..200 {
        editor.send("workspace/diagnostic", json!({"previousResultIds": known}));
    }
    let begun = std::time::Instant::now();
    assert_eq!(editor.request("textDocument/hover", editor.at("Nothing")), Value::Null);
    assert_eq!(editor.request("shutdown", Value::Null), Value::Null);
    editor.notify("exit", Value::Null);
    assert_eq!(editor.exit_code(), Some(0));
    assert!(begun.elapsed() < std::time::Duration::from_secs(4), "{:?}", begun.elapsed());
}

#[test]
fn a_cancelled_request_is_answered_at_once() {
    let (mut editor, known) = pulling();
    let id = editor.send("workspace/diagnostic", json!({"previousResultIds": known}));
    editor.notify("$/cancelRequest", json!({"id": id}));
    assert_eq!(editor.answer(id)["error"]["code"], -32800);
    editor.finish();
}

#[test]
fn a_client_that_traces_is_told_how_long_each_message_took() {
    let mut editor = Editor::eager();
    editor.notify("$/setTrace", json!({"value": "messages"}));
    // The notice itself may be the first one traced.
    editor.next("$/logTrace");
    editor.notify("$/setTrace", json!({"value": "off"}));
    editor.notify("$/unheardOf", json!({}));
    editor.finish();
}

#[test]
fn the_journal_names_messages_and_no_words() {
    let path = std::env::temp_dir().join(format!("newsmark-log-{}", std::process::id()));
    let mut editor = Editor::started(&["--log", &path.to_string_lossy()]);
    editor.request("initialize", initialize(json!({"settle": 0}), "utf-16"));
    editor.notify("initialized", json!({}));
    editor.open("The bridge cost TK euros, said Anna Berg.\n");
    editor.finish();
    let journal = std::fs::read_to_string(&path).expect("a file");
    let _ = std::fs::remove_file(&path);
    assert!(journal.contains("textDocument/didOpen: ") && journal.contains("shutdown: "), "{journal}");
    assert!(!journal.contains("Berg") && !journal.contains("story"), "{journal}");
}

#[test]
fn what_cannot_be_decoded_is_answered_and_the_session_goes_on() {
    let mut editor = Editor::eager();
    editor.write_raw("Content-Length: 9\r\n\r\n{\"jsonrpc");
    assert_eq!(editor.answer_to_nothing()["error"]["code"], -32700);
    editor.open("The bridge cost TK euros.\n");
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

#[test]
fn edits_of_several_documents_at_once_are_all_read() {
    let mut editor = Editor::eager();
    editor.open("The bridge cost TK euros.\n");
    let uris: Vec<String> = (0..5).map(|number| format!("untitled:other{number}")).collect();
    for uri in &uris {
        let text = "The road cost TK euros.\n";
        let item = json!({"uri": uri, "languageId": "plaintext", "version": 1, "text": text});
        editor.notify("textDocument/didOpen", json!({"textDocument": item}));
    }
    let change = |uri: &str, version: i32, text: &str| {
        let document = json!({"uri": uri, "version": version});
        let start = json!({"line": 0, "character": 0});
        let changes = json!([{"range": {"start": start, "end": start}, "text": text}]);
        json!({"textDocument": document, "contentChanges": changes})
    };
    let versions = |editor: &mut Editor, version: i32| {
        for uri in &uris {
            editor.published(uri, version);
        }
    };
    versions(&mut editor, 1);
    for version in 2..40 {
        // All in one piece, so that they come at once.
        let messages = uris.iter().map(|uri| {
            let params = change(uri, version, "No ");
            let method = "textDocument/didChange";
            let body = json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string();
            format!("Content-Length: {}\r\n\r\n{body}", body.len())
        });
        editor.write_raw(&messages.collect::<String>());
        versions(&mut editor, version);
    }
    editor.finish();
}

#[test]
fn a_client_that_reads_late_gets_every_answer() {
    let mut editor = Editor::eager();
    editor.open(&"“We will not go,” Maria Keller said on Monday.\n".repeat(1000));
    let reading = std::sync::Arc::clone(&editor.reading);
    let held = reading.lock().expect("nobody fails holding it");
    let document = json!({"textDocument": {"uri": URI}});
    let colours: Vec<i64> =
        (0..30).map(|_| editor.send("textDocument/semanticTokens/full", document.clone())).collect();
    // The pipe is full by now; what comes meanwhile is still taken in.
    std::thread::sleep(std::time::Duration::from_millis(300));
    editor.insert("Maria", "n");
    let outline = editor.send("textDocument/documentSymbol", document);
    drop(held);
    for id in colours {
        assert!(editor.answer(id)["result"]["data"].as_array().is_some_and(|d| d.len() > 10_000));
    }
    editor.answer(outline);
    editor.findings();
    editor.finish();
}

#[test]
fn a_fault_in_reading_one_version_is_told_and_the_next_is_read() {
    let mut editor = Editor::failing_at("Kaboom");
    assert_eq!(editor.open("The bridge cost TK euros.\n").len(), 1);
    editor.insert("The ", "Kaboom ");
    let told = editor.next("window/logMessage");
    assert!(told["params"]["message"].as_str().is_some_and(|m| m.contains("please report this")), "{told}");
    editor.delete("The ", "Kaboom ");
    assert_eq!(editor.findings().len(), 1);
    editor.finish();
}
