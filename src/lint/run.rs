//! One run of the rules over one version of a story.

use super::levels::{LintOptions, RuleLevel};
use super::meta;
use super::suppress::{self, Directive, Suppressions};
use crate::analysis::Story;
use crate::analysis::views::BlockView;
use crate::diagnostic::Diagnostic;
use crate::rules::{self, ArticleContext, BlockContext, Check, Finding, Reads, Rule};
use crate::syntax::{Block, FrontMatter};
use std::sync::{Arc, LazyLock};

/// Lints stories under one set of options.
#[derive(Clone, Debug, Default)]
pub struct Linter {
    options: Arc<LintOptions>,
}

/// A finding that a directive in the file keeps silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// What would have been reported.
    pub diagnostic: Diagnostic,
    /// The reason that the directive gives.
    pub reason: Option<String>,
}

/// What was found in one version of a story. Cheap to keep: the next run reuses it block by block.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// In order of the text; those at the same place in order of the rule's id.
    pub diagnostics: Vec<Diagnostic>,
    /// Kept silent by directives in the file.
    pub suppressed: Vec<Suppressed>,
    /// How many pairs of a block rule and a block were run, not taken over.
    pub checked_pairs: usize,
    /// How many pairs were taken over from the run before.
    pub reused_pairs: usize,
    levels: Vec<Option<RuleLevel>>,
    blocks: Vec<BlockResult>,
}

/// What the block rules found in one block; findings relative to it, with the index of their rule.
#[derive(Clone, Debug)]
struct BlockResult {
    block: Arc<Block>,
    view: Arc<BlockView>,
    findings: Arc<[(usize, Finding)]>,
}

/// No findings.
static NOTHING: LazyLock<Arc<[(usize, Finding)]>> = LazyLock::new(|| Arc::new([]));

impl Linter {
    /// A linter with `options`.
    pub fn new(options: LintOptions) -> Self {
        Self { options: Arc::new(options) }
    }

    /// What it was made with.
    pub fn options(&self) -> &LintOptions {
        &self.options
    }

    /// The same linter with other texts from outside the story.
    pub fn with_library(&self, library: crate::rules::Library) -> Self {
        Self::new(LintOptions { library: Arc::new(library), ..(*self.options).clone() })
    }

    /// Lints `story` from scratch.
    pub fn run(&self, story: &Story) -> Run {
        self.rerun(story, &Run::default())
    }

    /// Whether a rule asks whom pronouns, roles and descriptions stand for in stories that say nothing else of rules.
    pub fn asks_for_persons(&self) -> bool {
        asks_for_persons(&self.options.in_force(&self.options.standing(None)))
    }

    /// What one rule says of `story`, if it is in force there.
    pub fn run_one(&self, story: &Story, rule: &Rule) -> Run {
        self.check(story, &Run::default(), |index| rules::all().get(index).is_some_and(|r| r.id == rule.id))
    }

    /// Lints `story`, reusing what `before`, a run of this linter over an earlier version, found in the same blocks.
    pub fn rerun(&self, story: &Story, before: &Run) -> Run {
        self.check(story, before, |_| true)
    }

    /// Runs the rules in force whose index is `wanted`.
    #[inline(never)]
    fn check(&self, story: &Story, before: &Run, wanted: impl Fn(usize) -> bool) -> Run {
        let matter = FrontMatter::of(&story.document);
        let standing = self.options.standing(matter.as_ref());
        let mut levels = self.options.in_force(&standing);
        levels
            .iter_mut()
            .enumerate()
            .filter(|(index, _)| !wanted(*index))
            .for_each(|(_, level)| *level = None);
        let story = if asks_for_persons(&levels) { story.with_persons() } else { story };
        let mut run = Run { levels, ..Run::default() };
        self.check_blocks(story, before, &mut run);
        let found = self.all_findings(story, matter.as_ref(), &run);
        let directives = suppress::directives(&story.document, matter.as_ref());
        self.settle(matter.as_ref(), found, &directives, &mut run);
        run
    }

    fn check_blocks(&self, story: &Story, before: &Run, run: &mut Run) {
        // Under other levels nothing can be taken over.
        let old: &[BlockResult] = if before.levels == run.levels { &before.blocks } else { &[] };
        let blocks = story.document.blocks();
        let same = |(new, old): (&Arc<Block>, &BlockResult)| Arc::ptr_eq(new, &old.block);
        let kept_before = blocks.iter().zip(old).take_while(|p| same(*p)).count();
        let kept_after = blocks[kept_before..]
            .iter()
            .rev()
            .zip(old[kept_before..].iter().rev())
            .take_while(|p| same(*p))
            .count();
        let pairs = block_rules(&run.levels).count() + self.house_rules(&run.levels);
        run.blocks.reserve_exact(blocks.len());
        for index in 0..blocks.len() {
            let earlier = if index < kept_before {
                old.get(index)
            } else if index >= blocks.len() - kept_after {
                old.get(old.len() + index - blocks.len())
            } else {
                None
            };
            let same = earlier.filter(|e| Arc::ptr_eq(&e.view, &story.article.views[index]));
            let result = match same {
                Some(earlier) => {
                    run.reused_pairs += pairs;
                    earlier.clone()
                }
                None => self.check_block(story, index, earlier, run),
            };
            run.blocks.push(result);
        }
    }

    fn check_block(
        &self,
        story: &Story,
        index: usize,
        earlier: Option<&BlockResult>,
        run: &mut Run,
    ) -> BlockResult {
        let block = &story.document.blocks()[index];
        let view = &story.article.views[index];
        let changed = earlier.map(|e| changed_parts(&e.view, view));
        if let (Some(earlier), Some(true)) = (earlier, changed.map(|c| c.is_empty())) {
            run.reused_pairs += block_rules(&run.levels).count() + self.house_rules(&run.levels);
            return BlockResult { view: Arc::clone(view), ..earlier.clone() };
        }
        let context = BlockContext {
            block,
            summary: &story.summaries[index],
            view,
            format: story.document.format(),
            settings: &self.options.settings,
        };
        let mut findings = Vec::new();
        let (mut checked, mut reused) = (0, 0);
        for (rule, reads, check) in block_rules(&run.levels) {
            match (earlier, changed) {
                (Some(earlier), Some(changed)) if !changed.intersects(reads) => {
                    reused += 1;
                    findings.extend(earlier.findings.iter().filter(|(r, _)| *r == rule).cloned());
                }
                _ => {
                    checked += 1;
                    findings.extend(check(&context).into_iter().map(|f| (rule, f)));
                }
            }
        }
        let house = self.house_rules(&run.levels);
        if house > 0 {
            let first = rules::all().len();
            match (earlier, changed) {
                (Some(earlier), Some(changed)) if !changed.intersects(Reads::SUBHEADING) => {
                    reused += house;
                    findings.extend(earlier.findings.iter().filter(|(r, _)| *r >= first).cloned());
                }
                _ => {
                    checked += house;
                    let wanted = |index: usize| run.levels[first + index].is_some();
                    let found = self.options.house.check(&context, wanted);
                    findings.extend(found.into_iter().map(|(index, f)| (first + index, f)));
                }
            }
        }
        run.checked_pairs += checked;
        run.reused_pairs += reused;
        // Most blocks have none, and share that.
        let findings = if findings.is_empty() { Arc::clone(&NOTHING) } else { findings.into() };
        BlockResult { block: Arc::clone(block), view: Arc::clone(view), findings }
    }

    /// How many house rules run.
    fn house_rules(&self, levels: &[Option<RuleLevel>]) -> usize {
        levels.iter().skip(rules::all().len()).flatten().count()
    }

    /// Findings of the house rules in the headline of the front matter, in bytes of the file.
    fn in_headline(&self, story: &Story, matter: Option<&FrontMatter>, run: &Run) -> Vec<(usize, Finding)> {
        let headline = matter.and_then(|m| m.headline.as_ref());
        let (Some(headline), Some(block)) = (headline, story.document.front_matter()) else {
            return Vec::new();
        };
        let Some(source) = block.text.get(headline.range.bounds()) else { return Vec::new() };
        let first = rules::all().len();
        let wanted = |index: usize| run.levels[first + index].is_some();
        let found = self.options.house.check_headline(&headline.text, source, headline.range, wanted);
        found.into_iter().map(|(index, finding)| (first + index, finding)).collect()
    }

    /// Findings of all rules in bytes of the file.
    fn all_findings(&self, story: &Story, matter: Option<&FrontMatter>, run: &Run) -> Vec<(usize, Finding)> {
        let mut found = Vec::new();
        for (index, result) in run.blocks.iter().enumerate() {
            let start = story.document.start_of(index);
            found.extend(result.findings.iter().map(|(rule, f)| (*rule, f.clone().shifted(start))));
        }
        let context = ArticleContext {
            story,
            matter,
            settings: &self.options.settings,
            library: &self.options.library,
        };
        for (index, rule) in rules::all().iter().enumerate() {
            if let (Check::Article(check) | Check::Persons(check), Some(_)) = (rule.check, run.levels[index])
            {
                found.extend(check(&context).into_iter().map(|f| (index, f)));
            }
        }
        found.extend(self.in_headline(story, matter, run));
        found
    }

    /// The id, the level and the kind of absence of the rule at `index` of [`LintOptions::ids`].
    fn told(&self, index: usize) -> (&'static str, crate::diagnostic::Severity, bool) {
        match rules::all().get(index) {
            Some(rule) => (rule.id, rule.severity, rule.absence),
            None => {
                let rule = &self.options.house.rules()[index - rules::all().len()];
                (rule.id, rule.severity, false)
            }
        }
    }

    /// Gives the findings their levels, sorts them and holds back the suppressed ones.
    fn settle(
        &self,
        matter: Option<&FrontMatter>,
        found: Vec<(usize, Finding)>,
        directives: &[Directive],
        run: &mut Run,
    ) {
        let mut diagnostics: Vec<Diagnostic> = found
            .into_iter()
            .filter_map(|(index, finding)| {
                let level = run.levels[index]?;
                let (rule, severity, absence) = self.told(index);
                Some(Diagnostic {
                    rule,
                    severity: level.severity(finding.severity.unwrap_or(severity), finding.confidence),
                    absence: finding.absence.unwrap_or(absence),
                    message: finding.message,
                    help: finding.help.map(Into::into),
                    why: finding.why,
                    range: finding.range,
                    related: finding.related,
                    fixes: finding.fixes,
                })
            })
            .collect();
        sort(&mut diagnostics);
        let mut suppressions = Suppressions::new(directives);
        let silent = suppressions.of(&diagnostics);
        for (diagnostic, silent) in diagnostics.into_iter().zip(silent) {
            match silent {
                Some(reason) => run.suppressed.push(Suppressed { diagnostic, reason }),
                None => run.diagnostics.push(diagnostic),
            }
        }
        let whole = self.options.select.is_empty();
        let told = meta::Told { options: &self.options, levels: &run.levels, whole };
        let meta = meta::findings(matter, directives, &suppressions, told);
        if !meta.is_empty() {
            run.diagnostics.extend(meta);
            sort(&mut run.diagnostics);
        }
    }
}

/// In order of the text, then of the rule's id.
fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        (a.range.start, a.range.end, a.rule, &a.message).cmp(&(
            b.range.start,
            b.range.end,
            b.rule,
            &b.message,
        ))
    });
}

/// Whether a rule that runs asks whom pronouns, roles and descriptions stand for.
fn asks_for_persons(levels: &[Option<RuleLevel>]) -> bool {
    let persons = |(rule, level): (&&Rule, &Option<RuleLevel>)| {
        level.is_some() && matches!(rule.check, Check::Persons(_))
    };
    rules::all().iter().zip(levels).any(persons)
}

type BlockCheck = fn(&BlockContext<'_>) -> Vec<Finding>;

/// The block rules that run, with their index in the registry.
fn block_rules(levels: &[Option<RuleLevel>]) -> impl Iterator<Item = (usize, Reads, BlockCheck)> + '_ {
    rules::all().iter().enumerate().filter_map(|(index, rule)| match rule.check {
        Check::Block { reads, check } if levels[index].is_some() => Some((index, reads, check)),
        _ => None,
    })
}

/// The parts in which two views of the same block differ.
fn changed_parts(old: &Arc<BlockView>, new: &Arc<BlockView>) -> Reads {
    let mut changed = Reads::empty();
    if Arc::ptr_eq(old, new) {
        return changed;
    }
    changed.set(Reads::QUOTES, old.quotes != new.quotes);
    changed.set(Reads::DATES, old.dates != new.dates);
    changed.set(Reads::SUBHEADING, (old.subheading, old.headline) != (new.subheading, new.headline));
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Options;
    use crate::syntax::Mode;
    use crate::text::{ByteRange, Edit};

    const TEXT: &str = "The bridge cost TK euros.\nIt opened on Friday.\nThe mayor, [NAME], spoke.\n";

    #[test]
    fn findings_come_in_order_of_the_text() {
        let run = Linter::default().run(&Story::read(TEXT, Mode::Line, Options::default()));
        let marked: Vec<&str> = run.diagnostics.iter().map(|d| d.range.of(TEXT)).collect();
        assert_eq!(marked, ["TK", "[NAME]"]);
    }

    #[test]
    fn a_letter_inside_a_word_runs_the_rules_of_its_block_only() {
        let linter = Linter::default();
        let story = Story::read(TEXT, Mode::Line, Options::default());
        let before = linter.run(&story);
        let (story, _) = story.updated(&Edit { range: ByteRange::empty(30), text: "x".into() });
        let after = linter.rerun(&story, &before);
        let rules = block_rules(&after.levels).count();
        assert_eq!((after.checked_pairs, after.reused_pairs), (rules, 2 * rules));
        assert_eq!(after.diagnostics, linter.run(&story).diagnostics);
    }
}
