//! A name that several entries of the registry go by, and nothing says which is meant.
//!
//! # What it flags
//! The first place of a name that belongs to several entries, where neither a full name elsewhere in the story, nor the
//! title in front, nor Mr or Mrs decides. With this registry:
//!
//! ```toml
//! [person.anna-keller]
//! name = "Anna Keller"
//! aliases = ["Keller"]
//! [person.paul-keller]
//! name = "Paul Keller"
//! aliases = ["Keller"]
//! ```
//!
//! # Why it matters
//! The reader does not know who is meant, and links, archives and indexes take the wrong person.
//!
//! # Examples
//! ```news,flag,fix
//! The bridge will open in spring, Keller said on Friday.
//! ```
//! ```news,fixed
//! The bridge will open in spring, [Keller]{.person ref=anna-keller} said on Friday.
//! ```
//! ```news,fixed
//! The bridge will open in spring, [Keller]{.person ref=paul-keller} said on Friday.
//! ```
//! ```news,ok
//! The bridge will open in spring, Anna Keller said on Friday.
//! Keller did not name a day.
//! ```
//! ```news,flag
//! Nine members voted for the bridge, and Keller voted against it.
//! ```
//! ```news,ok
//! The bridge will open in spring, Tom Hill said on Friday.
//! ```
//!
//! # Limits
//! Without a registry the rule is silent: two people of one surname in the story itself are no matter for it.
//!
//! # Settings
//! None.

use crate::analysis::entities::Entity;
use crate::diagnostic::Severity;
use crate::knowledge::registry::Entry;
use crate::rules::wording::shortened;
use crate::rules::{ArticleContext, Check, Finding, Rule, Set};
use crate::text::{ByteRange, Edit};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "entity/ambiguous",
    summary: "a name fits several entries of the registry",
    severity: Severity::Info,
    set: Set::Copy,
    absence: true,
    basis: "the registry, and which names are one person's",
    settings: &[],
    source: include_str!("ambiguous.rs"),
    check: Check::Article(check),
};

/// How many entries are named and offered.
const SHOWN: usize = 4;

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let open = cx.article().entities.iter().filter(|e| e.registry.is_none() && e.rivals.len() > 1);
    open.filter_map(|entity| ambiguous(cx, entity)).collect()
}

fn ambiguous(cx: &ArticleContext<'_>, entity: &Entity) -> Option<Finding> {
    let first = entity.mentions.iter().find(|m| !cx.is_quoted(m.place))?;
    let registry = &cx.options().registry;
    let rivals: Vec<&Entry> = entity.rivals.iter().filter_map(|id| registry.get(id)).take(SHOWN).collect();
    let names: Vec<&str> = rivals.iter().map(|e| &*e.name).collect();
    let (last, before) = names.split_last()?;
    let printed = cx.text(first.place);
    let message = format!("`{printed}` could be {} or {last}", before.join(", "));
    let range = cx.file(first.place);
    let finding =
        Finding::new(range, shortened(&message, 100)).help("give the full name, or say who it is with ref=");
    Some(rivals.into_iter().fold(finding, |finding, entry| {
        let mark = format!("]{{.{} ref={}}}", entry.class.name(), entry.id);
        let edits = vec![
            Edit { range: ByteRange::empty(range.start as usize), text: "[".into() },
            Edit { range: ByteRange::empty(range.end as usize), text: mark },
        ];
        finding.suggestion(format!("annotate as {} ({})", entry.name, entry.id), edits)
    }))
}
