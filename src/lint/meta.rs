//! Findings about the checking itself: front matter that cannot be read, directives that do nothing.

use super::levels::{Level, LintOptions, MATTER_RULES, names};
use super::suppress::{Directive, DirectiveKind, Suppressions};
use super::{Profile, RuleLevel};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::rules;
use crate::syntax::FrontMatter;
use crate::syntax::yaml::Value;
use crate::text::{ByteRange, Edit};

const FRONT_MATTER: &str = "meta/front-matter";
const UNKNOWN_RULE: &str = "meta/unknown-rule";
const UNUSED_SUPPRESSION: &str = "meta/unused-suppression";
const UNCLOSED_SUPPRESSION: &str = "meta/unclosed-suppression";
/// Something wrong in `newsmark.toml`.
const CONFIG: &str = "meta/config";

/// The ids of these findings, each with what it is about. They cannot be configured.
pub const META: &[(&str, &str)] = &[
    (FRONT_MATTER, "front matter that cannot be read"),
    (UNKNOWN_RULE, "a directive names a rule that does not exist"),
    (UNUSED_SUPPRESSION, "a directive keeps nothing silent"),
    (UNCLOSED_SUPPRESSION, "a directive silences the rest of the file"),
    (CONFIG, "something in newsmark.toml that cannot be used"),
];

/// What the findings are judged by.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) options: &'a LintOptions,
    /// One for each of [`LintOptions::ids`].
    pub(super) levels: &'a [Option<RuleLevel>],
    /// Whether all rules ran that are on by themselves.
    pub(super) whole: bool,
}

/// The findings. Directives are judged only where the `whole` set of rules ran.
pub(super) fn findings(
    matter: Option<&FrontMatter>,
    directives: &[Directive],
    suppressions: &Suppressions<'_>,
    told: Told<'_>,
) -> Vec<Diagnostic> {
    let errors = matter.iter().flat_map(|m| &m.errors);
    let mut found: Vec<Diagnostic> =
        errors.map(|e| diagnostic(FRONT_MATTER, Severity::Error, e.range, e.message.clone())).collect();
    if let Some(matter) = matter {
        choices(matter, told.options, &mut found);
    }
    for directive in directives {
        let unknown_ids = directive.rules.iter().filter(|(_, id)| !is_known(id, told.options));
        found.extend(unknown_ids.map(|(range, id)| unknown(*range, id)));
    }
    let unclosed = directives.iter().filter(|d| d.kind == DirectiveKind::Start && d.unmatched);
    found.extend(unclosed.map(unclosed_suppression));
    if told.whole {
        let unused = suppressions.unused().filter(|d| ran(d, told));
        found.extend(unused.map(unused_suppression));
    }
    found
}

fn diagnostic(rule: &'static str, severity: Severity, range: ByteRange, message: String) -> Diagnostic {
    Diagnostic {
        rule,
        severity,
        absence: false,
        message,
        help: None,
        why: None,
        range,
        related: Vec::new(),
        fixes: Vec::new(),
    }
}

/// `profile:` and `newsmark-rules:` of the front matter: what they name must exist.
fn choices(matter: &FrontMatter, options: &LintOptions, found: &mut Vec<Diagnostic>) {
    let wrong = |range, message| diagnostic(FRONT_MATTER, Severity::Warning, range, message);
    if let Some(profile) = matter.profile.as_ref().filter(|p| Profile::named(&p.text).is_none()) {
        let all: Vec<&str> = Profile::ALL.iter().map(|p| p.name()).collect();
        let text = rules::wording::shortened(&profile.text, 30);
        found
            .push(wrong(profile.range, format!("there is no profile `{text}`: choose {}", all.join(" or "))));
    }
    let pairs = match matter.field(MATTER_RULES) {
        Some(Value::Map(pairs, _)) => pairs.as_slice(),
        Some(Value::Null(_)) | None => &[],
        Some(other) => {
            let message = format!("{MATTER_RULES} takes rules with their levels: {{quote/partial: off}}");
            found.push(wrong(other.range(), message));
            &[]
        }
    };
    for (key, value) in pairs {
        if options.known(&key.text).is_none() {
            found.push(unknown(key.range, &key.text));
        } else if value.text().and_then(|t| Level::named(&t.text)).is_none() {
            let message = "a level is off, on, hint, info, warning or error".to_owned();
            found.push(wrong(value.range(), message));
        }
    }
}

fn is_known(id: &str, options: &LintOptions) -> bool {
    META.iter().any(|(meta, _)| *meta == id) || options.names_any(id)
}

fn unknown(range: ByteRange, id: &str) -> Diagnostic {
    if let Some(message) = rules::removed(id) {
        return diagnostic(UNKNOWN_RULE, Severity::Info, range, message);
    }
    let near = rules::closest(id);
    let shown = rules::wording::shortened(id, 30);
    let message = match near {
        Some(rule) => format!("there is no rule `{shown}`; did you mean `{}`?", rule.id),
        None => format!("there is no rule `{shown}`"),
    };
    let mut found = diagnostic(UNKNOWN_RULE, Severity::Warning, range, message);
    found.fixes = near
        .map(|rule| Fix {
            title: format!("write {}", rule.id),
            edits: vec![Edit { range, text: rule.id.to_owned() }],
            safe: false,
        })
        .into_iter()
        .collect();
    found
}

/// A start without an end: either only the next block is meant, or the end has to be written.
fn unclosed_suppression(directive: &Directive) -> Diagnostic {
    let message = "this comment silences all the rest: `newsmark-ignore-end` is missing".to_owned();
    let mut found = diagnostic(UNCLOSED_SUPPRESSION, Severity::Warning, directive.range, message);
    let ids: String = directive.rules.iter().flat_map(|(_, id)| [" ", id]).collect();
    let word = directive.range.start as usize + "<!-- newsmark-ignore".len();
    let shorter = Edit { range: ByteRange::new(word, word + "-start".len()), text: String::new() };
    // Without an end it holds up to the last byte.
    let last = ByteRange::empty(directive.extent.end as usize);
    let end = Edit { range: last, text: format!("\n<!-- newsmark-ignore-end{ids} -->\n") };
    found.help = Some("end it behind what it is about, or write `newsmark-ignore-file` at the top".into());
    let fix = |title: &str, edit| Fix { title: title.to_owned(), edits: vec![edit], safe: false };
    found.fixes =
        vec![fix("silence only the next paragraph", shorter), fix("end it at the end of the file", end)];
    found
}

/// Whether every rule that the directive names exists and ran, so that its silence says something.
fn ran(directive: &Directive, told: Told<'_>) -> bool {
    directive.rules.iter().all(|(_, id)| {
        let mut named = told.options.ids().enumerate().filter(|(_, r)| names(id, r));
        is_known(id, told.options) && named.all(|(index, _)| told.levels[index].is_some())
    })
}

fn unused_suppression(directive: &Directive) -> Diagnostic {
    let what = match directive.kind {
        DirectiveKind::Span => "`ignore=`",
        DirectiveKind::Matter => "`newsmark-ignore`",
        _ => "comment",
    };
    let message = format!("this {what} keeps nothing silent");
    let mut found = diagnostic(UNUSED_SUPPRESSION, Severity::Info, directive.range, message);
    found.help = Some("delete it, so that it cannot hide something later".into());
    found
}
