//! Findings about the checking itself: front matter that cannot be read, directives that do nothing.

use super::RuleLevel;
use super::levels::names;
use super::suppress::{Directive, Suppressions};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::rules;
use crate::syntax::FrontMatter;
use crate::text::{ByteRange, Edit};

const FRONT_MATTER: &str = "meta/front-matter";
const UNKNOWN_RULE: &str = "meta/unknown-rule";
const UNUSED_SUPPRESSION: &str = "meta/unused-suppression";

/// The ids of these findings, each with what it is about. They cannot be configured.
pub const META: &[(&str, &str)] = &[
    (FRONT_MATTER, "front matter that cannot be read"),
    (UNKNOWN_RULE, "a directive names a rule that does not exist"),
    (UNUSED_SUPPRESSION, "a directive keeps nothing silent"),
];

/// The findings. Directives are judged only where the `whole` set of rules ran.
pub(super) fn findings(
    matter: Option<&FrontMatter>,
    directives: &[Directive],
    suppressions: &Suppressions<'_>,
    levels: &[Option<RuleLevel>],
    whole: bool,
) -> Vec<Diagnostic> {
    let errors = matter.iter().flat_map(|m| &m.errors);
    let mut found: Vec<Diagnostic> =
        errors.map(|e| diagnostic(FRONT_MATTER, Severity::Error, e.range, e.message.clone())).collect();
    for directive in directives {
        found.extend(
            directive.rules.iter().filter(|(_, id)| !is_known(id)).map(|(range, id)| unknown(*range, id)),
        );
    }
    if whole {
        let unused = suppressions.unused().filter(|d| ran(d, levels));
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

fn is_known(id: &str) -> bool {
    META.iter().any(|(meta, _)| *meta == id) || rules::all().iter().any(|r| names(id, r))
}

fn unknown(range: ByteRange, id: &str) -> Diagnostic {
    let near = rules::closest(id);
    let message = match near {
        Some(rule) => format!("there is no rule `{id}`; did you mean `{}`?", rule.id),
        None => format!("there is no rule `{id}`"),
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

/// Whether every rule that the directive names exists and ran, so that its silence says something.
fn ran(directive: &Directive, levels: &[Option<RuleLevel>]) -> bool {
    directive.rules.iter().all(|(_, id)| {
        let mut named = rules::all().iter().enumerate().filter(|(_, r)| names(id, r));
        is_known(id) && named.all(|(index, _)| levels[index].is_some())
    })
}

fn unused_suppression(directive: &Directive) -> Diagnostic {
    let message = "this comment keeps nothing silent".to_owned();
    let mut found = diagnostic(UNUSED_SUPPRESSION, Severity::Info, directive.range, message);
    found.help = Some("delete it, so that it cannot hide something later".into());
    found
}
