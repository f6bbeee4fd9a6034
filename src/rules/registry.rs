//! All rules. A new rule is its file and one line here.

use super::{Rule, date, entity, event, markup, number, quote, source, story};

static RULES: &[&Rule] = &[
    &quote::unattributed::RULE,
    &quote::unbalanced::RULE,
    &quote::multi_paragraph::RULE,
    &quote::duplicate::RULE,
    &quote::headline_mismatch::RULE,
    &quote::attribution_conflict::RULE,
    &quote::anonymous::RULE,
    &quote::altered::RULE,
    &quote::nesting::RULE,
    &quote::ellipsis::RULE,
    &quote::partial::RULE,
    &quote::late_attribution::RULE,
    &quote::loaded_verb::RULE,
    &quote::tense::RULE,
    &entity::orphan::RULE,
    &entity::title_mismatch::RULE,
    &entity::spelling::RULE,
    &entity::unknown_ref::RULE,
    &entity::type_mismatch::RULE,
    &entity::ambiguous::RULE,
    &entity::first_reference::RULE,
    &entity::acronym::RULE,
    &date::weekday::RULE,
    &date::value::RULE,
    &date::no_anchor::RULE,
    &date::stale_relative::RULE,
    &event::order::RULE,
    &event::no_date::RULE,
    &source::identity_leak::RULE,
    &source::unlinked::RULE,
    &source::single::RULE,
    &source::plural::RULE,
    &source::unattributed_claim::RULE,
    &number::conflict::RULE,
    &story::missing_headline::RULE,
    &story::missing_byline::RULE,
    &story::placeholder::RULE,
    &story::missing_dateline::RULE,
    &story::dateline_format::RULE,
    &markup::attributes::RULE,
    &markup::bracket::RULE,
    &markup::unknown_name::RULE,
    &markup::duplicate_id::RULE,
    &markup::lost_text::RULE,
];

/// Rules that were taken out, each with the reason. A configuration that names one goes on working and says so.
static REMOVED: &[(&str, &str)] = &[(
    "quote/scare",
    "of what it flagged too much was rightly in quotation marks; the class `.scare` stays",
)];

/// Why there is no longer a rule called `id`, as a message; `None` where there never was one.
pub fn removed(id: &str) -> Option<String> {
    let (id, reason) = REMOVED.iter().find(|(removed, _)| *removed == id)?;
    Some(format!("`{id}` was removed: {reason}"))
}

/// Every rule, in the order of the catalogue.
pub fn all() -> &'static [&'static Rule] {
    RULES
}

/// The rule called `id`.
pub fn get(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.id == id).copied()
}

/// The place of `id` in [`all`].
pub fn index_of(id: &str) -> Option<usize> {
    RULES.iter().position(|r| r.id == id)
}

/// The rule whose id is nearest to a misspelt one; a bare name finds its rule in any family.
pub fn closest(wrong: &str) -> Option<&'static Rule> {
    if let Some(rule) = RULES.iter().find(|r| r.name() == wrong) {
        return Some(rule);
    }
    let near = |rule: &Rule| {
        let whole = strsim::damerau_levenshtein(rule.id, wrong);
        if wrong.contains('/') { whole } else { strsim::damerau_levenshtein(rule.name(), wrong) }
    };
    // A third of the letters may be wrong; with more the suggestion would be a guess.
    let most = (wrong.chars().count() / 3).min(4);
    RULES.iter().map(|r| (near(r), *r)).min_by_key(|(d, _)| *d).filter(|(d, _)| *d <= most).map(|(_, r)| r)
}
