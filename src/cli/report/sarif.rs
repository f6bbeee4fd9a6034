//! SARIF 2.1.0: findings with their rules, fixes and suppressions, for GitHub code scanning and other viewers.

use super::records::fingerprint;
use super::{File, Places, Report};
use crate::cli::lint::shown_path;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{self, Rule, Set};
use crate::text::ByteRange;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{self, Write};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes the report.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut results = Vec::new();
    for file in report.files.iter().filter(|f| !f.text.is_empty()) {
        results_of(file, &mut results);
    }
    let failures: Vec<Value> = report
        .errors
        .iter()
        .map(|(path, error)| {
            json!({"level": "error", "message": {"text": error.to_string()},
                   "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(&shown_path(path))}}}]})
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "newsmark",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules::all().iter().map(|r| descriptor(r)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": failures.is_empty(), "toolExecutionNotifications": failures}],
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

fn descriptor(rule: &Rule) -> Value {
    let page = rule.page();
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": page.lead()},
        "help": {"text": page.section("What it flags"), "markdown": page.section("What it flags")},
        "helpUri": rules::address(rule.id),
        "defaultConfiguration": {"enabled": rule.set != Set::OptIn, "level": level(rule.severity)},
        "properties": {"tags": [rule.family()]},
    })
}

fn results_of(file: &File, results: &mut Vec<Value>) {
    let path = shown_path(&file.path);
    let places = Places::new(&file.text);
    let mut seen: HashMap<String, usize> = HashMap::new();
    let silent = file.suppressed.iter().map(|s| (&s.diagnostic, Some(s.reason.as_deref())));
    for (d, suppression) in file.diagnostics.iter().map(|d| (d, None)).chain(silent) {
        let nth = seen.entry(fingerprint(&path, &file.text, d, 0)).or_default();
        let print = fingerprint(&path, &file.text, d, *nth);
        *nth += 1;
        let mut result = result(&path, &places, d, &print);
        if let Some(reason) = suppression {
            let mut entry = json!({"kind": "inSource"});
            if let Some(reason) = reason {
                entry["justification"] = json!(reason);
            }
            result["suppressions"] = json!([entry]);
        }
        results.push(result);
    }
}

fn result(path: &str, places: &Places<'_>, d: &Diagnostic, print: &str) -> Value {
    let mut text = d.message.clone();
    if let Some(help) = &d.help {
        text = format!("{text}\n{help}");
    }
    let mut result = json!({
        "ruleId": d.rule,
        "level": level(d.severity),
        "message": {"text": text},
        "locations": [{"physicalLocation": location(path, places, d.range)}],
        "partialFingerprints": {"newsmark/v1": print},
    });
    if let Some(index) = rules::index_of(d.rule) {
        result["ruleIndex"] = json!(index);
    }
    if !d.related.is_empty() {
        let related = d.related.iter();
        result["relatedLocations"] = related
            .map(|r| json!({"physicalLocation": location(path, places, r.range), "message": {"text": r.message}}))
            .collect();
    }
    if !d.fixes.is_empty() {
        result["fixes"] = d.fixes.iter().map(|f| fix(path, places, f)).collect();
    }
    result
}

fn fix(path: &str, places: &Places<'_>, fix: &crate::diagnostic::Fix) -> Value {
    let replacements: Vec<Value> = fix
        .edits
        .iter()
        .map(|e| json!({"deletedRegion": region(places, e.range), "insertedContent": {"text": e.text}}))
        .collect();
    json!({"description": {"text": fix.title},
           "artifactChanges": [{"artifactLocation": {"uri": uri(path)}, "replacements": replacements}]})
}

fn location(path: &str, places: &Places<'_>, range: ByteRange) -> Value {
    json!({"artifactLocation": {"uri": uri(path)}, "region": region(places, range)})
}

fn region(places: &Places<'_>, range: ByteRange) -> Value {
    let (start, end) = (places.at(range.start as usize), places.at(range.end as usize));
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}

/// The path as a relative URI.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte as char)
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
