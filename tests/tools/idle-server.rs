//! A language server that understands nothing: it answers each edit at once, with no findings.
//!
//! What it takes from keystroke to answer is what the machine, the pipes and the measuring client take; no server can be faster.
//! `tests/tools/latency --floor` compiles it and measures it beside the others.

use std::io::{BufRead, BufReader, Write};

/// The JSON value behind the first key of that name, as written.
fn value<'a>(body: &'a str, key: &str) -> Option<&'a str> {
    let at = body.find(&format!("\"{key}\":"))? + key.len() + 3;
    let rest = body[at..].trim_start();
    let end = match rest.strip_prefix('"') {
        Some(inner) => inner.find('"')? + 2,
        None => rest.find([',', '}'])?,
    };
    Some(&rest[..end])
}

fn send(body: &str) {
    let mut output = std::io::stdout().lock();
    let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
    if output.write_all(message.as_bytes()).and_then(|()| output.flush()).is_err() {
        std::process::exit(0);
    }
}

/// The next message; `None` at the end of the input.
fn receive(input: &mut impl BufRead) -> Option<String> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some(written) = line.strip_prefix("Content-Length:") {
            length = written.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    Some(String::from_utf8_lossy(&body).into_owned())
}

fn main() {
    let mut input = BufReader::with_capacity(1 << 16, std::io::stdin());
    while let Some(body) = receive(&mut input) {
        let method = value(&body, "method").unwrap_or_default().trim_matches('"');
        match method {
            "textDocument/didOpen" | "textDocument/didChange" => {
                let (uri, version) =
                    (value(&body, "uri").unwrap_or("\"\""), value(&body, "version").unwrap_or("0"));
                let params = format!(r#"{{"uri":{uri},"version":{version},"diagnostics":[]}}"#);
                send(&format!(
                    r#"{{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{params}}}"#
                ));
            }
            "exit" => return,
            _ => {
                let able = r#"{"capabilities":{"textDocumentSync":{"openClose":true,"change":2},"hoverProvider":true}}"#;
                let result = if method == "initialize" { able } else { "null" };
                if let Some(id) = value(&body, "id") {
                    send(&format!(r#"{{"jsonrpc":"2.0","id":{id},"result":{result}}}"#));
                }
            }
        }
    }
}
