//! Configuration and registry files: whatever stands in them is read, with errors that lie in the file.
//!
//! Three texts with record separators (U+001E) between them: configuration, registry, article.
#![no_main]

use newsmark::analysis::{Options, Story};
use newsmark::config;
use newsmark::knowledge::registry::Registry;
use newsmark::lint::Linter;
use newsmark::syntax::{FrontMatter, Mode};
use std::sync::Arc;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split('\u{1e}');
    let mut next = || parts.next().unwrap_or_default();
    let (settings, entities, article) = (next(), next(), next());
    let (config, errors) = config::read(settings);
    for error in errors {
        assert!(settings.get(error.range.bounds()).is_some(), "{error:?}");
    }
    let registry = Registry::read([entities, settings]);
    for problem in &registry.problems {
        assert!(
            [entities, settings][problem.file as usize].get(problem.range.bounds()).is_some(),
            "{problem:?}"
        );
    }
    for entry in registry.entries() {
        assert!(registry.get(&entry.id).is_some());
        let _ = registry.named(&entry.name);
    }
    let options = Options { registry: Arc::new(registry), ..Options::default() };
    let story = Story::read(article, Mode::Markdown, options);
    let _ = FrontMatter::of(&story.document);
    let _ = Linter::new(config.lint_options()).run(&story);
});
