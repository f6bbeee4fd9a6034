//! A title that the story prints in two ways.
//!
//! # What it flags
//! The same person with the same words of a title in another order: “US Secretary of State” and “State Secretary”. Where
//! the registry gives the titles of a person, also such an order against the registry, and a title that the person does not
//! have on the day of the story. With this registry:
//!
//! ```toml
//! [person.hansen]
//! name = "Paul Hansen"
//! [[person.hansen.titles]]
//! title = "Foreign Minister"
//! to = "2016-12-31"
//! ```
//!
//! # Why it matters
//! One of the two is wrong, and often the other one is an office that exists somewhere else.
//!
//! # Examples
//! ```news,flag
//! US Secretary of State Anna Keller met the mayor on Friday.
//! The mayor thanked State Secretary Keller for her visit.
//! ```
//! ```news,flag,date:2018-04-05
//! Foreign Minister Paul Hansen closed the harbour on Friday.
//! ```
//! ```news,flag,date:2018-04-05
//! The harbour was closed by Kuman Foreign Minister Paul Hansen on Friday.
//! ```
//! ```news,ok,date:2018-04-05
//! Deputy Foreign Minister Paul Hansen closed the harbour on Friday.
//! ```
//! ```news,ok,date:2018-04-05
//! Former Foreign Minister Paul Hansen came to see it on Friday.
//! ```
//! ```news,ok
//! US Secretary of State Anna Keller met the mayor on Friday.
//! The mayor thanked Secretary of State Keller for her visit.
//! ```
//! ```news,ok
//! Anna Keller, chairwoman of the harbour district council, opened the bridge on Friday.
//! The mayor thanked the harbour chairwoman, Anna Keller, for her visit.
//! ```
//!
//! # Limits
//! A shorter form of the same title is right on second reference and is not flagged. Titles inside quotations are the
//! speaker's, and a name with `ref=` has been settled by the writer.
//!
//! # Settings
//! None.

use crate::analysis::entities::{Entity, Title};
use crate::analysis::mentions::EntityKind;
use crate::analysis::tokens::Token;
use crate::diagnostic::Severity;
use crate::knowledge::WordClass;
use crate::knowledge::offices;
use crate::knowledge::registry::TitleEntry;
use crate::rules::wording::{line, shortened, words};
use crate::rules::{ArticleContext, Check, Finding, Rule, Set, tokens_in};

/// See the module's page.
pub static RULE: Rule = Rule {
    id: "entity/title-mismatch",
    summary: "a person's title is printed in two ways",
    severity: Severity::Info,
    set: Set::Copy,
    absence: false,
    basis: "titles in front of names, and which names are one person's",
    settings: &[],
    source: include_str!("title_mismatch.rs"),
    check: Check::Article(check),
};

/// Characters of a title or name that a message prints.
const LONGEST: usize = 32;

fn check(cx: &ArticleContext<'_>) -> Vec<Finding> {
    let people = cx.article().entities.iter().filter(|e| e.kind == EntityKind::Person);
    people.filter_map(|person| mismatch(cx, person).or_else(|| against_registry(cx, person))).collect()
}

fn mismatch(cx: &ArticleContext<'_>, person: &Entity) -> Option<Finding> {
    if person.titles.len() < 2 {
        return None;
    }
    // Only titles of several words can have them in another order.
    let several = |t: &&Title| t.text.bytes().any(|b| !b.is_ascii_alphabetic());
    let open = |t: &&Title| !cx.is_quoted(t.place) && !is_settled(cx, t);
    let titles: Vec<&Title> = person.titles.iter().filter(several).filter(open).collect();
    if titles.len() < 2 {
        return None;
    }
    let words: Vec<Vec<String>> = titles.iter().map(|t| content(&t.text)).collect();
    for (index, later) in titles.iter().enumerate().skip(1) {
        let differs =
            |e: &usize| disagree(&words[*e], &words[index]) && same_matter(&titles[*e].text, &later.text);
        if let Some(earlier) = (0..index).find(differs) {
            let earlier = titles[earlier];
            let (here, before) = (shortened(&later.text, LONGEST), shortened(&earlier.text, LONGEST));
            let message = format!("`{here}` here, `{before}` before: which is the title?");
            let finding = Finding::new(cx.file(later.place), message)
                .help("print the title in one form")
                .related(cx.file(earlier.place), "here it is printed differently");
            return Some(finding);
        }
    }
    None
}

/// A title that the registry gives in another order, or for another time.
fn against_registry(cx: &ArticleContext<'_>, person: &Entity) -> Option<Finding> {
    let entry = cx.options().registry.get(person.registry.as_deref()?)?;
    let open = |t: &&Title| !cx.is_quoted(t.place) && !is_settled(cx, t) && !is_past(cx, t);
    let printed = person.titles.iter().filter(open);
    let day = cx.article().anchor.as_deref();
    printed.into_iter().find_map(|title| {
        let has = |held: &&TitleEntry| held.is_printed_as(&title.text) || is_longer(cx, title, held);
        if entry.titles_on(day).any(|held| has(&held)) {
            return None;
        }
        let other = entry.titles.iter().find(|held| disagree(&content(&held.title), &content(&title.text)));
        let message = match entry.titles.iter().find(has) {
            Some(held) => {
                let (title, name) = (shortened(&held.title, LONGEST), shortened(&person.name, LONGEST));
                format!("`{title}` is not {name}'s title on {}", day?)
            }
            None => {
                let (here, there) = (shortened(&title.text, LONGEST), shortened(&other?.title, LONGEST));
                format!("`{here}` here, `{there}` in the registry: which is it?")
            }
        };
        Some(Finding::new(cx.file(title.place), message).help("check the title for the day of the story"))
    })
}

/// Whether the title is the one that is held, with a country, a party or a body in front of it: “Texas Senator”.
/// A “Deputy Foreign Minister” is no Foreign Minister.
fn is_longer(cx: &ArticleContext<'_>, title: &Title, held: &TitleEntry) -> bool {
    let summary = &cx.summaries()[title.place.block as usize];
    let prose = cx.document().blocks()[title.place.block as usize].prose();
    let printed: Vec<&Token> =
        tokens_in(summary, title.place.range).iter().filter(|t| t.is_wordlike()).collect();
    let forms = std::iter::once(&held.title).chain(&held.also);
    forms.into_iter().any(|form| {
        let form: Vec<&str> = form.split_whitespace().collect();
        let Some(front) = printed.len().checked_sub(form.len()).filter(|f| *f > 0) else { return false };
        let same = printed[front..].iter().zip(&form).all(|(t, w)| t.text(prose).eq_ignore_ascii_case(w));
        same && !form.is_empty() && !printed[front - 1].is(WordClass::TITLE_MODIFIER)
    })
}

/// Whether a word such as “former” stands in the title or in front of it.
fn is_past(cx: &ArticleContext<'_>, title: &Title) -> bool {
    let tokens = &cx.summaries()[title.place.block as usize].tokens;
    let first = tokens.partition_point(|t| t.range.start < title.place.range.start);
    let prose = cx.document().blocks()[title.place.block as usize].prose();
    let modifies = |t: &Token| offices::is_not_now(t.text(prose));
    let within = tokens[first..].iter().take_while(|t| t.range.end <= title.place.range.end);
    first.checked_sub(1).is_some_and(|i| modifies(&tokens[i])) || within.into_iter().any(modifies)
}

/// Whether the writer has said of the name behind the title who it is.
fn is_settled(cx: &ArticleContext<'_>, title: &Title) -> bool {
    let block = &cx.document().blocks()[title.place.block as usize];
    let near = |s: &&crate::syntax::Span| {
        s.prose.start >= title.place.range.start && s.prose.start <= title.place.range.end + 1
    };
    block.spans.iter().filter(near).any(|s| s.attrs.get("ref").is_some())
}

/// Whether one title uses two or more words of the other in another order, small words aside.
fn disagree(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 2 && short.iter().all(|w| long.contains(w)) && !in_order(short, long)
}

/// Whether what one title says behind `of` or `for` is all in the other: a “6th District chairman” is the “chairman of the
/// 6th District party”, in a short form.
fn same_matter(a: &str, b: &str) -> bool {
    let covers = |long: &str, short: &str| {
        let behind =
            [" of ", " for "].iter().find_map(|small| long.split_once(small)).map_or("", |(_, rest)| rest);
        let other = content(short);
        content(behind).iter().all(|w| other.contains(w))
    };
    covers(a, b) && covers(b, a)
}

/// The words of a title that carry meaning: those of three letters or more.
fn content(title: &str) -> Vec<String> {
    words(title).into_iter().filter(|w| w.chars().count() >= 3 && w != "the" && w != "and").collect()
}

fn in_order(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    line(short) == line(long) || short.iter().all(|w| rest.any(|l| l == w))
}
