//! `textDocument/semanticTokens/full`, `/full/delta` and `/range`

use super::Page;
use crate::features::semantic::{self, TokenKind};
use crate::text::ByteRange;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
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

/// The tokens that the client has of each document, so that only what has changed need be sent.
#[derive(Debug, Default)]
pub struct Colours(Mutex<HashMap<lsp::Uri, (String, Vec<lsp::SemanticToken>)>>);

impl Colours {
    /// Gives `tokens` a name and keeps them.
    pub fn remember(&self, uri: &lsp::Uri, mut tokens: lsp::SemanticTokens) -> lsp::SemanticTokens {
        let id = crate::lsp::worker::serial().to_string();
        self.kept().insert(uri.clone(), (id.clone(), tokens.data.clone()));
        tokens.result_id = Some(id);
        tokens
    }

    /// What turns the tokens called `previous` into `tokens`; all of them where `previous` is not the last list sent.
    pub fn delta(
        &self,
        uri: &lsp::Uri,
        previous: &str,
        tokens: lsp::SemanticTokens,
    ) -> lsp::SemanticTokensFullDeltaResult {
        let old = self.kept().remove(uri).filter(|(id, _)| id == previous).map(|(_, data)| data);
        let tokens = self.remember(uri, tokens);
        match old {
            None => tokens.into(),
            Some(old) => lsp::SemanticTokensDelta {
                edits: difference(&old, &tokens.data).into_iter().collect(),
                result_id: tokens.result_id,
            }
            .into(),
        }
    }

    /// Drops what is kept of a document.
    pub fn forget(&self, uri: &lsp::Uri) {
        self.kept().remove(uri);
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<lsp::Uri, (String, Vec<lsp::SemanticToken>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The one edit between two lists: tokens are relative to each other, so a change moves none but the one behind it.
fn difference(old: &[lsp::SemanticToken], new: &[lsp::SemanticToken]) -> Option<lsp::SemanticTokensEdit> {
    if old == new {
        return None;
    }
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = (&old[head..], &new[head..]);
    let tail = rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(|(a, b)| a == b).count();
    /// Numbers of one token.
    const EACH: usize = 5;
    Some(lsp::SemanticTokensEdit {
        start: (head * EACH) as u32,
        delete_count: ((rest.0.len() - tail) * EACH) as u32,
        data: Some(rest.1[..rest.1.len() - tail].to_vec()),
    })
}
