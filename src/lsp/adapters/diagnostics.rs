//! Findings as the protocol has them, and `textDocument/diagnostic`.

use super::Page;
use crate::diagnostic::{Diagnostic, Related};
use crate::lsp::convert::{Places, severity};
use crate::lsp::session::Agreement;
use crate::rules;
use crate::text::Buffer;
use crate::workspace::{Sheet, Slip};
use serde_json::json;
use tower_lsp::ls_types as lsp;

/// How many findings of one document are sent at most, the notice included.
const CAP: usize = 500;

/// The findings that are sent: the worst where there are too many, with a notice in front.
pub fn list(page: Page<'_>, findings: &[Diagnostic]) -> Vec<lsp::Diagnostic> {
    if findings.len() <= CAP {
        return findings.iter().map(|f| diagnostic(page, f)).collect();
    }
    let mut worst: Vec<&Diagnostic> = findings.iter().collect();
    worst.sort_by_key(|f| std::cmp::Reverse(f.severity));
    worst.truncate(CAP - 1);
    worst.sort_by_key(|f| f.range);
    let notice = lsp::Diagnostic {
        range: lsp::Range::default(),
        severity: Some(lsp::DiagnosticSeverity::INFORMATION),
        source: Some(SOURCE.to_owned()),
        message: format!("{} findings, the worst {} are shown", findings.len(), CAP - 1),
        ..lsp::Diagnostic::default()
    };
    std::iter::once(notice).chain(worst.into_iter().map(|f| diagnostic(page, f))).collect()
}

const SOURCE: &str = "newsmark";

/// One finding.
pub fn diagnostic(page: Page<'_>, finding: &Diagnostic) -> lsp::Diagnostic {
    let related = |r: &Related| lsp::DiagnosticRelatedInformation {
        location: page.location(r.range),
        message: r.message.clone(),
    };
    let message = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    let agreement = page.agreement;
    lsp::Diagnostic {
        range: page.places().range(finding.range),
        severity: Some(severity(finding.severity)),
        code: Some(lsp::NumberOrString::String(finding.rule.to_owned())),
        code_description: agreement.code_links.then(|| page_of(finding.rule)).flatten(),
        source: Some(SOURCE.to_owned()),
        message,
        related_information: (agreement.related && !finding.related.is_empty())
            .then(|| finding.related.iter().map(related).collect()),
        tags: None,
        data: finding.why.as_ref().map(|why| json!({"why": why})),
    }
}

/// What is wrong in a configuration or registry file.
pub fn of_sheet(sheet: &Sheet, agreement: &Agreement) -> Vec<lsp::Diagnostic> {
    let buffer = Buffer::new(&sheet.text);
    let places = Places { buffer: &buffer, encoding: agreement.encoding };
    let diagnostic = |slip: &Slip| lsp::Diagnostic {
        range: places.range(slip.range),
        severity: Some(match slip.note {
            true => lsp::DiagnosticSeverity::INFORMATION,
            false => lsp::DiagnosticSeverity::ERROR,
        }),
        source: Some(SOURCE.to_owned()),
        message: slip
            .help
            .as_ref()
            .map_or_else(|| slip.message.clone(), |h| format!("{}\n{h}", slip.message)),
        ..lsp::Diagnostic::default()
    };
    sheet.slips.iter().take(CAP).map(diagnostic).collect()
}

fn page_of(rule: &str) -> Option<lsp::CodeDescription> {
    rules::get(rule).and_then(|r| Some(lsp::CodeDescription { href: rules::address(r.id).parse().ok()? }))
}

/// The answer to a client that pulls: the findings, or that they are those it has already.
pub fn report(page: Page<'_>, previous: Option<&str>) -> lsp::DocumentDiagnosticReport {
    let id = page.snapshot.result_id();
    if previous == Some(id.as_str()) {
        let unchanged = lsp::UnchangedDocumentDiagnosticReport { result_id: id };
        return lsp::RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: unchanged,
        }
        .into();
    }
    let full = full(page, id);
    lsp::RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: full,
    }
    .into()
}

fn full(page: Page<'_>, id: String) -> lsp::FullDocumentDiagnosticReport {
    let findings = page.snapshot.findings.as_deref().map_or(&[][..], Vec::as_slice);
    lsp::FullDocumentDiagnosticReport { result_id: Some(id), items: list(page, findings) }
}

/// The same as one of the answers about a whole workspace.
pub fn workspace_report(
    page: Page<'_>,
    previous: Option<&str>,
    version: Option<i64>,
) -> lsp::WorkspaceDocumentDiagnosticReport {
    let id = page.snapshot.result_id();
    let uri = page.uri.clone();
    if previous == Some(id.as_str()) {
        let unchanged_document_diagnostic_report = lsp::UnchangedDocumentDiagnosticReport { result_id: id };
        return lsp::WorkspaceDocumentDiagnosticReport::Unchanged(
            lsp::WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report,
            },
        );
    }
    lsp::WorkspaceDocumentDiagnosticReport::Full(lsp::WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: full(page, id),
    })
}
