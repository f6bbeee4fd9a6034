//! A small editor: keeps its own copy of the text, and reads every message.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a message may take on a loaded machine before the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// One editor with one document open.
pub struct Editor {
    process: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// While somebody else holds it, nothing of what the server writes is read.
    pub reading: Arc<Mutex<()>>,
    /// Messages read while something else was looked for.
    unread: Vec<Value>,
    requests: i64,
    /// The document's text.
    pub text: String,
    version: i32,
}

/// The document every test edits.
pub const URI: &str = "untitled:story";

impl Editor {
    /// Starts the server without saying anything to it.
    pub fn silent() -> Self {
        Self::started(&[])
    }

    /// Starts the server with `arguments`.
    pub fn started(arguments: &[&str]) -> Self {
        Self::run(Command::new(env!("CARGO_BIN_EXE_newsmark")).arg("lsp").args(arguments))
    }

    /// Starts a server in which reading a text fails that holds `words`.
    pub fn failing_at(words: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
        Self::run(command.arg("lsp").env("NEWSMARK_FAULT_AT", words).stderr(Stdio::null()))
            .introduced(json!({"settle": 0}), "utf-16")
    }

    fn run(command: &mut Command) -> Self {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = piped.spawn().expect("the server starts");
        let input = process.stdin.take();
        let mut output = BufReader::new(process.stdout.take().expect("a pipe"));
        let (send, messages) = channel();
        let reading = Arc::new(Mutex::new(()));
        let held = Arc::clone(&reading);
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if send.send(message).is_err() {
                    return;
                }
                drop(held.lock());
            }
        });
        let (unread, text) = (Vec::new(), String::new());
        Self { process, input, messages, reading, unread, requests: 0, text, version: 0 }
    }

    /// An editor that has been through `initialize` with `options` and counts columns in `encoding`.
    pub fn with(options: Value, encoding: &str) -> Self {
        Self::silent().introduced(options, encoding)
    }

    fn introduced(mut self, options: Value, encoding: &str) -> Self {
        let answer = self.request("initialize", initialize(options, encoding));
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        self.notify("initialized", json!({}));
        self
    }

    /// An editor for which nothing waits.
    pub fn eager() -> Self {
        Self::with(json!({"settle": 0}), "utf-16")
    }

    /// Opens `text` as wire copy and returns its findings.
    pub fn open(&mut self, text: &str) -> Vec<String> {
        self.open_as("plaintext", text)
    }

    /// Opens `text` as a document of `language` and returns its findings.
    pub fn open_as(&mut self, language: &str, text: &str) -> Vec<String> {
        self.say_open(language, text);
        self.findings()
    }

    /// Opens `text` as Markdown without waiting for findings.
    pub fn open_only(&mut self, text: &str) {
        self.say_open("markdown", text);
    }

    fn say_open(&mut self, language: &str, text: &str) {
        self.text = text.to_owned();
        self.version = 1;
        let item = json!({"uri": URI, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    /// Sends the text as it is now, as a client without incremental changes does.
    pub fn send_whole(&mut self) {
        self.change(json!([{"text": self.text}]));
    }

    /// Applies text edits of the server to the editor's copy of the text only.
    pub fn apply(&mut self, edits: &Value) {
        let mut edits = edits.as_array().cloned().expect("edits");
        edits.sort_by_key(|e| std::cmp::Reverse(self.offset(&e["range"]["start"])));
        for edit in edits {
            let (start, end) = (self.offset(&edit["range"]["start"]), self.offset(&edit["range"]["end"]));
            self.text.replace_range(start..end, edit["newText"].as_str().expect("a text"));
        }
    }

    /// Answers the server's next request, which must be `method`.
    pub fn answer_next(&mut self, method: &str, result: Value) {
        let asked = self.wait_for(method, |m| m["method"] == method);
        self.write(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": result}));
    }

    /// Answers the request to pull again.
    pub fn answer_refresh(&mut self) {
        self.answer_next("workspace/diagnostic/refresh", Value::Null);
    }

    /// Deletes `words` where they stand behind `before` for the first time.
    pub fn delete(&mut self, before: &str, words: &str) {
        let whole = format!("{before}{words}");
        let start = self.text.find(&whole).unwrap_or_else(|| panic!("{whole:?} is not in the text"));
        self.edit(start + before.len(), start + whole.len(), "");
    }

    /// Types `words` behind the first `before`, all at once.
    pub fn insert(&mut self, before: &str, words: &str) {
        let start = self.text.find(before).unwrap_or_else(|| panic!("{before:?} is not in the text"));
        self.edit(start + before.len(), start + before.len(), words);
    }

    /// Types `words` at the end of the text, all at once.
    pub fn type_on(&mut self, words: &str) {
        let end = self.text.len();
        self.edit(end, end, words);
    }

    fn edit(&mut self, start: usize, end: usize, new: &str) {
        let range = json!({"start": self.position(start), "end": self.position(end)});
        self.text.replace_range(start..end, new);
        self.change(json!([{"range": range, "text": new}]));
    }

    /// Sends `changes` as the next version.
    pub fn change(&mut self, changes: Value) {
        self.version += 1;
        let document = json!({"uri": URI, "version": self.version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// The UTF-16 position of the byte `offset` of the text.
    pub fn position(&self, offset: usize) -> Value {
        let before = &self.text[..offset];
        let line = before.rfind('\n').map_or(0, |i| i + 1);
        let column = before[line..].encode_utf16().count();
        json!({"line": before.matches('\n').count(), "character": column})
    }

    /// The position of the first `words`, one letter in.
    pub fn on(&self, words: &str) -> Value {
        let start = self.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
        let first = self.text[start..].chars().next().map_or(0, char::len_utf8);
        self.position(start + first)
    }

    /// The document and the position of `words`, as most requests take them.
    pub fn at(&self, words: &str) -> Value {
        json!({"textDocument": {"uri": URI}, "position": self.on(words)})
    }

    /// The words that `range` names.
    pub fn words(&self, range: &Value) -> &str {
        &self.text[self.offset(&range["start"])..self.offset(&range["end"])]
    }

    fn offset(&self, position: &Value) -> usize {
        let (line, column) = (position["line"].as_u64(), position["character"].as_u64());
        let start =
            self.text.split_inclusive('\n').take(line.expect("a line") as usize).map(str::len).sum::<usize>();
        let mut units = column.expect("a column") as usize;
        let mut at = start;
        for c in self.text[start..].chars() {
            if units == 0 {
                break;
            }
            units = units.saturating_sub(c.len_utf16());
            at += c.len_utf8();
        }
        at
    }

    /// The findings of the newest version, each as `severity code: words`, once they are published.
    pub fn findings(&mut self) -> Vec<String> {
        let version = self.version;
        let fits = |m: &Value| is_publish(m) && m["params"]["version"] == version;
        let message = self.wait_for("findings", fits);
        self.unread.retain(|m| !is_publish(m));
        self.rendered(&message)
    }

    /// The server's next message called `method`.
    pub fn next(&mut self, method: &str) -> Value {
        self.wait_for(method, |m| m["method"] == method)
    }

    /// The findings that are published next, whatever they belong to.
    pub fn next_findings(&mut self) -> Vec<String> {
        let message = self.wait_for("findings", is_publish);
        self.rendered(&message)
    }

    /// Waits for the findings of `version` of `uri`.
    pub fn published(&mut self, uri: &str, version: i32) {
        let of = |m: &Value| m["params"]["uri"] == uri && m["params"]["version"] == version;
        self.wait_for(uri, |m| is_publish(m) && of(m));
    }

    /// What is published next for `uri`, each as `severity line:column: message`, counted from one.
    pub fn told_of(&mut self, uri: &str) -> Vec<String> {
        let message = self.wait_for(uri, |m| is_publish(m) && m["params"]["uri"] == uri);
        let found = message["params"]["diagnostics"].as_array().expect("a list");
        let place = |d: &Value| {
            let start = &d["range"]["start"];
            let number = |key: &str| start[key].as_u64().expect("a number") + 1;
            format!("{}:{}: {}", number("line"), number("character"), d["message"].as_str().unwrap_or("?"))
        };
        found.iter().map(place).collect()
    }

    fn rendered(&self, message: &Value) -> Vec<String> {
        let found = message["params"]["diagnostics"].as_array().expect("a list");
        let severity = |d: &Value| match d["severity"].as_u64() {
            Some(1) => "error",
            Some(2) => "warning",
            Some(3) => "info",
            _ => "hint",
        };
        let line = |d: &Value| {
            assert_eq!(d["source"], "newsmark");
            format!("{} {}: {}", severity(d), d["code"].as_str().unwrap_or("?"), self.words(&d["range"]))
        };
        found.iter().map(line).collect()
    }

    /// The result of a request; an error fails the test.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.call(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The whole answer to a request.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        self.answer(id)
    }

    /// Sends a request without waiting for its answer; returns its id.
    pub fn send(&mut self, method: &str, params: Value) -> i64 {
        self.requests += 1;
        let id = self.requests;
        self.write(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// The answer to the request `id`.
    pub fn answer(&mut self, id: i64) -> Value {
        self.wait_for("an answer", |m| m["id"] == id && m.get("method").is_none())
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.write(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn write(&mut self, message: &Value) {
        let body = message.to_string();
        self.write_raw(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    }

    /// Sends bytes that need be no message.
    pub fn write_raw(&mut self, bytes: &str) {
        let input = self.input.as_mut().expect("the pipe is open");
        input.write_all(bytes.as_bytes()).expect("the server reads");
        input.flush().expect("the server reads");
    }

    /// The error that the server answers something with that had no id it could read.
    pub fn answer_to_nothing(&mut self) -> Value {
        self.wait_for("an error", |m| m["id"].is_null() && m["error"].is_object())
    }

    fn wait_for(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(index) = self.unread.iter().position(&fits) {
            return self.unread.remove(index);
        }
        let end = Instant::now() + PATIENCE;
        loop {
            match self.messages.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) if fits(&message) => return message,
                Ok(message) => self.unread.push(message),
                Err(error) => panic!("no {what}: {error}; unread: {:#?}", self.unread),
            }
        }
    }

    /// Closes the pipe without a word.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// The exit code, once the server has ended.
    pub fn exit_code(&mut self) -> Option<i32> {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.process.try_wait().expect("a child") {
                Some(status) => return status.code(),
                None if Instant::now() > end => panic!("the server does not end"),
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    /// Ends the session in order: exit code 0, and nothing was sent that nobody read.
    pub fn finish(mut self) {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.exit_code(), Some(0));
        loop {
            match self.messages.recv_timeout(PATIENCE) {
                Ok(message) => self.unread.push(message),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(error) => panic!("{error}"),
            }
        }
        assert!(self.unread.is_empty(), "unread: {:#?}", self.unread);
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What an editor says first.
pub fn initialize(options: Value, encoding: &str) -> Value {
    json!({
        "processId": std::process::id(),
        "rootUri": null,
        "initializationOptions": options,
        "capabilities": {
            "general": {"positionEncodings": [encoding]},
            "textDocument": {
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
                "publishDiagnostics": {"versionSupport": true, "relatedInformation": true},
            },
        },
    })
}

fn is_publish(message: &Value) -> bool {
    message["method"] == "textDocument/publishDiagnostics"
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
