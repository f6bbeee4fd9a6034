//! The server over a stream of messages: broken JSON, wrong order, huge ids, unknown methods, batches, partial headers.
//! It always comes to its end, never panics, and every message it writes is whole.
#![no_main]

use arbitrary::Arbitrary;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::io::AsyncWriteExt;

/// What a client says, most of the time after it has been through the beginning of a session.
#[derive(Arbitrary, Debug)]
struct Talk {
    beginning: u8,
    story: String,
    steps: Vec<Step>,
}

#[derive(Arbitrary, Debug)]
enum Step {
    /// Bytes as they are.
    Raw(Vec<u8>),
    /// Any body with the right header.
    Frame(Vec<u8>),
    /// A header that says another length than the body has.
    Misjudged(u32, Vec<u8>),
    /// A message, whole or cut off.
    Say(Message, Option<u8>),
    /// Several in one array.
    Batch(Vec<Message>),
}

#[derive(Arbitrary, Debug)]
struct Message {
    method: u8,
    id: Id,
    file: u8,
    start: (u32, u32),
    end: (u16, u16),
    number: i64,
    text: String,
    shape: u8,
}

#[derive(Arbitrary, Debug)]
enum Id {
    None,
    Number(i64),
    Huge(u64),
    Word(String),
    Null,
    Wrong(bool),
}

const METHODS: &[&str] = &[
    "initialize",
    "initialized",
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didChange",
    "textDocument/didSave",
    "textDocument/didClose",
    "textDocument/hover",
    "textDocument/documentSymbol",
    "textDocument/definition",
    "textDocument/documentHighlight",
    "textDocument/references",
    "textDocument/prepareRename",
    "textDocument/rename",
    "workspace/symbol",
    "textDocument/documentLink",
    "textDocument/inlayHint",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/codeLens",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/range",
    "textDocument/completion",
    "completionItem/resolve",
    "textDocument/formatting",
    "textDocument/codeAction",
    "textDocument/diagnostic",
    "workspace/diagnostic",
    "workspace/didChangeConfiguration",
    "workspace/didChangeWatchedFiles",
    "$/cancelRequest",
    "$/unheardOf",
    "nobody/knows",
    "shutdown",
    "exit",
];

const FILES: &[&str] =
    &["untitled:a", "file:///nowhere/b.nm.md", "file:///nowhere/c.txt", "a:%ff", "no address", ""];

impl Message {
    fn json(&self) -> Value {
        let method = METHODS[self.method as usize % METHODS.len()];
        let mut message = json!({"jsonrpc": "2.0", "method": method, "params": self.params(method)});
        match &self.id {
            Id::None => {}
            Id::Number(n) => message["id"] = json!(n),
            Id::Huge(n) => message["id"] = json!(n),
            Id::Word(word) => message["id"] = json!(word),
            Id::Null => message["id"] = Value::Null,
            Id::Wrong(b) => message["id"] = json!([b]),
        }
        message
    }

    fn params(&self, method: &str) -> Value {
        let uri = FILES[self.file as usize % FILES.len()];
        let document =
            json!({"uri": uri, "version": self.number, "languageId": "markdown", "text": self.text});
        let start = json!({"line": self.start.0, "character": self.start.1});
        let range = json!({"start": start, "end": {"line": self.end.0, "character": self.end.1}});
        let change = if self.shape & 1 == 0 {
            json!({"range": range, "text": self.text})
        } else {
            json!({"text": self.text})
        };
        match self.shape >> 4 {
            15 => return Value::Null,
            14 => return json!([self.text]),
            13 => return json!(self.number),
            _ => {}
        }
        match method {
            "initialize" => {
                json!({"capabilities": capabilities(self.shape), "initializationOptions": {"settle": self.number}})
            }
            "$/cancelRequest" => json!({"id": self.number}),
            "workspace/didChangeConfiguration" => {
                json!({"settings": {"newsmark": {"settle": self.number, "inlayHints": self.text}}})
            }
            "workspace/symbol" => json!({"query": self.text}),
            "workspace/diagnostic" => json!({"previousResultIds": [{"uri": uri, "value": self.text}]}),
            "shutdown" | "exit" | "initialized" => json!({}),
            _ => json!({
                "textDocument": document, "position": start, "positions": [start], "range": range, "newName": self.text,
                "contentChanges": [change, change], "context": {"diagnostics": [], "includeDeclaration": true, "triggerKind": 1},
                "options": {"tabSize": self.number, "insertSpaces": true}, "label": self.text, "previousResultId": self.text,
            }),
        }
    }
}

fn capabilities(shape: u8) -> Value {
    let encodings = [json!(["utf-8"]), json!(["utf-32", "utf-16"]), json!([]), Value::Null];
    json!({
        "general": {"positionEncodings": encodings[shape as usize % 4]},
        "textDocument": {"diagnostic": if shape & 8 == 0 { json!({}) } else { Value::Null }},
        "workspace": {"diagnostics": {"refreshSupport": shape & 2 == 0}, "workspaceEdit": {"documentChanges": shape & 4 == 0}},
    })
}

fn framed(body: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

/// `initialize`, `initialized` and one document opened.
fn beginning(talk: &Talk) -> Vec<u8> {
    let story = format!("“So it was,” said Anna Berg on May 4. [Hill]{{ref=hill}} {}\n", talk.story);
    let document = json!({"uri": FILES[0], "version": 1, "languageId": "markdown", "text": story});
    let capabilities = capabilities(talk.beginning);
    let messages = [
        json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"capabilities": capabilities}}),
        json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}),
    ];
    let kept = if talk.beginning >= 0xe0 { (talk.beginning & 3) as usize } else { 3 };
    messages[..kept].iter().flat_map(|m| framed(m.to_string().as_bytes())).collect()
}

fn stream(talk: &Talk) -> Vec<u8> {
    let mut stream = beginning(talk);
    for step in talk.steps.iter().take(24) {
        match step {
            Step::Raw(bytes) => stream.extend(bytes),
            Step::Frame(body) => stream.extend(framed(body)),
            Step::Misjudged(length, body) => {
                stream.extend(format!("Content-Length: {length}\r\n\r\n").as_bytes());
                stream.extend(body);
            }
            Step::Say(message, cut) => {
                let whole = framed(message.json().to_string().as_bytes());
                let kept = whole.len().saturating_sub(cut.unwrap_or(0) as usize);
                stream.extend(&whole[..kept]);
            }
            Step::Batch(messages) => {
                let all: Vec<Value> = messages.iter().take(8).map(Message::json).collect();
                stream.extend(framed(json!(all).to_string().as_bytes()));
            }
        }
    }
    stream
}

/// What the server writes.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl tokio::io::AsyncWrite for Written {
    fn poll_write(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
        bytes: &[u8],
    ) -> std::task::Poll<std::io::Result<usize>> {
        self.0.lock().expect("one writer").extend(bytes);
        std::task::Poll::Ready(Ok(bytes.len()))
    }
    fn poll_flush(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        std::task::Poll::Ready(Ok(()))
    }
    fn poll_shutdown(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        std::task::Poll::Ready(Ok(()))
    }
}

/// Every message is whole and is JSON; the last may be cut off when the client is gone.
fn check(mut output: &[u8]) {
    while let Some(end) = output.windows(4).position(|w| w == b"\r\n\r\n") {
        let header = std::str::from_utf8(&output[..end]).expect("a header in ASCII");
        let length: usize = header.rsplit(' ').next().and_then(|n| n.parse().ok()).expect("a length");
        let Some(body) = output.get(end + 4..end + 4 + length) else { return };
        let message: Value = serde_json::from_slice(body).expect("JSON");
        assert!(message.is_array() || message["jsonrpc"] == "2.0", "{message}");
        output = &output[end + 4 + length..];
    }
}

libfuzzer_sys::fuzz_target!(|talk: Talk| {
    // Time stands still while there is work and jumps while there is none, so nothing is waited for.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .expect("a runtime");
    let written = Written::default();
    runtime.block_on(async {
        let (mut client, server) = tokio::io::duplex(1 << 16);
        let bytes = stream(&talk);
        let say = async move {
            let _ = client.write_all(&bytes).await;
            drop(client);
        };
        tokio::join!(newsmark::lsp::serve(server, written.clone()), say);
    });
    runtime.shutdown_background();
    check(&written.0.lock().expect("nobody else"));
});
