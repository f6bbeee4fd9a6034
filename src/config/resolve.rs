//! The configuration in force: what is written, with the defaults filled in.

use super::read::{self, ConfigError};
use super::written::{Choices, Written};
use crate::lint::{Level, LintOptions, Profile, RuleLevel};
use crate::rules::{self, HouseRules, Set, SettingValue, Settings};
use crate::text::ByteRange;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The options of a workspace.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Globs of files to check, from the folder of the file.
    pub include: Vec<String>,
    /// Globs of files to leave out.
    pub exclude: Vec<String>,
    /// Globs of registry files.
    pub registry: Vec<String>,
    /// Prefixes of outside ids, with their addresses.
    pub prefixes: Vec<(String, String)>,
    /// What holds for all files.
    pub general: Choice,
    /// What holds for some files instead; later ones win.
    pub overrides: Vec<Override>,
    /// House rules.
    pub house: Arc<HouseRules>,
    /// The file as written.
    pub written: Written,
}

/// Choices about how copy is checked; `None` and what is absent leave things as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// Whether copy counts as prepared for publication.
    pub publish: Option<bool>,
    /// House style.
    pub profile: Option<Profile>,
    /// Year of year-less dates where nothing else gives one.
    pub default_year: Option<i16>,
    /// Levels of rules.
    pub levels: FxHashMap<&'static str, RuleLevel>,
    /// Settings of rules.
    pub settings: Settings,
}

/// Choices for some of the files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Override {
    /// Globs from the folder of the file.
    pub files: Vec<String>,
    /// What holds for them.
    pub choice: Choice,
}

impl Config {
    /// The linter's options for files to which no override applies.
    pub fn lint_options(&self) -> LintOptions {
        self.lint_options_with(&[])
    }

    /// The linter's options for files to which these of [`Self::overrides`] apply.
    pub fn lint_options_with(&self, overrides: &[usize]) -> LintOptions {
        let mut options = LintOptions { house: Arc::clone(&self.house), ..LintOptions::default() };
        for choice in self.choices(overrides) {
            if let Some(publish) = choice.publish {
                options.set = if publish { Set::Publish } else { Set::Copy };
            }
            options.profile = choice.profile.unwrap_or(options.profile);
            options.levels.extend(choice.levels.iter().map(|(id, level)| (*id, *level)));
            options.settings.extend(&choice.settings);
        }
        options
    }

    /// The year of year-less dates in such files, where nothing else gives one.
    pub fn default_year_with(&self, overrides: &[usize]) -> Option<i16> {
        self.choices(overrides).filter_map(|c| c.default_year).last()
    }

    fn choices(&self, overrides: &[usize]) -> impl Iterator<Item = &Choice> {
        let some = overrides.iter().filter_map(|i| self.overrides.get(*i)).map(|o| &o.choice);
        std::iter::once(&self.general).chain(some.collect::<Vec<_>>())
    }
}

/// Reads the text of a `newsmark.toml`.
pub fn read(text: &str) -> (Config, Vec<ConfigError>) {
    let (written, mut errors) = read::read(text);
    let list = |placed: &Option<super::written::Placed<Vec<String>>>| {
        placed.as_ref().map(|p| p.value.clone()).unwrap_or_default()
    };
    let house = house(&written, &mut errors);
    let mut config = Config {
        include: list(&written.include),
        exclude: list(&written.exclude),
        registry: list(&written.registry),
        prefixes: written.prefixes.as_ref().map(|p| p.value.clone()).unwrap_or_default(),
        general: choice(&written.choices, &house),
        overrides: written
            .overrides
            .iter()
            .map(|o| Override {
                files: o.files.iter().map(|f| f.value.clone()).collect(),
                choice: choice(&o.choices, &house),
            })
            .collect(),
        house: Arc::new(house),
        written,
    };
    if let Some(exempt) = &config.written.acronyms {
        let rule = &rules::entity::acronym::RULE;
        let mut words = exempt.value.clone();
        words.extend(config.general.settings.words(rule, "exempt").iter().cloned());
        config.general.settings.set(rule.id, "exempt", SettingValue::Words(words));
    }
    errors.sort_by(|a, b| (a.range, &a.message).cmp(&(b.range, &b.message)));
    (config, errors)
}

/// The house rules, without those that cannot be used.
fn house(written: &Written, errors: &mut Vec<ConfigError>) -> HouseRules {
    let mut house: Vec<rules::HouseRule> = Vec::new();
    for entry in &written.house {
        match read::house_rule(entry) {
            Ok(rule) if house.iter().any(|known| known.id == rule.id) => {
                let range = entry.id.as_ref().map_or(ByteRange::default(), |id| id.range);
                errors.push(ConfigError::new(range, format!("`{}` is there twice", rule.id)));
            }
            Ok(rule) => house.push(rule),
            Err(error) => errors.push(error),
        }
    }
    let first = written.house.first().map_or(ByteRange::default(), |h| h.range);
    HouseRules::new(house).unwrap_or_else(|message| {
        errors.push(ConfigError::new(first, message));
        HouseRules::default()
    })
}

fn choice(written: &Choices, house: &HouseRules) -> Choice {
    let mut choice = Choice {
        publish: written.publish.as_ref().map(|p| p.value),
        profile: written.profile.as_ref().and_then(|p| Profile::named(&p.value)),
        default_year: written.default_year.as_ref().map(|y| y.value),
        ..Choice::default()
    };
    for rule in &written.rules {
        let known = rules::get(&rule.id).map(|r| r.id);
        let own = || house.rules().iter().map(|r| r.id).find(|id| *id == rule.id);
        let Some(id) = known.or_else(own) else { continue };
        let level = rule.level.unwrap_or(Level::On);
        choice.levels.insert(id, RuleLevel { level, lifted: rule.lift });
        for (setting, value) in &rule.settings {
            choice.settings.set(id, setting, value.clone());
        }
    }
    choice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    fn errors(text: &str) -> Vec<(String, String)> {
        let errors = read(text).1;
        errors.into_iter().map(|e| (e.range.of(text).to_owned(), e.message)).collect()
    }

    #[test]
    fn a_whole_file_is_read() {
        let text = "newsmark = 1\ninclude = [\"content/**/*.md\"]\nset = \"publish\"\ndefault_year = 2017\n\
            [rules]\n\"quote/partial\" = \"info\"\n\"quote/duplicate\" = { level = \"error\", min_words = 12 }\n";
        let (config, errors) = read(text);
        assert_eq!(errors, []);
        let options = config.lint_options();
        assert_eq!((config.include.len(), options.set), (1, Set::Publish));
        assert_eq!(config.default_year_with(&[]), Some(2017));
        assert_eq!(options.levels["quote/duplicate"].level, Level::At(Severity::Error));
        let rule = &crate::rules::quote::duplicate::RULE;
        assert_eq!(options.settings.integer(rule, "min_words"), 12);
    }

    #[test]
    fn overrides_hold_for_some_files_and_later_ones_win() {
        let text = "profile = \"ap\"\n[rules]\n\"quote/partial\" = \"info\"\n\
            [[overrides]]\nfiles = [\"opinion/**\"]\nprofile = \"none\"\nrules = { \"quote/partial\" = \"off\" }\n\
            [[overrides]]\nfiles = [\"**/wire/**\"]\nset = \"publish\"\nrules = { \"quote/partial\" = \"error\" }\n";
        let (config, errors) = read(text);
        assert_eq!(errors, []);
        let level = |which: &[usize]| config.lint_options_with(which).levels["quote/partial"].level;
        assert_eq!(level(&[]), Level::At(Severity::Info));
        assert_eq!(level(&[0]), Level::Off);
        assert_eq!(level(&[0, 1]), Level::At(Severity::Error));
        assert_eq!(config.lint_options_with(&[0]).profile, Profile::None);
        assert_eq!(config.lint_options_with(&[1]).profile, Profile::Ap);
        assert_eq!(config.lint_options_with(&[1]).set, Set::Publish);
    }

    #[test]
    fn slips_have_a_place_and_a_suggestion() {
        assert_eq!(
            errors("inclued = []\n[rules]\n\"quote/partal\" = \"off\"\n\"quote/partial\" = \"of\"\n"),
            [
                ("inclued".to_owned(), "there is no key `inclued`; did you mean `include`?".to_owned()),
                (
                    "\"quote/partal\"".to_owned(),
                    "there is no rule `quote/partal`; did you mean `quote/partial`?".to_owned()
                ),
                ("\"of\"".to_owned(), "there is no level `of`; did you mean `off`?".to_owned()),
            ]
        );
        assert_eq!(errors("include = 3\n")[0].1, "`include` takes a list of globs");
        assert_eq!(errors("include = [\n").len(), 1);
        assert_eq!(
            errors("[rules]\n\"quote/duplicate\" = { lift = 1 }\n")[0].1,
            "`lift` takes true or false"
        );
        let override_without = errors("[[overrides]]\nset = \"copy\"\n");
        assert_eq!(override_without[0].1, "this override names no `files`");
        let suggested: Vec<_> =
            read("[rules]\n\"quote/partal\" = \"off\"\n").1.into_iter().map(|e| e.suggestion).collect();
        assert_eq!(suggested, [Some("\"quote/partial\"".to_owned())]);
    }

    #[test]
    fn house_rules_that_cannot_be_used_say_why() {
        let text = "[[house]]\nid = \"Utilise\"\nwords = [\"utilise\"]\n\
            [[house]]\nid = \"open\"\npattern = \"(\"\n\
            [[house]]\nid = \"both\"\nwords = [\"a\"]\npattern = \"b\"\n\
            [[house]]\nid = \"all\"\npattern = \"x*\"\n\
            [[house]]\nid = \"good\"\nwords = [\"utilise\"]\nlevl = \"info\"\n[rules]\n\"house/good\" = \"error\"\n";
        let (config, found) = read(text);
        let messages: Vec<_> = found.iter().map(|e| e.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "an `id` is made of small letters, digits and hyphens",
                "this is no regular expression: unclosed group",
                "a house rule has one of `words`, `swap` and `pattern`",
                "this pattern is found in empty copy: it would speak everywhere",
                "there is no key `levl`; did you mean `level`?",
            ]
        );
        assert_eq!(config.house.rules().len(), 1);
        assert_eq!(config.lint_options().levels["house/good"].level, Level::At(Severity::Error));
    }
}
