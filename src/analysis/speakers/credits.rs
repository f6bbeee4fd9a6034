//! Credits of pictures between the paragraphs, and the captions below them: whoever stands there has no part in the story.

use crate::analysis::article::{BlockRef, Blocks};
use crate::analysis::tokens::{Token, TokenKind};
use crate::knowledge::{WordClass, pictures};

/// Most tokens of a credit.
const LONGEST: usize = 12;

/// How many blocks above a caption its credit may stand, comments and the like between.
const NEAR: usize = 3;

/// Whether the block is nothing but the credit of a picture: `Ann Roe/Nordwire.`, `Ann Roe via Getty Images`.
pub(super) fn is_credit(here: BlockRef<'_>) -> bool {
    let (prose, tokens) = (here.prose(), &here.summary.tokens);
    if tokens.len() > LONGEST {
        return false;
    }
    let named = |t: &Token| t.is_capitalised() || t.is(WordClass::PREPOSITION | WordClass::CONJUNCTION);
    let words = || tokens.iter().filter(|t| t.kind == TokenKind::Word);
    let slash = || tokens.iter().any(|t| t.is_punct(prose, '/'));
    words().next().is_some_and(Token::is_capitalised)
        && words().all(named)
        && !tokens.iter().any(|t| matches!(t.kind, TokenKind::DoubleMark | TokenKind::Dash))
        && (slash() || words().any(|t| pictures::is_agency(t.text(prose))))
}

/// Whether the block is what stands below the credit of a picture: one sentence without a source.
pub(super) fn is_caption(blocks: &Blocks<'_>, block: u32) -> bool {
    let summary = blocks[block as usize].summary;
    let block = block as usize;
    let above = (block.saturating_sub(NEAR)..block).rev().find(|b| !blocks[*b].prose().is_empty());
    summary.sentences.len() == 1
        && summary.attributions.is_empty()
        && above.is_some_and(|b| is_credit(blocks[b]))
}
