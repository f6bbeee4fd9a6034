//! The rule type, the registry, and one file for each rule.
//!
//! A rule is a [`Rule`] constant at the end of its file; the doc comment at the head of the file is its page
//! ([`Page`]): rustdoc, `newsmark explain`, the hover of an editor and `docs/rules/` all print the same text, and
//! its examples are run as tests.
//!
//! There are two kinds. A *block rule* sees one block, its summary and its view, and nothing else: its findings are
//! relative to the block and are kept while these stay equal. An *article rule* sees the whole story and runs after
//! each change; it must be linear in the marks, names and dates of the story.

mod context;
mod finding;
pub mod house;
mod library;
mod page;
mod registry;
mod settings;
pub mod wording;

pub mod date;
pub mod entity;
pub mod event;
pub mod markup;
pub mod number;
pub mod quote;
pub mod source;
pub mod story;

pub use context::{ArticleContext, BlockContext, tokens_in};
pub use finding::Finding;
pub use house::{HouseRule, HouseRules};
pub use library::Library;
pub use page::{Example, Expectation, HEADINGS, Page};
pub use registry::{all, closest, get, index_of, removed};
pub use settings::{Setting, SettingKind, SettingValue, Settings};

use crate::diagnostic::Severity;

/// When a rule speaks without being asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Set {
    /// On any copy: it concerns the words on the page.
    Copy,
    /// On copy that is prepared for publication: front matter with `newsmark:`, or a configured workspace.
    Publish,
    /// Only when configuration or `--select` names it.
    OptIn,
}

impl Set {
    /// The name in output and configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Publish => "publish",
            Self::OptIn => "opt-in",
        }
    }
}

bitflags::bitflags! {
    /// Which parts of a block's view a block rule reads; a change elsewhere in the view does not run it again.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Reads: u8 {
        /// Quotations, and whether they have speakers.
        const QUOTES = 1;
        /// Resolved dates.
        const DATES = 1 << 1;
        /// Whether the block is a headline or a sub-heading.
        const SUBHEADING = 1 << 2;
    }
}

/// What a rule does.
#[derive(Clone, Copy)]
pub enum Check {
    /// Reads one block. Findings are relative to the block's source.
    Block {
        /// The parts of the view that it reads.
        reads: Reads,
        /// The check.
        check: fn(&BlockContext<'_>) -> Vec<Finding>,
    },
    /// Reads the whole story. Findings are in bytes of the file.
    Article(fn(&ArticleContext<'_>) -> Vec<Finding>),
    /// The same, and asks whom pronouns, roles and descriptions stand for.
    Persons(fn(&ArticleContext<'_>) -> Vec<Finding>),
}

/// One rule. Its id is a promise: once released it never changes meaning.
pub struct Rule {
    /// `family/name`; the file is `src/rules/family/name.rs` with underscores for hyphens.
    pub id: &'static str,
    /// What is wrong with copy that it flags, in one short phrase.
    pub summary: &'static str,
    /// The level of a finding that is sure.
    pub severity: Severity,
    /// When it speaks.
    pub set: Set,
    /// Whether it speaks of something missing. An editor holds such findings back while the writer still types.
    pub absence: bool,
    /// On which inference it rests, for its page; empty when it rests on none.
    pub basis: &'static str,
    /// What can be set.
    pub settings: &'static [Setting],
    /// The source of the rule's file, whose doc comment is the page.
    pub source: &'static str,
    /// What it does.
    pub check: Check,
}

impl Rule {
    /// The part of the id before the `/`.
    pub fn family(&self) -> &'static str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// The part of the id behind the `/`.
    pub fn name(&self) -> &'static str {
        self.id.split('/').nth(1).unwrap_or_default()
    }

    /// The rule's page.
    pub fn page(&self) -> Page {
        Page::of(self.source)
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rule").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Where the pages of the rules are published, for `codeDescription` and reports.
pub const PAGES: &str = "https://github.com/newsmark/newsmark/blob/main/docs/rules";

/// The address of a rule's page.
pub fn address(id: &str) -> String {
    format!("{PAGES}/{id}.md")
}
