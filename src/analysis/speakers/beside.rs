//! What stands right beside a name and says more of its bearer. Descriptions anywhere in the story may go by it.

use crate::analysis::article::BlockRef;
use crate::analysis::entities::EntityIndex;
use crate::analysis::mentions::Mention;
use crate::analysis::tokens::TokenKind;
use crate::knowledge::{WordClass, rolewords};

/// The word before a name: `Dutchman` of `the Dutchman Joost van Dam`.
pub(super) fn word_before<'a>(here: BlockRef<'a>, mention: &Mention) -> Option<&'a str> {
    let before = (mention.tokens.0 as usize).checked_sub(1)?;
    Some(here.summary.tokens[before].text(here.prose()))
}

/// The age behind a name: `Ann Roe, 41,`.
pub(super) fn age_behind<'a>(here: BlockRef<'a>, mention: &Mention) -> Option<&'a str> {
    let [comma, age, ..] = here.summary.tokens.get(mention.tokens.1 as usize..)? else { return None };
    let number = age.kind == TokenKind::Number && comma.is_punct(here.prose(), ',');
    number.then(|| age.text(here.prose()))
}

/// Where somebody is from, by what stands behind the name: `Brian Holt of Kansas`.
pub(super) fn home_behind<'a>(here: BlockRef<'a>, mention: &Mention) -> Option<&'a str> {
    let [of, name, ..] = here.summary.tokens.get(mention.tokens.1 as usize..)? else { return None };
    let name = name.text(here.prose());
    (of.is(WordClass::PREPOSITION) && name.starts_with(char::is_uppercase)).then_some(name)
}

/// All of that for each name of a block, with whom it names: what people far away may be described by.
pub fn all<'a>(
    here: BlockRef<'a>,
    of: &'a [Option<EntityIndex>],
) -> impl Iterator<Item = (EntityIndex, [Option<&'a str>; 3])> + 'a {
    here.summary.mentions.iter().zip(of).filter_map(move |(mention, entity)| {
        let nation = word_before(here, mention).filter(|word| rolewords::is_of_nation(word));
        let told = [nation, age_behind(here, mention), home_behind(here, mention)];
        told.iter().any(Option::is_some).then_some(())?;
        Some(((*entity)?, told))
    })
}
