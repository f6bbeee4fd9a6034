//! A form of a name that the registry says not to print.
//!
//! # What it flags
//! A name in a form that its entry in the registry lists under `avoid`. With this registry:
//!
//! ```toml
//! [person.keller]
//! name = "Anna Keller"
//! aliases = ["Keller"]
//! avoid = ["Ana Keller", "Kellar"]
//! ```
//!
//! # Why it matters
//! A newsroom spells a name in one way, and a reader who searches for the other finds half of the stories.
//!
//! # Examples
//! ```news,flag,fix
//! Mayor Ana Keller opened the bridge on Friday.
//! ```
//! ```news,fixed
//! Mayor Anna Keller opened the bridge on Friday.
//! ```
//! ```news,ok
//! Mayor Anna Keller opened the bridge on Friday.
//! “I, Ana Keller, open this bridge,” the old plate says.
//! ```
//! ```news,flag
//! The bridge was opened by Ana Keller on Friday.
//! ```
//! ```news,ok
//! The bridge was opened by Keller on Friday.
//! ```
//!
//! # Limits
//! Only what the registry lists counts; without a registry the rule is silent. Quoted words are left as they were said or
//! printed. Of several house forms the one that is most like the printed form is written.
//!
//! # Settings
//! None.

use super::registered::{Named, named};
use crate::diagnostic::Severity;
use crate::knowledge::registry::{Entry, Form};
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::text::Edit;

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "entity/spelling",
    summary: "a name is not in house spelling",
    severity: Severity::Warning,
    set: Set::Copy,
    absence: false,
    basis: "the registry",
    settings: &[],
    source: include_str!("spelling.rs"),
    check: Check::Article(check),
};

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    named(cx).filter(|n| !cx.is_quoted(n.place)).filter_map(|n| misspelt(cx, &n)).collect()
}

fn misspelt(cx: &ArticleContext<'_>, name: &Named<'_>) -> Option<Finding> {
    let printed = cx.text(name.place);
    let entry = name.entries().find(|(entry, form)| is_avoided(entry, *form, printed)).map(|(e, _)| e)?;
    // A form that is fine for another entry is left to it.
    if name.entries().any(|(other, form)| other.id != entry.id && form != Form::Avoid) {
        return None;
    }
    let house = house_form(entry, printed);
    let shouted = printed.chars().any(char::is_alphabetic) && !printed.chars().any(char::is_lowercase);
    let house = if shouted { house.to_uppercase() } else { house.to_owned() };
    if house == printed {
        return None;
    }
    let range = cx.file(name.place);
    let message = format!("`{printed}` is `{house}` in house spelling");
    let edit = Edit { range, text: house.clone() };
    (message.chars().count() <= 100)
        .then(|| Finding::new(range, message).safe_fix(format!("use house spelling: {house}"), vec![edit]))
}

/// Whether `printed` is a form to avoid. One that differs from the name in its capitals alone is compared letter by letter.
fn is_avoided(entry: &Entry, form: Form, printed: &str) -> bool {
    form == Form::Avoid || entry.avoid.iter().any(|a| **a == *printed)
}

/// The name or alias that is most like `printed`; the name where two are alike.
pub fn house_form<'e>(entry: &'e Entry, printed: &str) -> &'e str {
    let forms = std::iter::once(&entry.name).chain(&entry.aliases).map(|f| &**f);
    let words = |text: &str| text.split_whitespace().count();
    let far =
        |form: &&str| (words(form).abs_diff(words(printed)), strsim::damerau_levenshtein(form, printed));
    forms.min_by_key(far).unwrap_or(&entry.name)
}
