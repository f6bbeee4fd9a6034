//! `textDocument/semanticTokens/full` and `/range`

use super::Page;
use crate::features::semantic::{self, TokenKind};
use crate::text::ByteRange;
use tower_lsp::ls_types as lsp;

/// The names of the tokens, in the order of [`TokenKind`]: standard ones, so that every theme has colours for them.
pub fn legend() -> lsp::SemanticTokensLegend {
    use lsp::SemanticTokenType as T;
    let token_types = vec![
        T::CLASS,
        T::INTERFACE,
        T::NAMESPACE,
        T::STRUCT,
        T::NUMBER,
        T::EVENT,
        T::KEYWORD,
        T::TYPE,
        T::VARIABLE,
        T::PROPERTY,
        T::STRING,
    ];
    debug_assert_eq!(token_types.len(), TokenKind::Value as usize + 1);
    lsp::SemanticTokensLegend { token_types, token_modifiers: Vec::new() }
}

/// The tokens of the document, or of a part of it.
pub fn tokens(page: Page<'_>, range: Option<lsp::Range>) -> lsp::SemanticTokens {
    let places = page.places();
    let whole = ByteRange::new(0, page.snapshot.buffer.len());
    let found = semantic::tokens(page.reading(), range.map_or(whole, |r| places.bytes(r)));
    let mut before = lsp::Position::default();
    let relative = |token: semantic::Token| {
        let lsp::Range { start, end } = places.range(token.range);
        let delta_line = start.line - before.line;
        let delta_start = if delta_line == 0 { start.character - before.character } else { start.character };
        before = start;
        lsp::SemanticToken {
            delta_line,
            delta_start,
            length: end.character.saturating_sub(start.character),
            token_type: token.kind as u32,
            token_modifiers_bitset: 0,
        }
    };
    lsp::SemanticTokens { result_id: None, data: found.into_iter().map(relative).collect() }
}
