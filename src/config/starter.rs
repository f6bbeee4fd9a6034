//! What `newsmark init` writes.

/// A commented `newsmark.toml` with every choice left at its default.
pub const STARTER: &str = r#"# Newsmark checks the articles below this folder. The same file serves editors and CI.
newsmark = 1

# Files to check besides *.nm.md and *.wire, and those to leave out.
include = ["content/**/*.md"]
# exclude = ["content/archive/**"]

# "copy": only what concerns the words on the page. "publish": headline, byline, dates and sources as well.
set = "copy"

# Year of dates without a year where neither the story nor its front matter gives one.
# default_year = 2017

# Levels: off, on, hint, info, warning, error. `newsmark rules` lists all rules.
[rules]
# "quote/scare" = "info"
# "quote/duplicate" = { level = "warning", min_words = 10 }
"#;

#[cfg(test)]
mod tests {
    #[test]
    fn the_starter_is_without_errors() {
        assert_eq!(crate::config::read(super::STARTER).1, []);
    }
}
