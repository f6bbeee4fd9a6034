//! What the pronouns near a name say of the gender of its bearer.

use super::{Reference, ReferenceKind, Role, Words, may_be_person};
use crate::analysis::mentions::{Gender, Mention};
use crate::analysis::tokens::Token;
use crate::knowledge::WordClass;

/// One pronoun's word for the gender of a named person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GenderCue {
    /// Index of the name in the block's mentions.
    pub mention: u32,
    /// What the pronoun shows.
    pub gender: Gender,
    /// 2 in the sentence of the only name, 1 in the sentence behind it.
    pub weight: u8,
}

/// The people of one sentence.
#[derive(Clone, Copy, Default)]
struct Cast {
    /// The only name so far.
    name: Option<u32>,
    /// How many people.
    people: u32,
}

/// Collects the cues: a pronoun behind the only person of its sentence, or of the sentence before it.
pub(super) fn cues(words: Words<'_>, mentions: &[Mention], all: &[Reference]) -> Vec<GenderCue> {
    let mut cues = Vec::new();
    let (mut here, mut before) = (Cast::default(), Cast::default());
    let mut sentence = 0;
    for reference in all {
        if reference.sentence != sentence {
            before = if here.people == 0 { before } else { here };
            here = Cast::default();
            sentence = reference.sentence;
        }
        match reference.kind {
            ReferenceKind::Name(index) if may_be_person(&mentions[index as usize]) => {
                let mention = &mentions[index as usize];
                let same = here.name.is_some_and(|n| mentions[n as usize].keys.last == mention.keys.last);
                if !same {
                    here = Cast { name: Some(index), people: here.people + 1 };
                }
                if let Some(gender) = words.shown_beside(mention) {
                    cues.push(GenderCue { mention: index, gender, weight: 3 });
                }
            }
            ReferenceKind::Stranger(..) => here.people += 1,
            // `Hill accused him`: somebody else.
            ReferenceKind::Person(_) if reference.role == Role::Object && here.people > 0 => {}
            ReferenceKind::Person(gender) => {
                let (cast, weight) = if here.people > 0 { (here, 2) } else { (before, 1) };
                let near = weight == 2 || reference.role == Role::Topic;
                if let Some(mention) = cast.name.filter(|_| cast.people == 1 && near) {
                    cues.push(GenderCue { mention, gender, weight });
                }
            }
            _ => {}
        }
    }
    cues
}

impl Words<'_> {
    /// `her husband, Paul Roe`, `Jane Roe, a mother of two`: the noun in front of a name or in apposition behind it.
    fn shown_beside(self, mention: &Mention) -> Option<Gender> {
        let (first, end) = (mention.tokens.0 as usize, mention.tokens.1 as usize);
        let comma = |at: usize| usize::from(self.punct(at, ','));
        let in_front = first.checked_sub(1).map(|b| b.saturating_sub(comma(b)));
        if let Some(gender) = in_front.and_then(|at| self.gender_of(at)) {
            return Some(gender);
        }
        let open = Some(end).filter(|e| self.punct(*e, ','))?;
        let mut at = open + 1;
        while at < open + APPOSITION && self.tokens.get(at).is_some_and(Token::is_wordlike) {
            if self
                .is(at, WordClass::PREPOSITION | WordClass::CUE | WordClass::AUXILIARY | WordClass::RELATIVE)
            {
                return None;
            }
            if let Some(gender) = self.gender_of(at) {
                return Some(gender);
            }
            at += 1;
        }
        None
    }
}

/// How far an apposition is read, in tokens.
const APPOSITION: usize = 7;
