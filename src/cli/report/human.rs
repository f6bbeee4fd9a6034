//! For people: the line, the marked range, the reason and the help; then notes and a summary.

use super::{File, Places, Report, Style};
use crate::cli::lint::shown_path;
use crate::cli::out::harmless_line;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::io::{self, Write};

/// Writes the report.
pub fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let decor = if style.ascii { DecorStyle::Ascii } else { DecorStyle::Unicode };
    let renderer = Renderer::styled().decor_style(decor);
    for file in report.files.iter().filter(|f| f.speaking().next().is_some()) {
        let places = file.places();
        let path = harmless_line(&shown_path(&file.path));
        for diagnostic in file.speaking().map(|f| &f.diagnostic) {
            let group = if style.snippets {
                group(file, &path, &places, diagnostic)
            } else {
                bare_group(&path, &places, diagnostic)
            };
            writeln!(out, "{}\n", without_c1(&renderer.render(&[group])))?;
        }
    }
    if style.quiet { Ok(()) } else { summary(report, out) }
}

/// The renderer shows control characters of the copy as pictures, but for those of the second block (U+0080 to U+009F),
/// which some terminals obey like escape sequences.
fn without_c1(rendered: &str) -> String {
    rendered.replace(|c| matches!(c, '\u{80}'..='\u{9F}'), "\u{FFFD}")
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint => Level::NOTE.with_name("hint"),
    }
}

fn group<'a>(file: &'a File, path: &'a str, places: &Places<'_>, d: &'a Diagnostic) -> Group<'a> {
    let (lines, number) = places.lines_of(d.range);
    let span = |range: crate::text::ByteRange| {
        let start = range.start.clamp(lines.start, lines.end);
        (start - lines.start) as usize..(range.end.clamp(start, lines.end) - lines.start) as usize
    };
    let mut snippet = Snippet::source(lines.of(&file.text))
        .path(path)
        .line_start(number)
        .annotation(AnnotationKind::Primary.span(span(d.range)));
    for related in d.related.iter().filter(|r| lines.covers(r.range)) {
        snippet =
            snippet.annotation(AnnotationKind::Context.span(span(related.range)).label(&related.message));
    }
    let mut group = title(d, &d.message).element(snippet);
    for related in d.related.iter().filter(|r| !lines.covers(r.range)) {
        let at = places.at(related.range.start as usize);
        group = group.element(Level::NOTE.message(format!("line {}: {}", at.line, related.message)));
    }
    if let Some(why) = &d.why {
        group = group.element(Level::NOTE.message(why));
    }
    if let Some(help) = &d.help {
        group = group.element(Level::HELP.message(help));
    }
    group
}

fn title<'a>(d: &'a Diagnostic, message: &'a str) -> annotate_snippets::Title<'a> {
    level(d.severity).primary_title(message).id(d.rule).id_url(rules::address(d.rule))
}

/// The finding without the line that it stands in.
fn bare_group<'a>(path: &'a str, places: &Places<'_>, d: &'a Diagnostic) -> Group<'a> {
    let at = places.at(d.range.start as usize);
    let origin = annotate_snippets::Origin::path(path).line(at.line).char_column(at.column);
    level(d.severity).primary_title(&d.message).id(d.rule).element(origin)
}

/// Notes and the last line.
pub fn summary(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for (folder, others) in &report.unchecked {
        unchecked(folder, others, out)?;
    }
    for file in &report.files {
        if file.empty {
            writeln!(out, "note: {} is empty", shown_path(&file.path))?;
        }
    }
    undated(report, out)?;
    let count = |severity| report.diagnostics().filter(|d| d.severity == severity).count();
    let found: Vec<String> = [
        (count(Severity::Error), "error", "errors"),
        (count(Severity::Warning), "warning", "warnings"),
        (count(Severity::Info), "note for your information", "notes for your information"),
        (count(Severity::Hint), "hint", "hints"),
    ]
    .iter()
    .filter(|(n, _, _)| *n > 0)
    .map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many }))
    .collect();
    let files = match report.files.len() {
        0 if report.changed => "no article has changed".to_owned(),
        1 => "1 file checked".to_owned(),
        n => format!("{n} files checked"),
    };
    let suppressed: usize = report.files.iter().map(File::silenced).sum();
    let mut silent =
        if suppressed > 0 { format!(", {suppressed} kept silent by comments") } else { String::new() };
    let known = report.files.iter().flat_map(|f| &f.findings).filter(|f| f.known).count();
    if known > 0 {
        silent.push_str(&format!(", {known} known to the baseline"));
    }
    if let Some(gone) = report.gone.as_ref().map(Vec::len).filter(|n| *n > 0) {
        let what = if gone == 1 { "1 finding is" } else { &format!("{gone} findings are") };
        writeln!(
            out,
            "note: {what} in the baseline and no more in the copy; --write-baseline takes them out"
        )?;
    }
    let found = if found.is_empty() { "nothing to report".to_owned() } else { found.join(", ") };
    writeln!(out, "{files}: {found}{silent}")
}

fn unchecked(
    folder: &std::path::Path,
    others: &std::collections::BTreeMap<String, usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let folder = shown_path(folder);
    if others.is_empty() {
        return writeln!(out, "note: {folder} holds no articles (.md, .qmd, .txt, .wire)");
    }
    let kinds: Vec<String> = others.iter().map(|(extension, n)| format!("{n} .{extension}")).collect();
    let total: usize = others.values().sum();
    let noun = if total == 1 { "file" } else { "files" };
    writeln!(out, "note: {folder}: {} {noun} not checked: `--all`, or `newsmark init`", kinds.join(", "))
}

fn undated(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let files = report.files.iter().filter(|f| f.undated > 0).count();
    let dates: usize = report.files.iter().map(|f| f.undated).sum();
    let dates = match dates {
        0 => return Ok(()),
        1 => "1 date has no year".to_owned(),
        n => format!("{n} dates have no year"),
    };
    let place = if files > 1 { format!(" in {files} files") } else { String::new() };
    writeln!(out, "note: {dates}{place}: pass --date or add datePublished")
}
