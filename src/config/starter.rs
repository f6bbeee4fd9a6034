//! What `newsmark init` writes.

/// A commented `newsmark.toml` with every choice left at its default.
pub const STARTER: &str = r#"# Newsmark checks the articles below this folder. The same file serves editors and CI.
# `newsmark config` prints what is in force and where each value comes from.
newsmark = 1

# Files to check besides *.nm.md and *.wire, and those to leave out.
include = ["content/**/*.md"]
# exclude = ["content/archive/**"]

# "copy": only what concerns the words on the page. "publish": headline, byline, dates and sources as well.
set = "copy"

# House style: "none", or "ap", which switches rules of form on.
profile = "none"

# Year of dates without a year where neither the story nor its front matter gives one.
# default_year = 2017

# Files with the people and things that the newsroom knows, and prefixes of outside ids in them.
# registry = ["entities/*.toml"]
# prefixes = { wd = "http://www.wikidata.org/entity/" }

# Levels: off, on, hint, info, warning, error. `newsmark rules` lists all rules, `newsmark explain RULE` prints one's page.
[rules]
# "quote/partial" = "info"
# "quote/duplicate" = { level = "warning", min_words = 10 }

# Acronyms that every reader knows, for the rule entity/acronym.
# [acronyms]
# exempt = ["US", "UN", "EU"]

# Other choices for some of the files; later ones win.
# [[overrides]]
# files = ["content/opinion/**"]
# rules = { "quote/partial" = "off" }

# House rules. `newsmark lint --check-rules` runs their examples.
# [[house]]
# id = "plain-words"
# swap = { "utilise" = "use", "in order to" = "to" }
# flags = ["They utilise the bridge."]
# passes = ["“We utilise the bridge,” she said."]
"#;

#[cfg(test)]
mod tests {
    use super::STARTER;
    use crate::config::{keys, read};

    #[test]
    fn the_starter_is_without_errors_as_it_is_and_with_every_choice_switched_on() {
        assert_eq!(read(STARTER).1, []);
        let on: Vec<&str> = STARTER
            .lines()
            .map(|l| match l.strip_prefix("# ") {
                Some(rest) if rest.contains(" = ") || rest.starts_with('[') => rest,
                _ => l,
            })
            .collect();
        let (config, errors) = read(&on.join("\n"));
        assert_eq!(errors, []);
        assert_eq!((config.overrides.len(), config.house.rules().len()), (1, 1));
    }

    #[test]
    fn the_starter_shows_every_key() {
        for key in keys::TOP {
            assert!(STARTER.contains(key.name), "{}", key.name);
        }
    }
}
