//! Runs the rules over a story: levels, reuse per block, suppressions, fixes.
//!
//! [`Linter::run`] reads a story from scratch, [`Linter::rerun`] reuses what an earlier [`Run`] found in blocks that
//! are still the same. The result is equal either way.

mod fix;
mod levels;
mod meta;
mod profile;
mod reported;
mod run;
mod suppress;

pub(crate) use fix::Taken;
pub use fix::{Applied, apply_safe_fixes};
pub use levels::{Level, LintOptions, MATTER_RULES, RuleLevel, Standing, names};
pub use meta::META;
pub use profile::Profile;
pub use reported::reported;
pub use run::{Linter, Run, Suppressed};
pub use suppress::{Directive, DirectiveKind, directives};
