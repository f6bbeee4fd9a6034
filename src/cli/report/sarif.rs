//! SARIF 2.1.0: findings with their rules, fixes and suppressions, for GitHub code scanning and other viewers.

use super::{Finding, Gone, Places, Report, Site, fingerprint};
use crate::diagnostic::Severity;
use crate::rules::{self, Rule, Set};
use crate::text::ByteRange;
use crate::workspace::ReadError;
use serde_json::{Value, json};
use std::io::{self, Write};

/// What fingerprints are called; the number grows when they are made in another way.
const PRINT: &str = "newsmark/v1";

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes the report.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let site = Site::current();
    let failures: Vec<Value> =
        report.errors.iter().map(|(path, error)| failure(&site.path(path), error)).collect();
    let driver = json!({
        "name": "newsmark",
        "fullName": "Newsmark, a linter for news",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": descriptors(report),
    });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "automationDetails": {"id": "newsmark/"},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": failures.is_empty(), "toolExecutionNotifications": failures}],
            "results": results(report, &site),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn failure(path: &str, error: &ReadError) -> Value {
    json!({"level": "error", "message": {"text": error.to_string()},
           "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}]})
}

/// The rules, built in and of the house; results name them by their place here.
fn descriptors(report: &Report) -> Vec<Value> {
    let built_in = rules::all().iter().map(|rule| descriptor(rule));
    let house = report.rules.house().iter().map(|(id, summary, severity)| {
        json!({"id": id, "shortDescription": {"text": summary},
               "defaultConfiguration": {"enabled": true, "level": level(*severity)},
               "properties": {"tags": ["house"]}})
    });
    built_in.chain(house).collect()
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

fn results(report: &Report, site: &Site) -> Vec<Value> {
    // A viewer takes a result without `suppressions` for one of which nothing is known, so all have them or none.
    let suppressions = report.files.iter().any(|f| f.silenced() > 0);
    let mut results = Vec::new();
    for file in report.files.iter().filter(|f| !f.findings.is_empty()) {
        let (path, places) = (site.path(&file.path), file.places());
        for finding in &file.findings {
            let mut result = result(&path, &places, finding);
            if let Some(index) = index(report, finding.diagnostic.rule) {
                result["ruleIndex"] = json!(index);
            }
            if suppressions {
                result["suppressions"] = json!(finding.silenced.iter().map(suppression).collect::<Vec<_>>());
            }
            if report.gone.is_some() {
                result["baselineState"] = json!(if finding.known { "unchanged" } else { "new" });
            }
            results.push(result);
        }
    }
    let gone = report.gone.iter().flatten().filter(|g| !g.rule.is_empty());
    results.extend(gone.map(|gone| {
        let mut result = absent(report, gone);
        if suppressions {
            result["suppressions"] = json!([]);
        }
        result
    }));
    results
}

fn index(report: &Report, id: &str) -> Option<usize> {
    let house = || report.rules.house().iter().position(|r| r.0 == id).map(|n| rules::all().len() + n);
    rules::index_of(id).or_else(house)
}

fn suppression(reason: &Option<String>) -> Value {
    match reason {
        Some(reason) => json!({"kind": "inSource", "justification": reason}),
        None => json!({"kind": "inSource"}),
    }
}

/// A finding that the baseline has and the copy no more: nobody knows its place.
fn absent(report: &Report, gone: &Gone) -> Value {
    json!({
        "ruleId": gone.rule,
        "message": {"text": report.rules.summary(&gone.rule)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(&gone.path)}}}],
        "partialFingerprints": {PRINT: gone.print},
        "baselineState": "absent",
    })
}

fn result(path: &str, places: &Places<'_>, finding: &Finding) -> Value {
    let d = &finding.diagnostic;
    let mut text = d.message.clone();
    if let Some(help) = &d.help {
        text = format!("{text}\n{help}");
    }
    let mut result = json!({
        "ruleId": d.rule,
        "level": level(d.severity),
        "message": {"text": text},
        "locations": [{"physicalLocation": location(path, places, d.range)}],
        "partialFingerprints": {PRINT: fingerprint(path, finding.print)},
    });
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

/// The path as a URI: relative, or of a file where the path is absolute.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') {
        uri.push_str("file:///");
    }
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
