//! House styles: which rules of form they switch on.

use crate::rules::{quote, story};

/// A house style. Rules of form are silent until one is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// No rules of form.
    #[default]
    None,
    /// The forms of American wire copy.
    Ap,
}

/// The rules that the profile `ap` switches on.
static AP: &[&str] = &[
    quote::nesting::RULE.id,
    quote::ellipsis::RULE.id,
    story::missing_dateline::RULE.id,
    story::dateline_format::RULE.id,
];

impl Profile {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::None, Self::Ap];

    /// The name in configuration and front matter.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ap => "ap",
        }
    }

    /// The profile called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }

    /// The ids of the opt-in rules that it switches on.
    pub fn rules(self) -> &'static [&'static str] {
        match self {
            Self::None => &[],
            Self::Ap => AP,
        }
    }
}
